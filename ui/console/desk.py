"""A clerk's desk: who is signed in, which number is held, what may be done, what was refused.

It asks the hall over its line and tells by topic what has changed; it draws nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar

from kiosk.clock import Clock
from kiosk.queue.states import HELD, MOVES
from kiosk.refusal import Refusal
from kiosk.web.schemas import Counter, CounterView, HallView, SignedIn, Ticket
from kiosk.words import LANGUAGES
from ui.client import AWAY, STRANGE, HallClient
from ui.line import Line
from ui.worker import SYSTEM_TROUBLE

T = TypeVar("T")

STEPS = ("recall", "start", "finish", "miss")
"""What is done with the number that is held; `kiosk.queue.states` says when."""
_NOBODY = "queue.empty"
_NO_SESSION = "session.invalid"
_UNANSWERED = {AWAY, STRANGE, SYSTEM_TROUBLE}
"""After these nobody knows whether the wish was granted."""


class Desk:
    """The state of one console; made, called and answered on the Qt thread.

    `tell` is called with a topic: "said" (language), "changed" (everything else). `at` is what
    the counter looked like when it was last seen, also when the line is down.
    """

    def __init__(
        self, url: str, counter: str, clock: Clock, language: str, tell: Callable[[str], None]
    ) -> None:
        self.code = counter
        self.language = language
        self.hall: HallView | None = None
        self.session: SignedIn | None = None
        self.at: CounterView | None = None
        self.last: Ticket | None = None
        self.no: Refusal | None = None
        self.busy = ""
        self._tell = tell
        self._nonce = ""
        self._key: tuple[str, str] | None = None
        self.line: Line[CounterView | HallView] = Line(
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

    def sign_in(self, name: str, password: str) -> None:
        """Sign in at this counter."""
        if self.session is None:
            self._do("sign_in", lambda client: client.sign_in(name, password, self.code), self._in)

    def sign_out(self) -> None:
        """Leave the counter; here the session ends even when the server cannot be told."""
        if self.session is None or self.busy:
            return
        self.line.ask(HallClient.sign_out, lambda _: None, lambda _: None)
        self._forget(None)

    def call_next(self) -> None:
        """Call the next person; pressed twice, it is one call."""
        if self.can("next"):
            nonce = self._nonce = self._nonce or secrets.token_hex(16)
            self._do("next", lambda client: client.call_next(self.code, nonce), self._moved)

    def step(self, verb: str) -> None:
        """Do one of `STEPS` with the number that is held."""
        ticket = self.at.current if self.at else None
        if self.can(verb) and ticket is not None:
            self._do(verb, lambda client: client.step(ticket.id, verb), self._moved)

    def open(self) -> None:
        """Let the counter call."""
        if self.can("open"):
            self._do("open", lambda client: client.open_counter(self.code), self._set)

    def close(self, reason: str) -> None:
        """No more calls here."""
        if self.can("close"):
            self._do("close", lambda client: client.close_counter(self.code, reason), self._set)

    def reprint(self, job: int) -> None:
        """Print a paper again; it is marked where an earlier one may have come out."""
        if self.can("paper"):
            self._do("paper", lambda client: client.reprint(job), lambda _: None)

    def put_aside(self, job: int) -> None:
        """A paper that did not come out has been seen to."""
        if self.can("paper"):
            self._do("paper", lambda client: client.put_aside(job), lambda _: None)

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
        ticket = self.at.current
        if verb in STEPS:
            return ticket is not None and ticket.state in MOVES[verb][0]
        if ticket is not None:
            return False
        return self.at.counter.open is not (verb == "open")

    # What the hall answers

    def _do(self, verb: str, call: Callable[[HallClient], T], then: Callable[[T], None]) -> None:
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

    def _in(self, session: SignedIn) -> None:
        self.session = session
        self._key = None

    def _moved(self, ticket: Ticket) -> None:
        held = ticket.state in HELD
        self.last = None if held else ticket
        if self.at is not None:
            self._arrange(self.at.model_copy(update={"current": ticket if held else None}))

    def _arrange(self, at: CounterView) -> None:
        self.at = at
        if self.no is not None and self.no.code == _NOBODY and at.waiting:
            self.no = None
        if at.current is not None:
            # The call has been made; the next one is another.
            self._nonce = ""

    def _set(self, counter: Counter) -> None:
        if self.at is not None:
            self.at = self.at.model_copy(update={"counter": counter})

    def _look(self, client: HallClient) -> CounterView | HallView:
        return client.at_counter(self.code) if client.token else client.hall()

    def _seen(self, value: CounterView | HallView) -> None:
        if isinstance(value, HallView):
            self.hall = value
        elif self.session is not None:
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
        self.session = self.at = self.last = None
        self._nonce = ""
        self.no = why
        self._tell("changed")
