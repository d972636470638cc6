"""QR codes that the fake printer draws itself (GS ( k, functions 165 to 182)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import qrcode
from PIL import Image
from qrcode.exceptions import DataOverflowError

from printers.fake.graphics import place
from printers.fake.mechanism import Steps
from printers.fake.paper import Note

if TYPE_CHECKING:
    from printers.fake.interpreter import Interpreter

_LEVELS: Final = {
    48: qrcode.ERROR_CORRECT_L,
    49: qrcode.ERROR_CORRECT_M,
    50: qrcode.ERROR_CORRECT_Q,
    51: qrcode.ERROR_CORRECT_H,
}
_MASK: Final = 2
"""Any of the eight can be read; trying out all of them takes ten times as long."""


def command(it: Interpreter, body: bytes) -> Steps:
    """One function of GS ( k, from `cn` on."""
    settings = it.settings
    match list(body):
        case [49, 65, 49 | 50, *_]:
            pass  # model 1 is drawn as model 2, as on printers that have only the one
        case [49, 67, module] if 1 <= module <= 16:
            settings.module = module
        case [49, 69, level] if level in _LEVELS:
            settings.level = level
        case [49, 80, 48, *data] if data:
            settings.symbol = bytes(data)
        case [49, 81, 48]:
            if it.at_start("GS ( k") and settings.symbol is not None:
                yield from _print(it, settings.symbol)
        case [49, 82, 48]:
            _tell_size(it)
        case _:
            it.unknown(f"GS ( k {body[:2].hex(' ')}")


def _tell_size(it: Interpreter) -> None:
    """Function 182: width and height in dots, and whether it can be printed."""
    data = it.settings.symbol
    ink = _drawn(data, it.settings.level, it.settings.module) if data else None
    side = b"%d" % (ink.width if ink else 0)
    fits = b"0" if ink and ink.width <= it.line.width(it.settings) else b"1"
    it.machine.answer(b"\x37\x36" + b"\x1f".join([side, side, b"1", fits]) + b"\x00")


def _print(it: Interpreter, data: bytes) -> Steps:
    ink = _drawn(data, it.settings.level, it.settings.module)
    # A symbol that is too wide, or too long for any version, is not printed at all.
    if ink is None or ink.width > it.line.width(it.settings):
        it.unknown("GS ( k too large")
        return
    note = Note("code", _decoded(data), 0, 0)
    yield from it.machine.mechanism.advance(ink.height, place(it, ink), note)


@lru_cache(maxsize=64)
def _drawn(data: bytes, level: int, module: int) -> Image.Image | None:
    """The symbol without a quiet zone, which is the host's to leave."""
    code = qrcode.QRCode(error_correction=_LEVELS[level], border=0, mask_pattern=_MASK)
    code.add_data(data, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return None
    side = len(code.modules)
    ink = Image.new("1", (side, side))
    ink.putdata([255 if dark else 0 for row in code.modules for dark in row])
    return ink.resize((side * module, side * module), Image.Resampling.NEAREST)


def _decoded(data: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")
