"""All names and folk words on one tape, a bit for each character, matched in a few machine words.

The shift-and method (Baeza-Yates and Gonnet 1992) with readings in place of letters: for whatever
may be typed for a character there is one long number with a bit wherever such a character stands.
To type it moves the bits of all places that were reached so far one character on. A touch costs
some tens of such steps, however many words the catalogue has.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kiosk.search.letters import Readings, numbed

_LONGEST_READING = 6  # zhuang
_PAIRS = ("zh", "ch", "sh")

Bits = dict[str, int]


@dataclass(frozen=True, slots=True)
class Style:
    """A way to type: what may stand for a character, and what for the last one, not finished yet.

    `numb`: the tokens are compared as `numbed` hears them.
    """

    middle: Bits
    last: Bits
    numb: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """Bits of the places behind what was typed. `whole`: its last character was typed in full."""

    whole: int
    begun: int


class Tape:
    """The tape; it never changes, so any thread may ask it."""

    def __init__(self, phrases: Sequence[Sequence[Readings]], plains: Sequence[str]) -> None:
        stands: defaultdict[tuple[str, Readings], array[int]] = defaultdict(_places)
        behinds = _places()
        self.firsts = _places()
        """Where each phrase begins."""
        self.phrase_at = _places()
        """The phrase of each bit; the bit behind a phrase is its own too."""
        first = 0
        for number, (plain, read) in enumerate(zip(plains, phrases, strict=True)):
            self.firsts.append(first)
            self.phrase_at.extend([number] * (len(plain) + 1))
            for place, pair in enumerate(zip(plain, read, strict=True), first):
                stands[pair].append(place)
            behinds.append(first + len(plain))
            first += len(plain) + 1
        self.starts, self.ends = _bits(self.firsts), _bits(behinds)
        self.anywhere = 0
        full, begun, near, near_begun = (defaultdict[str, int](int) for _ in range(4))
        for (character, each), places in stands.items():
            bits = _bits(places)
            self.anywhere |= bits
            heard = {numbed(reading) for reading in (*each.usual, *each.rare)}
            for bits_of, tokens in (
                (full, each.usual),
                (begun, chain.from_iterable(map(_starts, each.usual))),
                (near, heard),
                (near_begun, chain.from_iterable(map(_starts, heard))),
            ):
                for token in {character, *tokens}:
                    bits_of[token] |= bits
        self.spelt = Style(full, begun)
        """In full, the last character perhaps begun: guoh, 过h."""
        self.short = Style(full | _initials(begun), begun)
        """Any character by its first letter too: gh, guoh, ghu."""
        self.alike = Style(near, near_begun, numb=True)
        """As `spelt`, with rare readings and with sounds that are often mixed up."""

    def reach(self, query: str, start: int, style: Style) -> Reached:
        """The places behind `query`, typed from one of the bits of `start` on."""
        steps = self._steps(query, start, style)
        return Reached(steps[-1], self._end(query, steps, style))

    def next_letters(self, query: str, letters: str) -> frozenset[str]:
        """Those of `letters` that can follow `query` at the beginning of a phrase."""
        steps = self._steps(query, self.starts, self.short)
        return frozenset(
            letter for letter in letters if self._end(query + letter, steps, self.short)
        )

    def start_of(self, query: str, end: int, style: Style) -> int:
        """Where the characters begin that `query` typed to reach `end`."""
        last = len(query)

        def back(length: int, place: int) -> int | None:
            if length == 0:
                return place
            bits = style.last if length == last else style.middle
            for start in range(max(0, length - _LONGEST_READING), length):
                if place and bits.get(query[start:length], 0) >> (place - 1) & 1:
                    found = back(start, place - 1)
                    if found is not None:
                        return found
            return None

        found = back(last, end)
        assert found is not None
        return found

    def _steps(self, query: str, start: int, style: Style) -> list[int]:
        """For each length of `query`, the places behind that much of it, typed in whole tokens."""
        reached = [start, *[0] * len(query)]
        for here in range(len(query)):
            if not reached[here]:
                continue
            for there in range(here + 1, min(len(query), here + _LONGEST_READING) + 1):
                bits = style.middle.get(_token(query[here:there], style))
                if bits is not None:
                    reached[there] |= (reached[here] & bits) << 1
        return reached

    def _end(self, query: str, steps: list[int], style: Style) -> int:
        """The places behind `query` when its last token need only be begun."""
        found = 0
        for here in range(max(0, len(query) - _LONGEST_READING), min(len(query), len(steps))):
            bits = style.last.get(_token(query[here:], style))
            if bits is not None:
                found |= (steps[here] & bits) << 1
        return found


def ones(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the first one first."""
    text = bin(bits)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)


def _token(token: str, style: Style) -> str:
    return numbed(token) if style.numb else token


def _starts(reading: str) -> Iterator[str]:
    return (reading[:length] for length in range(1, len(reading) + 1))


def _initials(begun: Bits) -> Bits:
    return {
        token: begun[token]
        for token in chain("abcdefghijklmnopqrstuvwxyz", _PAIRS)
        if token in begun
    }


def _places() -> array[int]:
    return array("L")


def _bits(places: array[int]) -> int:
    """A number with a bit at each of `places`, which rise."""
    if not places:
        return 0
    row = bytearray(places[-1] // 8 + 1)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")
