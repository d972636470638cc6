"""What the kinds of receipt printers differ in: width, resolution, font, cutter, pace.

Figures from the makers' data sheets; what none of them says is set so that nothing goes wrong.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

Charset = Literal["none", "gb2312", "gbk", "gb18030"]
"""The Chinese characters that a printer's own font is trusted to have; see printers/charset.py."""

Rendering = Literal["auto", "text", "raster"]

MM_PER_INCH: Final = 25.4

WIDTHS: Final = {(80, 203): 576, (80, 180): 512, (58, 203): 384, (58, 180): 360}
"""Dots that a head covers, by the width of the paper in mm and the dots to the inch."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of printer."""

    name: str
    width_mm: int = 80
    """Of the paper: 80 or 58."""
    dpi: int = 203
    """Dots to the inch, both ways: 203 or 180."""
    dots: int = 576
    """Dots across the printable width."""
    rendering: Rendering = "auto"
    """What suits it best; "auto" leaves it to whoever knows the cable."""
    charset: Charset = "gb2312"
    native_qr: bool = True
    """It draws QR codes by itself (GS ( k)."""
    stored_logo: Literal["none", "number", "key"] = "number"
    """How it keeps a logo: by number (FS q, FS p), or by key code (GS ( L 67, 69)."""
    motion_units: bool = False
    """It feeds in halves of a dot unless GS P tells it otherwise, as Epson's printers do."""
    cutter: bool = True
    block_rows: int = 128
    """Rows of dots in one raster command: more than 256 chokes many a clone."""
    block_pause: float = 0.0
    """Seconds to wait between raster commands, for one that loses bytes otherwise."""
    speed_mm_s: float = 150.0
    blade_mm: float = 15.0
    """From the head to the blade, or to the edge where paper is torn off."""

    def at(self, dpi: int) -> "Profile":
        """The same printer with a head of another resolution. Raises ValueError for none known."""
        if dpi == self.dpi:
            return self
        dots = WIDTHS.get((self.width_mm, dpi))
        if dots is None:
            raise ValueError(f"a head has 180 or 203 dots to the inch, not {dpi!r}")
        # All 180 dpi heads known to us are Epson's or made after them.
        return replace(self, dpi=dpi, dots=dots, motion_units=self.motion_units or dpi == 180)

    def dots_of(self, mm: float) -> int:
        """The whole number of dots nearest to a length in millimetres."""
        return round(mm * self.dpi / MM_PER_INCH)


_GENERIC_80: Final = Profile("generic-80")
_GENERIC_58: Final = Profile(
    "generic-58", width_mm=58, dots=384, cutter=False, speed_mm_s=70, blade_mm=12
)
# Outside of China an Epson has no Chinese font at all, and nothing in its answers tells.
_EPSON: Final = Profile(
    "epson",
    charset="none",
    stored_logo="key",
    motion_units=True,
    block_rows=256,
    rendering="raster",
)

PROFILES: Final = {
    profile.name: profile
    for profile in (
        _GENERIC_80,
        _GENERIC_58,
        replace(_EPSON, name="epson-tm-t20", speed_mm_s=200),
        replace(_EPSON, name="epson-tm-t82", speed_mm_s=200, charset="gb18030", rendering="auto"),
        replace(_EPSON, name="epson-tm-t88", dpi=180, dots=512, speed_mm_s=300),
        # Prints image data as text now and then when a block is larger.
        replace(_EPSON, name="epson-tm-m30", speed_mm_s=250, block_rows=96),
        replace(_GENERIC_80, name="xprinter-80", speed_mm_s=200),
        replace(_GENERIC_80, name="gprinter-80", speed_mm_s=200),
        replace(_GENERIC_80, name="snbc-btp-80", speed_mm_s=200),
        replace(_GENERIC_80, name="hprt-80", speed_mm_s=200),
        replace(_GENERIC_58, name="zjiang-58", block_rows=48),
    )
}


def generic(width_mm: int = 80, dpi: int = 203) -> Profile:
    """The careful profile for paper of this width. Raises ValueError for one that none has."""
    for profile in (_GENERIC_80, _GENERIC_58):
        if profile.width_mm == width_mm:
            return profile.at(dpi)
    raise ValueError(f"paper is 80 or 58 mm wide, not {width_mm!r}")
