"""The reference hall meets what is exactly known of simple queues."""

from __future__ import annotations

import random
from dataclasses import replace
from statistics import fmean

import pytest

from tests.reference_hall.day import Day, Line
from tests.reference_hall.formulas import cobham, erlang_c, mean_wait
from tests.reference_hall.policies import Policy
from tests.reference_hall.truth import Desk, Matter, Truth, sample, scenarios

MEAN = 300.0
LONG = 400 * MEAN


def exponential(policy: str, servers: int, load: float, **params: float) -> Truth:
    """M/M/c in one long "day"; half of the people have priority."""
    span = 12_000 * MEAN / servers
    return Truth(
        matters={"s": Matter(1.0, MEAN, 0.0)},
        desks={str(k): Desk(frozenset("s"), ((0.0, span),)) for k in range(servers)},
        rates=(load * servers / MEAN,) * int(span // 1800),
        tickets_from=0.0,
        last_ticket=span,
        priority=0.5,
        no_show=0.0,
        walk=(0.0, 0.0),
        breaks_per_hour=0.0,
        day_sigma=0.0,
        policy=policy,
        params=params,
    )


class MemorylessDay(Day):
    """Service times without memory, for which the formulas hold."""

    def duration(self, told: Line) -> float:
        return self.rng.expovariate(1 / MEAN)


def waits(truth: Truth) -> dict[int, list[float]]:
    """The waits of each class, the beginning left out."""
    issued: dict[str, float] = {}
    found: dict[int, list[float]] = {0: [], 1: []}
    for line in MemorylessDay(truth, 0, random.Random(7)).run():
        if line["event"] == "issue":
            issued[line["ticket"]] = line["t"]
        elif line["event"] == "call" and line["t"] > LONG / 10:
            found[line["priority"]].append(line["t"] - issued[line["ticket"]])
    return found


def test_erlang_c_is_what_the_tables_say() -> None:
    assert erlang_c(0.5, 1) == pytest.approx(0.5)
    assert erlang_c(8.0, 10) == pytest.approx(0.409, abs=0.001)
    assert mean_wait(0.8, 1.0, 1) == pytest.approx(4.0)
    assert cobham(0.4, 0.4, 1.0, 1) == pytest.approx((0.8 / 0.6, 0.8 / (0.6 * 0.2)))


@pytest.mark.parametrize("servers", [1, 4])
def test_first_come_first_served_waits_as_erlang_says(servers: int) -> None:
    truth = exponential("fcfs", servers, 0.7)
    found = waits(truth)
    expected = mean_wait(0.7 * servers / MEAN, MEAN, servers)
    assert fmean(found[0] + found[1]) == pytest.approx(expected, rel=0.12)


@pytest.mark.parametrize("servers", [1, 4])
def test_two_classes_wait_as_cobham_says(servers: int) -> None:
    truth = exponential("strict", servers, 0.7)
    found = waits(truth)
    each = 0.35 * servers / MEAN
    first, second = cobham(each, each, MEAN, servers)
    assert fmean(found[1]) == pytest.approx(first, rel=0.12)
    assert fmean(found[0]) == pytest.approx(second, rel=0.15)


def test_accumulating_priority_lies_between_none_and_strict() -> None:
    means = {
        name: fmean(waits(exponential(name, 2, 0.7, **params))[1])
        for name, params in {"fcfs": {}, "apq": {"rate": 4.0}, "strict": {}}.items()
    }
    assert means["strict"] < means["apq"] < means["fcfs"]


def test_three_ordinary_people_come_between_two_with_priority() -> None:
    policy = Policy("strict", {"between": 3.0})
    order = []
    for _ in range(9):
        goes = policy.priority_goes(10.0, 900.0)
        policy.called(priority=goes)
        order.append(goes)
    assert order == [True, False, False, False] * 2 + [True]


def test_a_day_serves_everybody_and_each_window_goes_to_lunch() -> None:
    truth = sample(3)
    lines = Day(truth, 5, random.Random("day")).run()
    issued = {line["ticket"] for line in lines if line["event"] == "issue"}
    ended = [line["ticket"] for line in lines if line["event"] in {"finish", "no_show"}]
    assert sorted(ended) == sorted(issued)
    lunches = {line["window"] for line in lines if line.get("reason") == "lunch"}
    assert lunches == set(truth.desks)
    assert [line["t"] for line in lines] == sorted(line["t"] for line in lines)


def test_the_scenarios_differ_from_their_history_as_they_say() -> None:
    found = scenarios(1)
    usual, overload = found["overload"]
    assert sum(overload.rates) == pytest.approx(1.1 * sum(usual.rates))
    assert len(found["missing"][1].missing) == 2
    assert found["slower"][1] == replace(usual, slower=1.15)
