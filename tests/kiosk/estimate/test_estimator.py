"""What the estimator says of halls that one can work out by hand."""

from __future__ import annotations

import pytest

from kiosk.estimate.estimator import Estimator
from kiosk.estimate.events import Event
from kiosk.estimate.plan import Plan
from kiosk.estimate.rules import ALWAYS, Rule
from tests.kiosk.estimate.halls import NINE, come, hall, past

DAY = 86400 * 3


def test_nobody_waits_for_an_idle_window() -> None:
    estimator = hall()
    past(estimator, 600)
    come(estimator, NINE + 60, ["a"])
    assert estimator.estimate("a").p50 < 30


def test_a_wait_of_75_minutes_is_told_as_75() -> None:
    estimator = hall(2)
    past(estimator, 600)
    # Two are served at once; fifteen turns of ten minutes at two windows are 75 minutes.
    come(estimator, NINE + 60, [f"t{number}" for number in range(18)])
    for ticket, window in (("t0", "w0"), ("t1", "w1")):
        estimator.hear(Event(DAY + NINE + 61, "call", ticket, "s", window))
    assert estimator.estimate("t16").p50 / 60 == pytest.approx(75, rel=0.12)


def test_a_case_that_has_lasted_long_is_sooner_over_than_one_that_begins() -> None:
    waits = []
    for begun in (NINE + 60, NINE + 550):
        estimator = hall()
        past(estimator, 600)
        come(estimator, begun, ["first"])
        estimator.hear(Event(DAY + begun, "call", "first", "s", "w0"))
        estimator.hear(Event(DAY + begun + 5, "start", "first", "s", "w0"))
        come(estimator, NINE + 560, ["next"])
        waits.append(estimator.estimate("next").p50)
    assert waits[0] < 0.6 * waits[1]


def test_today_being_slower_makes_waits_longer() -> None:
    waits = []
    for took in (600, 900):
        estimator = hall(4)
        past(estimator, 600)
        for number in range(40):
            at = DAY + NINE + 900.0 * (number // 4)
            window = f"w{number % 4}"
            for t, kind in ((at, "issue"), (at, "call"), (at + 5, "start"), (at + took, "finish")):
                estimator.hear(Event(t, kind, f"x{number}", "s", window))
        come(estimator, NINE + 9100, [f"y{number}" for number in range(20)])
        waits.append(estimator.estimate("y19").p50)
    assert waits[1] > 1.2 * waits[0]


def test_priority_goes_before_who_waits_under_a_strict_rule_and_not_under_fcfs() -> None:
    found = {}
    for name, rule in (("strict", Rule(head=ALWAYS)), ("fcfs", Rule())):
        estimator = hall(rule=rule)
        past(estimator, 600)
        come(estimator, NINE + 60, ["now", *(f"o{number}" for number in range(6))])
        estimator.hear(Event(DAY + NINE + 61, "call", "now", "s", "w0"))
        come(estimator, NINE + 70, ["p"], priority=True)
        found[name] = estimator.estimate("p").p50 / 60
    assert found["strict"] < 15
    assert found["fcfs"] > 50


def test_a_specialist_window_keeps_to_what_only_it_can_do() -> None:
    waits = []
    for specialists in (frozenset[str](), frozenset({"w1"})):
        estimator = hall(2, specialists=specialists)
        past(estimator, 600)
        estimator.present.windows["w0"].services = frozenset("s")
        estimator.present.windows["w1"].services = frozenset("sx")
        come(estimator, NINE + 60, [f"t{number}" for number in range(12)])
        estimator.hear(Event(DAY + NINE + 70, "issue", "x", "x"))
        waits.append([estimator.estimate(each).p50 for each in ("x", "t11")])
    (x_before, s_before), (x_after, s_after) = waits
    assert x_after < 0.3 * x_before
    assert s_after > s_before


def test_who_comes_for_a_specialist_window_keeps_it_from_others_before_me() -> None:
    waits = []
    for coming in (0, 200):
        estimator = hall(2, specialists=frozenset({"w1"}))
        for number in range(coming):
            estimator.hear(Event(NINE + 100.0 * number, "issue", f"x{number}", "x"))
        past(estimator, 600)
        for name, services in (("w0", "sm"), ("w1", "sx")):
            estimator.present.windows[name].services = frozenset(services)
        come(estimator, NINE + 60, [f"t{number}" for number in range(12)])
        estimator.hear(Event(DAY + NINE + 70, "issue", "me", "m"))
        waits.append(estimator.estimate("me").p50)
    # With two windows for the twelve it takes an hour, with hardly more than one two.
    assert waits[1] > 1.4 * waits[0]


def test_priority_that_came_after_me_goes_first_but_not_beyond_the_limit() -> None:
    found = {}
    for limit in (1800.0, 1e9):
        estimator = hall(rule=Rule(head=ALWAYS, limit=limit))
        past(estimator, 600)
        come(estimator, NINE + 60, ["now", "me"])
        estimator.hear(Event(DAY + NINE + 61, "call", "now", "s", "w0"))
        come(estimator, NINE + 70, [f"p{number}" for number in range(9)], priority=True)
        found[limit] = estimator.estimate("me").p50 / 60
    assert found[1e9] > 80
    assert found[1800.0] < 40


def busy(estimator: Estimator, since: float) -> None:
    """Somebody is being served at the only window."""
    come(estimator, since, ["now"])
    for later, kind in ((1, "call"), (6, "start")):
        estimator.hear(Event(DAY + since + later, kind, "now", "s", "w0"))


def test_a_window_that_is_busy_as_lunch_begins_calls_nobody_before_it() -> None:
    estimator = hall(lunch=(12, 13))
    past(estimator, 600)
    busy(estimator, 11.9 * 3600)
    come(estimator, 11.95 * 3600, ["next"])
    assert estimator.estimate("next").p50 > 3600


def test_a_lunch_that_begins_late_is_still_a_lunch() -> None:
    estimator = hall(lunch=(12, 13))
    past(estimator, 600)
    busy(estimator, 11.9 * 3600)
    come(estimator, 12.99 * 3600, ["next"])
    assert estimator.estimate("next").p50 > 600


def test_a_break_shortly_before_lunch_does_not_replace_it() -> None:
    estimator = hall(lunch=(12, 13))
    past(estimator, 600)
    estimator.hear(Event(DAY + 11.95 * 3600, "window_close", window="w0", reason="break"))
    come(estimator, 11.96 * 3600, ["next"])
    assert estimator.estimate("next").p50 > 3600


def test_a_window_at_lunch_is_counted_again_when_it_comes_back() -> None:
    estimator = hall()
    past(estimator, 600)
    estimator.hear(Event(DAY + NINE + 600, "window_close", window="w0", reason="break"))
    come(estimator, NINE + 660, ["a"])
    away = estimator.estimate("a").p50
    estimator.hear(Event(DAY + NINE + 700, "window_open", window="w0"))
    assert estimator.estimate("a").p50 < 30 < away


def test_a_window_that_left_for_the_day_serves_nobody() -> None:
    estimator = hall(2)
    past(estimator, 600)
    come(estimator, NINE + 60, [f"t{number}" for number in range(12)])
    both = estimator.estimate("t11").p50
    estimator.hear(Event(DAY + NINE + 60, "window_close", window="w1", reason="end"))
    assert estimator.estimate("t11").p50 > 1.6 * both


def test_who_asks_twice_hears_the_same() -> None:
    estimator = hall(2)
    past(estimator, 600)
    come(estimator, NINE + 60, [f"t{number}" for number in range(12)])
    assert estimator.waits("t11") == estimator.waits("t11")


def test_the_promise_of_nine_in_ten_widens_when_it_was_broken() -> None:
    estimator = hall()
    past(estimator, 600)
    before = estimator.coverage.stretch
    for _ in range(100):
        estimator.coverage.called(1000.0, 300.0, 600.0)
    assert before == 1.0
    assert estimator.coverage.stretch > 1.8


def test_a_promise_that_always_held_easily_narrows() -> None:
    estimator = hall()
    for _ in range(300):
        estimator.coverage.called(350.0, 300.0, 600.0)
    assert estimator.coverage.stretch < 0.5


def test_a_person_who_does_not_wait_has_no_wait() -> None:
    with pytest.raises(KeyError):
        hall().estimate("nobody")


def test_before_the_doors_open_it_counts_on_windows_that_open_late() -> None:
    """On other days they opened up to ten minutes after nine: so they may today."""
    found = Estimator(Plan({"w": frozenset("s")}, {"w": ((NINE, NINE + 8 * 3600),)}))
    for day in range(20):
        begin = 86400.0 * day + NINE
        opened = begin + 600 * (day % 5) / 4
        found.hear(Event(opened, "window_open", window="w"))
        for number in range(10):
            ticket, at = f"{day} {number}", opened + 600.0 * number
            for t, kind in ((at, "issue"), (at, "call"), (at + 5, "start"), (at + 300, "finish")):
                found.hear(Event(t, kind, ticket, "s", "w"))
    found.hear(Event(86400.0 * 20 + NINE - 1200, "issue", "early", "s"))
    told = found.estimate("early")
    assert 1200 <= told.p50 <= 1800
    assert told.p90 - told.p50 >= 120
