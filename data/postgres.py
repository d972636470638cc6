"""Connections to PostgreSQL that wait for nothing for ever: a server, a network or a lock.

A host that dies in the middle of a write must not keep its hall's lock, and one whose server falls
silent must know it in seconds; the defaults of both ends are hours. Nor do they wait for what is
not needed: each answer is a journey there and back.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, Self, TypeVar, cast

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from psycopg.types.json import JsonDumper
from sqlalchemy import URL, ClauseElement, Connection, Engine, create_engine, event
from sqlalchemy.dialects.postgresql import psycopg as psycopg_dialect
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from data.journey import Asked, Journeys

T = TypeVar("T")
_DIALECT: Any = psycopg_dialect.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]

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
    "timezone": "UTC",  # the driver gives moments back in it
}


class Line(psycopg.Connection[TupleRow]):
    """A connection that is given up after `patience` seconds without a byte of an answer.

    The driver itself has a time limit for connecting only, and the kernel's see no dead proxy.

    What is done `ahead` needs no answer of its own: it goes, in its order, with what is asked next
    or with the commit, and its error is theirs. What is foreseen goes behind what is asked next,
    and is not asked again if nothing was done in between.
    """

    patience = SILENCE_SECONDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cursor_factory = _Late
        self.adapters.register_dumper(dict, JsonDumper)
        self._journeys = Journeys(self)
        self._ahead: list[Asked] = []
        self._foreseen: list[Asked] = []
        self._known: list[tuple[Asked, list[Any]]] = []

    def ahead(self, query: bytes, values: Sequence[Any] = ()) -> None:
        """Do it ahead of what is asked next, or of the commit."""
        self._known.clear()
        self._ahead.append((query, values))

    def foresee(self, query: bytes, values: Sequence[Any]) -> None:
        """This will be asked soon, most likely."""
        self._foreseen.append((query, values))

    def ask(self, query: bytes, values: Sequence[Any] = ()) -> list[Any]:
        """The rows that answer; their columns have names."""
        for known, rows in self._known:
            if known == (query, values):
                return rows
        foreseen, self._foreseen = self._foreseen, []
        found, *others = self._send((query, values), *foreseen)
        self._known += zip(foreseen, others, strict=True)
        return found

    def catch_up(self) -> None:
        """Do now what is ahead."""
        self._known.clear()
        if self._ahead:
            self._send()

    def _send(self, *asked: Asked) -> list[list[Any]]:
        found = self._journeys.make(self._ahead, asked, self.patience)
        # What has failed stays, so that nobody can commit without it.
        self._ahead.clear()
        return found

    def forget(self) -> None:
        """What was prepared is no more."""
        self._journeys.forget()

    def commit(self) -> None:
        """As the driver's, with what is ahead; what fails is rolled back, as ever."""
        self._foreseen.clear()
        if not self._ahead and self.pgconn.transaction_status == TransactionStatus.IDLE:
            return
        try:
            self.ask(b"COMMIT")
        except psycopg.Error:
            if not self.closed:
                self.rollback()
            raise

    def rollback(self) -> None:
        """As the driver's, without what is ahead."""
        self._ahead.clear()
        self._foreseen.clear()
        if self.pgconn.transaction_status != TransactionStatus.IDLE:
            self.forget()
        super().rollback()

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


class _Late(psycopg.Cursor[TupleRow]):
    """SQLAlchemy's: comes after what is ahead."""

    def execute(self, *args: Any, **kwargs: Any) -> Self:
        line = cast("Line", self.connection)
        line.catch_up()
        super().execute(*args, **kwargs)
        if (self.statusmessage or "").startswith(("ALTER", "DROP")):
            line.forget()  # as the driver does
        return self

    def executemany(self, *args: Any, **kwargs: Any) -> None:
        cast("Line", self.connection).catch_up()
        super().executemany(*args, **kwargs)


def connect(url: URL, lock_seconds: int) -> Line:
    """A new connection; raises `psycopg.OperationalError`."""
    _, address = url.get_dialect()().create_connect_args(url)
    server = _SERVER | {"lock_timeout": f"{lock_seconds}s"}
    return Line.connect(
        **{**address, **_CLIENT},
        options=" ".join(f"-c {name}={value}" for name, value in server.items()),
        prepare_threshold=1,
        autocommit=True,  # or the driver would wait for the answer to a BEGIN of its own
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
        line.execute("SELECT 1")
    except psycopg.Error as error:
        # None of those that rest is better; a new one will tell what is the matter.
        raise InvalidatePoolError from error
    line.patience = SILENCE_SECONDS


def line_of(connection: Connection) -> Line:
    """What `connection` speaks through."""
    line = connection.connection.driver_connection
    assert isinstance(line, Line)
    return line


def begin(connection: Connection, query: str) -> None:
    """Begin a transaction with the first statement."""
    connection.begin()
    line_of(connection).ahead(query.encode())


def tell(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> None:
    """Do it with the next statement, or with the commit."""
    line_of(connection).ahead(*_asked(statement, values))


def foresee(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> None:
    """Ask it behind what is asked next."""
    line_of(connection).foresee(*_asked(statement, values))


def ask(connection: Connection, statement: ClauseElement, values: Mapping[str, Any]) -> list[Any]:
    """The rows of the answer, without what SQLAlchemy does for each statement."""
    query, given = _asked(statement, values)
    line = line_of(connection)
    try:
        return line.ask(query, given)
    except psycopg.Error as error:
        if line.closed:
            connection.invalidate(error)
        raise DBAPIError.instance(query.decode(), values, error, psycopg.Error) from error


def _asked(statement: ClauseElement, values: Mapping[str, Any]) -> tuple[bytes, list[Any]]:
    query, names, known = _made(statement)
    given = {**known, **values}
    return query, [given[name] for name in names]


@cache
def _made(statement: ClauseElement) -> tuple[bytes, Sequence[str], Mapping[str, Any]]:
    """The text of a statement, the names of its values in their order, and those it brings."""
    made: Any = statement.compile(dialect=_DIALECT)
    known = {name: value for name, value in made.params.items() if value is not None}
    return str(made).encode(), made.positiontup or (), known


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """Without the time limits in the transaction of `connection`, while it lasts."""
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    line = line_of(connection)
    line.patience = math.inf
    try:
        yield
    finally:
        line.patience = SILENCE_SECONDS
