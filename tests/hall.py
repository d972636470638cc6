"""Sample halls for tests: made once for each kind of database, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Connection

from data.store import Store
from kiosk import accounts, grants, setup
from kiosk.grants import Roles
from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import Ticket
from kiosk.staff import Actor, Role
from tests.postgres import PostgresServer

PASSWORD = "correct horse battery"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""The real hash, without the work that makes guessing slow."""
ZONE = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE).astimezone(UTC)
"""A Monday, nine o'clock in the hall."""


class HandClock:
    """A clock that stands until a test moves it."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Go on (or back) by hours, minutes, days ..."""
        self.now += timedelta(**by)

    def set(self, day: int, hour: int, minute: int = 0) -> None:
        """A moment of March 2026 in the hall's zone."""
        self.now = datetime(2026, 3, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


@dataclass(frozen=True)
class Staff:
    """One person of each role; all have `PASSWORD`."""

    admin: Actor
    supervisor: Actor
    clerk: Actor
    inspector: Actor


def make_hall(folder: Path, database: str = "") -> None:
    """The sample hall in `folder`, with an account of each role, on `database` (default SQLite)."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", QUICK)
        setup.init(folder, HandClock(), password=PASSWORD, database=database)
        with open_hall(folder, HandClock()) as hall:
            for role in (Role.SUPERVISOR, Role.CLERK, Role.INSPECTOR):
                hall.add_account(role.value, role.value.title(), role, PASSWORD, None)


def copy_hall(source: Path, target: Path) -> Path:
    """The hall once more in `target`."""
    shutil.copytree(source, target)
    return target


class PostgresSample:
    """A sample hall over PostgreSQL that can be set back; a new database would take far longer.

    Its programs have the rights that `kiosk grants` gives them, so every test shows that these do.
    """

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self.folder = folder
        self._server = server
        self._name = server.create_database()
        server.make_roles(*astuple(Roles()))
        grants.apply(server.url(self._name), Roles())
        make_hall(folder, server.url(self._name, Roles().program))
        with server.connect(self._name) as connection:
            connection.execute("CREATE SCHEMA sample")
            tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            self._tables = [str(row[0]) for row in connection.execute(tables)]
            for table in self._tables:
                copy = f"CREATE TABLE sample.{table} AS TABLE public.{table}"
                connection.execute(copy.encode())
            sequences = "SELECT sequencename, last_value FROM pg_sequences"
            self._sequences = connection.execute(sequences).fetchall()

    def set_back(self) -> None:
        """As it was when it was made, whatever has happened to it."""
        with self._server.connect(self._name) as connection, connection.transaction():
            # Nobody may delete an event; this puts the triggers and foreign keys out of the way.
            connection.execute("SET LOCAL session_replication_role = replica")
            for table in self._tables:
                connection.execute(f"DELETE FROM public.{table}".encode())
                fill = f"INSERT INTO public.{table} SELECT * FROM sample.{table}"
                connection.execute(fill.encode())
            for sequence, last in self._sequences:
                values = (sequence, last or 1, last is not None)
                connection.execute("SELECT setval(%s, %s, %s)", values)


def change_settings(folder: Path, old: str, new: str) -> None:
    """Replace a part of `hall.toml`, which must be there."""
    file = folder / "hall.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def staff_of(hall: Hall) -> Staff:
    """Everybody, signed in at no counter."""
    actors = {account.role.value: Actor(account) for account in hall.accounts()}
    return Staff(**actors)


@contextmanager
def as_owner(hall: Hall) -> Iterator[Connection]:
    """A transaction of somebody who may change the tables themselves, as the program may not."""
    store = hall.ground.store
    if store.dialect == "sqlite":
        with store.write() as connection:
            yield connection
        return
    owner = Store(store.engine.url.set(username="postgres").render_as_string(hide_password=False))
    try:
        with owner.write() as connection:
            yield connection
    finally:
        owner.close()


def recall(hall: Hall, ticket: int, actor: Actor) -> Ticket:
    """Call a number once more, a quarter of a minute later (R28)."""
    assert isinstance(hall.ground.clock, HandClock)
    hall.ground.clock.move(seconds=15)
    return hall.recall(ticket, actor)


def miss(hall: Hall, ticket: int, actor: Actor) -> Ticket:
    """Call a number once more, and pass it: nobody has come."""
    recall(hall, ticket, actor)
    return hall.miss(ticket, actor)


def events(hall: Hall) -> list[str]:
    """The kinds of all events of the chain, the oldest first."""
    with hall.ground.read() as work:
        rows = work.connection.exec_driver_sql("SELECT kind FROM events ORDER BY seq")
        return [row.kind for row in rows]


def count(hall: Hall, table: str) -> int:
    """How many rows a table has."""
    with hall.ground.read() as work:
        found = work.connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
    assert isinstance(found, int)
    return found
