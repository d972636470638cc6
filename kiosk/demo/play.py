"""Plays a planned day: people take numbers, clerks call, serve and go to lunch, until all is over.

One thread asks the verbs of the hall one after the other, as the moments of the day come. Nothing
here knows who is next, or why: that is the hall's to say.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from kiosk.demo.agenda import Agenda
from kiosk.demo.machines import keep_alive
from kiosk.demo.pace import Pace
from kiosk.demo.plan import Person, Plan, Shift
from kiosk.hall import Hall
from kiosk.people.scanning import Link
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import State, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from kiosk.words import words

AGAIN_SECONDS = 20.0
"""A clerk calls again after so long, and lets the number pass after as long once more."""
BREATH_SECONDS = 12.0
"""Between two people."""
BACK_SECONDS = 600.0
"""Who missed the call comes back after so long."""
LOOK_SECONDS = 30.0
"""So often (seconds of the day) somebody looks for alarms."""
LATEST_SECONDS = 2 * 3600.0
"""After closing the clerks stay no longer than this."""
TAKEN = frozenset({"counter.busy", "counter.closed", "counter.paused"})
"""What a clerk is told while somebody who watches the day works at this counter."""


@dataclass(slots=True)
class _Desk:
    """A counter, and what its clerk does now."""

    shift: Shift
    actor: Actor
    span: int = -1
    ticket: int | None = None
    idle: bool = False
    leaving: bool = False


@dataclass(slots=True)
class Day:
    """What a played day came to: numbers by their last state, and why people got none."""

    ended: dict[State, int] = field(default_factory=dict)
    refused: Tally[str] = field(default_factory=Tally)


class Play:
    """One day in `hall`; `actors` sign what happens at each counter, `tell` hears each step.

    `looks`: people see what a number would mean before they take it, as on the touch screen, and
    are told their wait; `watched`: alarms are raised, as the watch of a served hall does. Either
    takes a hall some milliseconds each time."""

    def __init__(
        self,
        hall: Hall,
        planned: Plan,
        actors: Mapping[str, Actor],
        pace: Pace,
        tell: Callable[[str, Mapping[str, object]], None] = lambda _what, _values: None,
        *,
        looks: bool = False,
        watched: bool = False,
    ) -> None:
        self._hall, self._plan, self._tell = hall, planned, tell
        self._looks, self._watched = looks, watched
        self._desks = {
            shift.counter: _Desk(shift, actors[shift.counter]) for shift in planned.shifts
        }
        self._people: dict[int, Person] = {}
        self._missed: set[int] = set()
        self._day = Day()
        local = pace().astimezone(hall.ground.zone)
        self._midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        self._agenda = Agenda(pace, self._midnight)

    def run(self) -> Day:
        """Until nobody is left, or the day was stopped."""
        for desk in self._desks.values():
            self._close(desk)
            for place, (since, until) in enumerate(desk.shift.spans):
                self._agenda.at(since, partial(self._arrive, desk, place))
                self._agenda.at(until, partial(self._leave, desk))
        for person in self._plan.people:
            self._agenda.at(person.at, partial(self._take, person))
        last = max(until for shift in self._plan.shifts for _, until in shift.spans)
        if self._watched:
            self._agenda.at(
                min((each.at for each in self._plan.people), default=last),
                partial(self._watch, last),
            )
        self._agenda.run(last + LATEST_SECONDS)
        self._day.ended = self._hall.balance()
        return self._day

    # The people

    def _take(self, person: Person) -> None:
        if self._looks:
            self._hall.outlook(person.service, priority=person.priority is not None)
        try:
            issued = self._hall.issue(
                person.service, priority=person.priority, language=person.language
            )
        except Refusal as no:
            self._day.refused[no.code] += 1
            return
        ticket = issued.ticket
        self._people[ticket.id] = person
        self._tell("took", {"number": ticket.number})
        if person.patience is not None:
            self._agenda.after(person.patience, lambda: self._give_up(issued))
        for desk in self._desks.values():
            if desk.idle:
                self._call(desk)

    def _give_up(self, issued: Issued) -> None:
        match self._hall.scan(issued.status_url):
            case Link(token):
                pass
            case _:
                raise AssertionError(issued.status_url)
        try:
            gone = self._hall.give_up(token)
        except Refusal:
            return  # it was the person's turn meanwhile
        self._tell("gave_up", {"number": gone.number})

    def _come_back(self, ticket: int) -> None:
        try:
            back = self._hall.check_in(ticket)
        except Refusal:
            return  # too late: the half-day is over
        self._tell("came_back", {"number": back.number})
        for desk in self._desks.values():
            if desk.idle:
                self._call(desk)

    # The clerks

    def _arrive(self, desk: _Desk, place: int) -> None:
        if place <= desk.span:
            return
        desk.span, desk.leaving = place, False
        self._hall.open_counter(desk.shift.counter, desk.actor)
        self._call(desk)

    def _leave(self, desk: _Desk) -> None:
        desk.leaving = True
        if desk.ticket is None:
            self._rest(desk)

    def _rest(self, desk: _Desk) -> None:
        over = desk.span == len(desk.shift.spans) - 1
        if over and self._waits(desk):
            # Whoever holds a number at closing time is still served.
            self._call(desk)
            return
        self._close(desk)

    def _close(self, desk: _Desk) -> None:
        desk.idle = False
        last = desk.span == len(desk.shift.spans) - 1
        reason = words().say("demo.home" if last else "demo.lunch", "zh")
        try:
            self._hall.close_counter(desk.shift.counter, desk.actor, reason)
        except Refusal as no:
            if no.code not in TAKEN:
                raise

    def _waits(self, desk: _Desk) -> bool:
        return self._hall.at_counter(desk.shift.counter).waiting > 0

    def _next(self, desk: _Desk) -> None:
        desk.ticket = None
        if desk.leaving:
            self._rest(desk)
        else:
            self._call(desk)

    def _call(self, desk: _Desk) -> None:
        desk.idle = False
        try:
            called = self._hall.call_next(desk.shift.counter, desk.actor)
        except Refusal as no:
            if no.code != "queue.empty" and no.code not in TAKEN:
                raise
            if desk.leaving:
                self._close(desk)
            else:
                desk.idle = True
            return
        desk.ticket = called.id
        self._tell("called", {"number": called.number, "counter": desk.shift.counter})
        person = self._people.get(called.id)
        comes = person is not None and (person.there or called.id in self._missed)
        if person is not None and comes:
            self._agenda.after(person.walk, lambda: self._serve(desk, called.id, person))
        else:
            self._agenda.after(AGAIN_SECONDS, lambda: self._call_again(desk, called.id))

    def _call_again(self, desk: _Desk, ticket: int) -> None:
        if self._step(desk, partial(self._hall.recall, ticket, desk.actor)):
            self._agenda.after(AGAIN_SECONDS, lambda: self._pass(desk, ticket))

    def _pass(self, desk: _Desk, ticket: int) -> None:
        gone = self._step(desk, partial(self._hall.miss, ticket, desk.actor))
        if gone is None:
            return
        self._tell("missed", {"number": gone.number})
        self._missed.add(ticket)
        person = self._people.get(ticket)
        if person is not None and person.back:
            self._agenda.after(BACK_SECONDS, lambda: self._come_back(ticket))
        self._next(desk)

    def _serve(self, desk: _Desk, ticket: int, person: Person) -> None:
        if self._step(desk, partial(self._hall.start, ticket, desk.actor)):
            self._agenda.after(person.work * desk.shift.speed, lambda: self._finish(desk, ticket))

    def _finish(self, desk: _Desk, ticket: int) -> None:
        done = self._step(desk, partial(self._hall.finish, ticket, desk.actor))
        if done is None:
            return
        self._tell("done", {"number": done.number, "counter": desk.shift.counter})
        desk.ticket = None
        if desk.leaving:
            self._rest(desk)
        else:
            self._agenda.after(BREATH_SECONDS, lambda: self._next(desk))

    def _step(self, desk: _Desk, verb: Callable[[], Ticket]) -> Ticket | None:
        """A step of a clerk; None where the person has given up, or somebody who watches the day
        has done something with the number: then the clerk goes on."""
        try:
            return verb()
        except Refusal as no:
            if no.code != "ticket.wrong_state":
                raise
        self._next(desk)
        return None

    # Time

    def _watch(self, last: float) -> None:
        keep_alive(self._hall.ground)
        # And even where the look itself takes a minute of the day, they have not fallen silent.
        self._hall.look_for_alarms(since=self._midnight + timedelta(days=1))
        if self._agenda.now < last or any(desk.ticket for desk in self._desks.values()):
            self._agenda.after(LOOK_SECONDS, partial(self._watch, last))
