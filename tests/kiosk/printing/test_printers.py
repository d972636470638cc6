"""How the printers are: known to everybody within seconds, said once, taken over by another."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from kiosk import config
from kiosk.hall import Hall, open_hall
from kiosk.printing.journal import Journal
from kiosk.printing.printers import ALIVE_SECONDS
from kiosk.refusal import Refusal
from printers.status import State, Status
from tests.hall import HandClock, change_settings, count

MAIN = '[[printers]]\nname = "main"\n'
SECOND = """
[[printers]]
name = "second"
kind = "virtual"
path = "second"
"""


@pytest.fixture
def two(sqlite_folder: Path) -> Path:
    """A hall whose second printer takes over."""
    change_settings(sqlite_folder, MAIN, f'{MAIN}standby = "second"\n')
    file = sqlite_folder / "hall.toml"
    file.write_text(file.read_text(encoding="utf-8") + SECOND, encoding="utf-8")
    return sqlite_folder


def journals(hall: Hall) -> list[Journal]:
    return [Journal(hall.ground, each) for each in hall.settings.printers]


def test_a_printer_nobody_has_looked_at_is_never_fine(hall: Hall) -> None:
    [printer] = hall.printers()
    assert (printer.name, printer.state, printer.here) == ("main", State.NO_ANSWER, True)
    assert printer.since is None
    assert not printer.prints


def test_everybody_knows_how_it_is_and_since_when(hall: Hall, clock: HandClock) -> None:
    [journal] = journals(hall)
    journal.seen(Status(State.ONLINE))
    clock.move(minutes=1)
    journal.seen(Status(State.PAPER_END, "DLE EOT 4: 7e"))
    since = clock()
    clock.move(seconds=30)
    journal.seen(Status(State.PAPER_END, "DLE EOT 4: 7e"))
    with open_hall(hall.ground.folder, clock) as other:
        printer = other.printer()
        assert printer is not None
        assert (printer.state, printer.since) == (State.PAPER_END, since)
        assert printer.detail == "DLE EOT 4: 7e"


def test_an_owner_that_is_gone_is_silence(hall: Hall, clock: HandClock) -> None:
    """kill -9 of the service: what it saw last counts no more."""
    [journal] = journals(hall)
    journal.seen(Status(State.ONLINE))
    clock.move(seconds=2 * ALIVE_SECONDS)
    assert [each.prints for each in hall.printers()] == [True]
    clock.move(seconds=2 * ALIVE_SECONDS)
    assert [each.state for each in hall.printers()] == [State.NO_ANSWER]
    journal.seen(Status(State.ONLINE))
    assert [each.prints for each in hall.printers()] == [True]


def test_down_is_logged_once_and_up_once(
    hall: Hall, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    [journal] = journals(hall)
    for state in ("online", "paper_end", "paper_end", "cover_open", "paper_end", "near_end"):
        clock.move(seconds=ALIVE_SECONDS)
        journal.seen(Status(State(state)))
    said = [each.getMessage() for each in caplog.records if each.name.startswith("kiosk.printing")]
    assert [("down" in each, "well again" in each) for each in said] == [
        (True, False),
        (False, True),
    ]


def test_a_look_without_news_writes_nothing(sqlite_hall: Hall, clock: HandClock) -> None:
    [journal] = journals(sqlite_hall)
    journal.seen(Status(State.ONLINE))
    before = sqlite_hall.ground.folder / "hall.db-wal"
    size = before.stat().st_size
    for _ in range(5):
        clock.move(seconds=1)
        journal.seen(Status(State.ONLINE))
    assert before.stat().st_size == size
    assert count(sqlite_hall, "printers") == 1


def test_papers_on_their_way_are_counted(hall: Hall) -> None:
    for _ in range(3):
        hall.issue("SC001")
    [printer] = hall.printers()
    assert printer.waiting == 3


# --- A printer that takes over ---


def test_a_standby_prints_what_the_first_cannot(two: Path, clock: HandClock) -> None:
    with open_hall(two, clock) as hall:
        main, second = journals(hall)
        issued = hall.issue("SC001")
        main.seen(Status(State.COVER_OPEN))
        assert second.next_job() is None, "a standby that nobody has seen is no help"
        second.seen(Status(State.ONLINE))
        main.seen(Status(State.COVER_OPEN))
        assert main.next_job() is None
        job = second.next_job()
        assert job is not None
        assert job.id == issued.job
        assert hall.job(issued.job).error is None
        now = hall.printer()
        assert now is not None
        assert now.name == "second"


def test_what_has_begun_stays_with_its_printer(two: Path, clock: HandClock) -> None:
    with open_hall(two, clock) as hall:
        main, second = journals(hall)
        hall.issue("SC001")
        job = main.next_job()
        assert job is not None
        assert main.sending(job)
        second.seen(Status(State.ONLINE))
        main.seen(Status(State.PAPER_END))
        assert second.next_job() is None


def test_both_down_is_shown_as_the_first_ones_fault(two: Path, clock: HandClock) -> None:
    with open_hall(two, clock) as hall:
        main, second = journals(hall)
        second.seen(Status(State.NO_ANSWER))
        issued = hall.issue("SC001")
        main.seen(Status(State.PAPER_END))
        assert hall.job(issued.job).error == "printer.paper"
        now = hall.printer()
        assert now is not None
        assert (now.name, now.state) == ("main", State.PAPER_END)


def test_the_real_spools_take_over(two: Path, clock: HandClock) -> None:
    """The folder of the first cannot be made; the paper lies in that of the second."""
    (two / "receipts").write_text("no folder")
    with open_hall(two, clock) as hall:
        issued = hall.issue("SC001")
        hall.settle(hall.issue("SC001").job)
        job = hall.settle(issued.job)
        assert (job.state, job.printer.partition("/")[2]) == ("printed", "second")
        assert len(list((two / "second").glob("*.png"))) == 2


@pytest.mark.parametrize("standby", ["nobody", "main"])
def test_a_standby_is_another_printer(sqlite_folder: Path, standby: str) -> None:
    change_settings(sqlite_folder, MAIN, f'{MAIN}standby = "{standby}"\n')
    with pytest.raises(Refusal, match=r"settings\.faulty"):
        config.load(sqlite_folder)
