"""The large place of the board: one call at a time stands there, in order, and none is lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import datetime

from kiosk.web.schemas import CallView

Key = tuple[str, str, datetime, int]


def key(call: CallView) -> Key:
    """What makes a call another than the one before: a recall is a call of its own."""
    return call.number, call.counter.code, call.at, call.calls


class Turns:
    """Which call stands in the large place, and which wait for their turn, the oldest first."""

    def __init__(self) -> None:
        self.now: CallView | None = None
        self.next: deque[CallView] = deque()
        self._known: set[Key] | None = None

    def see(self, calls: Sequence[CallView]) -> None:
        """The calls as they stand now, the newest first.

        What stood there before we first looked is no news: its newest just stands there.
        """
        seen = {key(call) for call in calls}
        if self._known is None:
            self.now = calls[0] if calls else None
        elif not calls:
            # A new day.
            self.now = None
            self.next.clear()
        else:
            self.next.extend(call for call in reversed(calls) if key(call) not in self._known)
        self._known = seen

    def take(self) -> bool:
        """Let the next one into the large place; False when nobody waits for it."""
        if not self.next:
            return False
        self.now = self.next.popleft()
        return True
