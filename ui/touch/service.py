"""The service menu of the machine: who may open it, and what it does with the program (R56).

A long touch in the corner, or a staff card before the scanner, opens the page; the password of an
account of a supervisor or administrator opens the menu. What is done there is signed by that
account. Leaving the page, or a minute without a touch, closes the menu.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Property, QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.refusal import Refusal
from kiosk.words import words
from ui.touch import menu
from ui.touch.flow import Page, Step
from ui.touch.guard import Guard
from ui.touch.lock import Lock
from ui.touch.menu import Menu
from ui.touch.views import Shown
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.service import Act
    from kiosk.staff import Actor

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

RESTART = 75
"""The exit status that asks for the program to be started anew (EX_TEMPFAIL of sysexits.h)."""
QUIET_SECONDS = 60
_CARD = re.compile(r"yichuang:staff:(.{1,40})")

T = TypeVar("T")
log = logging.getLogger(__name__)


@QmlElement
class Service(QObject):
    """What `ServicePage` shows and does; made by the screen, on the Qt thread."""

    changed = Signal()

    def __init__(self, visit: Visit, worker: Worker, guard: Guard) -> None:
        super().__init__()
        self._visit, self._worker, self._guard = visit, worker, guard
        self._lock = Lock()
        self._menu: Menu | None = None
        self._refusal: Refusal | None = None
        self._busy = False
        self._quiet = 0
        self._turn = 0
        guard.called.connect(self.open)
        guard.turned.connect(self.changed)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def shown(self) -> Shown:
        """All that the page shows.

        `state`: "broken" (no hall, so nobody can be known), "locked", "open" or "cleaning";
        what `Lock.shown` and `Menu.shown` give; `fault`, busy; version; seconds.
        """
        # As long to import as all the rest of the menu, which few ever open.
        from importlib.metadata import version

        language, refusal = self._visit.language, self._refusal
        fault = words().refusal(refusal.code, language, refusal.values) if refusal else ""
        return {
            "state": self._state,
            **self._lock.shown(),
            **(self._menu.shown(language) if self._menu else menu.CLOSED),
            "fault": fault,
            "busy": self._busy,
            "version": version("yichuang"),
            "seconds": self._guard.property("cleaning"),
        }

    @property
    def _state(self) -> str:
        if self._guard.property("cleaning"):
            return "cleaning"
        if self._menu is not None:
            return "open"
        return "broken" if self._visit.hall is None else "locked"

    # How it is opened and closed

    @Slot()
    def open(self) -> None:
        """Show the page, locked."""
        if self._there():
            return
        self._visit.step(Step.SERVED)
        if not self._there():
            return
        self._forget()
        self._second.start()
        self._aside(lambda hall: hall.service_people(), self._lock.offer)

    def card(self, text: str) -> bool:
        """Open the page for the account of a staff card ("yichuang:staff:NAME"); whether it is
        one. The card only names; the password proves."""
        found = _CARD.fullmatch(text)
        if found is None:
            return False
        self.open()
        self._lock.name = found[1]
        self.changed.emit()
        return True

    @Slot()
    def lock(self) -> None:
        """The page has gone, and with it who was there."""
        self._forget()

    @Slot(str)
    def choose(self, name: str) -> None:
        """Say whose password follows."""
        self._lock.choose(name)
        self._refusal = None
        self._touch()

    @Slot(str)
    def type(self, letter: str) -> None:
        """One more letter of the password."""
        if self._lock.type(letter):
            self._refusal = None
            self._touch()

    @Slot()
    def erase(self) -> None:
        """One letter less."""
        self._lock.typed = self._lock.typed[:-1]
        self._touch()

    @Slot()
    def enter(self) -> None:
        """Open the menu with what has been typed."""
        if self._busy or not self._lock.name or not self._lock.typed:
            return
        name, password = self._lock.name, self._lock.take()
        self._ask(lambda hall: menu.open_menu(hall, name, password), self._opened)

    # What it does

    @Slot(str)
    def test(self, printer: str) -> None:
        """Print a test page."""
        opened, language = self._menu, self._visit.language
        if opened is not None:
            opened.follow(None)
            actor = opened.actor
            self._ask(lambda hall: hall.print_test_page(printer, actor, language), opened.follow)

    @Slot(bool)
    def louder(self, up: bool) -> None:
        """One step louder, or quieter."""
        opened = self._menu
        percent = opened.stepped(up=up) if opened is not None else None
        if opened is not None and percent is not None:
            self._act(lambda hall, actor: menu.set_volume(hall, actor, percent), opened.hear)

    @Slot()
    def clean(self) -> None:
        """Let no touch count for a while."""
        from kiosk.service import Act

        self._do(Act.CLEANED, self._guard.clean)

    @Slot()
    def restart(self) -> None:
        """Start the program anew. Without a hall nobody can be known, and nothing can be lost."""
        from kiosk.service import Act

        if self._state == "broken":
            log.warning("started anew from the service page, while the hall cannot be opened")
            QCoreApplication.exit(RESTART)
        else:
            self._do(Act.RESTARTED, lambda: QCoreApplication.exit(RESTART))

    @Slot()
    def close(self) -> None:
        """End the program."""
        from kiosk.service import Act

        self._do(Act.CLOSED, lambda: QCoreApplication.exit(0))

    def _do(self, act: Act, then: Callable[[], None]) -> None:
        self._act(lambda hall, actor: hall.note_service(act, actor), lambda _: then())

    def _act(self, call: Callable[[Hall, Actor], T], then: Callable[[T], None]) -> None:
        if self._menu is not None and not self._busy:
            actor = self._menu.actor
            self._ask(lambda hall: call(hall, actor), then)

    # Asking and being answered

    def _ask(self, call: Callable[[Hall], T], then: Callable[[T], None]) -> None:
        hall = self._visit.hall
        if hall is None:
            return

        def answered(value: T) -> None:
            self._busy, self._refusal = False, None
            then(value)

        def refused(refusal: Refusal) -> None:
            self._busy, self._refusal = False, refusal

        self._busy = True
        self._touch()
        self._worker.ask(lambda: call(hall), self._still(answered), self._still(refused))

    def _aside(self, call: Callable[[Hall], T], then: Callable[[T], None]) -> None:
        """Ask what is only shown: nobody waits for it."""
        hall = self._visit.hall
        if hall is not None:
            self._worker.ask(lambda: call(hall), self._still(then), self._missed)

    def _still(self, told: Callable[[T], None]) -> Callable[[T], None]:
        """`told`, while whoever asked is still there."""
        turn = self._turn

        def tell(value: T) -> None:
            if turn == self._turn:
                told(value)
                self.changed.emit()

        return tell

    def _opened(self, opened: Menu) -> None:
        self._menu = opened

    def _look(self, opened: Menu) -> None:
        asked = opened.job.id if opened.job else None
        self._aside(lambda hall: menu.look(hall, asked), opened.see)

    def _missed(self, refusal: Refusal) -> None:
        log.warning("the service menu could not look: %s", refusal)

    @Slot()
    def _tick(self) -> None:
        if self._guard.property("cleaning"):
            return
        self._quiet += 1
        if self._quiet >= QUIET_SECONDS:
            self._visit.leave()
        elif self._menu is not None:
            self._look(self._menu)

    def _there(self) -> bool:
        return self._visit.place.page is Page.SERVICE

    def _touch(self) -> None:
        self._quiet = 0
        self.changed.emit()

    def _forget(self) -> None:
        """Nothing of who was here stays."""
        self._turn += 1
        self._second.stop()
        self._lock = Lock()
        self._menu = self._refusal = None
        self._busy = False
        self._quiet = 0
        self.changed.emit()
