"""Recordings: a folder of WAV files with a manifest, put together into sentences.

`manifest.toml`:

    language = "zh-CN"        # a BCP 47 tag: zh-CN, en, doc (Kam), hea (Miao of south-east Guizhou)
    licence = "CC0-1.0"
    speaker = "who spoke"
    gap_ms = 40               # between two clips
    pause_ms = 250            # at a comma or a full stop

    [clips]                   # words as they are spoken, or the key of a phrase -> file
    "请" = "please.wav"
    "号窗口办理" = "counter.wav"
    "touch.home.title" = "welcome.wav"

A pack says a text only if its clips cover all of it; of two ways the one with fewer clips is taken.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.faults import Fault, Faults, of_form
from kiosk.refusal import Refusal
from kiosk.speech import EngineName, spoken
from kiosk.words import words
from ui.voice.sound import NotSound, Sound, join, read, silence

MANIFEST = "manifest.toml"
_STOP = re.compile(r"[，。！？；：、,.!?;:]+")


class Manifest(BaseModel):
    """Who spoke what in which language, and on which terms it may be used."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
    licence: Annotated[str, Field(min_length=1, max_length=100)]
    speaker: Annotated[str, Field(min_length=1, max_length=100)]
    gap_ms: Annotated[int, Field(ge=0, le=1000)] = 40
    pause_ms: Annotated[int, Field(ge=0, le=2000)] = 250
    clips: Annotated[dict[str, str], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Pack:
    """The recordings of one language; `clips` by the words that they say, without pauses."""

    manifest: Manifest
    clips: Mapping[str, Sound]

    @property
    def speaks(self) -> str:
        """The language without its region."""
        return self.manifest.language.partition("-")[0]

    def pieces(self, text: str) -> list[Sound] | None:
        """The clips and silences that say `text`; None if something in it was not recorded."""
        rate = next(iter(self.clips.values())).rate
        gap = silence(rate, self.manifest.gap_ms / 1000)
        pause = silence(rate, self.manifest.pause_ms / 1000)
        said: list[Sound] = []
        for part in map(_bare, _STOP.split(text)):
            if not part:
                continue
            names = _cover(part, self.clips)
            if names is None:
                return None
            said += [pause] if said else []
            for place, name in enumerate(names):
                said += [gap, self.clips[name]] if place else [self.clips[name]]
        return said or None


class Clips:
    """The engine that has the best voice: a person's."""

    name: EngineName = "clips"

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = packs

    def why_not(self, language: str) -> str:
        return "" if self._of(language) else "no_clips"

    def can_say(self, text: str, language: str) -> bool:
        return any(pack.pieces(text) for pack in self._of(language))

    def synthesise(self, text: str, language: str) -> Sound:
        found = next(filter(None, (pack.pieces(text) for pack in self._of(language))))
        return join(found)

    def _of(self, language: str) -> list[Pack]:
        return [pack for pack in self.packs if pack.speaks == language.partition("-")[0]]


def open_clips(folder: Path) -> tuple[Pack, ...]:
    """The pack in `folder`, or those in the folders in it.

    Refuses with "voice.clips_faulty" and every fault: a manifest or a clip that is missing or
    broken, a clip that is not mono with 16 bits, or of another sample rate than the first.
    """
    folders = [folder] if (folder / MANIFEST).exists() else sorted(folder.glob("*/"))
    folders = [each for each in folders if (each / MANIFEST).is_file()]
    faults: list[Fault] = []
    packs = [_open(each, faults) for each in folders]
    if not folders:
        faults.append(Fault(MANIFEST, "missing"))
    if faults:
        raise Refusal("voice.clips_faulty", folder=folder, faults=Faults(tuple(faults)))
    return tuple(pack for pack in packs if pack is not None)


def _open(folder: Path, faults: list[Fault]) -> Pack | None:
    try:
        raw = tomllib.loads((folder / MANIFEST).read_text(encoding="utf-8-sig"))
        manifest = Manifest.model_validate(raw)
    except ValidationError as error:
        for steps, fault in of_form(error):
            place = f"{folder.name}/{MANIFEST} {'.'.join(map(str, steps))}"
            faults.append(Fault(place, fault.kind, fault.values))
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        faults.append(Fault(f"{folder.name}/{MANIFEST}", "value_error", {"message": str(error)}))
        return None
    clips: dict[str, Sound] = {}
    rate = 0
    for name, file in manifest.clips.items():
        place = f"{folder.name}/{file}"
        sound = _clip(folder, file, place, faults)
        if sound is None:
            continue
        rate = rate or sound.rate
        if sound.rate != rate:
            values = {"found": sound.rate, "expected": rate}
            faults.append(Fault(place, "clip_rate", values))
        text = _text(name, manifest.language)
        if text is None:
            faults.append(Fault(f"{folder.name}/{MANIFEST} {name}", "clip_phrase"))
        else:
            clips[_bare(text)] = sound
    return Pack(manifest, clips) if clips else None


def _clip(folder: Path, file: str, place: str, faults: list[Fault]) -> Sound | None:
    path = (folder / file).resolve()
    if not path.is_relative_to(folder.resolve()):
        faults.append(Fault(place, "clip_elsewhere"))
        return None
    try:
        sound = read(path.read_bytes())
    except OSError:
        faults.append(Fault(place, "clip_missing"))
        return None
    except NotSound as error:
        faults.append(Fault(place, "clip_format", {"found": str(error)}))
        return None
    if not sound.samples:
        faults.append(Fault(place, "clip_empty"))
        return None
    return sound


def _text(name: str, language: str) -> str | None:
    """The words of a clip: those of a phrase if `name` is its key, else `name` as it is spoken.

    None for a phrase with places to fill in, which no recording can say.
    """
    tongue = "en" if language.startswith("en") else "zh"
    phrase = words().table(tongue).get(name, name)
    return None if "{" in phrase else spoken(phrase, language)


def _bare(text: str) -> str:
    """`text` without pauses; a gap between Latin words stays, for "a one" is not "aone"."""
    return " ".join(_STOP.sub(" ", text).split())


def _cover(text: str, clips: Mapping[str, Sound]) -> list[str] | None:
    """The fewest names that make up `text` one after the other, or None."""
    longest = max(map(len, clips))
    best: list[list[str] | None] = [[], *([None] * len(text))]
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - longest - 2), end):
            before, name = best[start], text[start:end].strip()
            if before is None or (name and name not in clips) or _within_word(text, start):
                continue
            way = [*before, name] if name else before
            found = best[end]
            if found is None or len(way) < len(found):
                best[end] = way
    return best[-1]


def _within_word(text: str, place: int) -> bool:
    """Whether `place` parts two letters of one Latin word: "two" says nothing of "twofold"."""
    letters = text[max(0, place - 1) : place + 1]
    return len(letters) == 2 and letters.isascii() and letters.isalpha()
