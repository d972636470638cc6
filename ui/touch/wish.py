"""The wish for a number on its way: what the number would mean, whose it is, what the hall says."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.refusal import Refusal
from ui.touch.asking import Asking
from ui.touch.flow import Page, Place, Step
from ui.touch.following import Following
from ui.touch.outlooks import NO_NUMBER, number, outlook
from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.people.identity import Who
    from kiosk.queue.issuing import DeskPreview, Issued, Preview
    from ui.touch.visit import Visit

_CHOOSING = frozenset({Page.HOME, Page.SEARCH, Page.SERVICES})
_ASKING = _CHOOSING | {Page.TROUBLE}
_KNOWING = frozenset({Page.IDENTITY, Page.TROUBLE, Page.HELP})
"""Where it is still known who asked for a number: it may be asked for again."""
_UNWELCOME = frozenset({"identity.capped", "identity.invalid"})


class Wish:
    """The wish of a visit; what has been chosen stands in the place of the visit.

    `outlook`: what the number would mean. `brought`: the papers at hand. `issued`: the number, and
    `paper` what becomes of its paper; `had`: whoever takes the number had it already.
    """

    def __init__(
        self, visit: Visit, asking: Asking, worker: Worker, tell: Callable[[str], None]
    ) -> None:
        """The hall is asked by `asking`; `tell` is called with the topics of a visit."""
        self._visit, self._asking, self._tell = visit, asking, tell
        self.outlook: Preview | DeskPreview | None = None
        self.brought: frozenset[str] = frozenset()
        self.issued: Issued | None = None
        self.had = False
        self.paper = Following(worker, lambda: tell("printed"))
        self._who: Who | None = None
        self._unwelcome: Callable[[Refusal], None] = visit.refused
        self._sent = ""
        self._repeats = False

    # What a person does

    def prepare(self, service: str) -> None:
        """Ask what a number for `service` would mean."""
        visit = self._visit
        if visit.place.page in _CHOOSING and not visit.busy:
            visit.place = visit.place.at(service=service, desk="")
            self._look()

    def ask_desk(self, desk: str) -> None:
        """Ask what a number of a desk that helps without a service would mean ("enquiry" ...)."""
        visit = self._visit
        if visit.place.page in _ASKING and not visit.busy:
            visit.place = visit.place.at(service="", desk=desk, nonce="")
            self._look()

    def bring(self, paper: str) -> None:
        """The person has this paper at hand; said again, has it not."""
        if self._visit.place.page is Page.CONFIRM:
            self.brought ^= {paper}
            self._tell("previewed")

    def first(self, priority: str) -> None:
        """Who it is for: a `kiosk.queue.tickets.Priority`, or "" for anybody."""
        visit = self._visit
        if visit.place.page is Page.PRIORITY:
            visit.place = visit.place.at(priority=priority)
            self._tell("previewed")
            visit.step(Step.ANSWERED)
            if visit.place.page is Page.CONFIRM and visit.hall is not None:
                self.renew()

    def take(self) -> None:
        """Take the number; pressed twice, it is the same number."""
        visit = self._visit
        if visit.place.page is not Page.CONFIRM or visit.busy:
            return
        if self._is_named():
            visit.step(Step.IDENTIFYING)
        else:
            self._ask_number()

    def identify(self, who: Who, unwelcome: Callable[[Refusal], None]) -> None:
        """Take the number for `who`; `unwelcome` is told what the hall has against them."""
        if self._visit.place.page is Page.IDENTITY and not self._visit.busy:
            self._who, self._unwelcome = who, unwelcome
            self._ask_number()

    def arrive(self, code: str, nonce: str) -> None:
        """Whoever comes with the code of an appointment has to say who they are."""
        visit = self._visit
        visit.place = visit.place.at(code=code, nonce=nonce)
        visit.step(Step.IDENTIFYING)

    # What the visit does

    def again(self) -> None:
        """Ask again what brought the trouble; a nonce that was sent is sent again."""
        place = self._visit.place
        if place.nonce:
            self._ask_number()
        elif place.service or place.desk:
            self._look()

    def resume(self) -> bool:
        """The hall is back: go on where it was lost, with what an unanswered press has brought;
        whether there was anything to go on with."""
        hall, place = self._visit.hall, self._visit.place
        assert hall is not None
        if place.nonce and not place.code:
            self._asking.ask(lambda: hall.given(place.nonce), self._given, self._visit.refused)
        elif place.service or place.desk:
            self.again()
        else:
            return False
        return True

    def renew(self) -> None:
        """See what the number would mean now; whoever reads is not made to wait."""
        self._asking.aside(self._outlook_of(self._visit.place), self._renewed)

    def moved(self, page: Page) -> None:
        """The visit has come to `page`."""
        if page not in _KNOWING:
            self._who = None

    def end(self) -> None:
        """Nothing of it is left."""
        self.outlook = self.issued = None
        self.paper.end()

    # Asking and being answered

    def _is_named(self) -> bool:
        """Whether the hall must know whose number it will be."""
        hall, service = self._visit.hall, self._visit.place.service
        return hall is not None and bool(service) and hall.settings.identity.needed(service)

    def _look(self) -> None:
        self._asking.ask(self._outlook_of(self._visit.place), self._seen, self._visit.refused)

    def _outlook_of(self, place: Place) -> Callable[[], Preview | DeskPreview]:
        hall = self._visit.hall
        assert hall is not None
        return lambda: outlook(hall, place)

    def _ask_number(self) -> None:
        visit, who, brought = self._visit, self._who, self.brought
        hall, place, language = visit.hall, visit.place, visit.language
        assert hall is not None
        self._repeats, self._sent = place.nonce == self._sent, place.nonce
        self._asking.ask(
            lambda: number(hall, place, language, who, brought),
            self.numbered,
            self._not_numbered,
        )

    def _given(self, issued: Issued | None) -> None:
        if issued is not None:
            self._repeats = True
            self.numbered(issued)
            return
        # Whoever may have gone meanwhile gets no number; who is still there presses once more.
        place, refused = self._visit.place, self._visit.refused
        self._asking.ask(self._outlook_of(place), self._seen_again, refused)

    def _seen_again(self, seen: Preview | DeskPreview) -> None:
        nonce = self._visit.place.nonce
        self._seen(seen)
        if self._visit.place.page is Page.CONFIRM:
            self._visit.place = self._visit.place.at(nonce=nonce)

    def _seen(self, seen: Preview | DeskPreview) -> None:
        visit = self._visit
        self.outlook = seen
        self.brought = frozenset()
        if seen.refusal is not None:
            visit.refused(seen.refusal)
            return
        # One confirm page is one number, however often it is pressed.
        visit.place = visit.place.at(nonce=secrets.token_urlsafe(16))
        self._tell("previewed")
        visit.step(Step.PREVIEWED)

    def _renewed(self, seen: Preview | DeskPreview) -> None:
        # A no is told when the number is asked for, not while one still reads.
        if seen.refusal is None:
            self.outlook = seen
            self._tell("previewed")

    def numbered(self, issued: Issued) -> None:
        """The hall has given out a number: it and what becomes of its paper are shown."""
        assert self._visit.hall is not None
        self.issued = issued
        self.had = issued.repeated and self._who is not None and not self._repeats
        self.paper.begin(self._visit.hall, issued, had=self.had)
        self._tell("printed")
        self._visit.step(Step.ISSUED)

    def _not_numbered(self, refusal: Refusal) -> None:
        visit = self._visit
        if refusal.code in NO_NUMBER and not visit.place.code:
            # The hall has changed while one read: what else there is to do is asked anew.
            visit.place = visit.place.at(nonce="")
            self._look()
        elif refusal.code in _UNWELCOME and visit.place.page is Page.IDENTITY:
            self._unwelcome(refusal)
        else:
            visit.refused(refusal)
