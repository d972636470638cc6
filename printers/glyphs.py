"""Draws each character once, as the dots of its cells, and keeps it for every later paper."""

import unicodedata
from functools import cache, lru_cache
from typing import Final

from PIL import Image, ImageDraw

from printers.fonts import font

_THRESHOLD: Final = 96
"""Ink (of 255) from which a dot is burnt: the strokes of a 24-dot hanzi come out alike, two dots
wide, and none breaks off."""

_BURNT: Final = [255 if ink >= _THRESHOLD else 0 for ink in range(256)]

_ABOVE: Final = 0.88
"""The baseline's place in the em, as the font is drawn (Noto Sans CJK: 880 of 1000)."""

_TALL: Final = 1.25
"""Height of a drawn character in ems: descenders reach below the cell into the leading."""

_NOWHERE: Final = "\U000effff"
"""A noncharacter: no font has it, so it shows what a font draws for what it lacks."""


@lru_cache(maxsize=8192)
def glyph(cluster: str, width: int, em: int, *, bold: bool = False) -> Image.Image:
    """A character with the marks upon it: ``width`` dots wide, 255 where a dot is burnt, mode "1".

    One that the font lacks comes out as its number in Unicode, small: it can be looked up, and an
    empty box cannot. Raises FontMissingError.
    """
    ink = Image.new("L", (width, round(_TALL * em)))
    if not cluster.isspace():
        cluster = unicodedata.normalize("NFC", cluster)
        if lacks(cluster[0]):
            _draw_number(ink, ord(cluster[0]), em)
        else:
            _draw(ink, "".join(c for c in cluster if not lacks(c)), em, bold)
    return ink.point(_BURNT, mode="1")


def _draw(ink: Image.Image, cluster: str, em: int, bold: bool) -> None:
    face = font(em, bold=bold)
    # What is wider than its cells, a letter from the Chinese half of the font, is drawn narrower.
    across = max(ink.width, round(face.getlength(cluster)))
    # In the middle of its cells, so that every character keeps to the printer's grid.
    natural = Image.new("L", (across, ink.height))
    ImageDraw.Draw(natural).text(
        (across / 2, round(_ABOVE * em)), cluster, fill=255, font=face, anchor="ms"
    )
    ink.paste(natural if across == ink.width else natural.resize(ink.size))


def _draw_number(ink: Image.Image, code: int, em: int) -> None:
    digits = f"{code:04X}"
    across = 2 if ink.width < em or len(digits) == 4 else 3
    rows = [digits[at : at + across] for at in range(0, len(digits), across)]
    face = font(min(2 * ink.width // across, round(1.2 * em / len(rows))))
    for number, row in enumerate(rows, start=1):
        ImageDraw.Draw(ink).text(
            (ink.width / 2, number * em / len(rows)), row, fill=255, font=face, anchor="ms"
        )


@lru_cache(maxsize=8192)
def lacks(character: str) -> bool:
    """Whether the font draws for it what it draws for nothing at all."""
    return _drawn(character) == _missing()


@cache
def _missing() -> bytes:
    return _drawn(_NOWHERE)


def _drawn(character: str) -> bytes:
    ink = Image.new("L", (32, 32))
    ImageDraw.Draw(ink).text((4, 24), character, fill=255, font=font(24), anchor="ls")
    return ink.tobytes()
