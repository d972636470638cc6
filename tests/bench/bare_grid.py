"""A bare program with a grid of tiles: `python -m tests.bench.bare_grid WIDTH HEIGHT TITLE...`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from tests.bench.finger import Finger, items


def main(width: int, height: int, titles: list[str]) -> None:
    """Show it, and let the finger at it."""
    application = QGuiApplication(["bare"])
    engine = QQmlApplicationEngine()
    engine.setInitialProperties({"titles": titles, "width": width, "height": height})
    engine.load(Path(__file__).with_name("Bare.qml"))
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    finger = Finger(window)
    window.show()

    def turn(number: int) -> Callable[[], bool]:
        window.setProperty("page", (number + 1) % 2)
        return lambda: True

    finger.measure(
        lambda: [item for item in items(window.contentItem()) if item.objectName() == "tile"],
        lambda: True,
        turn,
    )
    del engine, application


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
