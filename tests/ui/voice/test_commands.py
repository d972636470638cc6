"""`kiosk voice`: what IT reads before the opening of a hall, and the file that it can listen to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli.voice import app
from kiosk.refusal import Refusal
from tests.ui.voice.conftest import RATE, Room
from ui.voice.sound import Sound, read


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """The command on a machine without a hall; what it printed."""

    def run(*arguments: str) -> str:
        app([*arguments, "--data", str(tmp_path / "no hall")], standalone_mode=False)
        return capsys.readouterr().out

    return run


def test_the_list_says_who_speaks_and_why_others_do_not(run: Any, room: Room) -> None:
    said = run("list")
    assert "普通话：用 espeak-ng" in said
    assert "英语：用 espeak-ng" in said
    assert "speech-dispatcher：没有安装" in said
    assert "录音 (clips)：没有这种语言的录音包" in said
    assert "可用" in said.splitlines()[0]


def test_the_list_for_machines(run: Any, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    found = json.loads(run("list", "--json"))
    assert found["device"]["fault"] is None
    assert found["languages"]["zh"][-1] == {"engine": "espeak-ng", "why_not": None}
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    assert json.loads(run("list", "--json"))["device"]["fault"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_call_as_a_file(run: Any, tmp_path: Path, language: str) -> None:
    file = tmp_path / "call.wav"
    answer = json.loads(run("test", "--language", language, "--out", str(file), "--json"))
    sound = read(file.read_bytes())
    assert 2 < sound.seconds < 8
    assert sound.peak > 0.1
    assert answer["seconds"] == pytest.approx(sound.seconds, abs=0.1)
    assert answer["engine"] == "espeak-ng"


def test_two_numbers_are_two_sounds(run: Any, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.wav" for number in ("A031", "A032")]
    for file in files:
        assert file.stem[:1] in run("test", "--text", file.stem, "--out", str(file))
    assert files[0].read_bytes() != files[1].read_bytes()


def test_it_plays(run: Any, room: Room) -> None:
    with room.listening():
        assert "A zero three two" in run("test", "--language", "en")
    assert Sound(RATE, room.listen()).seconds > 2
    assert room.loud()


def test_no_loudspeaker_is_a_refusal(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALSA_CONFIG_PATH", "/dev/null")
    with pytest.raises(Refusal) as no:
        run("test")
    assert no.value.code == "voice.no_device"
    assert "open" in str(no.value.values["detail"])


def test_no_engine_is_a_refusal(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(Refusal) as no:
        run("test")
    assert no.value.code == "voice.no_engine"


def test_a_folder_that_is_not_there_is_a_refusal(run: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as no:
        run("test", "--out", str(tmp_path / "gone" / "call.wav"))
    assert no.value.code == "folder.unwritable"
