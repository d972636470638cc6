"""The one object between the pages of the touch screen and a visit: plain values, a few slots."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from ui.touch import papers, views
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 1000
_TOUCHES = {QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress}


@QmlElement
class TouchScreen(QObject):
    """What the screen shows and what can be done on it; `ui.touch.open_touch` makes it."""

    # One signal for each topic of a visit.
    said = Signal()
    moved = Signal()
    looked = Signal()
    previewed = Signal()
    printed = Signal()
    troubled = Signal()
    asked = Signal()
    opened = Signal()
    warned = Signal()
    # And two of its own: a new minute, and a finger or (true) a key.
    ticked = Signal()
    touched = Signal(bool)

    def __init__(self, opening: Callable[[], Hall], worker: Worker, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.visit = Visit(opening, worker, self._tell)
        self._minute = ""
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.visit.open()

    @Property("QVariantMap", notify=said)  # type: ignore[arg-type]
    def phrases(self) -> dict[str, str]:
        """The phrases of the language now spoken, by key."""
        return views.phrases(self.visit.language)

    @Property(str, notify=said)
    def language(self) -> str:
        """The language now spoken."""
        return self.visit.language

    @Property(str, notify=moved)
    def page(self) -> str:
        """The name of the page now shown."""
        return self.visit.place.page

    @Property(bool, notify=asked)
    def busy(self) -> bool:
        """An answer of the hall is awaited."""
        return self.visit.busy

    @Property("QVariantMap", notify=ticked)  # type: ignore[arg-type]
    def hall(self) -> views.Shown:
        """open, title, hotline, sample; time and day now."""
        hall = self.visit.hall
        if hall is None or self.visit.catalogue is None:
            return {"open": False, "title": "", "hotline": "", "sample": False, "moment": ""}
        language = self.visit.language
        now = self._clock().astimezone(ZoneInfo(hall.settings.zone))
        return {
            "open": True,
            "title": hall.settings.title(language),
            "hotline": hall.settings.hotline,
            "sample": hall.settings.sample,
            "moment": f"{views.day(now, language)}  {now:%H:%M}",
        }

    @Property("QVariantMap", notify=looked)  # type: ignore[arg-type]
    def choices(self) -> views.Shown:
        """kind ("theme" or "office"), rows: title, icon, note, key; people waiting, "" unknown."""
        visit = self.visit
        shown: views.Shown = {"kind": visit.place.kind, "rows": [], "waiting": ""}
        if visit.catalogue is not None:
            shown["rows"] = views.choices(visit.catalogue, visit.place.kind, visit.language)
        if visit.waiting >= 0:
            shown["waiting"] = views.say("home.people", visit.language, count=visit.waiting)
        return shown

    @Property("QVariantMap", notify=moved)  # type: ignore[arg-type]
    def chosen(self) -> views.Shown:
        """The theme or office that was chosen: title, icon, rows of services."""
        visit, place = self.visit, self.visit.place
        if visit.catalogue is None or not place.choice:
            return {"title": "", "icon": "", "rows": []}
        kind, choice, language = place.kind, place.choice, visit.language
        return {
            "title": views.choice_title(visit.catalogue, kind, choice, language),
            "icon": views.choice_icon(kind, choice),
            "rows": views.services(visit.catalogue, kind, choice, language),
        }

    @Property("QVariantMap", notify=previewed)  # type: ignore[arg-type]
    def detail(self) -> views.Shown:
        """What a number would mean, as `views.confirm` gives it."""
        visit = self.visit
        if visit.preview is None or visit.catalogue is None:
            return {}
        return views.confirm(visit.preview, visit.catalogue, visit.language)

    @Property("QVariantMap", notify=printed)  # type: ignore[arg-type]
    def ticket(self) -> views.Shown:
        """The number that was taken, as `views.ticket` gives it, and `paper` as `papers.paper`."""
        visit = self.visit
        if visit.issued is None:
            return {}
        paper = papers.paper(visit.paper, visit.printer.trouble, visit.language)
        return views.ticket(visit.issued, visit.language) | {"paper": paper}

    @Property("QVariantMap", notify=warned)  # type: ignore[arg-type]
    def printer(self) -> views.Shown:
        """Whether a paper would come out now, as `papers.printer` gives it."""
        return papers.printer(self.visit.printer.trouble, self.visit.language)

    @Property("QVariantMap", notify=troubled)  # type: ignore[arg-type]
    def trouble(self) -> views.Shown:
        """Why there is no number, as `views.trouble` gives it."""
        visit = self.visit
        settings = visit.hall.settings if visit.hall else None
        return views.trouble(visit.refusal, visit.catalogue, settings, visit.language)

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.visit.speak(language)

    @Slot(str)
    def sort(self, kind: str) -> None:
        """Show the themes or the offices."""
        self.visit.sort(kind)

    @Slot(str)
    def choose(self, choice: str) -> None:
        """Open a theme or an office."""
        self.visit.choose(choice)

    @Slot(str)
    def prepare(self, service: str) -> None:
        """Ask what a number for `service` would mean."""
        self.visit.prepare(service)

    @Slot()
    def take(self) -> None:
        """Take the number."""
        self.visit.take()

    @Slot()
    def waive(self) -> None:
        """The number is enough, or the paper is there."""
        self.visit.paper.waive()

    @Slot()
    def reprint(self) -> None:
        """Print the paper again."""
        self.visit.paper.reprint()

    @Slot()
    def retry(self) -> None:
        """Try again."""
        self.visit.retry()

    @Slot()
    def back(self) -> None:
        """One page back."""
        self.visit.back()

    @Slot()
    def home(self) -> None:
        """Back to the beginning."""
        self.visit.home()

    @Slot()
    def leave(self) -> None:
        """The person has gone."""
        self.visit.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched.emit(event.type() == QEvent.Type.KeyPress)
        return False

    def stop(self) -> None:
        """No more ticks and bells; what is shown stays."""
        self._timer.stop()
        self.visit.stop()

    def _tell(self, topic: str) -> None:
        if topic == "said":
            # Everything is said anew.
            for signal in (self.ticked, self.looked, self.moved, self.previewed, self.printed):
                signal.emit()
            self.troubled.emit()
            self.warned.emit()
        if topic == "opened":
            self.ticked.emit()
        if topic == "warned":
            # What is said of a paper that waits depends on it.
            self.printed.emit()
        getattr(self, topic).emit()

    def _tick(self) -> None:
        minute = f"{self._clock():%H:%M}"
        if minute != self._minute:
            self._minute = minute
            self.ticked.emit()
        self.visit.tick()
