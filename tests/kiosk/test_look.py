"""The look of a hall: a colour that nobody could read is refused, the evening comes by itself."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from kiosk import config
from kiosk.colour import BLACK, WHITE, Colour, contrast
from kiosk.faults import Faults
from kiosk.look import Look, Said
from kiosk.refusal import Refusal
from kiosk.words import words

HERE = Path("/hall")


def refusal(text: str) -> str:
    with pytest.raises(Refusal) as no:
        config.parse(f'name = "大厅"\n{text}', HERE)
    faults = no.value.values["faults"]
    assert isinstance(faults, Faults)
    return faults.in_words(words(), "zh")


def test_contrast_is_what_wcag_says() -> None:
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    # The example that every checker gives: the lightest grey of 4.5:1 on white.
    assert contrast(Colour.read("#767676"), WHITE) == pytest.approx(4.54, abs=0.005)
    assert str(Colour.read("#0f5566")) == "#0f5566"


def test_a_hall_has_its_own_colour_notices_and_honours() -> None:
    text = """
name = "大厅"
[look]
colour = "#8B1A1A"
palette = "auto"
[[look.notices]]
text = "周三下午停办"
text_en = "Closed on Wednesday afternoon"
[[look.honours]]
text = "服务之星：王芳"
[screen]
inches = 32
bottom_mm = 700
"""
    settings = config.parse(text, HERE)
    assert settings.look.colour == "#8b1a1a"
    assert settings.look.notices[0].in_language("en") == "Closed on Wednesday afternoon"
    # What nobody has translated is shown as it is.
    assert settings.look.honours[0].in_language("en") == "服务之星：王芳"
    assert (settings.screen.inches, settings.screen.bottom_mm) == (32, 700)


def test_a_colour_that_carries_no_white_words_is_refused_with_the_reason() -> None:
    said = refusal('[look]\ncolour = "#e0a030"')
    assert "2.3:1" in said
    assert "7:1" in said
    assert "look.colour" in said


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "0f5566a"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    assert "#0f5566" in refusal(f'[look]\ncolour = "{colour}"')


@pytest.mark.parametrize(
    ("palette", "at", "evening"),
    [
        ("auto", time(17, 59), False),
        ("auto", time(18), True),
        ("auto", time(6, 29), True),
        ("auto", time(6, 30), False),
        ("day", time(23), False),
        ("evening", time(12), True),
    ],
)
def test_the_evening_comes_by_itself(palette: str, at: time, evening: bool) -> None:
    look = Look.model_validate({"palette": palette, "notices": (Said(text="好"),)})
    assert look.evening(at) is evening
