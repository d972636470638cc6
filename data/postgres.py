"""Connections to PostgreSQL that wait for nothing for ever: a server, a network or a lock.

A host that dies in the middle of a write must not keep its hall's lock, and one whose server falls
silent must know it in seconds; the defaults of both ends are hours.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

import psycopg
from psycopg.rows import TupleRow
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")

CONNECT_SECONDS = 3
STATEMENT_SECONDS = 10
SILENCE_SECONDS = 12.0
"""So long a statement may take until its first byte; a little more than the server gives it."""
RESTED_SECONDS = 1.0
LOST_SECONDS = 4
"""So long a network may swallow what is sent before the kernel gives the connection up."""

# The client's end, https://www.postgresql.org/docs/current/libpq-connect.html: two seconds of
# silence, then a question each second. Where the network is alive but a proxy in it is dead, the
# kernel hears its answers: then `SILENCE_SECONDS` is the end.
_CLIENT = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": LOST_SECONDS * 1000,
}
# The server's end, https://www.postgresql.org/docs/current/runtime-config-client.html.
_SERVER = {
    "statement_timeout": f"{STATEMENT_SECONDS}s",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "20s",
}


class Line(psycopg.Connection[TupleRow]):
    """A connection that is given up after `patience` seconds without a byte of an answer.

    The driver itself has a time limit for connecting only, and the kernel's see no dead proxy.
    """

    patience = SILENCE_SECONDS

    def wait(self, gen: Generator[Any, Any, T], *args: Any, **kwargs: Any) -> T:
        """As the driver's; raises `psycopg.OperationalError` when the patience is at an end."""
        return super().wait(self._heard(gen), *args, **kwargs)

    def _heard(self, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
        until = time.monotonic() + self.patience
        ready: Any = None
        while True:
            try:
                wish = gen.send(ready)
            except StopIteration as done:
                return cast("T", done.value)
            # The driver says every tenth of a second that nothing has come.
            ready = yield wish
            if ready:
                until = time.monotonic() + self.patience
            elif time.monotonic() > until:
                self.pgconn.finish()
                raise psycopg.OperationalError(f"no answer for {self.patience:g} s")


def connect(url: URL, lock_seconds: int) -> Line:
    """A new connection; raises `psycopg.OperationalError`."""
    _, address = url.get_dialect()().create_connect_args(url)
    server = _SERVER | {"lock_timeout": f"{lock_seconds}s"}
    return Line.connect(
        **{**address, **_CLIENT},
        options=" ".join(f"-c {name}={value}" for name, value in server.items()),
        prepare_threshold=1,
    )


def engine(url: URL, lock_seconds: int) -> Engine:
    """The pool of those connections; nobody waits longer for one than for a lock."""
    made = create_engine(url, creator=lambda: connect(url, lock_seconds), pool_timeout=lock_seconds)
    event.listen(made, "checkin", _rests)
    event.listen(made, "checkout", _is_wanted)
    return made


def _rests(_: object, record: ConnectionPoolEntry) -> None:
    record.info["since"] = time.monotonic()


def _is_wanted(line: Line, record: ConnectionPoolEntry, _: object) -> None:
    """Ask a connection that has rested for a while whether its server is there.

    SQLAlchemy's `pool_pre_ping` would ask before each transaction of a rush: one more journey.
    """
    if time.monotonic() - record.info.get("since", math.inf) < RESTED_SECONDS:
        return
    line.patience = CONNECT_SECONDS
    try:
        line.autocommit = True
        line.execute("SELECT 1")
        line.autocommit = False
    except psycopg.Error as error:
        # None of those that rest is better; a new one will tell what is the matter.
        raise InvalidatePoolError from error
    line.patience = SILENCE_SECONDS


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """Without the time limits in the transaction of `connection`, while it lasts."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    line = connection.connection.driver_connection
    assert isinstance(line, Line)
    line.patience = math.inf
    try:
        yield
    finally:
        line.patience = SILENCE_SECONDS
