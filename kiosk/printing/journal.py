"""The jobs of one printer, as its spool wants to see them: each call is one transaction."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import ColumnElement, Row, select, update

from data import models
from data.faults import StoreFault
from kiosk.ground import Ground, Work
from kiosk.papers.reprint import reprint
from kiosk.printing import jobs, printers
from kiosk.refusal import Refusal
from printers import journal
from printers.faults import PrinterFault
from printers.paper import PaperError
from printers.settings import PrinterSettings
from printers.status import FAULTS, State, Status

_jobs = jobs.table
_log = logging.getLogger(__name__)
_WHOLE = _jobs.c.error != FAULTS[State.PAPER_END]


def _in_state(state: str) -> ColumnElement[bool]:
    return _jobs.c.state == state


class Journal:
    """`printers.journal.Journal` on the hall's store."""

    def __init__(self, ground: Ground, settings: PrinterSettings) -> None:
        self._ground = ground
        self._printer = f"{jobs.kiosk_of(ground)}/{settings.name}"
        self._standby = f"{jobs.kiosk_of(ground)}/{settings.standby}" if settings.standby else None

    def left_behind(self) -> bool:
        """Only the printer's owner asks, so what is still "sending" was left by a dead one."""
        with self._ground.read() as work:
            found = self._open(work, "sending")
        for row in found:
            self._set(row.id, state="unknown", error="printer.interrupted")
        return bool(found)

    def next_job(self) -> journal.Job | None:
        """The oldest job that waits and is not late."""
        while True:
            with self._ground.read() as work:
                row = next(iter(self._open(work, "queued", most=1)), None)
                at = work.at
            if row is None:
                return None
            if row.expires_at is not None and row.expires_at < at:
                self._fail(row, "printer.late")
                continue
            try:
                paper = jobs.read_paper(self._ground, row)
            except (StoreFault, PaperError) as fault:
                # One paper that cannot be read must not hold up all others.
                _log.error("the paper of job %d cannot be read back: %s", row.id, fault)
                self._fail(row, "printer.unreadable")
                continue
            if row.copy:
                now = at.astimezone(self._ground.zone)
                paper = reprint(paper, copy=row.copy, at=now, language=paper.language)
            return journal.Job(row.id, row.label, paper)

    def sending(self, job: journal.Job) -> bool:
        """Kept before the first byte leaves; False for one that was waived meanwhile."""
        now = self._ground.clock()
        values = {"state": "sending", "tries": _jobs.c.tries + 1, "sent_at": now}
        return self._set(job.id, _in_state("queued"), **values)

    def sent(self, job: journal.Job, receipt: str | None, confirmed: bool) -> None:
        """It is out."""
        state = "printed" if confirmed else "sent"
        self._end(job.id, state=state, receipt=receipt, error=None, detail=None)

    def held(self, job: journal.Job, fault: PrinterFault) -> None:
        """Nothing has left; it waits for the next try."""
        values = {"error": fault.code, "detail": fault.detail[:400], "sent_at": None}
        self._set(job.id, state="queued", **values)

    def failed(self, job: journal.Job, fault: PrinterFault) -> None:
        """A part of it may be out, the rest never comes: a marked copy, if there is still time."""
        with self._ground.write() as work:
            now = {"changed_at": work.at, "done_at": work.at}
            work.connection.execute(
                update(_jobs)
                .where(_jobs.c.id == job.id)
                .values(state="failed", error=fault.code, detail=fault.detail[:400], **now)
            )
            row = work.connection.execute(select(_jobs).where(_jobs.c.id == job.id)).one()
            if row.expires_at is None or row.expires_at > work.at:
                try:
                    again = jobs.again(self._ground, work, row, keep=row.expires_at is None)
                except Refusal as no:  # another copy of it is on its way already
                    _log.info("job %d is not printed again: %s", job.id, no.code)
                else:
                    data = {"job": job.id, "copy": again.copy, "fault": fault.code}
                    work.event("paper.reprinted", ticket=row.ticket_id, data=data)

    def unknown(self, job: journal.Job, fault: PrinterFault) -> None:
        """Something may have left; only a person can say."""
        self._end(job.id, state="unknown", error=fault.code, detail=fault.detail[:400])

    def confirmed(self, key: int) -> None:
        """It has come out after all, unless the roll ended in it: then it is torn in two."""
        self._end(key, _in_state("unknown"), _WHOLE, state="printed", error=None, detail=None)

    def seen(self, status: Status) -> None:
        """Keep how the printer is, and see to those who wait for one that is down."""
        with self._ground.read() as work:
            news = printers.is_news(work, self._printer, status)
        if news:
            with self._ground.write() as work:
                printers.note(work, self._printer, status)
        if not status.prints:
            self._see_to_waiting(status)

    def _see_to_waiting(self, status: Status) -> None:
        with self._ground.read() as work:
            waiting = self._open(work, "queued")
            at = work.at
        late = [row for row in waiting if row.expires_at is not None and row.expires_at < at]
        for row in late:
            self._fail(row, "printer.late")
        waiting = [row for row in waiting if row not in late]
        if waiting and self._standby is not None and self._standby_prints():
            for row in waiting:
                self._set(
                    row.id, _in_state("queued"), printer=self._standby, error=None, detail=None
                )
            return
        code = FAULTS[status.state]
        for row in waiting:
            if row.error != code:
                self._set(row.id, _in_state("queued"), error=code, detail=status.detail[:400])

    def _standby_prints(self) -> bool:
        return any(
            each.key == self._standby and each.prints for each in printers.states(self._ground)
        )

    def _open(self, work: Work, state: str, most: int | None = None) -> list[Row[Any]]:
        query = (
            select(_jobs)
            .where(_jobs.c.hall_id == work.hall, _jobs.c.printer == self._printer)
            .where(models.STUCK, _jobs.c.state == state)
            .order_by(_jobs.c.id)
            .limit(most)
        )
        return list(work.connection.execute(query))

    def _fail(self, row: Row[Any], code: str) -> None:
        self._end(row.id, _in_state("queued"), state="failed", error=code)

    def _end(self, key: int, *only: ColumnElement[bool], **values: Any) -> None:
        self._set(key, *only, done_at=self._ground.clock(), **values)

    def _set(self, key: int, *only: ColumnElement[bool], **values: Any) -> bool:
        """Change a job, if all of `only` holds for it; whether that was so."""
        query = update(_jobs).where(_jobs.c.id == key, *only)
        with self._ground.store.write() as connection:
            changed = connection.execute(query.values(changed_at=self._ground.clock(), **values))
            self._ground.bell.announce(connection)
        return bool(changed.rowcount)
