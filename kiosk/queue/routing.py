"""Who is next for a counter, and why: pure rules over the first of each line that it may serve.

A line is the people who wait for one service in one class. Only its first can be next, so a choice
looks at one `Head` for each line, however many people wait.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from kiosk.queue.tickets import Place, place

ORDINARY_BETWEEN = 3
"""Between two priority calls at least so many ordinary ones, while any wait (R31)."""

APPOINTMENT_ONE_OF = 3
"""Of so many calls in a row at most one is an appointment's, while others wait."""

REMEMBERED = 32
"""So many of the hall's last calls say who is next."""

SKIPPED_TOLD = 5
"""So many of those who were passed over are kept with a choice."""

PolicyName = Literal["fcfs", "apq", "strict", "interleave", "head_start"]


class Why(StrEnum):
    """Why somebody was called.

    `ORDER`: nobody whom the counter may serve came before. `PRIORITY`: people with priority go
    first. `TURN`: after priority and appointments it is the turn of the others. `LIMIT`: priority
    has kept somebody ordinary waiting long enough. `APPOINTMENT`: the slot has begun. `OWN`: no
    comprehensive counter could do it. `PICKED`, `WALK_IN`: staff called this
    very number, or somebody without one (R32).
    """

    ORDER = "order"
    PRIORITY = "priority"
    TURN = "turn"
    LIMIT = "limit"
    APPOINTMENT = "appointment"
    OWN = "own"
    PICKED = "number"
    WALK_IN = "walk_in"


class Standing(StrEnum):
    """As what somebody was called; only ordinary calls make up for one with priority."""

    ORDINARY = "ordinary"
    PRIORITY = "priority"
    APPOINTMENT = "appointment"


@dataclass(frozen=True, slots=True)
class Head:
    """The first of a line. `arrived` is when the ticket was issued; of who was missed and came
    back, when the ticket `turn` was that it stands behind. A transfer changes neither (R30)."""

    ticket: int
    service: str
    arrived: datetime
    goes_first: bool = False
    turn: int | None = None
    appointment_at: datetime | None = None
    number: str = ""

    @property
    def place(self) -> Place:
        """Where it stands among all who wait."""
        return place(self.ticket, self.turn)

    def due(self, now: datetime) -> bool:
        """Its slot has begun."""
        return self.appointment_at is not None and self.appointment_at <= now


@dataclass(frozen=True, slots=True)
class Skills:
    """What a counter serves (R27), and what of it is its `own`: no comprehensive counter that
    calls could take it. Of a comprehensive counter nothing is."""

    serves: Collection[str]
    own: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Called:
    """One of the hall's calls today; `serves` is what the counter serves that called."""

    standing: Standing = Standing.ORDINARY
    ticket: int = 0
    at: datetime | None = None
    serves: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Past:
    """What was called: the last calls, the newest first (`REMEMBERED` are enough), and the calls
    with priority of tickets later than the first ordinary one that waits."""

    last: Sequence[Called] = ()
    overtook: Sequence[Called] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """How a hall lets priority go first; always within the guards of `choose`.

    `fcfs`: it does not. `strict`: whenever the guards allow. `interleave`: after `ordinary` others.
    `head_start`: as if it had come `start` earlier. `apq`: accumulating priority, each minute of
    waiting counts `rate` times (Kleinrock, "A delay dependent queue discipline", 1964; Stanford,
    Taylor and Ziedins, "Waiting time distributions in the accumulating priority queue", 2014).
    `limit`: nobody waits longer than this beyond the order of arrival because of priority.
    """

    policy: PolicyName = "apq"
    rate: float = 4.0
    ordinary: int = 4
    start: timedelta = timedelta(minutes=15)
    limit: timedelta = timedelta(minutes=30)

    @property
    def between(self) -> int:
        """So many ordinary calls are made between two with priority."""
        of_its_own = self.ordinary if self.policy == "interleave" else 0
        return max(ORDINARY_BETWEEN, of_its_own)

    def prefers(self, first: Head, other: Head, now: datetime) -> bool:
        """Whether `first`, who has priority, would go before `other`, who has none."""
        match self.policy:
            case "fcfs":
                return first.place < other.place
            case "apq":
                # By a clock that was set back nobody has waited less than no time at all.
                now = max(now, first.arrived, other.arrived)
                return (now - first.arrived) * self.rate >= now - other.arrived
            case "head_start":
                return first.arrived - self.start <= other.arrived
            case "strict" | "interleave":
                return True


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, as what, and why; `skipped` are the numbers of the first of those lines
    that came before it and that the counter may serve, the earliest first, `SKIPPED_TOLD` at most.
    """

    ticket: int
    standing: Standing
    why: Why
    skipped: tuple[str, ...] = ()

    def told(self, rule: Rule) -> dict[str, object]:
        """What the event of the call keeps of it."""
        return {
            "why": self.why.value,
            "policy": rule.policy,
            "as": self.standing.value,
            "skipped": list(self.skipped) or None,
        }


def choose(
    line: Iterable[Head], counter: Skills, past: Past, now: datetime, rule: Rule
) -> Choice | None:
    """Who is next for a counter; None only if nobody waits whom it may serve.

    1. An appointment goes first from the beginning of its slot, the earlier slot before the later,
       unless one of the last two calls was one and somebody else waits. Before its slot it is a
       number like any other.
    2. Inside a class the first come is first served. But a specialist counter keeps to its own:
       whom no comprehensive counter could take goes before others of the same class, who have
       those counters besides.
    3. Between the first with priority and the first without, in this order: fewer than three
       ordinary calls since the last with priority, and the ordinary one goes (R31), unless it came
       later by more than `rule.limit`; else as the policy of the hall says, but the
       ordinary one if somebody ordinary who came before would be kept beyond `rule.limit`. Under
       "fcfs" nobody has priority.
    """
    mine = [head for head in line if head.service in counter.serves]
    due = [head for head in mine if head.due(now)]
    others = [head for head in mine if not head.due(now)]
    recently = any(
        call.standing is Standing.APPOINTMENT for call in past.last[: APPOINTMENT_ONE_OF - 1]
    )
    if due and not (others and recently):
        first = min(due, key=lambda head: (head.appointment_at, head.place))
        return _choice(first, Standing.APPOINTMENT, Why.APPOINTMENT, mine)
    head, standing, why = _by_class(others, counter, past, now, rule)
    if head is None:
        return None
    if why is Why.ORDER and due:
        why = Why.TURN
    if why is Why.ORDER and head.service in counter.own and head != min(others, key=_place):
        why = Why.OWN
    return _choice(head, standing, why, mine)


def others_first(last: Sequence[Called], rule: Rule) -> bool:
    """Whether too few ordinary calls have been made since the last one with priority."""
    ordinary = 0
    for call in last:
        if call.standing is Standing.PRIORITY:
            return ordinary < rule.between
        ordinary += call.standing is Standing.ORDINARY
    return False


def _by_class(
    line: Sequence[Head], counter: Skills, past: Past, now: datetime, rule: Rule
) -> tuple[Head | None, Standing, Why]:
    if rule.policy == "fcfs":
        return _first(line, counter), Standing.ORDINARY, Why.ORDER
    ordinary = [head for head in line if not head.goes_first]
    first = _first([head for head in line if head.goes_first], counter)
    other = _first(ordinary, counter)
    if first is None or other is None:
        standing = Standing.ORDINARY if first is None else Standing.PRIORITY
        return first or other, standing, Why.ORDER
    # R31 counts for both: nor may the three between keep priority behind who came far later.
    if others_first(past.last, rule) and other.arrived - first.arrived <= rule.limit:
        return other, Standing.ORDINARY, Why.TURN
    if not rule.prefers(first, other, now):
        return other, Standing.ORDINARY, Why.ORDER
    overtaken = [head for head in ordinary if head.place < first.place]
    if not overtaken:
        return first, Standing.PRIORITY, Why.ORDER
    if any(_at_limit(head, past, now, rule.limit) for head in overtaken):
        return other, Standing.ORDINARY, Why.LIMIT
    return first, Standing.PRIORITY, Why.PRIORITY


def _first(line: Iterable[Head], counter: Skills) -> Head | None:
    return min(line, key=lambda head: (head.service not in counter.own, head.place), default=None)


def _at_limit(head: Head, past: Past, now: datetime, limit: timedelta) -> bool:
    """Whether one more person with priority would keep `head` beyond the limit.

    In the order of arrival it would have been called as many calls earlier as there were later
    tickets called with priority to counters that serve it. How long a call takes is what it took
    while it waited: then none of these counters stood idle. Each counts twice, for it may have to
    be waited for at lunch, when half of the counters are closed.
    """
    times = [
        call.at
        for call in past.last
        if call.at is not None and call.at > head.arrived and head.service in call.serves
    ]
    if not times:
        return False
    lost = sum(
        call.ticket > head.place[0] and head.service in call.serves for call in past.overtook
    )
    return (now - min(times)) / len(times) * 2 * (lost + 1) > limit


def _choice(head: Head, standing: Standing, why: Why, line: Iterable[Head]) -> Choice:
    before = sorted((each for each in line if each.place < head.place), key=_place)
    return Choice(head.ticket, standing, why, tuple(e.number for e in before[:SKIPPED_TOLD]))


def _place(head: Head) -> Place:
    return head.place
