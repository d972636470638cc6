"""Why calls came in this order: of one number, and what staff did out of it, by clerk (R32)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from kiosk.office.honesty import LONGEST_DAYS
from kiosk.queue.irregular import JOINED, PRIORITY
from kiosk.queue.picking import PICKED, WALK_IN
from kiosk.refusal import Refusal
from kiosk.web.door import TheHall
from kiosk.web.errors import message_of
from kiosk.web.office.honesty import Day, day_of
from kiosk.web.office.rooms import Insider, room
from kiosk.words import words

KINDS = (PICKED, WALK_IN, JOINED, PRIORITY)

router = APIRouter(prefix="/office/calls", include_in_schema=False)


@router.get("")
def page(
    request: Request,
    hall: TheHall,
    visit: Insider,
    number: Annotated[str, Query(max_length=10)] = "",
    day: Day = "",
    first: Day = "",
    last: Day = "",
) -> HTMLResponse:
    """A `number` of a `day` in words, and the clerks of the days from `first` to `last`; today
    where no day is named."""
    refused = ""
    why: tuple[str, ...] = ()
    with hall.ground.read() as work:
        begin = end = then = work.day
    try:
        end = day_of(last) or end
        # Days the wrong way round, or too many, are shown as what was meant.
        begin = min(day_of(first) or end, end)
        begin = max(begin, end - timedelta(days=LONGEST_DAYS - 1))
        then = day_of(day) or then
        if number.strip():
            why = hall.why(number.strip().upper(), then).in_words(words(), visit.language)
    except Refusal as refusal:
        refused = message_of(refusal, visit.language)
    return room(
        "calls",
        request,
        visit,
        refused=refused,
        number=number.strip().upper(),
        day=then,
        why=why,
        first=begin,
        last=end,
        kinds=KINDS,
        clerks=hall.irregular(begin, end),
        at=lambda moment: f"{moment.astimezone(hall.ground.zone):%m-%d %H:%M}",
    )
