"""The one object behind the pages of the touch screen: a visit, and the parts that go with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from ui.touch.desk import Desk
from ui.touch.finder import Finder
from ui.touch.front import Front
from ui.touch.guard import Guard
from ui.touch.helper import Helper
from ui.touch.identity import Identity
from ui.touch.keypad import Keypad
from ui.touch.listing import Listing
from ui.touch.modes import Modes
from ui.touch.service import Service
from ui.touch.speaking import Speaking
from ui.touch.visiting import Visiting
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1000
_TOUCHES = {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}


@QmlElement
class TouchScreen(Visiting):
    """What the screen shows and what can be done on it; `ui.touch.open_touch` makes it."""

    touched = Signal(bool)
    """A finger, or (true) a key."""

    def __init__(self, opening: Callable[[], Hall], worker: Worker, clock: Clock) -> None:
        super().__init__(opening, worker, clock)
        self.guarding = Guard(clock, lambda: self.visit.hall.opening() if self.visit.hall else None)
        self.serving = Service(self.visit, worker, self.guarding)
        self.finding = Finder(self.visit, worker, self)
        self.showing = Modes(self)
        self.at_desk = Desk(self.visit, worker, self)
        self.naming = Identity(self.visit, self)
        self.noting = Listing(self.visit, worker, self)
        self.resting = Front(self.visit, worker, self)
        self.helping = Helper(self.visit, worker, self)
        self.speaking = Speaking(self.visit, worker, self)
        self.leading = Keypad(
            self.visit, self.showing, self.resting, self.helping, self.speaking, self
        )
        self.moved.connect(self.leading.moved)
        self._minute = ""
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.visit.open()

    @Property(Guard, constant=True)
    def guard(self) -> Guard:
        """What keeps the public inside the screen."""
        return self.guarding

    @Property(Service, constant=True)
    def service(self) -> Service:
        """The service menu."""
        return self.serving

    @Property(Desk, constant=True)
    def desk(self) -> Desk:
        """What the scanner and the pad lead to."""
        return self.at_desk

    @Property(Identity, constant=True)
    def identity(self) -> Identity:
        """Whose number it will be, where the hall must know."""
        return self.naming

    @Property(Listing, constant=True)
    def listing(self) -> Listing:
        """The list of papers that are missing."""
        return self.noting

    @Property(Modes, constant=True)
    def modes(self) -> Modes:
        """How the screen shows and speaks itself."""
        return self.showing

    @Property(Front, constant=True)
    def front(self) -> Front:
        """What is shown while nobody is there."""
        return self.resting

    @Property(Helper, constant=True)
    def helper(self) -> Helper:
        """The call for help."""
        return self.helping

    @Property(Keypad, constant=True)
    def keypad(self) -> Keypad:
        """The keys below the glass."""
        return self.leading

    @Property(Finder, constant=True)
    def finder(self) -> Finder:
        """The search."""
        return self.finding

    @Slot()
    def search(self) -> None:
        """Look for a matter by letters."""
        self.finding.clear()
        self.visit.search()

    @Slot()
    def leave(self) -> None:
        """The person has gone."""
        self.visit.leave()
        self.showing.reset()
        self.helping.reset()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            by_key = isinstance(event, QKeyEvent)
            self.touched.emit(by_key)
            if not by_key:
                self.leading.touched()
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.leading.key(event)
        )

    def stop(self) -> None:
        """No more ticks and bells; what is shown stays."""
        self._timer.stop()
        self.naming.stop()
        self.finding.stop()
        self.leading.stop()
        self.speaking.close()
        self.visit.stop()

    def _tell(self, topic: str) -> None:
        if topic == "said":
            self.finding.say()
            self.resting.changed.emit()
        if topic == "looked":
            self.finding.renew()
            self.resting.look()
            self.helping.look()
        hall = self.visit.hall
        if topic == "opened" and hall is not None:
            self.showing.take(hall.settings, hall.ground.folder)
        super()._tell(topic)

    @Slot()
    def _tick(self) -> None:
        minute = f"{self._clock():%H:%M}"
        if minute != self._minute:
            self._minute = minute
            self.ticked.emit()
        if self.visit.hall is not None:
            self.showing.tick(self._clock().astimezone(self.visit.hall.ground.zone))
        self.visit.tick()
        self.at_desk.tick()
        self.naming.tick()
        self.noting.tick()
        self.resting.tick()
        self.helping.tick()
