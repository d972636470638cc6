"""The first page of the office: how the hall stands now, and what somebody should see to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request

from data import models
from kiosk.alarms.standing import WATCHING, Alarm
from kiosk.alarms.telling import in_words
from kiosk.hall import Hall
from kiosk.queue import pauses, rows
from kiosk.queue.group_waits import GroupWaits
from kiosk.queue.looking import Board
from kiosk.queue.tickets import Counter, State, Wait
from kiosk.web.door import Key, TheHall
from kiosk.web.office.rooms import Insider, room
from kiosk.web.session import Visit, signed_in
from kiosk.words import words

_DONE = (State.MISSED, State.ABANDONED, State.EXPIRED)

router = APIRouter(prefix="/office", include_in_schema=False)
Watcher = Annotated[Visit, Depends(signed_in(*WATCHING))]


@dataclass(frozen=True, slots=True)
class GroupNow:
    """A group as the page shows it; `wait` in words."""

    prefix: str
    name: str
    count: int
    wait: str
    counters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CounterNow:
    """A counter as the page shows it: `state` is free, busy, paused or closed; `number` is there,
    `why` it is paused."""

    code: str
    name: str
    state: str
    number: str
    why: str


@router.get("")
def home(request: Request, hall: TheHall, visit: Insider) -> HTMLResponse:
    """The hall now; the page comes again by itself."""
    waits: GroupWaits = request.app.state.waits
    language, board = visit.language, hall.board()
    states = hall.balance()
    counters = _counters(hall, board, language)
    return room(
        "home",
        request,
        visit,
        at=f"{hall.ground.clock().astimezone(hall.ground.zone):%H:%M:%S}",
        alarms=[(each, _said(hall, each, language)) for each in hall.alarms()],
        takes=visit.account.role in WATCHING,
        groups=_groups(hall, board, waits.now(), language),
        counters=counters,
        open=sum(each.state != "closed" for each in counters),
        figures=[
            ("issued", sum(states.values())),
            ("waiting", states[State.WAITING]),
            ("at_counter", states[State.CALLED] + states[State.SERVING] + states[State.PARKED]),
            ("finished", states[State.FINISHED]),
            ("left", sum(states[each] for each in _DONE)),
        ],
    )


@router.post("/alarms/{alarm}/take")
def take(hall: TheHall, visit: Watcher, alarm: Key) -> RedirectResponse:
    """Somebody sees to an alarm; whoever comes second sees who was first."""
    hall.take_alarm(alarm, visit.actor)
    return RedirectResponse("/office", 303)


def _said(hall: Hall, alarm: Alarm, language: str) -> str:
    return in_words(hall.ground, hall.catalogue(), alarm, language)


def _groups(hall: Hall, board: Board, waits: dict[str, Wait], language: str) -> list[GroupNow]:
    with hall.ground.read() as work:
        floor = work.floor
    calling: dict[str, dict[str, None]] = {}
    for code, service in floor.catalogue.services.items():
        mine = calling.setdefault(service.window_group, {})
        mine.update((each.code, None) for each in floor.counters_for(code) if each.calls)
    return [
        GroupNow(
            prefix=line.group.prefix,
            name=line.group.title(language),
            count=line.count,
            wait=_wait(waits.get(line.group.prefix), language),
            counters=tuple(
                code for code in floor.counters if code in calling.get(line.group.prefix, ())
            ),
        )
        for line in board.waiting
    ]


def _wait(wait: Wait | None, language: str) -> str:
    say = words().say
    if wait is None:
        return say("office.home.no_wait", language)
    about, within = wait.p50 // 60, wait.p90 // 60
    if within <= 1:
        return say("office.home.at_once", language)
    return say(f"office.home.{'wait' if about else 'soon'}", language, about=about, within=within)


def _counters(hall: Hall, board: Board, language: str) -> list[CounterNow]:
    with hall.ground.read() as work:
        found = work.connection.execute(rows.of_hall(work).where(models.HELD))
        held = [rows.value(work, row) for row in found]
        there = {each.counter: each.number for each in held if each.counter}
    return [
        CounterNow(
            code=each.code,
            name=each.title(language),
            state=_state(each, there),
            number=there.get(each.code, ""),
            why=pauses.in_words(each.paused, language) if each.open and each.paused else "",
        )
        for each in board.counters
    ]


def _state(counter: Counter, there: dict[str, str]) -> str:
    if not counter.open:
        return "closed"
    if counter.paused is not None:
        return "paused"
    return "busy" if counter.code in there else "free"
