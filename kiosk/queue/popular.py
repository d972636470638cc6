"""What people come for: how often each service was asked for in the last days of the hall."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import bindparam, func, select

from kiosk.catalogue import Service
from kiosk.ground import Ground, Work
from kiosk.queue import rows

# The unique numbers of a day are an index that begins with hall and day.
_ASKED = (
    select(rows.tickets.c.service, func.count().label("numbers"))
    .where(
        rows.tickets.c.hall_id == bindparam("hall"),
        rows.tickets.c.day.between(bindparam("first"), bindparam("last")),
    )
    .group_by(rows.tickets.c.service)
)


def asked(ground: Ground, days: int = 30) -> dict[str, int]:
    """How many numbers each service had in the last `days` days, today among them, by its id.

    A service that nobody asked for is not in it; one that is no longer done may be.
    """
    with ground.read() as work:
        return _asked(work, days)


def popular(ground: Ground, days: int = 30, most: int = 8) -> tuple[Service, ...]:
    """The services in force that were asked for most in the last `days` days, today among them.

    Of two asked for alike the first of the catalogue comes first; where fewer than `most` were
    asked for, as in a new hall, the others follow in the order of the catalogue.
    """
    with ground.read() as work:
        services = work.floor.catalogue.services
        counts = _asked(work, days)
    return tuple(sorted(services.values(), key=lambda each: -counts.get(each.id, 0))[:most])


def _asked(work: Work, days: int) -> dict[str, int]:
    first = work.day - timedelta(days=days - 1)
    values = {"hall": work.hall, "first": first, "last": work.day}
    return {row.service: row.numbers for row in work.connection.execute(_ASKED, values)}
