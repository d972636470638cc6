"""The bare call that calling is held against: psycopg, one `SKIP LOCKED`, an update, an event."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg

_TABLES = """
CREATE TABLE tickets (
    id bigserial PRIMARY KEY, number int NOT NULL, priority int NOT NULL, state text NOT NULL,
    issued_at timestamptz NOT NULL, called_at timestamptz, counter text
);
CREATE INDEX ON tickets (priority DESC, issued_at) WHERE state = 'waiting';
CREATE TABLE events (
    seq bigserial PRIMARY KEY, at timestamptz NOT NULL, kind text NOT NULL,
    ticket bigint NOT NULL REFERENCES tickets, data jsonb NOT NULL
);
"""
_FILL = (
    "INSERT INTO tickets (number, priority, state, issued_at) "
    "SELECT n, (n %% 7 = 0)::int, 'waiting', now() FROM generate_series(1, %s) AS n"
)
_NEXT = (
    "SELECT id, number FROM tickets WHERE state = 'waiting' "
    "ORDER BY priority DESC, issued_at LIMIT 1 FOR UPDATE SKIP LOCKED"
)
_CALL = "UPDATE tickets SET state = 'called', called_at = %s, counter = '1' WHERE id = %s"
_EVENT = "INSERT INTO events (at, kind, ticket, data) VALUES (%s, 'ticket.called', %s, '{}')"


class BareCall:
    """A database that keeps tickets and events, and nothing else; `connection` commits at once."""

    def __init__(self, connection: psycopg.Connection, waiting: int) -> None:
        self._connection = connection
        connection.prepare_threshold = 1
        connection.execute(_TABLES)
        connection.execute(_FILL, (waiting,))

    def call(self) -> int:
        """Call whoever is next; it is on the disk when this returns."""
        with self._connection.transaction():
            row = self._connection.execute(_NEXT).fetchone()
            assert row is not None
            at = datetime.now(UTC)
            self._connection.execute(_CALL, (at, row[0]))
            self._connection.execute(_EVENT, (at, row[0]))
        return int(row[1])

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
