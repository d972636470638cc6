"""A day of a hall as values: who comes when and for what, and when which counter is there."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, time

from kiosk.ground import Ground
from kiosk.queue.routing import Rule
from kiosk.whatif.learned import Learned

Span = tuple[float, float]
"""From, to: seconds since midnight in the hall."""

FOREVER = math.inf


@dataclass(frozen=True, slots=True)
class Stay:
    """One visit to a counter: for what one waits (`kiosk.queue.tickets.Ticket.lane`), and how many
    seconds it took with `server` (a name of `Learned`, "" for the usual pace), None if that is not
    known. `away`: seconds after the stay before in which one does not wait (missed, and not yet
    back). `turn`: it stands behind the ticket with this key.
    """

    lane: str
    seconds: float | None
    server: str = ""
    away: float = 0.0
    turn: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who takes number `ticket` (a key that grows with time) at `at`.

    `appointment`: when the slot begins. `patience`: gives up after so many seconds of waiting.
    """

    ticket: int
    at: float
    service: str
    group: str
    priority: bool
    stays: tuple[Stay, ...]
    appointment: float | None = None
    patience: float = FOREVER


@dataclass(frozen=True, slots=True)
class Post:
    """A counter on one day: what it serves, when `server` is there, and whether they stay after
    the last span until nobody waits for them."""

    code: str
    serves: frozenset[str]
    spans: tuple[Span, ...]
    server: str = ""
    comprehensive: bool = False
    stays: bool = True

    def there(self, at: float) -> bool:
        """Whether it is planned to be there at that moment."""
        for start, end in self.spans:  # noqa: SIM110 - asked so often that `any` shows
            if start <= at < end:
                return True
        return False

    @property
    def last(self) -> float:
        """When its last span ends; it has one."""
        return self.spans[-1][1]

    @property
    def seconds(self) -> float:
        """How long it is there altogether."""
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Day:
    """Everything that a replay needs. `people` in the order of their numbers; `lag`: seconds from
    the end of one stay to the next call; `closes`: when the hall closes, inf if it never does."""

    day: date
    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    rule: Rule
    learned: Learned
    lag: float = 0.0
    closes: float = FOREVER


def closing(ground: Ground, day: date) -> float:
    """When the hall closes on `day`, seconds since midnight; inf if it never does."""
    hours = ground.settings.hours
    periods = hours.on(day) if hours is not None else ()
    if not periods:
        return FOREVER
    return seconds_of(periods[-1].end)


def seconds_of(at: time) -> float:
    """Seconds since midnight of a time of day."""
    return at.hour * 3600.0 + at.minute * 60.0 + at.second
