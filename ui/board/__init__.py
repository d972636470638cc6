"""The hall board: opens the window on the television over a hall's server."""

from __future__ import annotations

from PySide6.QtQuick import QQuickWindow

from kiosk.clock import Clock, system_clock
from ui import app
from ui.board.bridge import BoardScreen

LANDSCAPE = (1920, 1080)
PORTRAIT = (1080, 1920)
DESKTOP = (960, 540)


class Board:
    """An open board; `window` is what the hall sees."""

    window: QQuickWindow

    def __init__(
        self, screen: BoardScreen, *, size: tuple[int, int], windowed: bool, motion: bool
    ) -> None:
        self.screen = screen
        width, height = size
        given = {
            "bridge": screen,
            "windowed": windowed,
            "motion": motion,
            "width": width,
            "height": height,
        }
        self._opened = app.open_window("ui.board", "BoardWindow", given)
        self.window = self._opened.window

    def close(self) -> None:
        """Close the window and end the line to the hall."""
        self.screen.stop()
        del self.window
        self._opened.close()


def open_board(
    hall_url: str,
    *,
    size: tuple[int, int] = LANDSCAPE,
    windowed: bool = True,
    motion: bool = True,
    clock: Clock = system_clock,
) -> Board:
    """The board of a hall, in this Qt application; `size` is in pixels.

    A window that is not `windowed` fills the screen.
    """
    app.application()
    screen = BoardScreen(hall_url, clock)
    board = Board(screen, size=size, windowed=windowed, motion=motion)
    screen.start()
    return board


def run_board(hall_url: str, *, windowed: bool) -> int:
    """Run the board until it is closed; the exit status."""
    board = open_board(hall_url, size=DESKTOP if windowed else LANDSCAPE, windowed=windowed)
    try:
        return app.run()
    finally:
        board.close()
