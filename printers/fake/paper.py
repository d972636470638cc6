"""The paper of the fake printer: a strip that grows under the head, and the slips cut from it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Final, Literal

from PIL import Image, ImageChops

INCH_MM: Final = 25.4

PAPER: Final = (253, 252, 249)
INK: Final = (28, 28, 30)

_BLANK: Final = 18
"""Dots of white between two rows from which a reader sees an empty line."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader finds at one place of the strip; `top` and `bottom` in dots."""

    kind: Literal["text", "code", "picture"]
    text: str
    """The row, the data of the code, or nothing."""
    top: int
    bottom: int
    width: int = 0
    boxes: int = 0
    """Characters of the row that came out as empty boxes."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One piece of paper that came out."""

    number: int
    """Counts from 1, in the order in which the papers came."""
    text: str
    """What can be read, line by line: rows in columns, ``[QR data]``, ``[picture WxH]``."""
    codes: tuple[str, ...]
    """Data of the QR codes that the printer drew itself; pictures are for a scanner to read."""
    fed_mm: float
    whole: bool
    """Ended by the cutter, and nothing went wrong since it began."""
    boxes: int
    width_mm: int
    dpi: int
    size: tuple[int, int]
    packed: bytes
    """The picture's bits, deflated: thousands of slips must fit into memory."""

    @property
    def picture(self) -> Image.Image:
        """The printable dots, mode "1", 0 where a dot was burnt."""
        return Image.frombytes("1", self.size, zlib.decompress(self.packed))

    def png(self) -> bytes:
        """The piece with its margins left and right, as a person would hold it."""
        printed = self.picture
        strip = Image.new("1", (round(self.width_mm * self.dpi / INCH_MM), printed.height), 1)
        strip.paste(printed, ((strip.width - printed.width) // 2, 0))
        coloured = strip.convert("P")
        coloured.putpalette([*INK, *PAPER])
        out = BytesIO()
        coloured.save(out, "PNG", dpi=(self.dpi, self.dpi))
        return out.getvalue()


@dataclass(slots=True)
class Strip:
    """Paper since the last cut; its bottom edge is under the head. All lengths in dots."""

    width: int
    height: int = 0
    fed: int = 0
    """Grown since the last cut: more than the empty lead between blade and head."""
    marred: bool = False
    notes: list[Note] = field(default_factory=list)
    _bands: list[tuple[int, Image.Image]] = field(default_factory=list)

    @property
    def used(self) -> bool:
        """Somebody would see that something came out."""
        return self.fed > 0 or bool(self.notes)

    def grow(self, rows: int, ink: Image.Image | None = None) -> None:
        """Move the paper on by `rows`, burning `ink` (mode "1", 255 = a dot) if there is any."""
        if ink is not None:
            self._bands.append((self.height, ink))
        self.height += rows
        self.fed += rows

    def split(self, at: int) -> tuple[Image.Image, list[Note], Strip]:
        """Cut `at` dots from the top: the piece's picture, its notes, and the rest."""
        ink = Image.new("1", (self.width, self.height))
        for top, band in self._bands:
            ink.paste(band, (0, top))
        rest = Strip(self.width, self.height - at)
        if at < self.height:
            rest._bands.append((0, ink.crop((0, at, self.width, self.height))))
        mine = []
        for note in self.notes:
            if note.top + note.bottom < 2 * at:
                mine.append(note)
            else:
                rest.notes.append(replace(note, top=note.top - at, bottom=note.bottom - at))
        return ImageChops.invert(ink.crop((0, 0, self.width, at))), mine, rest


def packed(picture: Image.Image) -> bytes:
    """The bits of a picture as a Slip keeps them."""
    return zlib.compress(picture.tobytes(), level=1)


def readable(notes: list[Note]) -> str:
    """The text of a slip, each line ending with a newline; white space is one empty line."""
    lines: list[str] = []
    bottom: int | None = None
    for note in _joined(notes):
        if bottom is not None and note.top - bottom >= _BLANK and lines[-1]:
            lines.append("")
        match note.kind:
            case "text":
                lines.append(note.text)
            case "code":
                lines.append(f"[QR {note.text}]")
            case "picture":
                lines.append(f"[picture {note.width}x{note.bottom - note.top}]")
        bottom = note.bottom
    while lines and not lines[-1]:
        lines.pop()
    return "".join(line + "\n" for line in lines)


def _joined(notes: list[Note]) -> Iterator[Note]:
    """The notes, where blocks of one picture that were printed without a gap are one picture."""
    last: Note | None = None
    for note in notes:
        if last is not None:
            if last.kind == note.kind == "picture" and (last.bottom, last.width) == (
                note.top,
                note.width,
            ):
                last = replace(last, bottom=note.bottom)
                continue
            yield last
        last = note
    if last is not None:
        yield last
