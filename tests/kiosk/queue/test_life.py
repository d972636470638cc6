"""A hall that lives through whatever happens: any verbs in any order, checked against a model."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import Priority, State, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from tests.hall import HandClock, copy_hall, count, events, staff_of
from tests.kiosk.queue.test_states import LIFE, VERBS

# service -> the counters that serve it, as the sample hall has it
SERVED = {"MZ001": {"1", "2"}, "ZR003": {"1", "2", "9"}, "ZR001": {"9"}}
COUNTERS = ["1", "2", "9"]
HELD = {State.CALLED, State.SERVING}
Answer = TypeVar("Answer")


def attempt(verb: Callable[[], Answer]) -> Answer | str:
    """What the verb gave, or the code of its refusal."""
    try:
        return verb()
    except Refusal as no:
        return no.code


class Life(RuleBasedStateMachine):
    """`model` says of each ticket what it should be; nothing of it is read from the hall."""

    source: Path
    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="yichuang-life-")
        self.clock = HandClock()
        folder = copy_hall(self.source, Path(self._folder.name) / "hall")
        self.hall: Hall = open_hall(folder, self.clock)
        self.clerk = staff_of(self.hall).clerk
        self.state: dict[int, State] = {}
        self.service: dict[int, str] = {}
        self.day: dict[int, date] = {}
        self.at: dict[str, int] = {}
        self.open = set(COUNTERS)
        self.today = date(2026, 3, 2)
        self.written = len(events(self.hall))

    @initialize()
    def only_three_counters(self) -> None:
        for code in (each.code for each in self.hall.counters()):
            if code not in COUNTERS:
                self.hall.close_counter(code, self.clerk, "今天不开")
                self.written += 1

    def teardown(self) -> None:
        assert self.hall.audit_verify() is None
        self.hall.close()
        self._folder.cleanup()

    def _wrote(self, more: int = 1) -> None:
        """A write of a new day tells first what has expired."""
        moment = self.clock.now.astimezone(self.hall.ground.zone).date()
        if moment > self.today:
            self.today = moment
            expired = [t for t, s in self.state.items() if s in {State.WAITING, State.CALLED}]
            for ticket in expired:
                self.state[ticket] = State.EXPIRED
            self.at = {c: t for c, t in self.at.items() if t not in expired}
            more += len(expired) + 1
        self.written += more

    def _stale(self) -> bool:
        """Whether the next write begins a day: the model does not follow what is then refused."""
        return self.clock.now.astimezone(self.hall.ground.zone).date() > self.today

    @rule(
        target=tickets,
        service=st.sampled_from(sorted(SERVED)),
        priority=st.none() | st.sampled_from(Priority),
    )
    def issue(self, service: str, priority: Priority | None) -> object:
        issued = attempt(lambda: self.hall.issue(service, priority=priority))
        if not SERVED[service] & self.open:
            assert issued == "service.no_counter_open"
            return multiple()
        assert not isinstance(issued, str)
        ticket = issued.ticket
        self._wrote()
        self.state[ticket.id] = State.WAITING
        self.service[ticket.id] = service
        self.day[ticket.id] = self.today
        return ticket.id

    @rule(counter=st.sampled_from(COUNTERS))
    def call(self, counter: str) -> None:
        if self._stale():
            return
        mine = [
            ticket
            for ticket, state in self.state.items()
            if state is State.WAITING and counter in SERVED[self.service[ticket]]
        ]
        called = attempt(lambda: self.hall.call_next(counter, self.clerk))
        if counter in self.at:
            assert called == "counter.busy"
            return
        if counter not in self.open:
            assert called == "counter.closed"
            return
        if not mine:
            assert called == "queue.empty"
            return
        assert not isinstance(called, str)
        ticket = called.id
        assert ticket in mine
        self._wrote()
        self.state[ticket] = State.CALLED
        self.at[counter] = ticket

    @rule(verb=st.sampled_from(VERBS), ticket=tickets)
    def act(self, verb: str, ticket: int) -> None:
        if self._stale():
            return
        before = self.state[ticket]
        act: Callable[[int, Actor], Ticket] = getattr(self.hall, verb)
        moved = attempt(lambda: act(ticket, self.clerk))
        if verb not in LIFE[before]:
            assert moved == "ticket.wrong_state"
            return
        assert not isinstance(moved, str)
        self._wrote()
        after = moved.state
        assert after is LIFE[before][verb]
        self.state[ticket] = after
        if after not in HELD:
            self.at = {c: t for c, t in self.at.items() if t != ticket}

    @rule(counter=st.sampled_from(COUNTERS), opened=st.booleans())
    def turn(self, counter: str, opened: bool) -> None:
        if self._stale():
            return
        if opened:
            self.hall.open_counter(counter, self.clerk)
        else:
            closed = attempt(lambda: self.hall.close_counter(counter, self.clerk, "午休"))
            if counter in self.at:
                assert closed == "counter.busy"
                return
        self._wrote(int((counter in self.open) != opened))
        if opened:
            self.open.add(counter)
        else:
            self.open.discard(counter)

    @rule(minutes=st.sampled_from([1, 45, -45, 24 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.clock.move(minutes=minutes)

    @invariant()
    def every_ticket_is_somewhere(self) -> None:
        """R55, for the hall's day; and no more has been told than has happened."""
        today = max(self.today, self.clock.now.astimezone(self.hall.ground.zone).date())
        balance = self.hall.balance()
        mine = [self.state[t] for t, day in self.day.items() if day == today]
        assert balance == {state: mine.count(state) for state in State}
        assert sum(balance.values()) == len(mine)
        assert count(self.hall, "events") == self.written

    @invariant()
    def a_counter_holds_one(self) -> None:
        for counter in COUNTERS:
            current = self.hall.at_counter(counter).current
            assert (current and current.id) == self.at.get(counter)


def test_any_day_in_a_hall(sqlite_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Life, "source", sqlite_sample, raising=False)
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=8,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
