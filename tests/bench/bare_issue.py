"""The bare transaction that issuing is held against: number, ticket, event, through sqlite3."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

_TABLES = """
CREATE TABLE series (day TEXT, prefix TEXT, last INTEGER NOT NULL, PRIMARY KEY (day, prefix));
CREATE TABLE tickets (
    id INTEGER PRIMARY KEY, day TEXT NOT NULL, prefix TEXT NOT NULL, number INTEGER NOT NULL,
    service TEXT NOT NULL, state TEXT NOT NULL, issued_at TEXT NOT NULL,
    UNIQUE (day, prefix, number)
);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL,
    ticket INTEGER NOT NULL REFERENCES tickets, data TEXT NOT NULL
);
"""
_NEXT = (
    "INSERT INTO series VALUES (?, ?, 1) "
    "ON CONFLICT (day, prefix) DO UPDATE SET last = last + 1 RETURNING last"
)
_TICKET = (
    "INSERT INTO tickets (day, prefix, number, service, state, issued_at) "
    "VALUES (?, ?, ?, ?, 'waiting', ?)"
)
_EVENT = "INSERT INTO events (at, kind, ticket, data) VALUES (?, 'ticket.issued', ?, ?)"


class BareIssue:
    """A database that keeps numbers, tickets and events, and nothing else."""

    def __init__(self, file: Path) -> None:
        self._connection = sqlite3.connect(file, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.executescript(_TABLES)

    def issue(self, service: str) -> int:
        """Give out the next number; it is on the disk when this returns."""
        run = self._connection.execute
        at = datetime.now(UTC)
        day, moment = at.date().isoformat(), at.isoformat()
        run("BEGIN IMMEDIATE")
        (number,) = run(_NEXT, (day, "A")).fetchone()
        ticket = run(_TICKET, (day, "A", number, service, moment)).lastrowid
        run(_EVENT, (moment, ticket, f'{{"number":{number}}}'))
        run("COMMIT")
        return int(number)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
