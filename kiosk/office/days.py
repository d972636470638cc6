"""The days of a hall that are over: their balance (R55), and how each has ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from data import models
from kiosk.ground import Ground, Work
from kiosk.office.sheet import Table, Value
from kiosk.queue import figures
from kiosk.queue.figures import Balance
from kiosk.queue.tickets import State
from kiosk.words import words

MOST = 30
"""So many of the last days are shown."""
_A_DAY = 20_000
"""No day has so many events; the chain has no index by day."""
_series = models.NumberSeries.__table__.c
_events = models.Event.__table__.c
_accounts = models.Account.__table__.c


@dataclass(frozen=True, slots=True)
class Closing:
    """Who has closed a day and when (UTC); `reason` is there if that was before the hall shut."""

    at: datetime
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class EndedDay:
    """A day: the balance of its groups, and its closing, None where nobody has closed it and its
    numbers have expired by themselves the next morning (R8)."""

    day: date
    balances: tuple[Balance, ...]
    closing: Closing | None

    @property
    def issued(self) -> int:
        """Numbers given out."""
        return sum(each.issued for each in self.balances)

    @property
    def states(self) -> dict[State, int]:
        """Tickets of all groups by state."""
        return {state: sum(each.states[state] for each in self.balances) for state in State}

    @property
    def holds(self) -> bool:
        """Every number of every group is in exactly one state."""
        return all(each.holds for each in self.balances)


def ended(ground: Ground, most: int = MOST) -> tuple[EndedDay, ...]:
    """The last days on which numbers were given out, the newest first; today once it is closed."""
    with ground.read() as work:
        query = (
            select(_series.day)
            .where(_series.hall_id == work.hall, _series.day <= work.day)
            .distinct()
            .order_by(_series.day.desc())
            .limit(most + 1)
        )
        known = list(work.connection.scalars(query))
        days = [day for day in known if day < work.day or work.closed][:most]
        closings = _closings(work, days)
        return tuple(EndedDay(day, figures.balances(work, day), closings.get(day)) for day in days)


def _closings(work: Work, days: list[date]) -> dict[date, Closing]:
    """How days were closed; one that was opened again since was not."""
    if not days:
        return {}
    query = (
        select(_events.day, _events.kind, _events.at, _events.data, _accounts.display_name)
        .join_from(models.Event.__table__, models.Account.__table__)
        .where(_events.hall_id == work.hall)
        .where(_events.seq > work.head.seq - (len(days) + 1) * _A_DAY)
        .where(_events.kind.in_(("day.closed", "day.reopened")), _events.day >= min(days))
        .order_by(_events.seq)
    )
    found: dict[date, Closing] = {}
    for row in work.connection.execute(query):
        if row.kind == "day.closed":
            found[row.day] = Closing(row.at, row.display_name, str(row.data.get("reason", "")))
        else:
            found.pop(row.day, None)
    return found


def tables(ground: Ground, days: tuple[EndedDay, ...], language: str) -> list[Table]:
    """The days, and the groups of each, to take away."""

    def say(key: str) -> str:
        return words().say(key, language)

    states = tuple(say(f"day.column.{state.value}") for state in State)
    answer = {True: say("office.day.word.holds"), False: say("office.day.word.wrong")}
    figures_ = (say("day.issued"), *states, say("office.day.column.balance"))
    end = tuple(say(f"office.day.column.{each}") for each in ("closed_at", "closed_by", "reason"))
    by_day: tuple[tuple[Value, ...], ...] = tuple(
        (
            each.day,
            each.issued,
            *each.states.values(),
            answer[each.holds],
            *_closing(ground, each.closing),
        )
        for each in days
    )
    by_group: tuple[tuple[Value, ...], ...] = tuple(
        (each.day, one.group, one.issued, *one.states.values(), answer[one.holds])
        for each in days
        for one in each.balances
    )
    day, group = say("office.day.column.day"), say("day.group")
    return [
        Table(say("office.day.sheet.days"), (day, *figures_, *end), by_day),
        Table(say("office.day.sheet.groups"), (day, group, *figures_), by_group),
    ]


def _closing(ground: Ground, closing: Closing | None) -> tuple[datetime | None, str, str]:
    if closing is None:
        return None, "", ""
    at = closing.at.astimezone(ground.zone).replace(tzinfo=None, microsecond=0)
    return at, closing.name, closing.reason
