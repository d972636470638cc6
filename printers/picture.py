"""Draws a paper dot by dot as it comes out of a printer, for the screen and the try-out hall."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from printers.fonts import font
from printers.layout import (
    CELL,
    DOTS_PER_MM,
    QUIET,
    CodeLine,
    FeedLine,
    RuleLine,
    Sheet,
    TextLine,
    lay_out,
    qr_matrix,
)
from printers.paper import Paper
from printers.wrapping import cells, clusters

PAPER_WHITE: Final = (253, 252, 249)
INK: Final = (28, 28, 30)

_THRESHOLD: Final = 112
"""Ink (of 255) from which a dot is burnt: keeps the thin strokes of a 24-dot hanzi whole."""

_ABOVE: Final = 0.88
"""The baseline's place in the em, as the font is drawn (Noto Sans CJK: 880 of 1000)."""

_MARGIN_MM: Final = 5
"""Paper that passes before the first line and after the last."""


def dots(sheet: Sheet) -> Image.Image:
    """The printable dots, mode "1", 0 where a dot is burnt: 576 or 384 wide, as high as the lines.

    Raises FontMissingError when no Chinese font is installed.
    """
    burnt = Image.new("L", (sheet.dots, sheet.height))
    draw = ImageDraw.Draw(burnt)
    top = 0
    for line in sheet.lines:
        match line:
            case TextLine():
                _text(draw, line, sheet, top)
            case RuleLine():
                draw.rectangle((0, top + CELL - 1, sheet.dots - 1, top + CELL), fill=255)
            case CodeLine():
                _code(burnt, line, sheet, top)
            case FeedLine():
                pass
        top += line.height
    return burnt.point(_IMAGE, mode="1")


def png(paper: Paper, width_mm: int = 80) -> bytes:
    """The whole strip of paper, margins included, at 203 dpi: 640 dots wide for 80 mm.

    Raises FontMissingError when no Chinese font is installed.
    """
    printed = dots(lay_out(paper, width_mm))
    margin = _MARGIN_MM * DOTS_PER_MM
    strip = Image.new("1", (width_mm * DOTS_PER_MM, printed.height + 2 * margin), 1)
    strip.paste(printed, ((strip.width - printed.width) // 2, margin))
    coloured = strip.convert("P")
    coloured.putpalette([*INK, *PAPER_WHITE])
    out = BytesIO()
    coloured.save(out, "PNG", dpi=(203, 203))
    return out.getvalue()


_IMAGE: Final = [0 if ink >= _THRESHOLD else 255 for ink in range(256)]


def _text(draw: ImageDraw.ImageDraw, line: TextLine, sheet: Sheet, top: int) -> None:
    cell = CELL * line.size
    free = sheet.dots - line.cells * CELL
    left = {"left": 0, "center": free // 2, "right": free}[line.align]
    em = 2 * cell
    # As on the printer, the space between lines is under them.
    baseline = top + round(_ABOVE * em)
    for span in line.spans:
        face = font(em, bold=span.bold)
        x = left + span.column * cell
        for cluster in clusters(span.text):
            width = cells(cluster) * cell
            # In the middle of its cells, so that "é" keeps to the printer's grid as well.
            draw.text((x + width / 2, baseline), cluster, fill=255, font=face, anchor="ms")
            x += width


def _code(burnt: Image.Image, line: CodeLine, sheet: Sheet, top: int) -> None:
    rows = qr_matrix(line.data)
    side = line.side * line.module
    ink = bytes(255 * black for row in rows for black in row)
    # Every module becomes a square of whole dots: nothing is smoothed.
    code = Image.frombytes("L", (line.side, line.side), ink).resize(
        (side, side), Image.Resampling.NEAREST
    )
    burnt.paste(code, ((sheet.dots - side) // 2, top + QUIET * line.module))
