"""A process of its own that works on a hall: says "ready", then does what each line asks for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from data.faults import StoreFault
from kiosk.hall import open_hall
from kiosk.refusal import Refusal
from kiosk.staff import Actor

Answer = TypeVar("Answer")


def patiently(verb: Callable[..., Answer], *arguments: object) -> Answer:
    """Try again when the hall is too busy, as it asks for: nothing of the first try was kept."""
    while True:
        try:
            return verb(*arguments)
        except StoreFault as fault:
            if fault.code != "database.busy":
                raise


def issue(folder: str, times: int, services: list[str]) -> list[str]:
    """Take so many numbers, for one service after the other."""
    with open_hall(Path(folder)) as hall:
        turns = (services[n % len(services)] for n in range(times))
        return [patiently(hall.issue, service).ticket.number for service in turns]


def drain(folder: str, counters: list[str]) -> list[tuple[str, str, str]]:
    """Call at all the counters, side by side, until nobody waits: number, service, counter."""

    def calls(counter: str) -> list[tuple[str, str, str]]:
        called: list[tuple[str, str, str]] = []
        with open_hall(Path(folder)) as hall:
            clerk = next(Actor(each) for each in hall.accounts() if each.name == "clerk")
            while True:
                try:
                    ticket = patiently(hall.call_next, counter, clerk)
                except Refusal as no:
                    if no.code != "queue.empty":
                        raise
                    return called
                patiently(hall.miss, ticket.id, clerk)
                called.append((ticket.number, ticket.service, counter))

    with ThreadPoolExecutor(len(counters)) as pool:
        return [call for each in pool.map(calls, counters) for call in each]


def settle(folder: str, jobs: list[int]) -> list[str]:
    """Bring papers out; their fates."""
    with open_hall(Path(folder)) as hall:
        return [hall.settle(job, 20).state for job in jobs]


class Worker:
    """The parent's end of such a process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kiosk.workers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> None:
        """Wait until it has read in the program."""
        assert self._line() == "ready"

    def ask(self, verb: str, *arguments: object) -> None:
        """Begin; `answer` waits for the end."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([verb, *arguments]) + "\n")
        self._process.stdin.flush()

    def answer(self) -> Any:
        """What came of it."""
        return json.loads(self._line())

    def kill(self) -> None:
        """kill -9: as when the power goes."""
        self._process.kill()
        self._process.communicate()

    def close(self) -> None:
        """No more work."""
        self._process.communicate(timeout=60)

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the worker died"
        return line.strip()


def main() -> None:
    verbs: dict[str, Callable[..., object]] = {"issue": issue, "drain": drain, "settle": settle}
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        sys.stdout.write(json.dumps(verbs[verb](*arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
