"""Slips of the finger: one letter missing, doubled, swapped or wrong; words half remembered."""

from __future__ import annotations

import string
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import LCSseq

FEWEST_LETTERS = 4
"""A slip is looked for in words of so many letters; a shorter one could be anything."""

_FEWEST_CHARACTERS = 2
_LAST = "\U0010ffff"


class Slips:
    """Words in letters, each with the entry that it belongs to."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        pairs = sorted(words)
        self._words = [word for word, _ in pairs]
        self._entries = [entry for _, entry in pairs]

    def one_letter(self, typed: str) -> list[int]:
        """The entries of words that are `typed` but for one slip, then of those that begin so.

        A slip is one step of the optimal string alignment distance. All that it can have been is
        looked up: that is some hundred looks, however many words there are.
        """
        if len(typed) < FEWEST_LETTERS:
            return []
        whole: set[int] = set()
        begun: set[int] = set()
        for meant in self._meant(typed):
            low = self._first(meant)
            if self._begins(low, meant):
                whole.update(self._entries[low : bisect_right(self._words, meant)])
                begun.update(self._entries[low : self._first(meant + _LAST)])
        return [*sorted(whole), *sorted(begun - whole)]

    def _meant(self, typed: str) -> Iterator[str]:
        """All that is one step away from `typed`, as long as words begin with what is before it."""
        for place, letter in enumerate(typed):
            before, after = typed[:place], typed[place + 1 :]
            if not self._begins(self._first(before), before):
                return
            yield before + after
            if after:
                yield before + after[0] + letter + after[1:]
            for other in string.ascii_lowercase:
                yield before + other + after
                yield before + other + letter + after

    def _first(self, beginning: str) -> int:
        """Where words that begin so would stand."""
        return bisect_left(self._words, beginning)

    def _begins(self, place: int, beginning: str) -> bool:
        return place < len(self._words) and self._words[place].startswith(beginning)


def shared(typed: str, words: Iterable[tuple[str, int]]) -> list[int]:
    """The entries of those of `words` that have half the characters of `typed` in its order, the
    words with the most of them first, of those the shortest."""
    least = at_least(typed)
    found = [
        (-count, len(word), entry)
        for word, entry in words
        if (count := LCSseq.similarity(typed, word, score_cutoff=least))
    ]
    return [entry for _, _, entry in sorted(found)]


def at_least(typed: str) -> int:
    """How many characters of `typed` a word must have that is `shared`."""
    return max(_FEWEST_CHARACTERS, -(-len(typed) // 2))
