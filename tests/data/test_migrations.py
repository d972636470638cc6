"""From every earlier database to the present one, with what stands in it, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, MetaData, event, insert, inspect, select

from data import migrations
from data.faults import StoreFault
from data.models import Base
from data.store import HEAD, Store

BASE = "base"
EARLIER = [BASE, *migrations.revisions()]


@pytest.fixture
def empty(url: str) -> Iterator[Store]:
    made = Store(url)
    yield made
    made.close()


def tables(store: Store) -> set[str]:
    with store.read() as connection:
        return set(inspect(connection).get_table_names())


def put_one(connection: Connection) -> None:
    """A hall, in whatever shape its table has at this revision."""
    found = MetaData()
    found.reflect(connection, only=["halls"])
    row = {"code": "main", "day": date(2026, 3, 2), "revision": 1}
    connection.execute(insert(found.tables["halls"]).values(row))


def test_the_program_knows_its_newest_revision() -> None:
    assert migrations.revisions()[-1] == HEAD


@pytest.mark.parametrize("revision", EARLIER)
def test_every_earlier_database_becomes_the_present_one(
    empty: Store, url: str, revision: str
) -> None:
    if revision != BASE:
        with empty.write() as connection:
            migrations.upgrade(connection, revision)
            put_one(connection)
    opened = Store.create(url) if revision == BASE else Store.open(url)
    assert opened.revision() == HEAD
    assert tables(opened) == {*Base.metadata.tables, "alembic_version"}
    halls = Base.metadata.tables["halls"]
    with opened.write() as connection:
        if revision == BASE:
            put_one(connection)
        assert connection.execute(select(halls.c.code, halls.c.day)).all() == [
            ("main", date(2026, 3, 2))
        ]
        connection.execute(insert(halls).values(code="second", day=date(2026, 3, 2)))
    opened.close()


def test_a_ticket_of_an_earlier_database_keeps_its_place(empty: Store) -> None:
    """And from then on a number need not have a service."""
    with empty.write() as connection:
        migrations.upgrade(connection, "0002")
        put_one(connection)
        put_ticket(connection, 1, service=1)
    empty.upgrade()
    with empty.write() as connection:
        put_ticket(connection, 2, service=None)
        tickets = Base.metadata.tables["tickets"]
        kept = connection.execute(select(tickets.c.number, tickets.c.service_id, tickets.c.turn))
        assert [tuple(row) for row in kept] == [(1, 1, None), (2, None, None)]
        if empty.dialect == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def put_ticket(connection: Connection, number: int, service: int | None) -> None:
    """A ticket that waits, in whatever shape its table has; its service and hall are the first."""
    found = MetaData()
    found.reflect(connection, only=["tickets", "services", "catalogues"])
    at = datetime(2026, 3, 2, 1, tzinfo=UTC)
    if number == 1:
        catalogue = {"hall_id": 1, "version": 1, "sha256": "", "imported_at": at, "meta": {}}
        connection.execute(insert(found.tables["catalogues"]).values(catalogue))
        names = {"name": "x", "name_en": "x", "department": "SC", "theme": "x", "details": {}}
        one = {"catalogue_id": 1, "position": 0, "code": "SC001", "group_prefix": "B"}
        about = {"in_use": True, "minutes": 5}
        connection.execute(insert(found.tables["services"]).values(one | names | about))
    ticket = {
        "hall_id": 1,
        "day": date(2026, 3, 2),
        "group_prefix": "B",
        "number": number,
        "service_id": service,
        "service": "SC001" if service else "enquiry",
        "language": "zh",
        "token_hash": str(number),
        "link_until": at,
        "issued_at": at,
        "state": "waiting",
        "calls": 0,
    }
    connection.execute(insert(found.tables["tickets"]).values(ticket))


def test_models_and_migrations_agree(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_models_and_migrations_agree_on_the_indexes(store: Store) -> None:
    """Alembic does not compare what an index leaves out, and a queue lives on it."""
    queries = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
        "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    }
    with store.read() as connection:
        found = connection.exec_driver_sql(queries[store.dialect])
        made = {str(row[0]): str(row[1]) for row in found}
    for table in Base.metadata.tables.values():
        for index in table.indexes:
            condition = index.dialect_options[store.dialect]["where"]
            assert (condition is not None) == (" WHERE " in made[str(index.name)]), index.name
            for state in str(condition).split("'")[1::2]:
                assert f"'{state}'" in made[str(index.name)]


def test_what_fails_half_way_leaves_nothing(empty: Store) -> None:
    """The power goes while the tables are made."""

    def cut(_: object, __: object, statement: str, *___: object) -> None:
        if "CREATE TABLE events" in statement:
            raise KeyboardInterrupt

    event.listen(empty.engine, "before_cursor_execute", cut)
    with pytest.raises(KeyboardInterrupt):
        empty.upgrade()
    event.remove(empty.engine, "before_cursor_execute", cut)
    assert tables(empty) == set()
    empty.upgrade()
    assert empty.revision() == HEAD


def test_a_newer_database_is_left_alone(store: Store, url: str) -> None:
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreFault) as fault:
        Store.open(url)
    assert fault.value.code == "database.newer"
    assert "9999" in fault.value.detail
    with pytest.raises(StoreFault, match=r"database\.newer"):
        Store.create(url)
    assert store.revision() == "9999"
