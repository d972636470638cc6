"""The paper window: shows what comes out of a virtual printer, as it comes out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtQuick import QQuickWindow

from ui import app
from ui.slip.bridge import SlipScreen

SIZE = (460, 820)


class PaperWindow:
    """An open paper window; `window` is what one sees."""

    window: QQuickWindow

    def __init__(self, screen: SlipScreen, *, size: tuple[int, int], motion: bool) -> None:
        self.screen = screen
        width, height = size
        given = {"bridge": screen, "motion": motion, "width": width, "height": height}
        self._opened = app.open_window("ui.slip", "SlipWindow", given)
        self.window = self._opened.window

    def close(self) -> None:
        """Close the window and stop watching."""
        self.screen.stop()
        del self.window
        self._opened.close()


def open_slip(
    folder: Path, *, language: str = "", size: tuple[int, int] = SIZE, motion: bool = True
) -> PaperWindow:
    """The window over `folder`, where a virtual printer lays its papers, in this Qt application.

    The folder need not be there yet. `language` is "zh" or "en", by default the machine's; `size`
    is in pixels.
    """
    app.application()
    spoken = language or ("en" if QLocale.system().name().startswith("en") else "zh")
    screen = SlipScreen(folder, spoken)
    paper = PaperWindow(screen, size=size, motion=motion)
    screen.start()
    return paper


def run_slip(folder: Path) -> int:
    """Run the window until it is closed; the exit status."""
    paper = open_slip(folder)
    try:
        return app.run()
    finally:
        paper.close()
