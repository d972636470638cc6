"""Who waits in the reference hall, and whom the hall's own rule calls (`kiosk.queue.routing`)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kiosk.queue.routing import REMEMBERED, Called, Head, Past, Rule, Skills, Standing, choose
from tests.reference_hall.people import Person

MINUTE = timedelta(minutes=1)
_MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)
"""The rule wants moments; of which day does not matter to it."""


@dataclass(slots=True)
class Waiting:
    """Everybody who waits, and what the rule has to remember of the calls."""

    rule: Rule
    _people: dict[tuple[str, bool], deque[Person]] = field(default_factory=dict)
    _heads: dict[tuple[str, bool], Head] = field(default_factory=dict)
    _last: list[Called] = field(default_factory=list)
    _overtook: list[Called] = field(default_factory=list)

    def join(self, person: Person) -> None:
        """Stand behind who waits for the same in the same class."""
        key = person.service, person.priority
        self._people.setdefault(key, deque()).append(person)
        if key not in self._heads:
            self._heads[key] = _head(person)

    def waits_for(self, services: Iterable[str]) -> bool:
        """Whether anybody waits for one of these services."""
        return any((each, flag) in self._heads for each in services for flag in (True, False))

    def call(self, now: float, skills: Skills) -> Person | None:
        """Who is next for a window, taken out of the line; None if nobody waits for it."""
        choice = choose(self._heads.values(), skills, self._past(), _moment(now), self.rule)
        if choice is None:
            return None
        key = next(key for key, head in self._heads.items() if head.ticket == choice.ticket)
        line = self._people[key]
        person = line.popleft()
        if line:
            self._heads[key] = _head(line[0])
        else:
            del self._heads[key]
        called = Called(choice.standing, choice.ticket, _moment(now), skills.serves)
        self._last = [called, *self._last[: REMEMBERED - 1]]
        if choice.standing is Standing.PRIORITY:
            self._overtook.append(called)
        return person

    def _past(self) -> Past:
        ordinary = [head.ticket for head in self._heads.values() if not head.goes_first]
        # Nobody who waits or is still to come was overtaken by those before the first of them.
        self._overtook = [
            call for call in self._overtook if ordinary and call.ticket > min(ordinary)
        ]
        return Past(self._last, self._overtook)


def _moment(seconds: float) -> datetime:
    """Seconds since midnight, as the rule reads them."""
    return _MIDNIGHT + timedelta(seconds=seconds)


def _head(person: Person) -> Head:
    return Head(person.ticket, person.service, _moment(person.at), person.priority)
