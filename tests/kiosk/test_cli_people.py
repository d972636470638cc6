"""The commands on appointments and identities, as scripts and IT use them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.hall import open_hall
from kiosk.people.documents import DocumentKind
from kiosk.people.identity import Agent
from tests.hall import PASSWORD, change_settings
from tests.kiosk.command import HAN, Kiosk, in_this_process, refused


@pytest.fixture
def kiosk(
    sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command in this process, on a sample hall with appointments far ahead."""
    settings = "[appointments.E]\ndays = 366\nlead_minutes = 0\n\n[staff]"
    change_settings(sqlite_folder, "[staff]", settings)
    return in_this_process(sqlite_folder, monkeypatch, capsys)


@pytest.fixture
def day(sqlite_folder: Path) -> str:
    """A Monday to come, by the clock of the machine, which the command asks."""
    with open_hall(sqlite_folder) as hall:
        today = hall.ground.clock().astimezone(hall.ground.zone).date()
    return (today + timedelta(days=7 - today.weekday())).isoformat()


def test_an_appointment_from_booking_to_cancelling(kiosk: Kiosk, day: str) -> None:
    sign = {"KIOSK_PASSWORD": PASSWORD}
    free = kiosk("appointments", "free", "GA001", day, "--json").json["slots"]
    assert free[0] == {"start": "09:00", "end": "09:30", "free": 2}
    refused(kiosk("appointments", "book", "GA001", day, "09:00", "--json"), "account.needed")
    book = ("appointments", "book", "GA001", day, "09:00", "--as", "clerk")
    made = kiosk(*book, "--json", **sign).json
    assert len(made["code"]) == 8
    assert made["starts_at"] == f"{day} 09:00"
    assert "/a/" in made["link"]
    said = kiosk(*book, **sign)
    assert said.code == 0
    assert f"{day} 09:00" in said.out
    refused(kiosk(*book, "--json", **sign), "appointment.full")
    listed = kiosk("appointments", "list", day, "--json").json["appointments"]
    assert [each["state"] for each in listed] == ["booked", "booked"]
    key = str(listed[0]["appointment"])
    gone = kiosk("appointments", "cancel", key, "--as", "clerk", "--json", **sign).json
    assert gone["state"] == "cancelled"
    chinese = kiosk("appointments", "list", day, KIOSK_LANGUAGE="zh").out
    english = kiosk("appointments", "list", day, KIOSK_LANGUAGE="en").out
    assert HAN.search(chinese)
    assert not HAN.search(english)
    refused(kiosk("appointments", "list", "heute", "--json"), "appointment.no_slot")


def test_a_file_is_imported_with_a_name(kiosk: Kiosk, day: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"service,day,slot,code\nGA001,{day},09:00,12345678\nXX,{day},1,2\n")
    command = ("appointments", "import", str(file), "--as", "supervisor")
    sign = {"KIOSK_PASSWORD": PASSWORD}
    said = refused(kiosk(*command, "--json", **sign), "appointment.faulty")
    assert "XX" in said
    file.write_text(f"service,day,slot,code\nGA001,{day},09:00,12345678\n")
    assert kiosk(*command, "--json", **sign).json == {"imported": 1}
    assert len(kiosk("appointments", "list", day, "--json").json["appointments"]) == 1


def test_who_needed_no_document_is_listed_and_forgotten(kiosk: Kiosk, sqlite_folder: Path) -> None:
    with open_hall(sqlite_folder) as hall:
        passport = hall.document(DocumentKind.PASSPORT, "E12345678")
        number = hall.issue_to("SC001", Agent(passport, "父亲卧床")).ticket
    found = kiosk("identities", "list", number.day.isoformat(), "--json").json["identities"]
    expected = {"number": "B001", "kind": "passport", "reason": "父亲卧床", "allowed_by": None}
    assert found == [expected]
    assert kiosk("identities", "purge", "--json").json == {"purged": 0}
    assert kiosk("identities", "list", "heute").code == 2
