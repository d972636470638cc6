"""A hall that lives through whatever happens: any verbs in any order, checked against a model."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
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
from kiosk.queue.tickets import Counter, Priority, State, Ticket
from kiosk.queue.transfer import Target
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from tests.hall import HandClock, copy_hall, count, staff_of
from tests.kiosk.queue.test_states import LIFE, VERBS

# service -> the counters that serve it, as the sample hall has it
SERVED = {"MZ001": {"1", "2"}, "ZR003": {"1", "2", "9"}, "ZR001": {"9"}}
COUNTERS = ["1", "2", "9"]
HELD = {State.CALLED, State.SERVING}
OVER = {State.FINISHED, State.ABANDONED, State.EXPIRED}
NOT_NOW = {
    "recall": {"ticket.called_just_now", "ticket.recalled_enough"},
    "miss": {"ticket.called_too_little"},
    "resume": {"counter.busy", "counter.closed", "counter.paused", "clerk.busy"},
    "start": {"clerk.busy"},
}
"""What a verb may say no with where the state allows it."""
NOT_READY = {"counter.busy", "counter.closed", "counter.paused", "clerk.busy"}
Answer = TypeVar("Answer")
Known = st.sampled_from(sorted(SERVED))
At = st.sampled_from(COUNTERS)
Person = st.sampled_from(["clerk", "supervisor"])


class Life(RuleBasedStateMachine):
    """`state` says of each ticket where it stands, by what the verbs have answered alone."""

    source: Path
    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="yichuang-life-")
        self.clock = HandClock()
        folder = copy_hall(self.source, Path(self._folder.name) / "hall")
        self.hall: Hall = open_hall(folder, self.clock)
        staff = staff_of(self.hall)
        self.people = {"clerk": staff.clerk, "supervisor": staff.supervisor}
        self.state: dict[int, Ticket] = {}
        self.today = date(2026, 3, 2)
        self.closed = False

    @initialize()
    def only_three_counters(self) -> None:
        for code in (each.code for each in self.hall.counters()):
            if code not in COUNTERS:
                self.hall.close_counter(code, self.people["clerk"], "今天不开")

    def teardown(self) -> None:
        assert self.hall.audit_verify() is None
        self.hall.close()
        self._folder.cleanup()

    def _try(self, verb: Callable[[], Answer]) -> Answer | str:
        """What the verb gave, or the code of its refusal, after which nothing has been written."""
        told = count(self.hall, "events")
        try:
            given = verb()
        except Refusal as no:
            refused = no.code
        else:
            self._day_turns()
            return given
        assert count(self.hall, "events") == told, refused
        return refused

    def _day_turns(self) -> None:
        """A write of a new day ends what waits, was called or is parked, and opens the hall."""
        moment = self.clock.now.astimezone(self.hall.ground.zone).date()
        if moment <= self.today:
            return
        self.today, self.closed = moment, False
        for key, ticket in self.state.items():
            if ticket.state in {State.WAITING, State.CALLED, State.PARKED}:
                self.state[key] = replace(ticket, state=State.EXPIRED)

    def _stale(self) -> bool:
        """Whether the next write begins a day: the model does not follow what is then refused."""
        return self.clock.now.astimezone(self.hall.ground.zone).date() > self.today

    def _as(self, person: str, counter: str | None) -> Actor:
        return replace(self.people[person], counter=counter)

    def _held(self, counter: str) -> Ticket | None:
        held = [t for t in self.state.values() if t.counter == counter and t.state in HELD]
        assert len(held) <= 1
        return held[0] if held else None

    @rule(target=tickets, service=Known, priority=st.none() | st.sampled_from(Priority))
    def issue(self, service: str, priority: Priority | None) -> object:
        issued = self._try(lambda: self.hall.issue(service, priority=priority))
        if isinstance(issued, str):
            assert issued in {"service.no_counter_open", "day.over"}
            assert (issued == "day.over") == (self.closed and not self._stale())
            return multiple()
        self.state[issued.ticket.id] = issued.ticket
        return issued.ticket.id

    @rule(counter=At, person=Person)
    def call(self, counter: str, person: str) -> None:
        if self._stale():
            return
        called = self._try(lambda: self.hall.call_next(counter, self._as(person, counter)))
        if isinstance(called, str):
            assert called in NOT_READY | {"queue.empty"}
            assert (called == "counter.busy") == (self._held(counter) is not None)
            if called == "queue.empty":
                assert not [t for t in self.state.values() if self._may_call(counter, t)]
            return
        assert self._may_call(counter, self.state[called.id])
        assert self._held(counter) is None
        self.state[called.id] = called

    def _may_call(self, counter: str, ticket: Ticket) -> bool:
        served = ticket.aimed == f"#{counter}" if ticket.aimed else counter in self._by(ticket)
        return ticket.state is State.WAITING and ticket.day == self.today and served

    def _by(self, ticket: Ticket) -> set[str]:
        return SERVED[ticket.service]

    @rule(verb=st.sampled_from(VERBS), ticket=tickets, person=Person)
    def act(self, verb: str, ticket: int, person: str) -> None:
        if self._stale():
            return
        before = self.state[ticket]
        act: Callable[[int, Actor], Ticket] = getattr(self.hall, verb)
        # The own counter, as after signing in there again.
        moved = self._try(lambda: act(ticket, self._as(person, before.counter)))
        if verb not in LIFE[before.state]:
            assert moved == "ticket.wrong_state"
            return
        if isinstance(moved, str):
            assert moved in NOT_NOW.get(verb, set())
            return
        back = verb == "finish" and before.return_to is not None and moved.state is State.WAITING
        assert back or moved.state is LIFE[before.state][verb]
        self.state[ticket] = moved
        if verb == "finish" and before.visit is not None:
            self._follows(before)

    def _follows(self, done: Ticket) -> None:
        assert done.counter is not None
        rest = [
            each
            for each in self.state.values()
            if each.visit == done.visit
            and each.counter == done.counter
            and each.state is State.PARKED
        ]
        current = self.hall.at_counter(done.counter).current
        assert (current and current.id) == (min(each.id for each in rest) if rest else None)
        if current is not None:
            assert current.state is State.SERVING
            self.state[current.id] = current

    @rule(ticket=tickets, service=st.none() | Known, counter=At, back=st.booleans())
    def transfer(self, ticket: int, service: str | None, counter: str, back: bool) -> None:
        if self._stale():
            return
        before = self.state[ticket]
        target = Target(service, None, None if service else counter, back)
        actor = self._as("clerk", before.counter)
        moved = self._try(lambda: self.hall.transfer(ticket, target, actor))
        if isinstance(moved, str):
            may = {"transfer.here", "transfer.closed", "service.no_counter_open"}
            assert moved in may | {"ticket.wrong_state"}
            movable = before.state in {*HELD, State.PARKED}
            assert (moved == "ticket.wrong_state") == (not movable)
            return
        assert (moved.state, moved.counter) == (State.WAITING, None)
        assert (moved.number, moved.issued_at, moved.place) == (
            before.number,
            before.issued_at,
            before.place,
        )
        self.state[ticket] = moved

    @rule(ticket=tickets, other=tickets)
    def join(self, ticket: int, other: int) -> None:
        if self._stale():
            return
        served, joining = self.state[ticket], self.state[other]
        actor = self._as("clerk", served.counter)
        visit = self._try(lambda: self.hall.join(ticket, [joining.number], actor))
        if isinstance(visit, str):
            may = {"visit.nobody", "visit.same", "ticket.not_served_here", "ticket.unknown"}
            assert visit in may | {"ticket.wrong_state"}
            return
        for each in visit:
            self.state[each.id] = each
        # The number is today's; the ticket of another day may have had the same.
        assert joining.number in {each.number for each in visit[1:]}

    @rule(ticket=tickets, counter=At)
    def pick(self, ticket: int, counter: str) -> None:
        before = self.state[ticket]
        if self._stale() or before.day != self.today:
            return
        actor = self._as("supervisor", counter)
        called = self._try(lambda: self.hall.call_number(counter, before.number, actor, "急需赶车"))
        if isinstance(called, str):
            assert called in NOT_READY | {"ticket.wrong_state", "ticket.not_served_here"}
            return
        assert self._may_call(counter, before)
        self.state[ticket] = called

    @rule(target=tickets, service=Known, counter=At)
    def walk_in(self, service: str, counter: str) -> object:
        if self._stale():
            return multiple()
        actor = self._as("clerk", counter)
        served = self._try(lambda: self.hall.walk_in(counter, service, actor, "没有取号"))
        if isinstance(served, str):
            assert served in NOT_READY | {"service.not_served_here", "day.over"}
            return multiple()
        assert counter in SERVED[service]
        self.state[served.id] = served
        return served.id

    @rule(ticket=tickets)
    def check_in(self, ticket: int) -> None:
        if self._stale():
            return
        before = self.state[ticket]
        back = self._try(lambda: self.hall.check_in(ticket))
        if isinstance(back, str):
            may = {"ticket.checked_in_already", "ticket.too_late", "ticket.wrong_state"}
            assert back in may
            return
        assert (before.state, before.turn) == (State.MISSED, None)
        self.state[ticket] = back

    @rule(counter=At, wanted=st.sampled_from(["open", "close", "pause", "resume"]))
    def turn(self, counter: str, wanted: str) -> None:
        if self._stale():
            return
        clerk = self._as("clerk", counter)
        verbs: dict[str, Callable[[], Counter]] = {
            "open": lambda: self.hall.open_counter(counter, clerk),
            "close": lambda: self.hall.close_counter(counter, clerk, "午休"),
            "pause": lambda: self.hall.pause_counter(counter, clerk, "lunch"),
            "resume": lambda: self.hall.resume_counter(counter, clerk),
        }
        turned = self._try(verbs[wanted])
        if isinstance(turned, str):
            assert turned in {"counter.busy", "counter.closed"}

    @rule()
    def close_the_day(self) -> None:
        if self._stale():
            return
        closed = self._try(lambda: self.hall.close_day(self.people["supervisor"], "提前下班"))
        mine = [t for t in self.state.values() if t.day == self.today]
        if isinstance(closed, str):
            served = any(t.state is State.SERVING for t in mine)
            assert closed == ("day.over" if self.closed else "day.serving")
            assert self.closed or served
            return
        self.closed = True
        for ticket in mine:
            if ticket.state not in OVER | {State.MISSED}:
                self.state[ticket.id] = replace(ticket, state=State.EXPIRED)

    @rule(by=st.sampled_from([{"seconds": 15}, {"minutes": 45}, {"minutes": -45}, {"days": 1}]))
    def time_passes(self, by: dict[str, float]) -> None:
        self.clock.move(**by)

    @invariant()
    def every_ticket_is_somewhere(self) -> None:
        """R55: of each group, the numbers given out are those in all states together."""
        day, balances = self.hall.balances(self.today)
        assert day == self.today
        assert all(each.holds for each in balances)
        mine = [t.state for t in self.state.values() if t.day == self.today]
        found = {state: sum(each.states[state] for each in balances) for state in State}
        assert found == {state: mine.count(state) for state in State}

    @invariant()
    def a_counter_holds_one(self) -> None:
        for counter in COUNTERS:
            held = self._held(counter)
            current = self.hall.at_counter(counter).current
            assert (current and current.id) == (held and held.id)

    @invariant()
    def a_clerk_holds_one(self) -> None:
        with self.hall.ground.read() as work:
            twice = work.connection.exec_driver_sql(
                "SELECT clerk_id FROM tickets WHERE state IN ('called', 'serving') "
                "AND clerk_id IS NOT NULL GROUP BY clerk_id HAVING count(*) > 1"
            ).all()
        assert twice == []


def test_any_day_in_a_hall(sqlite_sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Life, "source", sqlite_sample, raising=False)
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            # A day that fails is told as it is; to shorten it would take minutes.
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
