"""English names by any of their words, and the codes of services."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.search.letters import Folded, fold

_LAST = "\U0010ffff"
_FEWEST_OF_A_CODE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """An entry, and which part of its folded English name was typed."""

    entry: int
    start: int
    end: int
    whole: bool


class English:
    """Every end of every name that begins with a word, in order: what is typed is the beginning of
    some of them, with or without spaces."""

    def __init__(self, names: Sequence[str], codes: Sequence[Iterable[str]]) -> None:
        self._folded = [fold(name) for name in names]
        self._ends = sorted(
            (folded.plain[start:], start, entry)
            for entry, (name, folded) in enumerate(zip(names, self._folded, strict=True))
            for start in _word_starts(name, folded)
        )
        self._codes = sorted((fold(code).plain, e) for e, of in enumerate(codes) for code in of)

    @property
    def ends(self) -> Iterator[tuple[str, int]]:
        """Each end of a name that begins with a word, with its entry."""
        return ((end, entry) for end, _, entry in self._ends)

    def folded(self, entry: int) -> Folded:
        """The English name of an entry."""
        return self._folded[entry]

    def find(self, typed: str) -> list[Found]:
        """Who has `typed` at the beginning of a word; whole names, then beginnings, then others."""
        found = {
            (entry, start): Found(entry, start, start + len(each), start == 0 and end == each)
            for each in _singular(typed)
            for end, start, entry in self._from(each)
        }
        return sorted(found.values(), key=lambda hit: (not hit.whole, hit.start > 0, hit.entry))

    def next_letters(self, typed: str, letters: str) -> frozenset[str]:
        """Those of `letters` that can follow `typed` at the beginning of a name."""
        following = {
            end[len(typed)]
            for end, start, _ in self._from(typed)
            if start == 0 and len(end) > len(typed)
        }
        return frozenset(following.intersection(letters))

    def codes(self, typed: str) -> list[tuple[int, bool]]:
        """Who has a code that begins so, and whether that is all of it."""
        if len(typed) < _FEWEST_OF_A_CODE or not any(each.isdigit() for each in typed):
            return []
        low, high = bisect_left(self._codes, (typed,)), bisect_left(self._codes, (typed + _LAST,))
        found = ((entry, code == typed) for code, entry in self._codes[low:high])
        return sorted(found, key=lambda hit: (not hit[1], hit[0]))

    def _from(self, typed: str) -> list[tuple[str, int, int]]:
        low, high = bisect_left(self._ends, (typed,)), bisect_left(self._ends, (typed + _LAST,))
        return self._ends[low:high]


def _word_starts(name: str, folded: Folded) -> Iterator[int]:
    """Where each word of `name` begins in its folded form."""
    for index, place in enumerate(folded.places):
        if place == 0 or not name[place - 1].isalnum():
            yield index


def _singular(typed: str) -> Iterator[str]:
    """`typed`, and the singular that it may be the plural of."""
    yield typed
    if len(typed) > 4 and typed.endswith("ies"):
        yield typed[:-3] + "y"
    elif len(typed) > 3 and typed.endswith("s") and not typed.endswith("ss"):
        yield typed[:-1]
