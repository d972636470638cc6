"""The touch screen: opens its window over a hall, in its own process or in an existing one."""

from __future__ import annotations

import gc
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QTimer
from PySide6.QtQuick import QQuickWindow

from kiosk.clock import Clock, system_clock
from ui import app
from ui.sorry import show_sorry
from ui.touch.bridge import TouchScreen
from ui.touch.service import RESTART
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall

PORTRAIT = (1080, 1920)
LANDSCAPE = (1920, 1080)
TALL_WINDOW = (540, 960)
WIDE_WINDOW = (1120, 630)
_FRAME = 60
"""Pixels that a desktop may want for a window's frame."""
LEARN_MS = 1000
"""So long after the hall is open, and its first page drawn, it begins to learn from its past."""

log = logging.getLogger(__name__)


class Stoppable(Protocol):
    """Something that runs until it is stopped."""

    def stop(self) -> None: ...


def start_spool(hall: Hall) -> Stoppable:
    """Print what waits, as long as no other process owns the printer."""
    from kiosk.printing.spooling import Spooling
    from kiosk.reserve.opening import own_ground

    return Spooling(hall.ground, own_ground(hall))


def _open(folder: Path, clock: Clock) -> Hall:
    # Runs on the worker: the library of the database takes longer to load than the first frame.
    from kiosk.reserve.opening import open_hall

    return open_hall(folder, clock)


class Touch:
    """An open touch screen; `window` is what people see."""

    window: QQuickWindow

    def __init__(
        self,
        place: Hall | Path,
        *,
        size: tuple[int, int],
        windowed: bool,
        motion: bool,
        clock: Clock,
        prints: bool,
    ) -> None:
        self._own = isinstance(place, Path)
        self._hall: Hall | None = None
        self._spool: Stoppable | None = None
        self._worker = Worker()

        def opening() -> Hall:
            if self._hall is None:
                self._hall = _open(place, clock) if isinstance(place, Path) else place
            hall = self._hall
            if prints and self._spool is None:
                self._spool = start_spool(hall)
            return hall

        self.screen = TouchScreen(opening, self._worker, clock)
        width, height = size
        given = {
            "bridge": self.screen,
            "windowed": windowed,
            "motion": motion,
            "width": width,
            "height": height,
        }
        self._opened = app.open_window("ui.touch", "TouchWindow", given)
        self.window = self._opened.window
        self.window.installEventFilter(self.screen)
        # The filter that comes last is asked first: nothing is told of what is kept out.
        self.screen.guarding.watch(self.window, kiosk=not windowed)
        # What a scanner types is nobody else's.
        self.screen.at_desk.scanner.watch(self.window)
        self._learning = QTimer(self.screen, interval=LEARN_MS, singleShot=True)
        self._learning.timeout.connect(self._learn)
        self.screen.opened.connect(self._learning.start)

    def _learn(self) -> None:
        # Whoever comes first shall read how long it takes.
        if self._hall is not None:
            self._hall.ground.waits.begin()

    def close(self) -> None:
        """Close the window, end what runs, and close the hall if it was opened here."""
        self._learning.stop()
        self.screen.at_desk.stop()
        self.screen.guarding.let_go()
        self.screen.stop()
        self._worker.stop()
        self.window.removeEventFilter(self.screen)
        del self.window
        self._opened.close()
        if self._spool is not None:
            self._spool.stop()
        if self._own and self._hall is not None:
            self._hall.close()


def open_touch(
    place: Hall | Path,
    *,
    size: tuple[int, int] = PORTRAIT,
    windowed: bool = True,
    motion: bool = True,
    clock: Clock = system_clock,
    prints: bool = True,
) -> Touch:
    """The touch screen's window over `place`, a hall or its folder, in this Qt application.

    The window shows at once and the hall is opened behind it. `size` is in pixels; a window that
    is not `windowed` fills the screen. It `prints` unless somebody else is sure to.
    """
    app.application()
    return Touch(place, size=size, windowed=windowed, motion=motion, clock=clock, prints=prints)


def run_touch(folder: Path, *, windowed: bool) -> int:
    """Run the touch screen of the hall in `folder` until it is closed; the exit status.

    Asked by the service menu to start anew, the process becomes a new one and never returns.
    """
    room = app.application().primaryScreen().availableSize()
    size = TALL_WINDOW if room.height() >= TALL_WINDOW[1] + _FRAME else WIDE_WINDOW
    try:
        touch = open_touch(folder, size=size, windowed=windowed)
    except app.Broken:
        log.exception("the screen cannot be shown")
        sorry = show_sorry(folder, windowed=windowed)
        status = app.run()
        sorry.close()
        return status
    # What the hall has loaded stays: the collector need not walk over it between two frames.
    touch.screen.opened.connect(gc.freeze)
    try:
        status = app.run()
    finally:
        touch.close()
    if status == RESTART:
        log.info("starting anew, as the service menu asked")
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - the very command that runs now
    return status
