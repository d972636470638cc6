"""What a person holds: a number or an appointment, looked up, and what is done with it.

The hall is asked on the worker, one question at a time; `changed` tells that there is something
else to show. It draws nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.people.scanning import AppointmentCode, Link
from kiosk.refusal import Refusal
from ui.touch.asking import Asking
from ui.touch.flow import WAYS, Page, Step
from ui.touch.following import paper_state
from ui.touch.visit import SLOW, SLOW_TICKS, Visit
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.people.returning import AtMachine
    from kiosk.printing.jobs import Job
    from kiosk.queue.issuing import Issued

PAGES = frozenset({Page.LOOKUP, Page.RECEIPT, Page.APPOINTMENT})


class Held:
    """`at`: the number that was found. `no`: the last refusal. `done`: the last thing that was
    done, "check_in", "give_up" or "reprint". `asks`: whether it is really to be given up."""

    def __init__(self, visit: Visit, worker: Worker, changed: Callable[[], None]) -> None:
        self._visit, self._changed = visit, changed
        self._asking = Asking(worker, changed)
        self.clear()

    def clear(self) -> None:
        """Nothing of it stays (R21)."""
        self._asking.forget()
        self.at: AtMachine | None = None
        self.no: Refusal | None = None
        self.done = self._text = ""
        self.asks = False
        self._job: Job | None = None
        self._seconds = 0
        # The code of an appointment and the nonce that it was sent with.
        self._press = "", ""

    @property
    def busy(self) -> bool:
        """An answer of the hall is awaited."""
        return self._asking.busy

    @property
    def paper(self) -> str:
        """What has become of the new paper, as `paper_state` says it; "" where none was asked."""
        return paper_state(self._job, self._seconds) if self._job is not None else ""

    def scan(self, text: str) -> None:
        """A code was scanned or typed, on any page that asks for nothing else."""
        hall, page = self._visit.hall, self._visit.place.page
        if hall is None or self.busy or self._visit.busy or Step.FOUND not in WAYS[page]:
            return
        match hall.scan(text):
            case None:
                pass
            case AppointmentCode(code):
                self._arrive(hall, code)
            case _:
                self._find(hall, text)

    def see(self, number: str) -> None:
        """Look at a number that the hall has named."""
        if self._visit.hall is not None and not self.busy:
            self._find(self._visit.hall, number)

    def check_in(self) -> None:
        """The person is back."""
        if self.at is not None:
            ticket = self.at.ticket
            self._do("check_in", lambda hall: hall.check_in(ticket))

    def ask(self, *, asks: bool) -> None:
        """Ask whether the number is really to be given up, or ask no more."""
        self.asks = asks and self.at is not None
        self._changed()

    def give_up(self) -> None:
        """It is."""
        token = self._token()
        if self.asks:
            self._do("give_up", lambda hall: hall.give_up(token))

    def reprint(self) -> None:
        """The paper is lost."""
        token = self._token()

        def lost(hall: Hall) -> None:
            self._job, self._seconds = hall.reprint_lost(token), 0

        self._do("reprint", lost)

    def tick(self) -> None:
        """A second has passed."""
        self._asking.ticks += 1
        if self.busy and self._asking.ticks >= SLOW_TICKS:
            self._asking.forget()
            self._refused(Refusal(SLOW))
        hall, job = self._visit.hall, self._job
        if hall is not None and job is not None and not job.out:
            self._seconds += 1
            self._asking.aside(lambda: hall.job(job.id), self._printed)

    def renew(self) -> None:
        """Something in the hall has changed: perhaps where the number stands."""
        hall, at = self._visit.hall, self.at
        if hall is None or at is None or self.busy or self._visit.place.page is not Page.RECEIPT:
            return
        self._asking.aside(lambda: hall.look_again(at), self._seen)

    def _token(self) -> str:
        hall = self._visit.hall
        found = hall.scan(self._text) if hall is not None else None
        return found.token if isinstance(found, Link) else ""

    def _find(self, hall: Hall, text: str) -> None:
        def found(at: AtMachine) -> None:
            if Step.FOUND in WAYS[self._visit.place.page]:
                self.clear()
                self.at, self._text = at, text
                self._changed()
                self._go(Step.FOUND)

        self._asking.ask(lambda: hall.at_machine(text), found, self._not(Step.LOOKED_UP))

    def _arrive(self, hall: Hall, code: str) -> None:
        # The same code after a slow answer is the same press: the number it took comes again.
        if code != self._press[0]:
            self._press = code, secrets.token_urlsafe(16)
        language, nonce = self._visit.language, self._press[1]

        def issued(number: Issued) -> None:
            self.no = None
            self._visit.wish.numbered(number)

        def not_issued(refusal: Refusal) -> None:
            if refusal.code == "identity.needed":
                self.no = None
                self._visit.wish.arrive(code, nonce)
            else:
                self._not(Step.APPOINTED)(refusal)

        self._asking.ask(
            lambda: hall.arrive(code, nonce=nonce, language=language),
            issued,
            not_issued,
        )

    def _not(self, step: Step) -> Callable[[Refusal], None]:
        """Say why not, on the page where it can be tried again."""

        def told(refusal: Refusal) -> None:
            if Step.FOUND in WAYS[self._visit.place.page]:
                self._refused(refusal)
                self._go(step)

        return told

    def _go(self, step: Step) -> None:
        # The page that is there already tells it itself, and keeps what was typed.
        page = self._visit.place.page
        if WAYS[page].get(step) is not page:
            self._visit.step(step)

    def _do(self, what: str, call: Callable[[Hall], object]) -> None:
        hall, at = self._visit.hall, self.at
        if hall is None or at is None or self.busy:
            return

        def both() -> AtMachine:
            call(hall)
            return hall.look_again(at)

        def done(at: AtMachine) -> None:
            self.at, self.done, self.no, self.asks = at, what, None, False
            self._changed()

        self._asking.ask(both, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.no, self.done, self.asks = refusal, "", False
        self._changed()

    def _seen(self, at: AtMachine) -> None:
        if at != self.at:
            self.at = at
            self._changed()

    def _printed(self, job: Job) -> None:
        self._job = job
        self._changed()
