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
from ui.touch.flow import Page, Place, Step, go
from ui.touch.following import Following
from ui.touch.printer import Printer
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.catalogue import Catalogue
    from kiosk.hall import Hall
    from kiosk.queue.issuing import Issued, Preview

DEFAULT_LANGUAGE = LANGUAGES[0]
SLOW_TICKS = 8
REOPEN_TICKS = 10
SLOW = "touch.slow"


class Visit:
    """The state of one screen; made, called and answered on the Qt thread.

    `opening` gives the hall and runs on the worker, again and again until it succeeds. `tell` is
    called with a topic: "said" (language), "moved" (page), "looked" (choices, people waiting),
    "previewed", "printed" (ticket, paper), "warned" (printer), "troubled", "asked" (busy),
    "opened".
    """

    def __init__(
        self, opening: Callable[[], Hall], worker: Worker, tell: Callable[[str], None]
    ) -> None:
        self._opening, self._worker, self._tell = opening, worker, tell
        self.hall: Hall | None = None
        self.catalogue: Catalogue | None = None
        self.waiting = -1
        self.place = Place()
        self.language = DEFAULT_LANGUAGE
        self.preview: Preview | None = None
        self.issued: Issued | None = None
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

    # What a person does

    def speak(self, language: str) -> None:
        """Speak another language from now on."""
        if language in LANGUAGES and language != self.language:
            self.language = language
            self._tell("said")

    def sort(self, kind: str) -> None:
        """Show the other side of the home page: "theme" or "office"."""
        if self.place.page is Page.HOME:
            self.place = Place(Page.HOME, kind=kind)
            self._tell("looked")

    def choose(self, choice: str) -> None:
        """Open a theme or an office."""
        if self.place.page is Page.HOME:
            self.place = Place(Page.HOME, kind=self.place.kind, choice=choice)
            self._step(Step.CHOSEN)

    def prepare(self, service: str) -> None:
        """Ask what a number for `service` would mean."""
        if self.place.page is Page.SERVICES and not self.busy:
            self.place = self.place.at(service=service)
            self._ask_preview()

    def take(self) -> None:
        """Take the number; pressed twice, it is the same number."""
        if self.place.page is Page.CONFIRM and not self.busy:
            self._ask_number()

    def retry(self) -> None:
        """Ask again what brought the trouble; a nonce that was sent is sent again."""
        if self.place.page is not Page.TROUBLE or self.busy:
            return
        if self.catalogue is None:
            self.open()
        elif self.place.nonce:
            self._ask_number()
        else:
            self._ask_preview()

    def back(self) -> None:
        """One page back."""
        self._step(Step.BACK)

    def home(self) -> None:
        """Back to the beginning."""
        self._step(Step.HOME)

    def leave(self) -> None:
        """The person has gone: nothing of the visit stays, nor its language (R21)."""
        self._step(Step.LEFT)
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
        if self.hall is not None:
            self.printer.tick(self.hall)

    def rung(self) -> None:
        """Something in the hall has changed."""
        if self.hall is None or self._looking:
            self._look_again = True
            return
        self._looking, self._look_again = True, False
        hall, service = self.hall, self.place.service
        self._worker.ask(lambda: _look(hall), self._looked, self._not_looked)
        self.printer.look(hall)
        if self.place.page is Page.TICKET:
            self.paper.look()
        elif self.place.page is Page.CONFIRM and not self.busy:
            # A no is told when the number is asked for, not while one still reads.
            self._asking.aside(lambda: hall.preview(service), self._renew)

    def stop(self) -> None:
        """Listen to the bell no more."""
        if self._leave_bell is not None:
            self._leave_bell()
            self._leave_bell = None

    # Asking and being answered

    def _ask_preview(self) -> None:
        assert self.hall is not None
        hall, service = self.hall, self.place.service
        self._asking.ask(lambda: hall.preview(service), self._previewed, self._refused)

    def _ask_number(self) -> None:
        assert self.hall is not None
        hall, place, language = self.hall, self.place, self.language
        self._asking.ask(
            lambda: hall.issue(place.service, nonce=place.nonce, language=language),
            self._numbered,
            self._refused,
        )

    def _step(self, step: Step) -> None:
        there = go(self.place, step)
        if there == self.place:
            return
        if step in {Step.BACK, Step.HOME, Step.LEFT}:
            self._asking.forget()
        self.place = there
        self._tell("moved")
        if there.page is Page.HOME:
            self.preview = self.issued = None
            self.paper.end()
            self._tell("looked")
            self.rung()

    def _opened(self, hall: Hall) -> None:
        self.stop()
        self.hall = hall
        self._leave_bell = hall.bell.listen(lambda: self._worker.wake(self.rung))
        self.rung()

    def _looked(self, seen: tuple[Catalogue, int]) -> None:
        self._looking = False
        catalogue, self.waiting = seen
        first = self.catalogue is None
        if self.place.page in {Page.OPENING, Page.TROUBLE, Page.HOME}:
            # Nobody's choice may vanish under the finger.
            self.catalogue = catalogue
        if first:
            self._tell("opened")
        self._tell("looked")
        if self.place.page is Page.OPENING or (
            self.place.page is Page.TROUBLE and not self.place.service
        ):
            self._step(Step.OPENED)
        if self._look_again:
            self.rung()

    def _not_looked(self, refusal: Refusal) -> None:
        self._looking = False
        self.waiting = -1
        self._tell("looked")
        if self.catalogue is None:
            self._refused(refusal)

    def _previewed(self, preview: Preview) -> None:
        self.preview = preview
        # One confirm page is one number, however often it is pressed.
        self.place = self.place.at(nonce=secrets.token_urlsafe(16))
        self._tell("previewed")
        self._step(Step.PREVIEWED)

    def _renew(self, preview: Preview) -> None:
        self.preview = preview
        self._tell("previewed")

    def _numbered(self, issued: Issued) -> None:
        assert self.hall is not None
        self.issued = issued
        self.paper.begin(self.hall, issued)
        self._tell("printed")
        self._step(Step.ISSUED)

    def _refused(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self._tell("troubled")
        self._step(Step.REFUSED)


def _look(hall: Hall) -> tuple[Catalogue, int]:
    return hall.catalogue(), sum(line.count for line in hall.board(0).waiting)
