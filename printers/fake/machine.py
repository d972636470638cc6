"""The fake printer without its port: bytes in, bytes out, paper out; a pure state machine.

Written against Epson's "ESC/POS Command Reference": real-time commands (DLE EOT, DLE ENQ, DLE DC4)
are obeyed as they arrive, off-line and inside image data too; all others wait their turn.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Generator
from typing import Final

from PIL import Image

from printers.fake.mechanism import Mechanism, Model, Steps
from printers.fake.paper import Slip

Host = object
"""Whoever is at the other end; None where an answer belongs to whoever sent the job."""

CLEAR: Final = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
REALTIME: Final = re.compile(
    rb"\x10(?:\x04[\x01-\x04]|\x05[\x01\x02]|" + re.escape(CLEAR[1:]) + rb")", re.DOTALL
)
_LONGEST: Final = len(CLEAR)
_GARBAGE: Final = b"\xc3\x9f\x85\xe7"
"""All with the highest bit, which no status of a receipt printer has."""


class Machine:
    """Takes bytes as they come and says its answers through `say`; nothing here knows a port.

    `clock` is in seconds and never goes back. `say(data, host)` returns whether somebody was there
    to hear it. Not thread-safe: its owner calls it from one thread.
    """

    def __init__(
        self,
        model: Model,
        clock: Callable[[], float],
        say: Callable[[bytes, Host | None], bool],
        out: Callable[[Slip], None],
    ) -> None:
        self.model = model
        self.mechanism = Mechanism(model, clock, out)
        self.has_id = self.has_clear = True
        """GS ( H function 48 and DLE DC4 function 8."""
        self.power = True
        self.answers = True
        self.garbage = False
        self.unknown: Counter[str] = Counter()
        """Commands that it does not know, and how often they came."""
        self.boxes = 0
        self.nv_graphics: dict[bytes, Image.Image] = {}
        """Pictures by their two key codes (GS ( L); like `nv_images` kept without power."""
        self.nv_images: list[Image.Image] = []
        """Pictures by their order (FS q)."""
        self.received = 0
        self.lost = 0
        """Bytes that came on a serial line while there was no power."""
        self.asb = 0
        """Which changes it tells of by itself (GS a)."""
        self._say = say
        self._buffer = bytearray()
        self._tail = b""
        self._held = b""
        self._told: bytes | None = None
        self._start()

    def _start(self) -> None:
        # Here and not above: the two need each other.
        from printers.fake.interpreter import Interpreter

        self._buffer.clear()
        self._tail = self._held = b""
        self.asb, self._told = 0, None
        self.interpreter = Interpreter(self)
        self._work: Generator[None, None, None] = self.interpreter.work()

    # What its port calls.

    @property
    def room(self) -> int:
        """Bytes that its receive buffer can still take."""
        return self.model.buffer - len(self._buffer)

    @property
    def waiting(self) -> int:
        """Bytes in its receive buffer."""
        return len(self._buffer)

    def receive(self, data: bytes, host: Host) -> None:
        """Bytes from `host`, no more than there is `room` for."""
        self.received += len(data)
        seen = self._tail + data
        done = len(self._tail)
        end = 0
        for match in REALTIME.finditer(seen):
            end = match.end()
            self._buffer += seen[done : match.start()]
            # What came before it has had all the time in the world if nothing slows the printer.
            self.run()
            if self._at_once(match.group(), host):
                # It stands in its place nevertheless: inside a picture it is dots.
                self._buffer += seen[max(done, match.start()) : end]
            done = end
        self._buffer += seen[done:]
        self._tail = seen[max(end, len(seen) - _LONGEST + 1) :]
        self.run()

    def run(self) -> None:
        """Go on until bytes, time or a person is needed."""
        if self.power:
            next(self._work)
        self.tell()

    def greet(self, host: Host) -> None:
        """Somebody is there again: say what nobody heard ("untransmitted responses are stored")."""
        held, self._held = self._held, b""
        if held:
            self.answer(held, host)

    # What a person does to it.

    def switch(self, on: bool) -> None:
        """Off: all buffers and settings are lost, half a slip stays where it is.

        On: it feeds and cuts off what hangs out of it, and begins anew; only a broken cutter, an
        open cover and missing paper are still what they were.
        """
        if on == self.power:
            return
        self.power = on
        if on:
            self.mechanism.error = self.mechanism.jammed = False
            self.mechanism.hot_until = 0.0
            self.mechanism.tear()
            self._start()
        else:
            self.mechanism.halt()
            self._work.close()
            self._buffer.clear()

    # What its commands call.

    def take(self, count: int) -> Generator[None, None, bytes]:
        """The next `count` bytes of the receive buffer, which may be more than it can hold."""
        taken = bytearray()
        while True:
            more = count - len(taken)
            taken += self._buffer[:more]
            del self._buffer[:more]
            if len(taken) == count:
                return bytes(taken)
            yield

    def put_back(self, data: bytes) -> None:
        """Bytes that were looked at too early."""
        self._buffer[:0] = data

    def idle(self) -> Steps:
        """Wait until all that was printed is out, and the printer is on-line."""
        yield from self.mechanism.idle()

    def answer(self, data: bytes, host: Host | None = None) -> bool:
        """Say `data`, unless it is struck dumb; whether somebody heard it."""
        if not self.answers:
            return True
        if self.garbage:
            data = (_GARBAGE * len(data))[: len(data)]
        return self._say(data, host)

    def answer_late(self, data: bytes) -> None:
        """Say a response that is kept for the next host when nobody is there; only the latest."""
        if not self.answer(data):
            self._held = data

    def watch(self, bits: int) -> None:
        """GS a: tell of changes from now on, and how things are now."""
        self.asb, self._told = bits, None
        self.tell()

    def tell(self) -> None:
        """Automatic Status Back: the four bytes, when what GS a asked about has changed."""
        if not (self.power and self.asb):
            return
        now = self.asb_bytes()
        watched = bytes(
            bit
            for bit in (
                now[0] & (0x28 if self.asb & 2 else 0),
                now[1] if self.asb & 4 else 0,
                now[2] if self.asb & 8 else 0,
                now[0] & (0x40 if self.asb & 64 else 0),
            )
        )
        if watched != self._told:
            self._told = watched
            self.answer(now)

    # Status, bit by bit.

    def status(self, which: int) -> bytes:
        """The answer to DLE EOT `which` (1 to 4)."""
        at = self.mechanism
        bits = 0x12
        match which:
            case 1:
                bits |= 0x08 * at.stopped | 0x20 * at.jammed | 0x40 * at.button
            case 2:
                trouble = at.cutter_error or at.error or at.hot
                bits |= 0x04 * at.cover_open | 0x08 * at.button | 0x20 * at.paper_end
                bits |= 0x40 * trouble
            case 3:
                bits |= 0x08 * at.cutter_error | 0x20 * at.error | 0x40 * at.hot
            case 4:
                bits |= 0x0C * (at.near_end or at.paper_end) | 0x60 * at.paper_end
        return bytes([bits])

    def paper_status(self) -> bytes:
        """The answer to GS r 1; only ever given on-line."""
        at = self.mechanism
        return bytes([0x03 * (at.near_end or at.paper_end) | 0x0C * at.paper_end])

    def asb_bytes(self) -> bytes:
        """The four bytes of GS a."""
        at = self.mechanism
        return bytes(
            [
                0x10 | 0x08 * at.stopped | 0x20 * at.cover_open | 0x40 * at.button,
                0x08 * at.cutter_error | 0x20 * at.error | 0x40 * at.hot,
                self.paper_status()[0],
                0,
            ]
        )

    def _at_once(self, command: bytes, host: Host) -> bool:
        """Obey a real-time command; whether what is in the buffers is still there."""
        jammed, clears = self.mechanism.jammed, False
        match command[1]:
            case 0x04:
                self.answer(self.status(command[2]), host)
            case 0x05 if jammed:
                clears = command[2] == 2
                self.mechanism.jammed = False
            case 0x14 if self.has_clear:
                clears = True
                self.mechanism.jammed = False
        if clears:
            self._clear()
        if command == CLEAR and clears:
            self.answer(b"\x37\x25\x00", host)
        return not clears

    def _clear(self) -> None:
        """Forget what is not yet printed; settings stay, and what is on the paper stays there."""
        self.mechanism.mar()
        self._buffer.clear()
        self.interpreter.forget()
        self._work = self.interpreter.work()
