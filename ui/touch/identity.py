"""The object behind the identity page: which document, for whom, and its number while it is typed.

The number stands in this object alone, until it goes to the hall or the person leaves. It is shown
as stars but for the last four characters, because others stand behind whoever types, and is
never the accessible name of anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.people.documents import DocumentKind, is_whole, leads_on
from kiosk.refusal import Refusal
from ui.touch import who
from ui.touch.flow import Page
from ui.touch.views import Shown, say
from ui.touch.visit import Visit

if TYPE_CHECKING:
    from kiosk.people.documents import Document
    from kiosk.people.identity import Who
    from ui.touch.bridge import TouchScreen
    from ui.touch.cards import Cards

QML_IMPORT_NAME = "ui.touch"
QML_IMPORT_MAJOR_VERSION = 1

OPEN_SECONDS = 10
"""So long a number stands open on the glass."""


@QmlElement
class Identity(QObject):
    """`TouchScreen.identity`; made and asked on the Qt thread."""

    changed = Signal()

    def __init__(self, visit: Visit, screen: TouchScreen) -> None:
        super().__init__(screen)
        self._visit = visit
        self._cards: Cards | None = None
        self._turn = 0
        self._stands = True
        self._clear()
        screen.said.connect(self.changed)
        screen.asked.connect(self.changed)
        screen.moved.connect(self._moved)

    def _clear(self) -> None:
        self._step, self._kind, self._reason = "notice", DocumentKind.RESIDENT_ID, ""
        self._typed = ""
        self._open = 0
        self._no: Refusal | None = None

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def shown(self) -> Shown:
        """step ("notice", "reasons", "number", "staff"); days, most: what the notice tells;
        `agent`: why for somebody else, "" for oneself; kind; reader: "" where there is none,
        "ready" or "gone"; no: title and text of the last refusal, empty while there is none."""
        hall, language = self._visit.hall, self._visit.language
        reads = self._cards is not None and self._kind is not DocumentKind.PASSPORT
        return {
            "step": self._step,
            "days": hall.settings.identity.days if hall is not None else 0,
            "most": hall.settings.identity.others_per_day if hall is not None else 0,
            "agent": say(f"identity.reasons.{self._reason}", language) if self._reason else "",
            "kind": self._kind.value,
            "reader": ("ready" if self._stands else "gone") if reads else "",
            "no": who.no(self._no, self._kind, language),
        }

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def kinds(self) -> list[Shown]:
        """What one may show: key, icon, title, text; an agent shows one's own document."""
        return who.kinds(self._visit.language, agent=bool(self._reason))

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def reasons(self) -> list[Shown]:
        """Why one may come for somebody else: key, icon, title, text."""
        return who.reasons(self._visit.language)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def pad(self) -> Shown:
        """shown: what stands in the field, stars for most of it; count: characters typed; open: all
        of them stand there; letter, digit, x: such a key leads on; letters: there are any; whole:
        it can be checked."""
        return {
            "shown": who.field(self._kind, self._typed, whole=self._open > 0),
            "count": len(self._typed),
            "open": self._open > 0,
            "letter": leads_on(self._kind, self._typed + "A"),
            "digit": leads_on(self._kind, self._typed + ("1" if not self._typed else "0")),
            "x": leads_on(self._kind, self._typed + "X"),
            "letters": self._kind is not DocumentKind.RESIDENT_ID,
            "whole": is_whole(self._kind, self._typed),
        }

    # What a person does

    @Slot(str)
    def choose(self, key: str) -> None:
        """One of `kinds`."""
        if key in {"agent", "none"}:
            self._go("reasons" if key == "agent" else "staff")
        else:
            self._kind = DocumentKind(key)
            self._go("number")

    @Slot(str)
    def because(self, reason: str) -> None:
        """One of `reasons`: now the agent's own document is asked for."""
        if reason in who.REASONS:
            self._reason = reason
            self._go("notice")

    @Slot()
    def other(self) -> None:
        """Another document after all, or for oneself."""
        if self._step != "number":
            self._reason = ""
        self._go("notice")

    @Slot(str)
    def key(self, key: str) -> None:
        """One letter or digit more."""
        typed = self._typed + key.upper()
        if self._step == "number" and not self._visit.busy and leads_on(self._kind, typed):
            self._type(typed)

    @Slot()
    def erase(self) -> None:
        """One less."""
        self._type(self._typed[:-1])

    @Slot()
    def empty(self) -> None:
        """None at all."""
        self._type("")

    @Slot()
    def look(self) -> None:
        """Show all that was typed, or hide it again."""
        self._open = 0 if self._open else OPEN_SECONDS
        self.changed.emit()

    @Slot()
    def enter(self) -> None:
        """That is the number."""
        hall = self._visit.hall
        if hall is None or self._visit.busy or not is_whole(self._kind, self._typed):
            return
        try:
            document = hall.document(self._kind, self._typed)
        except Refusal as no:
            self._refuse(no)
        else:
            self._identify(document)

    def tick(self) -> None:
        """A second has passed."""
        if self._open:
            self._open -= 1
            if not self._open:
                self.changed.emit()

    def stop(self) -> None:
        """Let go of the reader."""
        if self._cards is not None:
            self._cards.stop()
            self._cards = None

    # The hall and the reader

    def _identify(self, document: Document) -> None:
        from kiosk.people.identity import Agent

        person: Who = document
        if self._reason:
            # The register of the hall is in Chinese, whoever reads the page.
            person = Agent(document, say(f"identity.reasons.{self._reason}", "zh"))
        self._no = None
        self._visit.wish.identify(person, self._refuse)

    def _refuse(self, refusal: Refusal) -> None:
        self._no = refusal
        if refusal.code == "identity.capped":
            self._step = "staff"
            self._typed = ""
        self._listen()
        self.changed.emit()

    def _go(self, step: str) -> None:
        self._step, self._typed, self._no, self._open = step, "", None, 0
        self._listen()
        self.changed.emit()

    def _type(self, text: str) -> None:
        self._typed, self._no, self._open = text, None, 0
        self.changed.emit()

    @Slot()
    def _moved(self) -> None:
        page = self._visit.place.page
        # Who calls for help finds all as it was; whoever else goes leaves nothing here (R21).
        if page not in {Page.IDENTITY, Page.HELP}:
            self._clear()
        self._listen()
        self.changed.emit()

    def _listen(self) -> None:
        """Wait for a card exactly while the page asks for one."""
        wanted = self._visit.place.page is Page.IDENTITY and self._step == "number"
        if wanted and self._kind is not DocumentKind.PASSPORT:
            self._open_reader()
            if self._cards is not None:
                self._turn = self._cards.wait()
        elif self._cards is not None:
            self._turn = 0
            self._cards.rest()

    def _open_reader(self) -> None:
        hall = self._visit.hall
        if self._cards is not None or hall is None or not hall.settings.identity.reader:
            return
        from ui.touch.cards import Cards

        settings = hall.settings.identity
        self._cards = Cards(settings.reader, settings.reader_baudrate, hall.document, self)
        self._cards.stands.connect(self._reader_stands)
        self._cards.read.connect(self._card_read)
        self._cards.failed.connect(self._card_failed)

    @Slot(int, bool)
    def _reader_stands(self, turn: int, stands: bool) -> None:
        if turn == self._turn and stands != self._stands:
            self._stands = stands
            self.changed.emit()

    @Slot(int, object)
    def _card_read(self, turn: int, document: Document) -> None:
        if turn == self._turn and not self._visit.busy:
            self._identify(document)

    @Slot(int, object)
    def _card_failed(self, turn: int, refusal: Refusal) -> None:
        if turn == self._turn and refusal != self._no:
            self._no = Refusal("identity.unreadable")
            self.changed.emit()
