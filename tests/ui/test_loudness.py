"""The loudspeaker: read and set as `amixer` says, and left alone where there is nothing to set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ui.touch import loudness
from ui.touch.loudness import Loudness

# Speaks as amixer 1.2.8 does, and keeps what was set in a file beside it.
AMIXER = r"""#!/bin/sh
cd "$(dirname "$0")" || exit 1
echo "$*" >>asked
if [ "$1" = -c ]; then shift 2; fi
case $1 in
scontrols) cat controls ;;
sset) printf '%s' "${3%\%}" >percent ;;
esac
case $1 in sget | sset)
    printf "Simple mixer control '%s',0\n" "$2"
    printf '  Limits: Playback 0 - 87\n'
    printf '  Front Left: Playback 52 [%s%%] [-20.25dB] [on]\n' "$(cat percent)"
    ;;
esac
"""


@pytest.fixture
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound card with two controls, at 60 percent."""
    (tmp_path / "amixer").write_text(AMIXER)
    (tmp_path / "amixer").chmod(0o755)
    controls = "Simple mixer control 'PCM',0\nSimple mixer control 'Master',0\n"
    (tmp_path / "controls").write_text(controls)
    (tmp_path / "percent").write_text("60")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def asked(card: Path) -> str:
    """What amixer was asked last."""
    return (card / "asked").read_text().splitlines()[-1]


def test_it_is_read_and_set_at_the_main_control(card: Path) -> None:
    speaker = Loudness()
    assert speaker.percent() == 60
    assert speaker.set(70) == 70
    assert speaker.percent() == 70
    assert asked(card) == "sget Master"


def test_whoever_makes_it_louder_wants_to_hear_it(card: Path) -> None:
    Loudness().set(40)
    assert asked(card) == "sset Master 40% unmute"


@pytest.mark.parametrize(("wished", "got"), [(-10, 0), (140, 100)])
def test_it_stays_within_what_there_is(card: Path, wished: int, got: int) -> None:
    assert Loudness().set(wished) == got


def test_the_card_of_the_voice_is_the_one_that_is_set(card: Path) -> None:
    assert Loudness("plughw:CARD=Headset,DEV=0").percent() == 60
    assert asked(card) == "-c Headset sget Master"


def test_without_a_card_or_its_program_there_is_nothing_to_set(
    card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (card / "controls").write_text("")
    assert Loudness().percent() is None
    assert Loudness().set(50) is None
    monkeypatch.setenv("PATH", str(card / "nowhere"))
    assert Loudness().percent() is None


def test_a_card_that_does_not_answer_is_logged_and_holds_nobody_up(
    card: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (card / "amixer").write_text("#!/bin/sh\nexec sleep 600\n")
    monkeypatch.setattr(loudness, "_SECONDS", 0.2)
    assert Loudness().percent() is None
    assert "amixer does not answer" in caplog.text
