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
from ui.touch.flow import Page, Step
from ui.touch.guard import Guard
from ui.touch.loudness import STEP, Loudness
from ui.touch.views import Shown, say
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.printing.jobs import Job
    from kiosk.printing.printers import PrinterState
    from kiosk.service import Act
    from kiosk.staff import Account, Actor

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

RESTART = 75
"""The exit status that asks for the program to be started anew (EX_TEMPFAIL of sysexits.h)."""
QUIET_SECONDS = 60
LONGEST_PASSWORD = 64
MOST_PEOPLE = 6
"""So many accounts are offered; others come with their card."""
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
        self._people: tuple[Account, ...] = ()
        self._name = ""
        self._typed = ""
        self._refusal: Refusal | None = None
        self._busy = False
        self._actor: Actor | None = None
        self._printers: tuple[PrinterState, ...] = ()
        self._job: Job | None = None
        self._percent: int | None = None
        self._quiet = 0
        self._turn = 0
        guard.called.connect(self.open)
        guard.turned.connect(self.changed)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._tick)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def shown(self) -> Shown:
        """All that the page shows.

        `state`: "broken" (no hall, so nobody can be known), "locked", "open" or "cleaning".
        people: name, title; `name` and `title` of who was chosen; `typed` (how many letters),
        `fault`, busy; who;
        printers: name, state, well, waiting; test; `volume` (percent, -1: none); version; seconds.
        """
        # As long to import as all the rest of the menu, which few ever open.
        from importlib.metadata import version

        language = self._visit.language
        people = [
            {"name": each.name, "title": each.display_name} for each in self._people[:MOST_PEOPLE]
        ]
        printers = [
            {
                "name": each.name,
                "state": words().say(f"doctor.printer.is.{each.state.value}", language),
                "well": each.prints,
                "waiting": say("service.waiting", language, count=each.waiting)
                if each.waiting
                else "",
            }
            for each in self._printers
        ]
        return {
            "state": self._state,
            "people": people,
            "name": self._name,
            "title": next(
                (each["title"] for each in people if each["name"] == self._name), self._name
            ),
            "typed": len(self._typed),
            "fault": self._fault(language),
            "busy": self._busy,
            "who": self._actor.account.display_name if self._actor else "",
            "printers": printers,
            "test": self._told_of_test(language),
            "volume": -1 if self._percent is None else self._percent,
            "version": version("yichuang"),
            "seconds": self._guard.property("cleaning"),
        }

    @property
    def _state(self) -> str:
        if self._guard.property("cleaning"):
            return "cleaning"
        if self._actor is not None:
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
        self._aside(lambda hall: hall.service_people(), self._know)

    def card(self, text: str) -> bool:
        """Open the page for the account of a staff card ("yichuang:staff:NAME"); whether it is
        one. The card only names; the password proves."""
        found = _CARD.fullmatch(text)
        if found is None:
            return False
        self.open()
        self._name = found[1]
        self.changed.emit()
        return True

    @Slot()
    def lock(self) -> None:
        """The page has gone, and with it who was there."""
        self._forget()

    @Slot(str)
    def choose(self, name: str) -> None:
        """Say whose password follows."""
        self._name, self._typed, self._refusal = name, "", None
        self._touch()

    @Slot(str)
    def type(self, letter: str) -> None:
        """One more letter of the password."""
        if letter.isprintable() and len(self._typed) < LONGEST_PASSWORD:
            self._typed, self._refusal = self._typed + letter, None
            self._touch()

    @Slot()
    def erase(self) -> None:
        """One letter less."""
        self._typed = self._typed[:-1]
        self._touch()

    @Slot()
    def enter(self) -> None:
        """Open the menu with what has been typed."""
        if self._busy or not self._name or not self._typed:
            return
        name, password = self._name, self._typed
        self._typed = ""

        def open_menu(hall: Hall) -> tuple[Actor, tuple[PrinterState, ...], int | None]:
            # All at once: nothing may move under the finger when it comes later.
            actor = hall.open_service(name, password)
            return actor, hall.printers(), Loudness(hall.settings.voice.device).percent()

        self._ask(open_menu, self._opened)

    # What it does

    @Slot(str)
    def test(self, printer: str) -> None:
        """Print a test page."""
        actor, language = self._actor, self._visit.language
        if actor is not None:
            self._job = None
            self._ask(lambda hall: hall.print_test_page(printer, actor, language), self._follow)

    @Slot(bool)
    def louder(self, up: bool) -> None:
        """One step louder, or quieter."""
        from kiosk.service import Act

        if self._percent is None:
            return
        percent = max(0, min(100, self._percent + (STEP if up else -STEP)))

        def change(hall: Hall, actor: Actor) -> int | None:
            hall.note_service(Act.VOLUME_SET, actor, percent=percent)
            return Loudness(hall.settings.voice.device).set(percent)

        self._act(change, self._heard)

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
        actor = self._actor
        if actor is not None and not self._busy:
            self._ask(lambda hall: call(hall, actor), then)

    # Asking and being answered

    def _ask(self, call: Callable[[Hall], T], then: Callable[[T], None]) -> None:
        hall, turn = self._visit.hall, self._turn
        if hall is None:
            return

        def answered(value: T) -> None:
            if turn == self._turn:
                self._busy, self._refusal = False, None
                then(value)
                self.changed.emit()

        def refused(refusal: Refusal) -> None:
            if turn == self._turn:
                self._busy, self._refusal = False, refusal
                self.changed.emit()

        self._busy = True
        self._touch()
        self._worker.ask(lambda: call(hall), answered, refused)

    def _know(self, people: tuple[Account, ...]) -> None:
        self._people = people
        if len(people) == 1 and not self._name:
            self._name = people[0].name

    def _opened(self, found: tuple[Actor, tuple[PrinterState, ...], int | None]) -> None:
        self._actor, printers, self._percent = found
        self._printers = tuple(each for each in printers if each.here)

    def _heard(self, percent: int | None) -> None:
        self._percent = percent

    def _follow(self, job: Job) -> None:
        self._job = job

    def _look(self) -> None:
        """See how the printers are, and what has become of the test page."""
        asked = self._job.id if self._job else None

        def look(hall: Hall) -> tuple[tuple[PrinterState, ...], Job | None]:
            return hall.printers(), None if asked is None else hall.job(asked)

        def seen(found: tuple[tuple[PrinterState, ...], Job | None]) -> None:
            self._printers = tuple(each for each in found[0] if each.here)
            if self._job is not None and self._job.id == asked:
                self._job = found[1]

        self._aside(look, seen)

    def _aside(self, call: Callable[[Hall], T], then: Callable[[T], None]) -> None:
        """Ask what is only shown: nobody waits for it."""
        hall, turn = self._visit.hall, self._turn
        if hall is None:
            return

        def seen(value: T) -> None:
            if turn == self._turn:
                then(value)
                self.changed.emit()

        self._worker.ask(lambda: call(hall), seen, self._missed)

    def _missed(self, refusal: Refusal) -> None:
        log.warning("the service menu could not look: %s", refusal)

    @Slot()
    def _tick(self) -> None:
        if self._guard.property("cleaning"):
            return
        self._quiet += 1
        if self._quiet >= QUIET_SECONDS:
            self._visit.leave()
        elif self._actor is not None:
            self._look()

    def _there(self) -> bool:
        return self._visit.place.page is Page.SERVICE

    def _touch(self) -> None:
        self._quiet = 0
        self.changed.emit()

    def _forget(self) -> None:
        """Nothing of who was here stays."""
        self._turn += 1
        self._second.stop()
        self._actor = self._job = self._refusal = None
        self._name = self._typed = ""
        self._busy = False
        self._quiet = 0
        self._people = ()
        self._printers = ()
        self._percent = None
        self.changed.emit()

    # In words

    def _fault(self, language: str) -> str:
        if self._refusal is None:
            return ""
        return words().refusal(self._refusal.code, language, self._refusal.values)

    def _told_of_test(self, language: str) -> str:
        if self._job is None:
            return ""
        if self._job.error is not None:
            return words().refusal(self._job.error, language, {"detail": ""})
        return say(f"service.test_{'done' if self._job.out else 'going'}", language)
