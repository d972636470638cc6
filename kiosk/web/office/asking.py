"""What the what-if page asks: its form read from an address, and the change that it means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import get_args

from starlette.datastructures import QueryParams

from kiosk.hall import Hall
from kiosk.queue.routing import PolicyName
from kiosk.refusal import Refusal
from kiosk.whatif import Change, More, Span

POLICIES: tuple[PolicyName, ...] = get_args(PolicyName)
MOST_MORE = 4
ADVISE = "advise"
GOALS = (10, 15, 20, 30, 45, 60)
"""Minutes that one may aim at."""

_HOUR = 3600.0
LUNCHES: dict[str, tuple[Span, ...]] = {
    "together": ((12 * _HOUR, 13 * _HOUR),),
    "two": ((11.5 * _HOUR, 12.5 * _HOUR), (12.5 * _HOUR, 13.5 * _HOUR)),
    "three": (
        (11 * _HOUR, 12 * _HOUR),
        (12 * _HOUR, 13 * _HOUR),
        (13 * _HOUR, 14 * _HOUR),
    ),
}
"""Plans for lunch: the waves in which the counters of each kind go."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody has filled in; `advise`: they ask for the smallest change that keeps `goal`
    minutes, instead of trying their own."""

    day: date
    asked: bool
    advise: bool
    goal: int
    count: int
    like: str
    since: str
    until: str
    without: tuple[str, ...]
    comprehensive: tuple[str, ...]
    policy: str
    lunch: str

    @classmethod
    def read(cls, given: QueryParams, usual: date) -> Question:
        """From the fields of the form; what makes no sense is as if nothing had been chosen there,
        and without a day it is the `usual` one."""
        return cls(
            day=_day(given.get("day", ""), usual),
            asked="ask" in given,
            advise=given.get("ask") == ADVISE,
            goal=_number(given.get("goal", ""), GOALS, 20),
            count=_number(given.get("count", ""), range(MOST_MORE + 1), 0),
            like=given.get("like", ""),
            since=given.get("since", "")[:5],
            until=given.get("until", "")[:5],
            without=tuple(given.getlist("without")),
            comprehensive=tuple(given.getlist("comprehensive")),
            policy=given.get("policy", ""),
            lunch=given.get("lunch", ""),
        )

    def change(self, hall: Hall) -> Change:
        """What it would change; refuses with "office.span_unreadable"."""
        more: tuple[More, ...] = ()
        if self.count and self.like:
            more = (More(self.like, self.count, self._span()),)
        rule = hall.settings.queue.rule
        return Change(
            more=more,
            without=self.without,
            comprehensive=self.comprehensive,
            rule=replace(rule, policy=self.policy) if self.policy in POLICIES else None,
            lunch=LUNCHES.get(self.lunch, ()),
        )

    def _span(self) -> Span | None:
        if not self.since and not self.until:
            return None
        try:
            since, until = (_seconds(each) for each in (self.since, self.until))
        except ValueError as error:
            raise Refusal("office.span_unreadable") from error
        if since >= until:
            raise Refusal("office.span_unreadable")
        return since, until


def _day(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise


def _number(text: str, allowed: range | tuple[int, ...], otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and int(text) in allowed else otherwise


def _seconds(text: str) -> float:
    """ "13:30", in seconds since midnight."""
    at = time.fromisoformat(text)
    return at.hour * _HOUR + at.minute * 60.0
