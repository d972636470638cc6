"""Print jobs: written with the ticket, and what a person may do about a paper that did not come.

queued -> sending (kept before the first byte) -> printed | sent (a one-way port cannot say more)
| failed (it did not come out, and will not by itself) | unknown (bytes may have left: never sent
again blindly). A fault before the first byte leaves the job queued, with the fault shown.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, insert, or_, select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role
from printers import paper as papers
from printers.paper import Paper
from printers.settings import PrinterSettings

OUT = ("printed", "sent")
STAFF = (Role.CLERK, Role.SUPERVISOR, Role.ADMIN)
"""Who may see to papers; an inspector only looks."""

table = models.PrintJob.__table__
_INSERT = insert(table)
_to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Job:
    """A paper on its way to `printer`, "" where the hall has none.

    `state` is queued, sending, printed, sent, failed or unknown; `error` is the code of the last
    fault, `receipt` the file that a virtual or file printer made of it. `copy`: 0 for the original,
    else the count that stands with its mark. Moments are UTC: `sent_at` when the first byte left,
    `done_at` when its fate was known.
    """

    id: int
    ticket: int | None
    printer: str
    label: str
    state: str
    error: str | None
    receipt: str | None
    copy: int
    created_at: datetime
    sent_at: datetime | None
    done_at: datetime | None

    @property
    def out(self) -> bool:
        """The paper has left, as far as the printer can say."""
        return self.state in OUT


def queue(
    ground: Ground,
    work: Work,
    paper: Paper,
    *,
    label: str,
    ticket: int | None,
    printer: PrinterSettings | None = None,
    awaited: bool = False,
) -> int:
    """Add a job for `printer`, or the kiosk's first, to the transaction; returns its key.

    The paper of a ticket, and what else is `awaited` at the machine, is not printed late: whoever
    waits for it has gone by then.
    """
    chosen = printer or next(iter(ground.settings.printers), None)
    return _add(
        work,
        ticket_id=ticket,
        printer=name_of(ground, chosen) if chosen else "",
        label=label,
        sealed=ground.seal.close(_to_json(papers.dump(paper)).encode()),
        expires_at=_patience(ground, work) if awaited or ticket is not None else None,
        original_id=None,
        copy=0,
    )


def job(ground: Ground, key: int) -> Job:
    """How far a job has come; refuses with "job.unknown"."""
    with ground.read() as work:
        return value(_row(work, key))


def jobs_of(ground: Ground, ticket: int) -> tuple[Job, ...]:
    """The papers of a ticket, the original first."""
    with ground.read() as work:
        return of_ticket(work, ticket)


def of_ticket(work: Work, ticket: int) -> tuple[Job, ...]:
    """The papers of a ticket, the original first."""
    query = select(table).where(table.c.ticket_id == ticket, table.c.hall_id == work.hall)
    return tuple(value(row) for row in work.connection.execute(query.order_by(table.c.id)))


def first_of(ground: Ground, work: Work, ticket: int) -> tuple[int, Paper]:
    """The job and the paper that a ticket was issued with."""
    query = select(table).where(table.c.ticket_id == ticket).order_by(table.c.id).limit(1)
    row = work.connection.execute(query).one()
    return row.id, read_paper(ground, row)


def waive(ground: Ground, key: int) -> Job:
    """The person keeps the number without paper; what has not begun never comes out late.

    Nobody need look after the job any more. Refuses with "job.unknown".
    """
    with ground.write() as work:
        row = _row(work, key)
        if row.state == "queued":
            gone = {"state": "failed", "error": "printer.waived", "done_at": work.at}
            _set(work, key, aside_at=work.at, **gone)
        elif row.state in ("failed", "unknown") and row.aside_at is None:
            _set(work, key, aside_at=work.at)
        else:
            return value(row)
        work.event("paper.waived", ticket=row.ticket_id, data={"job": key})
        return value(_row(work, key))


def reprint(ground: Ground, key: int, actor: Actor | None) -> Job:
    """Print the paper of a job again; marked with its count when an earlier one may have left.

    `actor` is None for the person at the screen. What still waits for the printer only gets more
    time. Refuses with "job.unknown", "job.printing" or "account.not_allowed".
    """
    if actor is not None:
        actor.must_be(*STAFF)
    with ground.write() as work:
        row = _row(work, key)
        done = again(ground, work, row, keep=actor is not None)
        data = {"job": key, "copy": done.copy}
        work.event("paper.reprinted", actor=actor, ticket=row.ticket_id, data=data)
        return done


def again(ground: Ground, work: Work, row: Row[Any], *, keep: bool) -> Job:
    """Another job for the paper of `row`, `keep`: however long it has to wait."""
    original = row.original_id or row.id
    family = or_(table.c.id == original, table.c.original_id == original)
    kin = work.connection.execute(select(table).where(family).order_by(table.c.id)).all()
    until = None if keep or row.ticket_id is None else _patience(ground, work)
    for each in kin:
        if each.state == "queued":
            _set(work, each.id, expires_at=until)
            return value(_row(work, each.id))
        if each.state == "sending":
            raise Refusal("job.printing", job=each.id)
    work.connection.execute(
        update(table).where(family, table.c.aside_at.is_(None)).values(aside_at=work.at)
    )
    printers = ground.settings.printers
    made = _add(
        work,
        ticket_id=row.ticket_id,
        printer=name_of(ground, printers[0]) if printers else row.printer,
        label=row.label,
        sealed=row.sealed,
        expires_at=until,
        original_id=original,
        copy=sum(each.sent_at is not None for each in kin),
    )
    return value(_row(work, made))


def put_aside(ground: Ground, key: int, actor: Actor) -> Job:
    """Staff have seen to a paper: it stands with the stuck ones no more.

    Refuses with "job.unknown", "job.printing" (it is still on its way) or "account.not_allowed".
    """
    actor.must_be(*STAFF)
    with ground.write() as work:
        row = _row(work, key)
        if row.state in ("queued", "sending"):
            raise Refusal("job.printing", job=key)
        if row.aside_at is None:
            _set(work, key, aside_at=work.at)
            work.event("paper.seen_to", actor=actor, ticket=row.ticket_id, data={"job": key})
        return value(_row(work, key))


def counts(work: Work) -> dict[str, int]:
    """How many papers stand on their way to each printer."""
    query = (
        select(table.c.printer, func.count())
        .where(table.c.hall_id == work.hall, models.STUCK)
        .where(table.c.state.in_(("queued", "sending")))
        .group_by(table.c.printer)
    )
    return {row.printer: row[1] for row in work.connection.execute(query)}


def name_of(ground: Ground, printer: PrinterSettings) -> str:
    """What a printer is called among all kiosks of the hall: each has its own "main"."""
    return f"{kiosk_of(ground)}/{printer.name}"


def kiosk_of(ground: Ground) -> str:
    """What stands before the names of this kiosk's printers."""
    place = f"{platform.node()}:{ground.folder.resolve()}"
    return hashlib.sha256(place.encode()).hexdigest()[:8]


def value(row: Row[Any]) -> Job:
    """The job of a row."""
    return Job(
        id=row.id,
        ticket=row.ticket_id,
        printer=row.printer,
        label=row.label,
        state=row.state,
        error=row.error,
        receipt=row.receipt,
        copy=row.copy,
        created_at=row.created_at,
        sent_at=row.sent_at,
        done_at=row.done_at,
    )


def read_paper(ground: Ground, row: Row[Any]) -> Paper:
    """The paper that a row keeps. Raises `StoreFault` ("key.*") and `PaperError`."""
    return papers.load(json.loads(ground.seal.read(row.sealed)))


def _row(work: Work, key: int) -> Row[Any]:
    query = select(table).where(table.c.id == key, table.c.hall_id == work.hall)
    row = work.connection.execute(query).first()
    if row is None:
        raise Refusal("job.unknown", job=key)
    return row


def _add(work: Work, **values: Any) -> int:
    row = {
        "hall_id": work.hall,
        "state": "queued",
        "tries": 0,
        "created_at": work.at,
        "changed_at": work.at,
    }
    return work.add(_INSERT, {**row, **values})


def _set(work: Work, key: int, **values: Any) -> None:
    work.connection.execute(
        update(table).where(table.c.id == key).values(changed_at=work.at, **values)
    )


def _patience(ground: Ground, work: Work) -> datetime:
    return work.at + timedelta(seconds=ground.settings.tickets.paper_seconds)
