"""Print jobs: written with the ticket, taken from the store by whoever owns the printer.

queued -> sending (kept before the first byte) -> printed | sent (a one-way port cannot say more)
| unknown (bytes may have left: never sent again blindly). A fault before the first byte puts the
job back to queued, with the fault shown.
"""

from __future__ import annotations

import hashlib
import json
import logging
import platform
import time
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Row, insert, select, update

from data import models
from data.faults import StoreFault
from kiosk.ground import Ground, Work
from kiosk.refusal import Refusal
from printers import paper as papers
from printers import spool
from printers.drivers import PrinterFault, PrinterSettings, open_driver
from printers.paper import Paper, PaperError

OUT = ("printed", "sent")
_LOOK_SECONDS = 0.05
_log = logging.getLogger(__name__)
_jobs = models.PrintJob.__table__
_INSERT = insert(_jobs)
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Job:
    """A paper on its way to `printer`, "" where the hall has none.

    `state` is queued, sending, printed, sent or unknown; `error` is the code of the last fault,
    `receipt` the file that a virtual or file printer made of it.
    """

    id: int
    printer: str
    label: str
    state: str
    error: str | None
    receipt: str | None

    @property
    def out(self) -> bool:
        """The paper has left, as far as the printer can say."""
        return self.state in OUT


def queue(ground: Ground, work: Work, paper: Paper, *, label: str, ticket: int | None) -> int:
    """Add a job for the hall's first printer to the transaction; returns its key."""
    printers = ground.settings.printers
    return work.add(
        _INSERT,
        {
            "hall_id": work.hall,
            "ticket_id": ticket,
            "printer": name_of(ground, printers[0]) if printers else "",
            "label": label,
            "sealed": ground.seal.close(_to_json(papers.dump(paper)).encode()),
            "state": "queued",
            "tries": 0,
            "created_at": work.at,
            "changed_at": work.at,
        },
    )


def job(ground: Ground, key: int) -> Job:
    """How far a job has come; refuses with "job.unknown"."""
    query = select(_jobs).where(_jobs.c.id == key)
    with ground.read() as work:
        row = work.connection.execute(query.where(_jobs.c.hall_id == work.hall)).first()
    if row is None:
        raise Refusal("job.unknown", job=key)
    return _job(row)


def stuck(work: Work) -> tuple[Job, ...]:
    """The papers that did not come out at the first try and those that wait behind them."""
    query = select(_jobs).where(_jobs.c.hall_id == work.hall, models.STUCK).order_by(_jobs.c.id)
    waiting = [_job(row) for row in work.connection.execute(query)]
    faults = {each.printer: each.error for each in waiting if each.error is not None}
    return tuple(
        replace(each, error=each.error or faults[each.printer])
        for each in waiting
        if each.printer in faults
    )


def first_of(ground: Ground, work: Work, ticket: int) -> tuple[int, Paper]:
    """The job and the paper that a ticket was issued with."""
    query = select(_jobs).where(_jobs.c.ticket_id == ticket).order_by(_jobs.c.id).limit(1)
    row = work.connection.execute(query).one()
    return row.id, _paper(ground, row)


def name_of(ground: Ground, printer: PrinterSettings) -> str:
    """What a printer is called among all kiosks of the hall: each has its own "main"."""
    place = f"{platform.node()}:{ground.folder.resolve()}"
    return f"{hashlib.sha256(place.encode()).hexdigest()[:8]}/{printer.name}"


def spools(ground: Ground) -> dict[str, spool.Spool]:
    """One spool for each printer of this host, by name; a lock file says who owns the printer."""
    return {
        name_of(ground, settings): spool.Spool(
            open_driver(settings),
            Journal(ground, settings),
            ground.folder / f"printer-{settings.name}.lock",
        )
        for settings in ground.settings.printers
    }


def settle(ground: Ground, key: int, seconds: float) -> Job:
    """Wait at most `seconds` for a job to be out or to fail; print it here if nobody else does.

    A paper on its way is let finish, so a printer that stalls may take its own time-out more.
    """
    until = time.monotonic() + seconds
    found = job(ground, key)
    own = spools(ground).get(found.printer)
    while own is not None and not found.out and found.error is None:
        try:
            mine = own.drain(until)
        except PrinterFault as fault:
            return replace(found, error=fault.code)
        found = job(ground, key)
        if mine and not found.out and found.error is None:
            # It waits behind a paper that did not get through.
            return replace(found, error=_first_fault(ground, found.printer))
        if mine or time.monotonic() >= until:
            break
        time.sleep(_LOOK_SECONDS)
    return found


def _first_fault(ground: Ground, printer: str) -> str | None:
    with ground.read() as work:
        return next((each.error for each in stuck(work) if each.printer == printer), None)


class Journal:
    """The jobs of one printer, as `printers.spool` wants to see them."""

    def __init__(self, ground: Ground, printer: PrinterSettings) -> None:
        self._ground = ground
        self._printer = name_of(ground, printer)

    def next_job(self) -> spool.Job | None:
        """The oldest job that waits.

        Only the printer's owner asks, so what is still "sending" was left by a process that died:
        its fate is unknown.
        """
        halls = models.Hall.__table__
        query = (
            select(_jobs)
            .join(halls, halls.c.id == _jobs.c.hall_id)
            .where(halls.c.code == self._ground.settings.code, _jobs.c.printer == self._printer)
            .where(models.STUCK, _jobs.c.state.in_(("queued", "sending")))
            .order_by(_jobs.c.state.desc(), _jobs.c.id)
            .limit(1)
        )
        while True:
            with self._ground.store.read() as connection:
                row = connection.execute(query).first()
            if row is None:
                return None
            if row.state == "queued":
                try:
                    return spool.Job(row.id, row.label, _paper(self._ground, row))
                except (StoreFault, PaperError) as fault:
                    # One paper that cannot be read must not hold up all others.
                    _log.error("the paper of job %d cannot be read back: %s", row.id, fault)
                    self._set(row.id, state="unknown", error="printer.unreadable")
            else:
                self._set(row.id, state="unknown", error="printer.interrupted")

    def sending(self, job: spool.Job) -> None:
        """Kept before the first byte leaves."""
        self._set(job.id, state="sending", tries=_jobs.c.tries + 1)

    def sent(self, job: spool.Job, receipt: str | None, confirmed: bool) -> None:
        """It is out."""
        state = "printed" if confirmed else "sent"
        self._set(job.id, state=state, receipt=receipt, error=None, detail=None)

    def held(self, job: spool.Job, fault: PrinterFault) -> None:
        """Nothing has left; it waits for the next try."""
        self._set(job.id, state="queued", error=fault.code, detail=fault.detail[:400])

    def unknown(self, job: spool.Job, fault: PrinterFault) -> None:
        """Something may have left; only a person can say."""
        self._set(job.id, state="unknown", error=fault.code, detail=fault.detail[:400])

    def _set(self, key: int, **values: Any) -> None:
        with self._ground.store.write() as connection:
            connection.execute(
                update(_jobs)
                .where(_jobs.c.id == key)
                .values(changed_at=self._ground.clock(), **values)
            )


class Spooling:
    """Owns the printers of this host, as far as no other process does, until `stop`."""

    def __init__(self, ground: Ground) -> None:
        self._spools = tuple(spools(ground).values())
        for each in self._spools:
            each.start()
        self._leave = ground.bell.listen(self._wake)

    def stop(self) -> None:
        """Let the paper on its way come out, and release the printers."""
        self._leave()
        for each in self._spools:
            each.stop()

    def _wake(self) -> None:
        for each in self._spools:
            each.wake()


def _job(row: Row[tuple[object, ...]]) -> Job:
    return Job(row.id, row.printer, row.label, row.state, row.error, row.receipt)


def _paper(ground: Ground, row: Row[tuple[object, ...]]) -> Paper:
    return papers.load(json.loads(ground.seal.read(row.sealed)))
