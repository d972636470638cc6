"""The loudspeaker: plays a sound with `aplay`, and says what keeps it from doing so.

`aplay` (Debian `alsa-utils`, 1.2 MB) speaks to bare ALSA as on a kiosk, and to PipeWire or
PulseAudio through their ALSA plug-ins. QtMultimedia would need the 175 MB of PySide6-Addons.
A program of its own can be stopped at any moment, and a stuck sound card stops nothing else.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Callable

from ui.voice.sound import Sound

_PROBE_SECONDS = 3.0
_SPARE_SECONDS = 5.0
"""How much longer than the sound itself a player may take before it counts as stuck."""


class Playing:
    """A program that is making sound; it may be stopped from any thread.

    `seconds` is how long it should take. `cancel` is run by `wait` after a stop, for a program
    whose sound is made by another one.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        seconds: float,
        cancel: Callable[[], None] | None = None,
    ) -> None:
        self._process = process
        self._seconds = seconds
        self._cancel = cancel
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Be silent now."""
        self._stopped.set()
        # Not terminate: aplay would first play what is on its way, and wait for a stuck device.
        self._process.kill()

    def wait(self) -> str:
        """Wait until it has been heard or stopped; what went wrong, or "" if nothing did."""
        try:
            _, said = self._process.communicate(timeout=self._seconds + _SPARE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            return f"no end after {self._seconds + _SPARE_SECONDS:.0f} s"
        if self._stopped.is_set():
            if self._cancel is not None:
                self._cancel()
            return ""
        if self._process.returncode == 0:
            return ""
        return last_line(said) or f"exit {self._process.returncode}"


class Loudspeaker:
    """One output device of this machine; `device` is a name of `aplay -L`, "" the system's own.

    `fault` is why nothing was heard the last time, "" when it was.
    """

    def __init__(self, device: str = "") -> None:
        self.device = device
        self.fault = ""

    def probe(self) -> bool:
        """Open the device without a sound; at most three seconds."""
        raw = ["-t", "raw", "-f", "S16_LE", "-r", "22050", "-c", "1", "/dev/null"]
        try:
            done = subprocess.run(
                [*self._command(), *raw],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                check=False,
                timeout=_PROBE_SECONDS,
            )
        except subprocess.TimeoutExpired:
            return self._found(f"no answer in {_PROBE_SECONDS:.0f} s")
        except OSError as error:
            return self._found(str(error))
        return self._found(last_line(done.stderr) or "aplay" if done.returncode else "")

    def start(self, sound: Sound) -> Playing | None:
        """Begin to play; None where there is no player. Hand the end to `heard`."""
        with tempfile.TemporaryFile() as file:
            file.write(sound.wav())
            file.seek(0)
            try:
                process = subprocess.Popen(
                    [*self._command(), "-t", "wav", "-"],
                    stdin=file,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                )
            except OSError as error:
                self._found(str(error))
                return None
        return Playing(process, sound.seconds)

    def play(self, sound: Sound) -> bool:
        """Play to the end; whether it was heard."""
        playing = self.start(sound)
        return playing is not None and self.heard(playing)

    def heard(self, playing: Playing) -> bool:
        """Wait for the end of what `start` gave; whether the device took it."""
        return self._found(playing.wait())

    def _command(self) -> list[str]:
        return ["aplay", "-q", *(["-D", self.device] if self.device else [])]

    def _found(self, fault: str) -> bool:
        self.fault = fault
        return not fault


def last_line(said: bytes) -> str:
    """The last thing that a program has said; ALSA's own lines before it are its way there."""
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
