"""Pictures on the fake printer: GS v 0, GS ( L and GS 8 L, FS p and FS q, ESC *."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PIL import Image

from printers.fake.line import Line
from printers.fake.mechanism import Steps
from printers.fake.paper import Note

if TYPE_CHECKING:
    from printers.fake.interpreter import Interpreter

_SCALES: Final = {0: (1, 1), 1: (2, 1), 2: (1, 2), 3: (2, 2)}
"""Across and down, by the lower bits of m."""
_CHUNK: Final = 24
"""Rows of a raster picture that are printed while the next ones are still on their way."""
_NV_BYTES: Final = 384 * 1024
_COLUMN_MODES: Final = {0: (1, 2, 3), 1: (1, 1, 3), 32: (3, 2, 1), 33: (3, 1, 1)}
"""ESC * m: bytes a column, dots across and dots down for each."""


@dataclass(slots=True)
class Store:
    """What GS ( L has put into the print buffer."""

    picture: Image.Image | None = None


def place(it: Interpreter, ink: Image.Image) -> Image.Image:
    """`ink` where alignment and margin put it, clipped to the printing area, paper-wide."""
    area = it.line.width(it.settings)
    start = it.settings.left + max(0, (area - ink.width) * it.settings.align // 2)
    band = Image.new("1", (it.line.dots, ink.height))
    band.paste(ink.crop((0, 0, min(ink.width, area), ink.height)), (start, 0))
    return band


def raster(it: Interpreter, values: bytes) -> Steps:
    """GS v 0 m: printed as it comes, for the receive buffer need not hold it."""
    if values[:1] != b"0" or values[1] & 0x0F not in _SCALES:
        it.unknown("GS v")
        return
    across, down = _SCALES[values[1] & 0x0F]
    size = (int.from_bytes(values[2:4], "little"), int.from_bytes(values[4:6], "little"))
    wanted = it.at_start("GS v") and size[0] > 0
    left = size[1]
    while left:
        rows = min(left, max(_CHUNK, it.machine.waiting // max(1, size[0])))
        data = yield from it.machine.take(rows * size[0])
        left -= rows
        if wanted:
            ink = Image.frombytes("1", (size[0] * 8, rows), data)
            yield from _print(it, ink, across, down)


def _print(it: Interpreter, ink: Image.Image, across: int, down: int) -> Steps:
    if (across, down) != (1, 1):
        ink = ink.resize((ink.width * across, ink.height * down), Image.Resampling.NEAREST)
    note = Note("picture", "", 0, 0, width=min(ink.width, it.line.width(it.settings)))
    yield from it.machine.mechanism.advance(ink.height, place(it, ink), note)


def command(it: Interpreter, length: int) -> Steps:
    """One function of GS ( L or GS 8 L, `length` bytes from `m` on."""
    body = yield from it.machine.take(length)
    machine = it.machine
    if length < 2 or body[0] != 48:
        it.unknown("GS ( L")
        return
    function, rest = body[1], body[2:]
    match function:
        case 0 | 48:
            machine.answer(b"\x37\x30%d\x00" % _NV_BYTES)
        case 3 | 51:
            used = sum(ink.width * ink.height // 8 for ink in machine.nv_graphics.values())
            machine.answer(b"\x37\x31%d\x00" % (_NV_BYTES - used))
        case 1 | 49:
            pass  # the density of graphics is that of the head
        case 2 | 50:
            picture, it.graphics.picture = it.graphics.picture, None
            if picture is not None and it.at_start("GS ( L"):
                yield from _print(it, picture, 1, 1)
        case 64 if rest == b"KC":
            keys = b"".join(sorted(machine.nv_graphics))
            machine.answer(b"\x37\x72\x40" + keys + b"\x00")
        case 65 if rest == b"CLR":
            machine.nv_graphics.clear()
        case 66 if len(rest) == 2:
            machine.nv_graphics.pop(rest, None)
        case 67 if len(rest) >= 8 and rest[0] == 48:
            _define(it, rest)
        case 69 if len(rest) == 4:
            stored = machine.nv_graphics.get(rest[:2])
            if stored is not None and it.at_start("GS ( L"):
                yield from _print(it, stored, min(rest[2], 2), min(rest[3], 2))
        case 112 if len(rest) >= 8 and rest[0] == 48:
            ink = _bitmap(rest[4:])
            if ink is not None:
                across, down = min(rest[1], 2), min(rest[2], 2)
                it.graphics.picture = ink.resize(
                    (ink.width * across, ink.height * down), Image.Resampling.NEAREST
                )
            else:
                it.unknown("GS ( L 112 of another size")
        case _:
            it.unknown(f"GS ( L {function}")


def _define(it: Interpreter, rest: bytes) -> None:
    """Function 67: a kc1 kc2 b xL xH yL yH [c d...]; of several colours the first is black."""
    ink = _bitmap(rest[4:8] + rest[9:])
    if ink is not None:
        it.machine.nv_graphics[rest[1:3]] = ink
    else:
        it.unknown("GS ( L 67 of another size")


def _bitmap(data: bytes) -> Image.Image | None:
    """xL xH yL yH d...; None where the data are not as many as the size says."""
    size = (int.from_bytes(data[:2], "little"), int.from_bytes(data[2:4], "little"))
    if not all(size) or len(data) - 4 != (size[0] + 7) // 8 * size[1]:
        return None
    return Image.frombytes("1", size, data[4:])


def store_images(it: Interpreter, values: bytes) -> Steps:
    """FS q n: all pictures at once; those before are gone, and the printer begins anew."""
    images = []
    for _ in range(values[0]):
        head = yield from it.machine.take(4)
        x, y = int.from_bytes(head[:2], "little"), int.from_bytes(head[2:], "little")
        data = yield from it.machine.take(x * y * 8)
        if data:
            images.append(_columns(data, y))
    it.machine.nv_images = images
    it.settings, it.line = type(it.settings)(), Line(it.line.dots)


def print_stored(it: Interpreter, values: bytes) -> Steps:
    """FS p n m."""
    number, mode = values[0], values[1] & 0x0F
    if not 1 <= number <= len(it.machine.nv_images) or mode not in _SCALES:
        it.unknown("FS p without a picture")
    elif it.at_start("FS p"):
        yield from _print(it, it.machine.nv_images[number - 1], *_SCALES[mode])


def bit_image(it: Interpreter, values: bytes) -> Steps:
    """ESC * m nL nH: a picture as high as a line, in the line."""
    mode, columns = values[0], int.from_bytes(values[1:], "little")
    if mode not in _COLUMN_MODES:
        it.unknown("ESC *")
        return
    high, across, down = _COLUMN_MODES[mode]
    data = yield from it.machine.take(columns * high)
    if columns:
        ink = _columns(data, high)
        size = (ink.width * across, ink.height * down)
        it.line.put("", ink.resize(size, Image.Resampling.NEAREST))


def _columns(data: bytes, high: int) -> Image.Image:
    """A picture sent column by column, `high` bytes each."""
    sideways = Image.frombytes("1", (high * 8, len(data) // high), data)
    return sideways.transpose(Image.Transpose.TRANSPOSE)
