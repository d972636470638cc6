"""A visit to the touch screen: where it stands, what the hall is like, and what comes next.

It asks the hall on the worker and tells by topic what has changed; it draws nothing. `tick` is
called every second and drives all that depends on time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES
from ui.touch.asking import Asking
from ui.touch.flow import Page, Place, Step, go, way
from ui.touch.outlooks import LOST, Habits, Seen, look
from ui.touch.printer import Printer
from ui.touch.wish import Wish
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.catalogue import Catalogue
    from kiosk.hall import Hall

DEFAULT_LANGUAGE = LANGUAGES[0]
SLOW_TICKS = 8
REOPEN_TICKS = 10
LOST_TICKS = 30
SLOW = "touch.slow"


class Visit:
    """The state of one screen; made, called and answered on the Qt thread.

    `opening` gives the hall and runs on the worker, again and again until it succeeds. `tell` is
    called with a topic: "said" (language), "moved" (page), "looked" (choices, people waiting),
    "previewed" (what a number would mean, papers at hand), "printed" (ticket, paper), "warned"
    (printer), "troubled", "asked" (busy), "opened". `lost`: the hall could not be asked when it
    was looked at last, and gives no numbers.
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
        self.printer = Printer(worker, lambda: tell("warned"))
        self.refusal = Refusal(SLOW)
        self._asking = Asking(worker, lambda: tell("asked"))
        self.wish = Wish(self, self._asking, worker, tell)
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

    @property
    def _stuck(self) -> bool:
        """The page says that the hall cannot be asked, and no answer is awaited."""
        return self.place.page is Page.TROUBLE and self.refusal.code in LOST and not self.busy

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

    def retry(self) -> None:
        """Ask again what brought the trouble."""
        if self.place.page is not Page.TROUBLE or self.busy:
            return
        if self.catalogue is None:
            self.open()
        else:
            self.wish.again()

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
        self._asking.ask(self._opening, self._opened, self.refused)

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
            self.refused(Refusal(SLOW))
        elif self.place.page is Page.TICKET:
            self.wish.paper.tick()
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
            self.wish.paper.look()
        elif self.place.page is Page.CONFIRM and not self.busy:
            self.wish.renew()

    def stop(self) -> None:
        """Listen to the bell no more."""
        if self._leave_bell is not None:
            self._leave_bell()
            self._leave_bell = None

    def step(self, step: Step) -> None:
        """Go where `step` leads from the page now shown, if it leads anywhere."""
        there = go(self.place, step)
        if there == self.place:
            return
        if step in {Step.BACK, Step.HOME, Step.LEFT}:
            self._asking.forget()
        self.place = there
        self.wish.moved(there.page)
        self._tell("moved")
        if there.page is Page.HOME:
            self.wish.end()
            self._tell("looked")
            self.rung()

    def refused(self, refusal: Refusal) -> None:
        """There is no number, and why; or nothing can be asked at all."""
        self.refusal = refusal
        self._tell("troubled")
        self.step(Step.REFUSED)

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
        elif self._stuck and not self.wish.resume():
            self.back()
        if self._look_again:
            self.rung()

    def _not_looked(self, refusal: Refusal) -> None:
        self._looking = False
        self.lost, self.waiting = True, -1
        self._tell("looked")
        if self.catalogue is None:
            self.refused(refusal)
        if self._look_again:
            self.rung()
