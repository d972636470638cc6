"""Turns a paper into the bytes of a receipt printer in Chinese text mode.

The printer has the font and draws the QR code itself, so a ticket is about half a kilobyte. A line
with a character that its font lacks is sent as dots, at the same place and of the same size.
Commands: Epson's ESC/POS reference; Chinese mode: the manuals of HCC POS80B and SP91.
"""

from typing import Final

from printers import qr
from printers.charset import has
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
    pitch,
)
from printers.logo import print_logo
from printers.paper import LARGEST
from printers.picture import draw
from printers.profiles import Profile
from printers.raster import feed, raster

ENCODING: Final = "gb18030"

_ESC: Final = b"\x1b"
_GS: Final = b"\x1d"
_ALIGN: Final = {"left": b"\0", "center": b"\1", "right": b"\2"}
_TAB: Final = 8
_RULE: Final = "─"
"""From zone 9 of GB 2312, two cells wide. Side by side and several times as wide, though not as
high, a few of them make one thin line across the paper."""

_BELOW_MM: Final = 4.0
"""White under the last line; above the first one is as much as lies between head and blade."""

_TAKEN_LENGTHS: Final = frozenset({0x0410, 0x0510})
"""Lengths of a QR command's data whose two bytes would be read as DLE EOT and DLE ENQ."""


def begin(profile: Profile) -> bytes:
    """Reset, Chinese mode, the dot as the unit of every length, and our own line spacing."""
    job = _ESC + b"@"
    if profile.charset != "none":  # a printer without hanzi would print the "&"
        job += b"\x1c&"
    if profile.motion_units:
        job += _GS + b"P" + bytes([profile.dpi, profile.dpi])
    if spare := profile.dots % CELL:
        job += _GS + b"W" + (profile.dots - spare).to_bytes(2, "little")
    # Makers differ over the spacing after a reset: 1/6 inch, or 30 dots.
    return job + _ESC + b"3" + bytes([pitch(profile)])


def cut(profile: Profile) -> bytes:
    """Feeds the last line and some white past the blade and cuts, or to where paper is torn off."""
    if profile.cutter:
        return _GS + b"V\x42" + bytes([profile.dots_of(_BELOW_MM)])
    return feed(profile.dots_of(profile.blade_mm + _BELOW_MM))


def text_job(sheet: Sheet) -> bytes:
    """The whole job, from reset to cut.

    Raises FontMissingError where a line must be drawn and no Chinese font is installed.
    """
    job = _Job(sheet)
    for line in sheet.lines:
        job.add(line)
    return job.end()


def is_drawn(line: Line, profile: Profile) -> bool:
    """Whether a line of text must be sent as dots, for want of a character in the font."""
    return isinstance(line, TextLine) and not all(
        has(profile.charset, span.text) for span in line.spans
    )


class _Job:
    """Bytes so far, and what the printer is set to after them."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._profile = sheet.profile
        self._bytes = bytearray(begin(self._profile))
        self._settings: dict[bytes, bytes] = {
            _ESC + b"3": bytes([pitch(self._profile)]),
            _ESC + b"a": b"\0",
            _ESC + b"E": b"\0",
            _GS + b"!": b"\0",
        }

    def add(self, line: Line) -> None:
        match line:
            case TextLine() if is_drawn(line, self._profile):
                self._draw(line)
            case TextLine():
                self._text(line)
            case RuleLine():
                self._rule()
            case FeedLine():
                self._bytes += feed(line.height)
            case CodeLine():
                self._code(line)
            case LogoLine():
                self._logo(line)
            case CutLine():
                self._bytes += cut(self._profile)

    def end(self) -> bytes:
        return bytes(self._bytes + cut(self._profile))

    def _text(self, line: TextLine) -> None:
        if not any(span.text for span in line.spans):
            self._bytes += feed(line.height)
            return
        self._align(line.align)
        column = 0
        for span in line.spans:
            if span.text:
                self._size(line.size, line.size)
                self._set(_ESC + b"E", bytes([span.bold]))
                self._bytes += _gap(column, span.column)
                self._bytes += span.text.encode(ENCODING)
                column = span.end
        if line.size == 1:  # one command for a whole run of lines
            self._pitch(line.height)
            self._bytes += b"\n"
        else:
            self._bytes += b"\n" + feed(line.leading)

    def _draw(self, line: Line) -> None:
        self._align("left")
        self._bytes += raster(draw(line, self._sheet), self._profile)

    def _rule(self) -> None:
        hanzi = self._sheet.cells // 2
        # From edge to edge, so however lines are aligned; and as thin in bold.
        times = next(times for times in range(LARGEST, 0, -1) if hanzi % times == 0)
        self._size(width=times, height=1)
        self._pitch(pitch(self._profile))
        self._bytes += (_RULE * (hanzi // times) + "\n").encode(ENCODING)

    def _code(self, line: CodeLine) -> None:
        symbol = b"\x31\x50\x30" + line.data.encode()
        if not self._profile.native_qr or len(symbol) in _TAKEN_LENGTHS:
            self._draw(line)
            return
        self._align("center")
        self._bytes += feed(qr.QUIET * line.module)
        for function in (
            b"\x31\x41\x32\x00",  # model 2
            b"\x31\x43" + bytes([line.module]),
            b"\x31\x45\x31",  # error level M
            symbol,
            b"\x31\x51\x30",  # print
        ):
            self._bytes += _GS + b"(k" + len(function).to_bytes(2, "little") + function
        self._bytes += feed(qr.QUIET * line.module)

    def _logo(self, line: LogoLine) -> None:
        if self._profile.stored_logo == "none":
            self._draw(line)
            return
        self._align("center")
        self._bytes += print_logo(self._profile) + feed(line.height - line.emblem.height)

    def _align(self, align: str) -> None:
        self._set(_ESC + b"a", _ALIGN[align])

    def _size(self, width: int, height: int) -> None:
        self._set(_GS + b"!", bytes([(width - 1) << 4 | (height - 1)]))

    def _pitch(self, dots: int) -> None:
        self._set(_ESC + b"3", bytes([dots]))

    def _set(self, command: bytes, value: bytes) -> None:
        if self._settings[command] != value:
            self._settings[command] = value
            self._bytes += command + value


def _gap(start: int, end: int) -> bytes:
    """Moves from one column to a later one, by the tab stops, every eighth, that ESC @ sets."""
    stops = end // _TAB - start // _TAB
    return b"\t" * stops + b" " * (end - max(start, end // _TAB * _TAB))
