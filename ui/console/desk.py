"""A clerk's desk: who is signed in, which number is held, what may be done, what was refused.

It asks the hall over its line and tells by topic what has changed; it draws nothing.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from kiosk.clock import Clock
from kiosk.queue.states import HELD, MOVES
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from kiosk.web.consoles import ConsoleView, ServicesView, ServiceView
from kiosk.web.schemas import Counter, HallView, SignedIn, Ticket
from kiosk.words import LANGUAGES
from ui.client import AWAY, STRANGE, HallClient
from ui.line import Line
from ui.worker import SYSTEM_TROUBLE

T = TypeVar("T")

STEPS = ("recall", "start", "finish", "miss", "park", "abandon")
"""What is done with the number that is held; `kiosk.queue.states` says when."""
FREE = ("next", "pick", "walk_in", "resume", "pause", "close")
"""What a counter does that calls and holds nobody."""
VERBS = (*STEPS, "transfer", "join", *FREE, "unpause", "open", "paper")
_NOBODY = "queue.empty"
_NO_SESSION = "session.invalid"
_UNANSWERED = {AWAY, STRANGE, SYSTEM_TROUBLE}
"""After these nobody knows whether the wish was granted."""


class Desk:
    """The state of one console; made, called and answered on the Qt thread.

    `tell` is called with a topic: "said" (language), "found" (services), "changed" (everything
    else). `at` is what the counter looked like when it was last seen, also when the line is down;
    `recall_at` (of the desk's clock) is when its number may be called again, None where it may not.
    `left`: the account that signed out here last, for whom a colleague may stand in.
    """

    def __init__(
        self, url: str, counter: str, clock: Clock, language: str, tell: Callable[[str], None]
    ) -> None:
        self.code = counter
        self.language = language
        self.hall: HallView | None = None
        self.session: SignedIn | None = None
        self.at: ConsoleView | None = None
        self.recall_at: datetime | None = None
        self.found: list[ServiceView] = []
        self.left = ""
        self.last: Ticket | None = None
        self.no: Refusal | None = None
        self.busy = ""
        self.clock = clock
        self._tell = tell
        self._nonce = ""
        self._searched: tuple[str, bool] = ("", False)
        self._key: tuple[str, str] | None = None
        self.line: Line[ConsoleView | HallView] = Line(
            HallClient(url, language),
            clock,
            look=self._look,
            seen=self._seen,
            refused=self._refused,
            turned=self._turned,
        )

    def start(self, name: str = "", password: str = "") -> None:
        """Begin; with a name, sign in as soon as the hall answers."""
        self._key = (name, password) if name else None
        self.line.start()

    def stop(self) -> None:
        """End the line; what is shown stays."""
        self.line.close()

    # What a clerk does

    def speak(self, language: str) -> None:
        """Speak another language from now on; an old sentence of the server goes with the old."""
        if language in LANGUAGES and language != self.language:
            self.language = self.line.client.language = language
            self.no = None
            self._tell("said")
            self.line.look()

    def sign_in(self, name: str, password: str, stands_in_for: str = "") -> None:
        """Sign in at this counter, perhaps in the place of a colleague (their account)."""
        if self.session is None:
            other = stands_in_for or None
            self.do(
                "sign_in",
                lambda client: client.sign_in(name, password, self.code, other),
                self._in,
            )

    def sign_out(self) -> None:
        """Leave the counter; here the session ends even when the server cannot be told."""
        if self.session is None or self.busy:
            return
        self.left = self.session.name
        self.line.ask(HallClient.sign_out, lambda _: None, lambda _: None)
        self._forget(None)

    def look_around(self) -> None:
        """See again which counters are open, before somebody is sent to one."""

        def seen(hall: HallView) -> None:
            self.hall = hall
            self._tell("changed")

        self.line.ask(HallClient.hall, seen, self._refused)

    def search(self, text: str, *, mine: bool) -> None:
        """Look for a service, of all or of `mine`; what is `found` stays until there is better."""
        wish = self._searched = (text, mine)

        def found(services: ServicesView) -> None:
            # An answer to older letters is worth nothing.
            if wish == self._searched:
                self.found = services.services
                self._tell("found")

        if self.session is not None:
            counter = self.code if mine else ""
            self.line.ask(lambda client: client.services(text, counter), found, self._refused)

    def refuse(self, no: Refusal) -> None:
        """Say what could not be done here; a sentence of a verb stays before it."""
        if self.no is None:
            self.no = no
            self._tell("changed")

    def dismiss(self) -> None:
        """The sentence has been read."""
        self.no = None
        self._tell("changed")

    def can(self, verb: str) -> bool:
        """Whether the present state allows `verb`; while the line is down, nothing."""
        if not self.line.fresh or self.session is None or self.at is None:
            return False
        if verb == "paper":
            return True
        ticket, counter = self.at.current, self.at.counter
        if verb in STEPS or verb in {"transfer", "join"}:
            if verb == "join":
                return ticket is not None and ticket.state is State.SERVING
            return ticket is not None and ticket.state in MOVES[verb][0]
        if ticket is not None:
            return False
        if verb == "open":
            return not counter.open
        if verb == "unpause":
            return counter.open and counter.paused is not None
        return counter.open and (counter.paused is None or verb == "close")

    @property
    def recall_in(self) -> int:
        """Seconds until the number may be called again; 0: now, or never."""
        if self.recall_at is None:
            return 0
        return max(0, math.ceil((self.recall_at - self.clock()).total_seconds()))

    # What the hall answers

    def do(self, verb: str, call: Callable[[HallClient], T], then: Callable[[T], None]) -> None:
        """Ask the hall for something that changes it, one thing at a time; `then` it has."""
        if self.busy:
            return

        def done(value: T) -> None:
            self.busy = ""
            then(value)
            self._tell("changed")

        def refused(refusal: Refusal) -> None:
            self.busy = ""
            self._refused(refusal)

        self.busy, self.no = verb, None
        self._tell("changed")
        self.line.ask(call, done, refused)

    def press(self) -> str:
        """One nonce for all presses until the hall has answered with a number."""
        self._nonce = self._nonce or secrets.token_hex(16)
        return self._nonce

    def _in(self, session: SignedIn) -> None:
        self.session = session
        self._key = None

    def moved(self, ticket: Ticket) -> None:
        """The hall has done something with a number: it is held here now, or no more."""
        held = ticket.state in HELD
        # Until the hall has been looked at again nobody knows when the next call may be.
        self.recall_at = None
        self.last = None if held else ticket
        if self.at is not None:
            self._arrange(self.at.model_copy(update={"current": ticket if held else None}))

    def _arrange(self, at: ConsoleView) -> None:
        self.at = at
        if self.no is not None and self.no.code == _NOBODY and at.waiting:
            self.no = None
        if at.current is not None:
            # The call has been made; the next one is another.
            self._nonce = ""

    def set(self, counter: Counter) -> None:
        """The hall has opened, closed or paused this counter."""
        if self.at is not None:
            self.at = self.at.model_copy(update={"counter": counter})

    def _look(self, client: HallClient) -> ConsoleView | HallView:
        return client.at_counter(self.code) if client.token else client.hall()

    def _seen(self, value: ConsoleView | HallView) -> None:
        if isinstance(value, HallView):
            self.hall = value
        elif self.session is not None:
            wait = value.recall_in
            self.recall_at = None if wait is None else self.clock() + timedelta(seconds=wait)
            self._arrange(value)
        self._tell("changed")

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code not in _UNANSWERED:
            self._key = None
        if refusal.code == _NO_SESSION and self.session is not None:
            self.line.client.token = ""
            self._forget(refusal)
            self.line.look()
            return
        self.no = refusal
        self._tell("changed")

    def _turned(self) -> None:
        self._tell("changed")
        if self.line.fresh and self._key is not None and not self.busy:
            self.sign_in(*self._key)

    def _forget(self, why: Refusal | None) -> None:
        self.session = self.at = self.last = self.recall_at = None
        self.found = []
        self._nonce = ""
        self.no = why
        self._tell("changed")
