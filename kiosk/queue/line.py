"""Who is next, and how many are ahead: pure rules over the people who wait.

The line is what waits, by service and by priority: how many, and who came first. It is short
(one entry for each service at most twice) however many people wait.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

ORDINARY_BETWEEN = 3
"""Between two priority calls at least so many ordinary ones, while any wait (R31)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """People who wait for one service in one class: how many, and the first one's ticket id."""

    service: str
    priority: bool
    count: int
    first: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, and why this one: "order", "priority" or "turn" of the ordinary."""

    ticket: int
    why: str


def choose(line: Iterable[Waiting], serves: Collection[str], last: Sequence[bool]) -> Choice | None:
    """Who is next for a counter that serves the services `serves`.

    `last` says of the hall's last calls, newest first, whether each was a priority call. Inside
    a class the first come is first served; priority goes first unless one of the last three calls
    was one already and somebody ordinary waits.
    """
    mine = [entry for entry in line if entry.service in serves]
    priority = min((entry.first for entry in mine if entry.priority), default=None)
    ordinary = min((entry.first for entry in mine if not entry.priority), default=None)
    if priority is None:
        return None if ordinary is None else Choice(ordinary, "order")
    if ordinary is None:
        return Choice(priority, "priority")
    if any(last[:ORDINARY_BETWEEN]):
        return Choice(ordinary, "turn")
    return Choice(priority, "priority")


def ahead(line: Iterable[Waiting], rivals: Collection[str], *, priority: bool) -> int:
    """How many of `line` wait for a counter that could also serve me.

    `rivals` are the services that share a counter with mine. Somebody with priority has only
    others with priority ahead.
    """
    return sum(
        entry.count
        for entry in line
        if entry.service in rivals and (entry.priority or not priority)
    )
