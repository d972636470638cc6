"""Due dates: the golden days of the requirements, and what the law says of the last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.calendar import Due, Unit, due, is_working_day, longer

GOLDEN = [
    ("2025-01-24", 3, "2025-02-05"),
    ("2025-04-25", 5, "2025-05-06"),
    ("2025-09-26", 7, "2025-10-13"),
    ("2026-02-12", 3, "2026-02-24"),
    ("2026-04-30", 2, "2026-05-07"),
    ("2026-09-18", 5, "2026-09-24"),
    ("2026-09-30", 7, "2026-10-15"),
    ("2026-12-04", 10, "2026-12-18"),
]


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(("start", "days", "end"), GOLDEN)
def test_golden_working_days(start: str, days: int, end: str) -> None:
    assert due(day(start), days, Unit.WORKING_DAYS) == Due(day(end), tentative=False)


@pytest.mark.parametrize(
    ("start", "value", "unit", "end"),
    [
        # At once is today, on a holiday too: the person stands at the counter.
        ("2026-02-16", 0, Unit.AT_ONCE, "2026-02-16"),
        ("2026-03-02", 0, Unit.WORKING_DAYS, "2026-03-02"),
        # A last day that is a holiday moves to the next day that offices work.
        ("2026-02-12", 5, Unit.NATURAL_DAYS, "2026-02-24"),
        ("2026-03-02", 5, Unit.NATURAL_DAYS, "2026-03-09"),
        ("2026-03-02", 7, Unit.NATURAL_DAYS, "2026-03-09"),
        # A Saturday that was made a working day is one.
        ("2026-02-07", 7, Unit.NATURAL_DAYS, "2026-02-14"),
        # A month ends on the same day of the next, or on its last.
        ("2026-01-31", 1, Unit.MONTHS, "2026-02-28"),
        ("2026-03-31", 1, Unit.MONTHS, "2026-04-30"),
        ("2026-04-01", 1, Unit.MONTHS, "2026-05-06"),
        ("2025-11-30", 3, Unit.MONTHS, "2026-02-28"),
        ("2023-12-29", 2, Unit.MONTHS, "2024-02-29"),
        ("2025-03-03", 12, Unit.MONTHS, "2026-03-03"),
    ],
)
def test_days_and_months(start: str, value: int, unit: Unit, end: str) -> None:
    assert due(day(start), value, unit) == Due(day(end), tentative=False)


def test_make_up_days_are_worked_and_holidays_not() -> None:
    assert is_working_day(date(2026, 2, 14)) == (True, False)  # R12
    assert is_working_day(date(2026, 2, 16)) == (False, False)
    assert is_working_day(date(2026, 3, 7)) == (False, False)


def test_a_year_that_nobody_has_published_is_a_guess() -> None:
    assert is_working_day(date(2031, 6, 2)) == (True, True)
    assert is_working_day(date(2031, 6, 1)) == (False, True)
    assert due(date(2031, 6, 2), 5, Unit.WORKING_DAYS) == Due(date(2031, 6, 9), tentative=True)
    # Taken while the year is known, due when it is not any more.
    crossing = due(date(2026, 12, 11), 20, Unit.WORKING_DAYS)
    assert crossing.day.year == 2027
    assert crossing.tentative
    assert not due(date(2026, 12, 11), 10, Unit.WORKING_DAYS).tentative


@given(
    st.dates(date(2020, 1, 1), date(2026, 10, 1)),
    st.integers(1, 40),
    st.sampled_from([Unit.WORKING_DAYS, Unit.NATURAL_DAYS]),
)
def test_a_day_more_is_never_earlier_and_the_last_day_is_worked(
    start: date, value: int, unit: Unit
) -> None:
    end = due(start, value, unit).day
    assert end > start
    assert is_working_day(end)[0]
    assert end <= due(start, value + 1, unit).day
    if unit is Unit.WORKING_DAYS:
        between = [start + timedelta(days=n + 1) for n in range((end - start).days)]
        assert sum(is_working_day(each)[0] for each in between) == value


W, N, M, O = Unit.WORKING_DAYS, Unit.NATURAL_DAYS, Unit.MONTHS, Unit.AT_ONCE  # noqa: E741


@pytest.mark.parametrize(
    ("promised", "legal", "too_long"),
    [
        ((20, W), (20, W), False),
        ((21, W), (20, W), True),
        ((30, N), (30, N), False),
        ((31, N), (30, N), True),
        ((2, M), (1, M), True),
        ((1, M), (2, M), False),
        ((0, O), (0, W), False),
        ((0, O), (1, W), False),
        ((1, W), (0, O), True),
        ((1, N), (0, O), True),
        # Five working days are a week.
        ((5, W), (7, N), False),
        ((5, W), (6, N), True),
        ((6, W), (7, N), True),
        ((7, N), (5, W), False),
        ((8, N), (5, W), True),
        # A month has 28 to 31 days, 20 to 23 working days.
        ((20, W), (1, M), False),
        ((23, W), (1, M), True),
        ((1, M), (20, W), True),
        ((1, M), (23, W), False),
        ((28, N), (1, M), False),
        ((32, N), (1, M), True),
        ((1, M), (28, N), True),
        ((1, M), (31, N), False),
        ((60, W), (2, M), True),
        ((10, W), (1, M), False),
        ((3, M), (100, N), False),
        ((1, M), (0, O), True),
    ],
)
def test_a_promise_beyond_the_law_in_any_mix_of_units(
    promised: tuple[int, Unit], legal: tuple[int, Unit], too_long: bool
) -> None:
    assert (longer(promised, legal) is not None) is too_long
