"""Takes paper jobs from a journal to the printer: one owner at a time, each job at most once.

The journal is told before the first byte leaves and again when the fate of the job is known. What
stands between the two when a process dies is never sent again blindly.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Final, Protocol

from printers.drivers import Driver, PrinterFault, fault_of
from printers.paper import Paper

_IDLE: Final = 0.5
"""Seconds between looks for jobs that another process put into the journal."""

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 5.0
"""Seconds to wait after a fault; doubled from the first to the longest."""

_HANDOVER: Final = 0.2
"""Seconds that a drain waits for the lock: longer than an owner's last look and its release."""

log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to print. ``label`` names it on disk and in a print queue."""

    id: int
    label: str
    paper: Paper


class Journal(Protocol):
    """Where jobs are kept. Each call is one transaction, committed when it returns."""

    def next_job(self) -> Job | None:
        """The oldest queued job that is due for a try.

        Asked only by the owner of the printer. So a job that stands at "sending" now was left
        there by a process that died.
        """
        ...

    def sending(self, job: Job) -> None:
        """The first byte is about to leave."""
        ...

    def sent(self, job: Job, receipt: str | None, confirmed: bool) -> None:
        """All bytes are out; ``confirmed`` when the device itself said so."""
        ...

    def held(self, job: Job, fault: PrinterFault) -> None:
        """Not a byte left: it stays queued and is tried again, and the fault is visible."""
        ...

    def unknown(self, job: Job, fault: PrinterFault) -> None:
        """Bytes may have left: it is never sent again by itself, and stays visible."""
        ...


class Spool:
    """The way of the jobs of one journal to one printer, ``lock`` being the file that owns it.

    Either ``drain`` it from time to time or ``start`` its thread; a process may do both.
    """

    def __init__(self, driver: Driver, journal: Journal, lock: Path) -> None:
        self._driver = driver
        self._journal = journal
        self._lock = lock
        self._verdict: Callable[[], None] | None = None
        self._thread: Thread | None = None
        self._stopping = Event()
        self._awake = Event()

    def drain(self, until: float | None = None) -> bool:
        """Send all jobs that are due, if this process can own the printer now.

        False: another thread or process owns it and sends them. No job is begun after `until`
        (`time.monotonic`). Raises what the journal raises, and PrinterFault where the lock cannot
        be had at all.
        """
        deadline = monotonic() + _HANDOVER
        while True:
            with self._owned() as owned:
                if owned:
                    self._send_due(until)
                    return True
            if monotonic() > deadline:
                return False
            sleep(_HANDOVER / 10)

    def start(self) -> None:
        """Own the printer from a thread, as soon as nobody else does, until ``stop``."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name=f"spool {self._driver.name}", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """End the thread, let the job on its way finish, and release the printer."""
        self._stopping.set()
        self._awake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._stopping.clear()
        self._driver.close()

    def wake(self) -> None:
        """Look for jobs at once; any thread may call it."""
        self._awake.set()

    def _run(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                with self._owned() as owned:
                    while owned and not self._stopping.is_set():
                        # Cleared before the look, so that a wake during it is not lost.
                        self._awake.clear()
                        if self._send_due():
                            pause = _FIRST_PAUSE
                            self._awake.wait(_IDLE)
                        else:
                            # What is noted of the fault is news too: it must not cut the pause.
                            self._stopping.wait(pause)
                            pause = min(2 * pause, _LONGEST_PAUSE)
                self._stopping.wait(_IDLE)
            except Exception:
                log.exception("unexpected trouble with the printer %s", self._driver.name)
                self._stopping.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _send_due(self, until: float | None = None) -> bool:
        """Send job after job; False as soon as one did not get through."""
        self._settle()
        while not self._stopping.is_set() and (job := self._journal.next_job()) is not None:
            if not self._send(job):
                return False
            if until is not None and monotonic() >= until:
                break
        return True

    def _send(self, job: Job) -> bool:
        self._journal.sending(job)
        try:
            sent = self._driver.send(job.paper, job.label)
        except PrinterFault as error:
            fault = error
        except Exception as error:
            log.exception("unexpected trouble with job %d", job.id)
            fault = PrinterFault("printer.failed", repr(error), True)
        else:
            self._conclude(partial(self._journal.sent, job, sent.receipt, sent.confirmed))
            return True
        log.warning("job %d did not get through: %s", job.id, fault)
        tell = self._journal.unknown if fault.began else self._journal.held
        self._conclude(partial(tell, job, fault))
        return False

    def _conclude(self, verdict: Callable[[], None]) -> None:
        self._verdict = verdict
        self._settle()

    def _settle(self) -> None:
        """Tell the journal the fate of the last job, before anything else, until it listens.

        If it cannot listen now, the job must neither be sent again nor be forgotten.
        """
        if self._verdict is not None:
            self._verdict()
            self._verdict = None

    @contextmanager
    def _owned(self) -> Iterator[bool]:
        """Whether the printer is ours until the block ends; a process that dies releases it."""
        try:
            lock = self._lock.open("ab")
        except OSError as error:
            raise fault_of(error, self._lock, began=False) from error
        with lock as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
