"""What every engine promises, and which of them speaks a language: the best that is there."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from kiosk.refusal import Refusal
from kiosk.speech import EngineName, VoiceSettings
from ui.voice.clips import Clips, Pack, open_clips
from ui.voice.dispatcher import Dispatcher
from ui.voice.espeak import Espeak
from ui.voice.playing import Playing
from ui.voice.sound import Sound

log = logging.getLogger(__name__)

MANDARIN = "zh"


@runtime_checkable
class Synthesiser(Protocol):
    """An engine that gives its sound away, to be played anywhere or kept."""

    @property
    def name(self) -> EngineName: ...

    def why_not(self, language: str) -> str:
        """ "" if it speaks `language`; else why not, the name of a phrase `voice.why.<name>`."""
        ...

    def can_say(self, text: str, language: str) -> bool:
        """Whether it can say all of `text`, which is in spoken words (kiosk/speech.py)."""
        ...

    def synthesise(self, text: str, language: str) -> Sound:
        """`text` as sound. Bounded in time; raises VoiceFault."""
        ...


class Speaker(Protocol):
    """An engine that speaks by itself, on the device that its own settings name."""

    @property
    def name(self) -> EngineName: ...

    def why_not(self, language: str) -> str: ...

    def can_say(self, text: str, language: str) -> bool: ...

    def start(self, text: str, language: str, volume: int = 100) -> Playing:
        """Begin to speak, at `volume` percent. Raises VoiceFault."""
        ...


Engine = Synthesiser | Speaker


@dataclass(frozen=True, slots=True)
class Judged:
    """An engine and one language: `reason` is "" for the chosen one, else a `voice.why.*`."""

    engine: EngineName
    reason: str


class Engines:
    """All engines, best first. `only` leaves all others out; "silent" leaves out every one."""

    def __init__(self, engines: Sequence[Engine], only: str = "auto") -> None:
        self._engines = engines
        self._only = only

    def judged(self, language: str) -> list[Judged]:
        """What `kiosk voice list` shows: each engine, and why it is not the one."""
        found: list[Judged] = []
        for engine in self._engines:
            reason = engine.why_not(language) if self._on(engine) else "off"
            if not reason and any(not each.reason for each in found):
                reason = "spare"
            found.append(Judged(engine.name, reason))
        return found

    def able(self, text: str, language: str) -> Iterator[tuple[Engine, str]]:
        """Who can say all of `text`, best first, and in which language.

        What a language lacks, a recording or a voice, is said in Mandarin (R22): the words on
        the screen are Chinese there.
        """
        languages = [language, *([MANDARIN] if language.partition("-")[0] not in _OWN else [])]
        for each in languages:
            for engine in self._engines:
                if self._on(engine) and not engine.why_not(each) and engine.can_say(text, each):
                    yield engine, each

    def wording(self, ways: Sequence[str], language: str) -> str:
        """Of several ways to say a thing, dearest first, the first that the best voice can say."""
        able = (
            text
            for engine in self._engines
            if self._on(engine) and not engine.why_not(language)
            for text in ways
            if engine.can_say(text, language)
        )
        return next(able, ways[0])

    def _on(self, engine: Engine) -> bool:
        return self._only in ("auto", engine.name)


_OWN = {"zh", "en"}
"""Languages with words of their own on the screen; Mandarin in place of English helps nobody."""


def make_engines(settings: VoiceSettings, packs: Sequence[Pack] = ()) -> Engines:
    """The engines of a hall, with its recordings."""
    best_first = (
        Clips(packs),
        Dispatcher(settings.rate),
        Espeak(settings.rate),
    )
    return Engines(best_first, settings.engine)


def open_engines(settings: VoiceSettings, folder: Path) -> Engines:
    """The engines of the hall whose settings stand in `folder`, for a screen.

    Faulty recordings are logged and left out: a screen goes on with the voices that there are.
    """
    try:
        return make_engines(settings, open_packs(settings, folder))
    except Refusal as refusal:
        log.error("the recordings are left out: %s", refusal)
        return make_engines(settings)


def open_packs(settings: VoiceSettings, folder: Path) -> tuple[Pack, ...]:
    """The recordings of the hall whose settings stand in `folder`; refuses as `open_clips` does."""
    clips = settings.clips_folder(folder)
    return open_clips(clips) if clips is not None else ()
