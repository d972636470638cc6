"""The large place of the board: one call at a time stands there, in order, and none is lost."""

from __future__ import annotations

from collections import deque

from kiosk.web.board_schemas import AnnouncedView, BoardView, CallView

Called = CallView | AnnouncedView


class Turns:
    """Which call stands in the large place, and which wait for their turn, the oldest first."""

    def __init__(self) -> None:
        self.now: Called | None = None
        self.next: deque[AnnouncedView] = deque()
        self.seen: int | None = None
        """The place in the audit chain up to which every call has been seen."""

    def see(self, board: BoardView) -> None:
        """The board as it stands, asked for with `seen`.

        The first look brings who has not come yet; if all have come, the newest just stands there.
        """
        if not board.calls and not board.announced:
            # A new day, or the only person has been missed and has come back to wait.
            self.now = None
            self.next.clear()
        elif self.seen is None and not board.announced:
            self.now = board.calls[0]
        self.next.extend(board.announced)
        self.seen = board.seq

    def take(self) -> bool:
        """Let the next one into the large place; False when nobody waits for it."""
        if not self.next:
            return False
        self.now = self.next.popleft()
        return True
