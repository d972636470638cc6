"""Sorts what a printer says into answers, and reads from them how the printer is.

A printer speaks when asked and unasked, and nothing frames its bytes: only their fixed bits tell
one kind of answer from another. Source: Epson's ESC/POS command reference, "Identifying the
transmission status" (TM-T88III specification, appendix G).
"""

from dataclasses import dataclass
from typing import Final

from printers.status import State, Status

_XON: Final = 0x11
_XOFF: Final = 0x13
_BLOCK: Final = 0x37
_END: Final = 0x00

JOB_DONE: Final = 0x22
"""Block of GS ( H function 48: four characters name the job that has been printed."""

EMPTIED: Final = 0x25
"""Block of DLE DC4 function 8: the receive and print buffers are empty; no characters."""

_LENGTHS: Final = {JOB_DONE: 4, EMPTIED: 0}
_LONGEST: Final = 80
"""Characters that a block of any other kind has at most."""


@dataclass(frozen=True, slots=True)
class RealTime:
    """The byte that DLE EOT n asked for: 0xx1xx10."""

    byte: int


@dataclass(frozen=True, slots=True)
class PaperSensor:
    """The byte that GS r 1 asked for, in its turn behind the data before it: 0xx0xxxx."""

    byte: int


@dataclass(frozen=True, slots=True)
class Unasked:
    """Four bytes of automatic status back: 0xx1xx00 and three of 0xx0xxxx."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Block:
    """A framed answer: 37h, its kind, its characters, 00h."""

    kind: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Noise:
    """A byte that no receipt printer says at this place."""

    byte: int


Answer = RealTime | PaperSensor | Unasked | Block | Noise


class Answers:
    """Takes the bytes of one connection in any pieces, and gives the answers in their order.

    A real-time answer may stand inside automatic status, flow control bytes anywhere. What has
    begun like an answer and goes on like none is noise from its first byte, and the rest is looked
    at anew.
    """

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[Answer]:
        """The answers that are complete now."""
        self._rest += data.translate(None, bytes((_XON, _XOFF)))
        found: list[Answer] = []
        while self._rest and (answer := self._next()) is not None:
            found.append(answer)
        return found

    def settle(self) -> list[Answer]:
        """The line has been quiet: what has begun and not ended is noise."""
        found: list[Answer] = []
        while self._rest:
            found.append(Noise(self._rest.pop(0)))
            found += self.feed(b"")
        return found

    def _next(self) -> Answer | None:
        """Take one answer from the front; None: more bytes are needed to tell."""
        first = self._rest[0]
        if _is_real_time(first):
            return RealTime(self._rest.pop(0))
        if _is_plain(first):
            return PaperSensor(self._rest.pop(0))
        if first & 0x93 == 0x10:
            return self._unasked()
        if first == _BLOCK:
            return self._block()
        return Noise(self._rest.pop(0))

    def _unasked(self) -> Answer | None:
        for place, byte in enumerate(self._rest[1:4], start=1):
            if _is_real_time(byte):
                return RealTime(self._rest.pop(place))
            if not _is_plain(byte):
                return Noise(self._rest.pop(0))
        return Unasked(self._take(4)) if len(self._rest) >= 4 else None

    def _block(self) -> Answer | None:
        if len(self._rest) < 2:
            return None
        kind = self._rest[1]
        if not 0x20 <= kind <= 0x2F:
            return Noise(self._rest.pop(0))
        length = _LENGTHS.get(kind)
        most = _LONGEST if length is None else length
        for place, byte in enumerate(self._rest[2 : most + 3]):
            if byte == _END and (place == length or length is None):
                data = self._take(place + 3)
                return Block(kind, data[2:-1])
            if place == most or not 0x20 <= byte <= 0x7E:
                return Noise(self._rest.pop(0))
        return None

    def _take(self, count: int) -> bytes:
        taken = bytes(self._rest[:count])
        del self._rest[:count]
        return taken


def _is_real_time(byte: int) -> bool:
    return byte & 0x93 == 0x12


def _is_plain(byte: int) -> bool:
    return byte & 0x90 == 0


_SIGNS: Final[tuple[tuple[State, int, int, str], ...]] = (
    (State.CUTTER_ERROR, 3, 0x08, "the cutter is stuck"),
    (State.ERROR, 3, 0x20, "an error that switching off and on ends"),
    (State.OVERHEATED, 3, 0x40, "the head is too hot, or another error that ends by itself"),
    (State.COVER_OPEN, 2, 0x04, "the cover is open"),
    (State.PAPER_END, 4, 0x60, "the paper has run out"),
    (State.PAPER_END, 2, 0x20, "the paper has run out"),
    (State.ERROR, 3, 0x04, "an error that it can recover from"),
    (State.ERROR, 2, 0x40, "an error that it does not name"),
    (State.OFFLINE, 2, 0x08, "paper is being fed by hand"),
    (State.OFFLINE, 1, 0x20, "waiting to go on-line"),
    (State.OFFLINE, 1, 0x08, "off-line"),
    (State.NEAR_END, 4, 0x0C, "the paper is near its end"),
)
"""State, n of DLE EOT n, bits of the answer, meaning; of several the worst counts."""

_CONSEQUENCES: Final = frozenset({State.OFFLINE, State.NEAR_END})
_NAMELESS: Final = frozenset({(3, 0x04), (2, 0x40)})


def status_of(replies: tuple[int, int, int, int]) -> Status:
    """How a printer is that gave these answers to DLE EOT 1, 2, 3 and 4."""
    signs = [sign for sign in _SIGNS if replies[sign[1] - 1] & sign[2]]
    causes = [sign for sign in signs if sign[0] not in _CONSEQUENCES]
    # An error without a name says nothing more where another sign tells its cause.
    told = [sign for sign in causes if sign[1:3] not in _NAMELESS] or causes or signs
    if not told:
        return Status(State.ONLINE)
    worst = min((sign[0] for sign in told), key=list(State).index)
    said = "; ".join(dict.fromkeys(sign[3] for sign in told))
    return Status(worst, f"{said} (DLE EOT: {bytes(replies).hex(' ')})")
