"""What the store tells of a past day: its numbers, and what happened to them and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LEAVES = frozenset(
    ("finished", "missed", "transferred", "came_back", "parked", "abandoned", "expired")
)
OPENS = frozenset(("counter.opened", "counter.resumed"))
SHUTS = frozenset(("counter.closed", "counter.paused"))


@dataclass(frozen=True, slots=True)
class Told:
    """One event: `at` in seconds since midnight, `ticket` its key."""

    at: float
    kind: str
    ticket: int | None
    counter: str
    server: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Number:
    """A ticket as it was given out."""

    ticket: int
    service: str
    group: str
    priority: bool
    turn: int | None
    appointment: float | None
    visit: int | None
