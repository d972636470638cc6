"""The doctor: finds what is amiss, and says what to do."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk import doctor
from kiosk.doctor import Finding
from kiosk.hall import open_hall
from kiosk.words import LANGUAGES
from tests.hall import HandClock, change_settings
from tests.printers.peers import free_port


def examine(folder: Path, clock: HandClock | None = None) -> dict[str, Finding]:
    found = doctor.examine(folder, "en", clock or HandClock())
    for each in found:
        assert each.message
        assert bool(each.advice) is (each.state != "good"), each
    return {each.check: each for each in found}


@pytest.fixture
def well(sqlite_folder: Path) -> Path:
    """A hall with nothing to find fault with."""
    change_settings(sqlite_folder, "port = 8321", f"port = {free_port()}")
    change_settings(sqlite_folder, "# public_url", "public_url")
    return sqlite_folder


def test_a_healthy_hall(well: Path) -> None:
    found = examine(well)
    assert {each.state for each in found.values()} == {"good"}
    wanted = {"font", "clock", "calendar", "database", "disk", "printer", "papers", "port"}
    assert wanted <= set(found)
    assert "SQLite" in found["database"].message


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_both_languages(well: Path, language: str) -> None:
    for each in doctor.examine(well, language, HandClock()):
        assert "{" not in each.title + each.message + each.advice


def test_no_hall(tmp_path: Path) -> None:
    found = examine(tmp_path)
    assert found["hall"].state == "bad"
    assert "kiosk init" in found["hall"].message + found["hall"].advice


def test_a_broken_chain(well: Path) -> None:
    with closing(sqlite3.connect(well / "hall.db")) as own:
        own.execute("DROP TRIGGER events_no_update")
        own.execute("UPDATE events SET kind = 'nothing' WHERE seq = 2")
        own.commit()
    found = examine(well)["database"]
    assert found.state == "bad"
    assert "2" in found.message


def test_a_printer_that_is_away_and_the_papers_that_wait(well: Path) -> None:
    port = free_port()
    change_settings(
        well,
        'kind = "virtual"\nwidth_mm = 80\npath = "receipts"',
        f'kind = "network"\nhost = "127.0.0.1"\nport = {port}\ntimeout = 1',
    )
    with open_hall(well, HandClock()) as hall:
        hall.settle(hall.issue("SC001").job)
    found = examine(well)
    assert found["printer"].state == "bad"
    assert found["papers"].state == "warn"
    assert "1" in found["papers"].message


def test_a_clock_of_the_last_century(well: Path) -> None:
    assert examine(well, HandClock(datetime(1999, 12, 31, tzinfo=UTC)))["clock"].state == "bad"


def test_a_clock_behind_the_halls_own_day(well: Path) -> None:
    """Once it was wrong and ran ahead, the numbers would not begin anew for all that time."""
    ahead = HandClock()
    ahead.move(days=400)
    with open_hall(well, ahead) as hall:
        hall.issue("SC001")
    assert examine(well)["day"].state == "warn"


def test_a_year_without_holidays(well: Path) -> None:
    found = examine(well, HandClock(datetime(2026, 12, 1, tzinfo=UTC)))["calendar"]
    assert found.state == "warn"
    assert "2027" in found.message


def test_a_code_that_leads_phones_nowhere(sqlite_folder: Path) -> None:
    assert examine(sqlite_folder)["phones"].state == "warn"


def test_looking_changes_nothing(well: Path) -> None:
    before = (well / "hall.db").read_bytes()
    examine(well)
    assert (well / "hall.db").read_bytes() == before
