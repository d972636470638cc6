"""A real X server for real windows, and a real PostgreSQL behind wires that can be cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import config
from tests.display import x_server
from tests.hall import PostgresSample, change_settings, copy_hall
from tests.postgres import PostgresServer
from tests.printers.peers import free_port
from tests.wire import Wire


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of an X display of our own."""
    with x_server(1920, 1080) as name:
        yield name


class Network:
    """The hosts of one hall: a folder each with the same hall, over a wire of its own."""

    def __init__(self, server: PostgresServer, sample: Path, folder: Path) -> None:
        self.server = server
        self._sample, self._folder = sample, folder
        self._wires: list[Wire] = []

    def host(self) -> tuple[Path, Wire]:
        """One more host: its folder, and its wire to the database."""
        wire = Wire(self.server.folder)
        self._wires.append(wire)
        folder = copy_hall(self._sample, self._folder / f"host-{len(self._wires)}")
        url = config.load(folder).database
        change_settings(folder, url, wire.url(url))
        # Without a reserve of numbers, whose making takes each program some seconds.
        change_settings(folder, "[staff]", "[reserve]\nnumbers = 0\n\n[staff]")
        change_settings(folder, "port = 8321", f"port = {free_port()}")
        return folder, wire

    def close(self) -> None:
        for wire in self._wires:
            wire.close()


@pytest.fixture(scope="session")
def hosts_sample(
    postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> PostgresSample:
    """A sample hall over PostgreSQL, with the real clock."""
    return PostgresSample(postgres_server, tmp_path_factory.mktemp("hosts") / "hall")


@pytest.fixture(scope="module")
def network(
    postgres_server: PostgresServer,
    hosts_sample: PostgresSample,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Network]:
    """A hall for several hosts, fresh for each module."""
    hosts_sample.set_back()
    network = Network(postgres_server, hosts_sample.folder, tmp_path_factory.mktemp("network"))
    yield network
    network.close()
