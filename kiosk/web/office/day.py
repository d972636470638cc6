"""The end of the day: what it would come to, asked once more before it is done, and the days that
are over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from kiosk.hall import Hall
from kiosk.office import days
from kiosk.office.days import EndedDay
from kiosk.office.sheet import XLSX, workbook
from kiosk.queue.day import CLOSING
from kiosk.queue.ending import Ending, ending
from kiosk.queue.figures import Balance
from kiosk.queue.reasons import LONGEST_REASON
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from kiosk.web.door import TheHall
from kiosk.web.errors import message_of
from kiosk.web.office.rooms import Insider, room
from kiosk.web.session import Visit, signed_in
from kiosk.words import words

router = APIRouter(prefix="/office/day", include_in_schema=False)
Closer = Annotated[Visit, Depends(signed_in(*CLOSING))]
_DONE = ("closed", "closed_and_printed", "reopened")


_OPEN = (State.WAITING, State.CALLED, State.SERVING, State.PARKED)
_ENDS = (State.FINISHED, State.MISSED, State.ABANDONED, State.EXPIRED)


@dataclass(frozen=True, slots=True)
class Row:
    """A group of the day, or all of them, or a whole day: numbers given out, those of each column,
    and whether they add up."""

    name: str
    issued: int
    figures: tuple[int, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A balance: the heads of its columns beside the numbers given out, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """A day that is over: its figures, how it ended in words, and why if it ended early."""

    row: Row
    how: str
    reason: str


@router.get("")
def page(
    request: Request,
    hall: TheHall,
    visit: Insider,
    done: Annotated[str, Query(max_length=20)] = "",
) -> HTMLResponse:
    """How the day stands and how the last ones ended; `done` is what has just been."""
    told = ""
    if done in _DONE:
        told = words().say(f"day.{done}", visit.language, day=ending(hall.ground).day)
    return _page(request, hall, visit, told=told)


@router.get("/close")
def ask(request: Request, hall: TheHall, visit: Closer) -> Response:
    """What will happen; nothing has yet."""
    found = ending(hall.ground)
    if not found.possible:
        return RedirectResponse("/office/day", HTTPStatus.SEE_OTHER)
    return _ask(request, hall, visit, found)


@router.post("/close")
def close(request: Request, hall: TheHall, visit: Closer) -> Response:
    """Ends the day, if it still stands as whoever says so has seen it."""
    found = ending(hall.ground)
    if visit.said("seen") != found.seen:
        if not found.possible:
            return _page(request, hall, visit, refused=_say("changed", visit.language))
        return _ask(request, hall, visit, found, refused=_say("changed", visit.language))
    try:
        closed = hall.close_day(visit.actor, visit.said("reason"), visit.language)
    except Refusal as refusal:
        said = message_of(refusal, visit.language)
        if refusal.code in {"reason.missing", "day.still_open"}:
            return _ask(request, hall, visit, found, refused=said)
        return _page(request, hall, visit, refused=said)
    done = "closed" if closed.job is None else "closed_and_printed"
    return RedirectResponse(f"/office/day?done={done}", HTTPStatus.SEE_OTHER)


@router.post("/reopen")
def reopen(request: Request, hall: TheHall, visit: Closer) -> Response:
    """Takes back an end that came too soon."""
    try:
        hall.reopen_day(visit.actor, visit.said("reason"))
    except Refusal as refusal:
        return _page(request, hall, visit, refused=message_of(refusal, visit.language))
    return RedirectResponse("/office/day?done=reopened", HTTPStatus.SEE_OTHER)


@router.get("/days.xlsx")
def as_workbook(hall: TheHall, visit: Insider) -> Response:
    """The days that are over, and the groups of each."""
    found = days.ended(hall.ground)
    name = f"days-{found[-1].day:%Y%m%d}-{found[0].day:%Y%m%d}.xlsx" if found else "days.xlsx"
    content = workbook(days.tables(hall.ground, found, visit.language))
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})


def _page(request: Request, hall: Hall, visit: Visit, **said: str) -> HTMLResponse:
    found, over = ending(hall.ground), days.ended(hall.ground)
    today = next((each for each in over if each.day == found.day), None)
    return room(
        "day",
        request,
        visit,
        found=found,
        ends=_ends(found, visit.language),
        now=_table(hall, found.now, visit.language),
        today=_past(hall, today, visit.language) if today else None,
        past=[_past(hall, each, visit.language) for each in over if each.day != found.day],
        decides=visit.account.role in CLOSING,
        columns=(_say("column.open", visit.language), *_names(_ENDS, visit.language)),
        longest=LONGEST_REASON,
        **said,
    )


def _ask(
    request: Request, hall: Hall, visit: Visit, found: Ending, refused: str = ""
) -> HTMLResponse:
    return room(
        "day_close",
        request,
        visit,
        refused=refused,
        found=found,
        ends=_ends(found, visit.language),
        then=_table(hall, found.then, visit.language),
        prints=bool(hall.settings.printers),
        reason=visit.said("reason"),
        longest=LONGEST_REASON,
    )


def _say(key: str, language: str, **values: object) -> str:
    return words().say(f"office.day.{key}", language, **values)


def _names(states: Iterable[State], language: str) -> tuple[str, ...]:
    return tuple(words().say(f"day.column.{each.value}", language) for each in states)


def _ends(found: Ending, language: str) -> list[tuple[str, list[str]]]:
    """What ends with the day: a sentence for each reason, and its numbers."""
    return [
        (
            words().say(f"day.ended.{why}", language, count=len(some)),
            [each.number for each in some],
        )
        for why, some in found.ends.items()
    ]


def _table(hall: Hall, balances: tuple[Balance, ...], language: str) -> Table:
    """A row for each group and one for all; states in which nobody is are left out."""
    sums = {state: sum(each.states[state] for each in balances) for state in State}
    shown = [each for each in State if sums[each] or each in {State.FINISHED, State.EXPIRED}]
    catalogue = hall.catalogue()

    def name(prefix: str) -> str:
        group = catalogue.groups.get(prefix)
        return f"{prefix} {group.title(language)}" if group is not None else prefix

    rows = [
        Row(name(each.group), each.issued, tuple(each.states[state] for state in shown), each.holds)
        for each in balances
    ]
    if len(rows) > 1:
        issued, holds = sum(each.issued for each in rows), all(each.holds for each in rows)
        every = tuple(sums[state] for state in shown)
        rows.append(Row(words().say("day.all", language), issued, every, holds))
    return Table(_names(shown, language), tuple(rows))


def _past(hall: Hall, day: EndedDay, language: str) -> Past:
    left = sum(day.states[state] for state in _OPEN)
    figures = (left, *(day.states[state] for state in _ENDS))
    row = Row(day.day.isoformat(), day.issued, figures, day.holds)
    end = day.closing
    if end is None:
        return Past(row, _say("not_closed", language), "")
    at = end.at.astimezone(hall.ground.zone)
    return Past(row, _say("closed_by", language, at=f"{at:%H:%M}", name=end.name), end.reason)
