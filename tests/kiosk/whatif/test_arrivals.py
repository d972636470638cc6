"""The forecast of who comes: what it learns of weekdays and holidays, and how good it is."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from kiosk import calendar
from kiosk.hours import Hours
from kiosk.whatif.arrivals import QUARTERS, Seen, expected, naive, trial
from kiosk.whatif.counted import MAKE_UP, kind, opened

HOURS = Hours.model_validate(
    {
        each: ["09:00-12:00", "14:00-17:00"]
        for each in ("monday", "tuesday", "wednesday", "thursday", "friday")
    }
)
NOBODY = np.zeros(QUARTERS, dtype=bool)
WEEK = (1.5, 1.0, 0.9, 1.0, 0.7)
SHAPE = np.concatenate((np.linspace(2, 0.5, 12), np.linspace(1.5, 0.5, 12)))


def seen(day: date, people: float, chance: np.random.Generator | None) -> Seen:
    """A day on which about so many come."""
    hours = opened(HOURS, day, NOBODY)
    counts = np.zeros(QUARTERS)
    rates = people * SHAPE[: hours.sum()] / SHAPE.sum()
    counts[hours] = rates if chance is None else chance.poisson(rates)
    return Seen(day, *kind(HOURS, day), hours, counts)


def history(
    first: date, days: int, chance: np.random.Generator | None, *, first_after: float = 1.0
) -> list[Seen]:
    """The open days from `first` on, busy as in `WEEK`, after holidays so many times as much."""
    found = []
    for n in range(days):
        day = first + timedelta(days=n)
        if not HOURS.on(day):
            continue
        usual = WEEK[day.weekday()] if day.weekday() < 5 else WEEK[4]
        holiday = first_after if kind(HOURS, day)[1] else 1.0
        found.append(seen(day, 240 * usual * holiday, chance))
    return found


def test_a_weekday_and_a_quarter_hour_are_as_usual() -> None:
    past = history(date(2026, 3, 2), 54, np.random.default_rng(3))
    for day in (date(2026, 4, 27), date(2026, 5, 1) - timedelta(days=2)):
        frame = seen(day, 0, None)
        found = expected(past, frame)
        assert found.sum() == pytest.approx(240 * WEEK[day.weekday()], rel=0.1)
        assert found[36] > 2 * found[47], "nine o'clock is busier than a quarter to twelve"
        assert found[48:56].sum() == 0, "nobody comes at lunch"


def test_it_beats_the_plain_mean_where_weekdays_differ_and_matches_it_where_not() -> None:
    chance = np.random.default_rng(5)
    differ = trial(history(date(2026, 3, 2), 60, chance))
    assert differ is not None
    assert differ.ours.day < 0.5 * differ.naive.day
    assert differ.ours.quarter < 0.95 * differ.naive.quarter
    assert differ.ours.days == 20
    alike = [seen(each.day, 240, chance) for each in history(date(2026, 3, 2), 60, chance)]
    same = trial(alike)
    assert same is not None
    assert same.ours.quarter < 1.05 * same.naive.quarter
    assert same.ours.share < 0.12


def test_the_first_day_after_a_holiday() -> None:
    """Qingming, Labour Day and the Dragon Boat Festival have each ended with a rush."""
    past = history(date(2026, 3, 2), 118, None, first_after=1.8)
    assert sum(each.first for each in past) == 3
    after = date(2026, 10, 8)
    assert kind(HOURS, after) == (3, True)
    ordinary = expected(past, Seen(after, 3, False, opened(HOURS, after, NOBODY), NOBODY * 0.0))
    rush = expected(past, seen(after, 0, None))
    assert rush.sum() > 1.3 * ordinary.sum()


def test_a_make_up_saturday_and_half_a_day() -> None:
    saturday = date(2026, 2, 14)
    assert calendar.is_working_day(saturday) == (True, False)
    assert kind(HOURS, saturday) == (MAKE_UP, False)
    past = history(date(2026, 3, 2), 54, None)
    morning = HOURS.model_copy(update={"thursday": HOURS.thursday[:1]})
    thursday = date(2026, 4, 30)
    frame = Seen(thursday, 3, False, opened(morning, thursday, NOBODY), np.zeros(QUARTERS))
    found = expected(past, frame)
    share = SHAPE[:12].sum() / SHAPE.sum()
    assert found.sum() == pytest.approx(240 * share, rel=0.05)


def test_the_trial_looks_at_nothing_later() -> None:
    chance = np.random.default_rng(9)
    past = history(date(2026, 3, 2), 40, chance)
    cut = trial(past[:-1])
    late = [*past[:-1], seen(past[-1].day, 9000, chance)]
    assert trial(past[:5]) is None
    with_rush = trial(late)
    assert cut is not None
    assert with_rush is not None
    # Only the last day's own error changes: 19 errors are the same.
    assert with_rush.ours.days == min(20, cut.ours.days + 1)
    assert np.allclose(expected(late[:-1], late[-1]).sum(), expected(past[:-1], past[-1]).sum())
    assert naive(past, past[-1]).sum() > 0
