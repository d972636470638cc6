"""Shows a piece of QML with our parts in a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from ui import app
from ui.hands import Hands

FRAME = """
import QtQuick
import ui.parts

Window {
    width: 1080; height: 1080; visible: true; color: Theme.ground
    Binding { target: Theme; property: "unit"; value: 10 }
    Binding { target: Theme; property: "motion"; value: false }
    %s
}
"""


class Bench:
    """A window with parts in it, hands before it, and its engine."""

    def __init__(self, qml: str) -> None:
        app.application()
        self.engine = app.make_engine()
        self.engine.loadData((FRAME % qml).encode())
        window = self.engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        self.window = window
        self.hands = Hands(window)
        self.hands.rest(0.05)

    def part(self, name: str) -> QObject:
        """The object with this objectName."""
        found = self.window.findChild(QObject, name)
        assert found is not None
        return found

    @property
    def theme(self) -> QObject:
        theme = self.engine.singletonInstance("ui.parts", "Theme")
        assert isinstance(theme, QObject)
        return theme


Show = Callable[[str], Bench]


@pytest.fixture
def show(qapp: QGuiApplication) -> Iterator[Show]:
    engines: list[QQmlApplicationEngine] = []

    def put(qml: str) -> Bench:
        bench = Bench(qml)
        engines.append(bench.engine)
        return bench

    yield put
    for engine in engines:
        engine.deleteLater()
    engines.clear()
    QGuiApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
