"""Runs a day once more, call by call, by the hall's own rule (`kiosk.queue.routing.choose`)."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import IntEnum

from kiosk.queue.routing import REMEMBERED, Called, Head, Past, Skills, Standing, choose
from kiosk.whatif.day import Day, Person, Post
from kiosk.whatif.outcome import Visit

MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)
"""The rule wants moments; of which day does not matter to it."""


class _Do(IntEnum):
    """What happens next: somebody comes or gives up, a counter is free or its span turns."""

    COME = 0
    TIRE = 1
    FREE = 2
    TURN = 3


def run(day: Day) -> tuple[Visit, ...]:
    """What became of each of the day's people, in their order."""
    return _Run(day).run()


@dataclass(slots=True)
class _Waiting:
    """Somebody on the way through the hall; `stay`: which stay is next."""

    place: int
    person: Person
    stay: int = 0
    head: Head | None = None
    called: float | None = None
    done: float | None = None
    gone: float | None = None


@dataclass(slots=True)
class _Desk:
    """A counter now; `gone`: it calls nobody any more today."""

    post: Post
    busy: bool = False
    gone: bool = False


@dataclass
class _Run:
    day: Day
    _agenda: list[tuple[float, int, _Do, int]] = field(default_factory=list)
    _count: int = 0
    _lines: dict[tuple[str, bool], deque[_Waiting]] = field(default_factory=dict)
    _apart: list[_Waiting] = field(default_factory=list)
    _last: deque[Called] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _overtook: list[Called] = field(default_factory=list)
    _skills: dict[tuple[int, frozenset[str]], Skills] = field(default_factory=dict)
    _shared: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._people = [_Waiting(place, each) for place, each in enumerate(self.day.people)]
        self._by_ticket = {each.person.ticket: each for each in self._people}
        self._desks = [_Desk(post) for post in self.day.posts]
        # Who has been idle longest calls first.
        self._idle: dict[int, None] = {}

    def run(self) -> tuple[Visit, ...]:
        for place, each in enumerate(self._people):
            self._at(each.person.at, _Do.COME, place)
        for place, desk in enumerate(self._desks):
            for start, end in desk.post.spans:
                self._at(start, _Do.TURN, place)
                self._at(end, _Do.TURN, place)
        while self._agenda:
            now, _, kind, place = heapq.heappop(self._agenda)
            match kind:
                case _Do.COME:
                    self._comes(now, place)
                case _Do.TIRE:
                    self._tires(now, self._people[place])
                case _Do.FREE:
                    self._desks[place].busy = False
                    self._look(now, place)
                case _Do.TURN:
                    self._meet(now)
                    self._look(now, place)
        return tuple(Visit(each.person, each.called, each.done, each.gone) for each in self._people)

    def _at(self, when: float, kind: _Do, place: int) -> None:
        self._count += 1
        heapq.heappush(self._agenda, (when, self._count, kind, place))

    # The people

    def _comes(self, now: float, place: int) -> None:
        waiting = self._people[place]
        person, stay = waiting.person, waiting.person.stays[waiting.stay]
        behind = self._by_ticket.get(stay.turn) if stay.turn is not None else None
        slot = person.appointment if waiting.stay == 0 else None
        waiting.head = Head(
            ticket=person.ticket,
            service=stay.lane,
            arrived=_moment((behind or waiting).person.at),
            goes_first=person.priority and stay.turn is None,
            turn=stay.turn,
            appointment_at=None if slot is None else _moment(slot),
        )
        if stay.turn is not None or slot is not None:
            self._apart.append(waiting)
        else:
            self._join(waiting, (stay.lane, person.priority))
        if waiting.stay == 0 and person.patience < float("inf"):
            self._at(now + person.patience, _Do.TIRE, place)
        for desk in [*self._idle]:
            if stay.lane in self._desks[desk].post.serves:
                self._look(now, desk)
                break

    def _join(self, waiting: _Waiting, key: tuple[str, bool]) -> None:
        """Into its line by the ticket: who was transferred keeps the place of the arrival."""
        line = self._lines.setdefault(key, deque())
        later = 0
        while later < len(line) and line[-1 - later].person.ticket > waiting.person.ticket:
            later += 1
        line.insert(len(line) - later, waiting)

    def _tires(self, now: float, waiting: _Waiting) -> None:
        if waiting.called is None:
            self._leave(waiting)
            waiting.gone = now

    def _leave(self, waiting: _Waiting) -> None:
        head = waiting.head
        assert head is not None
        if waiting in self._apart:
            self._apart.remove(waiting)
        else:
            key = head.service, head.goes_first
            line = self._lines[key]
            line.remove(waiting)
            if not line:
                del self._lines[key]

    # The counters

    def _meet(self, now: float) -> None:
        """Which services comprehensive counters do that are there now."""
        self._shared = frozenset[str]().union(
            *(
                desk.post.serves
                for desk in self._desks
                if desk.post.comprehensive and not desk.gone and desk.post.there(now)
            )
        )

    def _look(self, now: float, place: int) -> None:
        """The counter calls whoever is next, rests or goes."""
        desk = self._desks[place]
        self._idle.pop(place, None)
        if desk.busy or desk.gone:
            return
        over = now >= desk.post.last
        if not desk.post.there(now) and not (over and desk.post.stays):
            desk.gone = over
            return
        waiting = self._next(now, place)
        if waiting is None:
            desk.gone = over
            if not over:
                self._idle[place] = None
            return
        desk.busy = True
        stay = waiting.person.stays[waiting.stay]
        learned = self.day.learned
        took = learned.expected(stay.lane) if stay.seconds is None else stay.seconds
        until = now + took * learned.pace(desk.post.server) / learned.pace(stay.server)
        waiting.stay += 1
        if waiting.stay < len(waiting.person.stays):
            again = until + waiting.person.stays[waiting.stay].away
            self._at(again, _Do.COME, waiting.place)
        else:
            waiting.done = until
        self._at(until + self.day.lag, _Do.FREE, place)

    def _next(self, now: float, place: int) -> _Waiting | None:
        skills = self._skills_of(place)
        heads = [*self._heads(skills)]
        if not heads:
            return None
        choice = choose(heads, skills, self._past(heads), _moment(now), self.day.rule)
        if choice is None:
            return None
        waiting = self._by_ticket[choice.ticket]
        self._leave(waiting)
        called = Called(choice.standing, choice.ticket, _moment(now), skills.serves)
        if waiting.called is None:
            waiting.called = now
            self._last.appendleft(called)
            if choice.standing is Standing.PRIORITY:
                self._overtook.append(called)
        return waiting

    def _heads(self, skills: Skills) -> Iterator[Head]:
        for (lane, _), line in self._lines.items():
            if lane in skills.serves and line[0].head is not None:
                yield line[0].head
        for waiting in self._apart:
            if waiting.head is not None and waiting.head.service in skills.serves:
                yield waiting.head

    def _past(self, heads: list[Head]) -> Past:
        ordinary = [head.place[0] for head in heads if not head.goes_first]
        if len(ordinary) in {0, len(heads)} and not any(head.appointment_at for head in heads):
            return Past()
        after = min(ordinary, default=0)
        return Past([*self._last], [call for call in self._overtook if call.ticket > after])

    def _skills_of(self, place: int) -> Skills:
        key = (place, self._shared)
        found = self._skills.get(key)
        if found is None:
            post = self._desks[place].post
            own = frozenset[str]() if post.comprehensive else post.serves - self._shared
            found = self._skills[key] = Skills(post.serves, own)
        return found


def _moment(seconds: float) -> datetime:
    return MIDNIGHT + timedelta(seconds=seconds)
