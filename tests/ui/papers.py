"""Writes of printers and papers what their owner writes, where no owner is at work."""

from __future__ import annotations

from sqlalchemy import update

from kiosk.hall import Hall
from kiosk.printing import jobs, printers
from printers.status import State, Status


def say_how_the_printer_is(hall: Hall, state: State, name: str | None = None) -> None:
    """Of the hall's first printer, or of another one by its full name."""
    with hall.ground.write() as work:
        own = jobs.name_of(hall.ground, hall.settings.printers[0])
        printers.note(work, name or own, Status(state))


def change_job(hall: Hall, key: int, **values: object) -> None:
    """Change columns of a print job."""
    with hall.ground.write() as work:
        work.connection.execute(update(jobs.table).where(jobs.table.c.id == key).values(values))
