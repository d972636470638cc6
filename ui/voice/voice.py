"""The one mouth of a screen: everything that is spoken waits in one queue, and nothing overlaps.

Words become sound and sound is played on a thread of its own, so the glass never waits.
"""

from __future__ import annotations

import logging
import threading
from enum import Enum

from PySide6.QtCore import QObject, Signal

from kiosk.speech import VoiceSettings, brief_phrase, call_words, spoken
from ui.voice.chime import chime as chime_sound
from ui.voice.engines import Engine, Engines, Synthesiser
from ui.voice.faults import VoiceFault
from ui.voice.playing import Loudspeaker, Playing
from ui.voice.waiting import Item, Waiting

log = logging.getLogger(__name__)

_BETWEEN_SECONDS = 0.6
"""Between the first and the second time of a call."""


class Manner(Enum):
    """How a call is said: in full, twice where the hall wants it; once; in the fewest words."""

    FULL = "full"
    ONCE = "once"
    BRIEF = "brief"


class Voice(QObject):
    """Speaks; made, asked and closed on the Qt thread."""

    idle = Signal()
    """The last thing that waited has been said or cut short."""

    speaking = Signal(str, str)
    """The words that begin now, and their language: for captions (R17)."""

    def __init__(
        self, engines: Engines, settings: VoiceSettings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engines = engines
        self._settings = settings
        self._room = Loudspeaker(settings.device)
        self._headphones = Loudspeaker(settings.headphones) if settings.headphones else None
        self._waiting = Waiting()
        self._told: set[str] = set()
        self.fault = ""
        """Why nothing was heard of what was said or checked last; "" when it was. See `idle`."""
        self._thread = threading.Thread(target=self._run, name="voice", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether something is being said or waits to be said."""
        return self._waiting.busy

    def say(self, text: str, language: str, *, urgent: bool = False, private: bool = False) -> None:
        """Say `text`, a phrase as it is shown, instead of what is being said.

        `urgent`: it is never cut short and waits only for calls. `private`: by the headphones or
        not at all (R16). Returns at once.
        """
        loudspeaker = self._headphones if private else self._room
        said = spoken(text, language, one=self._settings.one)
        if loudspeaker is None or not said:
            return
        self._waiting.add(Item((((said,), language),), loudspeaker, firm=urgent))

    def call(
        self,
        number: str,
        counter: str,
        name: str = "",
        *,
        manner: Manner = Manner.FULL,
        chime: bool = False,
    ) -> None:
        """Call ticket `number` ("A032") to the counter with the code `counter`.

        The `name` of the counter ("综合窗口") is left out where the best voice has no recording
        of it.
        """
        one, languages = self._settings.one, self._settings.call_languages
        if manner is Manner.BRIEF:
            language = languages[0]
            said = (spoken(brief_phrase(number, counter, language), language, one=one),)
            self._waiting.add(Item(((said, language),), self._room, firm=True))
            return
        names = dict.fromkeys((name, ""))
        once = tuple(
            (tuple(call_words(number, counter, each, name=way, one=one) for way in names), each)
            for each in languages
        )
        times = 2 if manner is Manner.FULL and self._settings.calls_twice else 1
        self._waiting.add(Item(once * times, self._room, firm=True, chime=chime))

    def check(self) -> None:
        """Find out without a sound whether a call could be heard; `idle` and `fault` tell."""
        self._waiting.add(Item((), self._room, firm=True))

    def hush(self) -> None:
        """Be silent now, in the middle of a call too; what waits is not said. `idle` follows."""
        if not self._waiting.hush():
            self.idle.emit()

    def set_volume(self, percent: int) -> None:
        """How loud all is that is said from now on, 0 to 100."""
        self._settings = self._settings.model_copy(update={"volume": percent})

    def stop(self) -> None:
        """End the announcement, as when a person has left. Calls go on."""
        self._waiting.stop()

    def close(self) -> None:
        """Be silent for ever, in the middle of a call too, and wait for the thread."""
        self._waiting.close()
        self._thread.join()

    # --- on the voice's own thread ---

    def _run(self) -> None:
        self._room.probe()
        self._note(self._room)
        while (item := self._waiting.next()) is not None:
            self.fault = self._say_all(item) if item.parts else self._why_not()
            if self._waiting.done():
                self.idle.emit()

    def _say_all(self, item: Item) -> str:
        """Why nothing of it was heard; "" if anything was."""
        if item.chime:
            self._ring(item)
        faults: list[str] = []
        for place, (ways, language) in enumerate(item.parts):
            if item.cut.wait(_BETWEEN_SECONDS if place else 0):
                break
            faults.append(self._say(item, self._engines.wording(ways, language), language))
            if item.loudspeaker.fault:
                break
        return faults[0] if faults and all(faults) else ""

    def _why_not(self) -> str:
        """Why a call could not be heard."""
        if self._room.fault:
            self._room.probe()
            self._note(self._room)
        language = self._settings.call_languages[0]
        able = self._engines.able(spoken(brief_phrase("A001", "1", language), language), language)
        return self._room.fault or ("" if any(able) else f"nothing here speaks {language}")

    def _say(self, item: Item, text: str, language: str) -> str:
        """Let the best engine say it, and the next best where that fails; why it was not heard."""
        why = f"nothing here speaks {language}"
        for engine, tongue in self._engines.able(text, language):
            try:
                playing = self._start(item, engine, text, tongue)
            except VoiceFault as fault:
                log.warning("not said: %s", fault)
                why = str(fault)
                continue
            if playing is not None:
                self._hear(item, playing, text, language)
            else:
                self._note(item.loudspeaker)
            return item.loudspeaker.fault
        if language not in self._told:
            self._told.add(language)
            log.warning("nothing here speaks %s", language)
        return why

    def _ring(self, item: Item) -> None:
        playing = item.loudspeaker.start(chime_sound().at(self._settings.volume))
        if playing is None:
            self._note(item.loudspeaker)
        else:
            self._wait(item, playing)

    def _start(self, item: Item, engine: Engine, text: str, language: str) -> Playing | None:
        if isinstance(engine, Synthesiser):
            sound = engine.synthesise(text, language).at(self._settings.volume)
            return None if item.cut.is_set() else item.loudspeaker.start(sound)
        if item.loudspeaker.device or item.loudspeaker is self._headphones:
            raise VoiceFault(f"{engine.name} cannot speak on {item.loudspeaker.device}")
        return engine.start(text, language, self._settings.volume)

    def _hear(self, item: Item, playing: Playing, text: str, language: str) -> None:
        self.speaking.emit(text, language)
        self._wait(item, playing)

    def _wait(self, item: Item, playing: Playing) -> None:
        self._waiting.heard(item, playing)
        self._note(item.loudspeaker)

    def _note(self, loudspeaker: Loudspeaker) -> None:
        """Log a device that fails, once; again only after it has worked in between."""
        name = f"device {loudspeaker.device or 'default'}"
        if not loudspeaker.fault:
            self._told.discard(name)
        elif name not in self._told:
            self._told.add(name)
            log.warning("no device to speak with: %s: %s", name, loudspeaker.fault)
