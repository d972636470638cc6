"""The doctor: finds what is amiss, and says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk import doctor
from kiosk.doctor import Finding
from kiosk.hall import open_hall
from kiosk.words import LANGUAGES
from printers.fake import FakePrinter
from printers.fake.printer import TcpPrinter
from tests.hall import HandClock, change_settings
from tests.kiosk.command import process
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


def test_a_person_reads_the_table_and_no_log_beside_it(well: Path) -> None:
    change_settings(well, 'kind = "virtual"', f'kind = "network"\nport = {free_port()}')
    change_settings(well, 'path = "receipts"', 'host = "127.0.0.1"')
    said = process("doctor", "--data", str(well))
    assert said.code == 1
    assert "main" in said.out
    assert said.err == ""


def test_a_broken_chain(well: Path) -> None:
    with closing(sqlite3.connect(well / "hall.db")) as own:
        own.execute("DROP TRIGGER events_no_update")
        own.execute("UPDATE events SET kind = 'nothing' WHERE seq = 2")
        own.commit()
    found = examine(well)["database"]
    assert found.state == "bad"
    assert "2" in found.message


VIRTUAL = 'kind = "virtual"\nwidth_mm = 80\npath = "receipts"'


def use_network(folder: Path, port: int, more: str = "") -> None:
    """Print on the network instead of into a folder."""
    network = f'kind = "network"\nhost = "127.0.0.1"\nport = {port}\ntimeout = 1\n{more}'
    change_settings(folder, VIRTUAL, network)


@pytest.fixture
def fake(well: Path) -> Iterator[TcpPrinter]:
    """The printer of the healthy hall, at the other end of a real wire."""
    with FakePrinter.tcp() as printer:
        use_network(well, printer.port)
        yield printer


def test_a_printer_that_is_away_and_the_papers_that_wait(well: Path) -> None:
    use_network(well, free_port())
    with open_hall(well, HandClock()) as hall:
        hall.settle(hall.issue("SC001").job)
    found = examine(well)
    assert found["printer"].state == "bad"
    assert "refused" in found["printer"].message
    assert found["papers"].state == "warn"
    assert "1" in found["papers"].message


@pytest.mark.parametrize(
    ("trouble", "state", "message", "advice"),
    [
        ("near on", "warn", "near its end", "new roll"),
        ("paper out", "bad", "out of paper", "new roll"),
        ("cover open", "bad", "cover is open", "clicks"),
        ("cutter fail", "bad", "cutter", "stuck paper"),
        ("hot on", "bad", "too hot", "goes on by itself"),
        ("error on", "bad", "error", "Switch it off"),
        ("answers off", "bad", "no answer", "answers = false"),
        ("garbage on", "bad", "no receipt printer", "baud"),
    ],
)
def test_what_a_printer_says_of_itself(
    well: Path, fake: TcpPrinter, trouble: str, state: str, message: str, advice: str
) -> None:
    fake.do(trouble)
    found = examine(well)["printer"]
    assert found.state == state
    assert message in found.message
    assert advice in found.advice


def test_a_printer_that_cannot_answer_is_no_fault(well: Path) -> None:
    with FakePrinter.tcp() as fake:
        use_network(well, fake.port, "answers = false")
        found = examine(well)["printer"]
    assert found.state == "good"
    assert "not what came out" in found.message


def test_a_standby_takes_the_weight_off(well: Path, fake: TcpPrinter) -> None:
    file = well / "hall.toml"
    spare = (
        '\nstandby = "spare"\n\n[[printers]]\nname = "spare"\nkind = "virtual"\npath = "spare"\n'
    )
    file.write_text(file.read_text(encoding="utf-8") + spare, encoding="utf-8")
    fake.do("paper out")
    found = [each for each in doctor.examine(well, "en", HandClock()) if each.check == "printer"]
    assert [each.state for each in found] == ["warn", "good"]
    assert "spare prints instead" in found[0].message


def test_a_serial_port_that_is_none_is_named(well: Path, tmp_path: Path) -> None:
    change_settings(well, VIRTUAL, f'kind = "serial"\ndevice = "{tmp_path}"')
    found = examine(well)["printer"]
    assert found.state == "bad"
    assert str(tmp_path) in found.message


def test_a_lock_of_another_user(well: Path) -> None:
    (well / "printer-main.lock").mkdir()
    found = examine(well)["printer"]
    assert found.state == "bad"
    assert "printer-main.lock" in found.message


def test_no_printer_at_all(well: Path) -> None:
    file = well / "hall.toml"
    text = file.read_text(encoding="utf-8").partition("[[printers]]")[0]
    file.write_text(text, encoding="utf-8")
    found = examine(well)["printer"]
    assert found.state == "bad"
    assert "kiosk printers find" in found.advice


def test_the_papers_of_the_day(well: Path, fake: TcpPrinter) -> None:
    fake.do("clear off")
    clock = HandClock()
    clock.move(days=-1)
    with open_hall(well, clock) as hall:
        hall.settle(hall.issue("SC001").job)  # yesterday's count no more
        clock.move(days=1)
        assert hall.settle(hall.issue("SC001").job).out
        assert "1 paper was printed" in examine(well)["failed"].message
        fake.do("out after 30")
        assert hall.settle(hall.issue("SC001").job).state == "unknown"
    found = examine(well)["failed"]
    assert found.state == "warn"
    assert found.message.startswith("1 of 2 ")
    assert "kiosk printers papers --all" in found.advice


def test_papers_that_nobody_wanted_any_more_are_no_failure(well: Path, fake: TcpPrinter) -> None:
    with open_hall(well, HandClock()) as hall:
        fake.do("paper out")
        waived = hall.settle(hall.issue("SC001").job)
        hall.waive(waived.id)
        fake.do("paper 60000")
        assert hall.settle(hall.issue("SC001").job).out
    assert examine(well)["failed"].state == "good"


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


def test_looking_changes_nothing_but_what_is_known_of_the_printers(well: Path) -> None:
    def kept() -> dict[str, list[Any]]:
        with closing(sqlite3.connect(well / "hall.db")) as own:
            tables = own.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return {
                name: own.execute(f"SELECT * FROM {name}").fetchall()
                for (name,) in tables
                if name not in ("printers", "bells")
            }

    before = kept()
    assert before["tickets"] == []
    examine(well)
    assert kept() == before
