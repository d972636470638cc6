"""Which board speaks: one at a time for the whole hall, and up to where it has come (R33).

The turn is lent for some seconds and renewed. A board that dies gives it up by silence; the next
goes on where it stopped, for it is told the place in the audit chain up to which all calls have
been spoken.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

SECONDS = 12.0
"""How long a board may speak without asking again."""


@dataclass(slots=True)
class Turn:
    """The turn of one hall; `clock` gives seconds that only go on."""

    clock: Callable[[], float]
    spoken: int | None = None
    _speaker: str = ""
    _until: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, speaker: str, spoken: int | None) -> bool:
        """Whether `speaker` may speak for the next `SECONDS`.

        Only who holds the turn moves `spoken`, and never back; a server that has just started
        knows of none and believes whoever comes first.
        """
        with self._lock:
            now = self.clock()
            if self._speaker != speaker and now < self._until:
                return False
            self._speaker, self._until = speaker, now + SECONDS
            self._come(spoken)
            return True

    def give_up(self, speaker: str, spoken: int | None) -> None:
        """Let another speak at once, as a board does that is closed."""
        with self._lock:
            if self._speaker == speaker:
                self._until = 0.0
                self._come(spoken)

    def _come(self, spoken: int | None) -> None:
        if spoken is not None:
            self.spoken = max(self.spoken or 0, spoken)
