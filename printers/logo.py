"""Prepares the hall's emblem for thermal paper, and the bytes that store it in a printer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from printers.profiles import Profile

LARGEST: Final = 160
"""Dots across and along: 20 mm at 203 to the inch, and small enough for any printer's memory."""

KEY: Final = b"1W"
"""Its key code in the printer's memory (two characters from 20h to 7Eh)."""

NUMBER: Final = 1
"""Its number, where the memory has numbers."""

_FAINT: Final = 24
"""Ink (of 255) below which it is the white of a scan."""


@dataclass(frozen=True, slots=True)
class Emblem:
    """Black and white dots: ``rows`` one after the other, each of whole bytes, a 1 is burnt."""

    width: int
    """Dots, a multiple of eight."""
    height: int
    """Dots, a multiple of eight."""
    rows: bytes

    def image(self) -> Image.Image:
        """The dots, mode "1", 255 where one is burnt."""
        return Image.frombytes("1", (self.width, self.height), self.rows)


def prepare(source: Path) -> Emblem:
    """The emblem in a picture file of any size and colour, the white around it taken away.

    What is see-through becomes white. A drawing is cut where its ink is half as dark as it is on
    the whole, for dither makes edges crumble; a photograph is dithered (Floyd and Steinberg, 1976).
    Raises OSError for what is no picture.
    """
    with Image.open(source) as opened:
        coloured = opened.convert("RGBA")
    white = Image.new("RGBA", coloured.size, "white")
    grey = ImageOps.invert(Image.alpha_composite(white, coloured).convert("L"))
    counts = grey.histogram()
    counts[:_FAINT] = [0] * _FAINT
    grey = grey.crop(grey.point([255 * (ink >= _FAINT) for ink in range(256)]).getbbox())
    grey = ImageOps.contain(grey, (LARGEST, LARGEST), Image.Resampling.LANCZOS)
    if _is_photograph(counts):
        burnt = grey.convert("1")
    else:
        half = sum(ink * count for ink, count in enumerate(counts)) / max(1, sum(counts)) / 2
        burnt = grey.point([255 * (ink >= max(half, 1)) for ink in range(256)], mode="1")
    # Whole bytes both ways: FS q stores nothing else.
    dots = Image.new("1", (-(-burnt.width // 8) * 8, -(-burnt.height // 8) * 8))
    dots.paste(burnt, ((dots.width - burnt.width) // 2, (dots.height - burnt.height) // 2))
    return Emblem(dots.width, dots.height, dots.tobytes())


def _is_photograph(counts: list[int]) -> bool:
    """Whether its ink is of many shades; a drawing has one or two, and some at its edges."""
    shades = sorted((sum(counts[at : at + 16]) for at in range(0, 256, 16)), reverse=True)
    return sum(shades[:3]) < 0.6 * sum(shades)


def store_logo(emblem: Emblem, profile: Profile) -> bytes:
    """The job that keeps the emblem in the printer over power-off; sent once, not with a ticket.

    GS ( L function 67 stores it under a key code, FS q under a number; FS q forgets all other
    numbered pictures and resets the printer. Empty where the printer can keep none.
    """
    match profile.stored_logo:
        case "key":
            size = emblem.width.to_bytes(2, "little") + emblem.height.to_bytes(2, "little")
            body = b"\x30\x43\x30" + KEY + b"\x01" + size + b"\x31" + emblem.rows
            return b"\x1d(L" + len(body).to_bytes(2, "little") + body
        case "number":
            across, along = emblem.width // 8, emblem.height // 8
            size = across.to_bytes(2, "little") + along.to_bytes(2, "little")
            return b"\x1cq\x01" + size + _columns(emblem)
        case "none":
            return b""


def print_logo(profile: Profile) -> bytes:
    """The command that prints the stored emblem; nothing comes out where none is stored."""
    if profile.stored_logo == "key":
        return b"\x1d(L\x06\x00\x30\x45" + KEY + b"\x01\x01"
    return b"\x1cp" + bytes([NUMBER, 0])


def _columns(emblem: Emblem) -> bytes:
    """The dots column by column from the left, each from the top, as FS q wants them."""
    turned = emblem.image().transpose(Image.Transpose.TRANSPOSE)
    return turned.tobytes()
