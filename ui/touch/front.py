"""What the screen shows while nobody is there: how the hall stands, who waits, what it has to say.

It also says when that page comes and goes: nobody touches any more, somebody does, the hall shuts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.words import words
from ui.touch import views
from ui.touch.flow import Page, Step
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.opening import Opening
    from kiosk.queue.looking import GroupLine

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

_ICONS = {"open": "clock", "lunch": "pause", "holiday": "calendar"}


@QmlElement
class Front(QObject):
    """The idle and the closed page; made, ticked and answered on the Qt thread."""

    changed = Signal()

    def __init__(self, visit: Visit, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visit, self._worker = visit, worker
        self._lines: tuple[GroupLine, ...] | None = None
        self._looking = False
        self._open: bool | None = None
        self._said = ""

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def now(self) -> views.Shown:
        """How the hall stands: `open`, `icon`, `title`, `when`; and what takes turns below it.

        `groups` (title, count, text) say who waits, `waiting` is "" where that is not known;
        `sayings` have kind ("notice" or "honour") and text.
        """
        hall, language = self._visit.hall, self._visit.language
        if hall is None:
            return {"open": True, "icon": "clock", "title": "", "when": "", "groups": [],
                    "waiting": "", "sayings": []}  # fmt: skip
        stands = hall.opening()
        title, when = _in_words(stands, language)
        lines = self._lines
        total = sum(line.count for line in lines or ())
        return {
            "open": self._serves(hall),
            "icon": _ICONS.get(stands.state.value, "lock"),
            "title": title,
            "when": when,
            "groups": [_group(line, language) for line in lines or ()],
            "waiting": "" if lines is None else views.say("home.people", language, count=total),
            "sayings": _sayings(hall, language),
        }

    @Slot()
    def begin(self) -> None:
        """Somebody is there."""
        if self._visit.place.page is Page.CLOSED:
            # What papers a matter needs can be read at any hour.
            self._visit.step(Step.OPENED)
        else:
            self._visit.step(Step.WOKEN)

    @Slot()
    def rest(self) -> None:
        """Nobody is there any more."""
        hall = self._visit.hall
        if hall is not None:
            self._visit.step(Step.RESTED if self._serves(hall) else Step.SHUT)
            self.look()

    def tick(self) -> None:
        """A second has passed: the hall may have opened or shut, and says so if nobody is here."""
        hall = self._visit.hall
        if hall is None or self._visit.place.page is Page.OPENING:
            return
        serves = self._serves(hall)
        if serves is not self._open:
            first, self._open = self._open is None, serves
            if not serves and (first or self._visit.place.page is Page.IDLE):
                self._visit.step(Step.SHUT)
            elif serves and self._visit.place.page is Page.CLOSED:
                self.begin()
        said = hall.opening().in_words(words(), self._visit.language)
        if said != self._said:
            self._said = said
            self.changed.emit()

    def look(self) -> None:
        """Look who waits, on the worker; many wishes at a time are one look."""
        hall = self._visit.hall
        if hall is None or self._looking:
            return
        self._looking = True
        self._worker.ask(lambda: _waiting(hall), self._looked, lambda _: self._looked(None))

    def _looked(self, lines: tuple[GroupLine, ...] | None) -> None:
        self._looking = False
        if lines != self._lines:
            self._lines = lines
            self.changed.emit()

    def _serves(self, hall: Hall) -> bool:
        """People are served now, or numbers are already given out for soon."""
        return hall.opening().open or hall.gives_numbers().open


def _waiting(hall: Hall) -> tuple[GroupLine, ...] | None:
    lines = hall.board(0).waiting
    return None if hall.away else lines


def _in_words(stands: Opening, language: str) -> tuple[str, str]:
    """How it stands, and until or from when."""
    said = words()
    bare = type(stands)(
        stands.state, stands.at, reason=stands.reason, reason_en=stands.reason_en
    ).in_words(said, language)
    whole = stands.in_words(said, language)
    return bare, whole.removeprefix(bare).strip()


def _group(line: GroupLine, language: str) -> views.Shown:
    return {
        "title": line.group.title(language),
        "count": line.count,
        "text": views.say("home.people", language, count=line.count),
    }


def _sayings(hall: Hall, language: str) -> list[views.Shown]:
    look = hall.settings.look
    kinds = (("notice", look.notices), ("honour", look.honours))
    return [
        {"kind": kind, "text": said.in_language(language)}
        for kind, sayings in kinds
        for said in sayings
    ]
