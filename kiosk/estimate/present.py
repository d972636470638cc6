"""The hall as it stands, followed event by event, and what can be learned from each day."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import OrderedDict
from dataclasses import dataclass, field

from kiosk.estimate.events import Event

PATIENCE = 900.0
"""Longer than this (seconds) nobody forgets to call: the window was not there."""


@dataclass(slots=True)
class Person:
    """Somebody who waits; `issued` in seconds, as the events say it."""

    ticket: str
    service: str
    priority: bool
    issued: float


@dataclass(slots=True)
class Window:
    """A window today. `since`: it opened or closed then; `free_since`: it has been without a
    ticket; `held`: the ticket that it has, called at `called`, and served since `started`."""

    services: frozenset[str]
    open: bool = False
    seen: bool = False
    since: float = 0.0
    reason: str = ""
    server: str = ""
    held: str = ""
    service: str = ""
    called: float = 0.0
    started: float | None = None
    free_since: float = 0.0


@dataclass(slots=True)
class Record:
    """What one day has shown. Times are seconds since midnight, lengths seconds.

    `served`: (service, server, seconds from call to finish, when it ended); `missed`: seconds from
    call to no-show; `walks`: from call to start; `lags`: from when window and person were both
    there to the call; `absences`: (window, from, to or None, reason); `opened`: window -> first
    opening; `last_call`: window -> its last; `left`: window -> when it went for the day while
    somebody waited for it; `issued`: (when, service, priority).
    """

    day: int
    served: list[tuple[str, str, float, float]] = field(default_factory=list)
    missed: list[float] = field(default_factory=list)
    walks: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    absences: list[tuple[str, float, float | None, str]] = field(default_factory=list)
    opened: dict[str, float] = field(default_factory=dict)
    last_call: dict[str, float] = field(default_factory=dict)
    left: dict[str, float] = field(default_factory=dict)
    issued: list[tuple[float, str, bool]] = field(default_factory=list)
    calls: int = 0
    abandoned: int = 0
    waited: float = 0.0


@dataclass(frozen=True, slots=True)
class FirstCall:
    """A ticket was called for the first time, so many seconds after it was issued. `heads`: how
    long the first of priority and the first ordinary that the window might call had waited, where
    both were there; with `since` and `streak` before the call."""

    person: Person
    wait: float
    heads: tuple[float, float] | None
    since: int
    streak: int


class Present:
    """Who waits, what the windows do, and what the last calls were."""

    def __init__(self, windows: dict[str, frozenset[str]]) -> None:
        self._planned = windows
        self.windows: dict[str, Window] = {}
        self.waiting: OrderedDict[str, Person] = OrderedDict()
        self._at: dict[str, str] = {}
        self._prior: dict[str, list[float]] = {}
        self.now = 0.0
        self.since, self.streak = 1000, 0
        self.record = Record(-1)
        self.begin(-1)

    def hear(self, event: Event) -> FirstCall | None:
        """Take in one event; a new day forgets the last one's line."""
        if event.day != self.record.day:
            self.begin(event.day)
        self.now = event.t
        match event.kind:
            case "issue":
                person = Person(event.ticket, event.service, event.priority, event.t)
                self.waiting[event.ticket] = person
                self.record.issued.append((event.time, event.service, event.priority))
            case "call":
                return self._call(event)
            case "start":
                self._start(event)
            case "finish" | "no_show":
                self._release(event)
            case "abandon":
                self._abandon(event)
            case "window_open":
                self._open(event)
            case "window_close":
                self._close(event)
        return None

    def goes_on(self, event: Event) -> bool:
        """Whether it goes on with what has begun here, so that it is of this day whatever its time
        says: no day begins with the end of something."""
        if event.kind in {"issue", "window_open"}:
            return False
        if event.kind == "window_close":
            return event.window in self.windows and self.windows[event.window].open
        return event.ticket in self.waiting or event.ticket in self._at

    def window(self, name: str) -> Window:
        """The window of this name, known or not."""
        found = self.windows.get(name)
        if found is None:
            found = self.windows[name] = Window(self._planned.get(name, frozenset()))
        return found

    def overtook(self, person: Person) -> int:
        """How many who came later have been called with priority to windows that serve it."""
        called = self._prior.get(person.service, ())
        return len(called) - bisect_right(called, person.issued)

    def begin(self, day: int) -> None:
        """Begin the day of this number with nobody there."""
        self.record = Record(day)
        self.waiting.clear()
        self._at.clear()
        self._prior.clear()
        self.since, self.streak = 1000, 0
        for name in {**self._planned, **self.windows}:
            old = self.windows.get(name)
            self.windows[name] = Window(old.services if old else self._planned[name])

    def _call(self, event: Event) -> FirstCall | None:
        at = self.window(event.window)
        if not at.open:
            self._open(event)
        if at.held and at.held != event.ticket:
            # Its end was never told.
            self._at.pop(at.held, None)
            at.free_since = event.t
        person = self.waiting.pop(event.ticket, None)
        if person is None and at.held == event.ticket:
            return None
        found = None
        if person is not None:
            found = self._first_call(event, at, person)
            self.since = 0 if person.priority else self.since + 1
            self.streak = self.streak + 1 if person.priority else 0
            if person.priority:
                for service in at.services:
                    insort(self._prior.setdefault(service, []), person.issued)
            if person.service not in at.services and at.services:
                at.services |= {person.service}
        at.held, at.called, at.started = event.ticket, event.t, None
        at.service = person.service if person is not None else event.service
        at.server = event.server or event.window
        self._at[event.ticket] = event.window
        self.record.calls += 1
        self.record.last_call[event.window] = event.time
        return found

    def _first_call(self, event: Event, at: Window, person: Person) -> FirstCall:
        wait = max(0.0, event.t - person.issued)
        self.record.waited += wait
        lag = event.t - max(at.free_since, at.since, person.issued)
        if 0 <= lag < PATIENCE:
            self.record.lags.append(lag)
        other = next(
            (
                each
                for each in self.waiting.values()
                if each.priority != person.priority
                and (each.service in at.services or not at.services)
            ),
            None,
        )
        heads = None
        if other is not None:
            theirs = max(0.0, event.t - other.issued)
            heads = (wait, theirs) if person.priority else (theirs, wait)
        return FirstCall(person, wait, heads, self.since, self.streak)

    def _start(self, event: Event) -> None:
        at = self.windows.get(self._at.get(event.ticket, ""))
        if at is not None and at.started is None:
            at.started = event.t
            self.record.walks.append(max(0.0, event.t - at.called))

    def _release(self, event: Event) -> None:
        at = self.windows.get(self._at.pop(event.ticket, ""))
        if at is None or at.held != event.ticket:
            self.waiting.pop(event.ticket, None)
            return
        seconds = event.t - at.called
        if event.kind == "no_show":
            self.record.missed.append(max(0.0, seconds))
        elif seconds > 0:
            self.record.served.append((at.service, at.server, seconds, event.time))
        at.held, at.free_since = "", event.t

    def _abandon(self, event: Event) -> None:
        person = self.waiting.pop(event.ticket, None)
        if person is not None:
            self.record.abandoned += 1
            self.record.waited += max(0.0, event.t - person.issued)
        elif event.ticket in self._at:
            at = self.windows[self._at.pop(event.ticket)]
            at.held, at.free_since = "", event.t

    def _open(self, event: Event) -> None:
        at = self.window(event.window)
        if event.services is not None and frozenset(event.services) != at.services:
            at.services = frozenset(event.services)
        tod = event.time
        if not at.seen:
            self.record.opened[event.window] = tod
        elif not at.open:
            for place in range(len(self.record.absences) - 1, -1, -1):
                name, left, back, reason = self.record.absences[place]
                if name == event.window and back is None:
                    self.record.absences[place] = (name, left, tod, reason)
                    break
        if not at.open:
            at.since = at.free_since = event.t
        at.open, at.seen, at.reason = True, True, ""

    def _close(self, event: Event) -> None:
        at = self.window(event.window)
        if at.open:
            self.record.absences.append((event.window, event.time, None, event.reason))
            if event.reason.lower() == "end" and any(
                each.service in at.services for each in self.waiting.values()
            ):
                self.record.left[event.window] = event.time
        at.open, at.seen, at.since, at.reason = False, True, event.t, event.reason
