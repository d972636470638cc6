"""What is to be seen of a hall at a moment, read from its store for the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, case, func, select

from data import models
from kiosk import loudspeakers, opening
from kiosk.alarms.rules import Asked, Down, Idle, Line, Scene, Silent
from kiosk.ground import Ground, Work
from kiosk.printing.printers import ALIVE_SECONDS, PrinterState
from kiosk.queue import rows
from kiosk.queue.tickets import Counter

LOOKED_BACK = 2000
"""So many events are searched for the last one at a counter; before them it has long been idle."""

_calls = models.HelpCall.__table__
_events = models.Event.__table__
_tickets = rows.tickets
# Whoever comes before an appointment waits from its time on; who was away does not wait then.
_ARRIVED = case(
    (_tickets.c.turn.is_not(None), None),
    (_tickets.c.appointment_at > _tickets.c.issued_at, _tickets.c.appointment_at),
    else_=_tickets.c.issued_at,
)


def scene(
    ground: Ground,
    work: Work,
    printers: Iterable[PrinterState],
    since: datetime | None = None,
) -> Scene:
    """The hall as it stands in this transaction, with its `printers`.

    `since`: the store can be reached again. Before that no printer could tell that it is well."""
    lanes = _lanes(work)
    open_now = opening.opening(ground.settings.hours, work.at.astimezone(ground.zone)).open
    return Scene(
        at=work.at,
        open=open_now or bool(lanes),
        lines=_lines(lanes),
        idle=_idle(work, lanes),
        asked=_asked(work),
        down=tuple(_down(printers, work.at, since)),
        silent=tuple(Silent(each.place, each.since) for each in loudspeakers.mute(work)),
    )


def _lanes(work: Work) -> list[Row[Any]]:
    """Who waits, by window group and by what they wait for: how many, the first one's arrival, and
    the same without those who were away."""
    query = (
        select(
            _tickets.c.group_prefix,
            _tickets.c.service,
            func.count().label("people"),
            func.min(_tickets.c.issued_at).label("first"),
            func.min(_ARRIVED).label("arrived"),
        )
        .where(_tickets.c.hall_id == work.hall, _tickets.c.day == work.day, models.WAITING)
        .group_by(_tickets.c.group_prefix, _tickets.c.service)
    )
    return list(work.connection.execute(query))


def _lines(lanes: Iterable[Row[Any]]) -> tuple[Line, ...]:
    people: dict[str, int] = {}
    since: dict[str, datetime] = {}
    for lane in lanes:
        group = lane.group_prefix
        people[group] = people.get(group, 0) + lane.people
        if lane.arrived is not None:
            since[group] = min(lane.arrived, since.get(group, lane.arrived))
    return tuple(Line(group, people[group], since.get(group)) for group in sorted(people))


def _idle(work: Work, lanes: list[Row[Any]]) -> tuple[Idle, ...]:
    """The counters that call and have nobody, though somebody waits whom they may serve."""
    floor = work.floor
    wanted: dict[str, list[Row[Any]]] = {}
    for code, counter in floor.counters.items():
        mine = [lane for lane in lanes if lane.service in floor.serves[code]]
        if counter.calls and mine:
            wanted[code] = mine
    if not wanted:
        return ()
    held = select(_tickets.c.counter_id).where(_tickets.c.hall_id == work.hall, models.HELD)
    busy = set(work.connection.scalars(held))
    free = [floor.counters[code] for code in wanted if floor.counters[code].id not in busy]
    last = _last(work, free)
    return tuple(
        Idle(
            counter=each.code,
            since=last.get(each.id, min(lane.first for lane in wanted[each.code])),
            people=sum(lane.people for lane in wanted[each.code]),
            waited=min(lane.first for lane in wanted[each.code]),
        )
        for each in free
    )


def _last(work: Work, counters: list[Counter]) -> dict[int, datetime]:
    """When anything was last done at each of these counters, by the counter's key."""
    query = (
        select(_events.c.counter_id, func.max(_events.c.at).label("at"))
        .where(_events.c.hall_id == work.hall, _events.c.seq > work.head.seq - LOOKED_BACK)
        .where(_events.c.counter_id.in_([each.id for each in counters]))
        .group_by(_events.c.counter_id)
    )
    return {row.counter_id: row.at for row in work.connection.execute(query)}


def _asked(work: Work) -> tuple[Asked, ...]:
    query = (
        select(_calls.c.place, _calls.c.opened_at)
        .where(_calls.c.hall_id == work.hall, models.UNANSWERED)
        .order_by(_calls.c.id)
    )
    return tuple(Asked(row.place, row.opened_at) for row in work.connection.execute(query))


def _down(
    printers: Iterable[PrinterState], now: datetime, listening: datetime | None
) -> Iterator[Down]:
    silence = timedelta(seconds=3 * ALIVE_SECONDS)
    for each in printers:
        # One that nobody has ever looked at is not down: its kiosk has not been started yet.
        if each.prints or each.since is None or each.seen_at is None:
            continue
        silent = now - each.seen_at >= silence
        deaf = silent and listening is not None and now - listening < silence
        since = max(each.since, each.seen_at) if silent else each.since
        yield Down(each.key, each.state.value, since, deaf)
