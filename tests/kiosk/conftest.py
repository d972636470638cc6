"""A hall for each test, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from tests.hall import HandClock, PostgresSample, Staff, copy_hall, make_hall, staff_of
from tests.kiosk.workers import Worker
from tests.postgres import PostgresServer


@pytest.fixture(scope="session")
def sqlite_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hall that the others are copies of."""
    folder = tmp_path_factory.mktemp("sample") / "hall"
    make_hall(folder)
    return folder


@pytest.fixture(scope="session")
def postgres_sample(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer
) -> PostgresSample:
    """The same over PostgreSQL; one database, that each test sets back."""
    return PostgresSample(postgres_server, tmp_path_factory.mktemp("sample") / "hall")


@pytest.fixture
def sqlite_folder(sqlite_sample: Path, tmp_path: Path) -> Path:
    """The folder of a fresh sample hall over SQLite."""
    return copy_hall(sqlite_sample, tmp_path / "hall")


@pytest.fixture
def postgres_folder(postgres_sample: PostgresSample, tmp_path: Path) -> Path:
    """The folder of a fresh sample hall over PostgreSQL."""
    postgres_sample.set_back()
    return copy_hall(postgres_sample.folder, tmp_path / "hall")


@pytest.fixture(params=["sqlite", "postgres"])
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of a fresh sample hall, over each database in turn."""
    made = request.getfixturevalue(f"{request.param}_folder")
    assert isinstance(made, Path)
    return made


@pytest.fixture
def clock() -> HandClock:
    """Nine o'clock on a Monday, until the test moves it."""
    return HandClock()


@pytest.fixture
def hall(folder: Path, clock: HandClock) -> Iterator[Hall]:
    """An open sample hall, over each database in turn."""
    with open_hall(folder, clock) as opened:
        yield opened


@pytest.fixture
def sqlite_hall(sqlite_folder: Path, clock: HandClock) -> Iterator[Hall]:
    """An open sample hall over SQLite, for what has nothing to do with the database."""
    with open_hall(sqlite_folder, clock) as opened:
        yield opened


@pytest.fixture
def staff(request: pytest.FixtureRequest) -> Staff:
    """Everybody who works in the hall of this test."""
    name = "hall" if "hall" in request.fixturenames else "sqlite_hall"
    opened = request.getfixturevalue(name)
    assert isinstance(opened, Hall)
    return staff_of(opened)


@pytest.fixture(scope="session")
def workers() -> Iterator[list[Worker]]:
    """Four processes of their own, ready to begin at the same moment."""
    made = [Worker() for _ in range(4)]
    for each in made:
        each.ready()
    yield made
    for each in made:
        each.close()
