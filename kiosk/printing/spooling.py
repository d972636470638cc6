"""The spools of a kiosk's printers: a service owns them, a single command may drain one."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.ground import Ground
from kiosk.printing import jobs, stuck
from kiosk.printing.jobs import Job
from kiosk.printing.journal import Journal
from kiosk.reserve.papers import TwoJournals
from printers.drivers import open_driver
from printers.faults import PrinterFault
from printers.settings import PrinterSettings
from printers.spool import Spool
from printers.status import Status

if TYPE_CHECKING:
    from printers.logo import Emblem

_LOOK_SECONDS = 0.05
_log = logging.getLogger(__name__)


class Spooling:
    """Owns the printers of this kiosk, as far as no other process does, until `stop`.

    `own` is what the kiosk gives out while the hall's database is away: printed here as well.
    """

    def __init__(self, ground: Ground, own: Ground | None = None) -> None:
        self._spools = tuple(_spool(ground, each, own) for each in ground.settings.printers)
        for each in self._spools:
            each.start()
        grounds = (ground,) if own is None else (ground, own)
        self._leave = [each.bell.listen(self._wake) for each in grounds]

    def stop(self) -> None:
        """Let the paper on its way come out, and release the printers."""
        for leave in self._leave:
            leave()
        for each in self._spools:
            each.stop()

    def _wake(self) -> None:
        for each in self._spools:
            each.wake()


def settle(ground: Ground, key: int, seconds: float) -> Job:
    """Wait at most `seconds` for a job to be out or to fail; print it here if nobody else does.

    A paper on its way is let finish, so a printer that stalls may take its own time-out more.
    """
    until = time.monotonic() + seconds
    with _own(ground) as own:
        found = jobs.job(ground, key)
        while not found.out and found.error is None and found.printer in own:
            try:
                mine = own[found.printer].drain(until)
                now = jobs.job(ground, key)
                if mine and now.error is not None:
                    # A standby takes over once somebody has seen that it can.
                    now = _elsewhere(ground, own, now)
            except PrinterFault as fault:
                return replace(found, error=fault.code)
            if mine and not now.out and now.error is None and now.printer == found.printer:
                # It waits behind a paper that did not get through.
                return replace(now, error=_first_fault(ground, now.printer))
            found = now
            if time.monotonic() >= until:
                break
            if not mine:
                time.sleep(_LOOK_SECONDS)
        return found


def _elsewhere(ground: Ground, own: dict[str, Spool], held: Job) -> Job:
    """The job after all other printers of the kiosk have been looked at."""
    others = [spool for key, spool in own.items() if key != held.printer]
    if held.state == "queued" and others:
        for spool in others:
            spool.ask()
        own[held.printer].ask()
        return jobs.job(ground, held.id)
    return held


def ask(ground: Ground, settings: PrinterSettings) -> Status | None:
    """How a printer is now; None where another process owns it and keeps that up to date.

    Raises PrinterFault where the lock of the printer cannot be had.
    """
    spool = _spool(ground, settings)
    try:
        return spool.ask()
    finally:
        spool.stop()


@contextmanager
def hold(ground: Ground, settings: PrinterSettings) -> Iterator[bool]:
    """Keep all others from a printer until the block ends; False where another process owns it.

    Raises PrinterFault where the lock of the printer cannot be had.
    """
    with _spool(ground, settings).owned() as owned:
        yield owned


@contextmanager
def _own(ground: Ground) -> Iterator[dict[str, Spool]]:
    spools = {jobs.name_of(ground, each): _spool(ground, each) for each in ground.settings.printers}
    try:
        yield spools
    finally:
        for each in spools.values():
            each.stop()


def _spool(ground: Ground, settings: PrinterSettings, own: Ground | None = None) -> Spool:
    lock = ground.folder / f"printer-{settings.name}.lock"
    driver = open_driver(settings, _emblem(ground.folder, ground.settings.emblem))
    journal = Journal(ground, settings)
    if own is None:
        return Spool(driver, journal, lock)
    return Spool(driver, TwoJournals(journal, Journal(own, settings)), lock)


@cache
def _emblem(folder: Path, name: str) -> Emblem | None:
    """The hall's emblem; a picture that cannot be read costs nobody the paper."""
    if not name:
        return None
    from printers.logo import prepare  # late: it needs a library for pictures

    try:
        return prepare(folder / name)
    except OSError as error:
        _log.warning("the emblem cannot be printed: %s", error)
        return None


def _first_fault(ground: Ground, printer: str) -> str | None:
    with ground.read() as work:
        first = stuck.by_sort(work, 1).jobs
        return next((each.error for each in first if each.printer == printer), None)
