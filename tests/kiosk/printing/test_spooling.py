"""Papers on their way: none is lost, none comes out twice, and nobody waits for a printer."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from data.faults import StoreFault
from data.seal import Seal
from kiosk import layout, setup
from kiosk.hall import Hall, open_hall
from kiosk.printing.spooling import Spooling
from kiosk.refusal import Refusal
from printers.fake import FakePrinter
from tests.hall import PASSWORD, HandClock, change_settings, copy_hall
from tests.kiosk.printing.trouble import wait_for
from tests.kiosk.workers import Worker
from tests.printers.peers import free_port

VIRTUAL = 'kind = "virtual"\nwidth_mm = 80\npath = "receipts"'


def use_network(folder: Path, port: int, timeout: float = 1) -> None:
    where = f'kind = "network"\nhost = "127.0.0.1"\nport = {port}'
    printer = f'{where}\ntimeout = {timeout}\nrendering = "text"'
    change_settings(folder, VIRTUAL, printer)


def rows(hall: Hall) -> list[Any]:
    with hall.ground.read() as work:
        query = "SELECT id, state, tries, error, detail, sealed FROM print_jobs ORDER BY id"
        return list(work.connection.exec_driver_sql(query))


def states(hall: Hall) -> list[str]:
    return [row.state for row in rows(hall)]


@pytest.fixture
def away(sqlite_folder: Path) -> int:
    """The port of a printer that is switched off."""
    port = free_port()
    use_network(sqlite_folder, port)
    return port


def test_a_paper_comes_out(hall: Hall) -> None:
    issued = hall.issue("SC001")
    assert not hall.job(issued.job).out
    job = hall.settle(issued.job)
    assert (job.state, job.error) == ("printed", None)
    assert job.receipt is not None
    file = Path(job.receipt)
    assert file.parent == hall.ground.folder / "receipts"
    assert "B001" in file.name
    assert file.with_suffix(".png").exists()
    assert hall.settle(issued.job) == job
    assert len(list(file.parent.glob("*.bin"))) == 1


def test_a_paper_is_sealed_until_it_is_printed(hall: Hall) -> None:
    """Its code carries the token of a link; a copy of the database must not (R58, R59)."""
    issued = hall.issue("SC001")
    sealed = bytes(rows(hall)[0].sealed)
    for secret in (issued.status_url.rpartition("/s/")[2], "SC001", "B001", "个体工商户"):
        assert secret.encode() not in sealed
    plain = json.loads(hall.ground.seal.read(sealed))
    assert plain["language"] == "zh"
    with pytest.raises(StoreFault, match=r"key\.wrong"):
        Seal(b"x" * 32).read(sealed)


# --- The printer is away ---


def test_a_printer_that_is_away_keeps_nobody(
    away: int, sqlite_folder: Path, clock: HandClock
) -> None:
    with open_hall(sqlite_folder, clock) as hall:
        issued = hall.issue("SC001")
        begun = time.monotonic()
        job = hall.settle(issued.job)
        assert time.monotonic() - begun < 5
        assert (job.state, job.error) == ("queued", "printer.silent")
        assert [each.label for each in hall.at_counter("1").stuck.jobs] == [job.label]
        assert hall.stuck_jobs() == (job,)
        assert str(away) in rows(hall)[0].detail

        with FakePrinter.tcp(away) as printer:
            second = hall.issue("SC002")
            assert hall.settle(second.job).state == "printed"
            # What had waited has come out with it, first, and once.
            assert hall.job(issued.job).state == "printed"
            slips = [slip.codes for slip in printer.slips]
            assert slips == [(issued.status_url,), (second.status_url,)]
        assert hall.at_counter("1").stuck.jobs == ()
        assert hall.job(issued.job).error is None


@pytest.fixture
def deaf() -> Iterator[int]:
    """The port of a printer that answers no call at all: nobody takes its connections."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port: int = listener.getsockname()[1]
        waiting = []
        for _ in range(4):
            caller = socket.socket()
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", port))
            waiting.append(caller)
        yield port
        for caller in waiting:
            caller.close()


def test_a_printer_that_says_nothing_keeps_nobody_longer_than_five_seconds(
    deaf: int, sqlite_folder: Path, clock: HandClock
) -> None:
    """With the time-out that a printer has by default, and a paper that waits already."""
    use_network(sqlite_folder, deaf, timeout=3)
    with open_hall(sqlite_folder, clock) as hall:
        hall.issue("SC001")
        issued = hall.issue("SC001")
        begun = time.monotonic()
        job = hall.settle(issued.job, 4.5)
        assert time.monotonic() - begun < 5
        assert job.state == "queued"


def test_papers_that_wait_keep_nobody_longer(
    away: int, sqlite_folder: Path, clock: HandClock
) -> None:
    """The printer is back, and ten papers stand before mine."""
    with open_hall(sqlite_folder, clock) as hall:
        for _ in range(9):
            hall.issue("SC001")
        issued = hall.issue("SC001")
        with FakePrinter.tcp(away, print_speed=400) as printer:
            # Each takes a quarter of a second at least: none is begun after the first second.
            hall.settle(issued.job, 1)
            assert not hall.job(issued.job).out
            while not hall.job(issued.job).out:
                hall.settle(issued.job, 1)
            slips = [slip.codes for slip in printer.wait_slips(10)]
            assert len(slips) == len(set(slips)) == 10


def test_a_hall_without_a_printer_gives_its_number_at_once(
    sqlite_folder: Path, clock: HandClock
) -> None:
    change_settings(sqlite_folder, '[[printers]]\nname = "main"\n', "[unused]\n")
    text = (sqlite_folder / "hall.toml").read_text(encoding="utf-8")
    (sqlite_folder / "hall.toml").write_text(text[: text.index("[unused]")], encoding="utf-8")
    with open_hall(sqlite_folder, clock) as hall:
        assert hall.settings.printers == ()
        issued = hall.issue("SC001")
        begun = time.monotonic()
        assert hall.settle(issued.job, 4.5).state == "queued"
        assert time.monotonic() - begun < 4


def test_a_spool_prints_what_another_process_queues(hall: Hall) -> None:
    spooling = Spooling(hall.ground)
    with open_hall(hall.ground.folder, hall.ground.clock) as other:
        issued = other.issue("SC001")
        wait_for(lambda: other.job(issued.job).out)
    spooling.stop()
    assert hall.job(issued.job).state == "printed"


# --- Several processes ---


def test_two_processes_one_printer_each_paper_once(folder: Path, workers: list[Worker]) -> None:
    with open_hall(folder) as hall:
        jobs = [hall.issue("SC001").job for _ in range(16)]
        for worker in workers:
            worker.ask("settle", str(folder), jobs)
        for worker in workers:
            assert worker.answer() == ["printed"] * 16
        assert [row.tries for row in rows(hall)] == [1] * 16
    papers = list((folder / "receipts").glob("*.bin"))
    assert len(papers) == len({paper.read_bytes() for paper in papers}) == 16


@pytest.mark.parametrize(
    ("slow", "whole"),
    [("speed 400", False), ("print 60", True)],
    ids=["half of the bytes out", "half of the paper out"],
)
def test_who_dies_while_sending_leaves_no_second_paper(
    sqlite_folder: Path, slow: str, whole: bool
) -> None:
    """kill -9 after bytes have left and before anybody has written down what came of them."""
    with FakePrinter.tcp() as printer:
        use_network(sqlite_folder, printer.port)
        with open_hall(sqlite_folder) as hall:
            issued = hall.issue("SC001")
            worker = Worker()
            worker.ready()
            full, before = printer.state["paper_mm"], printer.state["received"]
            printer.do(slow)
            worker.ask("settle", str(sqlite_folder), [issued.job])
            wait_for(lambda: hall.job(issued.job).state == "sending")
            wait_for(
                lambda: (
                    printer.state["received"] > before + 250
                    and (not whole or printer.state["paper_mm"] < full - 20)
                ),
                20,
            )
            worker.kill()
            assert hall.job(issued.job).state == "sending"
            printer.do("speed 0")
            job = hall.settle(issued.job, 1)
            assert (job.state, job.error) == ("unknown", "printer.interrupted")
            assert hall.settle(issued.job, 0) == job
            # Only a person can say; and the person sees it.
            assert hall.at_counter("1").stuck.jobs == (job,)
            if whole:
                # The printer went on without us, and was not cut short.
                [slip] = printer.wait_slips(1)
                assert slip.whole
            printer.do("print 0")
            again = hall.reprint(issued.job, None)
            assert hall.settle(again.id).state == "printed"
            papers = [slip for slip in printer.slips if issued.status_url in slip.codes]
            marks = ["补打 第1次" in slip.text for slip in papers]
            # What the kernel had taken over from the dead may have come out all the same.
            assert marks in ([False, True], [True])


def test_who_dies_before_the_paper_leaves_it_in_the_queue(folder: Path, clock: HandClock) -> None:
    """kill -9 in the midst of issuing: what was given out is whole, and the numbers go on."""
    worker = Worker()
    worker.ready()
    worker.ask("issue", str(folder), 10_000, ["SC001"])
    with open_hall(folder) as hall:
        while sum(hall.balance().values()) < 5:
            time.sleep(0.01)
        worker.kill()
        given = sum(hall.balance().values())
        assert len(rows(hall)) == given
        assert hall.issue("SC001").ticket.number == f"B{given + 1:03d}"
        assert hall.audit_verify() is None
        with hall.ground.read() as work:
            issued = work.connection.exec_driver_sql(
                "SELECT count(*) FROM events WHERE kind = 'ticket.issued'"
            ).scalar()
        assert issued == given + 1


# --- What cannot be read or is not there ---


def test_a_paper_that_nobody_can_read_blocks_no_other(
    sqlite_folder: Path, clock: HandClock
) -> None:
    """The key was lost and made anew: old papers stay, new ones come out."""
    with open_hall(sqlite_folder, clock) as hall:
        old = hall.issue("SC001").job
    (sqlite_folder / "secret.key").write_bytes(b"k" * 32)
    with open_hall(sqlite_folder, clock) as hall:
        new = hall.issue("SC001").job
        assert hall.settle(new).state == "printed"
        assert hall.job(old).error == "printer.unreadable"
        assert not hall.job(old).out


def test_no_such_job(sqlite_hall: Hall) -> None:
    with pytest.raises(Refusal) as no:
        sqlite_hall.job(4711)
    assert no.value.code == "job.unknown"


def test_two_halls_in_one_database_keep_to_their_own_printers(
    postgres_folder: Path, tmp_path: Path, clock: HandClock
) -> None:
    text = (postgres_folder / "hall.toml").read_text(encoding="utf-8")
    plan = setup.Plan(f'code = "second"\n{text}', layout.sample())
    setup.init(tmp_path / "second", clock, PASSWORD, plan=plan)
    with open_hall(postgres_folder, clock) as first, open_hall(tmp_path / "second", clock) as other:
        mine, theirs = first.issue("SC001"), other.issue("SC001")
        assert mine.ticket.number == theirs.ticket.number == "B001"
        assert other.settle(theirs.job).state == "printed"
        assert first.job(mine.job).state == "queued"
        assert first.settle(mine.job).state == "printed"
        assert len(list((tmp_path / "second" / "receipts").glob("*.bin"))) == 1
        with pytest.raises(Refusal, match=r"link\.invalid"):
            other.status(mine.status_url.rpartition("/s/")[2])
        assert other.audit_verify() is None
        assert sum(other.balance().values()) == 1


def test_two_kiosks_of_one_hall_print_their_own_papers(
    postgres_folder: Path, tmp_path: Path, clock: HandClock
) -> None:
    """Whoever took the number stands in front of this printer, not of the one across the hall."""
    across = copy_hall(postgres_folder, tmp_path / "across")
    with open_hall(postgres_folder, clock) as here, open_hall(across, clock) as there:
        mine, theirs = here.issue("SC001"), there.issue("SC001")
        assert there.settle(theirs.job).state == "printed"
        assert here.job(mine.job).state == "queued"
        assert here.settle(mine.job).state == "printed"
    for folder, number in ((postgres_folder, "B001"), (across, "B002")):
        [paper] = (folder / "receipts").glob("*.bin")
        assert number in paper.name
