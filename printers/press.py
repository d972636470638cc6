"""Makes one printer's jobs from papers: the bytes, and how long they take to come out."""

from dataclasses import dataclass
from typing import Final

from printers.faults import PrinterFault
from printers.fonts import FontMissingError
from printers.layout import CutLine, lay_out
from printers.logo import Emblem
from printers.paper import Paper
from printers.picture import png
from printers.profiles import MM_PER_INCH
from printers.render import render
from printers.settings import PrinterSettings

_CUT: Final = 0.5
"""Seconds for one cut."""

_SLOWER: Final = 2
"""A printer reaches half of what its data sheet says on dark paper or a weak supply. Who gives it
up too early tears a good ticket."""

_BITS: Final = 10
"""On a serial line, for a byte: start, eight, stop."""


@dataclass(frozen=True, slots=True)
class Print:
    """A job for one printer, and the seconds that it takes over the wire and to print."""

    data: bytes
    seconds: float


class Press:
    """What is known of one printer, to make its jobs with."""

    def __init__(self, settings: PrinterSettings, emblem: Emblem | None = None) -> None:
        self._profile = settings.as_profile()
        # A printer's own characters go with its own picture of the emblem, if it keeps one.
        drawn = self._profile.rendering == "raster"
        self._emblem = emblem if settings.logo or drawn else None
        self._baud = settings.baud if settings.kind == "serial" else None

    def job(self, paper: Paper) -> Print:
        """The job. Raises PrinterFault, and nothing has begun."""
        profile = self._profile
        try:
            data = render(paper, profile, emblem=self._emblem)
        except FontMissingError as error:
            raise PrinterFault("printer.font", str(error), False) from error
        sheet = lay_out(paper, profile, self._emblem)
        cuts = 1 + sum(isinstance(line, CutLine) for line in sheet.lines)
        length = sheet.height * MM_PER_INCH / profile.dpi + cuts * profile.blade_mm
        seconds = _SLOWER * length / profile.speed_mm_s + cuts * _CUT
        if self._baud is not None:
            seconds += len(data) * _BITS / self._baud
        blocks = sheet.height / profile.block_rows + len(sheet.lines)
        return Print(data, seconds + blocks * profile.block_pause)

    def picture(self, paper: Paper) -> bytes:
        """What comes out, as a PNG file. Raises PrinterFault."""
        try:
            return png(paper, self._profile, self._emblem)
        except FontMissingError as error:
            raise PrinterFault("printer.font", str(error), False) from error
