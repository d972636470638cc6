"""The scanner, as a keyboard that types in one burst or at a serial port: whole codes, as text.

Most scanners are keyboards (USB HID): a code arrives as keys within milliseconds of each other and
ends with Enter or Tab. Such a burst is taken out of the window's way before a field can see it;
what a person types goes on to where it was meant, a moment later.
"""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent

GAP_MS = 50
"""Between two keys of a code; nobody types four keys in a row so fast."""
LEAST = 4
"""So many characters make a code; fewer were typed by hand."""
LONGEST = 512
"""Characters that are kept of one code; what is longer is none of ours anyway."""
SILENCE = 0.1
"""Seconds without a byte that end a code at a serial port that sends no line end."""
RETRY = 2.0
"""Seconds until a serial port that is gone is tried again."""

_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_SHIFTS = {Qt.Key.Key_Shift, Qt.Key.Key_CapsLock}
_log = logging.getLogger(__name__)


class KeyScanner(QObject):
    """Stands before a window; `watch` it after all others, for who comes last is asked first."""

    scanned = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._last = 0
        self._held: list[QKeyEvent] = []
        self._down: set[int] = set()
        self._giving = False
        self._window: QObject | None = None
        self._pause = QTimer(self, singleShot=True, interval=GAP_MS)
        self._pause.timeout.connect(self._give)

    def watch(self, window: QObject) -> None:
        """See the keys of this window."""
        self._window = window
        window.installEventFilter(self)

    def let_go(self) -> None:
        """See them no more; what is held is nobody's."""
        self._pause.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._giving or event.type() not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return self._released(event)
        return self._pressed(event)

    def _pressed(self, event: QKeyEvent) -> bool:
        soon = bool(self._text) and event.timestamp() - self._last <= GAP_MS
        if not soon:
            self._give()
        self._down.discard(event.key())
        if event.isAutoRepeat() or event.key() in _SHIFTS:
            return False
        if event.key() in _ENDS:
            return self._ended(event)
        # In the middle of a code a control character belongs to it, and spoils it.
        if not event.text() or not (soon or (_plain(event) and event.text().isprintable())):
            self._give()
            return False
        self._take(event)
        self._text = (self._text + event.text())[:LONGEST]
        self._last = event.timestamp()
        return True

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() not in self._down:
            return False
        if self._text:
            self._take(event)
        self._down.discard(event.key())
        return True

    def _ended(self, event: QKeyEvent) -> bool:
        if len(self._text) < LEAST:
            self._give()
            return False
        text, self._text, self._held = self._text, "", []
        self._pause.stop()
        self._down.add(event.key())
        self.scanned.emit(text)
        return True

    def _take(self, event: QKeyEvent) -> None:
        self._down.add(event.key())
        if len(self._text) < LEAST:
            self._held.append(event.clone())
        self._pause.start()

    @Slot()
    def _give(self) -> None:
        """Give on what was typed by hand; a code without its end is nothing."""
        held, typed = self._held, len(self._text) < LEAST
        self._text, self._held = "", []
        self._pause.stop()
        if not typed or self._window is None:
            return
        self._down.clear()
        self._giving = True
        try:
            for event in held:
                QCoreApplication.sendEvent(self._window, event)
        finally:
            self._giving = False


def _plain(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~_PLAIN


class Readable(Protocol):
    """As much of an open serial port as is used here."""

    in_waiting: int

    def read(self, size: int) -> bytes: ...


class SerialScanner(QObject):
    """Listens at a serial port on a thread of its own, and comes back when the port does.

    `port` is a device ("/dev/ttyACM0") or a URL of pyserial; eight bits, no parity.
    """

    scanned = Signal(str)

    def __init__(self, port: str, baudrate: int = 9600, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port, self._baudrate = port, baudrate
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="scanner", daemon=True)

    def start(self) -> None:
        """Begin to listen; `scanned` is told on the thread of whoever is connected to it."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and let go of the port."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _listen(self) -> None:
        import serial

        told = False
        while not self._ended.is_set():
            try:
                with serial.serial_for_url(self._port, self._baudrate, timeout=SILENCE) as line:
                    told = False
                    _log.info("scanner at %s", self._port)
                    self._read(line)
            except (OSError, ValueError) as fault:  # SerialException is an OSError
                if not told:
                    _log.warning("no scanner at %s: %s", self._port, fault)
                    told = True
                self._ended.wait(RETRY)

    def _read(self, line: Readable) -> None:
        code = b""
        while not self._ended.is_set():
            more = line.read(max(1, min(line.in_waiting, LONGEST)))
            code += more
            *whole, code = code.replace(b"\r", b"\n").split(b"\n")
            if not more and code:
                whole, code = [code], b""
            for each in whole:
                if each:
                    # What is not ASCII matches no pattern; it is told as it came.
                    self.scanned.emit(each[: LONGEST + 1].decode("ascii", "backslashreplace"))
            code = code[: LONGEST + 1]
