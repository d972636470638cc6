"""What the pages show of a visit and ask of it: plain values, a few slots."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlAnonymous

from kiosk.clock import Clock
from ui.touch import before, papers, views
from ui.touch.flow import Page
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1


@QmlAnonymous
class Visiting(QObject):
    """The part of `TouchScreen` that is its visit's."""

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
    # And two of its own: other choices, a new minute.
    offered = Signal()
    ticked = Signal()

    def __init__(self, opening: Callable[[], Hall], worker: Worker, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.visit = Visit(opening, worker, self._tell)
        self._choices = self._offer()

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
        visit, outlook = self.visit, self.visit.wish.outlook
        if outlook is None or visit.catalogue is None:
            return {}
        if before.is_of_desk(outlook):
            shown = before.desk(outlook, visit.language)
        else:
            shown = before.confirm(outlook, visit.catalogue, visit.wish.brought, visit.language)
        if visit.alone:
            shown["notes"] = [views.alone(visit.language), *shown.get("notes", [])]
        return shown | {"priority": visit.place.priority}

    @Property("QVariantMap", notify=printed)  # type: ignore[arg-type]
    def ticket(self) -> views.Shown:
        """The number that was taken, as `views.ticket` gives it, `paper` as `papers.paper`, and
        whether the person had it already."""
        visit = self.visit
        if visit.wish.issued is None:
            return {}
        paper = papers.paper(visit.wish.paper, visit.printer.trouble, visit.language)
        return views.ticket(visit.wish.issued, visit.language) | {
            "paper": paper,
            "had": visit.wish.had,
        }

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
            visit.refusal, visit.wish.outlook, visit.catalogue, settings, visit.language
        )

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self.visit.speak(language)

    @Slot(str)
    def sort(self, kind: str) -> None:
        """Show another side of the home page."""
        self.visit.sort(kind)

    @Slot(str, str)
    def choose(self, kind: str, choice: str) -> None:
        """Open a theme, an office or a bundle."""
        self.visit.choose(kind, choice)

    @Slot(str)
    def askDesk(self, desk: str) -> None:
        """Ask what a number of a desk would mean that helps without a service."""
        self.visit.wish.ask_desk(desk)

    @Slot(str)
    def bring(self, paper: str) -> None:
        """This paper is at hand, or is not after all."""
        self.visit.wish.bring(paper)

    @Slot(str)
    def prepare(self, service: str) -> None:
        """Ask what a number for `service` would mean."""
        self.visit.wish.prepare(service)

    @Slot()
    def take(self) -> None:
        """Take the number."""
        self.visit.wish.take()

    @Slot()
    def waive(self) -> None:
        """The number is enough, or the paper is there."""
        self.visit.wish.paper.waive()

    @Slot()
    def reprint(self) -> None:
        """Print the paper again."""
        self.visit.wish.paper.reprint()

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
        if topic == "opened":
            self.ticked.emit()
        if topic == "warned":
            # What is said of a paper that waits depends on it.
            self.printed.emit()
        getattr(self, topic).emit()
