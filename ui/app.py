"""Starts Qt with our font and pictures, and opens the window of a QML module."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

import PySide6.QtSvg  # noqa: F401 - the image plugin for SVG
from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QSocketNotifier,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui.parts.pictures import Icons, QrCodes

ROOT = Path(__file__).resolve().parent.parent
FONTS = ["Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei"]

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
        qInstallMessageHandler(_log_message)
        present = QGuiApplication(["yichuang"])
        present.setApplicationName("yichuang")
    assert isinstance(present, QGuiApplication)
    present.setFont(_font())
    return present


def _font() -> QFont:
    font = QFont()
    font.setFamilies(FONTS)
    return font


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    place = f" ({context.file}:{context.line})" if context.file else ""
    log.log(_LEVELS[kind], "%s%s", message, place)


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
    `Opened.close`. Raises RuntimeError when the QML does not load; Qt has said why by then.
    """
    engine = make_engine()
    engine.setInitialProperties(dict(given))
    engine.loadFromModule(module, component)
    roots = engine.rootObjects()
    if not roots:
        raise RuntimeError(f"{module}.{component} did not load")
    window = roots[0]
    assert isinstance(window, QQuickWindow)
    return Opened(engine, window)


def run() -> int:
    """Run the event loop until the last window closes or a signal ends us; the exit status."""
    app = application()
    # Qt sleeps in C and lets no Python signal handler run: a socket wakes it.
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    before = signal.set_wakeup_fd(writer.fileno())
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(64))

    def leave(_number: int, _frame: FrameType | None) -> None:
        app.quit()

    old = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        return app.exec()
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(before)
        notifier.setEnabled(False)
        reader.close()
        writer.close()
