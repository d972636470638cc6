"""The print buffer of the fake printer: one line of characters, its settings, and its dots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from PIL import Image

from printers.fake import glyphs

LEFT, CENTER, RIGHT = 0, 1, 2
_COLUMN: Final = glyphs.FONT_A[0]
"""Dots of one column of readable text."""
_LAST_TAB: Final = 255


@dataclass(slots=True)
class Settings:
    """What ESC @ sets back; lengths in dots."""

    align: int = LEFT
    small: bool = False
    bold: bool = False
    reverse: bool = False
    turned: bool = False
    upside_down: bool = False
    underline: int = 0
    size: tuple[int, int] = (1, 1)
    """Across and down, of one-byte characters."""
    hanzi_size: tuple[int, int] = (1, 1)
    hanzi_underline: int = 0
    hanzi_space: tuple[int, int] = (0, 0)
    space: int = 0
    spacing: int = 30
    """From line to line: 1/6 inch at 180 dpi, 3.75 mm at 203 dpi."""
    left: int = 0
    area: int = 0
    """Width of the printing area; 0: as wide as the paper."""
    hanzi: bool = False
    """Chinese mode. Many a Chinese model begins with it on; this one waits to be told (FS &)."""
    page: str = "cp437"
    country: int = 0
    tabs: tuple[int, ...] = tuple(range(8 * _COLUMN, _LAST_TAB * _COLUMN, 8 * _COLUMN))
    module: int = 3
    level: int = 48
    symbol: bytes | None = None

    def face(self, *, hanzi: bool, box: bool = False) -> glyphs.Face:
        """How the next character looks."""
        across, down = self.hanzi_size if hanzi else self.size
        cell = glyphs.HANZI if hanzi else glyphs.FONT_B if self.small else glyphs.FONT_A
        underline = self.hanzi_underline if hanzi else self.underline
        return glyphs.Face(
            cell,
            across,
            down,
            self.bold,
            self.reverse,
            # Reversed and turned characters are not underlined (ESC -, notes).
            0 if self.reverse else underline,
            self.turned,
            box,
        )

    @property
    def column(self) -> int:
        """Width of a one-byte character now."""
        width = glyphs.FONT_B[0] if self.small else glyphs.FONT_A[0]
        return (width + self.space) * self.size[0]


@dataclass(slots=True)
class Line:
    """Characters that wait for their line feed."""

    dots: int
    """Across the paper."""
    x: int = 0
    boxes: int = 0
    _cells: list[tuple[int, Image.Image, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._cells)

    def width(self, settings: Settings) -> int:
        """Dots of the printing area."""
        free = max(0, self.dots - settings.left)
        return min(settings.area, free) if settings.area else free

    def fits(self, ink: Image.Image, settings: Settings) -> bool:
        return self.x + ink.width <= self.width(settings)

    def put(self, character: str, ink: Image.Image, gap: tuple[int, int] = (0, 0)) -> None:
        """Add a character at the print position, with white dots before and after it."""
        self._cells.append((self.x + gap[0], ink, character))
        self.x += gap[0] + ink.width + gap[1]

    def render(self, settings: Settings) -> tuple[Image.Image, str]:
        """The dots, as wide as the paper, and the row as it reads."""
        height = max(ink.height for _, ink, _ in self._cells)
        free = self.width(settings) - max(x + ink.width for x, ink, _ in self._cells)
        start = settings.left + max(0, free * settings.align // 2)
        band = Image.new("1", (self.dots, height))
        for x, ink, _ in self._cells:
            # Characters of different heights stand on one line.
            band.paste(ink, (start + x, height - ink.height))
        if settings.upside_down:
            band = band.transpose(Image.Transpose.ROTATE_180)
        return band, self._row(start)

    def _row(self, start: int) -> str:
        row, end = "", 0
        for x, ink, character in sorted(self._cells, key=lambda cell: cell[0]):
            row += " " * round((start + x - end) / _COLUMN) + character
            end = start + x + ink.width
        return row.rstrip()
