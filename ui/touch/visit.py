"""A visit to the touch screen: what has been chosen, what the hall has answered, what comes next.

It asks the hall on the worker and tells by topic what has changed; it draws nothing. `tick` is
called every second and drives all that depends on time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES
from ui.touch.asking import Asking
from ui.touch.flow import Page, Place, Step, go, way
from ui.touch.following import Following
from ui.touch.outlooks import LOST, NO_NUMBER, Habits, Seen, look, number, outlook
from ui.touch.printer import Printer
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.catalogue import Catalogue
    from kiosk.hall import Hall
    from kiosk.people.identity import Who
    from kiosk.queue.issuing import DeskPreview, Issued, Preview

DEFAULT_LANGUAGE = LANGUAGES[0]
SLOW_TICKS = 8
REOPEN_TICKS = 10
LOST_TICKS = 30
SLOW = "touch.slow"
_CHOOSING = frozenset({Page.HOME, Page.SEARCH, Page.SERVICES})
_ASKING = _CHOOSING | {Page.TROUBLE}
_KNOWING = frozenset({Page.IDENTITY, Page.TROUBLE, Page.HELP})
"""Where it is still known who asked for a number: it may be asked for again."""
_UNWELCOME = frozenset({"identity.capped", "identity.invalid"})


class Visit:
    """The state of one screen; made, called and answered on the Qt thread.

    `opening` gives the hall and runs on the worker, again and again until it succeeds. `tell` is
    called with a topic: "said" (language), "moved" (page), "looked" (choices, people waiting),
    "previewed" (what a number would mean, papers at hand), "printed" (ticket, paper), "warned"
    (printer), "troubled", "asked" (busy), "opened". `had`: whoever takes the number had it already.
    `lost`: the hall could not be asked when it was looked at last, and gives no numbers.
    """

    def __init__(
        self, opening: Callable[[], Hall], worker: Worker, tell: Callable[[str], None]
    ) -> None:
        self._opening, self._worker, self._tell = opening, worker, tell
        self.hall: Hall | None = None
        self.catalogue: Catalogue | None = None
        self.habits = Habits()
        self.waiting = -1
        self.lost = False
        self.place = Place()
        self.language = DEFAULT_LANGUAGE
        self.outlook: Preview | DeskPreview | None = None
        self.brought: frozenset[str] = frozenset()
        self.issued: Issued | None = None
        self.had = False
        self._who: Who | None = None
        self._unwelcome: Callable[[Refusal], None] = self._refused
        self._sent = ""
        self._repeats = False
        self.paper = Following(worker, lambda: tell("printed"))
        self.printer = Printer(worker, lambda: tell("warned"))
        self.refusal = Refusal(SLOW)
        self._asking = Asking(worker, lambda: tell("asked"))
        self._looking = self._look_again = False
        self._leave_bell: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """An answer of the hall is awaited."""
        return self._asking.busy

    @property
    def alone(self) -> bool:
        """The hall's database is away, and numbers are given out all the same."""
        return self.hall is not None and self.hall.away

    # What a person does

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        if language in LANGUAGES and language != self.language:
            self.language = language
            self._tell("said")

    def sort(self, kind: str) -> None:
        """Show another side of the home page: "popular", "theme", "office" or "bundle"."""
        if self.place.page is Page.HOME:
            self.place = Place(Page.HOME, kind=kind)
            self._tell("looked")

    def search(self) -> None:
        """Look for a matter by letters."""
        self.step(Step.SEARCHED)

    def choose(self, kind: str, choice: str) -> None:
        """Open a theme, an office or a bundle."""
        if way(self.place, Step.CHOSEN):
            self.place = self.place.at(kind=kind, choice=choice)
            self.step(Step.CHOSEN)

    def prepare(self, service: str) -> None:
        """Ask what a number for `service` would mean."""
        if self.place.page in _CHOOSING and not self.busy:
            self.place = self.place.at(service=service, desk="")
            self._ask_outlook()

    def ask_desk(self, desk: str) -> None:
        """Ask what a number of a desk that helps without a service would mean ("enquiry" ...)."""
        if self.place.page in _ASKING and not self.busy:
            self.place = self.place.at(service="", desk=desk, nonce="")
            self._ask_outlook()

    def bring(self, paper: str) -> None:
        """The person has this paper at hand; said again, has it not."""
        if self.place.page is Page.CONFIRM:
            self.brought ^= {paper}
            self._tell("previewed")

    def first(self, priority: str) -> None:
        """Who it is for: a `kiosk.queue.tickets.Priority`, or "" for anybody."""
        if self.place.page is Page.PRIORITY:
            self.place = self.place.at(priority=priority)
            self._tell("previewed")
            self.step(Step.ANSWERED)
            if self.place.page is Page.CONFIRM and self.hall is not None:
                self._asking.aside(self._outlook_of(self.place), self._renew)

    def take(self) -> None:
        """Take the number; pressed twice, it is the same number."""
        if self.place.page is not Page.CONFIRM or self.busy:
            return
        if self._is_named():
            self.step(Step.IDENTIFYING)
        else:
            self._ask_number()

    def identify(self, who: Who, unwelcome: Callable[[Refusal], None]) -> None:
        """Take the number for `who`; `unwelcome` is told what the hall has against them."""
        if self.place.page is Page.IDENTITY and not self.busy:
            self._who, self._unwelcome = who, unwelcome
            self._ask_number()

    def arrive(self, code: str, nonce: str) -> None:
        """Whoever comes with the code of an appointment has to say who they are."""
        self.place = self.place.at(code=code, nonce=nonce)
        self.step(Step.IDENTIFYING)

    def retry(self) -> None:
        """Ask again what brought the trouble; a nonce that was sent is sent again."""
        if self.place.page is not Page.TROUBLE or self.busy:
            return
        if self.catalogue is None:
            self.open()
        elif self.place.nonce:
            self._ask_number()
        elif self.place.service or self.place.desk:
            self._ask_outlook()

    def back(self) -> None:
        """One page back."""
        self.step(Step.BACK)

    def home(self) -> None:
        """Back to the beginning."""
        self.step(Step.HOME)

    def leave(self) -> None:
        """The person has gone: nothing of the visit stays, nor its language (R21)."""
        self.step(Step.LEFT)
        self.speak(DEFAULT_LANGUAGE)

    # What time and the hall do

    def open(self) -> None:
        """Open the hall."""
        self._asking.ask(self._opening, self._opened, self._refused)

    def tick(self) -> None:
        """A second has passed."""
        asking = self._asking
        asking.ticks += 1
        if self.catalogue is None:
            if not self.busy and asking.ticks >= REOPEN_TICKS:
                self.open()
        elif self.busy and asking.ticks == SLOW_TICKS:
            # The answer may still come, and is welcome then.
            asking.give_up()
            self._refused(Refusal(SLOW))
        elif self.place.page is Page.TICKET:
            self.paper.tick()
        if self.lost and asking.ticks % LOST_TICKS == 0:
            self.rung()
        if self.hall is not None:
            self.printer.tick(self.hall)

    def rung(self) -> None:
        """Something in the hall has changed."""
        if self.hall is None or self._looking:
            self._look_again = True
            return
        self._looking, self._look_again = True, False
        hall, known = self.hall, self.habits
        self._worker.ask(lambda: look(hall, known), self._looked, self._not_looked)
        self.printer.look(hall)
        if self.place.page is Page.TICKET:
            self.paper.look()
        elif self.place.page is Page.CONFIRM and not self.busy:
            self._asking.aside(self._outlook_of(self.place), self._renew)

    def stop(self) -> None:
        """Listen to the bell no more."""
        if self._leave_bell is not None:
            self._leave_bell()
            self._leave_bell = None

    # Asking and being answered

    def _is_named(self) -> bool:
        """Whether the hall must know whose number it will be."""
        hall, service = self.hall, self.place.service
        return hall is not None and bool(service) and hall.settings.identity.needed(service)

    def _ask_outlook(self) -> None:
        self._asking.ask(self._outlook_of(self.place), self._seen, self._refused)

    def _outlook_of(self, place: Place) -> Callable[[], Preview | DeskPreview]:
        assert self.hall is not None
        hall = self.hall
        return lambda: outlook(hall, place)

    def _ask_number(self) -> None:
        assert self.hall is not None
        hall, place, language, who = self.hall, self.place, self.language, self._who
        brought = self.brought
        self._repeats, self._sent = place.nonce == self._sent, place.nonce
        self._asking.ask(
            lambda: number(hall, place, language, who, brought),
            self.numbered,
            self._not_numbered,
        )

    def step(self, step: Step) -> None:
        """Go where `step` leads from the page now shown, if it leads anywhere."""
        there = go(self.place, step)
        if there == self.place:
            return
        if step in {Step.BACK, Step.HOME, Step.LEFT}:
            self._asking.forget()
        self.place = there
        if there.page not in _KNOWING:
            self._who = None
        self._tell("moved")
        if there.page is Page.HOME:
            self.outlook = self.issued = None
            self.paper.end()
            self._tell("looked")
            self.rung()

    def _opened(self, hall: Hall) -> None:
        self.stop()
        self.hall = hall
        self._leave_bell = hall.bell.listen(lambda: self._worker.wake(self.rung))
        self.rung()

    def _looked(self, seen: Seen) -> None:
        self._looking = self.lost = False
        catalogue, self.waiting, self.habits = seen.catalogue, seen.waiting, seen.habits
        first = self.catalogue is None
        if self.place.page in {Page.OPENING, Page.TROUBLE, Page.HOME}:
            # Nobody's choice may vanish under the finger.
            self.catalogue = catalogue
        if first:
            self._tell("opened")
        self._tell("looked")
        if self.place.page is Page.OPENING or (self.place.page is Page.TROUBLE and first):
            self.step(Step.OPENED)
        elif self.place.page is Page.TROUBLE and self.refusal.code in LOST and not self.busy:
            self._resume()
        if self._look_again:
            self.rung()

    def _not_looked(self, refusal: Refusal) -> None:
        self._looking = False
        self.lost, self.waiting = True, -1
        self._tell("looked")
        if self.catalogue is None:
            self._refused(refusal)
        if self._look_again:
            self.rung()

    def _resume(self) -> None:
        """The hall is back: go on where it was lost, with what an unanswered press has brought."""
        hall, nonce = self.hall, self.place.nonce
        assert hall is not None
        if nonce and not self.place.code:
            self._asking.ask(lambda: hall.given(nonce), self._given, self._refused)
        elif self.place.service or self.place.desk:
            self.retry()
        else:
            self.back()

    def _given(self, issued: Issued | None) -> None:
        if issued is not None:
            self._repeats = True
            self.numbered(issued)
            return
        # Whoever may have gone meanwhile gets no number; who is still there presses once more.
        self._asking.ask(self._outlook_of(self.place), self._seen_again, self._refused)

    def _seen_again(self, seen: Preview | DeskPreview) -> None:
        nonce = self.place.nonce
        self._seen(seen)
        if self.place.page is Page.CONFIRM:
            self.place = self.place.at(nonce=nonce)

    def _seen(self, seen: Preview | DeskPreview) -> None:
        self.outlook = seen
        self.brought = frozenset()
        if seen.refusal is not None:
            self._refused(seen.refusal)
            return
        # One confirm page is one number, however often it is pressed.
        self.place = self.place.at(nonce=secrets.token_urlsafe(16))
        self._tell("previewed")
        self.step(Step.PREVIEWED)

    def _renew(self, seen: Preview | DeskPreview) -> None:
        # A no is told when the number is asked for, not while one still reads.
        if seen.refusal is None:
            self.outlook = seen
            self._tell("previewed")

    def numbered(self, issued: Issued) -> None:
        """The hall has given out a number: it and what becomes of its paper are shown."""
        assert self.hall is not None
        self.issued = issued
        self.had = issued.repeated and self._who is not None and not self._repeats
        self.paper.begin(self.hall, issued, had=self.had)
        self._tell("printed")
        self.step(Step.ISSUED)

    def _not_numbered(self, refusal: Refusal) -> None:
        if refusal.code in NO_NUMBER and not self.place.code:
            # The hall has changed while one read: what else there is to do is asked anew.
            self.place = self.place.at(nonce="")
            self._ask_outlook()
        elif refusal.code in _UNWELCOME and self.place.page is Page.IDENTITY:
            self._unwelcome(refusal)
        else:
            self._refused(refusal)

    def _refused(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self._tell("troubled")
        self.step(Step.REFUSED)
