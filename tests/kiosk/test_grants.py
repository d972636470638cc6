"""The rights in PostgreSQL: the program works with its own role, and cannot rewrite what was."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url

from data import models
from data.faults import StoreFault
from data.migrations import revisions, upgrade
from data.seal import Seal
from data.store import Store
from kiosk import grants
from kiosk.doctor import examine
from kiosk.grants import KEPT, Roles
from kiosk.hall import KEY_FILE, Hall, open_hall
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from kiosk.staff import Role
from tests.hall import (
    PASSWORD,
    HandClock,
    as_owner,
    change_settings,
    count,
    miss,
    staff_of,
)
from tests.kiosk.command import process
from tests.postgres import PostgresServer

ROLES = Roles()


@pytest.fixture
def hall(postgres_folder: Path, clock: HandClock) -> Iterator[Hall]:
    """A hall over PostgreSQL that has a history, opened as its programs open it."""
    with open_hall(postgres_folder, clock) as opened:
        opened.issue("SC001")
        yield opened


@contextmanager
def forbidden() -> Iterator[None]:
    with pytest.raises(StoreFault) as no:
        yield
    assert no.value.code == "database.forbidden"


def do(hall: Hall, statement: str) -> None:
    with hall.ground.store.write() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("table", sorted(KEPT))
def test_the_program_cannot_rewrite_history(hall: Hall, table: str) -> None:
    column = inspect(hall.ground.store.engine).get_columns(table)[0]["name"]
    before = count(hall, table)
    for statement in (
        f"UPDATE {table} SET {column} = {column}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
        f"ALTER TABLE {table} DISABLE TRIGGER ALL",
        f"DROP TRIGGER {table}_kept ON {table}",
        f"DROP TABLE {table} CASCADE",
        f"ALTER TABLE {table} OWNER TO {ROLES.program}",
    ):
        with forbidden():
            do(hall, statement)
    assert count(hall, table) == before > 0


def test_the_program_cannot_go_round_its_rights(hall: Hall) -> None:
    for statement in (
        "SET session_replication_role = replica",
        f"SET ROLE {ROLES.owner}",
        f"GRANT {ROLES.owner} TO {ROLES.program}",
        "CREATE TABLE mine (id integer)",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "ALTER FUNCTION refuse_change() RENAME TO allow_change",
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM tickets",
    ):
        with forbidden():
            do(hall, statement)
    assert hall.audit_verify() is None


def test_all_that_triggers_keep_is_kept_by_rights(hall: Hall) -> None:
    """A migration that adds an append-only table has to say so in both places."""
    with hall.ground.read() as work:
        guarded = work.connection.exec_driver_sql(
            "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger "
            "JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'refuse_change'"
        )
        assert {row[0] for row in guarded} == KEPT
        assert grants.changeable(work.connection) == []
    with as_owner(hall) as connection:
        assert grants.changeable(connection) == sorted(KEPT)


def test_the_program_does_a_day_s_work(hall: Hall, clock: HandClock) -> None:
    """Everything that removes or changes rows; the other tests of PostgreSQL do the rest."""
    staff = staff_of(hall)
    session = hall.sign_in("clerk", PASSWORD, "1")
    missed = hall.call_next("1", staff.clerk)
    miss(hall, missed.id, staff.clerk)
    served = hall.issue("SC001").ticket
    assert hall.call_next("1", staff.clerk).id == served.id
    hall.start(served.id, staff.clerk)
    hall.finish(served.id, staff.clerk)
    hall.sign_out(session.token)
    hall.add_account("li", "Li", Role.CLERK, PASSWORD, staff.admin)
    hall.set_password("li", PASSWORD[::-1], staff.admin)
    hall.issue("MZ001")
    clock.set(day=3, hour=9)
    assert hall.issue("MZ001").ticket.number == "A001"
    assert hall.close_day(staff.admin, "", "zh").day.day == 3
    assert set(hall.balance()) >= {State.EXPIRED}
    assert hall.audit_verify() is None


def as_inspector(folder: Path, tmp_path: Path) -> Path:
    """A folder from which the inspector looks: without the hall's key."""
    own = tmp_path / "inspector"
    own.mkdir()
    shutil.copy(folder / "hall.toml", own)
    change_settings(own, ROLES.program, ROLES.inspector)
    Seal.create(own / KEY_FILE)
    return own


def test_the_inspector_reads_and_verifies_and_does_nothing_else(
    hall: Hall, postgres_folder: Path, tmp_path: Path, clock: HandClock
) -> None:
    with open_hall(as_inspector(postgres_folder, tmp_path), clock) as theirs:
        assert theirs.audit_verify(hall.audit_head()) is None
        assert theirs.balance()[State.WAITING] == 1
        for table in models.Base.metadata.tables:
            assert count(theirs, f"(SELECT 1 FROM {table}) AS every") == count(hall, table)
        for secret in (
            "password_hash FROM accounts",
            "token_hash FROM sessions",
            "person FROM identities",
            "sealed FROM print_jobs",
        ):
            with forbidden():
                do(theirs, f"SELECT {secret}")
        with forbidden():
            theirs.issue("SC001")


def test_no_secret_of_a_table_is_forgotten() -> None:
    """A new column that is hashed or sealed is hidden from the inspector, or shown on purpose."""
    tables = models.Base.metadata.tables.values()
    named = {column.name for table in tables for column in table.c}
    hashed = {each for each in named if "hash" in each or "nonce" in each or "sealed" in each}
    assert hashed - {"hash"} <= grants._SECRET <= named


def test_only_the_owner_upgrades(postgres_server: PostgresServer, postgres_url: str) -> None:
    postgres_server.make_roles(*astuple(ROLES))
    theirs = postgres_server.url(name_of(postgres_url), ROLES.program)
    store = Store(postgres_url)
    with store.write() as connection:
        upgrade(connection, revisions()[-2])
        connection.exec_driver_sql(f"GRANT SELECT ON alembic_version TO {ROLES.program}")
    store.close()
    with forbidden():
        Store.open(theirs)
    grants.apply(postgres_url, ROLES)
    Store.open(theirs).close()


def name_of(url: str) -> str:
    return str(make_url(url).database)


def test_a_hall_that_others_own_is_taken_over(
    postgres_server: PostgresServer, postgres_url: str
) -> None:
    """The SQL that is printed is for psql: a superuser's, on tables that the program has made."""
    postgres_server.make_roles(*astuple(ROLES))
    name = name_of(postgres_url)
    with postgres_server.connect(name) as connection:
        connection.execute(f"ALTER DATABASE {name} OWNER TO {ROLES.program}".encode())
    Store.create(postgres_server.url(name, ROLES.program)).close()
    said = process("grants")
    assert said.code == 0
    done = subprocess.run(
        [postgres_server.programs / "psql", "-qX", "-v", "ON_ERROR_STOP=1"],
        input=said.out.encode(),
        env={"PGHOST": str(postgres_server.folder), "PGUSER": "postgres", "PGDATABASE": name},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    store = Store(postgres_server.url(name, ROLES.program))
    with store.read() as connection:
        assert grants.changeable(connection) == []
    store.close()
    # Once more by the new owner, who is no superuser: nothing is left to be given.
    grants.apply(postgres_server.url(name, ROLES.owner), ROLES)
    with forbidden():
        grants.apply(postgres_server.url(name, ROLES.program), ROLES)


def test_what_cannot_be_granted(postgres_url: str, tmp_path: Path) -> None:
    for names, code in (
        (("Owner; --", "b", "c"), "grants.role_name"),
        (("a", "a", "c"), "grants.same_role"),
    ):
        with pytest.raises(Refusal) as no:
            Roles(*names)
        assert no.value.code == code
    with pytest.raises(Refusal) as no:
        grants.apply(postgres_url, Roles("nobody_a", "nobody_b", "nobody_c"))
    assert no.value.code == "grants.role_missing"
    with pytest.raises(Refusal) as no:
        grants.apply(f"sqlite:///{tmp_path}/hall.db", ROLES)
    assert no.value.code == "grants.not_postgres"


def test_the_doctor_says_who_could_rewrite_history(hall: Hall, postgres_folder: Path) -> None:
    (well,) = [each for each in examine(postgres_folder, "en") if each.check == "rights"]
    assert well.state == "good"
    change_settings(postgres_folder, ROLES.program, "postgres")
    (ill,) = [each for each in examine(postgres_folder, "en") if each.check == "rights"]
    assert ill.state == "warn"
    assert "events" in ill.message
    assert "kiosk grants" in ill.advice
