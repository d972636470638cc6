"""Whole days of a simulated hall: what each policy gives to whom, and what it costs the others."""

from __future__ import annotations

from functools import cache

import pytest

from kiosk.queue.routing import ORDINARY_BETWEEN, PolicyName, Rule, Standing
from tests.kiosk.queue.simulated import (
    MINUTE,
    SHARED,
    Call,
    calls,
    longest_beyond,
    mean_waits,
    people,
)
from tests.kiosk.queue.test_routing import POLICIES

DAYS = ((1, 0.9, 0.15), (2, 1.1, 0.15), (3, 1.1, 0.4))
"""A usual day, one with more work than the counters can do, one on which many have priority."""
LIMIT = 30.0


@cache
def day(which: int, policy: PolicyName) -> list[Call]:
    return calls(people(*DAYS[which]), Rule(policy))


def in_main_hall(done: list[Call]) -> list[Call]:
    """Those who wait for the eight comprehensive counters."""
    return [call for call in done if call.person.service in SHARED]


@pytest.mark.parametrize("which", range(len(DAYS)))
@pytest.mark.parametrize("policy", POLICIES)
def test_everybody_is_called_in_the_order_of_their_class(which: int, policy: PolicyName) -> None:
    done = day(which, policy)
    assert sorted(call.person.ticket for call in done) == list(range(1, len(done) + 1))
    for service in SHARED:
        for priority in (True, False):
            line = [
                call.person.ticket
                for call in done
                if (call.person.service, call.person.priority) == (service, priority)
            ]
            assert line == sorted(line)


@pytest.mark.parametrize("policy", [each for each in POLICIES if each != "fcfs"])
def test_between_two_with_priority_three_others_are_called(policy: PolicyName) -> None:
    """R31, on a day on which the guard is needed all the time and on the others."""
    for which, (_, _, share) in enumerate(DAYS):
        since, broken, firsts = ORDINARY_BETWEEN, 0, 0
        for call in day(which, policy):
            if call.standing is Standing.PRIORITY:
                broken += call.others and since < ORDINARY_BETWEEN
                firsts += 1
                since = 0
            else:
                since += 1
        # Who has priority is not kept back for longer than the limit either; that happens where
        # more than every fourth has it.
        assert broken <= (1 if share < 0.25 else firsts / 3)


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("which", range(len(DAYS)))
def test_nobody_waits_half_an_hour_longer_because_of_priority(
    which: int, policy: PolicyName
) -> None:
    """Against the same people in the order in which they came (R31)."""
    done, fifo = day(which, policy), day(which, "fcfs")
    assert longest_beyond(in_main_hall(done), in_main_hall(fifo)) <= LIMIT
    before = {call.person.ticket: call.waited for call in fifo}
    beyond = [call for call in done if call.waited - before[call.person.ticket] > LIMIT]
    # Where two counters do a service alone, one long matter is worth half an hour; and where many
    # have priority, the three between keep some of them.
    assert sum(not call.person.priority for call in beyond) <= len(done) / 200
    assert len(beyond) <= len(done) / 20


def test_the_limit_is_what_holds() -> None:
    """On a day with far too much work, the longer the limit the more priority may cost."""
    crowd = people(5, 1.6, 0.2)
    fifo = in_main_hall(calls(crowd, Rule("fcfs")))
    costs = [
        longest_beyond(in_main_hall(calls(crowd, Rule("strict", limit=each * MINUTE))), fifo)
        for each in (5, 30, 1000)
    ]
    assert costs[0] < 10 < costs[1] <= LIMIT < costs[2]


def test_priority_waits_least_where_it_is_strict_and_not_at_all_less_where_it_is_not() -> None:
    waits = {policy: mean_waits(day(1, policy)) for policy in POLICIES}
    first = {policy: mean for policy, (mean, _) in waits.items()}
    assert first["strict"] <= first["apq"] < first["head_start"] < first["fcfs"]
    assert first["strict"] <= first["interleave"] < first["fcfs"]
    # What priority gains the others lose: the counters do the same work.
    for _, others in waits.values():
        assert others == pytest.approx(waits["fcfs"][1], rel=0.25)
    for policy in ("apq", "strict"):
        assert first[policy] < waits[policy][1] / 1.5
