"""A room to listen in: a real ALSA device whose sound goes into a pipe that the test reads.

The pipe takes a fifth of a second and then waits for the reader, so a sound lasts exactly as long
as the test wants, on the slowest machine too.
"""

from __future__ import annotations

import fcntl
import math
import os
import shutil
import tempfile
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.speech import VoiceSettings
from ui.voice.clips import open_clips
from ui.voice.engines import make_engines
from ui.voice.sound import Sound
from ui.voice.voice import Voice

RATE = 22050
_PIPE_BYTES = 8192


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs that are there: not the speech-dispatcher of who runs the tests."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for program in ("aplay", "espeak-ng"):
        path = shutil.which(program)
        if path is None:
            pytest.skip(f"no {program} here: `make test` installs it")
        (folder / program).symlink_to(path)
    monkeypatch.setenv("PATH", str(folder))


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder for sockets: their names hold 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="voice-") as folder:
        yield Path(folder)


class Room:
    """One loudspeaker and an ear."""

    def __init__(self, pipe: Path) -> None:
        os.mkfifo(pipe, 0o600)
        # Open for writing too: nobody waits for the other end, and there is no end of file.
        self._pipe = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
        fcntl.fcntl(self._pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self.heard = b""

    def listen(self) -> bytes:
        """Take what has come since; all that was ever heard."""
        while True:
            try:
                self.heard += os.read(self._pipe, 1 << 16)
            except BlockingIOError:
                return self.heard

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Listen while the test is busy with something else."""
        over = threading.Event()

        def ear() -> None:
            while not over.wait(0.005):
                self.listen()

        thread = threading.Thread(target=ear)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def loud(self) -> bool:
        """Whether more than silence was heard.

        Takes one pipe full at most: who took all would take a whole sound while it is written.
        """
        with suppress(BlockingIOError):
            self.heard += os.read(self._pipe, _PIPE_BYTES)
        return any(self.heard)

    def close(self) -> None:
        os.close(self._pipe)


@pytest.fixture
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Room]]:
    """Makes ALSA devices by name; "default" is the system's own."""
    config = tmp_path / "asound.conf"
    config.write_text("")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(config))
    made: list[Room] = []

    def make(name: str) -> Room:
        pipe = tmp_path / f"{name}.pipe"
        with config.open("a") as file:
            file.write(
                f'pcm.!{name} {{ type file slave.pcm {{ type null }} file "{pipe}" format raw }}\n'
            )
        made.append(Room(pipe))
        return made[-1]

    yield make
    for room in made:
        room.close()


@pytest.fixture
def room(rooms: Callable[[str], Room]) -> Room:
    return rooms("default")


def tone(hertz: int, seconds: float = 0.3, rate: int = RATE) -> Sound:
    """A hum that can be told from others."""
    count = round(rate * seconds)
    wave = (round(12000 * math.sin(math.tau * hertz * n / rate)) for n in range(1, count + 1))
    return Sound(rate, array("h", wave).tobytes())


def write_pack(folder: Path, language: str, clips: Mapping[str, Sound], gaps: str = "") -> Path:
    """A folder of recordings."""
    folder.mkdir()
    lines = [f'language = "{language}"', 'licence = "CC0-1.0"', 'speaker = "a hum"', gaps]
    lines.append("[clips]")
    for place, (words, sound) in enumerate(clips.items()):
        (folder / f"{place}.wav").write_bytes(sound.wav())
        lines.append(f'"{words}" = "{place}.wav"')
    (folder / "manifest.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


HUMS = {
    "第一": tone(300, 1.0),
    "第二": tone(500, 0.5),
    "第三": tone(700, 0.5),
    "请": tone(200),
    "A": tone(250),
    **{str(digit): tone(310 + 30 * digit) for digit in range(10)},
    "号": tone(900),
    "到": tone(1000),
    "号窗口办理": tone(1100),
}

MakeVoice = Callable[..., Voice]


@pytest.fixture
def voice_of(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeVoice]:
    """Voices that hum, with these settings; closed at the end."""
    pack = write_pack(tmp_path / "hums", "zh-CN", HUMS)
    made: list[Voice] = []

    def make(**settings: object) -> Voice:
        chosen = VoiceSettings.model_validate(settings)
        made.append(Voice(make_engines(chosen, open_clips(pack)), chosen))
        return made[-1]

    yield make
    for voice in made:
        voice.close()
