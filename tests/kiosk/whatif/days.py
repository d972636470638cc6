"""Small days for tests: people as (arrival, seconds), counters as (code, what they serve)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kiosk.queue.routing import Rule
from kiosk.whatif.day import Day, Person, Post, Stay
from kiosk.whatif.learned import Learned

MONDAY = date(2026, 3, 2)
NINE = 9 * 3600.0
FIVE = 17 * 3600.0


def person(
    ticket: int,
    at: float,
    seconds: float,
    service: str = "S",
    *,
    priority: bool = False,
    group: str = "A",
) -> Person:
    """Somebody who comes `at` seconds after nine."""
    return Person(ticket, NINE + at, service, group, priority, (Stay(service, seconds),))


def post(
    code: str,
    serves: Iterable[str] = "S",
    *spans: tuple[float, float],
    comprehensive: bool = False,
    stays: bool = True,
) -> Post:
    """A counter, from nine to five if no spans are given (seconds after nine)."""
    mine = tuple((NINE + low, NINE + high) for low, high in spans) or ((NINE, FIVE),)
    return Post(code, frozenset(serves), mine, comprehensive=comprehensive, stays=stays)


def day(people: Iterable[Person], posts: Iterable[Post], rule: Rule = Rule("fcfs")) -> Day:  # noqa: B008 frozen
    """A day of these; it closes at five."""
    return Day(MONDAY, tuple(people), tuple(posts), rule, Learned(), closes=FIVE)
