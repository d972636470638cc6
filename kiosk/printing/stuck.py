"""The papers that did not come out: the first of each sort one by one, and how many there are.

Behind a printer that is down thousands may stand; what a screen asks again and again stays small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, func, select

from data import models
from kiosk.ground import Work
from kiosk.printing import jobs
from kiosk.printing.jobs import Job, table
from kiosk.queue.states import OVER

_OVER = [state.value for state in OVER]


@dataclass(frozen=True, slots=True)
class Alike:
    """How many papers stuck in this state for this reason."""

    state: str
    error: str
    count: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """The papers that did not come out and those that wait behind them: the first `jobs` of each
    sort, and how many each sort has in all."""

    jobs: tuple[Job, ...]
    sorts: tuple[Alike, ...]


def by_sort(work: Work, most: int | None = None) -> Stuck:
    """All of them; of each printer, state and reason the first `most`, if that is not None.

    Nobody need look after the paper of a ticket that is over.
    """
    sort = (table.c.printer, table.c.state, table.c.error)
    found = work.connection.execute(
        select(*sort, func.count().label("papers"), func.max(table.c.id).label("last"))
        .where(_of(work))
        .group_by(*sort)
    ).all()
    faults = {
        each.printer: each.error
        for each in sorted(found, key=lambda each: int(each.last))
        if each.error is not None and each.state != "failed"
    }
    counts: dict[tuple[str, str], int] = {}
    listed: list[Job] = []
    for printer, state, own, papers, _ in found:
        error = own or faults.get(printer)
        if error is None:
            continue
        counts[state, error] = counts.get((state, error), 0) + papers
        like = (table.c.printer == printer, table.c.state == state, table.c.error == own)
        query = select(table).where(_of(work), *like).order_by(table.c.id).limit(most)
        rows = work.connection.execute(query)
        listed += (replace(jobs.value(row), error=error) for row in rows)
    return Stuck(
        jobs=tuple(sorted(listed, key=lambda each: each.id)),
        sorts=tuple(Alike(*each, count) for each, count in counts.items()),
    )


def _of(work: Work) -> ColumnElement[bool]:
    tickets = models.Ticket.__table__
    over = select(tickets.c.id).where(tickets.c.id == table.c.ticket_id, tickets.c.state.in_(_OVER))
    return and_(table.c.hall_id == work.hall, models.STUCK, ~over.exists())
