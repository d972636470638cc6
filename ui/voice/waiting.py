"""What waits to be said: the calls in their order, and of the announcements only the newest.

An announcement of the focus is worth something only until the next one: the newest cuts the older
short, and a call cuts it short too. A call is heard to its end.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field

from ui.voice.playing import Loudspeaker, Playing


@dataclass(eq=False, slots=True)
class Item:
    """What is said in one go: (wordings, language) one after another, on one device.

    Of several wordings of a part the best voice chooses. A `firm` one is never cut short by
    another.
    """

    parts: tuple[tuple[tuple[str, ...], str], ...]
    loudspeaker: Loudspeaker
    firm: bool
    chime: bool = False
    cut: threading.Event = field(default_factory=threading.Event)


class Waiting:
    """One queue between those who want something said and the one thread that says it."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._firm: deque[Item] = deque()
        self._passing: Item | None = None
        self._now: Item | None = None
        self._playing: Playing | None = None
        self._closed = False

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""
        with self._news:
            return bool(self._now or self._firm or self._passing)

    def add(self, item: Item) -> None:
        """Say it after the calls that wait; of announcements it is the only one left."""
        with self._news:
            if self._closed:
                return
            if item.firm:
                self._firm.append(item)
            else:
                self._passing = item
            self._cut_passing()
            self._news.notify()

    def stop(self) -> None:
        """Cut the announcements short."""
        with self._news:
            self._passing = None
            self._cut_passing()

    def hush(self) -> bool:
        """Cut everything short; whether something was being said."""
        with self._news:
            self._firm.clear()
            self._passing = None
            if self._now is not None:
                self._cut(self._now)
            return self._now is not None

    def close(self) -> None:
        """The same for ever: `next` then gives nothing more."""
        with self._news:
            self._closed = True
            self.hush()
            self._news.notify()

    # What the thread that speaks does

    def next(self) -> Item | None:
        """What is to be said now, as soon as there is anything; None: nothing any more."""
        with self._news:
            self._news.wait_for(lambda: self._firm or self._passing or self._closed)
            if self._closed:
                return None
            if self._firm:
                self._now = self._firm.popleft()
            else:
                self._now, self._passing = self._passing, None
            return self._now

    def done(self) -> bool:
        """It has been said, or cut short; whether nothing else waits."""
        with self._news:
            self._now = None
            return not (self._firm or self._passing or self._closed)

    def heard(self, item: Item, playing: Playing) -> None:
        """Wait until a part of it has been heard, or has been cut short."""
        with self._news:
            self._playing = playing
            if item.cut.is_set():
                playing.stop()
        item.loudspeaker.heard(playing)
        with self._news:
            self._playing = None

    def _cut_passing(self) -> None:
        if self._now is not None and not self._now.firm:
            self._cut(self._now)

    def _cut(self, item: Item) -> None:
        item.cut.set()
        if self._playing is not None:
            self._playing.stop()
