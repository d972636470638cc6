"""The one object between the console's window and its desk: plain values, a few slots."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import Clock
from ui.console import alarms, papers, person, views
from ui.console.acts import Acts
from ui.console.desk import Desk
from ui.console.ringing import Ringing
from ui.voice.playing import Loudspeaker

QML_IMPORT_NAME = "ui.console"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MS = 250
"""How often the seconds until the next recall are told, while there are any."""


@QmlElement
class ConsoleScreen(QObject):
    """What the console shows and what can be done on it; `ui.console.open_console` makes it."""

    said = Signal()
    changed = Signal()
    found = Signal()
    ticked = Signal()
    keyed = Signal(str)
    """A key ("F1") was pressed while another program was in front."""

    def __init__(
        self, url: str, counter: str, clock: Clock, language: str, loudspeaker: Loudspeaker
    ) -> None:
        super().__init__()
        self._desk = Desk(url, counter, clock, language, self._tell)
        self._acts = Acts(self._desk)
        self._ringing = Ringing(loudspeaker, self._desk.refuse, self)
        self._second = QTimer(self, interval=TICK_MS)
        self._second.timeout.connect(self._tick)

    def start(self, name: str, password: str) -> None:
        """Begin; with a name, sign in as soon as the hall answers."""
        self._desk.start(name, password)

    def stop(self) -> None:
        """End the line to the hall; what is shown stays."""
        self._second.stop()
        self._ringing.stop()
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

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def person(self) -> views.Shown:
        """What should be known of who is here, as `person.told` gives it."""
        return person.told(self._desk.at, self._desk.language)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def behind(self) -> list[views.Shown]:
        """Who waits for this counter, as `person.behind` gives it."""
        return person.behind(self._desk.at, self._desk.language)

    @Property(str, notify=changed)
    def newcomer(self) -> str:
        """How long one would wait for this counter who came now, or ""."""
        return person.newcomer(self._desk.at, self._desk.language)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def parked(self) -> list[views.Shown]:
        """Who was set aside here, as `person.parked` gives it."""
        return person.parked(self._desk.at, self._desk.language)

    @Property(int, notify=ticked)
    def recallIn(self) -> int:
        """Seconds until the number may be called again."""
        return self._desk.recall_in

    @Property("QVariantMap", notify=changed)  # type: ignore[arg-type]
    def around(self) -> views.Shown:
        """Where a person may be sent, as `views.around` gives it; and `pauses`, the reasons."""
        return views.around(self._desk)

    @Property("QVariantList", notify=found)  # type: ignore[arg-type]
    def services(self) -> list[views.Shown]:
        """The services that were found, as `person.services` gives them."""
        return person.services(self._desk.found, self._desk.language)

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
        if at is None:
            return papers.stuck([], [], self._desk.language)
        return papers.stuck(at.jobs, at.sorts, self._desk.language)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def printers(self) -> list[views.Shown]:
        """What is to be said of the printers, as `papers.printers` gives it; the worst first."""
        at = self._desk.at
        return papers.printers(at.printers if at else [], self._desk.language)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def alarms(self) -> list[views.Shown]:
        """What a supervisor should see to, as `alarms.shown` gives it."""
        at = self._desk.at
        return alarms.shown(at.alarms if at else (), self._desk.language)

    @Property(bool, notify=changed)
    def rings(self) -> bool:
        """New alarms are heard here now, unless they are muted."""
        at = self._desk.at
        return at is not None and at.alarm_volume > 0

    @Property(bool, notify=changed)
    def muted(self) -> bool:
        """Nothing is heard here until the sign-out."""
        return self._ringing.muted

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

    @Slot(str, str, str)
    def signIn(self, name: str, password: str, standsInFor: str) -> None:  # noqa: N803 QML's
        """Sign in at this counter, perhaps in the place of a colleague."""
        self._desk.sign_in(name, password, standsInFor)

    @Slot()
    def signOut(self) -> None:
        """Leave the counter."""
        self._desk.sign_out()

    @Slot()
    def callNext(self) -> None:
        """Call the next person."""
        self._acts.call_next()

    @Slot(str)
    def step(self, verb: str) -> None:
        """recall, start, finish, miss or park the number that is held."""
        self._acts.step(verb)

    @Slot(str)
    def abandon(self, reason: str) -> None:
        """The person has given up the number that is held."""
        self._acts.step("abandon", reason)

    @Slot(str, str)
    def pick(self, number: str, reason: str) -> None:
        """Call this very number."""
        self._acts.pick(number.strip().upper(), reason)

    @Slot(str, str)
    def walkIn(self, service: str, reason: str) -> None:
        """Serve somebody without a number."""
        self._acts.walk_in(service, reason)

    @Slot(str, str, bool, str)
    def transfer(self, kind: str, code: str, back: bool, note: str) -> None:
        """Send the person on to a service, a group or a counter, with a `note` for those there."""
        self._acts.transfer(kind, code, note.strip(), back=back)

    @Slot(str)
    def join(self, numbers: str) -> None:
        """The other numbers of the person who is served, as they were typed."""
        self._acts.join(views.numbers(numbers))

    @Slot("qlonglong")
    def resume(self, ticket: int) -> None:
        """Call a parked number back."""
        self._acts.resume(ticket)

    @Slot(str, bool)
    def search(self, text: str, mine: bool) -> None:
        """Look for a service; `mine`: of those that this counter does."""
        self._desk.search(text, mine=mine)

    @Slot()
    def lookAround(self) -> None:
        """See which counters are open now."""
        self._desk.look_around()

    @Slot(str)
    def pause(self, reason: str) -> None:
        """No calls for a while."""
        self._acts.pause(reason)

    @Slot()
    def unpause(self) -> None:
        """Call again."""
        self._acts.unpause()

    @Slot()
    def openCounter(self) -> None:
        """Let the counter call."""
        self._acts.open()

    @Slot(str)
    def closeCounter(self, reason: str) -> None:
        """No more calls here."""
        self._acts.close(reason)

    @Slot(int)
    def reprint(self, job: int) -> None:
        """Print a paper again."""
        self._acts.reprint(job)

    @Slot(int)
    def putAside(self, job: int) -> None:
        """A paper has been seen to."""
        self._acts.put_aside(job)

    @Slot(int)
    def takeAlarm(self, alarm: int) -> None:
        """See to an alarm of the hall."""
        self._acts.take_alarm(alarm)

    @Slot(bool)
    def mute(self, muted: bool) -> None:
        """Hear nothing of new alarms here, or hear them again."""
        self._ringing.muted = muted
        self.changed.emit()

    @Slot()
    def dismiss(self) -> None:
        """The sentence has been read."""
        self._desk.dismiss()

    def _tell(self, topic: str) -> None:
        if topic == "said":
            self.said.emit()
        if topic in {"said", "found"}:
            self.found.emit()
        if topic != "found":
            self._ring()
            self.changed.emit()
            self._tick()

    def _ring(self) -> None:
        at = self._desk.at
        if at is not None:
            self._ringing.see(at.alarms, at.alarm_volume)
        elif self._desk.session is None:
            self._ringing.forget()

    @Slot()
    def _tick(self) -> None:
        running = self._desk.recall_in > 0
        if running is not self._second.isActive():
            (self._second.start if running else self._second.stop)()
        self.ticked.emit()
