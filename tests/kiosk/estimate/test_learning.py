"""What is learned from other days: service times, clerks, lunches, arrivals, who goes first."""

from __future__ import annotations

import json
import math
from statistics import median

import pytest

from kiosk.estimate import arrivals, attendance, times
from kiosk.estimate.events import read
from kiosk.estimate.plan import read_plan
from kiosk.estimate.present import Present, Record
from kiosk.estimate.rules import ALWAYS, Fit, Rule, readings
from kiosk.estimate.today import Today
from tests.kiosk.estimate.halls import two_days
from tests.reference_hall.day import hall_plan


def records() -> list[Record]:
    """The past days of the sample hall as they were heard."""
    truth, earlier, _ = two_days()
    present = Present(dict(hall_plan(truth).windows))
    found = [present.record]
    for event, _ in read(map(json.dumps, earlier)):
        present.hear(event)
        if present.record is not found[-1]:
            found.append(present.record)
    return found[1:]


def test_service_times_and_clerks_come_near_to_the_truth() -> None:
    truth = two_days()[0]
    found = times.learn(records())
    walk = sum(truth.walk) / 2
    middle = [
        found.middle[name] - math.log(each.median + walk) for name, each in truth.matters.items()
    ]
    pace = [found.pace[name] - math.log(desk.slowness) for name, desk in truth.desks.items()]
    assert max(abs(each - median(middle)) for each in middle) < 0.25
    assert max(abs(each - median(pace)) for each in pace) < 0.25


def test_a_service_seen_once_leans_on_the_hall() -> None:
    day = Record(0)
    day.served = [("usual", "w", 300.0 + number % 7, 1000.0) for number in range(200)]
    day.served.append(("rare", "w", 3000.0, 2000.0))
    found = times.learn([day])
    assert found.middle["usual"] <= found.expected("rare", "w") < math.log(3000) - 0.3
    assert found.expected("never seen", "nobody") == pytest.approx(found.usual)


def test_that_most_cases_take_equally_long_makes_the_others_not_wrong() -> None:
    day = Record(0)
    day.served = [("usual", "w", 300.0, 1000.0)] * 300 + [("long", "w", 3000.0, 2000.0)] * 40
    found = times.learn([day])
    assert math.exp(found.middle["usual"]) == pytest.approx(300, rel=0.05)
    assert math.exp(found.middle["long"]) == pytest.approx(3000, rel=0.05)


def test_a_window_left_open_over_lunch_is_no_long_case() -> None:
    day = Record(0)
    day.served = [("s", "w", 300.0 + number % 90, 1000.0) for number in range(60)]
    before = times.learn([day]).middle["s"]
    day.served.append(("s", "w", 14000.0, 5000.0))
    assert times.learn([day]).middle["s"] == pytest.approx(before, abs=0.05)


@pytest.mark.parametrize(("slow", "least", "most"), [(0, -0.02, 0.02), (4, 0.06, 0.16)])
def test_days_that_stay_slow_make_the_next_one_expected_to_be(
    slow: int, least: float, most: float
) -> None:
    days = [Record(number) for number in range(20 + slow)]
    for number, day in enumerate(days):
        usual = (380.0 if number >= 20 else 320.0) + 20 * (number % 2)
        day.served = [("s", "w", usual + 3 * (case % 50), 1000.0) for case in range(100)]
    assert least <= times.learn(days).next_day <= most


def test_who_is_later_than_anybody_ever_was_does_not_come() -> None:
    truth = two_days()[0]
    found = attendance.learn(hall_plan(truth), records())
    name = next(iter(truth.desks))
    assert found.coming(name, 60.0) > 0.7
    assert found.coming(name, 1800.0) < 0.2


def test_cases_that_still_go_on_tell_that_the_day_is_slow() -> None:
    day = Record(0)
    day.served = [("s", "w", 300.0 + 30 * (number % 9), 1000.0) for number in range(300)]
    today = Today(times.learn([day]))
    usual, _, _ = today.level(2000.0, [])
    slow, _, _ = today.level(2000.0, [("s", f"w{number}", 700.0) for number in range(6)])
    assert slow > usual + 0.02


def test_lunch_is_planned_and_the_habit_of_coming_back_is_learned() -> None:
    truth = two_days()[0]
    found = attendance.learn(hall_plan(truth), records())
    for name, desk in truth.desks.items():
        (lunch,) = found.habit(name).lunches
        assert lunch.away == desk.hours[0][1]
        assert lunch.back == pytest.approx(desk.hours[1][0], abs=900)
    assert found.breaks == pytest.approx(truth.breaks_per_hour / 3600, rel=0.5)


def test_arrivals_follow_the_time_of_day() -> None:
    truth = two_days()[0]
    found = arrivals.learn(hall_plan(truth), records())
    busy = found.by(10.5 * 3600) - found.by(9.5 * 3600)
    noon = found.by(13 * 3600) - found.by(12 * 3600)
    assert busy > 1.6 * noon
    assert sum(each for (_, prior), each in found.shares.items() if prior) == pytest.approx(
        truth.priority, abs=0.05
    )


@pytest.mark.parametrize(
    ("policy", "params", "rule"),
    [
        ("fcfs", {}, Rule()),
        ("apq", {"rate": 4}, Rule(rate=4.0)),
        ("strict", {}, Rule(head=ALWAYS)),
        ("interleave", {"n": 2}, Rule(head=ALWAYS, between=2)),
        ("head_start", {"minutes": 10}, Rule(head=600.0)),
        ("head-start", {"seconds": 300}, Rule(head=300.0)),
        ("strict", {"ordinary_between": 3}, Rule(head=ALWAYS, between=3)),
        ("strict", {"between": 3, "limit_minutes": 30}, Rule(1.0, ALWAYS, 3, limit=1800.0)),
        ("head_start", {"limit_seconds": 900, "minutes": 10}, Rule(head=600.0, limit=900.0)),
    ],
)
def test_policies_are_read_by_their_names(
    policy: str, params: dict[str, float], rule: Rule
) -> None:
    assert readings(policy, params)[0] == rule


@pytest.mark.parametrize(
    ("params", "rate"),
    [
        ({"b": 2.5}, 2.5),
        ({"rates": [1, 2.5]}, 2.5),
        ({"accumulation": {"ordinary": 2, "priority": 5}}, 2.5),
        ([1, 2.5], 2.5),
        (2.5, 2.5),
        ({"rate": float("inf")}, 4.0),
        ({"rate": float("nan"), "note": "x"}, 4.0),
        (None, 4.0),
    ],
)
def test_the_rate_of_priority_is_read_in_any_usual_shape(params: object, rate: float) -> None:
    rules = read_plan({"policy": "apq", "policy_params": params}).rules
    assert rules[0] == Rule(rate=rate)


def test_a_hall_that_does_not_say_its_policy_is_known_by_its_calls() -> None:
    fit = Fit.of(read_plan({"windows": {}}).rules)
    assert fit.best() == Rule()
    for number in range(100):
        fit.call(True, 60.0, 900.0, number, 0)
    assert fit.best() == Rule(head=ALWAYS)


def test_what_a_hall_does_counts_more_than_what_it_calls_it() -> None:
    fit = Fit.of(readings("strict", {}))
    for number in range(100):
        since = number % 4
        fit.call(since == 3, 60.0, 900.0, since, 0)
    assert fit.best().between == 3


@pytest.mark.parametrize(
    "hours",
    [
        {"hours": [[32400, 43200], [46800, 61200]]},
        {"hours": [["09:00", "12:00"], ["13:00", "17:00"]]},
        {"open": 32400, "close": 61200, "lunch": [43200, 46800]},
        {"planned_hours": {"open": "09:00", "close": "17:00", "lunch": {"start": 12, "end": 13}}},
        {"hours": {"open": 9, "close": 17, "lunch": ["12:00", "13:00"]}},
        {"planned": [{"from": 540, "to": 720}, {"from": 780, "to": 1020}]},
        {"schedule": {"shifts": [[9, 12], [13, 17]]}},
        {"hours": ["09:00-12:00", "13:00-17:00"]},
        {"hours": "09:00-12:00, 13:00-17:00"},
        {"hours": "9:00–17:00", "lunch": "12:00-13:00"},
    ],
    ids=[
        "seconds",
        "clock",
        "table",
        "named",
        "short",
        "minutes",
        "shifts",
        "spans",
        "text",
        "cut",
    ],
)
def test_hours_are_read_in_any_usual_shape(hours: dict[str, object]) -> None:
    plan = read_plan({"windows": {"1": {"services": ["a"], **hours}}})
    assert plan.hours["1"] == ((32400.0, 43200.0), (46800.0, 61200.0))
    assert plan.windows["1"] == frozenset({"a"})
