"""The object behind the pages of a number or an appointment that a person has already."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.touch import receipt
from ui.touch.flow import Page, Step
from ui.touch.held import PAGES, Held
from ui.touch.scanner import KeyScanner, SerialScanner
from ui.touch.views import Shown
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.touch.bridge import TouchScreen

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

# What may stand on the pad while it is typed, and what is enough to be looked up.
_NUMBER = re.compile(r"[A-HJ-NP-Z]?|[A-HJ-NP-Z][0-9]{1,5}")
_WHOLE_NUMBER = re.compile(r"[A-Z][0-9]{1,5}")
_CODE = re.compile(r"[A-Z]{0,4}[0-9]{0,16}")
_WHOLE_CODE = re.compile(r"[A-Z]{0,4}[0-9]{6,16}")


@QmlElement
class Desk(QObject):
    """`TouchScreen.desk`: what the scanner and the pad say, and the number that they lead to."""

    changed = Signal()

    def __init__(self, visit: Visit, worker: Worker, screen: TouchScreen) -> None:
        super().__init__(screen)
        self._visit, self._screen = visit, screen
        self._typed = ""
        self.held = Held(visit, worker, self.changed.emit)
        self.scanner = KeyScanner(self)
        self.scanner.scanned.connect(self.scan)
        self._port: SerialScanner | None = None
        screen.opened.connect(self._opened)
        for signal in (screen.said, screen.warned, screen.printed):
            signal.connect(self.changed)
        screen.moved.connect(self._moved)
        # The screen looks again whenever the hall's bell has rung.
        screen.looked.connect(self.held.renew)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """An answer of the hall is awaited."""
        return self.held.busy

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def pad(self) -> Shown:
        """typed; appointments: there are any here; letters: those of the hall's numbers; letter,
        digit: such a key leads on; whole: it can be looked up."""
        catalogue = self._visit.catalogue
        return {
            "typed": self._typed,
            "appointments": self._visit.hall is not None
            and bool(self._visit.hall.settings.appointments),
            "letters": [each.prefix for each in catalogue.window_groups] if catalogue else [],
            "letter": self._may("A"),
            "digit": self._may("0"),
            "whole": self._pattern(whole=True).fullmatch(self._typed) is not None,
        }

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def receipt(self) -> Shown:
        """The number that was found, as `receipt.shown` gives it; empty before."""
        return receipt.shown(self.held, self._visit.printer.trouble, self._visit.language)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def no(self) -> Shown:
        """Why it did not work, as `receipt.no` gives it; empty while nothing was refused."""
        no = self.held.no
        return receipt.no(no, self._visit.language) if no is not None else {}

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def priorities(self) -> list[Shown]:
        """Who may go first, as `receipt.priorities` gives it."""
        return receipt.priorities(self._visit.place.priority, self._visit.language)

    @Property(bool, notify=changed)
    def first(self) -> bool:
        """The number that was just taken is called first."""
        issued = self._visit.wish.issued
        return issued is not None and issued.ticket.goes_first

    # The ways here

    @Slot()
    def lookUp(self) -> None:
        """Somebody has a number."""
        self._visit.step(Step.LOOKED_UP)

    @Slot()
    def appoint(self) -> None:
        """Somebody has an appointment."""
        self._visit.step(Step.APPOINTED)

    @Slot()
    def askWho(self) -> None:
        """Somebody may go first."""
        self._visit.step(Step.ASKED_WHO)

    @Slot(str)
    def choose(self, priority: str) -> None:
        """Why somebody goes first, "" for in turn."""
        self._visit.wish.first(priority)

    # The pad and the scanner

    @Slot(str)
    def key(self, key: str) -> None:
        """One letter or digit more."""
        if not self.held.busy and self._may(key.upper()):
            self._type(self._typed + key.upper())

    @Slot()
    def erase(self) -> None:
        """One less."""
        self._type(self._typed[:-1])

    @Slot()
    def empty(self) -> None:
        """None at all."""
        self._type("")

    @Slot()
    def again(self) -> None:
        """Try once more, with what was typed."""
        self._type(self._typed)

    @Slot()
    def enter(self) -> None:
        """Look up what was typed."""
        if self._pattern(whole=True).fullmatch(self._typed):
            self.held.scan(self._typed)

    @Slot(str)
    def scan(self, text: str) -> None:
        """A code was held before the scanner: a staff card, or what a visitor has."""
        if not self._screen.serving.card(text):
            self.held.scan(text)

    # What can be done with a number

    @Slot(str)
    def see(self, number: str) -> None:
        """Look at the number that an appointment has become."""
        self.held.see(number)

    @Slot()
    def checkIn(self) -> None:
        """I am back."""
        self.held.check_in()

    @Slot(bool)
    def ask(self, asks: bool) -> None:
        """Ask whether the number is really to be given up, or ask no more."""
        self.held.ask(asks=asks)

    @Slot()
    def giveUp(self) -> None:
        """It is."""
        self.held.give_up()

    @Slot()
    def reprint(self) -> None:
        """The paper is lost: one more."""
        self.held.reprint()

    def stop(self) -> None:
        """Listen to no scanner any more."""
        self.scanner.let_go()
        if self._port is not None:
            self._port.stop()
            self._port = None

    def tick(self) -> None:
        """A second has passed."""
        self.held.tick()

    def _type(self, text: str) -> None:
        self._typed, self.held.no = text, None
        self.changed.emit()

    def _may(self, key: str) -> bool:
        return self._pattern(whole=False).fullmatch(self._typed + key) is not None

    def _pattern(self, *, whole: bool) -> re.Pattern[str]:
        if self._visit.place.page is Page.APPOINTMENT:
            return _WHOLE_CODE if whole else _CODE
        return _WHOLE_NUMBER if whole else _NUMBER

    @Slot()
    def _opened(self) -> None:
        hall = self._visit.hall
        if hall is not None and hall.settings.scanner.port and self._port is None:
            settings = hall.settings.scanner
            self._port = SerialScanner(settings.port, settings.baudrate, self)
            self._port.scanned.connect(self.scan)
            self._port.start()

    @Slot()
    def _moved(self) -> None:
        page = self._visit.place.page
        if page is not Page.RECEIPT:
            self._typed = ""
        if page not in PAGES:
            self.held.clear()
        self.changed.emit()
