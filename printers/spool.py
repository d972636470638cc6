"""Takes paper jobs from a journal to the printer: one owner at a time, each job at most once.

The journal is told before the first byte leaves and again when the fate of the job is known. What
stands between the two when a process dies is never sent again blindly. The owner also looks how
the printer is, and tells the journal that too.
"""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Final

from printers.drivers import Driver
from printers.faults import PrinterFault, fault_of
from printers.journal import Job, Journal
from printers.status import State, Status

_IDLE: Final = 0.5
"""Seconds between looks for jobs that another process put into the journal."""

_LOOK: Final = 1.5
"""Seconds between looks at the printer: with the time that it may take to answer, a hall knows
of a fault well within five seconds."""

_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 3.0
"""Seconds to wait after a fault; doubled from the first to the longest."""

_HANDOVER: Final = 0.2
"""Seconds that a drain waits for the lock: longer than an owner's last look and its release."""

log: Final = logging.getLogger(__name__)


class Spool:
    """The way of the jobs of one journal to one printer, ``lock`` being the file that owns it.

    Either ``drain`` it from time to time or ``start`` its thread; a process may do both.
    """

    def __init__(self, driver: Driver, journal: Journal, lock: Path) -> None:
        self._driver = driver
        self._journal = journal
        self._lock = lock
        self._verdict: Callable[[], None] | None = None
        self._status: Status | None = None
        self._next_look = 0.0
        self._doubtful = False
        """The printer may hold bytes of a job whose fate is unknown."""
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
            with self.owned() as owned:
                if owned:
                    self._take_over()
                    self._send_due(until)
                    return True
            if monotonic() > deadline:
                return False
            sleep(_HANDOVER / 10)

    def ask(self) -> Status | None:
        """Look at the printer now and tell the journal; None: another owner does so."""
        with self.owned() as owned:
            if not owned:
                return None
            self._take_over()
            return self._status

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

    @contextmanager
    def owned(self) -> Iterator[bool]:
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

    def _run(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            try:
                with self.owned() as owned:
                    if owned:
                        self._take_over()
                        pause = _FIRST_PAUSE
                        self._serve()
                self._stopping.wait(_IDLE)
            except Exception:
                log.exception("unexpected trouble with the printer %s", self._driver.name)
                self._stopping.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _serve(self) -> None:
        """Send what comes and look at the printer from time to time, until the end."""
        pause = _FIRST_PAUSE
        while not self._stopping.is_set():
            # Cleared before the look, so that a wake during it is not lost.
            self._awake.clear()
            if monotonic() >= self._next_look:
                self._look()
            if self._send_due():
                pause = _FIRST_PAUSE
                self._awake.wait(_IDLE)
            else:
                self._look()
                # What is noted of the fault is news too: it must not cut the pause.
                self._stopping.wait(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    def _take_over(self) -> None:
        """Begin as the owner: with what a dead one left, and a look at the printer."""
        self._settle()
        if self._journal.left_behind():
            self._doubtful = True
        self._look()

    def _look(self) -> None:
        """Ask the printer how it is, and tell."""
        status = self._driver.status()
        for key in self._driver.late():
            self._journal.confirmed(key)
        if self._doubtful and status.state is not State.NO_ANSWER:
            # What it still holds would come out with the next roll, long after its person has
            # gone. One that prints has nothing to hold back.
            self._doubtful = not (status.prints or self._driver.clear())
        self._status = status
        self._next_look = monotonic() + _LOOK
        self._journal.seen(status)

    def _send_due(self, until: float | None = None) -> bool:
        """Send job after job; False as soon as one did not get through."""
        self._settle()
        if self._status is not None and not self._status.prints:
            # Whoever waits for it shall know, and may get the paper elsewhere.
            self._journal.seen(self._status)
            return True
        while not self._stopping.is_set() and (job := self._journal.next_job()) is not None:
            if not self._send(job):
                return False
            if until is not None and monotonic() >= until:
                break
        return True

    def _send(self, job: Job) -> bool:
        if not self._journal.sending(job):
            return True
        try:
            sent = self._driver.send(job.paper, job.label, job.id)
        except PrinterFault as error:
            fault = error
        except Exception as error:
            log.exception("unexpected trouble with job %d", job.id)
            fault = PrinterFault("printer.failed", repr(error), True)
        else:
            self._conclude(partial(self._journal.sent, job, sent.receipt, sent.confirmed))
            return True
        log.warning("job %d did not get through: %s", job.id, fault)
        self._conclude(partial(self._verdict_of(fault), job, fault))
        return False

    def _verdict_of(self, fault: PrinterFault) -> Callable[[Job, PrinterFault], None]:
        if not fault.began:
            return self._journal.held
        if fault.cleared:
            return self._journal.failed
        self._doubtful = True
        return self._journal.unknown

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
