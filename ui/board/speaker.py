"""The mouth of the hall: says each call once, in order, on the one board that has the turn (R33).

Every board that could speak remembers the calls that nobody has spoken yet; the server lends the
turn to one and knows how far it has come, so that another goes on where it stopped.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.clock import Clock
from kiosk.refusal import Refusal
from kiosk.speech import VoiceSettings, brief_phrase, call_phrase
from kiosk.web.board import AnnouncedView, BoardView, TurnView
from ui.client import HallClient
from ui.line import BEIJING
from ui.voice.voice import Manner, Voice
from ui.worker import Worker

log = logging.getLogger(__name__)

ASK_MS = 3000
STALE = timedelta(minutes=3)
"""Whoever takes the turn over says no call that is older, unless the person has not come yet."""
CALM, BUSY = 2, 7
"""With so many more waiting to be said a call is said in full; with so many, once."""

_Found = tuple[TurnView, tuple[AnnouncedView, ...]]


def manner(waiting: int) -> Manner:
    """How to say a call behind which so many others wait."""
    return Manner.FULL if waiting <= CALM else Manner.ONCE if waiting <= BUSY else Manner.BRIEF


class Speaker(QObject):
    """Made, told and stopped on the Qt thread; it owns its voice."""

    turned = Signal()
    """Other words are spoken, or none: `caption`."""

    def __init__(
        self,
        client: HallClient,
        voice: Voice,
        settings: VoiceSettings,
        clock: Clock,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._client, self._voice, self._settings = client, voice, settings
        self._clock, self._steady = clock, steady
        self._name = uuid4().hex
        self._waiting: deque[AnnouncedView] = deque()
        self._now: AnnouncedView | None = None
        self._spoken: int | None = None
        self._until = 0.0
        self._asking = self._again = self._joined = False
        self._told = False
        self._words: dict[str, str] = {}
        self.caption: dict[str, str] = {}
        voice.idle.connect(self._said)
        voice.speaking.connect(self._speaking)
        self._worker = Worker(self)
        self._timer = QTimer(self, interval=ASK_MS)
        self._timer.timeout.connect(self._ask)

    def start(self) -> None:
        """Begin to ask for the turn."""
        self._timer.start()
        self._ask()

    def stop(self) -> None:
        """Be silent, in the middle of a call too, and let another board speak at once."""
        self._timer.stop()
        # What the voice still has to tell on its way out is of no interest: it was not heard whole.
        self._now = None
        self._waiting.clear()
        self._voice.close()
        self._worker.stop()
        if self._mine:
            try:
                self._client.may_speak(self._name, self._spoken, done=True)
            except Refusal as refusal:
                log.info("the turn to speak ends by itself: %s", refusal)
        self._client.close()

    def see(self, board: BoardView) -> None:
        """What the board has just seen; the first look tells who has not come yet."""
        self._add(board.announced)
        self._next()

    @property
    def _mine(self) -> bool:
        return self._steady() < self._until

    def _add(self, calls: Iterable[AnnouncedView]) -> None:
        known = {call.seq for call in self._waiting}
        least = self._spoken or 0
        if self._now is not None:
            known.add(self._now.seq)
        fresh = [each for each in calls if each.seq > least and each.seq not in known]
        self._waiting = deque(sorted([*self._waiting, *fresh], key=lambda call: call.seq))

    def _next(self) -> None:
        if self._now is not None or not self._waiting or not self._mine:
            return
        call = self._now = self._waiting.popleft()
        name, code = call.counter.name, call.counter.code
        how = manner(len(self._waiting))
        if how is Manner.BRIEF:
            languages = self._settings.call_languages[:1]
            self._words = {each: brief_phrase(call.number, code, each) for each in languages}
        else:
            languages = self._settings.call_languages
            self._words = {each: call_phrase(call.number, code, each, name) for each in languages}
        moment = self._clock().astimezone(BEIJING).time()
        self._voice.set_volume(self._settings.volume_at(moment))
        self._voice.call(call.number, code, name, manner=how, chime=self._settings.chime)

    @Slot()
    def _speaking(self) -> None:
        if self._now is not None and self.caption != self._words:
            self.caption = self._words
            self.turned.emit()

    @Slot()
    def _said(self) -> None:
        if self._now is None:
            return
        self._spoken = max(self._spoken or 0, self._now.seq)
        self._now = None
        self._next()
        self._settle()
        self._ask()

    def _settle(self) -> None:
        if self._now is None and self.caption:
            self.caption = {}
            self.turned.emit()

    # --- the turn ---

    @Slot()
    def _ask(self) -> None:
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        begun, spoken, joined = self._steady(), self._spoken, self._joined

        def ask() -> _Found:
            turn = self._client.may_speak(self._name, spoken)
            missed: tuple[AnnouncedView, ...] = ()
            if turn.speaks and not joined and turn.spoken is not None:
                missed = self._missed(turn.spoken)
            return turn, missed

        self._worker.ask(ask, lambda found: self._answered(begun, *found), self._away)

    def _missed(self, spoken: int) -> tuple[AnnouncedView, ...]:
        """What was called since the board that spoke before has fallen silent."""
        found: list[AnnouncedView] = []
        while True:
            board = self._client.board(spoken)
            found += (each for each in board.announced if board.now - each.at <= STALE)
            if not board.more:
                return tuple(found)
            spoken = board.seq

    def _answered(self, begun: float, turn: TurnView, missed: tuple[AnnouncedView, ...]) -> None:
        self._asking = False
        if not turn.allowed and not self._told:
            self._told = True
            log.warning("this machine may not speak: see `boards` of [voice] in hall.toml")
        self._until = begun + turn.seconds if turn.speaks else 0.0
        self._joined = turn.speaks
        if turn.spoken is not None and turn.spoken > (self._spoken or 0):
            self._spoken = turn.spoken
            self._waiting = deque(each for each in self._waiting if each.seq > turn.spoken)
        self._add(missed)
        self._next()
        if self._again:
            self._ask()

    def _away(self, refusal: Refusal) -> None:
        # The turn holds for its seconds; the screen itself says that the server is away.
        log.debug("nobody says who speaks: %s", refusal)
        self._asking = False
