"""What is said to receipt printers outside of a job's own bytes (Epson's ESC/POS reference)."""

from typing import Final

QUESTIONS: Final = tuple(b"\x10\x04" + bytes((n,)) for n in (1, 2, 3, 4))
"""DLE EOT n: how are you; answered at once, even off-line."""

PAPER_SENSOR: Final = b"\x1dr\x01"
"""GS r 1: answered in its turn, behind all that stands before it. Every printer knows it."""

SAY_DONE: Final = b"\x1d(H\x06\x0000"
"""GS ( H function 48; four characters follow, which come back when all before has been printed."""

EMPTY: Final = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 function 8: forget what has not been printed yet."""

FEED_AND_CUT: Final = b"\x1dV\x42\0"
"""GS V 66 0."""

FILL: Final = bytes(2048)
FILLS: Final = 10
"""Zeros are white dots to a printer that waits for the rest of a picture, and nothing to any other.
So many of them end the largest block: 256 rows of 72 bytes."""

_FIRST, _LAST = 0x20, 0x7E
_BASE: Final = _LAST - _FIRST + 1

TRIAL: Final = bytes((_LAST,)) * 4
"""The name that no job has: it asks whether the printer knows SAY_DONE."""


def name_of(key: int) -> bytes:
    """The four characters, 20h to 7Eh, by which a printer tells of the job with this key."""
    rest = key % (_BASE**4 - 1)  # one less: the trial's name is nobody's
    digits = bytearray()
    for _ in range(4):
        rest, digit = divmod(rest, _BASE)
        digits.insert(0, _FIRST + digit)
    return bytes(digits)
