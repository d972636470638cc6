"""A touch host whose wire to PostgreSQL can be cut and mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import config
from kiosk.hall import Hall
from kiosk.hall import open_hall as open_plain
from kiosk.reserve.hall import ReservedHall
from kiosk.reserve.opening import open_hall
from tests.hall import HandClock, PostgresSample, change_settings, copy_hall
from tests.postgres import PostgresServer
from tests.wire import Wire


@pytest.fixture
def wire(postgres_server: PostgresServer) -> Iterator[Wire]:
    """A wire of this host's own."""
    made = Wire(postgres_server.folder)
    yield made
    made.close()


@pytest.fixture
def host_folder(
    postgres_sample: PostgresSample, postgres_server: PostgresServer, tmp_path: Path, wire: Wire
) -> Path:
    """The folder of a touch host of the sample hall, whose database is behind the wire."""
    postgres_sample.set_back()
    folder = copy_hall(postgres_sample.folder, tmp_path / "host")
    url = config.load(folder).database
    change_settings(folder, url, wire.url(url))
    return folder


@pytest.fixture
def host(host_folder: Path, clock: HandClock) -> Iterator[ReservedHall]:
    """A touch host."""
    with open_hall(host_folder, clock) as opened:
        assert isinstance(opened, ReservedHall)
        yield opened


@pytest.fixture
def hall(host_folder: Path, postgres_sample: PostgresSample, clock: HandClock) -> Iterator[Hall]:
    """The same hall as all others have it, by a wire that nobody cuts."""
    with open_plain(postgres_sample.folder, clock) as opened:
        yield opened
