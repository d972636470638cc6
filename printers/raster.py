"""Turns dots into the raster commands of a receipt printer (Epson's reference: GS v 0, ESC J)."""

import re
from itertools import groupby
from typing import Final

from PIL import Image

from printers.profiles import Profile

_LARGEST_FEED: Final = 255
_WORTH_FEEDING: Final = 8
"""Blank rows that are fed rather than sent: fewer cost more in commands than in bytes."""

_REAL_TIME: Final = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""DLE with EOT, ENQ or DC4: printers obey these even in the middle of image data (manuals of
Epson TM-T85, HPRT and Custom), and the one that clears the buffer would lose the ticket."""


def raster(dots: Image.Image, profile: Profile) -> bytes:
    """Commands that print an image, mode "1", 255 where a dot is burnt, at the left edge.

    Blank rows are fed and white at the right is left out; no block is higher than the profile
    allows.
    """
    stride = -(-dots.width // 8)
    data = dots.tobytes()
    rows = [data[at : at + stride].rstrip(b"\0") for at in range(0, len(data), stride)]
    runs = [list(run) for _, run in groupby(rows, key=bool)]
    commands: list[bytes] = []
    pending: list[bytes] = []
    for run in runs:
        if run[0] or len(run) < _WORTH_FEEDING:
            pending += run
        else:
            commands += [_blocks(pending, profile), feed(len(run))]
            pending = []
    commands.append(_blocks(pending, profile))
    return b"".join(commands)


def feed(rows: int) -> bytes:
    """ESC J as often as it takes; its unit is the dot wherever `GS P` has said so if need be."""
    whole, rest = divmod(rows, _LARGEST_FEED)
    return b"\x1bJ\xff" * whole + (b"\x1bJ" + bytes([rest]) if rest else b"")


def harmless(data: bytes) -> bytes:
    """Image data without real-time commands: a dot that stands alone gets a neighbour.

    No QR code is touched: its modules are two dots wide at least, and the byte 10h is one dot with
    white on both sides.
    """
    return _REAL_TIME.sub(b"\x18", data)


def _blocks(rows: list[bytes], profile: Profile) -> bytes:
    commands = []
    for first in range(0, len(rows), profile.block_rows):
        block = rows[first : first + profile.block_rows]
        across = max(1, *map(len, block), 0)
        size = across.to_bytes(2, "little") + len(block).to_bytes(2, "little")
        data = b"".join(row.ljust(across, b"\0") for row in block)
        commands.append(b"\x1dv0\0" + size + harmless(data))
    return b"".join(commands)
