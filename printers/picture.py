"""Draws a paper dot by dot as it comes out of a printer: for paper, screen and the try-out hall."""

from io import BytesIO
from typing import Final

from PIL import Image

from printers import qr
from printers.glyphs import glyph
from printers.layout import (
    CELL,
    CodeLine,
    CutLine,
    FeedLine,
    Line,
    LogoLine,
    RuleLine,
    Sheet,
    TextLine,
    lay_out,
)
from printers.logo import Emblem
from printers.paper import Paper
from printers.profiles import Profile
from printers.wrapping import cells, clusters

PAPER_WHITE: Final = (253, 252, 249)
INK: Final = (28, 28, 30)

_MARGIN_MM: Final = 5
"""Paper that passes before the first line and after the last, and beside a cut."""

_DASH: Final = 16
"""Dots of one dash and one gap of the line where a picture of paper is cut."""


def draw(line: Line, sheet: Sheet) -> Image.Image:
    """One line as dots, mode "1", 255 where one is burnt. Raises FontMissingError."""
    page = Image.new("1", (sheet.dots, line.height))
    _draw(page, line, sheet, 0)
    return page


def pages(sheet: Sheet) -> list[Image.Image]:
    """The dots of each piece of paper between cuts, as in ``draw``. Raises FontMissingError."""
    drawn = []
    for lines in _pieces(sheet):
        page = Image.new("1", (sheet.dots, sum(line.height for line in lines)))
        top = 0
        for line in lines:
            _draw(page, line, sheet, top)
            top += line.height
        drawn.append(page)
    return drawn


def png(paper: Paper, printer: Profile | int = 80, emblem: Emblem | None = None) -> bytes:
    """The whole strip of paper, margins included, dot for dot: 640 wide for 80 mm at 203 dpi.

    A cut is a dashed line across it. Raises FontMissingError when no Chinese font is installed.
    """
    sheet = lay_out(paper, printer, emblem)
    profile = sheet.profile
    drawn = pages(sheet)
    margin = profile.dots_of(_MARGIN_MM)
    # Whole bytes across, as a head has.
    across = round(profile.dots_of(profile.width_mm) / 8) * 8
    strip = Image.new("1", (across, sum(page.height + 2 * margin for page in drawn)))
    top = 0
    for page in drawn:
        if top:
            for left in range(0, across, _DASH):
                strip.paste(255, (left, top - 1, left + _DASH // 2, top + 1))
        strip.paste(page, ((across - page.width) // 2, top + margin))
        top += page.height + 2 * margin
    coloured = strip.convert("P")
    coloured.putpalette([*PAPER_WHITE, *INK])  # 0 is bare paper
    out = BytesIO()
    coloured.save(out, "PNG", dpi=(profile.dpi, profile.dpi), bits=1)
    return out.getvalue()


def _pieces(sheet: Sheet) -> list[list[Line]]:
    pieces: list[list[Line]] = [[]]
    for line in sheet.lines:
        if isinstance(line, CutLine):
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def _draw(page: Image.Image, line: Line, sheet: Sheet, top: int) -> None:
    match line:
        case TextLine():
            _text(page, line, sheet, top)
        case RuleLine():
            page.paste(255, (0, top + CELL - 1, sheet.dots, top + CELL + 1))
        case CodeLine():
            code = _code(line)
            page.paste(code, ((sheet.dots - code.width) // 2, top + qr.QUIET * line.module))
        case LogoLine():
            page.paste(line.emblem.image(), ((sheet.dots - line.emblem.width) // 2, top))
        case FeedLine() | CutLine():
            pass


def _text(page: Image.Image, line: TextLine, sheet: Sheet, top: int) -> None:
    cell = CELL * line.size
    free = sheet.dots - line.cells * CELL
    left = {"left": 0, "center": free // 2, "right": free}[line.align]
    for span in line.spans:
        x = left + span.column * cell
        for cluster in clusters(span.text):
            width = cells(cluster) * cell
            if width and cluster != " ":
                # As on the printer, the space between lines is under them.
                drawn = glyph(cluster, width, 2 * cell, bold=span.bold)
                page.paste(255, (x, top), drawn)
            x += width


def _code(line: CodeLine) -> Image.Image:
    ink = b"".join(qr.matrix(line.data)).replace(b"\1", b"\xff")
    code = Image.frombytes("L", (line.side, line.side), ink)
    side = line.side * line.module
    # Every module becomes a square of whole dots: nothing is smoothed.
    return code.resize((side, side), Image.Resampling.NEAREST).convert(
        "1", dither=Image.Dither.NONE
    )
