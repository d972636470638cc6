"""Does with a window what a person does: finds a thing by its accessible name and touches it.

For the tour and the tests: real touch events go through the whole of Qt Quick, so what a hand
cannot reach, this cannot reach either. All waiting runs the event loop.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPointingDevice
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest

SECONDS = 30.0
"""How long it waits at most: a busy machine may need most of it, and others none."""


class NotFound(LookupError):
    """No such thing is on the screen; says what is."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a screen reader would find: `box` is in pixels of the window."""

    name: str
    role: QAccessible.Role
    box: QRect
    enabled: bool


class Hands:
    """Two eyes and a finger at one window."""

    _finger: QPointingDevice | None = None

    def __init__(self, window: QQuickWindow) -> None:
        QAccessible.setActive(True)
        self.window = window
        if Hands._finger is None:
            Hands._finger = QTest.createTouchDevice()

    def things(self) -> list[Thing]:
        """Everything with a name that can be seen now, from the back to the front."""
        root = QAccessible.queryAccessibleInterface(self.window)
        corner = self.window.mapToGlobal(QPoint(0, 0))
        seen = QRect(QPoint(0, 0), self.window.size())
        return [thing for thing in _walk(root, corner) if thing.box.intersects(seen)]

    def sees(self, name: str) -> bool:
        """Whether something of this name can be seen."""
        return any(thing.name == name for thing in self.things())

    def find(self, name: str, seconds: float = SECONDS) -> Thing:
        """The thing of this name that can be pressed, or else any; waits until there is one."""
        found: list[Thing] = []

        def look() -> bool:
            found[:] = [thing for thing in self.things() if thing.name == name and thing.enabled]
            return bool(found)

        if not self.until(look, seconds):
            names = ", ".join(sorted({thing.name for thing in self.things()}))
            raise NotFound(f"no {name!r} on the screen; there is: {names}")
        buttons = [thing for thing in found if thing.role is not QAccessible.Role.StaticText]
        return (buttons or found)[-1]

    def tap(self, name: str, *, times: int = 1, seconds: float = SECONDS) -> None:
        """Touch the middle of the thing of this name; waits until a new page takes touches."""
        thing = self._still(name, seconds)
        for _ in range(times):
            self.touch(thing.box.center())

    def _still(self, name: str, seconds: float) -> Thing:
        """The thing where it comes to rest, on a page that takes touches; what is new is laid out
        a frame later."""
        thing = self.find(name, seconds)

        def rests() -> bool:
            nonlocal thing
            before = thing
            self.rest(0.02)
            thing = self.find(name, seconds)
            return thing.box == before.box and self.window.property("settled") is not False

        self.until(rests, seconds)
        return thing

    def touch(self, point: QPoint, *, hold_ms: int = 0) -> None:
        """Put a finger on a point of the window, in pixels, and lift it again."""
        self.press(point)
        if hold_ms:
            self.rest(hold_ms / 1000)
        self.lift(point)

    def press(self, point: QPoint) -> None:
        """Put the finger down."""
        assert Hands._finger is not None
        QTest.touchEvent(self.window, Hands._finger).press(0, point, self.window).commit()

    def lift(self, point: QPoint) -> None:
        """Take the finger up."""
        assert Hands._finger is not None
        QTest.touchEvent(self.window, Hands._finger).release(0, point, self.window).commit()

    def write(self, name: str, text: str, seconds: float = SECONDS) -> None:
        """Touch a field and type into it."""
        self.tap(name, seconds=seconds)
        for letter in text:
            QTest.sendKeyEvent(
                QTest.KeyAction.Click, self.window, Qt.Key(0), letter, Qt.KeyboardModifier(0)
            )

    def key(self, key: Qt.Key) -> None:
        """Press and release a key; the window comes to the front first, as keys go to that one."""
        self.window.requestActivate()
        self.until(self.window.isActive)
        QTest.keyClick(self.window, key)

    def until(self, true: Callable[[], bool], seconds: float = SECONDS) -> bool:
        """Wait until `true()`; False when it has not become so in time."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                return False
            self.rest(0.01)
        return True

    def rest(self, seconds: float) -> None:
        """Let the program run for a while."""
        end = time.monotonic() + seconds
        while True:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            if time.monotonic() >= end:
                return
            time.sleep(0.002)

    def photograph(self, file: Path) -> Path:
        """Save what the window shows as a PNG."""
        self.rest(0.05)
        file.parent.mkdir(parents=True, exist_ok=True)
        if not self.window.grabWindow().save(str(file)):
            raise OSError(f"cannot write {file}")
        return file


def _walk(node: QAccessibleInterface, corner: QPoint) -> Iterator[Thing]:
    for place in range(node.childCount()):
        child = node.child(place)
        if not child.isValid():
            continue
        state = child.state()
        if state.invisible:
            continue
        name = child.text(QAccessible.Text.Name)
        if name:
            yield Thing(
                name,
                child.role(),
                child.rect().translated(-corner),
                not state.disabled,
            )
        yield from _walk(child, corner)
