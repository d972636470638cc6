"""No character goes to a printer's font that the font may lack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printers.charset import has
from printers.wrapping import cells

EVERYDAY = "综合受理（社会事务）、，。：；？！“”‘’《》【】～—…％℃×￥Ａ１ A032-12:30,12345/?~"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030"])
def test_what_every_ticket_says_is_in_every_chinese_font(charset: str) -> None:
    lacking = [each for each in EVERYDAY if not has(charset, each)]  # type: ignore[arg-type]
    assert not lacking


@pytest.mark.parametrize(
    ("characters", "first"),
    [
        ("喆堃镕玥", "gbk"),  # names, not in GB 2312
        ("·①ⅠЖ", "gbk"),  # in GB 2312, in rows that cheap fonts leave out or read otherwise
        ("㐱㼆䶮", "gb18030"),  # extension A, in names
        ("€é龦𬱖𠮷😀☃¥\u0301ḿ\ue000", None),  # narrow, marks, GB 18030-2022 level 3, private
    ],
)
def test_rare_characters_are_trusted_to_rich_fonts_alone(
    characters: str, first: str | None
) -> None:
    order = ["none", "gb2312", "gbk", "gb18030"]
    for character in characters:
        if cells(character) != 2:
            first = None
        trusted = [charset for charset in order if has(charset, character)]  # type: ignore[arg-type]
        assert trusted == (order[order.index(first) :] if first else []), character


def test_an_overseas_model_is_trusted_with_nothing() -> None:
    assert not has("none", "A032")


@given(st.characters())
def test_a_trusted_character_is_as_wide_as_its_bytes(character: str) -> None:
    """One byte moves the printer by one cell and two bytes by two, so columns stay true."""
    if has("gbk", character):
        assert len(character.encode("gb18030")) == cells(character)
