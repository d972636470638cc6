"""Makes the modules of a QR code, model 2, error level M (ISO/IEC 18004), of bytes in UTF-8."""

from functools import lru_cache
from typing import Any, Final

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import BIT_LIMIT_TABLE

QUIET: Final = 4
"""Modules of white around a code (6.3.8)."""

_MASK: Final = 2
"""Any of the eight masks makes a code that every reader reads (7.8). Trying them all for the
prettiest takes longer than drawing the whole ticket."""


def side(data: str) -> int:
    """Modules along one side."""
    return 17 + 4 * _version(data.encode())


@lru_cache(maxsize=16)
def matrix(data: str) -> tuple[bytes, ...]:
    """The modules row by row, a byte 1 where one is black, without the white around them."""
    content = data.encode()
    code: qrcode.QRCode[Any] = qrcode.QRCode(
        _version(content), ERROR_CORRECT_M, border=0, mask_pattern=_MASK
    )
    code.add_data(content, optimize=0)
    code.make(fit=False)
    return tuple(bytes(map(bool, row)) for row in code.modules)


def _version(content: bytes) -> int:
    """The smallest code, of 1 to 40, that holds so many bytes; a paper holds no more than fit.

    The library finds it as well, by writing all the data into one, twice.
    """
    room = BIT_LIMIT_TABLE[ERROR_CORRECT_M]
    # Four bits say that bytes follow, eight or from version 10 on sixteen how many (7.4.1).
    return next(
        version
        for version in range(1, 41)
        if 4 + (8 if version < 10 else 16) + 8 * len(content) <= room[version]
    )
