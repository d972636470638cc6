"""Keeps the host's own database fresh: the catalogue, the counters, the blocks, and who waits.

It is a copy for looking at, with the keys of the hall's database, so that what is issued here can
be delivered as it is. Who waits is kept as shadows that nobody can call: their keys lie far below
all others, in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.reserve.grounds import Local

SHADOW = -(2**62)
"""What is added to the key of somebody who waits."""

_halls = models.Hall.__table__
_tickets = models.Ticket.__table__
_events = models.Event.__table__
_blocks = models.NumberBlock.__table__
_series = models.NumberSeries.__table__
_counters = models.Counter.__table__
_serves = models.CounterService.__table__
_versions = models.CatalogueVersion.__table__
_services = models.Service.__table__
_OF_CATALOGUE = tuple(
    model.__table__
    for model in (
        models.WindowGroup,
        models.Department,
        models.Theme,
        models.Service,
        models.Bundle,
    )
)
_materials = models.Material.__table__
_Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Hall:
    """A hall as its database has it: rows by table; parents stand before their children."""

    row: dict[str, Any]
    catalogue: list[tuple[Table, _Rows]]
    floor: list[tuple[Table, _Rows]]
    series: _Rows
    blocks: _Rows
    waiting: _Rows


def refresh(main: Ground, local: Local) -> None:
    """Make the copy like the original; raises `StoreFault` where either cannot be reached."""
    with local.store.read() as connection:
        known = set(connection.scalars(select(_versions.c.id)))
        revision = connection.scalar(select(_halls.c.revision))
    with main.read() as work:
        hall = _look(work, known, revision)
    with local.store.write() as connection:
        _keep(connection, hall)


def is_filled(local: Local) -> bool:
    """Whether there is a copy at all."""
    with local.store.read() as connection:
        return connection.scalar(select(_halls.c.catalogue_id)) is not None


def _look(work: Work, known: set[int], revision: int | None) -> _Hall:
    connection = work.connection
    row = _rows(connection, _halls, _halls.c.id == work.hall)[0]
    key = row["catalogue_id"]
    catalogue: list[tuple[Table, _Rows]] = []
    if key not in known:
        catalogue = [(_versions, _rows(connection, _versions, _versions.c.id == key))]
        catalogue += [
            (table, _rows(connection, table, table.c.catalogue_id == key))
            for table in _OF_CATALOGUE
        ]
        own = select(_services.c.id).where(_services.c.catalogue_id == key)
        catalogue.append(
            (_materials, _rows(connection, _materials, _materials.c.service_id.in_(own)))
        )
    floor: list[tuple[Table, _Rows]] = []
    if row["revision"] != revision:
        mine = select(_counters.c.id).where(_counters.c.hall_id == work.hall)
        floor = [
            (_counters, _rows(connection, _counters, _counters.c.hall_id == work.hall)),
            (_serves, _rows(connection, _serves, _serves.c.counter_id.in_(mine))),
        ]
    waiting = select(_tickets).where(
        _tickets.c.hall_id == work.hall, _tickets.c.day == work.day, models.WAITING
    )
    return _Hall(
        row=row,
        catalogue=catalogue,
        floor=floor,
        series=_rows(
            connection, _series, (_series.c.hall_id == work.hall) & (_series.c.day >= work.day)
        ),
        blocks=_rows(
            connection, _blocks, (_blocks.c.hall_id == work.hall) & (_blocks.c.day >= work.day)
        ),
        waiting=[_shadow(dict(each)) for each in connection.execute(waiting).mappings()],
    )


def _shadow(row: dict[str, Any]) -> dict[str, Any]:
    """As much of a ticket as counts for the line: no service of an earlier catalogue, no link."""
    key = row["id"]
    return row | {
        "id": key + SHADOW,
        "number": -key,
        "service_id": None,
        "nonce": None,
        "token_hash": f"shadow {key}",
        "turn": None if row["turn"] is None else row["turn"] + SHADOW,
        "return_id": None,
        "visit": None,
        "counter_id": None,
    }


def _keep(connection: Connection, hall: _Hall) -> None:
    key = hall.row["id"]
    before = connection.execute(select(_halls.c.day).where(_halls.c.id == key)).first()
    if before is None:
        connection.execute(insert(_halls), hall.row)
        _begin(connection, key)
    else:
        # The hall's own day never goes back.
        row = hall.row | {"day": max(before.day, hall.row["day"])}
        connection.execute(update(_halls).where(_halls.c.id == key).values(row))
    # Another program of this host may have been here since.
    catalogue = hall.row["catalogue_id"]
    known = connection.scalar(select(_versions.c.id).where(_versions.c.id == catalogue))
    for table, rows in hall.catalogue if known is None else ():
        _add(connection, table, rows)
    if hall.floor:
        connection.execute(delete(_serves))
        connection.execute(delete(_counters))
        for table, rows in hall.floor:
            _add(connection, table, rows)
    _keep_numbers(connection, hall)
    # A shadow that was left over from yesterday has an event of its end.
    told = select(_events.c.ticket_id).where(_events.c.ticket_id < 0)
    connection.execute(delete(_tickets).where(_tickets.c.id < 0, _tickets.c.id.not_in(told)))
    _add(connection, _tickets, hall.waiting)


def _keep_numbers(connection: Connection, hall: _Hall) -> None:
    """The series and blocks; what was given out here of a block is known here first."""
    given = {row.id: row.given for row in connection.execute(select(_blocks.c.id, _blocks.c.given))}
    connection.execute(delete(_series))
    connection.execute(delete(_blocks))
    _add(connection, _series, hall.series)
    _add(
        connection,
        _blocks,
        [row | {"given": max(row["given"], given.get(row["id"], 0))} for row in hall.blocks],
    )


def _begin(connection: Connection, hall: int) -> None:
    """SQLite gives a new row the key behind the greatest: that must not be one of a shadow."""
    never = datetime(1970, 1, 1, tzinfo=UTC)
    connection.execute(
        insert(_tickets).values(
            id=0,
            hall_id=hall,
            day=never.date(),
            group_prefix="",
            number=0,
            service="",
            language="",
            token_hash="shadow 0",  # noqa: S106 no token at all
            link_until=never,
            issued_at=never,
            state="expired",
            calls=0,
        )
    )


def _rows(connection: Connection, table: Table, which: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table).where(which)).mappings()]


def _add(connection: Connection, table: Table, rows: _Rows) -> None:
    if rows:
        connection.execute(insert(table), list(rows))
