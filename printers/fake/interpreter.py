"""Reads the bytes of the fake printer one after the other: text into the line, commands to work.

Written against Epson's "ESC/POS Command Reference"; Chinese mode as in the manuals of Chinese
makers. A command that it does not know is noted and skipped up to where its parameters would
begin; these come out as text, as from a real one.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Final

from printers.fake import glyphs, graphics
from printers.fake.commands import TABLES
from printers.fake.line import Line, Settings
from printers.fake.mechanism import Steps
from printers.fake.paper import Note

if TYPE_CHECKING:
    from printers.fake.machine import Machine

_CHINA: Final = 15
_NAMES: Final = {0x1B: "ESC", 0x1C: "FS", 0x1D: "GS"}
_DC4_LENGTHS: Final = {1: 2, 2: 2, 8: 7}
"""Parameters of DLE DC4 after its function."""


class Interpreter:
    """Reads the receive buffer of its machine, for ever."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.settings = Settings()
        self.line = Line(machine.model.dots)
        self.graphics = graphics.Store()

    def work(self) -> Steps:
        """Never ends; yields when it has to wait."""
        while True:
            # Off-line the buffer fills, and no command is looked at.
            while self.machine.mechanism.stopped or not self.machine.waiting:
                yield
            (byte,) = yield from self.machine.take(1)
            if byte >= 0x20:
                yield from self._text(byte)
            elif byte in TABLES:
                yield from self._command(byte)
            elif byte == 0x10:
                yield from self._skip_realtime()
            elif byte == 0x0A:
                yield from self.line_feed()
            elif byte == 0x09:
                self._tab()

    def forget(self) -> None:
        """Throw away what waits to be printed."""
        self.line = Line(self.machine.model.dots)
        self.graphics = graphics.Store()

    def unknown(self, name: str) -> None:
        self.machine.unknown[name] += 1

    # Paper.

    def line_feed(self) -> Steps:
        """LF: print the line and move on by one line, at least by its own height."""
        yield from self.print_line(self.settings.spacing)

    def print_line(self, feed: int) -> Steps:
        """Print what is in the line, and move on by `feed` dots, at least by its own height."""
        if not self.line:
            self.line.x = 0
            yield from self.machine.mechanism.advance(feed)
            return
        line, self.line = self.line, Line(self.machine.model.dots)
        ink, row = line.render(self.settings)
        note = Note("text", row, 0, 0, boxes=line.boxes)
        yield from self.machine.mechanism.advance(ink.height, ink, note)
        yield from self.machine.mechanism.advance(max(0, feed - ink.height))

    def at_start(self, name: str) -> bool:
        """Whether the line is empty; `name` is ignored otherwise, and that is noted."""
        if self.line:
            self.unknown(f"{name} in a line")
        return not self.line

    # Text.

    def _text(self, byte: int) -> Steps:
        charset = self.machine.model.charset
        if charset != "none" and self.settings.hanzi and 0x81 <= byte <= 0xFE:
            (second,) = yield from self.machine.take(1)
            pair = bytes([byte, second])
            if 0x30 <= second <= 0x39:
                pair += yield from self._four(pair)
            try:
                character, box = pair.decode(charset), False
            except UnicodeDecodeError:
                character, box = "□", True
            yield from self._put(character, hanzi=True, box=box)
        else:
            character = bytes([byte]).decode(self.settings.page, "replace")
            if character == "$" and self.settings.country == _CHINA:
                character = "¥"
            if character.isprintable():
                yield from self._put(character, hanzi=False, box=False)

    def _four(self, pair: bytes) -> Generator[None, None, bytes]:
        """The second half of a four-byte character, where this is one."""
        rest = yield from self.machine.take(2)
        if 0x81 <= rest[0] <= 0xFE and 0x30 <= rest[1] <= 0x39:
            return rest
        self.machine.put_back(rest)
        return b""

    def _put(self, character: str, *, hanzi: bool, box: bool) -> Steps:
        ink = glyphs.draw(character, self.settings.face(hanzi=hanzi, box=box))
        if self.line and not self.line.fits(ink, self.settings):
            yield from self.line_feed()
        gap = self.settings.hanzi_space if hanzi else (0, self.settings.space)
        self.line.put(character, ink, gap)
        self.line.boxes += box
        self.machine.boxes += box

    def _tab(self) -> None:
        stop = next((stop for stop in self.settings.tabs if stop > self.line.x), None)
        if stop is not None and stop < self.line.width(self.settings):
            self.line.x = stop

    # Commands.

    def _command(self, lead: int) -> Steps:
        (code,) = yield from self.machine.take(1)
        entry = TABLES[lead].get(code)
        # An overseas model has no Chinese commands at all.
        foreign = lead == 0x1C and self.machine.model.charset == "none" and code not in b"pq("
        if entry is None or foreign:
            letter = chr(code) if 0x20 < code < 0x7F else f"{code:02X}"
            self.unknown(f"{_NAMES[lead]} {letter}")
            return
        length, does = entry
        values = yield from self.machine.take(length)
        more = does(self, values)
        if more is not None:
            yield from more

    def _skip_realtime(self) -> Steps:
        """DLE: was obeyed as it came in."""
        (second,) = yield from self.machine.take(1)
        if second in (0x04, 0x05):
            yield from self.machine.take(1)
        elif second == 0x14:
            (function,) = yield from self.machine.take(1)
            yield from self.machine.take(_DC4_LENGTHS.get(function, 0))
