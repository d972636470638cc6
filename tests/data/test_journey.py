"""Statements that go to PostgreSQL together: their order, their errors, and what comes after."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, bindparam, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from data import postgres
from data.models import Hall
from data.store import Store, ask, foresee, tell

DAY = date(2026, 3, 2)
_NAMED = select(Hall.code, Hall.revision, Hall.closed_day).order_by(Hall.id)
_MAKE = insert(Hall.__table__)
_ROW = {"day": DAY, "catalogue_id": None, "revision": 0, "closed_day": None}


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    made = Store.create(postgres_url)
    yield made
    made.close()


def make(connection: Connection, *keys: int) -> None:
    for key in keys:
        tell(connection, _MAKE, {**_ROW, "id": key, "code": f"h{key}", "revision": key})


def codes(store: Store) -> list[str]:
    with store.read() as connection:
        return [row.code for row in ask(connection, _NAMED, {})]


def test_what_is_told_is_there_for_what_is_asked_and_kept(store: Store) -> None:
    with store.write() as connection:
        make(connection, 1, 2)
        assert [tuple(row) for row in ask(connection, _NAMED, {})] == [
            ("h1", 1, None),
            ("h2", 2, None),
        ]
        make(connection, 3)
        assert connection.scalars(select(Hall.id).order_by(Hall.id)).all() == [1, 2, 3]
        make(connection, 4)
        connection.execute(update(Hall).values(revision=9), [{}])
        make(connection, 5)
    with store.read() as connection:
        found = [(row.code, row.revision) for row in ask(connection, _NAMED, {})]
    assert found == [("h1", 9), ("h2", 9), ("h3", 9), ("h4", 9), ("h5", 5)]


def test_what_is_foreseen_comes_with_what_is_asked_before_it(store: Store) -> None:
    keys = select(Hall.id).where(Hall.id > bindparam("least")).order_by(Hall.id)
    with store.write() as connection:
        make(connection, 1)
    with store.write() as connection:
        foresee(connection, keys, {"least": 0})
        assert len(ask(connection, _NAMED, {})) == 1
        with store.write() as other:
            make(other, 2)
        # Asked only now, it would know of both.
        assert [row.id for row in ask(connection, keys, {"least": 0})] == [1]
        assert [row.id for row in ask(connection, keys, {"least": -1})] == [1, 2]
        make(connection, 3)
        assert [row.id for row in ask(connection, keys, {"least": 0})] == [1, 2, 3]
        foresee(connection, keys, {"least": 0})
        assert connection.scalar(select(func.count()).select_from(Hall)) == 3
        connection.execute(update(Hall).where(Hall.id == 3).values(id=4))
        assert [row.id for row in ask(connection, keys, {"least": 0})] == [1, 2, 4]
    assert codes(store) == ["h1", "h2", "h3"]


def test_what_was_foreseen_in_one_transaction_is_asked_anew_in_the_next(store: Store) -> None:
    counted = select(func.count().label("many")).select_from(Hall.__table__)
    with store.write() as connection:
        foresee(connection, counted, {})
        ask(connection, _NAMED, {})
    with store.write() as connection:
        make(connection, 1)
        foresee(connection, counted, {})
    with store.read() as connection:
        assert [row.many for row in ask(connection, counted, {})] == [1]


def test_nothing_is_kept_of_what_fails_at_the_commit(store: Store) -> None:
    with pytest.raises(IntegrityError), store.write() as connection:
        make(connection, 1, 1, 2)
    assert codes(store) == []
    with store.write() as connection:
        make(connection, 1)
    assert codes(store) == ["h1"]


def test_nothing_goes_of_what_is_given_up(store: Store) -> None:
    def given_up() -> None:
        with store.write() as connection:
            ask(connection, _NAMED, {})
            make(connection, 1)
            raise ZeroDivisionError

    for _ in range(2):  # the driver forgets what it has prepared, and so do we
        with pytest.raises(ZeroDivisionError):
            given_up()
    assert codes(store) == []


def test_more_than_the_wire_holds_at_once(store: Store) -> None:
    with store.write() as connection:
        make(connection, *range(1, 20_001))
    assert len(codes(store)) == 20_000


def test_a_value_that_cannot_be_written_harms_nobody(store: Store) -> None:
    row = {**_ROW, "id": 2, "code": "\0"}

    def written() -> None:
        with store.write() as connection:
            make(connection, 1)
            tell(connection, _MAKE, row)
            with pytest.raises(DBAPIError, match="NUL"):
                ask(connection, _NAMED, {})

    with pytest.raises(DBAPIError, match="NUL"):
        written()
    assert codes(store) == []


def test_a_value_that_is_missing_is_not_nothing(store: Store) -> None:
    with pytest.raises(KeyError, match="closed_day"), store.write() as connection:
        tell(
            connection, _MAKE, {"id": 1, "code": "h1", "day": DAY, "catalogue_id": 1, "revision": 0}
        )
    assert codes(store) == []


def test_tables_may_change_beside_what_is_prepared(store: Store) -> None:
    with store.write() as connection:
        make(connection, 1)
        ask(connection, _NAMED, {})
        connection.exec_driver_sql("ALTER TABLE halls ADD COLUMN more integer")
        make(connection, 2)
        assert len(ask(connection, _NAMED, {})) == 2


def test_a_server_that_says_nothing_is_given_up(store: Store) -> None:
    with store.engine.connect() as connection:
        postgres.line_of(connection).patience = 0.1
        with pytest.raises(DBAPIError, match="no answer"):
            ask(connection, select(func.pg_sleep(60)), {})
    assert codes(store) == []
