"""How loud the machine's own loudspeaker is: read and set with `amixer` (Debian `alsa-utils`)."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess

STEP = 10
"""Percent."""
_SECONDS = 3.0
_CARD = re.compile(r"CARD=([^,]+)")
_CONTROL = re.compile(r"Simple mixer control '([^']+)',0")
_KNOWN = ("Master", "Speaker", "PCM", "Headphone", "Digital")
_PERCENT = re.compile(r"\[(\d{1,3})%\]")

log = logging.getLogger(__name__)


class Loudness:
    """The mixer of the sound card that `device` names (as `aplay -L` does), "" the system's own."""

    def __init__(self, device: str = "") -> None:
        card = _CARD.search(device)
        self._card = ["-c", card[1]] if card else []

    def percent(self) -> int | None:
        """How loud it is; None where there is nothing to set."""
        control = self._control()
        return None if control is None else _read(self._ask("sget", control))

    def set(self, percent: int) -> int | None:
        """Make it as loud as `percent` (0 to 100) says; how loud it then is."""
        control = self._control()
        if control is None:
            return None
        return _read(self._ask("sset", control, f"{max(0, min(100, percent))}%", "unmute"))

    def _control(self) -> str | None:
        found = _CONTROL.findall(self._ask("scontrols"))
        return next((name for name in _KNOWN if name in found), None)

    def _ask(self, *words: str) -> str:
        """What amixer says; nothing where there is none, or no sound card."""
        program = shutil.which("amixer")
        if program is None:
            return ""
        try:
            done = subprocess.run(
                [program, *self._card, *words],
                capture_output=True,
                check=False,
                text=True,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            log.warning("amixer does not answer: %s", error)
            return ""
        return done.stdout


def _read(said: str) -> int | None:
    found = _PERCENT.search(said)
    return int(found[1]) if found else None
