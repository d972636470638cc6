"""Reads the events of one day: the way of each number, and when which counter was there."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from statistics import median
from typing import Any

from kiosk.estimate.present import Record
from kiosk.ground import Ground
from kiosk.queue.floor import Floor
from kiosk.queue.tickets import CounterKind, lane_of_counter, lane_of_group
from kiosk.whatif.day import FOREVER, Day, Person, Post, Span, Stay, closing
from kiosk.whatif.learned import Learned
from kiosk.whatif.outcome import Visit
from kiosk.whatif.told import OPENS, SHUTS, Number, Told

PATIENCE = 900.0
"""Nobody forgets to call for longer (seconds): the counter was not there."""

AT_ONCE = 120.0
"""Who leaves so soon (seconds) after a person was done has only waited for that."""

LATE = 3600.0
"""Who leaves in the last hour (seconds) of the day would have stayed, had somebody waited."""

_ENDS = frozenset(("finished", "missed", "abandoned", "expired"))


@dataclass(slots=True)
class _Life:
    """One ticket on its way through the day. `here`: since when it is at which counter, with whom;
    `left`: when the last stay was over; `away`, `turn`: of the stay to come."""

    number: Number
    at: float = 0.0
    service: str = ""
    lane: str = ""
    stays: list[Stay] = field(default_factory=list)
    called: float | None = None
    done: float | None = None
    gone: float | None = None
    left: float = 0.0
    here: tuple[float, str, str] | None = None
    away: float = 0.0
    turn: int | None = None

    @property
    def follows(self) -> bool:
        """It was not called itself: one person's next matter, done after another one."""
        return self.called is None and self.number.visit not in {None, self.number.ticket}


@dataclass(slots=True)
class Reader:
    """Reads one day; `past` may be asked once."""

    ground: Ground
    floor: Floor
    day: date
    numbers: Sequence[Number]
    told: Sequence[Told]
    _lives: dict[int, _Life] = field(init=False)
    _record: Record = field(init=False)
    _held: dict[str, list[Span]] = field(default_factory=dict)
    _lanes: dict[str, set[str]] = field(default_factory=dict)
    _servers: dict[str, Tally[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lives = {each.ticket: _Life(each) for each in self.numbers}
        self._record = Record(self.day.toordinal())

    def past(self) -> tuple[Day, tuple[Visit, ...], Record]:
        """The day as one that can be run, what became of everybody, and what it teaches."""
        for told in self.told:
            life = self._lives.get(told.ticket) if told.ticket is not None else None
            if life is not None:
                self._hear(life, told)
        for life in self._lives.values():
            if life.follows:
                self._follow(life)
        lives = [each for each in self._lives.values() if not each.follows and each.service]
        people = tuple(map(_person, lives))
        visits = tuple(
            Visit(person, each.called, each.done, each.gone)
            for person, each in zip(people, lives, strict=True)
        )
        rule = self.ground.settings.queue.rule
        closes = closing(self.ground, self.day)
        day = Day(self.day, people, self._posts(closes), rule, Learned(), self._lag(), closes)
        return day, visits, self._record

    # The numbers

    def _hear(self, life: _Life, told: Told) -> None:
        kind = told.kind.removeprefix("ticket.")
        if kind == "issued":
            life.at = told.at
            life.service = life.lane = str(told.data.get("service") or life.number.service)
        elif kind == "checked_in":
            life.away, life.turn = max(0.0, told.at - life.left), life.number.turn
        elif kind in {"called", "resumed", "serving"}:
            self._comes(life, told, called=kind == "called")
        elif life.here is not None:
            self._leaves(life, told, kind)
        elif kind == "transferred":  # the desk has changed what it is for
            life.lane = _lane(told.data)
        elif kind == "abandoned" and life.called is None:
            life.gone = told.at

    def _comes(self, life: _Life, told: Told, *, called: bool) -> None:
        if life.here is not None:
            return
        life.here = (told.at, told.counter, told.server)
        if not called:
            return
        if life.called is None:
            life.called = told.at
        lane = life.lane or lane_of_counter(told.counter)
        self._lanes.setdefault(told.counter, set()).add(lane)
        # How long it takes is known when it is over.
        life.stays.append(Stay(lane, 0.0, told.server, life.away, life.turn))
        life.away = 0.0

    def _leaves(self, life: _Life, told: Told, kind: str) -> None:
        assert life.here is not None
        since, counter, server = life.here
        seconds = max(0.0, told.at - since)
        life.here, life.left = None, told.at
        self._held.setdefault(counter, []).append((since, told.at))
        self._servers.setdefault(counter, Tally())[server] += 1
        if life.stays:
            last = life.stays[-1]
            life.stays[-1] = replace(last, seconds=(last.seconds or 0.0) + seconds)
            if kind in {"finished", "came_back", "transferred"}:
                self._record.served.append((last.lane, server, seconds, told.at))
        if kind in _ENDS:
            life.done = told.at
        elif kind in {"transferred", "came_back"}:
            life.lane = _lane(told.data)

    def _follow(self, life: _Life) -> None:
        """A matter that follows another takes its counter that much longer."""
        first = self._lives.get(life.number.visit or 0)
        if first is not None and first.stays and first.done is not None and life.done is not None:
            last = first.stays[-1]
            more = max(0.0, life.done - first.done)
            first.stays[-1] = replace(last, seconds=(last.seconds or 0.0) + more)
            first.done += more

    # The counters

    def _lag(self) -> float:
        """The median of the seconds until a counter called somebody who was already waiting."""
        came = {each.called: each.at for each in self._lives.values() if each.called is not None}
        lags = []
        for spans in self._held.values():
            for (_, free), (called, _) in pairwise(sorted(spans)):
                if came.get(called, free + 1) <= free and 0 <= called - free < PATIENCE:
                    lags.append(called - free)
        return median(lags) if lags else 0.0

    def _posts(self, closes: float) -> tuple[Post, ...]:
        found = []
        for code, counter in self.floor.counters.items():
            spans = self._spans(code)
            if not spans:
                continue
            server, _ = self._servers[code].most_common(1)[0]
            found.append(
                Post(
                    code=code,
                    serves=self.floor.serves[code] | self._lanes.get(code, set()),
                    spans=spans,
                    server=server,
                    comprehensive=counter.kind is CounterKind.COMPREHENSIVE,
                )
            )
        end = min(closes, max((each.last for each in found), default=0.0))
        return tuple(replace(each, stays=self._stays(each, end)) for each in found)

    def _spans(self, code: str) -> tuple[Span, ...]:
        """When it was there; a counter that called nobody was not, whatever its state said."""
        held = sorted(self._held.get(code, ()))
        if not held:
            return ()
        spans: list[Span] = []
        turns = [each for each in self.told if each.counter == code and each.kind in OPENS | SHUTS]
        since = held[0][0] if not turns or turns[0].kind in SHUTS else None
        for each in turns:
            if each.kind in OPENS:
                since = each.at if since is None else since
            elif since is not None:
                spans.append((since, _stopped(held, each.at)))
                since = None
        if since is not None:
            spans.append((since, max(held[-1][1], since)))
        return tuple((low, high) for low, high in spans if low < high)

    def _stays(self, post: Post, end: float) -> bool:
        """Whether it would stay until nobody waits: it left late, and nobody was left behind."""
        return post.last > end - LATE and not any(
            each.at < post.last
            and (each.called is None or each.called > post.last)
            and each.gone is None
            and each.service in post.serves
            for each in self._lives.values()
        )


def _stopped(held: Sequence[Span], left: float) -> float:
    """Until when a counter would have called that somebody `left`: who goes as soon as a person is
    done had made up their mind some time before, half of that stay ago in the mean."""
    called, done = max((each for each in held if each[0] < left), default=(left, left))
    return (called + left) / 2 if left - done <= AT_ONCE else left


def _person(life: _Life) -> Person:
    number = life.number
    return Person(
        ticket=number.ticket,
        at=life.at,
        service=life.service,
        group=number.group,
        priority=number.priority,
        stays=tuple(life.stays) or (Stay(life.service, None),),
        appointment=number.appointment,
        patience=FOREVER if life.gone is None else max(0.0, life.gone - life.at),
    )


def _lane(data: Mapping[str, Any]) -> str:
    """Whom a person waits for who was sent on."""
    if data.get("service"):
        return str(data["service"])
    if data.get("group"):
        return lane_of_group(str(data["group"]))
    return lane_of_counter(str(data.get("to") or ""))
