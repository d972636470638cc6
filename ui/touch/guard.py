"""Keeps the public inside the screen: what of keys, touches and closings gets through to it (R56).

The guard stands before everything else in the window's way of events. Keys pass only if they are
known to be of use; nothing closes the window but the program itself; a finger that rests long in
the upper left corner asks for the service menu. It also lets the screen sleep outside hours and
shuts it against touches while somebody cleans the glass.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Property, QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QSinglePointEvent, QTouchEvent, QWindow
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickWindow

from kiosk.clock import Clock
from kiosk.opening import Opening, OpeningState

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

HOLD_MS = 3000
CORNER = 0.1
"""How large the corner is that staff hold, as a part of the shorter side."""
CLEAN_SECONDS = 30
REST = timedelta(minutes=5)
"""Outside hours the screen sleeps when nobody has touched it for so long."""
EARLY = timedelta(minutes=30)
"""It wakes so long before the hall opens: people come early."""

_FOREIGN = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_USEFUL: Final = frozenset(
    {
        *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter),
        *(Qt.Key.Key_Space, Qt.Key.Key_Select, Qt.Key.Key_Backspace, Qt.Key.Key_Delete),
        *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        # What the red key of a cash machine's keypad sends.
        *(Qt.Key.Key_Escape, Qt.Key.Key_Cancel),
        *(Qt.Key.Key_VolumeUp, Qt.Key.Key_VolumeDown, Qt.Key.Key_VolumeMute),
    }
)
_FINGERS = {
    *(QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd),
    *(QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease),
    *(QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel),
}
_DOWN = {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}


@QmlElement
class Guard(QObject):
    """Made by the screen, on the Qt thread; `watch` puts it before a window.

    `opening` says how the hall stands, None while it is not known.
    """

    turned = Signal()
    """The screen has fallen asleep or woken, or a second of cleaning has passed."""
    called = Signal()
    """Staff have asked for the service menu."""

    def __init__(self, clock: Clock, opening: Callable[[], Opening | None]) -> None:
        super().__init__()
        self._clock, self._opening = clock, opening
        self._touched_at = clock()
        self._asleep = False
        self._cleaning = 0
        self._window: QQuickWindow | None = None
        self._kiosk = self._seen = False
        self._hold = QTimer(self, interval=HOLD_MS, singleShot=True)
        self._hold.timeout.connect(self.called)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.tick)
        self._second.start()

    @Property(bool, notify=turned)
    def asleep(self) -> bool:
        """The glass is black; any touch wakes it."""
        return self._asleep

    @Property(int, notify=turned)
    def cleaning(self) -> int:
        """Seconds for which no touch counts, so that the glass can be wiped."""
        return self._cleaning

    def watch(self, window: QQuickWindow, *, kiosk: bool) -> None:
        """Stand before `window`; in a `kiosk` it fills the screen above all, without a cursor."""
        self._window, self._kiosk = window, kiosk
        window.installEventFilter(self)
        if kiosk:
            window.setCursor(Qt.CursorShape.BlankCursor)
            window.setFlag(Qt.WindowType.FramelessWindowHint)
            window.setFlag(Qt.WindowType.WindowStaysOnTopHint)
            # Without a window manager nobody else would make it as large as the screen.
            window.setGeometry(window.screen().geometry())
            window.showFullScreen()

    def let_go(self) -> None:
        """The window may close now."""
        self._second.stop()
        self._hold.stop()
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def clean(self) -> None:
        """No touch counts from now on, for `CLEAN_SECONDS`."""
        self._cleaning = CLEAN_SECONDS
        self.turned.emit()

    @Slot()
    def tick(self) -> None:
        """A second has passed."""
        if self._cleaning:
            self._cleaning -= 1
            self.turned.emit()
        self._set_asleep(self._may_sleep())
        self._come_back()

    def _come_back(self) -> None:
        """A window manager has keys and panels of its own, and may have put the window away."""
        window = self._window
        if window is None or not self._kiosk:
            return
        if self._seen and not window.isExposed() and QGuiApplication.platformName() == "xcb":
            # "Show the desktop" is undone by nothing but a window that comes.
            window.hide()
        self._seen = self._seen or window.isExposed()
        if window.visibility() is not QWindow.Visibility.FullScreen:
            window.showFullScreen()
        if not window.isActive():
            window.raise_()
            window.requestActivate()

    def _may_sleep(self) -> bool:
        now = self._clock()
        return now - self._touched_at >= REST and sleeps(self._opening(), now)

    def _set_asleep(self, asleep: bool) -> None:
        if asleep != self._asleep:
            self._asleep = asleep
            self.turned.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Close:
            event.ignore()
            return True
        if kind in _DOWN:
            self._touched_at = self._clock()
        if self._asleep and kind in _DOWN:
            # Who wakes the screen cannot have meant what lies in the dark.
            self._set_asleep(False)
            return _swallow(event)
        if isinstance(event, QKeyEvent) and kind != QEvent.Type.KeyRelease:
            return _swallow(event) if self._cleaning or not is_useful(event) else False
        if kind in _FINGERS or kind == QEvent.Type.TouchCancel:
            self._feel(event)
            return _swallow(event) if self._cleaning else False
        return False

    def _feel(self, event: QEvent) -> None:
        """Count the time that one finger, and no other, rests in the corner."""
        point = _finger(event)
        if point is None or not self._in_corner(point) or self._cleaning:
            self._hold.stop()
        elif event.type() in _DOWN:
            self._hold.start()

    def _in_corner(self, point: QPointF) -> bool:
        assert self._window is not None
        side = min(self._window.width(), self._window.height()) * CORNER
        return 0 <= point.x() <= side and 0 <= point.y() <= side


def is_useful(event: QKeyEvent) -> bool:
    """Whether a key has any use here: letters and figures (a scanner types them too), the keys of
    a keypad, and F13 to F24, which the keypads for blind people send. Nothing with Ctrl, Alt or
    the Windows key, and nothing that a window manager or Qt may take for itself."""
    if event.modifiers() & _FOREIGN:
        return False
    key = event.key()
    if key in _USEFUL or Qt.Key.Key_F13 <= key <= Qt.Key.Key_F24:
        return True
    return event.text().isprintable() and event.text() != ""


def sleeps(opening: Opening | None, now: datetime) -> bool:
    """Whether nobody is expected: the hall is shut, and does not open soon."""
    if opening is None or opening.state in {OpeningState.OPEN, OpeningState.LUNCH}:
        return False
    return opening.opens_at is None or opening.opens_at - now > EARLY


def _swallow(event: QEvent) -> bool:
    # Qt would make a mouse press of a touch, and a shortcut of a key, that nobody accepts.
    event.accept()
    return True


def _finger(event: QEvent) -> QPointF | None:
    """Where the one finger is; None when it has left or is not alone."""
    if isinstance(event, QTouchEvent):
        points = event.points()
        lifted = event.type() in {QEvent.Type.TouchEnd, QEvent.Type.TouchCancel}
        return None if lifted or len(points) != 1 else points[0].position()
    if isinstance(event, QSinglePointEvent) and event.type() != QEvent.Type.MouseButtonRelease:
        return event.position() if event.buttons() else None
    return None
