"""What the fake printer does with each command, from Epson's "ESC/POS Command Reference".

Chinese mode (FS) as in the manuals of Chinese makers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from printers.fake import graphics, replies, symbols
from printers.fake.line import Line, Settings
from printers.fake.mechanism import Steps

if TYPE_CHECKING:
    from printers.fake.interpreter import Interpreter

_PAGES: Final = {
    0: "cp437",
    2: "cp850",
    3: "cp860",
    4: "cp863",
    5: "cp865",
    13: "cp857",
    14: "cp737",
    15: "iso8859_7",
    16: "cp1252",
    17: "cp866",
    18: "cp852",
    19: "cp858",
}

Does = Callable[["Interpreter", bytes], "Steps | None"]


def _nothing(_: Interpreter, __: bytes) -> None:
    """Known, and without an effect that anybody could see on this printer."""


def _initialize(it: Interpreter, _: bytes) -> None:
    it.settings, it.line = Settings(), Line(it.machine.model.dots)
    it.machine.asb = 0


def _print_mode(it: Interpreter, values: bytes) -> None:
    bits = values[0]
    it.settings.small = bool(bits & 0x01)
    it.settings.bold = bool(bits & 0x08)
    it.settings.size = (2 if bits & 0x20 else 1, 2 if bits & 0x10 else 1)
    it.settings.underline = 1 if bits & 0x80 else 0


def _hanzi_mode(it: Interpreter, values: bytes) -> None:
    bits = values[0]
    it.settings.hanzi_size = (2 if bits & 0x04 else 1, 2 if bits & 0x08 else 1)
    it.settings.hanzi_underline = 1 if bits & 0x80 else 0


def _size(it: Interpreter, values: bytes) -> None:
    if values[0] & 0x88:
        return  # out of range: ignored
    it.settings.size = it.settings.hanzi_size = ((values[0] >> 4) + 1, (values[0] & 7) + 1)


def _align(it: Interpreter, values: bytes) -> None:
    if values[0] & 0x0F <= 2 and it.at_start("ESC a"):
        it.settings.align = values[0] & 0x0F


def _absolute(it: Interpreter, values: bytes) -> None:
    place = int.from_bytes(values, "little")
    if place < it.line.width(it.settings):
        it.line.x = place


def _relative(it: Interpreter, values: bytes) -> None:
    place = it.line.x + int.from_bytes(values, "little", signed=True)
    if 0 <= place < it.line.width(it.settings):
        it.line.x = place


def _tabs(it: Interpreter, _: bytes) -> Steps:
    stops: list[int] = []
    while True:
        (stop,) = yield from it.machine.take(1)
        if stop == 0 or (stops and stop <= stops[-1]) or len(stops) == 32:
            break
        stops.append(stop)
    it.settings.tabs = tuple(stop * it.settings.column for stop in stops)


def _left(it: Interpreter, values: bytes) -> None:
    if it.at_start("GS L"):
        it.settings.left = int.from_bytes(values, "little")


def _area(it: Interpreter, values: bytes) -> None:
    if it.at_start("GS W"):
        it.settings.area = int.from_bytes(values, "little")


def _feed(it: Interpreter, values: bytes) -> Steps:
    yield from it.print_line(values[0])


def _feed_lines(it: Interpreter, values: bytes) -> Steps:
    yield from it.print_line(values[0] * it.settings.spacing)


def _cut(it: Interpreter, values: bytes) -> Steps:
    mode, mechanism = values[0], it.machine.mechanism
    blade = it.machine.model.in_dots(it.machine.model.blade_mm)
    if mode in (0, 1, 48, 49):
        if it.at_start("GS V"):
            yield from mechanism.cut(0)
        return
    (feed,) = yield from it.machine.take(1)
    if mode not in (65, 66, 97, 98, 103, 104):
        it.unknown(f"GS V {mode}")
    elif it.at_start("GS V"):
        if mode in (97, 98):
            mechanism.preset(feed)
        else:
            yield from mechanism.cut(blade + feed, back=mode in (103, 104))


def _cut_here(it: Interpreter, _: bytes) -> Steps:
    yield from it.machine.mechanism.cut(0)


def _extended(it: Interpreter, values: bytes) -> Steps:
    """GS ( and its letter: a command that says its own length."""
    letter, length = values[:1], int.from_bytes(values[1:], "little")
    if letter == b"L":
        yield from graphics.command(it, length)
        return
    body = yield from it.machine.take(length)
    if letter == b"k":
        yield from symbols.command(it, body)
    elif letter == b"H" and it.machine.has_id and len(body) == 6 and body[:2] == b"00":
        yield from replies.process(it, body[2:])
    else:
        it.unknown(f"GS ( {letter.decode('latin-1')}")


def _extended_hanzi(it: Interpreter, values: bytes) -> Steps:
    yield from it.machine.take(int.from_bytes(values[1:], "little"))
    it.unknown(f"FS ( {values[:1].decode('latin-1')}")


def _long_graphics(it: Interpreter, values: bytes) -> Steps:
    """GS 8 L: as GS ( L, with four bytes of length."""
    if values[:1] == b"L":
        length = yield from it.machine.take(4)
        yield from graphics.command(it, int.from_bytes(length, "little"))
    else:
        it.unknown(f"GS 8 {values.decode('latin-1')}")


def _set(name: str) -> Does:
    """A switch: bit 0 of its parameter."""
    return lambda it, values: setattr(it.settings, name, bool(values[0] & 1))


def _thick(name: str) -> Does:
    """An underline: none, one or two dots."""
    return lambda it, values: setattr(it.settings, name, min(values[0] & 0x0F, 2))


def _fixed(name: str, value: object) -> Does:
    return lambda it, _: setattr(it.settings, name, value)


def _number(name: str) -> Does:
    return lambda it, values: setattr(it.settings, name, values[0])


def _page(it: Interpreter, values: bytes) -> None:
    it.settings.page = _PAGES.get(values[0], "cp437")


def _hanzi_space(it: Interpreter, values: bytes) -> None:
    it.settings.hanzi_space = (values[0], values[1])


def _quadruple(it: Interpreter, values: bytes) -> None:
    it.settings.hanzi_size = (2, 2) if values[0] & 1 else (1, 1)


_Table = Mapping[int, tuple[int, Does]]

_ESC: Final[_Table] = {
    ord(name): entry
    for name, entry in {
        "@": (0, _initialize),
        " ": (1, _number("space")),
        "!": (1, _print_mode),
        "$": (2, _absolute),
        "\\": (2, _relative),
        "%": (1, _nothing),
        "*": (3, graphics.bit_image),
        "-": (1, _thick("underline")),
        "2": (0, _fixed("spacing", 30)),
        "3": (1, _number("spacing")),
        "=": (1, _nothing),
        "?": (1, _nothing),
        "B": (2, _nothing),
        "D": (0, _tabs),
        "E": (1, _set("bold")),
        "G": (1, _set("bold")),
        "J": (1, _feed),
        "M": (1, _set("small")),
        "R": (1, _number("country")),
        "S": (0, _nothing),
        "U": (1, _nothing),
        "V": (1, _set("turned")),
        "a": (1, _align),
        "c": (2, _nothing),
        "d": (1, _feed_lines),
        "i": (0, _cut_here),
        "m": (0, _cut_here),
        "p": (3, _nothing),
        "r": (1, _nothing),
        "t": (1, _page),
        "{": (1, _set("upside_down")),
    }.items()
}
_GS: Final[_Table] = {
    ord(name): entry
    for name, entry in {
        "!": (1, _size),
        "(": (3, _extended),
        "8": (1, _long_graphics),
        "B": (1, _set("reverse")),
        "I": (1, replies.identity),
        "L": (2, _left),
        "P": (2, _nothing),
        "V": (1, _cut),
        "W": (2, _area),
        "a": (1, replies.automatic),
        "b": (1, _nothing),
        "f": (1, _nothing),
        "h": (1, _nothing),
        "H": (1, _nothing),
        "r": (1, replies.paper_status),
        "v": (6, graphics.raster),
        "w": (1, _nothing),
    }.items()
}
_FS: Final[_Table] = {
    ord(name): entry
    for name, entry in {
        "!": (1, _hanzi_mode),
        "&": (0, _fixed("hanzi", True)),
        ".": (0, _fixed("hanzi", False)),
        "(": (3, _extended_hanzi),
        "-": (1, _thick("hanzi_underline")),
        "S": (2, _hanzi_space),
        "W": (1, _quadruple),
        "p": (2, graphics.print_stored),
        "q": (1, graphics.store_images),
    }.items()
}
TABLES: Final = {0x1B: _ESC, 0x1C: _FS, 0x1D: _GS}
