"""What a change does to a day, and what a day comes to."""

from __future__ import annotations

import pytest

from kiosk.queue.routing import Rule
from kiosk.refusal import Refusal
from kiosk.whatif.change import Change, More, applied
from kiosk.whatif.outcome import outcome
from kiosk.whatif.run import run
from kiosk.whatif.suggesting import suggested
from kiosk.whatif.tide import ahead
from tests.kiosk.whatif.days import FIVE, NINE, day, person, post

HALL = day(
    [],
    [
        post("1", ("S", "T", "#1"), (0, 9000), (12600, 28800), comprehensive=True),
        post("2", ("S", "T", "#2"), (0, 9000), (12600, 28800), comprehensive=True),
        post("9", ("X", "#9")),
    ],
)


def posts(change: Change) -> dict[str, tuple[frozenset[str], tuple[tuple[float, float], ...]]]:
    return {each.code: (each.serves, each.spans) for each in applied(change, HALL).posts}


def test_more_and_fewer_counters() -> None:
    found = posts(Change(more=(More("9", 2), More("1", span=(36000, 39600))), without=("2",)))
    assert set(found) == {"1", "9", "+1", "+2", "+3"}
    # What was sent to counter 9 itself waits for nobody else.
    assert found["+1"] == (frozenset("X"), ((NINE, FIVE),))
    assert found["+3"] == (frozenset("ST"), ((36000, 39600),))


def test_other_skills() -> None:
    found = posts(Change(comprehensive=("9",), also=(("1", "9"),)))
    serves = {code: each for code, (each, _) in found.items()}
    assert serves == {
        "1": frozenset(("S", "T", "X", "#1")),  # what 9 did before the change
        "2": frozenset(("S", "T", "#2")),
        "9": frozenset(("S", "T", "X", "#9")),
    }


def test_lunch_in_waves_by_turns_among_counters_of_a_kind() -> None:
    waves = ((41400.0, 43200.0), (43200.0, 45000.0))
    found = posts(Change(lunch=waves))
    assert {code: spans for code, (_, spans) in found.items()} == {
        "1": ((NINE, 41400), (43200, FIVE)),
        "2": ((NINE, 43200), (45000, FIVE)),
        "9": ((NINE, 41400), (43200, FIVE)),
    }


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (Change(without=("77",)), "whatif.counter_away"),
        (Change(more=(More("77"),)), "whatif.counter_away"),
        (Change(also=(("1", "77"),)), "whatif.counter_away"),
    ],
)
def test_a_counter_that_was_not_there(change: Change, code: str) -> None:
    with pytest.raises(Refusal) as no:
        applied(change, HALL)
    assert (no.value.code, no.value.values) == (code, {"counter": "77"})


def test_without_a_comprehensive_counter_none_becomes_one() -> None:
    with pytest.raises(Refusal, match=r"whatif\.none_comprehensive"):
        applied(Change(comprehensive=("9",)), day([], [post("9")]))


def test_an_outcome_counts_waits_lines_and_who_is_late() -> None:
    people = [person(n, 600.0 * n, 1200, priority=n == 3) for n in range(4)]
    found = outcome([run(day(people, [post("1")], Rule("fcfs")))], limit=NINE + 3600)
    assert found.whole.mean == pytest.approx((0 + 600 + 1200 + 1800) / 4)
    assert (found.whole.longest, found.by_class["priority"].longest) == (1800, 1800)
    assert (found.by_service["S"].people, found.ends) == (4, NINE + 4800)
    # Come at 9:00, 9:10, 9:20 and 9:30; called at 9:00, 9:20, 9:40 and 10:00.
    assert [(each.came, each.line) for each in found.quarters[:5]] == [
        (2, 1),
        (1, 1),
        (1, 2),
        (0, 1),
        (0, 0),
    ]
    assert found.late["A"][:3] == (0, 0, 1), "whoever came at half past is done at 10:20"


def test_the_smallest_change_costs_no_hours_where_skills_are_enough() -> None:
    """Two counters stand idle while the line of the third grows."""
    people = [person(n, 300.0 * n, 580, "X" if n % 8 else "S") for n in range(80)]
    planned = day(people, [post("1", "S", comprehensive=True), post("2", "T"), post("9", "X")])
    found = suggested([planned], 900)
    assert found.before.whole.p95 > 3600
    assert found.reaches
    assert found.after.whole.p95 <= 900
    assert (found.change.more, found.change.also[0][1]) == ((), "9")
    assert [each.seconds for each in found.tried] == sorted(each.seconds for each in found.tried)


def test_else_a_tidal_counter_when_people_wait() -> None:
    """Between eleven and twelve too many come; the other counter has little time to help."""
    rush = [person(n, 7200 + 120.0 * n, 290) for n in range(30)]
    own = [person(100 + n, 300.0 * n, 200, "X") for n in range(90)]
    planned = day([*rush, *own], [post("1"), post("9", "X")])
    found = suggested([planned], 1500)
    assert found.reaches
    (more,) = found.change.more
    assert more.span is not None
    assert more.like == "1"
    assert NINE + 6300 <= more.span[0] <= NINE + 10800
    assert found.after.whole.p95 <= 1500 < found.before.whole.p95
    assert not found.change.also, "its help was tried first, and is not needed any more"
    assert any(each.change.also and not each.change.more for each in found.tried)
    assert suggested([planned], found.before.whole.p95).change == Change()


def test_a_goal_that_nobody_can_reach_is_not_promised() -> None:
    people = [person(n, 0, 600) for n in range(60)]
    found = suggested([day(people, [post("1")])], 1)
    assert not found.reaches
    assert found.after.whole.p95 < found.before.whole.p95 / 3


def test_a_line_that_will_be_too_long_wants_a_tidal_counter_and_an_end_of_numbers() -> None:
    rush = [person(n, 14400 + 60.0 * n, 340, "X", group="D") for n in range(120)]
    rest = [person(200 + n, 900.0 * n, 280) for n in range(30)]
    planned = day([*rush, *rest], [post("1"), post("9", "X"), post("10", "X")])
    found = ahead([planned], most=20, overtime=1800)
    (tide,) = found.tides
    assert (tide.groups, tide.like) == (("D",), "9")
    assert tide.line > 60 > 20 >= tide.then
    assert NINE + 14400 - 900 <= tide.span[0] <= NINE + 14400 + 3600
    assert found.stops["A"] is None
    # Until half past five, the end of overtime, two counters serve 95 of them; the 96th comes in
    # the quarter-hour after half past two.
    assert found.stops["D"] == NINE + 5.5 * 3600
    later = ahead([planned], most=20, overtime=1800, since=NINE + 21000)
    assert later.stops["D"] == NINE + 21000
    assert ahead([planned], most=500, overtime=1e6).tides == ()


def test_that_one_person_would_be_too_late_stops_no_numbers() -> None:
    late = person(9, 8 * 3600 - 60, 3600)
    days = [day([person(1, 0, 60), late], [post("1")]), day([person(1, 0, 60)], [post("1")])]
    assert ahead(days, most=20, overtime=1800).stops == {"A": None}
    many = [person(n, 8 * 3600 - 60, 3600) for n in range(3)]
    assert ahead([day(many, [post("1")])], most=20, overtime=1800).stops == {
        "A": NINE + 7.75 * 3600
    }


def test_who_waits_too_late_shows_that_nobody_else_can_be_served() -> None:
    waiting = [person(n, 7 * 3600, 1800) for n in range(6)]
    five = NINE + 7.5 * 3600
    for later in ([], [person(9, 7.6 * 3600, 60)]):
        found = ahead([day([*waiting, *later], [post("1")])], most=20, overtime=0, since=five)
        assert found.stops == {"A": five}


def test_a_line_that_nobody_can_help_any_more_is_not_called_short() -> None:
    people = [person(n, 7.5 * 3600, 300) for n in range(12)]
    planned = day(people, [post("1"), post("2")])
    found = ahead([planned], most=8, overtime=1800, since=NINE + 7.5 * 3600)
    assert (found.tides, found.helpless) == ((), ("A",))
    assert ahead([planned], most=12, overtime=1800).helpless == ()
