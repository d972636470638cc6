"""Appointments from another system: taken over whole, or refused whole with every line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kiosk.hall import Hall
from kiosk.words import words
from tests.hall import HandClock, Staff, count, events
from tests.kiosk.people.conftest import book, refused


def csv(tmp_path: Path, *lines: str, head: str = "service,day,slot,code") -> Path:
    file = tmp_path / "appointments.csv"
    file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8-sig")
    return file


def test_a_file_is_taken_over_whole(
    booking: Hall, clerks: Staff, clock: HandClock, tmp_path: Path
) -> None:
    lines = ["GA001,2026-03-02,10:00,20260001", "GA002,2026-03-03,14:30,YY20260002"]
    assert booking.import_appointments(csv(tmp_path, *lines), clerks.supervisor) == 2
    assert events(booking)[-1] == "appointment.imported"
    clock.set(2, 9, 50)
    assert booking.arrive("20260001").ticket.service == "GA001"
    clock.set(3, 14, 30)
    assert booking.arrive("YY20260002").ticket.service == "GA002"


def test_every_fault_is_told_with_its_line_and_nothing_is_kept(
    booking: Hall, clerks: Staff, tmp_path: Path
) -> None:
    code = book(booking, clerks).code
    file = csv(
        tmp_path,
        "GA001,2026-03-02,10:30,20260001",
        "XX999,2026-03-02,10:00,20260002",
        "MZ001,2026-03-02,10:00,20260003",
        "GA001,2026-03-02,10:07,20260004",
        "GA001,heute,10:00,20260005",
        "GA001,2026-03-02,10:00,张三",
        f"GA001,2026-03-02,11:00,{code}",
        "GA001,2026-03-02,11:30,20260006",
        "GA001,2026-03-02,11:30,20260007",
        "GA001,2026-03-02,11:30,20260010",
        "GA001,2026-03-02",
        "GA001,2026-05-02,11:00,20260008",
        "GA001,2026-03-01,11:00,20260009",
        "GA001,2026-03-02,14:00,20260001",
    )
    no = refused(booking, "appointment.faulty", "import_appointments", file, clerks.admin)
    said = words().refusal(no.code, "zh", no.values)
    told = [int(line.split()[1]) for line in said.splitlines()[1:]]
    assert told == [2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15]
    assert no.values["count"] == 12
    assert "张三" not in said, "what stands in a wrong column may be a name"


@pytest.mark.parametrize("head", ["", "service,day", "service;day;slot;code", "name,phone,id,code"])
def test_a_file_of_another_kind_is_refused(
    booking: Hall, clerks: Staff, tmp_path: Path, head: str
) -> None:
    file = csv(tmp_path, head=head)
    refused(booking, "appointment.columns", "import_appointments", file, clerks.admin)
    missing = tmp_path / "none.csv"
    refused(booking, "file.unreadable", "import_appointments", missing, clerks.admin)
    refused(booking, "account.not_allowed", "import_appointments", file, clerks.clerk)


def test_a_thousand_lines_take_seconds(booking: Hall, clerks: Staff, tmp_path: Path) -> None:
    lines = [f"SC001,2026-03-{3 + n % 3:02d},{9 + n % 3:02d}:00,{n:08d}" for n in range(1000)]
    began = time.monotonic()
    assert booking.import_appointments(csv(tmp_path, *lines), clerks.admin) == 1000
    assert time.monotonic() - began < 60
    assert count(booking, "appointments") == 1000
