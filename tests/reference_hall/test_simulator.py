"""The reference hall meets what is exactly known of simple queues, and keeps the hall's rules."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from statistics import fmean

import pytest

from kiosk.queue.routing import PolicyName, Rule
from tests.reference_hall.day import Call, Day, Line, hall_plan
from tests.reference_hall.formulas import erlang_c, mean_wait, two_classes
from tests.reference_hall.oracle import knowledge
from tests.reference_hall.truth import Desk, Matter, Truth, sample, scenarios

MEAN = 300.0
SERVERS = 4
LOAD = 0.7
COME = LOAD * SERVERS / MEAN
PRIORITY = 0.2
PEOPLE = 10_000
POLICIES: tuple[PolicyName, ...] = ("fcfs", "apq", "strict", "interleave", "head_start")
FOREVER = timedelta(days=10_000)


@dataclass(frozen=True, slots=True)
class Unguarded(Rule):
    """The policy alone, for which the formulas hold: priority may cost others any wait, and none
    need come between two calls with priority."""

    limit: timedelta = FOREVER

    @property
    def between(self) -> int:
        return 0


class MemorylessDay(Day):
    """Service times without memory, each drawn when it begins."""

    def duration(self, call: Call) -> float:
        return self.chance.expovariate(1 / MEAN)


@cache
def waits(rule: Rule) -> tuple[list[float], list[float]]:
    """The waits of those without and with priority in M/M/c, by one long "day"."""
    span = PEOPLE / COME
    truth = Truth(
        matters={"s": Matter(1.0, MEAN, 0.0)},
        desks={str(k): Desk(frozenset("s"), ((0.0, span),)) for k in range(SERVERS)},
        rates=(COME,) * int(span // 1800),
        tickets_from=0.0,
        last_ticket=span,
        priority=PRIORITY,
        no_show=0.0,
        walk=(0.0, 0.0),
        breaks_per_hour=0.0,
        day_sigma=0.0,
        rule=rule,
    )
    issued: dict[str, float] = {}
    found: tuple[list[float], list[float]] = ([], [])
    for line in MemorylessDay(truth, 0, random.Random(7)).run():
        if line["event"] == "issue":
            issued[line["ticket"]] = line["t"]
        elif line["event"] == "call":
            found[line["priority"]].append(line["t"] - issued[line["ticket"]])
    return found


def test_the_formulas_say_what_the_tables_say() -> None:
    assert erlang_c(0.5, 1) == pytest.approx(0.5)
    assert erlang_c(8.0, 10) == pytest.approx(0.409, abs=0.001)
    assert mean_wait(0.8, 1.0, 1) == pytest.approx(4.0)
    assert two_classes(0.4, 0.4, 1.0, 1) == pytest.approx((0.8 / 0.6, 0.8 / (0.6 * 0.2)))
    assert two_classes(0.4, 0.4, 1.0, 1, rate=1.0) == pytest.approx((4.0, 4.0))


def test_as_many_wait_and_as_long_as_erlang_says() -> None:
    every = [wait for each in waits(Rule("fcfs")) for wait in each]
    share = sum(wait > 0 for wait in every) / len(every)
    assert share == pytest.approx(erlang_c(LOAD * SERVERS, SERVERS), rel=0.08)
    # A mean of waits, each like the one before, comes near to its own only slowly.
    assert fmean(every) == pytest.approx(mean_wait(COME, MEAN, SERVERS), rel=0.2)


@pytest.mark.parametrize(
    ("rule", "rate"),
    [
        (Rule("fcfs"), 1.0),
        (Unguarded("apq", rate=3.0), 3.0),
        (Unguarded("strict"), math.inf),
    ],
    ids=["fcfs", "apq", "strict"],
)
def test_the_classes_wait_against_each_other_as_theory_says(rule: Rule, rate: float) -> None:
    first, second = two_classes(PRIORITY * COME, (1 - PRIORITY) * COME, MEAN, SERVERS, rate)
    ordinary, priority = waits(rule)
    assert fmean(ordinary) / fmean(priority) == pytest.approx(second / first, rel=0.12)


def test_whoever_goes_first_all_together_wait_the_same() -> None:
    """With all guards: no window rests while anybody waits, so only who is called differs."""
    sums = [sum(map(sum, waits(Rule(policy)))) for policy in POLICIES]
    assert sums == pytest.approx([sums[0]] * len(sums))


def test_the_guards_take_back_some_of_what_priority_gains() -> None:
    rules = Unguarded("strict"), Rule("strict"), Rule("fcfs")
    alone, guarded, none = (fmean(priority) for _, priority in map(waits, rules))
    assert alone < guarded < none


BUSY = sample(3, load=1.3)
"""Far more people come than the windows can serve: the guards are needed all the time."""

SHARED = frozenset[str]().union(*(d.services for d in BUSY.desks.values() if d.comprehensive))


@cache
def busy_day(rule: Rule) -> tuple[Line, ...]:
    """The same people with the same matters whatever the rule."""
    return tuple(Day(replace(BUSY, rule=rule), 0, random.Random("busy")).run())


def first_ordinary(waiting: Iterable[Line], desk: Desk) -> float | None:
    """When the one came who is next at a window if nobody with priority is."""
    own = frozenset[str]() if desk.comprehensive else desk.services - SHARED
    theirs = [
        (each["service"] not in own, each["t"])
        for each in waiting
        if not each["priority"] and each["service"] in desk.services
    ]
    return min(theirs)[1] if theirs else None


@pytest.mark.parametrize("policy", [each for each in POLICIES if each != "fcfs"])
def test_three_ordinary_people_are_called_between_two_with_priority(policy: PolicyName) -> None:
    """Read from the log alone (R31), "interleave" with its four; who came later by more than the
    limit need not go before."""
    waiting: dict[str, Line] = {}
    between = Rule(policy).between
    since, kept = between, 0
    for line in busy_day(Rule(policy)):
        if line["event"] == "issue":
            waiting[line["ticket"]] = line
        elif line["event"] == "call":
            person = waiting.pop(line["ticket"])
            turn = first_ordinary(waiting.values(), BUSY.desks[line["window"]])
            late = turn is None or turn > person["t"] + Rule().limit.total_seconds()
            if line["priority"]:
                assert since >= between or late
                kept += since == between
            since = 0 if line["priority"] else since + 1
    assert kept > 10  # the day is one on which the guard is needed


def costs(rule: Rule) -> list[tuple[float, bool]]:
    """How many seconds longer each waits who has no priority than in the order of coming; and
    whether comprehensive windows serve them."""
    found: list[dict[str, tuple[float, bool]]] = []
    for lines in (busy_day(Rule("fcfs")), busy_day(rule)):
        came = {each["ticket"]: each["t"] for each in lines if each["event"] == "issue"}
        found.append(
            {
                each["ticket"]: (each["t"] - came[each["ticket"]], each["service"] in SHARED)
                for each in lines
                if each["event"] == "call" and not each["priority"]
            }
        )
    fifo, done = found
    return [(wait - fifo[ticket][0], where) for ticket, (wait, where) in done.items()]


@pytest.mark.parametrize("policy", [each for each in POLICIES if each != "fcfs"])
def test_priority_keeps_nobody_beyond_the_limit(policy: PolicyName) -> None:
    """R31. Who waits for a window that alone does a service may miss it before lunch by one call,
    which no rule foresees: of these a few wait longer."""
    found, limit = costs(Rule(policy)), Rule().limit.total_seconds()
    assert max(cost for cost, shared in found if shared) <= limit
    assert sum(cost > limit for cost, _ in found) <= len(found) / 50


def test_the_limit_is_what_holds() -> None:
    dearest = [
        max(cost for cost, shared in costs(Rule("strict", limit=limit)) if shared) / 60
        for limit in (timedelta(minutes=5), timedelta(minutes=30), FOREVER)
    ]
    assert dearest[0] < 15 < dearest[1] <= 30 < dearest[2]


def test_a_day_serves_everybody_and_each_window_goes_to_lunch() -> None:
    truth = sample(3)
    lines = Day(truth, 5, random.Random("day")).run()
    issued = {line["ticket"] for line in lines if line["event"] == "issue"}
    ended = [line["ticket"] for line in lines if line["event"] in {"finish", "no_show"}]
    assert sorted(ended) == sorted(issued)
    lunches = {line["window"] for line in lines if line.get("reason") == "lunch"}
    assert lunches == set(truth.desks)
    assert [line["t"] for line in lines] == sorted(line["t"] for line in lines)


def test_a_specialist_window_keeps_to_what_only_it_can_do() -> None:
    """Whoever else of the class came before: they have the comprehensive windows too."""
    own = BUSY.desks["11"].services - SHARED
    waiting: dict[str, Line] = {}
    passed = 0
    for line in busy_day(Rule("strict")):
        if line["event"] == "issue":
            waiting[line["ticket"]] = line
        elif line["event"] == "call":
            person = waiting.pop(line["ticket"])
            like = [e for e in waiting.values() if e["priority"] == person["priority"]]
            if line["window"] == "11" and person["service"] not in own:
                assert not any(each["service"] in own for each in like)
            elif line["window"] == "11":
                others = BUSY.desks["11"].services - own
                passed += any(e["service"] in others and e["t"] < person["t"] for e in like)
    assert passed > 10


@pytest.mark.parametrize("policy", POLICIES)
def test_the_hall_file_tells_the_estimator_the_rule(policy: PolicyName) -> None:
    rule = hall_plan(replace(sample(1), rule=Rule(policy))).rules[0]
    assert rule.between == (0 if policy == "fcfs" else Rule(policy).between)
    assert rule.overtakes is (policy != "fcfs")
    assert rule.limit == (math.inf if policy == "fcfs" else Rule(policy).limit.total_seconds())


def test_the_oracle_knows_how_long_calls_take_on_average() -> None:
    truth = sample(2)
    known = knowledge(truth).times
    for service in truth.matters:
        mean = math.exp(known.middle[service] + known.sigma[service] ** 2 / 2)
        assert mean == pytest.approx(truth.mean(service) + sum(truth.walk) / 2)


def test_the_scenarios_differ_from_their_history_as_they_say() -> None:
    found = scenarios(1)
    usual, overload = found["overload"]
    assert sum(overload.rates) == pytest.approx(1.1 * sum(usual.rates))
    assert len(found["missing"][1].missing) == 2
    assert found["slower"][1] == replace(usual, slower=1.15)
    assert found["apq"][1] == replace(usual, rule=Rule("apq"))
