"""Who speaks which language, and that words become the right sound."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kiosk.faults import Faults
from kiosk.refusal import Refusal
from kiosk.speech import VoiceSettings, call_words, spoken
from tests.ui.voice.conftest import RATE, tone, write_pack
from ui.voice.clips import Clips, open_clips
from ui.voice.dispatcher import Dispatcher
from ui.voice.engines import Engines, Synthesiser, make_engines, open_engines
from ui.voice.espeak import VOICES, Espeak
from ui.voice.faults import VoiceFault
from ui.voice.sound import NotSound, Sound, join, read, silence

A, B, AB = tone(400), tone(600), tone(800, 0.4)


def faults(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as no:
        open_clips(folder)
    assert no.value.code == "voice.clips_faulty"
    found = no.value.values["faults"]
    assert isinstance(found, Faults)
    return [(fault.place, fault.kind) for fault in found.faults]


# --- sounds ---


def test_a_sound_survives_its_file() -> None:
    sound = tone(440)
    assert read(sound.wav()) == sound
    assert sound.seconds == pytest.approx(0.3, abs=0.001)
    assert 0.3 < sound.peak < 0.4
    assert sound.at(50).peak == pytest.approx(sound.peak / 2, rel=0.01)
    assert sound.at(0).peak == 0


def test_only_one_kind_of_sound_is_read() -> None:
    with pytest.raises(NotSound):
        read(b"RIFF")
    with pytest.raises(NotSound):
        read(b"")
    with pytest.raises(ValueError, match="rates"):
        join([tone(440), tone(440, rate=8000)])


# --- espeak-ng ---


@pytest.mark.parametrize(("language", "least", "most"), [("zh", 3.0, 7.0), ("en", 2.5, 6.0)])
def test_espeak_says_a_call_at_the_pace_of_an_announcement(
    language: str, least: float, most: float
) -> None:
    sound = Espeak().synthesise(call_words("A032", "3", language), language)
    assert least < sound.seconds < most
    assert sound.rate == RATE
    assert 0.2 < sound.peak < 1


def test_espeak_faster_is_shorter() -> None:
    words = call_words("A032", "3", "zh")
    slow, fast = (Espeak(rate).synthesise(words, "zh").seconds for rate in (1.0, 1.6))
    assert fast < slow * 0.8


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_digit_sounds_its_own(language: str) -> None:
    sounds = {Espeak().synthesise(spoken(f"A03{n}", language), language) for n in range(10)}
    assert len(sounds) == 10


def test_espeak_says_characters_and_not_their_pinyin_in_english() -> None:
    """Its voice `cmn` of 1.51 says "ling two" for a zero; (en) marks what it takes for English."""
    said = subprocess.run(
        ["espeak-ng", "-q", "-x", "-v", VOICES["zh"][0], call_words("A013", "2", "zh")],
        check=True,
        capture_output=True,
    )
    assert said.stdout.strip()
    assert b"(en)" not in said.stdout


def test_espeak_has_no_voice_for_a_language_it_never_heard() -> None:
    assert Espeak().why_not("zh-CN") == ""
    assert Espeak().why_not("en") == ""
    assert Espeak().why_not("doc") == "no_voice"


def test_an_engine_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESPEAK_DATA_PATH", "/nonexistent")
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(VoiceFault):
        Espeak().synthesise("零", "zh")


# --- recordings ---


def test_a_sentence_is_put_together_from_clips(tmp_path: Path) -> None:
    gaps = "gap_ms = 50\npause_ms = 200"
    clips = Clips(open_clips(write_pack(tmp_path / "p", "zh-CN", {"A": A, "0": B, "3": AB}, gaps)))
    said = clips.synthesise("A 零，三", "zh")
    assert said == join([A, silence(RATE, 0.05), B, silence(RATE, 0.2), AB])


def test_the_longest_clips_are_taken(tmp_path: Path) -> None:
    pack = {"到": A, "十": A, "二": B, "12": AB, "号": B, "号窗口": AB}
    clips = Clips(open_clips(write_pack(tmp_path / "p", "zh-CN", pack, "gap_ms = 0")))
    assert clips.synthesise(spoken("到 12 号窗口", "zh"), "zh") == join([A, AB, AB])
    assert clips.synthesise(spoken("22 号", "zh"), "zh") == join([B, AB, B])


def test_a_word_is_not_cut_in_two(tmp_path: Path) -> None:
    clips = Clips(open_clips(write_pack(tmp_path / "p", "en", {"two": A, "fold": B, "A": B})))
    assert clips.can_say("two fold", "en")
    assert clips.can_say("A two", "en")
    assert not clips.can_say("twofold", "en")
    assert not clips.can_say("three", "en")


def test_a_phrase_is_recorded_by_its_key(tmp_path: Path) -> None:
    clips = Clips(open_clips(write_pack(tmp_path / "p", "doc", {"voice.month.1": A})))
    assert clips.synthesise("一月", "doc") == A


def test_each_language_has_its_own_folder(tmp_path: Path) -> None:
    write_pack(tmp_path / "kam", "doc", {"请": A})
    write_pack(tmp_path / "zh", "zh-CN", {"请": B, "到": B})
    engines = make_engines(VoiceSettings(), open_clips(tmp_path))
    said = {
        words: [(engine.name, tongue) for engine, tongue in engines.able(words, "doc")]
        for words in ("请", "到", "办")
    }
    assert said["请"][0] == ("clips", "doc")
    # A clip that is missing is said in Mandarin: by a recording, else by a synthesiser.
    assert said["到"][0] == ("clips", "zh")
    assert said["办"][-1] == ("espeak-ng", "zh")


def test_recordings_that_are_not_whole_are_told_one_by_one(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path / "p", "zh-CN", {"一": A, "二": tone(400, rate=8000), "三": B, "四": B, "五": B}
    )
    (folder / "2.wav").unlink()
    (folder / "3.wav").write_bytes(b"ID3 this is an mp3")
    (folder / "4.wav").write_bytes(Sound(RATE, b"").wav())
    manifest = folder / "manifest.toml"
    manifest.write_text(
        manifest.read_text("utf-8") + '\n"六" = "../../hall.db"\n"voice.call" = "0.wav"\n', "utf-8"
    )
    assert faults(folder) == [
        ("p/1.wav", "clip_rate"),
        ("p/2.wav", "clip_missing"),
        ("p/3.wav", "clip_format"),
        ("p/4.wav", "clip_empty"),
        ("p/../../hall.db", "clip_elsewhere"),
        ("p/manifest.toml voice.call", "clip_phrase"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("language = ", "p/manifest.toml"),
        ('language = "zh"\nspeaker = "x"\n[clips]\n"a" = "0.wav"', "p/manifest.toml licence"),
        (
            'language = "中文"\nspeaker = "x"\nlicence = "x"\n[clips]\n"a"="a"',
            "p/manifest.toml language",
        ),
        ('language = "zh"\nspeaker = "x"\nlicence = "x"\n[clips]\n', "p/manifest.toml clips"),
    ],
)
def test_a_manifest_says_what_is_wrong(tmp_path: Path, text: str, place: str) -> None:
    folder = write_pack(tmp_path / "p", "zh", {"一": A})
    (folder / "manifest.toml").write_text(text, "utf-8")
    assert [where for where, _ in faults(folder)] == [place]


def test_a_folder_without_recordings_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path) == [("manifest.toml", "missing")]


def test_a_screen_goes_on_without_faulty_recordings(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engines = open_engines(VoiceSettings(clips="gone"), tmp_path)
    assert "recordings" in caplog.text
    assert [engine.name for engine, _ in engines.able("请", "zh")][-1] == "espeak-ng"


# --- the choice ---


def engines_with(tmp_path: Path, only: str = "auto") -> Engines:
    pack = open_clips(write_pack(tmp_path / "p", "zh-CN", {"请": A}))
    return make_engines(VoiceSettings.model_validate({"engine": only}), pack)


def test_a_person_is_better_than_a_machine(tmp_path: Path) -> None:
    engines = engines_with(tmp_path)
    judged = {each.engine: each.reason for each in engines.judged("zh")}
    assert judged["clips"] == ""
    assert judged["espeak-ng"] == "spare"
    engine, _ = next(engines.able("请", "zh"))
    assert engine.name == "clips"
    assert isinstance(engine, Synthesiser)


def test_the_hall_may_choose(tmp_path: Path) -> None:
    engines = engines_with(tmp_path, "espeak-ng")
    assert [engine.name for engine, _ in engines.able("请", "zh")] == ["espeak-ng"]
    judged = {each.engine: each.reason for each in engines.judged("zh")}
    assert judged["clips"] == "off"
    assert judged["espeak-ng"] == ""


def test_silence_is_a_choice(tmp_path: Path) -> None:
    engines = engines_with(tmp_path, "silent")
    assert list(engines.able("请", "zh")) == []
    assert {each.reason for each in engines.judged("zh")} == {"off"}


def test_english_is_never_said_in_mandarin(tmp_path: Path) -> None:
    engines = engines_with(tmp_path)
    assert {tongue for _, tongue in engines.able("Please wait", "en")} == {"en"}


def test_speech_dispatcher_tells_why_it_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert Dispatcher().why_not("zh") == "no_program"
