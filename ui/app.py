"""Starts Qt with our font and pictures, and opens the window of a QML module."""

from __future__ import annotations

import faulthandler
import logging
import signal
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import PySide6.QtSvg  # noqa: F401 - the image plugin for SVG
from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QSocketNotifier,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk import beat
from ui.fonts import FAMILIES
from ui.parts.pictures import Icons, QrCodes

ROOT = Path(__file__).resolve().parent.parent
HUNG_SECONDS = 5.0
"""An event loop that has stood still for so long does not come back; who is watched, ends."""
_TURN_SECONDS = 0.0005
"""How long one thread keeps Python's lock when another wants it."""

log = logging.getLogger("ui")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def application() -> QGuiApplication:
    """The Qt application of this process, made on the first call.

    The first call also sends the messages of Qt and QML to the log; an application that somebody
    else has made (pytest-qt) keeps its own message handler.
    """
    present = QGuiApplication.instance()
    if present is None:
        # QML reads our values while it draws: it must not wait 5 ms for a worker's turn to end.
        sys.setswitchinterval(_TURN_SECONDS)
        qInstallMessageHandler(_log_message)
        present = QGuiApplication(["yichuang"])
        present.setApplicationName("yichuang")
    assert isinstance(present, QGuiApplication)
    present.setFont(_font())
    return present


def _font() -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    return font


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    place = f" ({context.file}:{context.line})" if context.file else ""
    log.log(_LEVELS[kind], "%s%s", message, place)


class Broken(RuntimeError):
    """The QML of a window does not load; Qt has said in the log why."""


class Opened:
    """A window on the screen and what keeps it alive; `close` takes it down in the right order."""

    def __init__(self, engine: QQmlApplicationEngine, window: QQuickWindow) -> None:
        self.window = window
        self._engine: QQmlApplicationEngine | None = engine

    def close(self) -> None:
        """Close the window and delete its engine, before the objects that it shows."""
        if self._engine is None:
            return
        engine, self._engine = self._engine, None
        self.window.close()
        engine.clearComponentCache()
        engine.deleteLater()
        del engine, self.window
        # Deferred deletes wait for an event loop; the objects that are shown must outlive it.
        QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def make_engine() -> QQmlApplicationEngine:
    """An engine that knows our modules and draws our pictures; it shows nothing yet."""
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(ROOT))
    engine.addImageProvider("icons", Icons())
    engine.addImageProvider("qr", QrCodes())
    return engine


def open_window(module: str, component: str, given: Mapping[str, object]) -> Opened:
    """Load `component` (a Window) of the QML module `module` ("ui.touch") and show it.

    `given` fills its required properties; whoever calls keeps those objects until after
    `Opened.close`. Raises `Broken`.
    """
    engine = make_engine()
    engine.setInitialProperties(dict(given))
    engine.loadFromModule(module, component)
    roots = engine.rootObjects()
    if not roots:
        raise Broken(f"{module}.{component} did not load")
    window = roots[0]
    assert isinstance(window, QQuickWindow)
    return Opened(engine, window)


def run() -> int:
    """Run the event loop until the last window closes or a signal ends us; the exit status.

    While somebody listens (`kiosk.beat`), the loop's own beat says that the glass is alive.
    """
    app = application()
    # Qt sleeps in C and lets no Python signal handler run: a socket wakes it.
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    before = signal.set_wakeup_fd(writer.fileno())
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(64))

    def leave(_number: int, _frame: FrameType | None) -> None:
        # `quit` would ask the windows first, and the touch screen's does not close.
        app.exit(0)

    old = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with _beating():
            status = app.exec()
        beat.tell(f"{beat.EXIT_STATUS}={status}")
        return status
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        reader.close()
        writer.close()


@contextmanager
def _beating() -> Iterator[None]:
    """Say that the event loop has begun, and from then on that it goes round."""
    if not beat.heard():
        yield
        return

    def alive() -> None:
        # Should the next beat not come, a thread in C writes where each thread hangs, and ends
        # the process, whoever holds the interpreter's lock. The unit's own watchdog comes later.
        faulthandler.dump_traceback_later(HUNG_SECONDS, exit=True)
        beat.tell(beat.ALIVE)

    timer = QTimer(interval=round(beat.SECONDS * 1000))
    timer.timeout.connect(alive)
    timer.start()
    QTimer.singleShot(0, lambda: beat.tell(beat.READY))
    try:
        yield
    finally:
        timer.stop()
        faulthandler.cancel_dump_traceback_later()
