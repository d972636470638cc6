"""Lays a paper out as measured lines: the one layout behind bytes, picture and golden text.

The unit across is the half-width cell of the printer's font A, 12 dots; a hanzi takes two. The
unit along the paper is the dot, 1/203 inch or 0.125 mm.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from printers.paper import Align, Block, Code, Feed, Pair, Paper, Rule, Text
from printers.wrapping import balance, cells, longest_word, wrap

DOTS_PER_MM: Final = 8
CELL: Final = 12
"""Dots across one cell; a cell is twice as high."""

WIDTHS: Final = {80: 576, 58: 384}
"""Dots that a printer's head covers, by the width of its paper in mm."""

QUIET: Final = 4
"""Modules of white around a QR code (ISO/IEC 18004, 6.3.8)."""

LARGEST_MODULE: Final = 6
"""Dots per QR module where the paper is wide enough: 0.75 mm, read by any phone at arm's length."""

_PITCH: Final = 34
"""Dots from line to line of plain text: 1/6 inch, what ESC @ sets on every printer."""

_LEADING: Final = 8
"""Dots more under enlarged text, which printers set solid, and between rows of a table."""

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

    ``leading`` is the paper, in dots, to be fed under it beyond the printer's own line feed.
    """

    spans: tuple[Span, ...]
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
        return max(_PITCH, 2 * CELL * self.size) + self.leading


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A thin line from edge to edge."""

    height: int = _PITCH


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
        return (self.side + 2 * QUIET) * self.module


Line = TextLine | RuleLine | FeedLine | CodeLine


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a paper, from top to bottom, for one width of paper."""

    width_mm: int
    lines: tuple[Line, ...]

    @property
    def dots(self) -> int:
        return WIDTHS[self.width_mm]

    @property
    def cells(self) -> int:
        return self.dots // CELL

    @property
    def height(self) -> int:
        return sum(line.height for line in self.lines)


def lay_out(paper: Paper, width_mm: int = 80) -> Sheet:
    """The paper's lines for paper of 80 or 58 mm. Raises ValueError for any other width."""
    if width_mm not in WIDTHS:
        raise ValueError(f"paper is {' or '.join(map(str, WIDTHS))} mm wide, not {width_mm!r}")
    empty = Sheet(width_mm, ())
    lines: list[Line] = []
    before: Block | None = None
    for block in paper.blocks:
        if isinstance(before, Pair) and isinstance(block, Pair):
            lines.append(_spaced(lines.pop()))
        lines += _lines(block, empty)
        before = block
    return Sheet(width_mm, tuple(lines))


def qr_matrix(data: str) -> list[list[bool]]:
    """The QR code of the data at error level M, row by row, True where it is black."""
    code = _qr(data)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.modules]


def _lines(block: Block, sheet: Sheet) -> list[Line]:
    match block:
        case Text():
            return _text(block, sheet.cells)
        case Pair():
            return _pair(block, sheet.cells)
        case Rule():
            return [RuleLine()]
        case Feed():
            return [FeedLine(round(block.mm * DOTS_PER_MM))]
        case Code():
            return _code(block, sheet)


def _text(block: Text, width: int) -> list[Line]:
    # What hangs between two edges looks best in even lines; what starts at an edge, in full ones.
    break_up = wrap if block.align == "left" else balance
    # A number is never cut in two: it gets smaller until its line holds it.
    size = min(block.size, max(1, width // max(1, longest_word(block.text))))
    leading = _LEADING if size > 1 else 0
    return [
        TextLine((Span(line, block.bold),), size, block.align, leading)
        for paragraph in block.text.split("\n")
        for line in break_up(paragraph, width // size)
    ]


def _pair(block: Pair, width: int) -> list[Line]:
    """The value ends at the right edge; of several lines each begins where the longest does."""
    room = width - cells(block.left) - _GAP
    beside = room >= min(cells(block.right), width // 2)
    values = balance(block.right, room if beside else width)
    column = width - max(map(cells, values))
    if beside:
        labels = [block.left] + [""] * (len(values) - 1)
    else:  # a long label has lines of its own
        labels = wrap(block.left, width)
        values, labels = [""] * len(labels) + values, labels + [""] * len(values)
    return [
        TextLine((Span(label), Span(value, block.bold, column)))
        for label, value in zip(labels, values, strict=True)
    ]


def _spaced(line: Line) -> Line:
    assert isinstance(line, TextLine)
    return replace(line, leading=_LEADING)


def _code(block: Code, sheet: Sheet) -> list[Line]:
    side = 17 + 4 * _qr(block.data).best_fit()
    module = min(LARGEST_MODULE, sheet.dots // (side + 2 * QUIET))
    code = CodeLine(block.data, side, module)
    if not block.caption:
        return [code]
    return [code, *_text(Text(block.caption, align="center"), sheet.cells)]


def _qr(data: str) -> qrcode.QRCode[Any]:
    code: qrcode.QRCode[Any] = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(data.encode(), optimize=0)
    return code
