"""The touch screen as `kiosk touch` starts it: `python -m tests.bench.touch_grid FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from ui.touch import Touch


def main(folder: str) -> None:
    """Run the command itself; only in place of its event loop stands the finger."""
    from kiosk import cli

    sys.argv = ["kiosk", "touch", "--data", folder, "--windowed"]
    import ui.touch
    from ui import app

    # As large as the screen of a kiosk, however large the one is that there is none of.
    ui.touch.TALL_WINDOW = ui.touch.WIDE_WINDOW = ui.touch.PORTRAIT
    opened: list[Touch] = []
    open_touch = ui.touch.open_touch

    def keep(place: Hall | Path, **how: Any) -> Touch:
        opened.append(open_touch(place, **how))
        return opened[0]

    ui.touch.open_touch = keep
    app.run = lambda: _feel(opened[0])
    cli.main()


def _feel(touch: Touch) -> int:
    from PySide6.QtQuick import QQuickItem

    from tests.bench.finger import Finger, items
    from ui.touch.flow import Page, Step

    window, screen = touch.window, touch.screen

    def tiles() -> list[QQuickItem]:
        return [
            item
            for item in items(window.contentItem())
            if item.metaObject().className().startswith(("Tile_", "MatterTile_"))
            and item.isVisible()
        ]

    def turn(number: int) -> Callable[[], bool]:
        """To the search and back, to the services of a theme and back to all themes."""
        page = (Page.SEARCH, Page.HOME, Page.SERVICES, Page.HOME)[number % 4]
        if page is Page.SERVICES:
            assert screen.visit.catalogue is not None
            screen.visit.choose("theme", screen.visit.catalogue.themes[0])
        else:
            screen.visit.step(Step.SEARCHED if page is Page.SEARCH else Step.HOME)
        return lambda: screen.visit.place.page is page

    Finger(window).measure(tiles, lambda: window.property("settled") is not False, turn)
    return 0


if __name__ == "__main__":
    main(sys.argv[1])
