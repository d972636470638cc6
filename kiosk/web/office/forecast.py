"""The forecast page: who comes on a day, when a tidal counter is needed, when numbers stop."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from kiosk import whatif
from kiosk.hall import Hall
from kiosk.office import tides
from kiosk.office.tides import Tidal
from kiosk.refusal import Refusal
from kiosk.web.door import TheHall
from kiosk.web.errors import message_of
from kiosk.web.office.bench import PATIENCE, Bench, Busy
from kiosk.web.office.foretelling import answered, shown
from kiosk.web.office.rooms import Insider, room
from kiosk.web.session import Visit, signed_in
from kiosk.whatif import Ahead, Forecast

TODAY = "today"
"""What stands in an address for what is left of today."""

router = APIRouter(prefix="/office/forecast", include_in_schema=False)
Decider = Annotated[Visit, Depends(signed_in(*tides.DECIDING))]


@router.get("")
async def page(
    request: Request,
    hall: TheHall,
    visit: Insider,
    day: Annotated[str, Query(max_length=10)] = "",
) -> HTMLResponse:
    """The next working day, or the one that is named; of today what is left of it."""
    return await _page(request, hall, visit, day)


@router.post("/tide")
async def decide(request: Request, hall: TheHall, visit: Decider) -> Response:
    """Keeps what is decided about a recommended tidal counter."""
    opens = visit.said("opens") == "yes"
    try:
        tidal, why = _tidal(visit), visit.said("reason")
        await run_in_threadpool(tides.answer, hall.ground, tidal, visit.actor, why, opens=opens)
    except Refusal as refusal:
        return await _page(request, hall, visit, TODAY, message_of(refusal, visit.language))
    return RedirectResponse(f"/office/forecast?day={TODAY}", HTTPStatus.SEE_OTHER)


async def _page(
    request: Request, hall: Hall, visit: Visit, day: str, refused: str = ""
) -> HTMLResponse:
    bench: Bench = request.app.state.bench
    try:
        today = await run_in_threadpool(_today, hall)
        chosen = today if day == TODAY else _day(day)
        # What was refused must be said at once: another page would say it no more.
        patience = None if refused else PATIENCE
        found = await bench.ask(
            ("forecast", chosen), lambda _: whatif.forecast_and_ahead(hall, chosen), patience
        )
    except Refusal as refusal:
        refused, found = refused or message_of(refusal, visit.language), None
    return await run_in_threadpool(_shown, request, hall, visit, day, found, refused)


def _shown(
    request: Request,
    hall: Hall,
    visit: Visit,
    day: str,
    found: tuple[Forecast, Ahead] | Busy | None,
    refused: str,
) -> HTMLResponse:
    if isinstance(found, Busy):
        return room("working", request, visit, steps=found.steps)
    values: dict[str, object] = {"found": None, "day": day}
    if found is not None:
        values = shown(*found, hall.catalogue(), visit.language)
        decides = visit.account.role in tides.DECIDING
        values["decides"] = decides and found[0].day == _today(hall)
    zone = hall.ground.zone
    answers = [
        answered(each, f"{each.at.astimezone(zone):%H:%M}", visit.language)
        for each in tides.answers(hall.ground)
    ]
    return room("forecast", request, visit, refused=refused, today=TODAY, answers=answers, **values)


def _today(hall: Hall) -> date:
    with hall.ground.read() as work:
        return work.day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _tidal(visit: Visit) -> Tidal:
    """What the form is about; refuses with "office.span_unreadable"."""
    try:
        span = float(visit.said("since")), float(visit.said("until"))
        return Tidal(visit.said("like"), int(visit.said("count")), span)
    except ValueError as error:
        raise Refusal("office.span_unreadable") from error
