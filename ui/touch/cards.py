"""Watches the reader of identity cards on a thread of its own, while a page waits for a card."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from kiosk.people.cards import SerialReader
from kiosk.people.documents import Document, DocumentKind
from kiosk.refusal import Refusal

LOOK = 0.5
"""Seconds that one look for a card may take, and about how late the thread sees its end."""
RETRY = 2.0
"""Seconds until a reader that is gone is tried again."""

_log = logging.getLogger(__name__)


class Cards(QObject):
    """The reader at `port`; `check` makes a document of a number. No card is read before `wait`.

    `stands` tells whether the reader answers, `read` what a card says and `failed` why a card says
    nothing, each with the turn that `wait` gave out; told on the thread of who is connected.
    """

    stands = Signal(int, bool)
    read = Signal(int, object)
    failed = Signal(int, object)

    def __init__(
        self,
        port: str,
        baudrate: int,
        check: Callable[[DocumentKind, str], Document],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._port, self._baudrate, self._check = port, baudrate, check
        self._wanted, self._ended = threading.Event(), threading.Event()
        self._turn = 0
        self._told = False
        self._thread = threading.Thread(target=self._run, name="cards", daemon=True)
        self._thread.start()

    def wait(self) -> int:
        """Wait for a card from now on; the turn that its news will have."""
        self._turn += 1
        self._wanted.set()
        return self._turn

    def rest(self) -> None:
        """Wait no more; the card that is being read now is nobody's."""
        self._wanted.clear()

    def stop(self) -> None:
        """End the thread and let go of the port."""
        self._ended.set()
        self._wanted.set()
        self._thread.join()

    def _run(self) -> None:
        while self._wanted.wait() and not self._ended.is_set():
            turn = self._turn
            try:
                with SerialReader.open(self._port, self._baudrate, self._check) as reader:
                    self._look(reader, turn)
            except OSError as fault:  # SerialException is one, and so is a reader that is silent
                if not self._told:
                    _log.warning("no card reader at %s: %s", self._port, fault)
                    self._told = True
                self.stands.emit(turn, False)
                self._ended.wait(RETRY)

    def _look(self, reader: SerialReader, turn: int) -> None:
        answered = False
        while self._wanted.is_set() and not self._ended.is_set() and turn == self._turn:
            try:
                card = reader.read(LOOK)
            except Refusal as no:
                self.failed.emit(turn, no)
                card = None
            if not answered:
                answered, self._told = True, False
                self.stands.emit(turn, True)
            if card is not None:
                # One card is one answer: who lays it on again asks again.
                self._wanted.clear()
                self.read.emit(turn, card)
