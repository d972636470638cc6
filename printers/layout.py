"""Lays a paper out as measured lines: the one layout behind bytes, picture and golden text.

The unit across is the half-width cell of the printer's font A, 12 dots; a hanzi takes two. The
unit along the paper is the printer's dot, 0.125 mm at 203 to the inch and 0.141 mm at 180.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from printers import qr
from printers.logo import Emblem
from printers.paper import Align, Block, Code, Cut, Feed, Logo, Pair, Paper, Rule, Text
from printers.profiles import Profile, generic
from printers.wrapping import cells, longest_word, wrap

DOTS_PER_MM: Final = 8
"""In the pictures of a printer of 203 dots to the inch."""

CELL: Final = 12
"""Dots across one cell; a cell is twice as high."""

LARGEST_MODULE: Final = 6
"""Dots per QR module where the paper is wide enough: 0.75 mm, read by any phone at arm's length."""

_SMALLEST_MODULE: Final = 2
"""Below that no phone reads it: the margin of the paper has to do for the white beside it."""

_LINES_PER_INCH: Final = 6
"""Of plain text: half as much white as ink, as in a book."""

_LEADING_MM: Final = 1.0
"""Paper more under enlarged text, which printers set solid, and between rows of a table."""

_LEADING_MORE_MM: Final = 0.25
"""And that much more again for each size above two."""

_ITEM: Final = re.compile(r"(?:\d{1,2}[.、．)）](?!\d)|[(（]\d{1,2}[)）]|[①-⑳■□●○◆◇★☆·•]) ?(?=\S)")
"""What an item in a list begins with: less than eight cells, so no tab stop comes into it."""

_GAP: Final = 2
"""Cells at least between a label and its value."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one weight, side by side from ``column`` on, counted in cells."""

    text: str
    bold: bool = False
    column: int = 0

    @property
    def end(self) -> int:
        """The first column after it."""
        return self.column + cells(self.text)


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; its cells and columns are multiplied by ``size``.

    ``pitch`` is what the printer feeds for a line of small text, and ``leading`` the paper to be
    fed under it beyond that; both in dots.
    """

    spans: tuple[Span, ...]
    pitch: int
    size: int = 1
    align: Align = "left"
    leading: int = 0

    @property
    def cells(self) -> int:
        """Cells of the paper that the line covers."""
        return max((span.end for span in self.spans), default=0) * self.size

    @property
    def height(self) -> int:
        """Dots along the paper, the space under the characters included."""
        return max(self.pitch, 2 * CELL * self.size) + self.leading


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A thin line from edge to edge."""

    height: int


@dataclass(frozen=True, slots=True)
class FeedLine:
    """Empty paper."""

    height: int


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A QR code in the middle: ``side`` modules of ``module`` dots, white around it."""

    data: str
    side: int
    module: int

    @property
    def height(self) -> int:
        return (self.side + 2 * qr.QUIET) * self.module


@dataclass(frozen=True, slots=True)
class LogoLine:
    """The emblem in the middle, and white under it."""

    emblem: Emblem
    height: int


@dataclass(frozen=True, slots=True)
class CutLine:
    """Here the paper is cut; what follows is another piece of it."""

    height: int = 0


Line = TextLine | RuleLine | FeedLine | CodeLine | LogoLine | CutLine


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a paper, from top to bottom, for one kind of printer."""

    profile: Profile
    lines: tuple[Line, ...]

    @property
    def cells(self) -> int:
        """Cells across."""
        return self.profile.dots // CELL

    @property
    def dots(self) -> int:
        """Dots across that lines fill: whole cells, so a few less than the head has."""
        return self.cells * CELL

    @property
    def height(self) -> int:
        """Dots along the paper, cuts not counted."""
        return sum(line.height for line in self.lines)


def lay_out(paper: Paper, printer: Profile | int = 80, emblem: Emblem | None = None) -> Sheet:
    """The paper's lines for a printer, or for any one with paper of 80 or 58 mm.

    Raises ValueError for any other width.
    """
    sheet = Sheet(generic(printer) if isinstance(printer, int) else printer, ())
    lines: list[Line] = []
    before: Block | None = None
    for block in paper.blocks:
        if isinstance(before, Pair) and isinstance(block, Pair):
            lines.append(_spaced(lines.pop(), sheet))
        lines += _lines(block, sheet, emblem)
        before = block
    return replace(sheet, lines=tuple(lines))


def pitch(profile: Profile) -> int:
    """Dots from one line of small text to the next."""
    return round(profile.dpi / _LINES_PER_INCH)


def _lines(block: Block, sheet: Sheet, emblem: Emblem | None) -> list[Line]:
    match block:
        case Text():
            return _text(block, sheet)
        case Pair():
            return _pair(block, sheet)
        case Rule():
            return [RuleLine(pitch(sheet.profile))]
        case Feed():
            return [FeedLine(sheet.profile.dots_of(block.mm))]
        case Code():
            return _code(block, sheet)
        case Logo():
            below = sheet.profile.dots_of(2 * _LEADING_MM)
            return [LogoLine(emblem, emblem.height + below)] if emblem else []
        case Cut():
            return [CutLine()]


def _text(block: Text, sheet: Sheet) -> list[Line]:
    # A number is never cut in two: it gets smaller until its line holds it.
    size = min(block.size, max(1, sheet.cells // max(1, longest_word(block.text))))
    leading = sheet.profile.dots_of(_LEADING_MM + _LEADING_MORE_MM * (size - 2) if size > 1 else 0)
    return [
        TextLine(spans, pitch(sheet.profile), size, block.align, leading)
        for paragraph in block.text.split("\n")
        for spans in _paragraph(paragraph, block, sheet.cells // size)
    ]


def _paragraph(paragraph: str, block: Text, width: int) -> list[tuple[Span, ...]]:
    """Its lines; those of an item in a list begin where its first one does after the number."""
    item = _ITEM.match(paragraph) if block.align == "left" else None
    indent = cells(item[0]) if item else 0
    if item is None or width - indent < max(width // 2, longest_word(paragraph[item.end() :])):
        return [(Span(line, block.bold),) for line in wrap(paragraph, width)]
    lines = wrap(paragraph[item.end() :], width - indent)
    marks = [item[0].rstrip()] + [""] * (len(lines) - 1)
    return [
        (Span(mark, block.bold), Span(line, block.bold, indent))
        for mark, line in zip(marks, lines, strict=True)
    ]


def _pair(block: Pair, sheet: Sheet) -> list[Line]:
    """The value ends at the right edge; of several lines each begins where the longest does."""
    width = sheet.cells
    room = width - cells(block.left) - _GAP
    beside = room >= min(cells(block.right), width // 2)
    values = wrap(block.right, room if beside else width)
    column = width - max(map(cells, values))
    if beside:
        labels = [block.left] + [""] * (len(values) - 1)
    else:  # a long label has lines of its own
        labels = wrap(block.left, width)
        values, labels = [""] * len(labels) + values, labels + [""] * len(values)
    return [
        TextLine((Span(label), Span(value, block.bold, column)), pitch(sheet.profile))
        for label, value in zip(labels, values, strict=True)
    ]


def _spaced(line: Line, sheet: Sheet) -> Line:
    assert isinstance(line, TextLine)
    return replace(line, leading=sheet.profile.dots_of(_LEADING_MM))


def _code(block: Code, sheet: Sheet) -> list[Line]:
    side = qr.side(block.data)
    module = sheet.dots // (side + 2 * qr.QUIET)
    module = min(LARGEST_MODULE, max(_SMALLEST_MODULE, module))
    code = CodeLine(block.data, side, module)
    if not block.caption:
        return [code]
    return [code, *_text(Text(block.caption, align="center"), sheet)]
