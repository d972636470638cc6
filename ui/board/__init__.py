"""The boards: opens the window on the hall's television, or on a counter's own display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtQuick import QQuickWindow

from kiosk import config
from kiosk.clock import Clock, system_clock
from kiosk.speech import VoiceSettings
from ui import app
from ui.board.bridge import BoardScreen
from ui.board.counter import CounterScreen
from ui.board.speaker import Speaker
from ui.client import HallClient
from ui.voice.engines import open_engines
from ui.voice.voice import Voice

LANDSCAPE = (1920, 1080)
PORTRAIT = (1080, 1920)
DESKTOP = (960, 540)


class Board:
    """An open board; `window` is what the hall sees."""

    window: QQuickWindow

    def __init__(
        self,
        screen: BoardScreen | CounterScreen,
        *,
        size: tuple[int, int],
        windowed: bool,
        motion: bool,
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
        name = "BoardWindow" if isinstance(screen, BoardScreen) else "CounterWindow"
        self._opened = app.open_window("ui.board", name, given)
        self.window = self._opened.window

    def close(self) -> None:
        """Close the window, fall silent and end the line to the hall."""
        self.screen.stop()
        del self.window
        self._opened.close()


def open_board(
    hall_url: str,
    *,
    counter: str = "",
    voice: tuple[Voice, VoiceSettings] | None = None,
    size: tuple[int, int] = LANDSCAPE,
    windowed: bool = True,
    motion: bool = True,
    clock: Clock = system_clock,
) -> Board:
    """The board of a hall, or the own display of `counter`; `size` is in pixels.

    The board of a hall says the calls with `voice`, if it has the turn. A window that is not
    `windowed` fills the screen.
    """
    app.application()
    screen: BoardScreen | CounterScreen
    if counter:
        screen = CounterScreen(hall_url, counter, clock)
    else:
        speaker = Speaker(HallClient(hall_url), *voice, clock) if voice is not None else None
        screen = BoardScreen(hall_url, clock, speaker)
    board = Board(screen, size=size, windowed=windowed, motion=motion)
    screen.start()
    return board


def run_board(
    hall_url: str, *, windowed: bool, counter: str = "", speaks: Path | None = None
) -> int:
    """Run the board until it is closed; the exit status.

    `speaks`: it says the calls, as `[voice]` of the hall in this folder tells; on a machine
    without a hall as a new one would.
    """
    app.application()
    size = DESKTOP if windowed else LANDSCAPE
    voice = _voice(speaks) if speaks is not None and not counter else None
    board = open_board(hall_url, counter=counter, voice=voice, size=size, windowed=windowed)
    try:
        return app.run()
    finally:
        board.close()


def _voice(folder: Path) -> tuple[Voice, VoiceSettings] | None:
    there = (folder / config.FILE).exists()
    settings = config.load(folder).voice if there else VoiceSettings()
    if settings.engine == "silent":
        # Who wants no sound here leaves the turn to the boards that make it.
        return None
    return Voice(open_engines(settings, folder), settings), settings
