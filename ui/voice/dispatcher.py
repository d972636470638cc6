"""speech-dispatcher: whatever better voices this machine has, through its program `spd-say`.

QtTextToSpeech asks the same service on Linux and would need the 175 MB of PySide6-Addons. It
speaks by itself, on the device of its own settings, so it is not asked for what is private.
"""

from __future__ import annotations

import logging
import subprocess
from functools import cached_property

from kiosk.speech import EngineName
from ui.voice.faults import VoiceFault
from ui.voice.playing import Playing

log = logging.getLogger(__name__)

_SECONDS = 5.0
_LONGEST_SECONDS = 60.0
_TAGS = {"zh": ("zh", "cmn"), "en": ("en",)}


class Dispatcher:
    """`rate` 1.0 and a volume of 100 are the service's own normal pace and its loudest."""

    name: EngineName = "speech-dispatcher"

    def __init__(self, rate: float = 1.0) -> None:
        # It is -100 to 100 there, as the volume is.
        self._rate = max(-100, min(100, round((rate - 1) * 100)))

    def why_not(self, language: str) -> str:
        if isinstance(self._modules, str):
            return self._modules
        if self._module(language):
            return ""
        return "no_voice" if self._modules else "only_espeak"

    def can_say(self, text: str, language: str) -> bool:
        return bool(text)

    def start(self, text: str, language: str, volume: int = 100) -> Playing:
        module, tongue = self._module(language), language.partition("-")[0]
        if not module:
            raise VoiceFault(f"speech-dispatcher has no voice for {language}")
        command = ["spd-say", "--wait", "-o", module, "-l", tongue]
        command += ["-r", str(self._rate), "-i", str(volume * 2 - 100), "--", text]
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            raise VoiceFault(f"spd-say: {error}") from error
        # The service goes on after its client has gone, until it is told.
        return Playing(process, _LONGEST_SECONDS, cancel=_cancel)

    def _module(self, language: str) -> str:
        tags = _TAGS.get(language.partition("-")[0], ())
        if isinstance(self._modules, str):
            return ""
        return next((name for name, found in self._modules.items() if found & {*tags}), "")

    @cached_property
    def _modules(self) -> dict[str, frozenset[str]] | str:
        """The languages of each module that is not espeak-ng once more; or why there is none."""
        try:
            names = _lines("-O")
            return {
                name: frozenset(_language(line) for line in _lines("-o", name, "-L"))
                for name in names
                if "espeak" not in name and name != "dummy"
            }
        except FileNotFoundError:
            return "no_program"
        except (OSError, subprocess.SubprocessError):
            return "no_answer"


def _lines(*options: str) -> list[str]:
    """What `spd-say` lists, without the head of the table."""
    said = subprocess.run(["spd-say", *options], capture_output=True, check=True, timeout=_SECONDS)
    return [line.strip() for line in said.stdout.decode("utf-8", "replace").splitlines()[1:]]


def _language(line: str) -> str:
    """The language in a row "NAME LANGUAGE VARIANT" of the voices."""
    columns = line.split()
    return columns[-2].partition("-")[0].lower() if len(columns) > 2 else ""


def _cancel() -> None:
    try:
        subprocess.run(["spd-say", "-C"], check=True, capture_output=True, timeout=_SECONDS)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("speech-dispatcher was not told to be silent: %s", error)
