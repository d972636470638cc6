"""Who is next, and how many are ahead: pure rules over the people who wait.

The line is what waits, by service, class and time slot: how many, and who came first. It is short
(one entry for each service at most twice, and for each slot) however many people wait.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from kiosk.queue.tickets import Place, place

ORDINARY_BETWEEN = 3
"""Between two priority calls at least so many ordinary ones, while any wait (R31)."""

APPOINTMENT_ONE_OF = 3
"""Of so many calls in a row at most one is an appointment's, while others wait."""

BACK_AFTER = 3
"""Who was missed and checks in again stands behind so many (R29)."""

REMEMBERED = 9
"""So many of the last calls say who is next."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """People who wait for one service in one class: how many, and the first one's ticket id.

    Those with an appointment stand by the beginning of their slot; those who came back by the
    ticket that they stand behind, and go by that place alone.
    """

    service: str
    priority: bool
    count: int
    first: int
    turn: int | None = None
    appointment_at: datetime | None = None

    @property
    def place(self) -> Place:
        """Where the first of them stands."""
        return place(self.first, self.turn)


@dataclass(frozen=True, slots=True)
class Called:
    """What one of the hall's last calls was."""

    priority: bool = False
    appointment: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, and why this one: "order", "priority", "appointment" or "turn" of the
    ordinary."""

    ticket: int
    why: str


def choose(
    line: Iterable[Waiting], serves: Collection[str], last: Sequence[Called], now: datetime
) -> Choice | None:
    """Who is next for a counter that serves the services `serves`.

    `last` are the hall's last calls, newest first. An appointment goes first from the beginning
    of its slot, the earlier slot before the later, unless one of the last two calls was one and
    somebody else waits; before its slot it is a number like any other. Else, inside a class the
    first come is first served, and priority goes first unless fewer than three ordinary calls
    were made since the last of it and somebody ordinary waits.
    """
    mine = [entry for entry in line if entry.service in serves]
    due = [(at, each) for each in mine if (at := each.appointment_at) is not None and at <= now]
    others = [entry for entry in mine if entry.appointment_at is None or entry.appointment_at > now]
    recently = any(call.appointment for call in last[: APPOINTMENT_ONE_OF - 1])
    if due and not (others and recently):
        _, first = min(due, key=lambda each: (each[0], each[1].place))
        return Choice(first.first, "appointment")
    return _by_class(others, last)


def _by_class(line: Sequence[Waiting], last: Sequence[Called]) -> Choice | None:
    priority = min((entry.place for entry in line if entry.priority), default=None)
    ordinary = min((entry.place for entry in line if not entry.priority), default=None)
    if priority is None:
        return None if ordinary is None else Choice(ordinary[-1], "order")
    if ordinary is None:
        return Choice(priority[-1], "priority")
    if _priority_had_its_turn(last):
        return Choice(ordinary[-1], "turn")
    return Choice(priority[-1], "priority")


def _priority_had_its_turn(last: Sequence[Called]) -> bool:
    ordinary = 0
    for call in last:
        if call.priority:
            return ordinary < ORDINARY_BETWEEN
        ordinary += not call.appointment
    return False


def ahead(line: Iterable[Waiting], rivals: Collection[str], *, priority: bool) -> int:
    """How many of `line` wait for a counter that could also serve me.

    `rivals` are the services that share a counter with mine. Somebody with priority has only
    others with priority ahead. An appointment that falls due meanwhile may still go before me.
    """
    return sum(
        entry.count
        for entry in line
        if entry.service in rivals and (entry.priority or not priority)
    )


def turn_of(ticket: int, ordinary: Sequence[Place]) -> int:
    """The ticket that `ticket` stands behind when it checks in again (R29).

    `ordinary` are the places of those who wait for the same counters without priority, in order:
    it stands behind the third of them, or the last where fewer wait. Newcomers stand behind it.
    """
    before = ordinary[:BACK_AFTER]
    return before[-1][0] if before else ticket


def same_half_day(called: datetime, now: datetime, half: time) -> bool:
    """Whether both are on one day and in one half of it; `half` is when the second begins.

    Both moments in the hall's zone.
    """
    return called.date() == now.date() and (called.time() < half) == (now.time() < half)
