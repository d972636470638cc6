"""Booked appointments are a part of the forecast, by their slot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from data import models
from kiosk import whatif
from kiosk.demo.plan import Plan
from kiosk.hall import Hall, open_hall
from kiosk.whatif import coming, memory, slots
from tests.hall import HandClock, change_settings, copy_hall, staff_of
from tests.kiosk.whatif.conftest import PLAYED

THURSDAY = PLAYED + timedelta(days=1)
TWO = 14 * 3600.0


@pytest.fixture
def booking(past: tuple[Path, Plan], tmp_path: Path, evening: HandClock) -> Iterator[Hall]:
    """The hall with a past, in which one may book a time for property."""
    folder = copy_hall(past[0], tmp_path / "hall")
    change_settings(folder, "[staff]", "[appointments.D]\ncapacity = 9\n\n[staff]")
    with open_hall(folder, evening) as hall:
        yield hall


def test_who_has_booked_comes_at_the_slot(booking: Hall) -> None:
    before = whatif.forecast(booking, THURSDAY)
    assert (before.booked, before.appointments) == (0.0, 0)
    clerk = staff_of(booking).clerk
    made = [booking.book("ZR001", THURSDAY, time(14), clerk) for _ in range(6)]
    booking.cancel_appointment(made[0].appointment.id, clerk)
    found = whatif.forecast(booking, THURSDAY)
    likely = 5 * slots.KEPT / slots.OF  # nobody has kept or missed one yet
    assert found.appointments == 5
    assert found.booked == pytest.approx(likely)
    assert found.people == pytest.approx(before.people + likely)
    by_slot = {each.at: each.booked for each in found.quarters if each.booked}
    assert by_slot == {TWO: pytest.approx(likely)}
    more = found.by_service["ZR001"] - before.by_service["ZR001"]
    assert more == pytest.approx(likely)
    with booking.ground.read() as work:
        drawn = coming.coming(booking.ground, work, THURSDAY, memory.of(booking)).days(30)
    came = [each for day in drawn for each in day.people if each.appointment is not None]
    assert len(came) / len(drawn) == pytest.approx(likely, rel=0.15)
    assert {each.appointment for each in came} == {TWO}
    assert all(TWO - 600 <= each.at <= TWO + 300 for each in came)
    assert all(
        [each.ticket for each in day.people] == [*range(1, len(day.people) + 1)] for day in drawn
    )


def test_what_was_read_of_a_past_day_is_read_once(booking: Hall) -> None:
    """And again when a host that was cut off brings a number of that day."""
    first = whatif.recorded(booking, PLAYED - timedelta(days=1))
    kept = memory.of(booking).past._known
    known = dict(kept)
    assert len(known) == 7, "the days before today"
    assert whatif.recorded(booking, PLAYED - timedelta(days=1)) == first
    assert all(kept[day] is each for day, each in known.items())
    tickets = models.Ticket.__table__
    with booking.ground.store.write() as connection:
        of_that_day = select(tickets).where(tickets.c.day == PLAYED - timedelta(days=1))
        row = connection.execute(of_that_day).mappings().first()
        assert row is not None
        new = {"id": 100_000, "number": 900, "token_hash": "late", "nonce": None}
        connection.execute(insert(tickets), {**row, **new})
    whatif.recorded(booking, PLAYED - timedelta(days=1))
    assert [each for each in known if kept[each] is not known[each]] == [PLAYED - timedelta(days=1)]
