"""How many are ahead, and where who was missed stands again: pure rules over the people who wait.

Who is next is said in `kiosk.queue.routing`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from kiosk.queue.tickets import Place

BACK_AFTER = 3
"""Who was missed and checks in again stands behind so many (R29)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many people wait for one service in one class."""

    service: str
    priority: bool
    count: int


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
