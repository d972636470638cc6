"""The mouth of the hall: says each call once, in order, on the one board that has the turn (R33).

Every board that could speak remembers the calls that nobody has spoken yet; the server lends the
turn to one and knows how far it has come, so that another goes on where it stopped. A board that
cannot be heard has no turn: it says why, and tries its loudspeaker again and again.
"""

from __future__ import annotations

import logging
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.clock import Clock
from kiosk.refusal import Refusal
from kiosk.speech import VoiceSettings, brief_phrase, call_phrase
from kiosk.web.board_schemas import AnnouncedView, AskingTurn, BoardView, TurnView
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
    """Other words are spoken, or none: `caption`; or this board speaks no more, or now."""

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
        self._place = f"{socket.gethostname()} {settings.device}".strip()[:60]
        self._waiting: deque[AnnouncedView] = deque()
        self._now: AnnouncedView | None = None
        self._spoken: int | None = None
        self._until = 0.0
        self._asking = self._again = self._hushed = False
        self._told = False
        self._words: dict[str, str] = {}
        self._fault: str | None = None
        """Why nothing is heard from here; "" while all is well, None until that is known."""
        self.speaks = False
        """This board has the turn, and `caption` is what the hall hears."""
        self.caption: dict[str, str] = {}
        voice.idle.connect(self._rested)
        voice.speaking.connect(self._speaking)
        self._worker = Worker(self)
        self._timer = QTimer(self, interval=ASK_MS)
        self._timer.timeout.connect(self._tick)
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._lapse)

    def start(self) -> None:
        """Begin to ask for the turn, as soon as the loudspeaker is known to work."""
        self._timer.start()
        self._voice.check()

    def stop(self) -> None:
        """Be silent, in the middle of a call too, and let another board speak at once."""
        self._timer.stop()
        self._end.stop()
        # What the voice still has to tell on its way out is of no interest: it was not heard whole.
        self._now = None
        self._waiting.clear()
        self._voice.close()
        self._worker.stop()
        if self.speaks:
            try:
                self._client.may_speak(self._asked(done=True))
            except Refusal as refusal:
                log.info("the turn to speak ends by itself: %s", refusal)
        self._client.close()

    def see(self, board: BoardView) -> None:
        """What the board has just seen; the first look tells who has not come yet."""
        if self._fault:
            # Others say it; what they have not said is asked for once this board is heard again.
            return
        self._add(board.announced)
        self._next()
        if not board.speech.taken and not self.speaks:
            self._ask()

    @property
    def _mine(self) -> bool:
        return self.speaks and not self._hushed and self._steady() < self._until

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
            self._ask()

    @Slot()
    def _rested(self) -> None:
        if self._hushed:
            # That was the end of the call that was cut short.
            self._hushed = False
            self._next()
            return
        fault = self._fault = self._voice.fault
        if self._now is not None and not fault:
            self._spoken = max(self._spoken or 0, self._now.seq)
        self._now = None
        if fault:
            self._waiting.clear()
            self._lose()
        self._next()
        self._settle()
        self._ask()

    def _settle(self) -> None:
        if self._now is None and self.caption:
            self.caption = {}
            self.turned.emit()

    # --- the turn ---

    @Slot()
    def _tick(self) -> None:
        if not self._fault:
            self._ask()
        elif not self._voice.busy:
            self._voice.check()

    @Slot()
    def _lapse(self) -> None:
        """Nobody has renewed the turn: another board may speak from now on."""
        self._lose()
        if self._now is not None:
            self._waiting.appendleft(self._now)
            self._now = None
            self._hushed = True
            self._voice.hush()
        self._settle()

    def _lose(self) -> None:
        if self.speaks:
            self.speaks = False
            self.turned.emit()

    def _asked(self, *, done: bool = False) -> AskingTurn:
        return AskingTurn.model_validate(
            {
                "speaker": self._name,
                "spoken": self._spoken,
                "words": self.caption,
                "place": self._place,
                "fault": (self._fault or "")[:200],
                "done": done,
            }
        )

    def _ask(self) -> None:
        if self._fault is None:
            return
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        begun, asked, speaks = self._steady(), self._asked(), self.speaks

        def ask() -> _Found:
            turn = self._client.may_speak(asked)
            joins = turn.speaks and not speaks
            return turn, self._missed(turn.spoken) if joins else ()

        self._worker.ask(ask, lambda found: self._answered(begun, *found), self._away)

    def _missed(self, spoken: int | None) -> tuple[AnnouncedView, ...]:
        """What was called since the board that spoke before has fallen silent, or whoever was
        called and has not come where none has ever spoken."""
        found: list[AnnouncedView] = []
        while True:
            board = self._client.board(spoken)
            found += (
                each for each in board.announced if spoken is None or board.now - each.at <= STALE
            )
            if not board.more:
                return tuple(found)
            spoken = board.seq

    def _answered(self, begun: float, turn: TurnView, missed: tuple[AnnouncedView, ...]) -> None:
        self._asking = False
        if not turn.allowed and not self._told:
            self._told = True
            log.warning("this machine may not speak: see `boards` of [voice] in hall.toml")
        self._hold(begun + turn.seconds if turn.speaks and not self._fault else 0.0)
        if turn.spoken is not None and turn.spoken > (self._spoken or 0):
            self._spoken = turn.spoken
            self._waiting = deque(each for each in self._waiting if each.seq > turn.spoken)
        if not self._fault:
            self._add(missed)
            self._next()
        if self._again:
            self._ask()

    def _hold(self, until: float) -> None:
        """Have the turn up to a moment of `steady`; 0: another has it."""
        left = until - self._steady()
        if left <= 0:
            self._end.stop()
            self._lapse()
            return
        self._until = until
        self._end.start(round(left * 1000))
        if not self.speaks:
            self.speaks = True
            self.turned.emit()

    def _away(self, refusal: Refusal) -> None:
        # The turn holds for its seconds; the screen itself says that the server is away.
        log.debug("nobody says who speaks: %s", refusal)
        self._asking = False
