"""One connection to one printer: all that it says is heard here, sorted, and kept until wanted."""

from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Final

from printers.answers import (
    EMPTIED,
    JOB_DONE,
    Answers,
    Block,
    Noise,
    PaperSensor,
    RealTime,
    status_of,
)
from printers.commands import QUESTIONS
from printers.faults import PrinterFault, fault_of
from printers.ports import Port
from printers.status import State, Status

QUIET: Final = 0.05
"""Seconds of silence after which nothing more belongs to what was heard."""

_ENOUGH: Final = 0.5
"""Seconds of listening to one that never stops talking."""


class Line:
    """Opened when it is first wanted, and anew when it has broken. All is bounded in time.

    What has been heard and nobody has taken yet stands in the public attributes.
    """

    def __init__(self, open_port: Callable[[float], Port]) -> None:
        self.done: set[bytes] = set()
        """Names of jobs that have been printed."""
        self.sensors = 0
        """Answers to GS r."""
        self.emptied = False
        """The printer has said that its memory is empty."""
        self.connection = 0
        """Counts the connections."""
        self._open = open_port
        self._port: Port | None = None
        self._answers = Answers()
        self._real_time: list[int] = []
        self._owed = 0
        self._noise = 0

    @property
    def where(self) -> str:
        """The name of the port, for people."""
        return self._port.where if self._port is not None else "?"

    def connect(self, seconds: float) -> None:
        """Have a connection that is not known to be dead. Raises PrinterFault."""
        if self._port is not None:
            # It may have hung up since the last job; nothing of ours was on its way.
            with suppress(PrinterFault):
                self._hear_all()
        if self._port is None:
            self._port = self._open(seconds)
            self.connection += 1

    def close(self, *, drop: bool = False) -> None:
        """Hang up; `drop` what has not left yet."""
        port, self._port = self._port, None
        self._answers = Answers()
        self._owed = 0
        if port is not None:
            port.close(drop=drop)

    def write(self, data: bytes, seconds: float, *, began: bool = False) -> None:
        """Send all of it. Raises PrinterFault and hangs up: `began` if this was part of a job."""
        assert self._port is not None
        try:
            self._port.write(data, seconds)
        except OSError as error:
            raise self._broken(error, began) from error

    def hear_until(self, come: Callable[[], bool], seconds: float) -> bool:
        """Listen until it has come or the time is over; whether it has. Raises PrinterFault."""
        until = monotonic() + seconds
        while not come():
            if (left := until - monotonic()) <= 0:
                return False
            self._hear(left)
        return True

    def ask(self, seconds: float) -> Status:
        """How the printer is. Raises PrinterFault when the connection breaks."""
        until = monotonic() + seconds
        garbled = False
        replies: list[int] = []
        for _ in range(2):  # once more if something was said that makes no sense
            noise = self._noise
            replies = self._replies(until)
            if self._noise != noise:
                garbled = True
                continue
            match replies:
                case [one, two, three, four]:
                    return status_of((one, two, three, four))
            break
        if garbled:
            return Status(State.GARBLED, f"{self.where}: says what no receipt printer says")
        return Status(State.NO_ANSWER, f"{self.where}: no answer to DLE EOT {len(replies) + 1}")

    def _replies(self, until: float) -> list[int]:
        """The answers to the four questions, as far as they come."""
        replies: list[int] = []
        for question in QUESTIONS:
            self._hear_all()
            self._real_time.clear()
            self.write(question, until - monotonic())
            if not self.hear_until(lambda: bool(self._real_time), until - monotonic()):
                self._owed += 1
                break
            if self._owed:
                # Answers to earlier questions may have come only now. Ours is the last.
                expected = self._owed + 1
                self.hear_until(lambda: len(self._real_time) >= expected, 4 * QUIET)  # noqa: B023
                self._owed = 0
            replies.append(self._real_time[-1])
        return replies

    def _hear_all(self) -> None:
        until = monotonic() + _ENOUGH
        while self._hear(0) and monotonic() < until:
            pass

    def _hear(self, seconds: float) -> bool:
        """Take in what the printer says next; False: it said nothing for so long."""
        assert self._port is not None
        try:
            data = self._port.read(seconds)
        except OSError as error:
            raise self._broken(error, began=False) from error
        quiet = not data and seconds >= QUIET
        for answer in self._answers.settle() if quiet else self._answers.feed(data):
            match answer:
                case RealTime(byte):
                    self._real_time.append(byte)
                case PaperSensor():
                    self.sensors += 1
                case Block(kind, name) if kind == JOB_DONE:
                    self.done.add(name)
                case Block(kind) if kind == EMPTIED:
                    self.emptied = True
                case Noise():
                    self._noise += 1
        return bool(data)

    def _broken(self, error: OSError, began: bool) -> PrinterFault:
        where = self.where
        self.close(drop=True)
        return fault_of(error, where, began=began, default="printer.lost")
