"""A screen's line to its hall: it looks whenever there is news, and knows if it is up to date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer

from kiosk.clock import Clock
from kiosk.refusal import Refusal
from ui.client import AWAY, HallClient, News
from ui.worker import Worker

S = TypeVar("S")
T = TypeVar("T")

TICK_MS = 2000
CALM_TICKS = 30
"""With a stream of news a look each minute is enough: days change without any news."""
_ANSWERS = {"account", "counter", "session"}
"""What a refusal is about that comes from a hall in good health."""
BEIJING = ZoneInfo("Asia/Shanghai")
"""The one zone of all our halls, for the times on screens."""


class Line(Generic[S]):
    """Made and called on the Qt thread; `look` runs on a worker, the rest is told on the Qt thread.

    `look` asks the client for what the screen shows; `seen` gets it, `refused` (where a no is
    possible) the no of a hall that is well. `turned` tells that `fresh` or `trouble` has changed.

    `fresh`: the last look was answered. `since` (UTC): the first one that was not, and `trouble`
    why; None while all is well.
    """

    def __init__(
        self,
        client: HallClient,
        clock: Clock,
        *,
        look: Callable[[HallClient], S],
        seen: Callable[[S], None],
        turned: Callable[[], None],
        refused: Callable[[Refusal], None] | None = None,
    ) -> None:
        self.client = client
        self._clock = clock
        self._look, self._seen, self._refused, self._turned = look, seen, refused, turned
        self.fresh = False
        self.since: datetime | None = None
        self.trouble: Refusal | None = None
        self._worker = Worker()
        self._looking = self._again = self._streaming = False
        self._ticks = 0
        self._timer = QTimer(interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._news = News(
            client.url,
            heard=lambda: self._worker.wake(self._heard),
            lost=lambda: self._worker.wake(self._lost),
        )

    def start(self) -> None:
        """Begin to listen and look at once."""
        self._news.start()
        self._timer.start()
        self.look()

    def close(self) -> None:
        """End the threads; nothing is told any more."""
        self._timer.stop()
        self._news.stop()
        self._worker.stop()
        self.client.close()

    def look(self) -> None:
        """Look soon; many wishes at a time are one look."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._ticks = 0
        self._worker.ask(lambda: self._look(self.client), self._looked, self._failed)

    def ask(
        self,
        call: Callable[[HallClient], T],
        then: Callable[[T], None],
        refused: Callable[[Refusal], None],
    ) -> None:
        """Make `call` on the worker, then look: `then` or `refused` come first."""

        def no(refusal: Refusal) -> None:
            if refusal.code == AWAY:
                self._break(refusal)
            refused(refusal)
            self.look()

        def yes(value: T) -> None:
            then(value)
            self.look()

        self._worker.ask(lambda: call(self.client), yes, no)

    def _looked(self, value: S) -> None:
        self._looking = False
        self._seen(value)
        self._heal()
        self._look_again()

    def _failed(self, refusal: Refusal) -> None:
        self._looking = False
        answered = refusal.code.partition(".")[0] in _ANSWERS
        if answered and self._refused is not None:
            self._refused(refusal)
            self._heal()
        else:
            self._break(refusal)
        self._look_again()

    def _look_again(self) -> None:
        if self._again:
            self._again = False
            self.look()

    def _heal(self) -> None:
        if not self.fresh:
            self.fresh, self.since, self.trouble = True, None, None
            self._turned()

    def _break(self, refusal: Refusal) -> None:
        if self.since is None:
            self.fresh, self.since = False, self._clock()
        self.trouble = refusal
        self._turned()

    def _heard(self) -> None:
        self._streaming = True
        self.look()

    def _lost(self) -> None:
        # Whether the hall is gone with its stream is what the next look will say.
        if self._streaming:
            self._streaming = False
            self.look()

    def _tick(self) -> None:
        self._ticks += 1
        if not self.fresh or not self._streaming or self._ticks >= CALM_TICKS:
            self.look()
