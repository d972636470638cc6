"""Every character has a shape that a person can read or look up, within its own cells."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers import fonts
from printers.glyphs import glyph, lacks
from printers.picture import png
from printers.wrapping import cells, clusters
from tests.printers.samples import CHINESE


def shape(cluster: str, em: int = 48, *, bold: bool = False) -> bytes:
    return glyph(cluster, cells(cluster) * em // 2, em, bold=bold).tobytes()


@pytest.mark.parametrize("character", list("䶮㐱龦𬱖·①€éЖ喆★"))
def test_a_rare_name_has_a_glyph(character: str) -> None:
    assert any(shape(character))
    assert lacks(character) is False
    assert lacks("😀") is True


def test_what_the_font_lacks_is_its_number_and_no_box() -> None:
    assert shape("😀") != shape("😁"), "each can be looked up"
    face = fonts.font(48)
    box = bytes(face.getmask("😀", mode="1"))
    assert bytes(face.getmask("😁", mode="1")) == box, "the font itself draws one box for all"
    for character in "😀\ue000ไأ":
        assert any(shape(character))


def test_a_narrow_cell_holds_a_wide_letter_whole() -> None:
    """Drawn narrower, not cut off: its ink touches neither side."""
    for character in "ЖШю☃№½":
        width = cells(character) * 24
        box = glyph(character, width, 48).getbbox()
        assert box is not None
        assert box[2] - box[0] >= width / 3
        assert box[3] - box[1] >= 20


def test_marks_stand_on_their_letter_and_spaces_are_white() -> None:
    assert shape("e\u0301") == shape("é")
    assert shape("中\ufe00") == shape("中"), "a variant that the font lacks is the character itself"
    assert not any(shape(" ") + shape("\u3000") + shape("\u2003"))


def test_bold_is_bolder() -> None:
    ink = {bold: glyph("号", 48, 48, bold=bold).histogram()[255] for bold in (False, True)}
    assert ink[True] > 1.2 * ink[False]


@given(st.text(min_size=1, max_size=3), st.integers(1, 8), st.booleans())
def test_any_text_can_be_drawn(text: str, size: int, bold: bool) -> None:
    for cluster in clusters(text):
        if width := 12 * size * cells(cluster):
            drawn = glyph(cluster, width, 24 * size, bold=bold)
            assert drawn.width == width
            if cluster.isalnum():
                assert drawn.getbbox() is not None


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without Debian's font folder."""
    for each in (fonts._find, fonts._open):
        each.cache_clear()
    glyph.cache_clear()
    monkeypatch.setattr(fonts, "_FOLDER", Path("/nowhere"))
    yield
    fonts._find.cache_clear()
    glyph.cache_clear()


def test_another_place_of_the_font_is_found(bare_machine: None) -> None:
    assert fonts.font(24, bold=True).getname() == ("Noto Sans Mono CJK SC", "Bold")
    assert fonts.font(24).getlength("a") == 12


def test_a_machine_without_the_font_is_told_what_to_install(
    bare_machine: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf\n0\nDejaVu Sans"
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, answer)
    )
    with pytest.raises(fonts.FontMissingError, match="apt install fonts-noto-cjk"):
        png(CHINESE)
