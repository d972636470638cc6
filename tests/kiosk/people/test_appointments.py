"""Appointments in a hall: booked, redeemed for a number, and kept without a name."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.people.booked import AppointmentState
from kiosk.people.tempo import MOST
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from kiosk.words import words
from tests.hall import ZONE, HandClock, Staff, change_settings, count, events
from tests.kiosk.people.conftest import MONDAY, book, refused


def test_a_place_is_taken_and_given_back(booking: Hall, clerks: Staff) -> None:
    def free() -> dict[str, int]:
        return {f"{each.start:%H:%M}": each.free for each in booking.free_slots("GA001", MONDAY)}

    assert list(free()) == [
        *("09:30", "10:00", "10:30", "11:00", "11:30"),
        *("14:00", "14:30", "15:00", "15:30", "16:00", "16:30"),
    ]
    made = book(booking, clerks)
    assert (made.appointment.service, made.appointment.group) == ("GA001", "E")
    assert made.appointment.starts_at == datetime(2026, 3, 2, 10, tzinfo=ZONE)
    assert free()["10:00"] == 1
    book(booking, clerks)
    assert "10:00" not in free()
    no = refused(booking, "appointment.full", "book", "GA002", MONDAY, time(10), clerks.clerk)
    assert "今天 09:30" in words().refusal("appointment.full", "zh", no.values)
    gone = booking.cancel_appointment(made.appointment.id, clerks.clerk)
    assert gone.state is AppointmentState.CANCELLED
    assert free()["10:00"] == 1
    again = (made.appointment.id, clerks.clerk)
    refused(booking, "appointment.over", "cancel_appointment", *again)
    assert events(booking)[-3:] == [*["appointment.booked"] * 2, "appointment.cancelled"]
    assert booking.audit_verify() is None


def test_codes_are_given_once_and_kept_nowhere(booking: Hall, clerks: Staff) -> None:
    made = [book(booking, clerks, slot) for slot in ("10:00", "10:30", "11:00")]
    assert len({each.code for each in made}) == 3
    assert all(len(each.code) == 8 and each.code.isdecimal() for each in made)
    with booking.ground.read() as work:
        kept = repr(
            [
                work.connection.exec_driver_sql("SELECT * FROM appointments").all(),
                work.connection.exec_driver_sql("SELECT data FROM events").all(),
            ]
        )
    for each in made:
        assert each.code not in kept
        assert each.link.rpartition("/")[2] not in kept


def test_what_cannot_be_booked(booking: Hall, clerks: Staff) -> None:
    clerk = clerks.clerk
    refused(booking, "service.unknown", "book", "XX999", MONDAY, time(10), clerk)
    refused(booking, "appointment.not_offered", "book", "MZ001", MONDAY, time(10), clerk)
    refused(booking, "appointment.not_offered", "free_slots", "MZ001", MONDAY)
    refused(booking, "appointment.no_slot", "book", "GA001", MONDAY, time(10, 10), clerk)
    refused(booking, "appointment.too_soon", "book", "GA001", MONDAY, time(9), clerk)
    refused(booking, "appointment.too_far", "book", "GA001", date(2026, 3, 10), time(10), clerk)
    refused(booking, "account.not_allowed", "book", "GA001", MONDAY, time(10), clerks.inspector)
    refused(booking, "appointment.unknown", "cancel_appointment", 99, clerk)
    assert booking.free_slots("GA001", date(2026, 3, 10)) == ()


# --- Arriving ---


def test_who_comes_in_time_is_called_at_the_time(
    booking: Hall, clerks: Staff, clock: HandClock
) -> None:
    made = book(booking, clerks)
    clock.set(2, 9, 45)
    others = [booking.issue("GA001").ticket for _ in range(4)]
    scanned = booking.scan(made.link)
    issued = booking.arrive(getattr(scanned, "code", ""))
    assert issued.ticket.appointment_at == made.appointment.starts_at
    assert issued.ticket.number == "E005"
    assert booking.job(issued.job).ticket == issued.ticket.id
    kept = booking.appointments(MONDAY)[0]
    assert (kept.state, kept.ticket) == (AppointmentState.ARRIVED, issued.ticket.id)
    assert events(booking)[-2:] == ["ticket.issued", "appointment.arrived"]
    called = booking.call_next("11", clerks.clerk)
    assert called.id == others[0].id, "its time has not come yet"
    booking.abandon(called.id, clerks.clerk)
    clock.set(2, 10)
    assert booking.call_next("11", clerks.clerk).id == issued.ticket.id
    assert booking.call_next("12", clerks.clerk).id == others[1].id


def test_a_code_is_good_for_one_number(booking: Hall, clerks: Staff, clock: HandClock) -> None:
    made = book(booking, clerks)
    clock.set(2, 9, 50)
    first = booking.arrive(made.code, nonce="press")
    assert booking.arrive(made.code, nonce="press").ticket == first.ticket
    no = refused(booking, "appointment.arrived", "arrive", made.code)
    assert no.values == {"number": first.ticket.number}
    assert first.ticket.state is State.WAITING


def test_too_early_too_late_and_cancelled(booking: Hall, clerks: Staff, clock: HandClock) -> None:
    made, other = book(booking, clerks), book(booking, clerks, "11:00")
    no = refused(booking, "appointment.early", "arrive", made.code)
    said = words().refusal(no.code, "zh", no.values)
    assert said == "您的预约是今天 10:00，今天 09:30 起可以取号。请稍候再来。"
    clock.set(2, 10, 16)
    no = refused(booking, "appointment.late", "arrive", made.code)
    assert "今天 11:00" in words().refusal(no.code, "zh", no.values)
    assert booking.appointments(MONDAY)[0].state is AppointmentState.MISSED
    booking.cancel_appointment(other.appointment.id, clerks.clerk)
    refused(booking, "appointment.cancelled", "arrive", other.code)
    refused(booking, "appointment.unknown", "arrive", "00000000")


def test_an_appointment_needs_no_quota_but_a_counter(
    folder: Path, booking: Hall, clerks: Staff, clock: HandClock
) -> None:
    made = book(booking, clerks)
    change_settings(folder, "[staff]", "[quotas]\nE = 1\n\n[staff]")
    clock.set(2, 9, 50)
    with open_hall(folder, clock) as strict:
        strict.issue("GA001")
        with pytest.raises(Refusal, match=r"group\.full"):
            strict.issue("GA001")
        for counter in ("11", "12"):
            strict.close_counter(counter, clerks.clerk, "午休")
        refused(strict, "service.no_counter_open", "arrive", made.code)
        strict.open_counter("11", clerks.clerk)
        assert strict.arrive(made.code).ticket.number == "E002"


def test_codes_cannot_be_tried_one_after_the_other(booking: Hall, clerks: Staff) -> None:
    made = book(booking, clerks)
    for n in range(MOST):
        with pytest.raises(Refusal, match=r"appointment\.unknown"):
            booking.arrive(f"{n:06d}")
    refused(booking, "machine.too_often", "arrive", made.code)
    # The paper's token has 128 bits, and whoever shows it has not guessed.
    refused(booking, "appointment.early", "arrive", made.link.rpartition("/")[2])
    assert count(booking, "tickets") == 0
