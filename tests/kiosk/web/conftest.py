"""A sample hall whose clock the test holds, served over HTTP on loopback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import Ticket
from kiosk.setup import init
from kiosk.staff import Actor, Role
from kiosk.web.serve import serving

PASSWORD = "correct horse"
MARRIAGE = "MZ001"  # the comprehensive counters 1 to 8 do this
PROPERTY = "ZR001"  # only the counters 9 and 10 do this


class Hands:
    """A clock that stands until it is moved; 2026-11-23 is a Monday, 09:30 in the hall."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **parts: float) -> None:
        self.at += timedelta(**parts)


@dataclass(frozen=True)
class Taken:
    """A ticket and the token of its link."""

    ticket: Ticket
    token: str


@dataclass(frozen=True)
class Desk:
    """The hall from behind the counters, without HTTP."""

    hall: Hall
    actor: Actor

    def take(self, service: str = MARRIAGE) -> Taken:
        issued = self.hall.issue(service)
        return Taken(issued.ticket, issued.status_url.rpartition("/")[2])

    def call(self, counter: str = "3") -> Ticket:
        return self.hall.call_next(counter, self.actor)

    def miss(self, ticket: int) -> Ticket:
        """Nobody comes to a second call, a quarter of a minute later."""
        assert isinstance(self.hall.ground.clock, Hands)
        self.hall.ground.clock.forward(seconds=15)
        self.hall.recall(ticket, self.actor)
        return self.hall.miss(ticket, self.actor)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh sample hall, to be copied."""
    folder = tmp_path_factory.mktemp("made") / "hall"
    init(folder, clock=Hands(), password=PASSWORD)
    with open_hall(folder, Hands()) as hall:
        actor = Actor(hall.prove("admin", PASSWORD))
        for name, role in (("li", Role.CLERK), ("wu", Role.INSPECTOR)):
            hall.add_account(name, name.title(), role, PASSWORD, actor)
        for counter in hall.counters():
            if not counter.open:
                hall.open_counter(counter.code, actor)
    return folder


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "hall"))


@pytest.fixture
def hall(folder: Path, clock: Hands) -> Iterator[Hall]:
    with open_hall(folder, clock) as hall:
        yield hall


@pytest.fixture
def desk(hall: Hall) -> Desk:
    return Desk(hall, Actor(next(each for each in hall.accounts() if each.name == "admin")))


@pytest.fixture
def url(hall: Hall) -> Iterator[str]:
    with serving(hall) as url:
        yield url


@pytest.fixture
def web(url: str) -> Iterator[httpx.Client]:
    """A client without an account."""
    with httpx.Client(base_url=url, timeout=60) as client:
        yield client


@pytest.fixture
def clerk(url: str) -> Iterator[httpx.Client]:
    """A clerk signed in at counter 3."""
    with httpx.Client(base_url=url, timeout=60) as client:
        yield sign_in(client, "li", "3")


def sign_in(client: httpx.Client, name: str, counter: str | None = None) -> httpx.Client:
    said = client.post(
        "/api/session", json={"name": name, "password": PASSWORD, "counter": counter}
    )
    assert said.status_code == 201, said.text
    client.headers["Authorization"] = f"Bearer {said.json()['token']}"
    return client
