"""The store: what it keeps, what it refuses to change, and what it says when it cannot."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError, StatementError

from data.faults import StoreFault
from data.models import CatalogueVersion, Hall
from data.models import Event as EventRow
from data.store import HEAD, Store
from kiosk.config import Settings

DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))
HALL = {"id": 1, "code": "main", "day": DAY, "revision": 1}
EVENT = {
    "hall_id": 1,
    "seq": 1,
    "at": MOMENT,
    "day": DAY,
    "kind": "test",
    "data": {"word": "你好"},
    "previous": "0" * 64,
    "hash": "1" * 64,
}


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as connection:
        connection.execute(insert(Hall), HALL)
        connection.execute(insert(EventRow), EVENT)
        version = {"id": 1, "hall_id": 1, "version": 1, "sha256": "", "imported_at": MOMENT}
        connection.execute(insert(CatalogueVersion), {**version, "meta": {}})
    return store


def hall_day(store: Store) -> date | None:
    with store.read() as connection:
        return connection.scalar(select(Hall.day))


def test_sqlite_keeps_what_it_said_it_has_kept(tmp_path: Path) -> None:
    store = Store.create(f"sqlite:///{tmp_path / 'hall.db'}")
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    for _ in range(2):  # a connection that comes back from the pool, too
        with store.write() as connection:
            for name, value in wanted.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value
    store.close()


def test_a_write_is_whole_or_nothing(filled: Store) -> None:
    def half() -> None:
        with filled.write() as connection:
            connection.execute(update(Hall).values(day=date(2030, 1, 1)))
            connection.execute(insert(EventRow), {**EVENT, "seq": 2})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert hall_day(filled) == DAY
    with filled.read() as connection:
        assert connection.scalars(select(EventRow.seq)).all() == [1]


def test_one_read_sees_one_state(filled: Store) -> None:
    """A board that is put together from two queries must not show two moments."""
    with filled.read() as connection:
        assert connection.scalar(select(Hall.revision)) == 1
        with filled.write() as other:
            other.execute(update(Hall).values(revision=2, day=date(2026, 3, 3)))
        assert connection.scalar(select(Hall.day)) == DAY
    assert hall_day(filled) == date(2026, 3, 3)


def test_two_who_count_up_at_once_both_count(tmp_path: Path) -> None:
    """Reads that turn into writes lose each other's numbers unless the lock comes first."""
    store = Store.create(f"sqlite:///{tmp_path / 'hall.db'}")
    with store.write() as connection:
        connection.execute(insert(Hall), HALL)

    def count_up(_: int) -> None:
        with store.write() as connection:
            found = connection.scalar(select(Hall.revision))
            assert found is not None
            connection.execute(update(Hall).values(revision=found + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count_up, range(40)))
    with store.read() as connection:
        assert connection.scalar(select(Hall.revision)) == 41
    store.close()


def test_moments_come_back_as_they_were(filled: Store) -> None:
    with filled.read() as connection:
        found = connection.scalar(select(EventRow.at))
    assert found == MOMENT
    assert found is not None
    assert found.tzinfo is UTC
    with pytest.raises(StatementError, match="without a zone"), filled.write() as connection:
        connection.execute(insert(EventRow), {**EVENT, "seq": 2, "at": datetime(2026, 3, 2)})  # noqa: DTZ001


@pytest.mark.parametrize("statement", ["UPDATE {} SET hall_id = 1", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["events", "catalogues"])
def test_what_has_happened_stays_as_it_was(filled: Store, statement: str, table: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), filled.write() as connection:
        connection.exec_driver_sql(statement.format(table))
    with filled.read() as connection:
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 1


def test_every_table_of_the_catalogue_is_kept(store: Store) -> None:
    """A trigger that looks at each row or statement stands on each of them, for both verbs."""
    kept = {"events", "catalogues", "window_groups", "departments", "themes", "services"}
    kept |= {"materials", "bundles"}
    query = {
        "sqlite": "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT event_object_table, event_manipulation "
        "FROM information_schema.triggers",
    }[store.dialect]
    with store.read() as connection:
        found = [(table, verb.upper()) for table, verb in connection.exec_driver_sql(query)]
    for verb in ("UPDATE", "DELETE"):
        assert {table for table, said in found if verb in said} == kept


def test_postgres_refuses_to_truncate_events(postgres_url: str) -> None:
    store = Store.create(postgres_url)
    with pytest.raises(DBAPIError, match="append-only"), store.write() as connection:
        connection.exec_driver_sql("TRUNCATE events")
    store.close()


def test_what_belongs_together_is_held_together(filled: Store) -> None:
    with pytest.raises(DBAPIError), filled.write() as connection:
        connection.execute(insert(EventRow), {**EVENT, "hall_id": 7})
    with pytest.raises(DBAPIError), filled.write() as connection:
        connection.execute(insert(Hall), {**HALL, "id": 2})


# --- Faults ---


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite",
        "sqlite+nothing:///hall.db",
        "mysql://a:secret@b/c",
        "postgresql+psycopg://a:secret@b:port/c",
        "postgresql+asyncpg://a:secret@b/c",
    ],
)
def test_no_address_of_a_database(url: str) -> None:
    with pytest.raises(StoreFault) as fault:
        Store.open(url)
    assert fault.value.code == "database.url"
    assert "secret" not in fault.value.detail


def test_no_database_there(tmp_path: Path, postgres_url: str) -> None:
    file = tmp_path / "hall.db"
    for url in (f"sqlite:///{file}", postgres_url):
        with pytest.raises(StoreFault) as fault:
            Store.open(url)
        assert fault.value.code == "database.missing"
    assert not file.exists()


def test_the_short_address_of_postgres_will_do(postgres_url: str) -> None:
    """Nobody who runs a server knows how our driver is called."""
    store = Store.create(postgres_url.replace("+psycopg", ""))
    assert store.revision() == HEAD
    store.close()


def test_nobody_answers_and_no_password_is_told() -> None:
    with pytest.raises(StoreFault) as fault:
        Store.open("postgresql+psycopg://kiosk:secret@127.0.0.1:9/hall")
    assert fault.value.code == "database.unreachable"
    assert "secret" not in str(fault.value)


def test_what_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "hall.db"
    file.write_bytes(b"a letter to grandmother " * 500)
    with pytest.raises(StoreFault) as fault:
        Store.open(f"sqlite:///{file}")
    assert fault.value.code == "database.broken"
    assert file.read_bytes().startswith(b"a letter")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as fault:
        Store.open(f"sqlite:///{tmp_path}")
    assert fault.value.code == "database.unreachable"


@pytest.mark.parametrize("name", ["大厅 一", "50%", "a%20b", "who?", "no#1", "a&b=c"])
def test_any_folder_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    store = Store.create(Settings(name="大厅").database_url(folder))
    store.close()
    assert (folder / "hall.db").exists()


def test_a_locked_database_says_so_in_time(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else writes and does not come to an end; nobody waits for ever."""
    monkeypatch.setattr("data.store.BUSY_SECONDS", 1)
    pragmas = ("PRAGMA journal_mode = WAL", "PRAGMA busy_timeout = 300")
    monkeypatch.setattr("data.store._SQLITE_PRAGMAS", pragmas)
    store = Store.create(url)
    with store.write() as connection:
        connection.execute(insert(Hall), HALL)
    locked, done = Event(), Event()

    def hold() -> None:
        with store.write() as connection:
            connection.execute(select(Hall).with_for_update())
            locked.set()
            done.wait(30)

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        locked.wait()
        begun = datetime.now(UTC)
        with pytest.raises(StoreFault) as fault, store.write() as connection:
            connection.execute(select(Hall).with_for_update())
        took = datetime.now(UTC) - begun
        done.set()
        holding.result()
    assert fault.value.code == "database.busy"
    assert took < timedelta(seconds=20)
    assert hall_day(store) == DAY
    store.close()


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    store = Store.create(f"sqlite:///{tmp_path / 'hall.db'}")
    with store.write() as connection:
        connection.execute(insert(Hall), HALL)
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def too_much() -> None:
        with store.write() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            for seq in range(1, 200):
                connection.execute(insert(EventRow), {**EVENT, "seq": seq})

    with pytest.raises(StoreFault) as fault:
        too_much()
    assert fault.value.code == "database.full"
    with store.read() as connection:
        assert connection.scalars(select(EventRow.seq)).all() == []
    store.close()


def test_a_bug_is_no_fault_of_the_world(store: Store) -> None:
    with pytest.raises(DBAPIError), store.write() as connection:
        connection.exec_driver_sql("SELECT * FROM no_such_table")


def test_sqlite_is_as_new_as_our_statements_need() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)
