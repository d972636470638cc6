"""The list of papers that somebody still lacks: printed from the confirm page, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.refusal import Refusal
from kiosk.words import words
from ui.touch import views
from ui.touch.asking import Asking
from ui.touch.flow import Page
from ui.touch.following import paper_state
from ui.touch.views import Shown
from ui.touch.visit import SLOW, SLOW_TICKS, Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.printing.jobs import Job
    from ui.touch.bridge import TouchScreen

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

_GOOD = {"printed", "sent"}


@QmlElement
class Listing(QObject):
    """`TouchScreen.listing`: one list at a time; what has become of it stands on the page."""

    changed = Signal()

    def __init__(self, visit: Visit, worker: Worker, screen: TouchScreen) -> None:
        super().__init__(screen)
        self._visit = visit
        self._asking = Asking(worker, self.changed.emit)
        self._job: Job | None = None
        self._no: Refusal | None = None
        self._seconds = 0
        self._at_hand: frozenset[str] = frozenset()
        for signal in (screen.said, screen.warned):
            signal.connect(self.changed)
        screen.previewed.connect(self._ticked)
        screen.moved.connect(self._moved)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def shown(self) -> Shown:
        """offered: a list can be printed now; busy; kind ("info", "good", "warn"), icon, title and
        text: what has become of the last one, no title where none was asked for."""
        visit, language = self._visit, self._visit.language
        shown: Shown = {
            "offered": not visit.printer.trouble and self._state() != "printing",
            "busy": self._asking.busy,
            "kind": "info",
            "icon": "printer",
            "title": "",
            "text": "",
        }
        if self._no is not None:
            known = self._no.code == "list.too_soon"
            shown["kind"], shown["icon"] = ("info", "clock") if known else ("warn", "alert")
            shown["title"] = (
                words().refusal(self._no.code, language, self._no.values)
                if known
                else views.say("list.failed", language)
            )
        elif self._job is not None:
            state = self._state()
            good, going = state in _GOOD, state == "printing"
            name = "printed" if good else "printing" if going else "failed"
            shown["kind"] = "good" if good else "info" if going else "warn"
            shown["title"] = views.say(f"list.{name}", language)
            shown["text"] = views.say(f"list.{name}_text", language)
        return shown

    @Slot()
    def print(self) -> None:
        """Print what is missing."""
        visit, hall = self._visit, self._visit.hall
        service = visit.place.service
        if hall is None or visit.place.page is not Page.CONFIRM or not service or self._asking.busy:
            return
        at_hand, language = visit.wish.brought, visit.language
        self._job, self._no, self._seconds = None, None, 0
        self._at_hand = at_hand
        self._asking.ask(
            lambda: hall.print_list(service, at_hand, language), self._printed, self._refused
        )

    def tick(self) -> None:
        """A second has passed."""
        hall, job = self._visit.hall, self._job
        self._asking.ticks += 1
        self._seconds += 1
        if self._asking.busy and self._asking.ticks >= SLOW_TICKS:
            self._asking.forget()
            self._refused(Refusal(SLOW))
        elif hall is not None and job is not None and self._state() in {"printing", "held"}:
            self._asking.aside(lambda: hall.job(job.id), self._printed)

    def _state(self) -> str:
        return paper_state(self._job, self._seconds) if self._job is not None else ""

    def _printed(self, job: Job) -> None:
        self._job = job
        self.changed.emit()

    def _refused(self, refusal: Refusal) -> None:
        self._no = refusal
        self.changed.emit()

    @Slot()
    def _ticked(self) -> None:
        """Another paper is at hand: there may be another list, too."""
        if self._visit.wish.brought != self._at_hand and self._state() != "printing":
            self._job = self._no = None
        self.changed.emit()

    @Slot()
    def _moved(self) -> None:
        """What was told belongs to the page, and to whoever stood before it."""
        if self._visit.place.page is not Page.CONFIRM:
            self._asking.forget()
            self._job = self._no = None
            self.changed.emit()
