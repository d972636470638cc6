"""A planned day is the same for the same seed, and keeps the counters busy but not drowned."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kiosk.demo.plan import CLOSES, LOAD, OPENS, Plan, plan
from kiosk.hall import open_hall
from tests.hall import HandClock


def planned(folder: Path, seed: int) -> Plan:
    with open_hall(folder, HandClock()) as hall, hall.ground.read() as work:
        floor = work.floor
        return plan(floor.catalogue, tuple(floor.counters.values()), floor.serves, seed)


def test_a_seed_is_a_day(sqlite_folder: Path) -> None:
    assert planned(sqlite_folder, 7) == planned(sqlite_folder, 7)
    assert planned(sqlite_folder, 7) != planned(sqlite_folder, 8)


@pytest.mark.parametrize("seed", range(5))
def test_people_bring_about_as_much_work_as_the_counters_can_do(
    sqlite_folder: Path, seed: int
) -> None:
    day = planned(sqlite_folder, seed)
    work = sum(person.work for person in day.people)
    staffed = sum(until - since for shift in day.shifts for since, until in shift.spans)
    assert 0.7 * LOAD < work / staffed < 1.3 * LOAD


def test_people_come_while_the_hall_is_open_and_most_before_and_after_lunch(
    sqlite_folder: Path,
) -> None:
    people = [person for seed in range(5) for person in planned(sqlite_folder, seed).people]
    assert all(OPENS - 600 <= person.at < CLOSES for person in people)
    hours = Counter(int(person.at // 3600) for person in people)
    assert hours[10] > 1.5 * hours[12]
    assert hours[14] > 1.3 * hours[12]


def test_some_counter_is_open_at_any_minute_of_lunch(sqlite_folder: Path) -> None:
    shifts = planned(sqlite_folder, 1).shifts
    for at in range(OPENS + 600, CLOSES, 60):
        sitting = [any(a <= at < b for a, b in shift.spans) for shift in shifts]
        assert sum(sitting) >= len(shifts) // 2
