"""Looking for a matter by letters: what has been typed, what it may mean, which letters lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.refusal import Refusal
from ui.touch import views
from ui.touch.visit import Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.catalogue import Catalogue
    from kiosk.search import Hit, Index

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

MOST = 8
LONGEST = 20
INDEX_MS = 500
"""The index keeps the worker busy for as long: the page that shows the catalogue comes first."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@QmlElement
class Finder(QObject):
    """The search of a screen. Its index is made on the worker and asked at every touch."""

    typed = Signal()

    def __init__(self, visit: Visit, worker: Worker, parent: QObject) -> None:
        super().__init__(parent)
        self._visit, self._worker = visit, worker
        self._index: Index | None = None
        self._of: Catalogue | None = None
        self._making: Catalogue | None = None
        self._text = ""
        self._rows: list[views.Shown] = []
        self._next: frozenset[str] = frozenset(_LETTERS)
        self._soon = QTimer(self, interval=INDEX_MS, singleShot=True)
        self._soon.timeout.connect(self._make)

    @property
    def ready(self) -> bool:
        """There is something to look in."""
        return self._index is not None

    @Property(str, notify=typed)
    def text(self) -> str:
        """What has been typed."""
        return self._text

    @Property("QVariantList", notify=typed)  # type: ignore[arg-type]
    def rows(self) -> list[views.Shown]:
        """What was found: id, kind, icon, office, and the name in three parts, of which the middle
        one was typed; `also`: the folk word that was."""
        return self._rows

    @Property("QVariantMap", notify=typed)  # type: ignore[arg-type]
    def keys(self) -> dict[str, bool]:
        """Whether each letter leads on."""
        return {letter: letter in self._next for letter in _LETTERS}

    @Slot(str)
    def write(self, text: str) -> None:
        """Type some more."""
        self._set((self._text + text)[:LONGEST])

    @Slot()
    def erase(self) -> None:
        """Take the last letter back."""
        self._set(self._text[:-1])

    @Slot()
    def clear(self) -> None:
        """Begin anew."""
        self._set("")
        if self._soon.isActive():
            # Somebody is about to type.
            self._soon.stop()
            self._make()

    @Slot(str, str)
    def open(self, kind: str, key: str) -> None:
        """Go on with what was found."""
        if kind == "bundle":
            self._visit.choose("bundle", key)
        else:
            self._visit.wish.prepare(key)

    def renew(self) -> None:
        """The catalogue of the visit may be another one now."""
        catalogue = self._visit.catalogue
        if catalogue is None or catalogue is self._of or catalogue is self._making:
            return
        self._making = catalogue
        self._soon.start()

    def stop(self) -> None:
        """Make nothing any more."""
        self._soon.stop()

    @Slot()
    def _make(self) -> None:
        catalogue, asked = self._making, self._visit.habits.asked
        assert catalogue is not None

        def make() -> Index:
            from kiosk.search import Index

            return Index(catalogue, asked)

        def made(index: Index) -> None:
            self._index, self._of, self._making = index, catalogue, None
            self.say()

        def failed(_: Refusal) -> None:
            # The worker has logged it; the next news from the hall is another try.
            self._making = None

        self._worker.ask(make, made, failed)

    def say(self) -> None:
        """Find anew: in another language, or in another catalogue."""
        self._set(self._text)

    def _set(self, text: str) -> None:
        self._text = text
        language = self._visit.language
        if self._index is not None and self._of is not None:
            found = self._index.find(text, MOST, language)
            self._rows = [_row(each, self._of, language) for each in found]
            self._next = self._index.letters(text, language)
        self.typed.emit()


def _row(hit: Hit, catalogue: Catalogue, language: str) -> views.Shown:
    if hit.kind == "bundle":
        title = views.choice_title(catalogue, "bundle", hit.id, language)
        name, icon = "", views.choice_icon("bundle", hit.id, catalogue)
        under = views.say("search.bundle", language)
    else:
        service = catalogue.services[hit.id]
        title, name = service.title(language), service.name
        icon = views.choice_icon("theme", service.theme)
        under = views.office(catalogue, service, language)
    start, end = hit.span if hit.span is not None else (0, 0)
    said_already = hit.span is not None or hit.by in ("", title, name)
    return {
        "id": hit.id,
        "kind": hit.kind,
        "icon": icon,
        "title": title,
        "parts": [title[:start], title[start:end], title[end:]],
        "under": under,
        "also": "" if said_already else views.say("search.also", language, word=hit.by),
    }
