"""Turns a paper into the bytes of a receipt printer in Chinese text mode.

The printer has the font and draws the QR code itself, so a ticket is about half a kilobyte.
Commands: Epson's ESC/POS reference; Chinese mode: the manuals of HCC POS80B and SP91.
"""

from typing import Any, Final

from printers.layout import (
    CELL,
    QUIET,
    CodeLine,
    FeedLine,
    Line,
    RuleLine,
    Sheet,
    TextLine,
    lay_out,
)
from printers.library import escpos
from printers.paper import LARGEST, Paper

ENCODING: Final = "gb18030"

_ESC: Final = b"\x1b"
_GS: Final = b"\x1d"
_CHINESE_MODE: Final = b"\x1c&"
_ALIGN: Final = {"left": b"\0", "center": b"\1", "right": b"\2"}
_LEVEL_M: Final = 1
_TAB: Final = 8
_RULE: Final = "─"
"""From zone 9 of GB 2312, two cells wide. Side by side and eight times as wide, though not as
high, a few of them make one thin line across the paper."""


def encode(paper: Paper, width_mm: int = 80) -> bytes:
    """The whole job, from reset to cut, for paper of 80 or 58 mm at 203 dpi.

    A character that GB18030 keeps in four bytes goes out as these four bytes, and many printers
    know only the two-byte ones: such a character prints wrongly, but the ticket comes out.
    """
    sheet = lay_out(paper, width_mm)
    job = _Job()
    for line in sheet.lines:
        job.add(line, sheet)
    return job.end()


class _Job:
    """Bytes so far, and what the printer is set to after them."""

    def __init__(self) -> None:
        self._bytes: Any = escpos().Dummy()
        self._bytes.hw("INIT")
        self._put(_CHINESE_MODE)  # ESC @ may have switched it off
        self._settings: dict[bytes, bytes] = {
            _ESC + b"a": b"\0",
            _ESC + b"E": b"\0",
            _GS + b"!": b"\0",
        }

    def add(self, line: Line, sheet: Sheet) -> None:
        match line:
            case TextLine():
                self._text(line)
            case RuleLine():
                self._rule(sheet)
            case FeedLine():
                self._feed(line.height)
            case CodeLine():
                self._code(line)

    def end(self) -> bytes:
        self._bytes.cut(feed=False)  # GS V 66 0: feeds to the blade by itself, then cuts
        output: bytes = self._bytes.output
        return output

    def _text(self, line: TextLine) -> None:
        self._set(_ESC + b"a", _ALIGN[line.align])
        column = 0
        for span in line.spans:
            if span.text:
                self._put(_gap(column, span.column))
                self._style(line.size, line.size, span.bold)
                # Never the library's text(): it turns what it does not know into "?".
                self._put(span.text.encode(ENCODING))
                column = span.end
        self._put(b"\n")
        self._feed(line.leading)

    def _rule(self, sheet: Sheet) -> None:
        self._style(width=LARGEST, height=1, bold=False)
        count = sheet.dots // (2 * CELL * LARGEST)
        self._put((_RULE * count + "\n").encode(ENCODING))

    def _code(self, line: CodeLine) -> None:
        self._set(_ESC + b"a", _ALIGN["center"])
        self._feed(QUIET * line.module)
        self._bytes.qr(line.data, ec=_LEVEL_M, size=line.module, native=True)
        self._feed(QUIET * line.module)

    def _feed(self, dots: int) -> None:
        # ESC J counts dots on printers of 203 dpi; an Epson counts halves and feeds less.
        while dots > 0:
            step = min(dots, 255)
            self._put(_ESC + b"J" + bytes([step]))
            dots -= step

    def _style(self, width: int, height: int, bold: bool) -> None:
        self._set(_GS + b"!", bytes([(width - 1) << 4 | (height - 1)]))
        self._set(_ESC + b"E", bytes([bold]))

    def _set(self, command: bytes, value: bytes) -> None:
        if self._settings[command] != value:
            self._settings[command] = value
            self._put(command + value)

    def _put(self, data: bytes) -> None:
        self._bytes._raw(data)


def _gap(start: int, end: int) -> bytes:
    """Moves from one column to a later one by the tab stops, every eighth, that ESC @ sets."""
    stops = end // _TAB - start // _TAB
    return b"\t" * stops + b" " * (end - max(start, end // _TAB * _TAB))
