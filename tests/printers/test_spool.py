"""Every job is printed once, or it is known why not: through faults, crashes and rivals."""

import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, current_thread
from time import monotonic

import pytest

from printers.drivers import Driver, Sent, open_driver
from printers.fake import FakePrinter
from printers.faults import PrinterFault
from printers.journal import Job
from printers.paper import Paper
from printers.settings import PrinterSettings
from printers.spool import Spool
from printers.status import State, Status
from tests.printers import peers
from tests.printers.ledger import Ledger
from tests.printers.peers import wait_for

NEVER = 600.0
"""Seconds that no test waits: what happens all the same was not waited for."""


class Scripted:
    """A driver that does what the test says, then prints; it counts what came out."""

    name = "front"

    def __init__(self, *troubles: BaseException) -> None:
        self.state = State.ONLINE
        self.clears = True
        self.cleared = 0
        self.confirmations: list[int] = []
        self.printed: list[str] = []
        self.tries: list[float] = []
        self.threads: set[str] = set()
        self.closed = 0
        self._troubles = list(troubles)

    def status(self) -> Status:
        return Status(self.state)

    def late(self) -> tuple[int, ...]:
        late, self.confirmations = tuple(self.confirmations), []
        return late

    def clear(self) -> bool:
        self.cleared += 1
        return self.clears

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        self.tries.append(monotonic())
        self.threads.add(current_thread().name)
        if self._troubles:
            raise self._troubles.pop(0)
        self.printed.append(label)
        return Sent()

    def close(self) -> None:
        self.closed += 1


HELD = PrinterFault("printer.unreachable", "10.0.0.9:9100: no route", False)
BROKEN = PrinterFault("printer.lost", "10.0.0.9:9100: reset", True)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "jobs.db")


@pytest.fixture
def spool_of(ledger: Ledger, tmp_path: Path) -> Iterator[Callable[[Driver], Spool]]:
    spools = []

    def make(driver: Driver) -> Spool:
        spools.append(Spool(driver, ledger, tmp_path / "printer.lock"))
        return spools[-1]

    yield make
    for spool in spools:
        spool.stop()


SpoolOf = Callable[[Driver], Spool]


def traces(caplog: pytest.LogCaptureFixture) -> int:
    """How many unforeseen errors have been logged with their trace."""
    return sum(record.exc_info is not None for record in caplog.records)


class TestDrain:
    def test_all_jobs_go_out_in_their_order(self, ledger: Ledger, spool_of: SpoolOf) -> None:
        ledger.put(3)
        driver = Scripted()
        assert spool_of(driver).drain()
        assert driver.printed == ["job-1", "job-2", "job-3"]
        assert ledger.states() == ["sent"] * 3

    def test_a_job_that_never_left_stays_queued_with_its_fault(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put(2)
        driver = Scripted(HELD)
        spool = spool_of(driver)
        assert spool.drain()
        assert ledger.states() == ["queued", "queued"]
        assert ledger.codes() == ["printer.unreachable", ""]
        assert spool.drain()
        assert driver.printed == ["job-1", "job-2"], "in order, each once"
        assert ledger.codes() == ["", ""]

    def test_a_job_that_broke_off_is_unknown_and_never_sent_again(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put(2)
        driver = Scripted(BROKEN)
        spool = spool_of(driver)
        spool.drain()
        spool.drain()
        assert driver.printed == ["job-2"]
        assert ledger.states() == ["unknown", "sent"]
        assert ledger.codes()[0] == "printer.lost"

    def test_a_driver_that_breaks_leaves_the_fate_unknown_and_a_trace(
        self, ledger: Ledger, spool_of: SpoolOf, caplog: pytest.LogCaptureFixture
    ) -> None:
        ledger.put()
        spool_of(Scripted(ZeroDivisionError("a bug"))).drain()
        assert ledger.states() == ["unknown"]
        assert traces(caplog) == 1

    def test_it_works_again_after_the_thread_has_stopped(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        spool = spool_of(Scripted())
        spool.start()
        spool.stop()
        ledger.put()
        assert spool.drain()
        assert ledger.states() == ["sent"]


class TestLooks:
    """The owner looks how the printer is, before it sends and all the time."""

    def test_nothing_is_sent_to_a_printer_that_is_down(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put()
        driver = Scripted()
        driver.state = State.PAPER_END
        spool = spool_of(driver)
        spool.start()
        wait_for(lambda: ledger.codes() == ["printer.paper"])
        assert ledger.states() == ["queued"]
        driver.state = State.NEAR_END
        wait_for(lambda: ledger.states() == ["sent"])
        assert ledger.looks()[0] == "paper_end"
        assert ledger.looks()[-1] == "near_end"
        assert len(driver.tries) == 1

    def test_a_fault_is_seen_although_nothing_is_printed(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        driver = Scripted()
        spool_of(driver).start()
        wait_for(lambda: "online" in ledger.looks())
        driver.state = State.COVER_OPEN
        wait_for(lambda: ledger.looks()[-1] == "cover_open")

    def test_a_paper_that_was_waived_is_not_printed_late(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put(2)
        driver = Scripted()
        driver.state = State.PAPER_END
        spool_of(driver).start()
        wait_for(lambda: "paper_end" in ledger.looks())
        ledger.waive(1)
        driver.state = State.ONLINE
        wait_for(lambda: ledger.states() == ["waived", "sent"])
        assert driver.printed == ["job-2"]

    def test_a_cleared_job_has_failed_and_the_printer_is_not_cleared_again(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put()
        driver = Scripted(PrinterFault("printer.paper", "out in the middle", True, cleared=True))
        spool = spool_of(driver)
        spool.drain()
        driver.state = State.PAPER_END
        spool.drain()
        assert ledger.states() == ["failed"]
        assert driver.cleared == 0

    def test_what_an_interrupted_job_left_in_the_printer_is_cleared(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        """It would come out with the next roll, long after its person has gone."""
        ledger.put()
        driver = Scripted(BROKEN)
        spool = spool_of(driver)
        spool.drain()
        driver.state, driver.clears = State.PAPER_END, False
        spool.drain()
        spool.drain()
        driver.clears = True
        spool.drain()
        assert driver.cleared == 3, "again, until the printer has said that it is empty"
        spool.drain()
        assert driver.cleared == 3

    def test_a_printer_that_goes_on_is_not_cut_short(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put()
        driver = Scripted(BROKEN)
        spool = spool_of(driver)
        spool.drain()
        spool.drain()
        driver.state = State.PAPER_END
        spool.drain()
        assert driver.cleared == 0

    def test_a_confirmation_that_comes_late_still_counts(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put()
        driver = Scripted(BROKEN)
        spool = spool_of(driver)
        spool.drain()
        assert ledger.states() == ["unknown"]
        driver.confirmations = [1]
        spool.drain()
        assert ledger.states() == ["printed"]


class TestThread:
    def test_it_owns_the_printer_and_wakes_at_once(
        self, ledger: Ledger, spool_of: SpoolOf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        driver = Scripted()
        spool, other = spool_of(driver), spool_of(Scripted())
        spool.start()
        wait_for(lambda: not other.drain())
        # Not before: who finds another owner looks again after as long.
        monkeypatch.setattr("printers.spool._IDLE", NEVER)
        for number in range(1, 6):
            ledger.put()
            spool.wake()
            wait_for(lambda: len(driver.printed) == number)  # noqa: B023 - called at once
        assert driver.threads == {"spool front"}
        spool.stop()
        assert driver.closed == 1
        assert other.drain()

    def test_it_sees_the_jobs_of_other_processes(self, ledger: Ledger, spool_of: SpoolOf) -> None:
        spool = spool_of(Scripted())
        spool.start()
        ledger.put()
        wait_for(lambda: ledger.states() == ["sent"])

    def test_it_tries_again_less_and_less_often(self, ledger: Ledger, spool_of: SpoolOf) -> None:
        ledger.put()
        driver = Scripted(HELD, HELD)
        spool_of(driver).start()
        wait_for(lambda: ledger.states() == ["sent"])
        first, second, third = driver.tries
        assert second - first > 0.4
        assert third - second > 0.9

    def test_a_printer_that_is_switched_on_prints_what_waited(
        self, ledger: Ledger, spool_of: SpoolOf
    ) -> None:
        ledger.put(2)
        port = peers.free_port()
        settings = PrinterSettings(kind="network", host="127.0.0.1", port=port, timeout=1)
        spool_of(open_driver(settings)).start()
        wait_for(lambda: ledger.codes()[0] == "printer.silent")
        with FakePrinter.tcp(port) as printer:
            wait_for(lambda: ledger.states() == ["printed", "printed"])
            assert [slip.whole for slip in printer.slips] == [True, True]

    def test_a_journal_that_fails_loses_no_job_and_doubles_none(
        self,
        ledger: Ledger,
        spool_of: SpoolOf,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        for verb in ("next_job", "sending", "sent"):
            monkeypatch.setattr(ledger, verb, FailsOnce(getattr(ledger, verb)))
        ledger.put(2)
        driver = Scripted()
        spool_of(driver).start()
        wait_for(lambda: ledger.states() == ["sent", "sent"])
        assert driver.printed == ["job-1", "job-2"]
        assert traces(caplog) == 3

    @pytest.mark.parametrize(("trouble", "verb"), [(HELD, "held"), (BROKEN, "unknown")])
    def test_a_fault_that_could_not_be_told_is_told_later(
        self,
        trouble: PrinterFault,
        verb: str,
        ledger: Ledger,
        spool_of: SpoolOf,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(ledger, verb, FailsOnce(getattr(ledger, verb)))
        ledger.put()
        driver = Scripted(trouble)
        spool = spool_of(driver)
        with pytest.raises(OSError, match="disk full"):
            spool.drain()
        assert ledger.states() == ["sending"]
        spool.drain()
        assert ledger.states() == ["sent" if trouble is HELD else "unknown"]


class FailsOnce:
    """A verb of the journal whose first call meets a full disk."""

    def __init__(self, verb: Callable[..., Job | None]) -> None:
        self._verb = verb
        self._failed = False

    def __call__(self, *values: object) -> Job | None:
        if not self._failed:
            self._failed = True
            raise OSError("disk full")
        return self._verb(*values)


PRELUDE = """
import os, sys
from pathlib import Path
from printers.drivers import open_driver
from printers.settings import PrinterSettings
from printers.spool import Spool
from tests.printers.ledger import Ledger
home = Path(sys.argv[1])
ledger = Ledger(home / "jobs.db")
(home / "out").mkdir(exist_ok=True)
driver = open_driver(PrinterSettings(kind="file", path=home / "out"))
spool = Spool(driver, ledger, home / "printer.lock")
"""


@contextmanager
def process(home: Path, script: str) -> Iterator[subprocess.Popen[str]]:
    """Another program with a spool on the same jobs and the same printer."""
    started = subprocess.Popen(
        [sys.executable, "-c", PRELUDE + textwrap.dedent(script), str(home)],
        stdin=subprocess.PIPE,
        text=True,
    )
    try:
        yield started
    finally:
        started.kill()
        started.communicate()


class TestProcesses:
    def test_one_owns_the_printer_until_it_dies(
        self, ledger: Ledger, spool_of: SpoolOf, tmp_path: Path
    ) -> None:
        with process(tmp_path, "spool.start(); input()") as it:
            driver = Scripted()
            spool = spool_of(driver)
            wait_for(lambda: not spool.drain())
            ledger.put()
            wait_for(lambda: ledger.states() == ["printed"])
            assert driver.printed == []
            it.send_signal(signal.SIGKILL)
            it.wait()
            ledger.put()
            assert spool.drain() is True
            assert driver.printed == ["job-2"]

    def test_a_thread_takes_over_from_a_process_that_died(
        self, ledger: Ledger, spool_of: SpoolOf, tmp_path: Path
    ) -> None:
        with process(tmp_path, "spool.start(); input()") as it:
            driver = Scripted()
            spool = spool_of(driver)
            wait_for(lambda: not spool.drain())
            spool.start()
            it.send_signal(signal.SIGKILL)
            it.wait()
            ledger.put()
            wait_for(lambda: driver.printed == ["job-1"])

    def test_a_crash_while_sending_leaves_the_job_for_the_journal_to_see(
        self, ledger: Ledger, spool_of: SpoolOf, tmp_path: Path
    ) -> None:
        ledger.put(2)
        crash = "driver.send = lambda *_: os.kill(os.getpid(), 9); spool.drain()"
        with process(tmp_path, crash) as it:
            assert it.wait(60) == -signal.SIGKILL
        assert ledger.states() == ["sending", "queued"]
        driver = Scripted()
        assert spool_of(driver).drain()
        assert driver.printed == ["job-2"], "what may be on paper is not printed again"
        assert ledger.states() == ["sending", "sent"]

    def test_rivals_print_every_job_once(self, ledger: Ledger, tmp_path: Path) -> None:
        jobs, rivals = 60, 3
        script = f"""
            for _ in range({jobs // rivals}):
                ledger.put()
                spool.drain()
        """
        with (
            process(tmp_path, script) as one,
            process(tmp_path, script) as two,
            process(tmp_path, script) as three,
        ):
            assert [it.wait(60) for it in (one, two, three)] == [0, 0, 0]
        assert ledger.states() == ["printed"] * jobs, "none was left behind"
        names = sorted(path.name for path in (tmp_path / "out").iterdir())
        assert names == sorted(f"job-{number}.bin" for number in range(1, jobs + 1))


def test_waking_during_a_look_is_not_lost(
    ledger: Ledger, spool_of: SpoolOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A job that arrives between the spool's look and its sleep is printed at once."""
    looked, woken = Event(), Event()
    look = ledger.next_job

    def slow_look() -> Job | None:
        job = look()
        looked.set()
        woken.wait(30)
        return job

    monkeypatch.setattr("printers.spool._IDLE", NEVER)
    monkeypatch.setattr(ledger, "next_job", slow_look)
    driver = Scripted()
    spool = spool_of(driver)
    spool.start()
    assert looked.wait(30)
    ledger.put()
    spool.wake()
    woken.set()
    wait_for(lambda: driver.printed == ["job-1"])
