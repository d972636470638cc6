"""The figures of a hall's day: its numbers by group and state, waits, and what counters did.

All are subtractions over events and counts of states; nothing here is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean, median

from sqlalchemy import func, select

from data import models
from kiosk.ground import Work
from kiosk.papers.daily import CounterDay, GroupDay
from kiosk.queue import rows
from kiosk.queue.tickets import State
from kiosk.reserve import blocks

_events = models.Event.__table__
_series = models.NumberSeries.__table__
_ENDS_SERVICE = {"ticket.finished", "ticket.came_back", "ticket.transferred", "ticket.parked"}
_TOLD = ("ticket.issued", "ticket.called", "ticket.serving", *sorted(_ENDS_SERVICE))
_RECENT_EVENTS = 400
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Balance:
    """The numbers of one group: how many were given out, by its series, and how many tickets of
    it stand in each state. The two are kept apart, so that one proves the other (R55). `unused`:
    so many were held in reserve by hosts and never given out."""

    group: str
    issued: int
    states: dict[State, int]
    unused: int = 0

    @property
    def holds(self) -> bool:
        """Every number given out is in exactly one state."""
        return self.issued == sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a ticket: what (`kind` without "ticket."), when, and at which counter."""

    kind: str
    at: datetime
    ticket: int
    group: str
    counter: int | None


def balances(work: Work, day: date) -> tuple[Balance, ...]:
    """The balance of each group that has given out numbers on `day`, by its letter."""
    series = select(_series.c.group_prefix, _series.c.last).where(
        _series.c.hall_id == work.hall, _series.c.day == day
    )
    given = {row.group_prefix: row.last for row in work.connection.execute(series)}
    held = blocks.held(work, day)
    for prefix, reserve in held.items():
        last = given.get(prefix, 0)
        if last or reserve.given:
            given[prefix] = last - reserve.passed(last) + reserve.given
    tickets = rows.tickets
    counted = work.connection.execute(
        select(tickets.c.group_prefix, tickets.c.state, func.count())
        .where(tickets.c.hall_id == work.hall, tickets.c.day == day)
        .group_by(tickets.c.group_prefix, tickets.c.state)
    )
    found: dict[str, dict[State, int]] = {
        prefix: dict.fromkeys(State, 0) for prefix in sorted(given)
    }
    for prefix, state, count in counted:
        found.setdefault(prefix, dict.fromkeys(State, 0))[State(state)] = count
    return tuple(
        Balance(each, given.get(each, 0), states, held[each].left if each in held else 0)
        for each, states in found.items()
    )


def told(work: Work, day: date) -> list[Told]:
    """What the figures of a day are made from, in order."""
    tickets = rows.tickets
    query = (
        select(
            _events.c.kind, _events.c.at, tickets.c.id, tickets.c.group_prefix, _events.c.counter_id
        )
        .join_from(_events, tickets, _events.c.ticket_id == tickets.c.id)
        .where(tickets.c.hall_id == work.hall, tickets.c.day == day, _events.c.kind.in_(_TOLD))
        .order_by(_events.c.seq)
    )
    return [
        Told(kind.removeprefix("ticket."), at, ticket, group, counter)
        for kind, at, ticket, group, counter in work.connection.execute(query)
    ]


def waits(events: Iterable[Told]) -> dict[str, list[timedelta]]:
    """How long each person waited until the first call, by group; a clock set back gives 0."""
    issued: dict[int, datetime] = {}
    found: dict[str, list[timedelta]] = {}
    for each in events:
        if each.kind == "issued":
            issued[each.ticket] = each.at
        elif each.kind == "called" and each.ticket in issued:
            wait = each.at - issued.pop(each.ticket)
            found.setdefault(each.group, []).append(max(wait, timedelta(0)))
    return found


def services(events: Iterable[Told]) -> dict[int, list[timedelta]]:
    """How long each visit to a counter took that was finished there, by the counter's key."""
    since: dict[int, datetime] = {}
    found: dict[int, list[timedelta]] = {}
    for each in events:
        if each.kind == "serving":
            since[each.ticket] = each.at
        elif f"ticket.{each.kind}" in _ENDS_SERVICE:
            begun = since.pop(each.ticket, None)
            ends_here = each.kind in {"finished", "came_back"}
            if begun is not None and ends_here and each.counter is not None:
                found.setdefault(each.counter, []).append(max(each.at - begun, timedelta(0)))
    return found


def by_group(work: Work, of: Sequence[Balance], events: Sequence[Told]) -> tuple[GroupDay, ...]:
    """The groups as the daily paper shows them, in the order of the catalogue."""
    kept = {each.group: each for each in of}
    long = waits(events)
    order = [group.prefix for group in work.floor.catalogue.window_groups]
    order += [prefix for prefix in kept if prefix not in order]
    return tuple(
        _group_day(work, kept[prefix], long.get(prefix, [])) for prefix in order if prefix in kept
    )


def _group_day(work: Work, of: Balance, long: list[timedelta]) -> GroupDay:
    minutes = [each.total_seconds() / 60 for each in long]
    group = work.floor.catalogue.groups.get(of.group)
    at_counters = (State.CALLED, State.SERVING, State.PARKED)
    return GroupDay(
        prefix=of.group,
        title=group.name if group is not None else of.group,
        issued=of.issued,
        finished=of.states[State.FINISHED],
        missed=of.states[State.MISSED],
        abandoned=of.states[State.ABANDONED],
        expired=of.states[State.EXPIRED],
        waiting=of.states[State.WAITING],
        serving=sum(of.states[each] for each in at_counters),
        median=round(median(minutes)) if minutes else None,
        longest=round(max(minutes)) if minutes else None,
    )


def by_counter(work: Work, events: Iterable[Told]) -> tuple[CounterDay, ...]:
    """The counters as the daily paper shows them, in the order of the hall."""
    took = services(events)
    return tuple(
        CounterDay(each.code, each.name, len(done), round(_mean_minutes(done) or 0))
        for each in work.floor.counters.values()
        for done in (took.get(each.id, []),)
    )


def pace(work: Work) -> float | None:
    """The mean minutes of the visits finished lately in the whole hall; None with too few.

    Looks at the newest events alone: it stands in the way of every number given out.
    """
    query = (
        select(_events.c.kind, _events.c.at, _events.c.ticket_id, _events.c.counter_id)
        .where(_events.c.hall_id == work.hall, _events.c.seq > work.head.seq - _RECENT_EVENTS)
        .where(_events.c.day == work.day, _events.c.kind.in_(_TOLD))
        .order_by(_events.c.seq)
    )
    recent = [
        Told(kind.removeprefix("ticket."), at, ticket, "", counter)
        for kind, at, ticket, counter in work.connection.execute(query)
    ]
    done = [each for took in services(recent).values() for each in took]
    return _mean_minutes(done) if len(done) >= _FEWEST else None


def _mean_minutes(took: Sequence[timedelta]) -> float | None:
    return fmean(each.total_seconds() / 60 for each in took) if took else None
