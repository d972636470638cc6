"""Inside a measured program: when its first tile can be pressed, how soon a press is seen, and
what it costs to show another page.

Says both on standard output, as `Felt`, to the bench that has started the program.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QPointF
from PySide6.QtGui import QPointingDevice
from PySide6.QtQuick import QQuickItem, QQuickWindow

PRESSES = 40
TURNS = 20
PATIENCE_NS = 20_000_000_000
_WARM = 5
_REST_NS = 20_000_000


@dataclass(frozen=True, slots=True)
class Felt:
    """`usable`: the moment in seconds of the machine's monotonic clock; `presses`: seconds each;
    `turns`: seconds of CPU from asking for another page to the frame that shows it, `frames`: those
    that each frame of it took to be laid out and drawn; `size`: of the window, in pixels.

    CPU is that of the thread of Qt, which draws where there is no graphics card: what else runs on
    the machine does not count.
    """

    size: tuple[int, int]
    usable: float
    presses: list[float]
    turns: list[float]
    frames: list[float]


class Finger:
    """Watches the frames of a window and touches its tiles."""

    _device: QPointingDevice | None = None

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self._frames = 0
        self._frame_at = self._usable_at = 0
        self._frame_cpu = self._began_cpu = 0
        self._drawn: list[float] = []
        window.afterAnimating.connect(self._began)
        window.frameSwapped.connect(self._swapped)

    def measure(
        self,
        tiles: Callable[[], list[QQuickItem]],
        ready: Callable[[], bool],
        turn: Callable[[int], Callable[[], bool]],
    ) -> None:
        """Wait for the first frame with `tiles` that is `ready` for touches, touch, and tell.

        `turn(n)` asks for another page for the n-th time and gives what is true once it is there.
        """
        found: list[QQuickItem] = []

        def look() -> None:
            # Here and nowhere else: what is there when a frame is out, stands in it.
            if not found:
                found.extend(tiles())
                self._usable_at = self._frame_at

        self._window.frameSwapped.connect(look)
        self._until(lambda: bool(found))
        self._window.frameSwapped.disconnect(look)
        usable = self._usable_at
        if not ready():
            self._until(ready)
            usable = time.monotonic_ns()
        presses = [self._press(found[n % len(found)]) for n in range(_WARM + PRESSES)]
        turns = [self._turn(turn, n) for n in range(2 * _WARM + TURNS)][2 * _WARM :]
        size = (self._window.width(), self._window.height())
        frames = [seconds for _, drawn in turns for seconds in drawn]
        felt = Felt(size, usable / 1e9, presses[_WARM:], [seconds for seconds, _ in turns], frames)
        json.dump(asdict(felt), sys.stdout)
        sys.stdout.flush()

    def _press(self, tile: QQuickItem) -> float:
        """Seconds from the touch to the next frame that shows it; the finger leaves beside."""
        # Only after the start was measured: a program that is used needs no test library.
        from PySide6.QtTest import QTest

        if Finger._device is None:
            Finger._device = QTest.createTouchDevice()
        device = Finger._device
        middle = tile.mapToScene(QPointF(tile.width() / 2, tile.height() / 2)).toPoint()
        self._rest()
        frames = self._frames
        start = time.monotonic_ns()
        QTest.touchEvent(self._window, device).press(0, middle, self._window).commit()
        self._until(lambda: self._frames > frames and bool(tile.property("down")))
        seen = self._frame_at - start
        beside = QPoint(middle.x(), self._window.height() - 1)
        QTest.touchEvent(self._window, device).move(0, beside, self._window).commit()
        QTest.touchEvent(self._window, device).release(0, beside, self._window).commit()
        self._until(lambda: not tile.property("down"))
        return seen / 1e9

    def _turn(
        self, turn: Callable[[int], Callable[[], bool]], number: int
    ) -> tuple[float, list[float]]:
        """CPU until another page is seen, and of each frame until all is still again."""
        self._rest()
        self._drawn.clear()
        start, frames = time.thread_time_ns(), self._frames
        there = turn(number)
        self._until(lambda: there() and self._frames > frames)
        seen = self._frame_cpu - start
        self._rest()
        return seen / 1e9, list(self._drawn)

    def _began(self) -> None:
        # Animations have moved on; what follows is layout, drawing and the swap.
        self._began_cpu = time.thread_time_ns()

    def _swapped(self) -> None:
        self._frames += 1
        self._frame_at, self._frame_cpu = time.monotonic_ns(), time.thread_time_ns()
        if self._began_cpu:
            self._drawn.append((self._frame_cpu - self._began_cpu) / 1e9)

    def _rest(self) -> None:
        """Until nothing is drawn any more."""
        while True:
            frames, end = self._frames, time.monotonic_ns() + _REST_NS
            self._until(partial(_past, end))
            if frames == self._frames:
                return

    def _until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic_ns() + PATIENCE_NS
        while not true():
            if time.monotonic_ns() > end:
                raise TimeoutError("the window does not do what it should")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            time.sleep(0.0002)


def _past(end: int) -> bool:
    return time.monotonic_ns() > end


def items(root: QQuickItem) -> Iterator[QQuickItem]:
    """`root` and all below it."""
    yield root
    for child in root.childItems():
        yield from items(child)
