"""The audit chain: every event carries the hash of the one before (R51).

An edit, a removal, an insertion or a changed order breaks the chain; a cut tail is found against
a head that was written down before (`kiosk audit head`, daily).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Insert, Update, bindparam, insert, select

from data.models import Event
from data.store import tell

_events = Event.__table__.c
_INSERT = insert(Event.__table__)
_HEAD = (
    select(_events.seq, _events.hash)
    .where(_events.hall_id == bindparam("hall"))
    .order_by(_events.seq.desc())
    .limit(1)
)


_MINE = _events.hall_id == bindparam("hall")
_SEQS = select(_events.seq).where(_MINE).order_by(_events.seq)
_SOME = (
    select(Event.__table__)
    .where(_MINE, _events.seq.between(bindparam("first"), bindparam("last")))
    .order_by(_events.seq)
)
_BATCH = 1000
_to_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


Change = tuple[Update, Mapping[str, Any]]
"""A statement that changes rows, made once, and its values."""


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a hall: its place in the chain and its hash (SHA-256, hexadecimal)."""

    seq: int
    hash: str


START = Head(0, "0" * 64)
"""What the first event follows."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where the chain does not hold, and how: "gap", "previous", "content" or "tail"."""

    seq: int
    kind: str


def head(connection: Connection, hall: int) -> Head:
    """The end of the chain of `hall`; `START` before the first event."""
    row = connection.execute(_HEAD, {"hall": hall}).first()
    return Head(row.seq, row.hash) if row else START


def append(
    connection: Connection,
    hall: int,
    last: Head,
    kind: str,
    *,
    at: datetime,
    day: date,
    account: int | None = None,
    ticket: int | None = None,
    counter: int | None = None,
    data: Mapping[str, Any] | None = None,
    change: Change | None = None,
) -> Head:
    """Add an event after `last`, and make the `change` that it tells of.

    The caller holds the hall's write lock since before it read `last`.
    """
    event: dict[str, Any] = {
        "hall_id": hall,
        "seq": last.seq + 1,
        "at": at,
        "day": day,
        "kind": kind,
        "ticket_id": ticket,
        "counter_id": counter,
        "account_id": account,
        "data": dict(data or {}),
        "previous": last.hash,
    }
    event["hash"] = _hash(event)
    if change is None:
        tell(connection, _INSERT, event)
    elif connection.dialect.name == "postgresql":
        # Two statements cost it as much again as what they do.
        told = {f"event_{name}": value for name, value in event.items()}
        tell(connection, _changing(change[0]), {**told, **change[1]})
    else:
        connection.execute(*change)
        connection.execute(_INSERT, event)
    return Head(last.seq + 1, event["hash"])


@lru_cache
def _changing(change: Update) -> Insert:
    """The insertion of an event that makes a change, too."""
    values: dict[Any, Any] = {each: bindparam(f"event_{each.name}") for each in _events}
    done = change.returning(*change.table.primary_key).cte("changed")
    return insert(Event.__table__).values(values).add_cte(done)


def verify(connection: Connection, hall: int, *, known: Head | None = None) -> Break | None:
    """The first break in the chain of `hall`, or None. `known` is a head written down before."""
    last = START
    seen = known is None or known.seq == 0
    for row in _read(connection, hall):
        if isinstance(row, Break):
            return row
        if row["seq"] != last.seq + 1:
            return Break(last.seq + 1, "gap")
        if row["previous"] != last.hash:
            return Break(row["seq"], "previous")
        if _hash(row) != row["hash"]:
            return Break(row["seq"], "content")
        last = Head(row["seq"], row["hash"])
        if known is not None and known.seq == last.seq:
            if known.hash != last.hash:
                return Break(last.seq, "content")
            seen = True
    return None if seen else Break(last.seq + 1, "tail")


def _read(connection: Connection, hall: int) -> Iterator[dict[str, Any] | Break]:
    """The events of `hall` in order; a `Break` for one that is not even a date or JSON any more."""
    seqs = connection.scalars(_SEQS, {"hall": hall}).all()
    for start in range(0, len(seqs), _BATCH):
        batch = seqs[start : start + _BATCH]
        try:
            yield from _between(connection, hall, batch[0], batch[-1])
        except (TypeError, ValueError):
            for seq in batch:
                try:
                    yield from _between(connection, hall, seq, seq)
                except (TypeError, ValueError):
                    yield Break(seq, "content")


def _between(connection: Connection, hall: int, first: int, last: int) -> list[dict[str, Any]]:
    values = {"hall": hall, "first": first, "last": last}
    return [dict(row) for row in connection.execute(_SOME, values).mappings()]


def _hash(event: Mapping[str, Any]) -> str:
    content = [
        event["hall_id"],
        event["seq"],
        event["at"].isoformat(timespec="microseconds"),
        event["day"].isoformat(),
        event["kind"],
        event["ticket_id"],
        event["counter_id"],
        event["account_id"],
        event["data"],
        event["previous"],
    ]
    return hashlib.sha256(_to_json(content).encode()).hexdigest()
