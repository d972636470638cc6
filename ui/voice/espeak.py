"""espeak-ng: a small synthesiser that is always there; not beautiful, but understood.

Its voice `cmn` of 1.51 (Debian 12) reads the pinyin of each character as if it were English, with
the tone as a number (espeak-ng issue 1370); `cmn-latn-pinyin` says the characters and single
Latin letters right in all versions.
"""

from __future__ import annotations

import subprocess
from functools import cached_property

from kiosk.speech import EngineName
from ui.voice.faults import VoiceFault
from ui.voice.playing import last_line
from ui.voice.sound import NotSound, Sound, read

_SECONDS = 5.0
VOICES = {"zh": ("cmn-latn-pinyin", 150, 45), "en": ("en-gb", 140, 45)}
"""Voice, words a minute and pitch (0 to 99): slow and low, for old ears and an echoing hall."""


class Espeak:
    """One program run for each sentence; `rate` multiplies its pace."""

    name: EngineName = "espeak-ng"

    def __init__(self, rate: float = 1.0) -> None:
        self._rate = rate

    def why_not(self, language: str) -> str:
        if not self._voices:
            return "no_program"
        voice, _, _ = VOICES.get(language.partition("-")[0], ("", 0, 0))
        return "" if voice in self._voices else "no_voice"

    def can_say(self, text: str, language: str) -> bool:
        return bool(text)

    def synthesise(self, text: str, language: str) -> Sound:
        voice, pace, pitch = VOICES[language.partition("-")[0]]
        # -z: no pause at the end, -b 1: UTF-8, whatever the locale says.
        options = ["-v", voice, "-s", f"{pace * self._rate:.0f}", "-p", f"{pitch}", "-z", "-b", "1"]
        try:
            said = subprocess.run(
                ["espeak-ng", *options, "--stdin", "--stdout"],
                input=text.encode(),
                capture_output=True,
                check=True,
                timeout=_SECONDS,
            )
            return read(said.stdout)
        except subprocess.CalledProcessError as error:
            raise VoiceFault(f"espeak-ng: {last_line(error.stderr)}") from error
        except (OSError, subprocess.TimeoutExpired, NotSound) as error:
            raise VoiceFault(f"espeak-ng: {error}") from error

    @cached_property
    def _voices(self) -> frozenset[str]:
        try:
            said = subprocess.run(
                ["espeak-ng", "--voices"], capture_output=True, check=True, timeout=_SECONDS
            )
        except (OSError, subprocess.SubprocessError):
            return frozenset()
        rows = said.stdout.decode("utf-8", "replace").splitlines()[1:]
        return frozenset(row.split()[1] for row in rows if row.strip())
