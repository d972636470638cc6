"""Forgets who people were once the days are over that the law or the hall has set (R59)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from data import models

if TYPE_CHECKING:
    from kiosk.ground import Work
    from kiosk.staff import Actor

_table = models.Identity.__table__


def forget(work: Work, actor: Actor | None = None) -> int:
    """Delete what is due in this transaction; returns of how many numbers. Each new day does."""
    due = delete(_table).where(_table.c.hall_id == work.hall, _table.c.purge_at <= work.at)
    gone = work.connection.execute(due).rowcount
    if gone:
        work.event("identity.purged", actor=actor, data={"count": gone})
    return gone
