"""The counter console: opens a clerk's window over a hall's server."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtQuick import QQuickWindow

from kiosk.clock import Clock, system_clock
from ui import app
from ui.console.bridge import ConsoleScreen
from ui.console.grabs import Grabs, grab
from ui.voice.playing import Loudspeaker

SIZE = (480, 640)


class Console:
    """An open console; `window` is what the clerk sees."""

    window: QQuickWindow

    def __init__(
        self,
        screen: ConsoleScreen,
        *,
        size: tuple[int, int],
        motion: bool,
        global_keys: bool,
    ) -> None:
        self.screen = screen
        self._grabs: Grabs | None = grab(screen.keyed.emit) if global_keys else None
        width, height = size
        given = {"bridge": screen, "motion": motion, "width": width, "height": height}
        self._opened = app.open_window("ui.console", "ConsoleWindow", given)
        self.window = self._opened.window

    def close(self) -> None:
        """Close the window, give the keys back and end the line to the hall."""
        if self._grabs is not None:
            self._grabs.close()
        self.screen.stop()
        del self.window
        self._opened.close()


def open_console(
    hall_url: str,
    counter: str,
    *,
    name: str = "",
    password: str = "",
    language: str = "",
    size: tuple[int, int] = SIZE,
    motion: bool = True,
    global_keys: bool = False,
    clock: Clock = system_clock,
    loudspeaker: Loudspeaker | None = None,
) -> Console:
    """The console of the counter with the code `counter`, in this Qt application.

    With a `name` it signs in by itself. `language` is "zh" or "en", by default the machine's;
    `size` is in pixels. `global_keys`: F1 to F8 work whatever window is in front, where the
    desktop allows it (`ui.console.grabs`); no other program gets them then. Alarms are heard from
    `loudspeaker`, by default the machine's own.
    """
    app.application()
    language = language or machine_language()
    screen = ConsoleScreen(hall_url, counter, clock, language, loudspeaker or Loudspeaker())
    console = Console(screen, size=size, motion=motion, global_keys=global_keys)
    screen.start(name, password)
    return console


def run_console(
    hall_url: str,
    counter: str,
    *,
    name: str = "",
    password: str = "",
    language: str = "",
    global_keys: bool = False,
) -> int:
    """Run a console until it is closed; the exit status."""
    console = open_console(
        hall_url,
        counter,
        name=name,
        password=password,
        language=language,
        global_keys=global_keys,
    )
    try:
        return app.run()
    finally:
        console.close()


def machine_language() -> str:
    """English where the locale of the machine says so, else Chinese."""
    return "en" if QLocale.system().name().startswith("en") else "zh"
