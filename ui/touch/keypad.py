"""The keypad below the glass: arrow keys or those of a cash machine lead through every control.

    1 softer   2 up      3 louder        arrow keys and Enter do as 2, 4, 6, 8 and 5;
    4 back     5 press   6 on            Escape and the red key as *
    7 home     8 down    9 dark screen
    * go back  0 help    # once more

Digits lead only if they come from a keypad and the page itself takes none (`takesDigits`).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMetaObject, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickWindow

from ui.touch import focus, views
from ui.touch.flow import Page
from ui.touch.front import Front
from ui.touch.helper import Helper
from ui.touch.modes import Modes
from ui.touch.speaking import Speaking, name_of
from ui.touch.visit import Visit

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

LAYOUT_MS = 40
"""A page that has just come is laid out by then."""

_ARROWS = {
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Escape: "back",
    Qt.Key.Key_Cancel: "back",
    Qt.Key.Key_NumberSign: "again",
    Qt.Key.Key_VolumeUp: "louder",
    Qt.Key.Key_VolumeDown: "softer",
}
_DIGITS = {
    Qt.Key.Key_1: "softer",
    Qt.Key.Key_2: "up",
    Qt.Key.Key_3: "louder",
    Qt.Key.Key_4: "left",
    Qt.Key.Key_5: "press",
    Qt.Key.Key_6: "right",
    Qt.Key.Key_7: "home",
    Qt.Key.Key_8: "down",
    Qt.Key.Key_9: "dark",
    Qt.Key.Key_0: "help",
    Qt.Key.Key_Asterisk: "back",
    Qt.Key.Key_Period: "again",
}


@QmlElement
class Keypad(QObject):
    """Moves the focus, presses, and has said what there is; made and asked on the Qt thread."""

    captioned = Signal(str)
    """A sentence that is spoken and stands nowhere on the page (R17), "" for none any more."""

    def __init__(
        self,
        visit: Visit,
        modes: Modes,
        front: Front,
        helper: Helper,
        speaking: Speaking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._visit, self._modes, self._front = visit, modes, front
        self._speaking = speaking
        self._window: QQuickWindow | None = None
        self._by_key = self._arriving = False
        self._spoke = False
        self._intro = ""
        self._acts: dict[str, Callable[[], None]] = {
            "up": lambda: self._row(down=False),
            "down": lambda: self._row(down=True),
            "left": lambda: self._move(-1),
            "right": lambda: self._move(1),
            "press": self._press,
            "back": visit.back,
            "home": visit.home,
            "help": helper.call,
            "again": self._say_page,
            "louder": lambda: speaking.louder(1),
            "softer": lambda: speaking.louder(-1),
            "dark": lambda: modes.toggle("dark"),
        }
        self._arrival = QTimer(self, interval=LAYOUT_MS, singleShot=True)
        self._arrival.timeout.connect(self._arrived)
        modes.changed.connect(self._switched)

    @Slot(QQuickWindow)
    def watch(self, window: QQuickWindow) -> None:
        """Lead through this window from now on."""
        self._window = window
        window.activeFocusItemChanged.connect(self._focused)

    def stop(self) -> None:
        """Lead no more."""
        self._arrival.stop()
        self._window = None

    def touched(self) -> None:
        """A finger is on the glass: whoever uses it needs no focus."""
        self._by_key = False

    @Slot()
    def moved(self) -> None:
        """Another page has come."""
        if self._modes.property("speech") or self._by_key:
            self._arriving = True
            self._arrival.start()

    def key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it is none of ours."""
        act = self._act(event)
        if act is None or self._window is None:
            return False
        first = not self._modes.property("speech")
        self._by_key = True
        if self._visit.place.page in {Page.IDLE, Page.CLOSED}:
            self._front.begin()
        elif not first or act not in {"up", "down", "left", "right", "press"}:
            self._acts[act]()
        # The first touch of the keypad only begins to speak.
        if first:
            self._modes.choose("speech", True)
        return True

    def _act(self, event: QKeyEvent) -> str | None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            return _ARROWS[key]
        keypad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        return _DIGITS.get(key) if keypad and not self._takes_digits() else None

    def _takes_digits(self) -> bool:
        stage = self._stage()
        page = stage.property("item") if stage is not None else None
        return isinstance(page, QQuickItem) and bool(page.property("takesDigits"))

    def _stage(self) -> QQuickItem | None:
        assert self._window is not None
        found = self._window.findChild(QQuickItem, "stage")
        return found if isinstance(found, QQuickItem) else None

    def _here(self, stops: list[QQuickItem]) -> int | None:
        assert self._window is not None
        item = focus.here(self._window)
        return stops.index(item) if item in stops else None

    def _move(self, by: int) -> None:
        assert self._window is not None
        stops = focus.stops(self._window)
        if stops:
            here = self._here(stops)
            there = (here + by) % len(stops) if here is not None else 0
            stops[there].forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, *, down: bool) -> None:
        assert self._window is not None
        stops = focus.stops(self._window)
        here = self._here(stops)
        if here is None:
            self._move(1)
            return
        there = focus.beyond(stops, stops[here], down=down)
        if there is stops[here]:
            there = stops[0] if down else stops[-1]
        there.forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def _press(self) -> None:
        assert self._window is not None
        stops = focus.stops(self._window)
        here = self._here(stops)
        if here is None:
            self._move(1)
        elif stops[here].metaObject().indexOfMethod("press()") >= 0:
            QMetaObject.invokeMethod(stops[here], "press")

    @Slot()
    def _focused(self) -> None:
        if self._window is None or self._arriving or not self._modes.property("speech"):
            return
        said = self._focus_in_words()
        if said:
            self._speaking.say(said)

    def _focus_in_words(self) -> str:
        assert self._window is not None
        item = focus.here(self._window)
        if item is None or not item.activeFocusOnTab():
            return ""
        return name_of(item, self._visit.language)

    @Slot()
    def _arrived(self) -> None:
        """The page that came is laid out: begin at its first control, and tell what it says."""
        assert self._window is not None
        if self._by_key:
            stops = focus.stops(self._window)
            if stops and self._here(stops) is None:
                stops[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self._arriving = False
        if self._modes.property("speech"):
            self._say_page()

    def _say_page(self) -> None:
        assert self._window is not None
        whole = "\n".join([self._intro, *focus.sentences(self._window)]).strip()
        self._intro = ""
        self._speaking.say(self._focus_in_words(), whole=whole)

    @Slot()
    def _switched(self) -> None:
        """Speech was turned on or off, by a key or by touch."""
        speaks = bool(self._modes.property("speech"))
        if speaks == self._spoke or self._window is None:
            return
        self._spoke = speaks
        if not speaks:
            self._speaking.reset()
            self.captioned.emit("")
            return
        intro = "keypad" if self._by_key else "touch"
        self._intro = views.say(f"speaking.{intro}", self._visit.language)
        self.captioned.emit(self._intro)
        self._arrival.start()
