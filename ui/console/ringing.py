"""The sound of a new alarm at a supervisor's console: the chime of the hall, once for each.

The server says how loud, and never louder than the hall's own voice at that time of day. Whoever
sits here may mute it until the sign-out; what is shown stays as it is. A loudspeaker that fails is
told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject

from kiosk.refusal import Refusal
from kiosk.web.alarms import AlarmView
from ui.voice.chime import chime
from ui.voice.playing import Loudspeaker
from ui.worker import Worker

UNHEARD = "alarm.unheard"
"""The code of what is told when nothing comes out of the loudspeaker."""


class Ringing(QObject):
    """Made and asked on the Qt thread; plays on another."""

    def __init__(
        self, loudspeaker: Loudspeaker, tell: Callable[[Refusal], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._loudspeaker = loudspeaker
        self._tell = tell
        self._worker = Worker(self)
        self._known: frozenset[int] = frozenset()
        self._playing = self._told = False
        self.muted = False

    def see(self, alarms: Iterable[AlarmView], percent: int) -> None:
        """Ring where an alarm has come that nobody has taken; `percent`: how loud, 0 is silent."""
        untaken = frozenset(each.id for each in alarms if each.taken_by is None)
        fresh = untaken - self._known
        self._known = untaken
        if not fresh or not percent or self.muted or self._playing:
            return
        self._playing = True
        self._worker.ask(
            lambda: self._loudspeaker.play(chime().at(percent)), self._played, self._failed
        )

    def forget(self) -> None:
        """Nobody sits here any more; the next one hears what stands, and has muted nothing."""
        self._known, self.muted = frozenset(), False

    def stop(self) -> None:
        """Play nothing more."""
        self._worker.stop(wait=False)

    def _played(self, heard: bool) -> None:
        self._playing = False
        if not heard and not self._told:
            self._told = True
            self._tell(Refusal(UNHEARD, reason=self._loudspeaker.fault))

    def _failed(self, refusal: Refusal) -> None:
        self._playing = False
        if not self._told:
            self._told = True
            self._tell(Refusal(UNHEARD, reason=refusal.code))
