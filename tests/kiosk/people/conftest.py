"""A hall with appointments, on each database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.people.booked import Booked
from kiosk.refusal import Refusal
from kiosk.words import words
from tests.hall import HandClock, Staff, change_settings, count, staff_of

MONDAY = date(2026, 3, 2)
_SETTINGS = """[appointments.E]
capacity = 2
lead_minutes = 30
days = 7

[appointments.B]
capacity = 500
days = 30

[staff]"""


@pytest.fixture
def booking(folder: Path, clock: HandClock) -> Iterator[Hall]:
    """The sample hall, with appointments for the groups E and B."""
    change_settings(folder, "[staff]", _SETTINGS)
    with open_hall(folder, clock) as opened:
        yield opened


@pytest.fixture
def clerks(booking: Hall) -> Staff:
    """Everybody who works there."""
    return staff_of(booking)


def book(hall: Hall, staff: Staff, slot: str = "10:00", day: date = MONDAY) -> Booked:
    """An appointment for an identity card."""
    return hall.book("GA001", day, time.fromisoformat(slot), staff.clerk)


def refused(hall: Hall, code: str, verb: str, *arguments: object) -> Refusal:
    """The no of a verb: nothing of it is kept, and it can be said in both languages."""
    tables = ("events", "appointments", "tickets")
    before = [count(hall, table) for table in tables]
    with pytest.raises(Refusal) as no:
        getattr(hall, verb)(*arguments)
    assert no.value.code == code
    assert [count(hall, table) for table in tables] == before
    for language in ("zh", "en"):
        assert "{" not in words().refusal(no.value.code, language, no.value.values)
    return no.value
