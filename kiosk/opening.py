"""How a hall stands at a moment: open, at lunch or shut, when it opens next, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk import calendar
from kiosk.words import Words

if TYPE_CHECKING:
    # A screen needs the state, not the shapes of the settings, before its first frame.
    from kiosk.hours import Hours, Period

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Longer than any holiday and any works in the house.
_LOOK_AHEAD_DAYS = 60


class OpeningState(StrEnum):
    """How the hall stands at a moment."""

    OPEN = "open"
    LUNCH = "lunch"
    CLOSED = "closed"
    HOLIDAY = "holiday"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Opening:
    """How the hall stands `at` a moment; all times are in the hall's zone.

    `closes_at`: the end of this period, while it is open. `opens_at`: when it opens next, None if
    that is not known. `reason`, `reason_en`: what the hall says of this day, or the holiday.
    """

    state: OpeningState
    at: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reason: str = ""
    reason_en: str = ""

    @property
    def open(self) -> bool:
        """People may come in."""
        return self.state is OpeningState.OPEN

    def in_words(self, words: Words, language: str) -> str:
        """How it stands, and until when or from when on."""
        reason = self.reason_en if language == "en" and self.reason_en else self.reason
        state = f"because.{self.state.value}" if reason else self.state.value
        said = [words.say(f"hours.{state}", language, reason=reason)]
        if self.closes_at is not None:
            said.append(words.say("hours.until", language, time=f"{self.closes_at:%H:%M}"))
        elif self.opens_at is not None:
            when = moment_in_words(words, language, self.opens_at, self.at.date())
            said.append(words.say("hours.next", language, when=when))
        return words.say("hours.between", language).join(said)


def opening(hours: Hours | None, now: datetime) -> Opening:
    """How a hall with these hours stands `now` (in its zone); without hours it is always open."""
    if hours is None:
        return Opening(OpeningState.OPEN, now)
    today = hours.on(now.date())
    at = now.time()
    within = next((each for each in today if each.start <= at < each.end), None)
    if within is not None:
        return Opening(OpeningState.OPEN, now, closes_at=_at(now, within.end))
    opens = next(_starts(hours, now), None)
    if not today:
        return _shut(hours, now, opens)
    if at < today[0].start:
        return Opening(OpeningState.BEFORE, now, opens)
    if at >= today[-1].end:
        return Opening(OpeningState.AFTER, now, opens)
    return Opening(OpeningState.LUNCH, now, opens)


def issuing(hours: Hours | None, now: datetime, group: str) -> Opening:
    """The same for the numbers of a window group: they begin and end earlier than the hours."""
    stands = opening(hours, now)
    if hours is None:
        return stands
    today = hours.on(now.date())
    if stands.open:
        last = timedelta(minutes=hours.last_by_group.get(group, hours.last_minutes))
        if now < _at(now, today[-1].end) - last:
            return stands
        opens = next(_starts(hours, now), None)
        return replace(stands, state=OpeningState.AFTER, opens_at=opens, closes_at=None)
    soon = now + timedelta(minutes=hours.early_minutes)
    if stands.opens_at is not None and stands.opens_at <= soon:
        return Opening(OpeningState.OPEN, now, closes_at=_end_of(today, stands.opens_at))
    return stands


def next_day(hours: Hours | None, now: datetime) -> date | None:
    """The next day after today on which the hall is open; None if that is not known."""
    if hours is None:
        return None
    later = (start.date() for start in _starts(hours, now))
    return next((day for day in later if day > now.date()), None)


def half_days(hours: Hours | None, day: date) -> time:
    """Where the second half of a day begins: with the hours after lunch, else at noon."""
    periods = hours.on(day) if hours is not None else ()
    return periods[1].start if len(periods) > 1 else time(12)


def moment_in_words(words: Words, language: str, moment: datetime, today: date) -> str:
    """ "today at 14:00", "tomorrow at 09:00" or the date with it; `moment` in the hall's zone."""
    day = day_in_words(words, language, moment.date(), today)
    return words.say("hours.at", language, day=day, time=f"{moment:%H:%M}")


def day_in_words(words: Words, language: str, day: date, today: date) -> str:
    """ "today", "tomorrow" or the date with its weekday."""
    name = {0: "today", 1: "tomorrow"}.get((day - today).days, "on")
    return words.say(
        f"hours.{name}",
        language,
        month=words.say(f"hours.month.{day.month}", language),
        day=day.day,
        weekday=words.say(f"hours.weekday.{DAYS[day.weekday()]}", language),
    )


def _shut(hours: Hours, now: datetime, opens: datetime | None) -> Opening:
    exception = hours.exception(now.date())
    if exception is not None:
        said = (exception.message, exception.message_en)
        return Opening(OpeningState.CLOSED, now, opens, None, *said)
    festival = calendar.festival(now.date()) if hours.holidays else None
    if festival is not None:
        return Opening(OpeningState.HOLIDAY, now, opens, None, *festival)
    return Opening(OpeningState.CLOSED, now, opens)


def _starts(hours: Hours, now: datetime) -> Iterator[datetime]:
    """The beginnings of periods after `now`."""
    for days in range(_LOOK_AHEAD_DAYS):
        day = now.date() + timedelta(days=days)
        for period in hours.on(day):
            start = datetime.combine(day, period.start, now.tzinfo)
            if start > now:
                yield start


def _end_of(periods: tuple[Period, ...], start: datetime) -> datetime | None:
    found = next((each for each in periods if each.start == start.time()), None)
    return _at(start, found.end) if found is not None else None


def _at(day: datetime, moment: time) -> datetime:
    return datetime.combine(day.date(), moment, day.tzinfo)
