"""The one object between the pages of the touch screen and a visit: plain values, a few slots."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from ui.touch import before, papers, views
from ui.touch.desk import Desk
from ui.touch.finder import Finder
from ui.touch.flow import Page
from ui.touch.front import Front
from ui.touch.guard import Guard
from ui.touch.helper import Helper
from ui.touch.identity import Identity
from ui.touch.keypad import Keypad
from ui.touch.listing import Listing
from ui.touch.modes import Modes
from ui.touch.service import Service
from ui.touch.speaking import Speaking
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
    # And three of its own: other choices, a new minute, and a finger or (true) a key.
    offered = Signal()
    ticked = Signal()
    touched = Signal(bool)

    def __init__(self, opening: Callable[[], Hall], worker: Worker, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.visit = Visit(opening, worker, self._tell)
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
        self._choices = self._offer()
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

    @Property(int, notify=moved)
    def depth(self) -> int:
        """How many pages the way back has."""
        return len(self.visit.place.trail)

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

    @Property("QVariantMap", notify=offered)  # type: ignore[arg-type]
    def choices(self) -> views.Shown:
        """kind, rows: title, icon, note, key; the sides of the home page and the desks that there
        are."""
        return self._choices

    @Property(str, notify=looked)
    def waiting(self) -> str:
        """How many people wait, in words; "" where that is not known."""
        visit = self.visit
        if visit.waiting < 0:
            return ""
        return views.say("home.people", visit.language, count=visit.waiting)

    @Property("QVariantMap", notify=looked)  # type: ignore[arg-type]
    def alone(self) -> views.Shown:
        """That the hall's database is away, as `views.alone` or `views.lost` says it; empty while
        it is there."""
        if self.visit.lost:
            return views.lost(self.visit.language)
        return views.alone(self.visit.language) if self.visit.alone else {}

    @Property("QVariantMap", notify=moved)  # type: ignore[arg-type]
    def chosen(self) -> views.Shown:
        """The theme, office or bundle that was chosen: title, icon, hint, rows of services."""
        visit, place = self.visit, self.visit.place
        if visit.catalogue is None or not place.choice:
            return {"title": "", "icon": "", "hint": "", "rows": []}
        kind, choice, language = place.kind, place.choice, visit.language
        hint = "bundle" if kind == "bundle" else "choose"
        return {
            "title": views.choice_title(visit.catalogue, kind, choice, language),
            "icon": views.choice_icon(kind, choice, visit.catalogue),
            "hint": views.say(f"services.{hint}", language),
            "rows": views.services(visit.catalogue, kind, choice, language),
        }

    @Property("QVariantMap", notify=previewed)  # type: ignore[arg-type]
    def detail(self) -> views.Shown:
        """What a number would mean, as `before.confirm` or `before.desk` gives it, and `priority`:
        who it is for."""
        visit, outlook = self.visit, self.visit.outlook
        if outlook is None or visit.catalogue is None:
            return {}
        if before.is_of_desk(outlook):
            shown = before.desk(outlook, visit.language)
        else:
            shown = before.confirm(outlook, visit.catalogue, visit.brought, visit.language)
        if visit.alone:
            shown["notes"] = [views.alone(visit.language), *shown.get("notes", [])]
        return shown | {"priority": visit.place.priority}

    @Property("QVariantMap", notify=printed)  # type: ignore[arg-type]
    def ticket(self) -> views.Shown:
        """The number that was taken, as `views.ticket` gives it, `paper` as `papers.paper`, and
        whether the person had it already."""
        visit = self.visit
        if visit.issued is None:
            return {}
        paper = papers.paper(visit.paper, visit.printer.trouble, visit.language)
        return views.ticket(visit.issued, visit.language) | {"paper": paper, "had": visit.had}

    @Property("QVariantMap", notify=warned)  # type: ignore[arg-type]
    def printer(self) -> views.Shown:
        """Whether a paper would come out now, as `papers.printer` gives it."""
        return papers.printer(self.visit.printer.trouble, self.visit.language)

    @Property("QVariantMap", notify=troubled)  # type: ignore[arg-type]
    def trouble(self) -> views.Shown:
        """Why there is no number, as `before.trouble` gives it."""
        visit = self.visit
        settings = visit.hall.settings if visit.hall else None
        return before.trouble(
            visit.refusal, visit.outlook, visit.catalogue, settings, visit.language
        )

    @Property(Finder, constant=True)
    def finder(self) -> Finder:
        """The search."""
        return self.finding

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.visit.speak(language)

    @Slot(str)
    def sort(self, kind: str) -> None:
        """Show another side of the home page."""
        self.visit.sort(kind)

    @Slot()
    def search(self) -> None:
        """Look for a matter by letters."""
        self.finding.clear()
        self.visit.search()

    @Slot(str, str)
    def choose(self, kind: str, choice: str) -> None:
        """Open a theme, an office or a bundle."""
        self.visit.choose(kind, choice)

    @Slot(str)
    def askDesk(self, desk: str) -> None:
        """Ask what a number of a desk would mean that helps without a service."""
        self.visit.ask_desk(desk)

    @Slot(str)
    def bring(self, paper: str) -> None:
        """This paper is at hand, or is not after all."""
        self.visit.bring(paper)

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

    def _offer(self) -> views.Shown:
        visit = self.visit
        catalogue, hall = visit.catalogue, visit.hall
        kind, language = visit.place.kind, visit.language
        shown: views.Shown = {"kind": kind, "rows": [], "kinds": [], "desks": []}
        if catalogue is not None and hall is not None:
            popular = visit.habits.popular
            shown["rows"] = views.choices(catalogue, kind, popular, language)
            shown["kinds"] = views.kinds(catalogue, language)
            shown["desks"] = [desk for desk, group in hall.settings.desks if group is not None]
        return shown

    def _tell(self, topic: str) -> None:
        if topic in {"looked", "said"} or (topic == "moved" and self.visit.place.page is Page.HOME):
            # What is told again is made again on the glass: only other choices are told.
            offer = self._offer()
            if offer != self._choices:
                self._choices = offer
                self.offered.emit()
        if topic == "said":
            # Everything is said anew.
            for signal in (self.ticked, self.looked, self.moved, self.previewed, self.printed):
                signal.emit()
            self.troubled.emit()
            self.warned.emit()
            self.finding.say()
            self.resting.changed.emit()
        if topic == "looked":
            self.finding.renew()
            self.resting.look()
            self.helping.look()
        if topic == "opened" and self.visit.hall is not None:
            hall = self.visit.hall
            self.showing.take(hall.settings, hall.ground.folder)
            self.ticked.emit()
        if topic == "warned":
            # What is said of a paper that waits depends on it.
            self.printed.emit()
        getattr(self, topic).emit()

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
