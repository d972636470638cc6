"""Who is next: the rule alone, on people and counters that nobody would think of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.routing import (
    APPOINTMENT_ONE_OF,
    ORDINARY_BETWEEN,
    SKIPPED_TOLD,
    Called,
    Choice,
    Head,
    Past,
    PolicyName,
    Rule,
    Skills,
    Standing,
    Why,
    choose,
)
from tests.hall import MORNING

MINUTE = timedelta(minutes=1)
SERVICES = "abcde"
POLICIES: tuple[PolicyName, ...] = get_args(PolicyName)
NOW = MORNING + 60 * MINUTE
ANY = Skills(frozenset(SERVICES))
FIRST, OTHER, BOOKED = Standing.PRIORITY, Standing.ORDINARY, Standing.APPOINTMENT

services = st.frozensets(st.sampled_from(SERVICES), min_size=1)
counters = st.lists(
    st.builds(lambda serves, own: Skills(serves, serves & own), services, services),
    min_size=1,
    max_size=6,
)
policies = st.sampled_from(POLICIES)


@st.composite
def crowds(draw: st.DrawFn) -> list[Head]:
    """People in the order in which they came, at most two minutes apart."""
    each = st.tuples(st.sampled_from(SERVICES), st.booleans(), st.integers(0, 120))
    at, found = MORNING, []
    for ticket, (service, first, seconds) in enumerate(draw(st.lists(each, max_size=40)), start=1):
        at += timedelta(seconds=seconds)
        found.append(Head(ticket, service, at, first, number=f"A{ticket:03d}"))
    return found


def heads(people: Iterable[Head]) -> list[Head]:
    """The first of each line, as the store finds them."""
    found: dict[tuple[str, bool], Head] = {}
    for each in sorted(people, key=lambda head: head.place):
        found.setdefault((each.service, each.goes_first), each)
    return list(found.values())


def next_of(
    line: Sequence[Head], policy: PolicyName = "strict", last: str = "", counter: Skills = ANY
) -> Choice:
    """Whom a counter calls now; `last` are the hall's last calls as letters, the newest first."""
    kinds = {"p": FIRST, "o": OTHER, "a": BOOKED}
    past = Past([Called(kinds[letter]) for letter in last])
    choice = choose(line, counter, past, NOW, Rule(policy))
    assert choice is not None
    return choice


def at(ticket: int, ago: float, *, first: bool = False, service: str = "a") -> Head:
    """Somebody who came so many minutes ago."""
    return Head(ticket, service, NOW - ago * MINUTE, first, number=f"A{ticket:03d}")


# --- Whatever the policy ---


@given(crowds(), counters, policies, st.data())
def test_a_whole_day_of_calls(
    people: list[Head], counters: list[Skills], policy: PolicyName, data: st.DataObject
) -> None:
    """Any counters call in any order until nobody is left whom they could serve."""
    last: list[Called] = []
    rule, now = Rule(policy), NOW
    while any(each.service in counter.serves for each in people for counter in counters):
        counter = data.draw(st.sampled_from(counters))
        now += data.draw(st.integers(0, 60)) * timedelta(seconds=1)
        mine = [each for each in people if each.service in counter.serves]
        choice = choose(heads(people), counter, Past(last, _first_calls(last)), now, rule)
        if choice is None:
            assert not mine, "an idle counter while somebody it may serve waits"
            continue
        called = next(each for each in people if each.ticket == choice.ticket)
        assert called in mine, "a service that this counter does not do"
        _in_order(called, mine, counter, policy)
        if called.goes_first and policy != "fcfs":
            others = [each for each in mine if not each.goes_first]
            soon = any(each.standing is FIRST for each in last[:ORDINARY_BETWEEN])
            late = [o for o in others if o.arrived - called.arrived > rule.limit]
            assert not (others and soon) or late, "two with priority too close together"
        assert choice.standing is (FIRST if called.goes_first and policy != "fcfs" else OTHER)
        before = [each.number for each in mine if each.place < called.place]
        assert set(choice.skipped) <= set(before)
        assert bool(choice.skipped) is bool(before)
        assert (choice.why is Why.ORDER) <= (not before), "somebody was passed over without a why"
        people.remove(called)
        last.insert(0, Called(choice.standing, called.ticket, now, counter.serves))


def _first_calls(last: Sequence[Called]) -> list[Called]:
    return [each for each in last if each.standing is FIRST]


def _in_order(called: Head, mine: list[Head], counter: Skills, policy: PolicyName) -> None:
    """Nobody of the same class came before, but whom comprehensive counters could take as well."""
    one_class = [m for m in mine if policy == "fcfs" or m.goes_first is called.goes_first]
    if called.service in counter.own:
        one_class = [each for each in one_class if each.service in counter.own]
    else:
        assert not any(each.service in counter.own for each in one_class), "it has its own"
    assert called == min(one_class, key=lambda each: each.place), "somebody came before"


@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_is_nobody(policy: PolicyName) -> None:
    for line in ([], [at(1, 5, service="b"), at(2, 5, service="b", first=True)]):
        assert choose(line, Skills({"a"}), Past(), NOW, Rule(policy)) is None


@pytest.mark.parametrize("policy", [each for each in POLICIES if each != "fcfs"])
def test_after_priority_three_others_while_any_wait(policy: PolicyName) -> None:
    line = [at(1, 40, first=True), at(2, 40), at(3, 40, service="b")]
    for last in ("p", "op", "oop", "aoop", "paooop"):
        assert next_of(line, policy, last).ticket == 2, last
        assert next_of(line, policy, last).why is Why.TURN
    assert next_of(line, policy, "oaoaop").ticket in {1, 2}
    assert next_of(line[:1], policy, "p").ticket == 1, "nobody else waits"
    elsewhere = next_of([line[0], line[2]], policy, "p", Skills({"a"}))
    assert elsewhere.ticket == 1, "nobody else waits for this counter"


def test_priority_is_not_kept_behind_who_came_far_later() -> None:
    first = at(1, 40, first=True)
    assert next_of([first, at(2, 10)], last="p").ticket == 2
    kept = next_of([first, at(2, 9)], last="p")
    assert (kept.ticket, kept.why) == (1, Why.ORDER)


# --- Each policy ---


def test_first_come_first_served_knows_no_priority() -> None:
    line = [at(1, 30), at(2, 20, first=True), at(3, 10)]
    chosen = next_of(line, "fcfs", "p")
    assert (chosen.ticket, chosen.standing, chosen.why) == (1, OTHER, Why.ORDER)
    assert next_of(line[1:], "fcfs", "p").ticket == 2


def test_strict_lets_priority_go_first() -> None:
    chosen = next_of([at(1, 59), at(2, 0, first=True)])
    assert chosen == Choice(2, FIRST, Why.PRIORITY, ("A001",))
    assert next_of([at(1, 59), at(2, 0, first=True)], last="ooop").ticket == 2


@pytest.mark.parametrize(("waited", "called"), [(19, 1), (20, 2), (21, 2)])
def test_a_minute_of_priority_counts_four(waited: float, called: int) -> None:
    """Against somebody who has waited for eighty."""
    assert next_of([at(1, 80), at(2, waited, first=True)], "apq").ticket == called


def test_interleave_counts_the_others() -> None:
    line = [at(1, 59), at(2, 0, first=True)]
    assert [next_of(line, "interleave", last).ticket for last in ("ooop", "oooop", "")] == [1, 2, 2]


@pytest.mark.parametrize(("waited", "called"), [(4, 1), (5, 2)])
def test_a_head_start_of_a_quarter_of_an_hour(waited: float, called: int) -> None:
    """Against somebody who has waited for twenty minutes."""
    assert next_of([at(1, 20), at(2, waited, first=True)], "head_start").ticket == called


# --- Specialists keep to their own ---


def test_a_specialist_takes_first_what_only_it_can_do() -> None:
    both, only = at(1, 30), at(2, 10, service="x")
    specialist = Skills({"a", "x"}, {"x"})
    assert next_of([both, only], counter=specialist) == Choice(2, OTHER, Why.OWN, ("A001",))
    assert next_of([both], counter=specialist).ticket == 1, "else it helps"
    assert next_of([both, only], counter=Skills({"a", "x"})).ticket == 1
    elder = replace(both, goes_first=True)
    assert next_of([elder, only], counter=specialist).ticket == 1, "priority stays priority"


# --- The limit of what priority costs the others (R31) ---


def overtaken(times: int, apart: float, limit: int = 30, service: str = "a") -> Choice:
    """The next call at a lone counter at which so many with priority have gone before ticket 1."""
    last = [
        Called(FIRST, 10 + n, NOW - (times - n) * apart * MINUTE, {service}) for n in range(times)
    ]
    ordinary = [Called(OTHER, 0, NOW - MINUTE / 10, {"z"})] * ORDINARY_BETWEEN
    past = Past([*ordinary, *reversed(last)], last)
    line = [at(1, times * apart + 5), at(40, 0, first=True)]
    rule = Rule("strict", limit=timedelta(minutes=limit))
    choice = choose(line, ANY, past, NOW, rule)
    assert choice is not None
    return choice


def test_priority_goes_first_until_it_has_cost_somebody_half_an_hour() -> None:
    """At three minutes for a call, or six at lunch."""
    assert [overtaken(n, 3).ticket for n in range(7)] == [40, 40, 40, 40, 40, 1, 1]
    assert overtaken(5, 3).why is Why.LIMIT
    assert [overtaken(n, 10).ticket for n in range(3)] == [40, 1, 1], "slow counters cost more"
    assert overtaken(5, 3, limit=60).ticket == 40, "the limit is a setting"
    assert overtaken(5, 3, service="b").ticket == 40, "at a counter that cannot serve it"


def test_who_came_after_has_lost_nothing_to_priority() -> None:
    """The limit guards those whom it would let pass, nobody else."""
    calls = [Called(FIRST, 5, NOW - n * MINUTE, {"a"}) for n in range(1, 30)]
    line = [at(2, 50), at(1, 55, first=True)]
    choice = choose(line, ANY, Past([Called(OTHER)] * 3, calls), NOW, Rule("strict"))
    assert choice is not None
    assert choice.ticket == 1


# --- Appointments, and who came back ---


def booked(ticket: int, slot: float) -> Head:
    """Somebody whose slot began so many minutes ago; one who came early stands among the others."""
    return replace(at(ticket, 45), appointment_at=NOW - slot * MINUTE)


def test_an_appointment_goes_first_from_its_time_on() -> None:
    line = [at(1, 50), at(2, 50, first=True)]
    chosen = next_of([*line, booked(9, 0)])
    assert (chosen.ticket, chosen.standing, chosen.why) == (9, BOOKED, Why.APPOINTMENT)
    assert chosen.skipped == ("A001", "A002")
    assert next_of([*line, booked(9, -1)]).ticket == 2


def test_before_its_time_it_is_a_number_like_any_other() -> None:
    chosen = next_of([at(5, 40), booked(3, -1)])
    assert (chosen.ticket, chosen.why) == (3, Why.ORDER)


def test_the_earlier_slot_goes_first_whoever_came_first() -> None:
    assert next_of([booked(1, 5), booked(2, 30)]).ticket == 2


def test_after_an_appointment_it_is_the_turn_of_the_others() -> None:
    line = [at(5, 40), booked(3, 10)]
    for last in ("a", "oa"):
        chosen = next_of(line, last=last)
        assert (chosen.ticket, chosen.why) == (5, Why.TURN)
    assert next_of(line, last="ooa").ticket == 3
    assert next_of(line[1:], last="a").ticket == 3


def test_who_came_back_stands_behind_the_ticket_it_was_placed_behind() -> None:
    line = [replace(at(1, 20), turn=7), at(7, 20), at(8, 10, service="b")]
    order = []
    while line:
        order.append(next_of(line).ticket)
        line = [each for each in line if each.ticket != order[-1]]
    assert order == [7, 1, 8]


@given(st.integers(1, 30), st.integers(0, 10), st.integers(0, 10), policies)
def test_nobody_is_crowded_out(
    ordinary: int, priority: int, slots: int, policy: PolicyName
) -> None:
    """While ordinary people wait: of three calls at most one is an appointment's, and between two
    with priority three ordinary ones are called (R31)."""
    left = {"o": ordinary, "p": priority, "b": slots}
    calls = ""
    while left["o"]:
        first = {"o": at(1, 40), "p": at(101, 39, first=True), "b": booked(201, 5)}
        line = [first[kind] for kind, people in left.items() if people]
        kind = "opb"[next_of(line, policy, calls[::-1].replace("b", "a")).ticket // 100]
        left[kind] -= 1
        calls += kind
    for start in range(len(calls) - APPOINTMENT_ONE_OF + 1):
        assert calls[start : start + APPOINTMENT_ONE_OF].count("b") <= 1, calls
    for between in calls.split("p")[1:-1]:
        assert between.count("o") >= 3, calls
    if slots:
        assert calls[0] == "b"


def test_what_is_kept_of_whom_it_passed_over_is_bounded() -> None:
    line = [at(n, 50 - n, service=service) for n, service in enumerate("abcde" * 3, start=1)]
    chosen = next_of([*line, at(40, 0, first=True)])
    assert chosen.skipped == tuple(f"A{n:03d}" for n in range(1, SKIPPED_TOLD + 1))
