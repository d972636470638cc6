"""A real speech-dispatcher with a voice of its own: found, asked, and silenced."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.speech import VoiceSettings, call_words
from tests.ui.voice.conftest import Room
from ui.voice.dispatcher import Dispatcher
from ui.voice.engines import make_engines
from ui.voice.faults import VoiceFault
from ui.voice.voice import Voice

PATH = os.environ["PATH"]
# The generic module runs a command for each sentence; ours writes down what it was given.
MODULE = """
GenericExecuteSynth "(printf '%s|%s|%s' \\'$DATA\\' $RATE $VOLUME; echo) >>{heard}; sleep {seconds}"
GenericLanguage "zh" "cmn" "utf-8"
AddVoice "zh" "FEMALE1" "Woman_of_the_hall"
GenericRateMultiply 1
GenericVolumeMultiply 1
"""
DAEMON = """
AudioOutputMethod "alsa"
AddModule "hall" "sd_generic" "hall.conf"
AddModule "espeak-ng-too" "sd_dummy" ""
DefaultModule hall
"""


class Service:
    """One speech-dispatcher on its own socket."""

    def __init__(self, folder: Path, seconds: int) -> None:
        self.heard = folder / "heard"
        (folder / "modules").mkdir(parents=True)
        (folder / "speechd.conf").write_text(DAEMON)
        module = MODULE.format(heard=self.heard, seconds=seconds)
        (folder / "modules" / "hall.conf").write_text(module)
        # It opens a device even for modules that make no sound.
        (folder / "asound.conf").write_text("pcm.!default { type null }")
        self.socket = folder / "socket"
        places = ["-C", folder, "-L", folder, "-P", folder / "pid", "-S", self.socket]
        self._process = subprocess.Popen(
            ["speech-dispatcher", "-s", "-t", "0", "-c", "unix_socket", *map(str, places)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"ALSA_CONFIG_PATH": str(folder / "asound.conf")},
        )

    def wait(self) -> None:
        end = time.monotonic() + 60
        while not self.socket.exists():
            assert self._process.poll() is None, "speech-dispatcher has ended"
            assert time.monotonic() < end
            time.sleep(0.02)

    def said(self) -> list[str]:
        return self.heard.read_text("utf-8").splitlines() if self.heard.exists() else []

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(60)


@pytest.fixture
def service(
    request: pytest.FixtureRequest,
    short_folder: Path,
    room: Room,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Service]:
    monkeypatch.setenv("PATH", PATH)
    if shutil.which("speech-dispatcher") is None:
        pytest.skip("no speech-dispatcher here: `make test` installs it")
    service = Service(short_folder, seconds=getattr(request, "param", 0))
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{service.socket}")
    service.wait()
    yield service
    service.stop()


def test_a_voice_that_is_really_there_is_found(service: Service) -> None:
    dispatcher = Dispatcher()
    assert dispatcher.why_not("zh-CN") == ""
    assert dispatcher.why_not("en") == "no_voice"
    with pytest.raises(VoiceFault):
        dispatcher.start("hello", "en")
    assert [each.reason for each in make_engines(VoiceSettings()).judged("zh")] == [
        "no_clips",
        "",
        "spare",
    ]


def test_a_call_is_spoken_twice_by_the_better_voice(
    qtbot: QtBot, service: Service, room: Room
) -> None:
    settings = VoiceSettings(volume=50, rate=1.5)
    voice = Voice(make_engines(settings), settings)
    try:
        voice.call("A032", "3")
        qtbot.waitUntil(lambda: len(service.said()) == 2, timeout=30_000)
        qtbot.waitUntil(lambda: not voice.busy, timeout=30_000)
        # The service writes punctuation its own way.
        words = call_words("A032", "3", "zh").replace("，", ",")
        said = [line.split("|") for line in service.said()]
        assert [line[0] for line in said] == [words, words]
        assert [(float(line[1]), float(line[2])) for line in said] == [(0.5, 0), (0.5, 0)]
    finally:
        voice.close()


@pytest.mark.parametrize("service", [60], indirect=True)
def test_it_is_silenced_at_once(service: Service) -> None:
    playing = Dispatcher().start("第一", "zh")
    end = time.monotonic() + 60
    while not service.said():
        assert time.monotonic() < end
        time.sleep(0.01)
    begun = time.monotonic()
    playing.stop()
    assert playing.wait() == ""
    assert time.monotonic() - begun < 40


def test_what_is_private_never_leaves_by_the_service(
    qtbot: QtBot, service: Service, room: Room
) -> None:
    settings = VoiceSettings(headphones="default")
    voice = Voice(make_engines(settings), settings)
    try:
        voice.say("第二", "zh", private=True)

        def heard() -> bool:
            return room.loud() and not voice.busy

        qtbot.waitUntil(heard, timeout=30_000)
        assert service.said() == []
    finally:
        voice.close()
