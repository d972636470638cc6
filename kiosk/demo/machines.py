"""The printers on a simulated day: they live in true time, however fast the day runs."""

from __future__ import annotations

from sqlalchemy import update

from data import models
from kiosk.ground import Ground

_printers = models.Printer.__table__


def keep_alive(ground: Ground) -> None:
    """Whoever was seen a moment ago in true time has been seen now: on a day that is sixty times
    as fast a minute without a word is no silence."""
    with ground.write() as work:
        mine = _printers.c.hall_id == work.hall
        work.connection.execute(update(_printers).where(mine).values(seen_at=work.at))
