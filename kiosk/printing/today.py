"""The papers of the hall's day, for whoever looks back in the evening."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select

from kiosk.ground import Ground
from kiosk.printing import jobs
from kiosk.printing.jobs import Job

WANTED_NO_MORE: Final = frozenset({"printer.waived", "printer.late"})
"""Why a paper is not printed that nobody waits for: no printer is to blame at that moment."""

_table = jobs.table


def papers_of_today(ground: Ground) -> tuple[Job, ...]:
    """All papers that were asked for on the hall's day, the oldest first."""
    with ground.read() as work:
        midnight = datetime.combine(work.day, datetime.min.time(), ground.zone)
        mine = _table.c.hall_id == work.hall
        # By the key: the days before may hold a hundred thousand papers, and none has its moment
        # in an index.
        before = work.connection.scalar(
            select(_table.c.id)
            .where(mine, _table.c.created_at < midnight)
            .order_by(_table.c.id.desc())
            .limit(1)
        )
        query = select(_table).where(mine, _table.c.id > (before or 0)).order_by(_table.c.id)
        return tuple(jobs.value(row) for row in work.connection.execute(query))


def went_wrong(job: Job) -> bool:
    """It did not come out, or nobody knows whether it did, although it was wanted."""
    return job.state in ("failed", "unknown") and job.error not in WANTED_NO_MORE
