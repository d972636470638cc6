"""A reader of identity cards at a serial port, as nearly all of them speak: find, select, read.

All readers sold in China hold a sealed module of the police (SAM_A, SAM_V); what passes between it
and a computer is the same whoever made the reader (GA 467-2013, as the makers' manuals quote it):

    asked     AA AA AA 96 69 | length, 2 bytes, high first | command, parameter | check
    answered  AA AA AA 96 69 | length | SW1 SW2 SW3 | data | check

`length` counts what follows it, the check included; the check is all bytes between the first five
and itself, by exclusive or. Of a card's 256 bytes of text (GA/T 490, UTF-16, low byte first) only
the number is taken: it begins at byte 122 of an identity card, of a residence permit of Hong Kong,
Macao or Taiwan, and of a foreigner's permit. Written after these documents and tried against a
simulated reader; no real one has been at hand.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import reduce
from operator import xor
from typing import Protocol, Self

from kiosk.people.documents import Document, DocumentKind
from kiosk.refusal import Refusal

PREAMBLE = b"\xaa\xaa\xaa\x96\x69"
FIND, SELECT, READ = b"\x20\x01", b"\x20\x02", b"\x30\x01"
FOUND, DONE, NOBODY = 0x9F, 0x90, 0x80
"""SW3: a card is there; it is done; no card is there."""

ANSWER_SECONDS = 3.0
"""The slowest answer, a card's text and picture, takes a second or so."""
PAUSE_SECONDS = 0.3
"""Between two looks for a card, as the makers advise."""
_LONGEST = 4096
_STATUS = 3
_SIZES = 4
"""Two bytes each for the lengths of text and picture, before the text."""
_NUMBER = slice(122, 158)
_FOREIGN_NUMBER = slice(122, 152)
_KIND = slice(248, 250)
_FOREIGN = "I".encode("utf-16-le")
"""The first kind of foreigner's permit, whose number has 15 characters."""


class Line(Protocol):
    """As much of an open serial port as is used here; a read ends after 0.1 s of silence."""

    def read(self, size: int) -> bytes: ...

    def write(self, data: bytes, /) -> int | None: ...

    def reset_input_buffer(self) -> None: ...

    def close(self) -> None: ...


class SerialReader:
    """A reader at an open `line`; `check` makes a document of a number, or refuses."""

    def __init__(self, line: Line, check: Callable[[DocumentKind, str], Document]) -> None:
        self._line, self._check = line, check

    @classmethod
    def open(cls, port: str, baudrate: int, check: Callable[[DocumentKind, str], Document]) -> Self:
        """The reader at `port`, a device or a URL of pyserial; raises OSError (SerialException)."""
        import serial

        return cls(serial.serial_for_url(port, baudrate, timeout=0.1, write_timeout=2), check)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def read(self, seconds: float) -> Document | None:
        """As `kiosk.people.documents.CardReader` says."""
        end = time.monotonic() + seconds
        while self._ask(FIND)[0] != FOUND:
            if time.monotonic() + PAUSE_SECONDS > end:
                return None
            time.sleep(PAUSE_SECONDS)
        if self._ask(SELECT)[0] != DONE:
            raise Refusal("identity.unreadable")
        status, data = self._ask(READ)
        if status != DONE or len(data) < _SIZES + _KIND.stop:
            raise Refusal("identity.unreadable")
        # Name, address and picture came along; nobody looks at them.
        return self._document(data[_SIZES:])

    def _document(self, text: bytes) -> Document:
        foreign = text[_KIND] == _FOREIGN
        kind = DocumentKind.PERMIT if foreign else DocumentKind.RESIDENT_ID
        number = text[_FOREIGN_NUMBER if foreign else _NUMBER]
        return self._check(kind, number.decode("utf-16-le", "replace").strip(" \0"))

    def _ask(self, command: bytes) -> tuple[int, bytes]:
        """SW3 of the answer and its data. Raises OSError where there is none."""
        body = (len(command) + 1).to_bytes(2, "big") + command
        self._line.reset_input_buffer()
        self._line.write(PREAMBLE + body + bytes([reduce(xor, body)]))
        answer = self._answer()
        if reduce(xor, answer) != 0:
            raise Refusal("identity.unreadable")
        return answer[2 + _STATUS - 1], answer[2 + _STATUS : -1]

    def _answer(self) -> bytes:
        """One frame from its length on; what is no frame before it is passed over."""
        end = time.monotonic() + ANSWER_SECONDS
        got = bytearray()
        while time.monotonic() < end:
            got += self._line.read(max(1, _missing(got)))
            begins = got.find(PREAMBLE)
            if begins > 0:
                del got[:begins]
            if begins >= 0 and _missing(got) == 0:
                return bytes(got[len(PREAMBLE) :])
            if len(got) > _LONGEST:
                break
        raise TimeoutError("no answer of the card reader")


def _missing(got: bytearray) -> int:
    """How many bytes are still to come, as far as is known."""
    head = len(PREAMBLE) + 2
    if not got.startswith(PREAMBLE) or len(got) < head:
        return head - min(len(got), head - 1)
    length = int.from_bytes(got[len(PREAMBLE) : head], "big")
    least = _STATUS + 1
    return max(0, head + max(length, least) - len(got))
