""" "Help me": one touch calls somebody of the staff, and the page stays until one answers (R14)."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.refusal import Refusal
from ui.touch.flow import Step
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.people.assistance import HelpCall

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

SLOW_TICKS = 4
AGAIN_TICKS = 5
LOOK_TICKS = 2
_LONGEST = 40
_STANDS = ("called", "kept")
log = logging.getLogger(__name__)


@QmlElement
class Helper(QObject):
    """One call for help at a time; made, ticked and answered on the Qt thread.

    `state` is "" (nobody has asked), "calling", "called" (it stands at the desk), "answered",
    "kept" (the hall's database is away: nobody sees the call until it is back), or "failed": it
    could not be told to the desk, and is tried again.
    """

    changed = Signal()

    def __init__(self, visit: Visit, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit, self._worker = visit, worker
        self._state = ""
        self._who = ""
        self._call: int | None = None
        self._ticks = 0
        self._turn = 0
        self._looking = False

    @Property(str, notify=changed)
    def state(self) -> str:
        """How far the call has come."""
        return self._state

    @Property(str, notify=changed)
    def who(self) -> str:
        """The name of whoever has answered."""
        return self._who

    @Slot()
    def call(self) -> None:
        """Call for help and show how it stands; again after an answer it is a new call."""
        if self._state in {"", "answered"}:
            self._ask()
        self._visit.step(Step.HELP)

    def reset(self) -> None:
        """The person has gone. The call stays open at the desk: somebody will look."""
        self._turn += 1
        self._call = None
        self._looking = False
        self._set("")

    def tick(self) -> None:
        """A second has passed."""
        self._ticks += 1
        if self._state == "calling" and self._ticks >= SLOW_TICKS:
            self._set("failed")
        elif self._state == "failed" and self._ticks % AGAIN_TICKS == 0:
            self._ask()
        elif self._state in _STANDS and self._ticks % LOOK_TICKS == 0:
            self.look()

    def look(self) -> None:
        """Look whether somebody has answered."""
        hall, key = self._visit.hall, self._call
        if hall is None or key is None or self._looking or self._state not in _STANDS:
            return
        self._looking = True
        mine = self._turn
        self._worker.ask(
            lambda: hall.help_call(key),
            lambda call: self._heard(mine, call),
            lambda refusal: self._not_looked(mine, refusal),
        )

    def _ask(self) -> None:
        hall = self._visit.hall
        self._ticks = 0
        self._turn += 1
        mine = self._turn
        if hall is None:
            self._set("failed")
            return
        if self._state != "failed":
            self._set("calling")
        self._worker.ask(
            lambda: hall.help(_place(hall)),
            lambda call: self._heard(mine, call),
            lambda refusal: self._failed(mine, refusal),
        )

    def _heard(self, turn: int, call: HelpCall) -> None:
        self._looking = False
        if turn != self._turn:
            return
        self._call = call.id
        self._who = call.answered_by or ""
        self._set("kept" if not call.seen else "called" if call.open else "answered")

    def _not_looked(self, turn: int, refusal: Refusal) -> None:
        # It stands at the desk all the same; the next look may tell more.
        self._looking = False
        if refusal.code == "help.unknown" and turn == self._turn:
            # It was kept for too long to be told; but whoever called is still here.
            self._ask()
            return
        log.warning("cannot see whether help comes: %s (turn %d)", refusal.code, turn)

    def _failed(self, turn: int, refusal: Refusal) -> None:
        log.warning("the call for help did not arrive: %s", refusal.code)
        if turn == self._turn:
            self._set("failed")

    def _set(self, state: str) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit()


def _place(hall: Hall) -> str:
    """The name by which the staff know this screen."""
    return hall.settings.screen.name or socket.gethostname()[:_LONGEST]
