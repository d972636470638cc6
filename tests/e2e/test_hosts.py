"""Several hosts over one PostgreSQL: whatever dies in the middle, no number is lost or doubled."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from kiosk import config
from kiosk.hall import open_hall
from kiosk.refusal import Refusal
from tests.e2e.conftest import Network
from tests.hall import PASSWORD
from tests.wire import Wire
from ui.client import HallClient

SECONDS = 60.0
MORE = 2
"""So many numbers are given out and called anew before all is well again."""


def until(true: Callable[[], bool], what: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, what()
        time.sleep(0.05)


class Machine:
    """A host where people press (`tests.e2e.pressing`), and what they were told."""

    def __init__(self, folder: Path, wire: Wire, name: str) -> None:
        self.folder, self.wire, self.name = folder, wire, name
        self.told: dict[str, str] = {}
        self.unanswered = 0
        self.start()

    def start(self) -> None:
        """Begin with the press that has had no answer."""
        command = [sys.executable, "-m", "tests.e2e.pressing", str(self.folder), self.name]
        self._process = subprocess.Popen(
            [*command, str(len(self.told))], stdout=subprocess.PIPE, text=True
        )
        self._reading = threading.Thread(target=self._read, args=(self._process,))
        self._reading.start()

    def kill(self) -> None:
        """kill -9, in the middle of whatever it does."""
        self._process.kill()
        self._process.wait()
        self._reading.join()

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                nonce, answer = line.split()
                if answer.startswith("database."):
                    self.unanswered += 1
                else:
                    self.told[nonce] = answer


class Serving:
    """`kiosk serve` of a host."""

    def __init__(self, folder: Path, wire: Wire) -> None:
        self.folder, self.wire = folder, wire
        self.url = config.load(folder).local_url
        self._log = folder / "serve.log"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "kiosk", "serve", "--data", str(self.folder)]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log)

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def is_well(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/health", timeout=5).status_code == 200
        except httpx.TransportError:
            return False


class Clerk:
    """Somebody who calls at a counter through the server, presses again and looks, as people do."""

    def __init__(self, url: str, name: str, counter: str) -> None:
        self.name = name
        self.called: list[int] = []
        self._counter = counter
        self._client = HallClient(url)
        self._client.sign_in(name, PASSWORD, counter)
        self._over = threading.Event()
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._work)
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()
        self._client.close()
        assert not self._failed

    def _work(self) -> None:
        try:
            while not self._over.wait(0.2):
                nonce = f"{self._counter}-{len(self.called)}"
                ticket = self._press(lambda: self._client.call_next(self._counter, nonce).id)  # noqa: B023
                if ticket is not None:
                    self.called.append(ticket)
                    for verb in ("start", "finish"):
                        self._press(lambda: self._client.step(ticket, verb).id)  # noqa: B023
        except BaseException as error:  # noqa: BLE001 - told where the thread is waited for
            self._failed.append(error)

    def _press(self, verb: Callable[[], int]) -> int | None:
        """Until the hall has answered, with a yes or a no of its own."""
        while not self._over.is_set():
            try:
                return verb()
            except Refusal as no:
                if no.code in {"queue.empty", "ticket.wrong_state"}:
                    return None
                if not no.code.startswith(("server.", "database.")):
                    raise
            self._over.wait(0.1)
        return None


class Halls:
    """Two hosts where people press, one that serves two clerks, and the database behind wires."""

    def __init__(self, network: Network) -> None:
        self._running = ExitStack()
        self.server = network.server
        try:
            self.machines = [self._machine(network, name) for name in ("east", "west")]
            self.serving = Serving(*network.host())
            self._running.callback(self.serving.kill)
            until(self.serving.is_well, self.serving.log)
            self.clerks = [self._clerk("clerk", "1"), self._clerk("supervisor", "2")]
            self.goes_on()
        except BaseException:
            self.end()
            raise

    def _machine(self, network: Network, name: str) -> Machine:
        machine = Machine(*network.host(), name)
        self._running.callback(machine.kill)
        return machine

    def _clerk(self, name: str, counter: str) -> Clerk:
        clerk = Clerk(self.serving.url, name, counter)
        self._running.callback(clerk.end)
        return clerk

    def end(self) -> None:
        """Everybody goes home; may be called twice."""
        self._running.close()

    def goes_on(self) -> None:
        """Fail unless everybody gets something done, from now on."""
        goal = {name: done + MORE for name, done in self._done().items()}
        until(lambda: not self._behind(goal), lambda: f"stuck: {self._behind(goal)}")

    def _done(self) -> dict[str, int]:
        told = {each.name: len(each.told) for each in self.machines}
        return told | {each.name: len(each.called) for each in self.clerks}

    def _behind(self, goal: dict[str, int]) -> list[str]:
        return [name for name, done in self._done().items() if done < goal[name]]


@pytest.fixture(scope="module")
def halls(network: Network) -> Iterator[Halls]:
    made = Halls(network)
    yield made
    made.end()


def kill_the_programs(halls: Halls) -> None:
    for each in (halls.serving, halls.machines[0]):
        each.kill()
        each.start()


def crash_the_database(halls: Halls) -> None:
    halls.server.crash()
    halls.server.start()


def break_the_network(halls: Halls) -> None:
    wires = [halls.serving.wire, halls.machines[0].wire]
    for wire in wires:
        wire.cut()
    _one_is_lost_and_the_other_goes_on(halls)
    for wire in wires:
        wire.heal()


def silence_the_network(halls: Halls) -> None:
    """One host is cut off without a word, maybe in the middle of a write."""
    halls.machines[0].wire.silence()
    _one_is_lost_and_the_other_goes_on(halls)
    halls.machines[0].wire.heal()


def _one_is_lost_and_the_other_goes_on(halls: Halls) -> None:
    lost, other = halls.machines
    before, at = lost.unanswered, len(other.told)
    until(lambda: lost.unanswered > before, lambda: "nobody has noticed")
    until(lambda: len(other.told) > at + MORE, lambda: "the other host is held up")


TROUBLES = [
    kill_the_programs,
    crash_the_database,
    break_the_network,
    silence_the_network,
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.__name__)
def test_nothing_is_lost_doubled_or_called_twice(
    halls: Halls, trouble: Callable[[Halls], None]
) -> None:
    trouble(halls)
    halls.goes_on()


def test_and_in_the_end_all_adds_up(halls: Halls) -> None:
    halls.end()
    told = {nonce: number for each in halls.machines for nonce, number in each.told.items()}
    with open_hall(halls.machines[0].folder) as hall:
        with hall.ground.read() as work:
            tickets = work.connection.exec_driver_sql(
                "SELECT nonce, day, group_prefix, number FROM tickets WHERE nonce IS NOT NULL"
            ).all()
            calls = work.connection.exec_driver_sql(
                "SELECT ticket_id FROM events WHERE kind = 'ticket.called'"
            ).all()
        kept = {row.nonce: f"{row.group_prefix}{row.number:03d}" for row in tickets}
        assert told.items() <= kept.items(), "who was told a number has it"
        # Each machine was killed at last while somebody may have waited for an answer.
        assert len(kept.keys() - told.keys()) <= len(halls.machines)
        lines = {(row.day, row.group_prefix) for row in tickets}
        for line in lines:
            numbers = sorted(row.number for row in tickets if (row.day, row.group_prefix) == line)
            assert numbers == list(range(1, len(numbers) + 1)), "no gaps"
        called = Counter(row.ticket_id for row in calls)
        assert set(called.values()) == {1}
        assert {each for clerk in halls.clerks for each in clerk.called} <= set(called)
        assert hall.audit_verify() is None
