"""When the world fails: a full disk, a locked or lost database; nothing is half-written."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from data.faults import StoreFault
from kiosk.hall import Hall, open_hall
from tests.hall import HandClock, Staff, as_owner, count, staff_of
from tests.postgres import PostgresServer

TABLES = ("tickets", "events", "print_jobs", "number_series")


def kept(hall: Hall) -> dict[str, int]:
    return {table: count(hall, table) for table in TABLES}


def fails(hall: Hall, code: str, staff: Staff | None = None) -> None:
    """Neither verb does anything, and both say why."""
    with pytest.raises(StoreFault) as fault:
        hall.issue("SC001")
    assert fault.value.code == code
    if staff is not None:
        with pytest.raises(StoreFault) as fault:
            hall.call_next("1", staff.clerk)
        assert fault.value.code == code


@contextmanager
def pragma(hall: Hall, *statements: str) -> Iterator[None]:
    """Each connection of the hall begins with these."""

    def on_connect(connection: Any, _: object) -> None:
        for statement in statements:
            connection.execute(f"PRAGMA {statement}").fetchall()

    engine = hall.ground.store.engine
    event.listen(engine, "connect", on_connect)
    engine.dispose()
    yield
    event.remove(engine, "connect", on_connect)
    engine.dispose()


def test_a_full_disk_loses_no_number(sqlite_hall: Hall, staff: Staff) -> None:
    given = 0

    def press() -> None:
        nonlocal given
        for _ in range(100):
            given = int(sqlite_hall.issue("SC001").ticket.number[1:])

    with sqlite_hall.ground.read() as work:
        pages = work.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    with pragma(sqlite_hall, f"max_page_count = {pages + 3}"):
        with pytest.raises(StoreFault) as fault:
            press()
        assert fault.value.code == "database.full"
        assert given > 0
        assert count(sqlite_hall, "tickets") == count(sqlite_hall, "print_jobs") == given
        assert sqlite_hall.audit_verify() is None
    assert sqlite_hall.issue("SC001").ticket.number == f"B{given + 1:03d}"
    assert sqlite_hall.audit_verify() is None


def test_a_database_that_may_not_be_written(sqlite_hall: Hall, staff: Staff) -> None:
    sqlite_hall.issue("SC001")
    before = kept(sqlite_hall)
    with pragma(sqlite_hall, "query_only = ON"):
        fails(sqlite_hall, "database.readonly", staff)
        # What can still be looked at is shown.
        assert sqlite_hall.board().waiting
    assert kept(sqlite_hall) == before


def test_a_lock_that_somebody_else_holds(sqlite_hall: Hall, staff: Staff) -> None:
    sqlite_hall.issue("SC001")
    before = kept(sqlite_hall)
    file = sqlite_hall.ground.folder / "hall.db"
    with pragma(sqlite_hall, "busy_timeout = 200"):
        with closing(sqlite3.connect(file)) as other:
            other.isolation_level = None
            other.execute("BEGIN IMMEDIATE")
            fails(sqlite_hall, "database.busy", staff)
            assert sqlite_hall.preview("SC001").ahead == 1
            other.execute("ROLLBACK")
        assert kept(sqlite_hall) == before
        assert sqlite_hall.issue("SC001").ticket.number == "B002"


def test_a_short_lock_is_waited_for(sqlite_hall: Hall) -> None:
    file = sqlite_hall.ground.folder / "hall.db"
    with closing(sqlite3.connect(file, check_same_thread=False)) as other:
        other.isolation_level = None
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.5, other.execute, ["ROLLBACK"])
        timer.start()
        assert sqlite_hall.issue("SC001").ticket.number == "B001"
        timer.join()


def test_a_lock_that_somebody_else_holds_on_postgres(
    postgres_folder: Path,
    postgres_server: PostgresServer,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("data.store.BUSY_SECONDS", 1)
    with open_hall(postgres_folder, clock) as hall:
        hall.issue("SC001")
        before = kept(hall)
        database = str(hall.ground.store.engine.url.database)
        with postgres_server.connect(database) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM halls FOR UPDATE")
            # The test itself must come to an end, whatever the hall does.
            timer = threading.Timer(30, other.execute, ["ROLLBACK"])
            timer.start()
            begun = time.monotonic()
            fails(hall, "database.busy")
            assert time.monotonic() - begun < 20
            timer.cancel()
            timer.join()
        assert kept(hall) == before
        assert hall.issue("SC001").ticket.number == "B002"


def test_a_server_that_goes_and_comes_back(
    postgres_folder: Path, postgres_server: PostgresServer, clock: HandClock
) -> None:
    with open_hall(postgres_folder, clock) as hall:
        staff = staff_of(hall)
        hall.issue("SC001")
        rung = threading.Event()
        leave = hall.bell.listen(rung.set)
        assert rung.wait(30)
        postgres_server.stop()
        try:
            fails(hall, "database.unreachable", staff)
            with pytest.raises(StoreFault, match=r"database\.unreachable"):
                hall.board()
            with pytest.raises(StoreFault, match=r"database\.unreachable"):
                open_hall(postgres_folder, clock)
        finally:
            postgres_server.start()
        rung.clear()
        assert hall.issue("SC001").ticket.number == "B002"
        assert hall.call_next("1", staff.clerk).number == "B001"
        # The bell finds its way back as well.
        assert rung.wait(30)
        leave()
        assert hall.audit_verify() is None


def test_a_database_that_is_lost(sqlite_folder: Path, clock: HandClock) -> None:
    (sqlite_folder / "hall.db").unlink()
    with pytest.raises(StoreFault) as fault:
        open_hall(sqlite_folder, clock)
    assert fault.value.code == "database.missing"
    # A look must not make an empty one in its place.
    assert not (sqlite_folder / "hall.db").exists()


def test_a_database_of_tomorrow(folder: Path, clock: HandClock) -> None:
    with open_hall(folder, clock) as hall, as_owner(hall) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreFault) as fault:
        open_hall(folder, clock)
    assert fault.value.code == "database.newer"


def test_a_damaged_database(sqlite_folder: Path, clock: HandClock) -> None:
    file = sqlite_folder / "hall.db"
    content = file.read_bytes()
    file.write_bytes(b"\0" * 100 + content[100:])
    with pytest.raises(StoreFault) as fault:
        open_hall(sqlite_folder, clock)
    assert fault.value.code == "database.broken"


def test_a_restored_backup_goes_on(sqlite_folder: Path, clock: HandClock, tmp_path: Path) -> None:
    """Numbers since the backup are given out anew, and none of them twice in what is kept."""
    with open_hall(sqlite_folder, clock) as hall:
        for _ in range(3):
            hall.issue("SC001")
        backup = tmp_path / "backup.db"
        file = sqlite_folder / "hall.db"
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup)) as target:
            source.backup(target)
        head = hall.audit_head()
        hall.issue("SC001")
    for leftover in sqlite_folder.glob("hall.db*"):
        leftover.unlink()
    backup.replace(sqlite_folder / "hall.db")
    with open_hall(sqlite_folder, clock) as hall:
        assert hall.audit_verify(head) is None
        assert hall.issue("SC001").ticket.number == "B004"
