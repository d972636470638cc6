"""Writes a paper as plain text: what a test compares and a person reads in a terminal.

Large characters stand as ``[×4 A032]``, bold ones as ``*A032*``, a code as ``[QR https://…]``, the
emblem as ``[logo]``, each where it begins on the paper; fed paper is one empty line, a cut a row of
dashes.
"""

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


def golden(paper: Paper, printer: Profile | int = 80, emblem: Emblem | None = None) -> str:
    """The paper's lines as Unicode text, one line each, ending with a newline."""
    sheet = lay_out(paper, printer, emblem)
    return "".join(_draw(line, sheet).rstrip() + "\n" for line in sheet.lines)


def _draw(line: Line, sheet: Sheet) -> str:
    match line:
        case TextLine():
            free = sheet.cells - line.cells
            indent = {"left": 0, "center": free // 2, "right": free}[line.align]
            return " " * indent + _mark(line)
        case RuleLine():
            return "─" * sheet.cells
        case FeedLine():
            return ""
        case CodeLine():
            text = f"[QR {line.data}]"
            return " " * ((sheet.cells - len(text)) // 2) + text
        case LogoLine():
            return " " * ((sheet.cells - line.emblem.width // CELL) // 2) + "[logo]"
        case CutLine():
            return "- " * (sheet.cells // 2)


def _mark(line: TextLine) -> str:
    text, column = "", 0
    for span in line.spans:
        if span.text:
            text += " " * (span.column - column) + (f"*{span.text}*" if span.bold else span.text)
            column = span.end
    return text if line.size == 1 or not text else f"[×{line.size} {text}]"
