"""The one object between the console's window and its desk: plain values, a few slots."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from ui.console import papers, views
from ui.console.desk import Desk

QML_IMPORT_NAME = "ui.console"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class ConsoleScreen(QObject):
    """What the console shows and what can be done on it; `ui.console.open_console` makes it."""

    said = Signal()
    changed = Signal()

    def __init__(self, url: str, counter: str, clock: Clock, language: str) -> None:
        super().__init__()
        self._desk = Desk(url, counter, clock, language, self._tell)

    def start(self, name: str, password: str) -> None:
        """Begin; with a name, sign in as soon as the hall answers."""
        self._desk.start(name, password)

    def stop(self) -> None:
        """End the line to the hall; what is shown stays."""
        self._desk.stop()

    @Property("QVariantMap", notify=said)  # type: ignore[arg-type]
    def phrases(self) -> dict[str, str]:
        """The phrases of the language now spoken, by key."""
        return views.phrases(self._desk.language)

    @Property(str, notify=said)
    def language(self) -> str:
        """The language now spoken."""
        return self._desk.language

    @Property(bool, notify=changed)
    def signedIn(self) -> bool:
        """Somebody is signed in."""
        return self._desk.session is not None

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """The counter has been seen since the sign-in."""
        return self._desk.at is not None

    @Property(str, notify=changed)
    def busy(self) -> str:
        """The verb whose answer is awaited, or ""."""
        return self._desk.busy

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def place(self) -> views.Shown:
        """The counter, as `views.place` gives it."""
        return views.place(self._desk)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def current(self) -> views.Shown:
        """The number that is held, as `views.current` and `papers.of_ticket` give it."""
        at = self._desk.at
        return views.current(at.current if at else None, self._desk.language) | papers.of_ticket(
            at.papers if at else [], self._desk.language
        )

    @Property(str, notify=changed)
    def last(self) -> str:
        """What has become of the number before, or ""."""
        return views.last(self._desk.last, self._desk.language)

    @Property(int, notify=changed)
    def waiting(self) -> int:
        """How many wait for this counter."""
        at = self._desk.at
        return at.waiting if at else 0

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def can(self) -> dict[str, bool]:
        """Each verb, and whether it may be done now."""
        return views.can(self._desk)

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def papers(self) -> views.Shown:
        """The papers that did not come out, as `papers.stuck` gives them."""
        at = self._desk.at
        return papers.stuck(at.jobs if at else [], self._desk.language)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def printers(self) -> list[views.Shown]:
        """What is to be said of the printers, as `papers.printers` gives it; the worst first."""
        at = self._desk.at
        return papers.printers(at.printers if at else [], self._desk.language)

    @Property(str, notify=changed)
    def no(self) -> str:
        """Why the last wish was refused, or ""."""
        return views.sentence(self._desk.no, self._desk.language) if self._desk.no else ""

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def line(self) -> views.Shown:
        """The connection, as `views.connection` gives it."""
        return views.connection(self._desk)

    @Slot(str)
    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        self._desk.speak(language)

    @Slot(str, str)
    def signIn(self, name: str, password: str) -> None:
        """Sign in at this counter."""
        self._desk.sign_in(name, password)

    @Slot()
    def signOut(self) -> None:
        """Leave the counter."""
        self._desk.sign_out()

    @Slot()
    def callNext(self) -> None:
        """Call the next person."""
        self._desk.call_next()

    @Slot(str)
    def step(self, verb: str) -> None:
        """recall, start, finish or miss the number that is held."""
        self._desk.step(verb)

    @Slot()
    def openCounter(self) -> None:
        """Let the counter call."""
        self._desk.open()

    @Slot(str)
    def closeCounter(self, reason: str) -> None:
        """No more calls here."""
        self._desk.close(reason)

    @Slot(int)
    def reprint(self, job: int) -> None:
        """Print a paper again."""
        self._desk.reprint(job)

    @Slot(int)
    def putAside(self, job: int) -> None:
        """A paper has been seen to."""
        self._desk.put_aside(job)

    @Slot()
    def dismiss(self) -> None:
        """The sentence has been read."""
        self._desk.dismiss()

    def _tell(self, topic: str) -> None:
        if topic == "said":
            self.said.emit()
        self.changed.emit()
