"""The fonts of the fake printer: each character in its cell of dots, enlarged by whole dots."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from PIL import Image, ImageChops, ImageDraw

from printers.fonts import font

FONT_A: Final = (12, 24)
FONT_B: Final = (9, 17)
HANZI: Final = (24, 24)
"""Cells in dots: the fonts that nearly all thermal receipt printers have."""

_THRESHOLD: Final = 112
"""Ink (of 255) from which a dot is burnt: keeps the thin strokes of a 24-dot hanzi whole."""

_ABOVE: Final = 0.88
"""The baseline's place in the em of Noto Sans CJK: 880 of 1000."""

_BINARY: Final = [0 if ink < _THRESHOLD else 255 for ink in range(256)]


@dataclass(frozen=True, slots=True)
class Face:
    """How a character is to look."""

    cell: tuple[int, int] = FONT_A
    across: int = 1
    down: int = 1
    bold: bool = False
    reverse: bool = False
    underline: int = 0
    turned: bool = False
    """A quarter to the right (ESC V)."""
    box: bool = False
    """The printer has no such character and prints an empty box."""


@lru_cache(maxsize=4096)
def draw(character: str, face: Face) -> Image.Image:
    """The cell of `character`, mode "1", 255 where a dot is burnt.

    Raises printers.fonts.FontMissingError when no Chinese font is installed.
    """
    ink = _box(face.cell) if face.box else _plain(character, face.cell)
    if face.bold:
        # A real one burns each dot twice, one step to the right.
        ink = ImageChops.logical_or(ink, _shifted(ink))
    if face.turned:
        ink = ink.transpose(Image.Transpose.ROTATE_270)
    ink = ink.resize((ink.width * face.across, ink.height * face.down), Image.Resampling.NEAREST)
    if face.underline and not face.turned:
        ImageDraw.Draw(ink).rectangle(
            (0, ink.height - face.underline, ink.width - 1, ink.height - 1), fill=255
        )
    return ImageChops.invert(ink) if face.reverse else ink


def _plain(character: str, cell: tuple[int, int]) -> Image.Image:
    width, height = cell
    # The font's em is two half cells wide, or as high as the cell.
    em = height if width == height else 2 * width
    letters = font(em)
    natural = max(1, round(letters.getlength(character)))
    grey = Image.new("L", (natural, height))
    ImageDraw.Draw(grey).text(
        (0, round(em * _ABOVE) + (height - em) // 2), character, fill=255, font=letters, anchor="ls"
    )
    if natural != width and character.strip():
        grey = grey.resize((width, height)) if natural > width else _padded(grey, cell)
    elif natural != width:
        grey = Image.new("L", cell)
    return grey.point(_BINARY, mode="1")


def _padded(grey: Image.Image, cell: tuple[int, int]) -> Image.Image:
    wide = Image.new("L", cell)
    wide.paste(grey, ((cell[0] - grey.width) // 2, 0))
    return wide


def _box(cell: tuple[int, int]) -> Image.Image:
    ink = Image.new("1", cell)
    ImageDraw.Draw(ink).rectangle((2, 2, cell[0] - 3, cell[1] - 3), outline=255, width=1)
    return ink


def _shifted(ink: Image.Image) -> Image.Image:
    right = Image.new("1", ink.size)
    right.paste(ink, (1, 0))
    return right
