"""Running a host: its programs as processes of their own, each started again when it dies."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

LOOK_SECONDS = 0.2
STOP_SECONDS = 8.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 8.0
# A program that has run so long was well, and its next death is a new story.
WELL_SECONDS = 60.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Program:
    """A program of the host: `kiosk <arguments>`; when a `main` one ends by itself, all end."""

    name: str
    arguments: Sequence[str]
    main: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _since: float = field(default=0.0, init=False)
    _pause: float = field(default=FIRST_PAUSE_SECONDS, init=False)

    def start(self) -> None:
        """Start it as a process of its own."""
        self._since = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", *self.arguments],
            env={**os.environ, **self.environment},
            # Ctrl-C reaches the whole group; only the host decides when a program ends.
            start_new_session=True,
        )

    def ended(self) -> int | None:
        """Its exit status if it has ended."""
        return None if self._process is None else self._process.poll()

    def again(self) -> None:
        """Start it again after it died, the later the oftener."""
        if time.monotonic() - self._since > WELL_SECONDS:
            self._pause = FIRST_PAUSE_SECONDS
        _log.error("%s died; started again in %.1f s", self.name, self._pause)
        time.sleep(self._pause)
        self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
        self.start()

    def ask_to_end(self) -> None:
        """Tell it to end, if it runs."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def wait(self, seconds: float) -> None:
        """Wait for its end, and make an end after `seconds`."""
        if self._process is None:
            return
        try:
            self._process.wait(timeout=max(0.0, seconds))
        except subprocess.TimeoutExpired:
            _log.error("%s did not end and was killed", self.name)
            self._process.kill()
            self._process.wait()


def supervise(programs: Sequence[Program], died: Callable[[str], None]) -> None:
    """Run `programs` until a main one ends by itself or a signal comes; `died` hears of crashes."""
    stopping = False

    def stop(_number: int, _frame: object) -> None:
        nonlocal stopping
        stopping = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    running = list(programs)
    try:
        for program in running:
            program.start()
        while running and not stopping:
            time.sleep(LOOK_SECONDS)
            for program in tuple(running):
                status = program.ended()
                if status is None:
                    continue
                if status == 0:
                    running.remove(program)
                    stopping = stopping or program.main
                else:
                    died(program.name)
                    program.again()
    finally:
        for program in running:
            program.ask_to_end()
        until = time.monotonic() + STOP_SECONDS
        for program in running:
            program.wait(until - time.monotonic())
        for number, handler in before.items():
            signal.signal(number, handler)
