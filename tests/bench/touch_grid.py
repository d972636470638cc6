"""The touch screen as `kiosk touch` starts it: `python -m tests.bench.touch_grid FOLDER`."""

from __future__ import annotations

import sys


def main(folder: str) -> None:
    """Run the command itself; only in place of its event loop stands the finger."""
    from kiosk import cli

    sys.argv = ["kiosk", "touch", "--data", folder, "--windowed"]
    from ui import app

    app.run = _feel
    cli.main()


def _feel() -> int:
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtQuick import QQuickItem, QQuickWindow

    from tests.bench.finger import Finger, items

    (window,) = (each for each in QGuiApplication.allWindows() if isinstance(each, QQuickWindow))

    def tiles() -> list[QQuickItem]:
        return [
            item
            for item in items(window.contentItem())
            if item.metaObject().className().startswith("Tile_") and item.isVisible()
        ]

    Finger(window).measure(tiles, lambda: window.property("settled") is not False)
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
