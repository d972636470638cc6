"""When the hall is open, and that no number is given out when it is not (R5, R12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import config, opening
from kiosk.calendar import festival
from kiosk.faults import Faults
from kiosk.hall import Hall, open_hall
from kiosk.hours import Hours
from kiosk.opening import OpeningState, half_days, issuing
from kiosk.queue.tickets import CounterKind
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from kiosk.words import words
from tests.hall import ZONE, HandClock, change_settings, count, staff_of

WEEK = "\n".join(
    f'{day} = ["09:00-12:00", "14:00-17:00"]'
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday")
)
HOURS = f"""[hours]
{WEEK}
early_minutes = 10
last_minutes = 15
last_by_group = {{ D = 60 }}

[[hours.days]]
date = 2026-03-04
message = "系统升级"
message_en = "a system upgrade"

[[hours.days]]
date = 2026-03-07
open = ["09:00-11:00"]
"""


def hours(text: str = HOURS) -> Hours:
    found = config.parse(f'name = "大厅"\n{text}', Path("/hall")).hours
    assert found is not None
    return found


def at(day: str, time: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("day", "time", "state", "opens", "closes"),
    [
        # R12: a Saturday of the Spring Festival that is worked, and the Monday that is free for it
        ("2026-02-14", "10:00", "open", None, "2026-02-14T12:00"),
        ("2026-02-14", "12:30", "lunch", "2026-02-14T14:00", None),
        ("2026-02-16", "10:00", "holiday", "2026-02-24T09:00", None),
        ("2026-02-28", "09:00", "open", None, "2026-02-28T12:00"),
        ("2026-03-01", "10:00", "closed", "2026-03-02T09:00", None),
        ("2026-03-02", "08:59", "before", "2026-03-02T09:00", None),
        ("2026-03-02", "09:00", "open", None, "2026-03-02T12:00"),
        ("2026-03-02", "12:00", "lunch", "2026-03-02T14:00", None),
        ("2026-03-02", "16:59", "open", None, "2026-03-02T17:00"),
        ("2026-03-02", "17:00", "after", "2026-03-03T09:00", None),
        ("2026-03-03", "17:00", "after", "2026-03-05T09:00", None),
        ("2026-03-04", "10:00", "closed", "2026-03-05T09:00", None),
        ("2026-03-07", "10:00", "open", None, "2026-03-07T11:00"),
        # Nothing is published of 2027 yet: the days of the week are all that is known.
        ("2027-03-02", "10:00", "open", None, "2027-03-02T12:00"),
    ],
)
def test_how_the_hall_stands(
    day: str, time: str, state: str, opens: str | None, closes: str | None
) -> None:
    found = opening.opening(hours(), at(day, time))
    assert found.state == state
    assert found.opens_at == (opens and datetime.fromisoformat(opens).replace(tzinfo=ZONE))
    assert found.closes_at == (closes and datetime.fromisoformat(closes).replace(tzinfo=ZONE))


def test_without_hours_it_is_always_open() -> None:
    found = opening.opening(None, at("2026-02-16", "03:00"))
    assert (found.state, found.opens_at, found.closes_at) == (OpeningState.OPEN, None, None)


def test_a_hall_without_holidays_follows_the_week() -> None:
    plain = hours(f"[hours]\nholidays = false\n{WEEK}")
    assert opening.opening(plain, at("2026-02-16", "10:00")).open
    assert not opening.opening(plain, at("2026-02-14", "10:00")).open


def test_a_saturday_with_hours_of_its_own_is_no_holiday_unless_it_is_one() -> None:
    weekend = hours(f'[hours]\n{WEEK}\nsaturday = ["09:00-11:00"]')
    assert opening.opening(weekend, at("2026-03-07", "10:00")).open
    assert opening.opening(weekend, at("2026-02-14", "11:30")).state is OpeningState.AFTER
    assert opening.opening(weekend, at("2026-02-21", "10:00")).state is OpeningState.HOLIDAY
    assert festival(date(2026, 3, 7)) is None


@pytest.mark.parametrize(
    ("time", "group", "state"),
    [
        ("08:49", "A", "before"),
        ("08:50", "A", "open"),
        ("13:49", "A", "lunch"),
        ("13:50", "A", "open"),
        ("16:44", "A", "open"),
        ("16:45", "A", "after"),
        ("15:59", "D", "open"),
        ("16:00", "D", "after"),
        ("11:59", "D", "open"),
    ],
)
def test_numbers_begin_and_end_before_the_hours(time: str, group: str, state: str) -> None:
    assert issuing(hours(), at("2026-03-02", time), group).state == state


def test_what_it_says() -> None:
    def says(day: str, time: str, language: str) -> str:
        return opening.opening(hours(), at(day, time)).in_words(words(), language)

    assert says("2026-02-16", "10:00", "zh") == (
        "今天是春节假期，大厅不办公。下次办公：2月24日（周二） 09:00。"
    )
    assert says("2026-02-16", "10:00", "en") == (
        "The hall is closed for Spring Festival. Next opening: Tuesday 24 February at 09:00."
    )
    assert says("2026-03-04", "10:00", "zh").startswith("系统升级，大厅今天不办公。下次办公：明天")
    assert "a system upgrade" in says("2026-03-04", "10:00", "en")
    assert says("2026-03-02", "12:00", "zh") == "大厅正在午休。下次办公：今天 14:00。"
    assert says("2026-03-02", "09:00", "en") == "The hall is open. This session ends at 12:00."


@given(st.integers(0, 334 * 24 * 60))
def test_it_always_says_when_it_opens_next(minutes: int) -> None:
    """And at that moment it is open."""
    found = opening.opening(hours(), at("2026-01-01", "00:00") + timedelta(minutes=minutes))
    if found.open:
        assert found.closes_at is not None
        assert found.closes_at > found.at
    else:
        assert found.opens_at is not None
        assert found.opens_at > found.at
        assert opening.opening(hours(), found.opens_at).open


def test_the_afternoon_begins_after_lunch() -> None:
    assert half_days(hours(), date(2026, 3, 2)).hour == 14
    assert half_days(hours(), date(2026, 3, 1)).hour == 12
    assert half_days(None, date(2026, 3, 2)).hour == 12


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[hours]\nmonday = ["9-12"]', "hours.monday.0"),
        ('[hours]\nmonday = ["12:00-09:00"]', "hours.monday.0"),
        ('[hours]\nmonday = ["09:00-25:00"]', "hours.monday.0"),
        ('[hours]\nmonday = ["09:00-12:00", "11:00-17:00"]', "hours"),
        ("[hours]\nmonday = [9]", "hours.monday.0"),
        ('[hours]\nmontag = ["09:00-12:00"]', "hours.montag"),
        ("[[hours.days]]\ndate = 2026-13-01", ""),
        ("[[hours.days]]\ndate = 2026-03-01\n[[hours.days]]\ndate = 2026-03-01", "hours"),
        ("[quotas]\nA = -1", "quotas.A"),
        ('[desks]\nenquiry = "O"', "desks.enquiry"),
        ("[appointments.A]\nminutes = 1", "appointments.A.minutes"),
    ],
)
def test_a_fault_in_the_hours_is_told_with_its_key(text: str, key: str) -> None:
    with pytest.raises(Refusal) as no:
        config.parse(f'name = "大厅"\n{text}', Path("/hall"))
    if not key:
        assert no.value.code == "settings.broken"
        return
    faults = no.value.values["faults"]
    assert isinstance(faults, Faults)
    assert [each.place for each in faults.faults] == [key]


# --- In the hall ---


@pytest.fixture
def with_hours(folder: Path, clock: HandClock) -> Iterator[Hall]:
    """The sample hall, with opening hours and quotas."""
    change_settings(folder, "[staff]", f"{HOURS}\n[quotas]\nE = 2\n\n[staff]")
    with open_hall(folder, clock) as opened:
        yield opened


def test_no_number_outside_the_hours(with_hours: Hall, clock: HandClock) -> None:
    clock.set(2, 8, 45)
    with pytest.raises(Refusal) as no:
        with_hours.issue("SC001")
    assert no.value.code == "hall.closed"
    said = words().refusal(no.value.code, "zh", no.value.values)
    assert said == "现在不能取号。今天还没有到办公时间。下次办公：今天 09:00。"
    assert (count(with_hours, "tickets"), count(with_hours, "number_series")) == (0, 0)
    with pytest.raises(Refusal, match=r"hall\.closed"):
        with_hours.issue_at_desk(CounterKind.ENQUIRY)
    assert not with_hours.opening().open
    clock.set(2, 8, 50)
    assert not with_hours.opening().open
    assert with_hours.gives_numbers().open
    assert with_hours.issue("SC001").ticket.number == "B001"


def test_a_second_press_is_answered_after_the_hall_has_closed(
    with_hours: Hall, clock: HandClock
) -> None:
    first = with_hours.issue("SC001", nonce="press")
    clock.set(2, 18)
    assert with_hours.issue("SC001", nonce="press").ticket == first.ticket


def test_a_quota_is_never_passed(with_hours: Hall, clock: HandClock) -> None:
    assert with_hours.outlook("GA001").left == 2
    assert with_hours.outlook("SC001").left is None
    assert [with_hours.issue(each).ticket.number for each in ("GA001", "GA002")] == ["E001", "E002"]
    with pytest.raises(Refusal) as no:
        with_hours.issue("GA001")
    assert no.value.code == "group.full"
    said = words().refusal("group.full", "zh", no.value.values)
    assert said.startswith("E 类号今天的 2 个已经发完。您也可以")
    assert "明天再来" in said
    assert with_hours.outlook("GA001").left == 0
    assert count(with_hours, "tickets") == 2
    clock.set(3, 9)
    assert with_hours.issue("GA001").ticket.number == "E001"


def test_who_gets_no_number_is_told_before_what_else_there_is(with_hours: Hall) -> None:
    """R5: a screen asks before anything is pressed."""
    staff = staff_of(with_hours)
    with_hours.close_counter("11", staff.clerk, "午休")
    some = with_hours.outlook("GA001")
    assert [each.code for each in some.counters] == ["12"]
    assert [each.code for each in some.closed] == ["11"]
    assert some.refusal is None
    with_hours.close_counter("12", staff.clerk, "午休")
    none = with_hours.outlook("GA001")
    assert none.refusal is not None
    assert none.refusal.code == "service.no_counter_open"
    assert none.instead.enquiry
    assert none.instead.appointment
    assert none.instead.next_day == date(2026, 3, 3)
    service = with_hours.catalogue().services["GA001"]
    assert none.instead.online is ("网" in service.online)
    said = none.instead.in_words(words(), "en")
    assert said.startswith("You can also ")
    assert said.endswith("come back tomorrow.")
    with_hours.close_counter("0", staff.clerk, "午休")
    assert not with_hours.outlook("GA001").instead.enquiry
    with pytest.raises(Refusal, match=r"service\.no_counter_open"):
        with_hours.preview("GA001")
    with pytest.raises(Refusal, match=r"service\.unknown"):
        with_hours.outlook("XX999")


def test_the_last_number_of_a_quota_is_given_once(with_hours: Hall) -> None:
    """The preview of one screen may be old: the transaction decides."""
    with open_hall(with_hours.ground.folder, with_hours.ground.clock) as other:
        with_hours.issue("GA001")
        assert with_hours.outlook("GA001").left == other.outlook("GA001").left == 1
        other.issue("GA001")
        with pytest.raises(Refusal, match=r"group\.full"):
            with_hours.issue("GA001")


def test_staff_are_not_shut_out(with_hours: Hall, clock: HandClock) -> None:
    """Who took a number in time is still called after the doors are shut."""
    issued = with_hours.issue("SC001").ticket
    clock.set(2, 17, 30)
    clerk = Actor(staff_of(with_hours).clerk.account)
    assert with_hours.call_next("1", clerk).id == issued.id
