"""The database of a hall: one engine, short read and write transactions, and its age.

SQLite runs in WAL mode with `synchronous=FULL` and takes the write lock at the start of every
write (`BEGIN IMMEDIATE`): without it, readers that turn writers lose each other's numbers.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Engine,
    Insert,
    Select,
    Update,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import ConnectionPoolEntry

from data.faults import UNREACHABLE, UNSURE, StoreFault, fault_of

T = TypeVar("T")
Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Insert | Update

HEAD = "0009"
"""The newest revision that this program knows (`data/migrations/versions`)."""

BUSY_SECONDS = 5
# The row locks of PostgreSQL let writers queue up; this many wait for them at the most.
_WRITERS = 64
_DRIVERS = {"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"}
_BEGIN = {
    "sqlite": {"read": "BEGIN", "write": "BEGIN IMMEDIATE"},
    # Its default would show each statement of a read another state.
    "postgresql": {"read": "BEGIN ISOLATION LEVEL REPEATABLE READ", "write": "BEGIN"},
}
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",
)


class Store:
    """Opens transactions on a database at the present revision.

    `read` and `write` raise `StoreFault` for a fault of the world; any other error is a bug.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.dialect = self.engine.dialect.name
        self._writers = threading.BoundedSemaphore(1 if self.dialect == "sqlite" else _WRITERS)

    @classmethod
    def open(cls, url: str) -> Self:
        """The store at `url`, upgraded if it is older than the program.

        Raises `StoreFault` ("database.missing", "database.newer", "database.unreachable" ...).
        """
        store = cls(url)
        try:
            found = store.revision()
            if found is None:
                raise StoreFault("database.missing", store.engine.url.render_as_string())
            if found != HEAD:
                store.upgrade()
        except StoreFault:
            store.close()
            raise
        return store

    @classmethod
    def create(cls, url: str) -> Self:
        """The store at `url`, with all tables made where they were missing."""
        store = cls(url)
        try:
            if store.revision() != HEAD:
                store.upgrade()
        except StoreFault:
            store.close()
            raise
        return store

    def revision(self) -> str | None:
        """The revision of the database; None where there are no tables yet."""
        database = self.engine.url.database
        if self.dialect == "sqlite" and database and not Path(database).exists():
            return None
        with self.read() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()

    def upgrade(self) -> None:
        """Bring the database to `HEAD`; raises `StoreFault("database.newer")` if it is beyond."""
        # Alembic takes a fifth of a second to import, and a kiosk starts on the newest revision.
        from data.migrations import upgrade

        with self.write() as connection, self._unhurried(connection):
            upgrade(connection)

    def _unhurried(self, connection: Connection) -> AbstractContextManager[None]:
        if self.dialect == "sqlite":
            return nullcontext()
        from data.postgres import unhurried

        return unhurried(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with self._transaction("read", UNREACHABLE) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is kept whole, or not at all.

        Raises `StoreFault("database.unsure")` where nobody can know which of the two: the answer to
        the last word was lost. Whoever has a nonce asks again with it (`surely`).
        """
        # SQLite lets whoever asks first have its lock, again and again: the threads of a process
        # queue up here, or a busy one would starve the others.
        if not self._writers.acquire(timeout=BUSY_SECONDS):
            raise StoreFault("database.busy", "another thread is writing")
        try:
            with self._transaction("write", UNSURE) as connection:
                yield connection
        finally:
            self._writers.release()

    @contextmanager
    def _transaction(self, kind: Literal["read", "write"], lost: str) -> Iterator[Connection]:
        """`lost` is the code of the fault where the connection is lost at the last word."""
        with _faults(), self.engine.connect() as connection:
            # A listener on the engine's "begin" would make each statement a fifth slower.
            begin = _BEGIN[self.dialect][kind]
            if self.dialect == "sqlite":
                connection.exec_driver_sql(begin)
            else:
                from data import postgres

                postgres.begin(connection, begin)
            yield connection
            with _faults(lost):
                connection.commit()

    def copy_to(self, file: Path) -> None:
        """Write a database of SQLite into the new `file`, as it is at one moment; writers go on.

        What was deleted is not in it (https://sqlite.org/lang_vacuum.html, "VACUUM INTO").
        """
        with _faults(), self.engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(file),))

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def tell(connection: Connection, statement: Statement, values: Mapping[str, Any]) -> None:
    """Do what needs no answer: on PostgreSQL it goes with the next statement or with the commit,
    and its error is theirs."""
    if connection.dialect.name == "sqlite":
        connection.execute(statement, values)
    else:
        from data import postgres

        postgres.tell(connection, statement, values)


def foresee(connection: Connection, statement: Statement, values: Mapping[str, Any]) -> None:
    """Say what will be asked soon, most likely: on PostgreSQL it goes with what is asked next, and
    its answer waits for `ask`."""
    if connection.dialect.name != "sqlite":
        from data import postgres

        postgres.foresee(connection, statement, values)


def ask(connection: Connection, statement: Statement, values: Mapping[str, Any]) -> Sequence[Any]:
    """The rows that answer a statement which is made once and asked in every call.

    On PostgreSQL the values go to the driver as they are: moments in UTC.
    """
    if connection.dialect.name == "sqlite":
        return connection.execute(statement, values).all()
    from data import postgres

    return postgres.ask(connection, statement, values)


def surely(nonce: str | None, verb: Callable[[], T]) -> T:
    """Do `verb`, and once more where nobody knows whether it was kept: its nonce finds it.

    Raises `StoreFault("database.unsure")` if that cannot be found out now.
    """
    try:
        return verb()
    except StoreFault as fault:
        if nonce is None or fault.code != UNSURE:
            raise
        try:
            return verb()
        except StoreFault as still:
            raise fault from still


@contextmanager
def _faults(lost: str = UNREACHABLE) -> Iterator[None]:
    """Errors of the database as faults; `lost` is the code where the connection was lost."""
    try:
        yield
    except NoConnectionFree as error:
        raise StoreFault("database.busy", str(error)) from error
    except DBAPIError as error:
        fault = fault_of(error)
        if fault is None:
            raise
        code = lost if fault.code == UNREACHABLE else fault.code
        raise StoreFault(code, fault.detail) from error


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # Whatever it is, it may hold a password.
        raise StoreFault("database.url", re.sub("//.*@", "//***@", url)) from error
    if parsed.drivername not in _DRIVERS:
        raise StoreFault("database.url", parsed.render_as_string())
    if parsed.get_backend_name() == "postgresql":
        # A hall on SQLite need not load the other driver.
        from data import postgres

        return postgres.engine(parsed.set(drivername="postgresql+psycopg"), BUSY_SECONDS)
    engine = create_engine(
        parsed, connect_args={"timeout": BUSY_SECONDS}, pool_timeout=BUSY_SECONDS
    )
    event.listen(engine, "connect", _on_connect)
    return engine


def _on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: the store says which kind.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)
