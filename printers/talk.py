"""What is said to a printer about jobs: print this and tell when it is done, or forget it all.

A job's end is confirmed by its name where the printer can (GS ( H), else by an answer in its turn
(GS r) and a look at the printer. What a printer can is tried out while it is idle.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

from printers.commands import (
    EMPTY,
    FEED_AND_CUT,
    FILL,
    FILLS,
    PAPER_SENSOR,
    SAY_DONE,
    TRIAL,
    name_of,
)
from printers.faults import PrinterFault
from printers.line import QUIET, Line
from printers.ports import Port
from printers.status import FAULTS, State, Status

_ANSWER: Final = 1.4
"""Seconds in which a printer has told how it is."""

_TRY: Final = 0.5
"""Seconds in which an idle printer has answered what it can answer at all."""

_POLL: Final = 0.3
"""Seconds between two looks at a printer that has a job."""

_REMEMBERED: Final = 1000
"""Jobs that were given up: a printer that never confirms must not fill the memory."""

_WHOLE: Final = frozenset({*FAULTS.values(), "printer.unconfirmed"} - {"printer.silent"})
"""Faults of a job whose every byte has reached the printer."""

_HOPELESS: Final = frozenset({State.CUTTER_ERROR, State.ERROR, State.PAPER_END})
"""What nobody mends while a job waits; a cover may be shut, a head cool down."""


class Talk:
    """The conversation over the port that `open_port` opens when given seconds."""

    def __init__(self, open_port: Callable[[float], Port], timeout: float) -> None:
        self._line = Line(open_port)
        self._timeout = timeout
        self._answer = min(timeout, _ANSWER)
        self._soon = min(timeout, 2 * _TRY)
        # What this printer can, once it has shown it or failed to.
        self._names_jobs: bool | None = None
        self._empties: bool | None = None
        self._tried = 0
        # Jobs given up whose confirmation may yet come: by name, and by GS r in their order over
        # one connection. `_nameless`: an answer to GS r may be on its way that belongs to none of
        # them; `_skip`: so many are, from a printer that has never answered one yet.
        self._given_up: dict[bytes, int] = {}
        self._in_turn: list[int] = []
        self._in_turn_over = 0
        self._nameless = False
        self._skip = 0
        self._takes_turns = False
        self._waited = False
        # The last job may have broken off in the middle of a command, and left a piece of paper.
        self._torn = self._stump = False
        self._late: list[int] = []

    def status(self) -> Status:
        """How the printer is, within 1.5 s."""
        until = monotonic() + self._answer
        try:
            self._line.connect(self._answer * 2 / 3)
            status = self._line.ask(until - monotonic())
            if status.prints:
                self._try_out(until)
            self._sort_out()
        except PrinterFault as fault:
            return Status(State.NO_ANSWER, fault.detail)
        return status

    def print(self, job: bytes, key: int, seconds: float) -> None:
        """Send the job, which takes that long to print, and return when it has been confirmed.

        Raises PrinterFault.
        """
        self._line.connect(self._timeout)
        status = self._line.ask(self._answer)
        if not status.prints:
            raise PrinterFault(FAULTS[status.state], status.detail, False)
        self._try_out(monotonic() + 3 * _TRY)
        self._sort_out()
        self._get_in_step()
        if self._stump:
            self._line.write(FEED_AND_CUT, _TRY)  # half a number must not hang at the next one
            self._stump = False
        name = name_of(key)
        deadline = monotonic() + seconds + self._timeout
        try:
            self._line.write(job + self._question(name), deadline - monotonic(), began=True)
            self._await_done(name, deadline)
        except PrinterFault as fault:
            self._give_up(name, key, fault)
        self._line.done.discard(name)

    def clear(self) -> bool:
        """Empty the printer's memory; whether it has said that it is empty."""
        line = self._line
        try:
            line.connect(self._soon)
            line.emptied = False
            line.write(EMPTY, self._soon)
            line.hear_until(lambda: line.emptied, self._soon)
        except PrinterFault:
            return False  # whoever cannot be reached has not said so
        self._sort_out()
        if line.emptied:
            self._empties = True
            self._given_up.clear()
            self._in_turn.clear()
            self._nameless = self._torn = False
            self._skip = 0
        return line.emptied

    def late(self) -> tuple[int, ...]:
        """Keys of jobs whose confirmation came after they had been given up, each once."""
        told = tuple(self._late)
        self._late.clear()
        return told

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _try_out(self, until: float) -> None:
        """Learn which commands the printer has, at most once over each connection.

        Only a printer that has answered in its turn is idle, and only an idle one is told to empty
        its memory: it might hold a paper.
        """
        line = self._line
        if self._names_jobs is not None or self._tried == line.connection:
            return
        self._tried = line.connection
        line.sensors = 0
        line.write(SAY_DONE + TRIAL + PAPER_SENSOR, _TRY)
        if not line.hear_until(lambda: line.sensors > 0, min(_TRY, until - monotonic())):
            self._nameless = True
            self._skip += 1
            return
        self._takes_turns = True
        self._names_jobs = line.hear_until(lambda: TRIAL in line.done, 2 * QUIET)
        line.done.discard(TRIAL)
        line.sensors = 0
        line.emptied = False
        line.write(EMPTY, _TRY)
        self._empties = line.hear_until(lambda: line.emptied, min(_TRY, until - monotonic()))

    def _question(self, name: bytes) -> bytes:
        """What lets the printer say that all before it has been printed."""
        named = b"" if self._names_jobs is False else SAY_DONE + name
        return named if self._names_jobs else named + PAPER_SENSOR

    def _await_done(self, name: bytes, deadline: float) -> None:
        """Return when the job is confirmed. Raises PrinterFault when it is not by the deadline."""
        line = self._line
        line.sensors = 0
        lost: PrinterFault | None = None
        while True:
            try:
                left = min(_POLL, deadline - monotonic())
                line.hear_until(lambda: name in line.done or self._came_in_turn(), left)
                if name in line.done:
                    return
                over = monotonic() >= deadline
                status = line.ask(self._answer)
            except PrinterFault as fault:
                # A printer prints on without its host, and may still answer over a new connection.
                if lost is not None:
                    raise lost from fault
                lost = PrinterFault("printer.lost", fault.detail, True)
                self._connect_again(lost)
                continue
            if name in line.done or (self._came_in_turn() and status.prints):
                return
            if over or self._came_in_turn() or status.state in _HOPELESS:
                break
        if lost is not None and status.prints:
            raise lost
        if status.prints:
            # It may have been exchanged for one that cannot what the last one could.
            self._names_jobs = None
            raise PrinterFault(
                "printer.unconfirmed", f"{line.where}: well, but does not confirm", True
            )
        raise PrinterFault(FAULTS[status.state], status.detail, True)

    def _came_in_turn(self) -> bool:
        return self._line.sensors > self._skip and self._names_jobs is not True

    def _connect_again(self, lost: PrinterFault) -> None:
        try:
            self._line.connect(self._soon)
        except PrinterFault as fault:
            raise lost from fault

    def _give_up(self, name: bytes, key: int, fault: PrinterFault) -> None:
        """Raise the fault, unless the printer confirms while its memory is being emptied."""
        self._given_up[name] = key
        if len(self._given_up) > _REMEMBERED:
            del self._given_up[next(iter(self._given_up))]
        self._torn = self._stump = fault.code not in _WHOLE
        if self._names_jobs is not True and not self._came_in_turn():
            self._in_turn_over = self._line.connection
            self._in_turn.append(key)
        self._line.sensors = 0
        # What a stalled printer has not taken yet might reach it after it has emptied its memory.
        cleared = fault.code != "printer.stalled" and self._empties is not False and self.clear()
        self._sort_out()
        if key in self._late:
            self._late.remove(key)
            return
        if not cleared and fault.code in ("printer.silent", "printer.stalled"):
            self._line.close(drop=True)
        raise PrinterFault(fault.code, fault.detail, True, cleared) from fault

    def _sort_out(self) -> None:
        """Find out which jobs were confirmed after they had been given up."""
        for name in sorted(self._line.done & self._given_up.keys()):
            self._late.append(self._given_up.pop(name))
        if TRIAL in self._line.done:
            self._names_jobs = True  # it was busy then
        self._line.done.clear()
        if self._in_turn_over != self._line.connection and self._in_turn:
            # Their answers may come over this connection as well, but whose is whose?
            self._in_turn.clear()
            self._nameless = True
        if not self._nameless:
            while self._line.sensors and self._in_turn:
                self._line.sensors -= 1
                self._confirm_late(self._in_turn.pop(0))

    def _confirm_late(self, key: int) -> None:
        if self._given_up.pop(name_of(key), None) is not None:
            self._late.append(key)

    def _get_in_step(self) -> None:
        """Wait until nothing of an earlier job is in the way of the next. Raises PrinterFault.

        An answer to an earlier GS r would be taken for the next job's confirmation. And a job that
        broke off in a picture would take the next one for the rest of it.
        """
        line = self._line
        if not (self._nameless or self._in_turn or self._torn):
            return
        owed = len(self._in_turn)
        line.sensors = 0
        line.write(PAPER_SENSOR, _TRY)
        line.hear_until(lambda: line.sensors > owed, self._soon)
        if not line.sensors and not (self._torn or self._waited):
            # It may be busy with an earlier job, and will be asked again.
            self._nameless = self._waited = True
            raise PrinterFault("printer.silent", f"{line.where}: busy with an earlier job", False)
        for _ in range(FILLS):
            if line.sensors:
                break
            self._torn = self._stump = True
            line.write(FILL + PAPER_SENSOR, self._timeout)
            line.hear_until(lambda: line.sensors > 0, 4 * QUIET)
        if not line.sensors:
            self._nameless = True
            if self._takes_turns:
                detail = f"{line.where}: busy with an earlier job"
                raise PrinterFault("printer.silent", detail, False)
            self._skip += 1 + FILLS  # it may know no GS r: then it confirms nothing
            return
        self._takes_turns = True
        heard = 0
        while heard < line.sensors:
            heard = line.sensors
            line.hear_until(lambda: line.sensors > heard, 2 * QUIET)  # noqa: B023
        if heard > owed and not self._torn:
            for key in self._in_turn:
                self._confirm_late(key)
        self._in_turn.clear()
        self._nameless = self._torn = self._waited = False
        self._skip = 0
        self._tried = 0
        self._try_out(monotonic() + 3 * _TRY)
