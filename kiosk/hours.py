"""The hours of a hall, as `hall.toml` gives them: of each weekday, on holidays, on special days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import Field, GetCoreSchemaHandler, model_validator
from pydantic_core import PydanticCustomError, core_schema

from kiosk import calendar
from kiosk.form import Form
from kiosk.opening import DAYS
from kiosk.plain import Plain

_PERIOD = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until just before `end`, times of day in the hall."""

    start: time
    end: time

    @classmethod
    def read(cls, text: object) -> Self:
        """From "09:00-12:00"; raises PydanticCustomError, a ValueError."""
        found = _PERIOD.fullmatch(text) if isinstance(text, str) else None
        if found is None:
            raise PydanticCustomError("no_hours", "hours are written 09:00-12:00")
        start, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
        if start >= end:
            raise PydanticCustomError("hours_backwards", "hours end after they begin")
        return cls(start, end)

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> Any:
        return core_schema.no_info_plain_validator_function(cls.read)


def _in_order(periods: tuple[Period, ...]) -> None:
    for one, other in pairwise(periods):
        if one.end > other.start:
            raise PydanticCustomError("hours_crossed", "the hours of a day follow each other")


class SpecialDay(Form):
    """A day that is not like its weekday: open as `open` says, or shut; and why."""

    date: date
    open: tuple[Period, ...] = ()
    message: Annotated[Plain, Field(max_length=80)] = ""
    message_en: Annotated[Plain, Field(max_length=160)] = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _in_order(self.open)
        return self


class Hours(Form):
    """The hours of each weekday; two periods have a lunch break between them.

    `holidays`: shut on public holidays, open on make-up working days (a Saturday or Sunday
    without hours of its own then has Friday's). Numbers are given from `early_minutes` before a
    period begins until `last_minutes` before the day ends, of the groups in `last_by_group` until
    so many minutes before. `days` are exceptions.
    """

    monday: tuple[Period, ...] = ()
    tuesday: tuple[Period, ...] = ()
    wednesday: tuple[Period, ...] = ()
    thursday: tuple[Period, ...] = ()
    friday: tuple[Period, ...] = ()
    saturday: tuple[Period, ...] = ()
    sunday: tuple[Period, ...] = ()
    holidays: bool = True
    early_minutes: Annotated[int, Field(ge=0, le=120)] = 0
    last_minutes: Annotated[int, Field(ge=0, le=240)] = 0
    last_by_group: dict[str, Annotated[int, Field(ge=0, le=480)]] = Field(default={})
    days: tuple[SpecialDay, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        for weekday in range(7):
            _in_order(self._weekday(weekday))
        if len({each.date for each in self.days}) < len(self.days):
            raise PydanticCustomError("day_twice", "a day stands twice among the exceptions")
        return self

    def on(self, day: date) -> tuple[Period, ...]:
        """The hours of a day, after holidays and exceptions."""
        exception = self.exception(day)
        if exception is not None:
            return exception.open
        if not self.holidays:
            return self._weekday(day.weekday())
        if calendar.festival(day) is not None:
            return ()
        if day.weekday() >= _SATURDAY and calendar.is_working_day(day)[0]:
            return self._weekday(day.weekday()) or self.friday
        return self._weekday(day.weekday())

    def exception(self, day: date) -> SpecialDay | None:
        """What is said of this very day."""
        return next((each for each in self.days if each.date == day), None)

    def _weekday(self, weekday: int) -> tuple[Period, ...]:
        periods: tuple[Period, ...] = getattr(self, DAYS[weekday])
        return periods


class Slots(Form):
    """The time slots of a window group, cut from the hall's hours (or from `periods`, where the
    hall has none): each of `minutes`, for `capacity` appointments.

    One is booked at most `days` ahead and at least `lead_minutes` before it begins; a person may
    arrive from `early_minutes` before until `late_minutes` after its beginning.
    """

    minutes: Annotated[int, Field(ge=5, le=240)] = 30
    capacity: Annotated[int, Field(ge=1, le=999)] = 2
    days: Annotated[int, Field(ge=0, le=366)] = 14
    lead_minutes: Annotated[int, Field(ge=0, le=10080)] = 60
    early_minutes: Annotated[int, Field(ge=0, le=240)] = 30
    late_minutes: Annotated[int, Field(ge=0, le=240)] = 15
    periods: tuple[Period, ...] = (
        Period(time(9), time(12)),
        Period(time(14), time(17)),
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        _in_order(self.periods)
        return self
