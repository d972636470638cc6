"""Working days and due dates: what a promise of "5 working days" means on the wall calendar.

The day of receipt is not counted, and a last day that falls on a holiday moves to the next
working day (Civil Code of the PRC, art. 201 and 203; Administrative Licensing Law, art. 82).
Holidays and make-up workdays are the State Council's, as `chinesecalendar` carries them.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache


class Unit(StrEnum):
    """The units that time limits come in, as the catalogue writes them."""

    AT_ONCE = "即时"
    WORKING_DAYS = "工作日"
    NATURAL_DAYS = "自然日"
    MONTHS = "月"


@dataclass(frozen=True, slots=True)
class Due:
    """A last day; `tentative` while the holidays of a year on the way are not published yet."""

    day: date
    tentative: bool


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> tuple[bool, bool]:
    """Whether offices work on `day`, and whether that is only a guess by the day of the week."""
    # Reading its tables takes a tenth of a second, which a first frame need not wait for.
    import chinese_calendar

    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return _is_weekday(day), True


@lru_cache(maxsize=4096)
def festival(day: date) -> tuple[str, str] | None:
    """The public holiday that `day` is free for, in Chinese and English; None on other days.

    A weekend that is only a weekend is no holiday; nothing is known of a year not yet published.
    """
    import chinese_calendar

    try:
        free, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    if not free or name is None:
        return None
    holiday = chinese_calendar.Holiday(name)
    return holiday.chinese, holiday.value


def due(start: date, value: int, unit: Unit) -> Due:
    """The last day of a limit of `value` `unit`s for what is received on `start`."""
    tentative = False

    def works(day: date) -> bool:
        nonlocal tentative
        working, guessed = is_working_day(day)
        tentative = tentative or guessed
        return working

    day = _last_day(start, value, unit, works)
    return Due(day, tentative)


def _last_day(start: date, value: int, unit: Unit, works: Callable[[date], bool]) -> date:
    day = start
    if unit is Unit.WORKING_DAYS:
        left = value
        while left:
            day += timedelta(days=1)
            left -= works(day)
        return day
    if unit is Unit.NATURAL_DAYS:
        day += timedelta(days=value)
    elif unit is Unit.MONTHS:
        years, month = divmod(start.month - 1 + value, 12)
        year, month = start.year + years, month + 1
        day = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    while day != start and not works(day):
        day += timedelta(days=1)
    return day


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def longer(one: tuple[int, Unit], other: tuple[int, Unit]) -> date | None:
    """The first start day on which limit `one` ends later than limit `other`, in any mix of units.

    Every weekday of a year in which only weekends are free is tried, rather than a rule of thumb
    between units. Public holidays stay out: in the week of the Spring Festival two working days
    outlast seven natural ones, and no catalogue could pass.
    """
    if one == other:
        return None
    for start, mine, theirs in zip(_STARTS, _dues(*one), _dues(*other), strict=True):
        if mine > theirs:
            return start
    return None


_STARTS = tuple(day for n in range(365) if _is_weekday(day := date(2026, 1, 1) + timedelta(days=n)))


@lru_cache(maxsize=256)
def _dues(value: int, unit: Unit) -> tuple[date, ...]:
    return tuple(_last_day(start, value, unit, _is_weekday) for start in _STARTS)
