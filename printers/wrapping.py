"""Breaks a paragraph into lines of character cells by the rules of Chinese and Latin writing.

Sources: GB/T 15834-2011, 5.1 (which marks may not begin or end a line) and W3C clreq 3.1.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

NO_START: Final = frozenset("、。，．：；？！’”）］｝〕〉》」』】〗％‰℃·～－／,.:;?!)]}%-/~")
"""Marks that follow what they belong to, so they never begin a line."""

NO_END: Final = frozenset("‘“（［｛〔〈《「『【〖￥＄￡¥€£№／([{$/")
"""Marks that lead what they belong to, so they never end a line."""

_AFTER: Final = NO_START - frozenset("·%％‰℃～－~-/／.")
"""Marks after which a reader rests."""

_LETTER: Final = (
    "[!-~\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1eff"  # ASCII, Latin, Greek, Cyrillic
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"  # the same, full width
)
_DIGIT: Final = "[0-9０-９]"
# A range such as 15～25 is one number to its reader.
_NUMBER: Final = rf"{_LETTER}+(?:(?<={_DIGIT})[～–—－](?={_DIGIT}){_LETTER}+)*"
# So is a date: what it counts stays with a number, and the next number with that.
_UNIT: Final = "(?:分钟|小时|万元|[年月日时分秒天周元万亿人位号个件份页次岁层楼])"
_PIECES: Final = re.compile(
    rf"\s+|(?:第(?={_DIGIT}))?{_NUMBER}(?:(?<={_DIGIT}){_UNIT}(?:(?={_DIGIT}){_NUMBER})?)*"
    r"|—+|…+|.",
    re.DOTALL,
)

_WORD_BREAK: Final = 60
"""What it costs, in square cells, to break between two hanzi rather than at a mark or a space."""


@lru_cache(maxsize=4096)
def cells(text: str) -> int:
    """How many half-width cells the text takes at size 1.

    Hanzi and their marks take two, as in a printer's Chinese font; letters of alphabets take one.
    """
    return sum(_cells_of(character) for character in text)


def clusters(text: str) -> Iterator[str]:
    """The characters of the text, each with the marks that stand upon it."""
    cluster = ""
    for character in text:
        if cluster and _cells_of(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def wrap(text: str, width: int) -> list[str]:
    """As few lines of at most ``width`` cells as can be, at least one.

    They are as even as can be, so no character stands alone on the last one, and are broken at
    marks and spaces rather than between two hanzi where that costs little evenness. Found over the
    whole paragraph, as Knuth and Plass do (Breaking Paragraphs into Lines, 1981).
    """
    units = _units(text.strip(), width)
    if not units:
        return [""]
    ends = [0, *accumulate(map(cells, units))]
    # By the unit that a line ends with: the least cost so far, and the breaks that led there.
    best: dict[int, tuple[int, list[int]]] = {0: (0, [0])}
    for earliest, latest in _windows(units, ends, width):
        longer: dict[int, tuple[int, list[int]]] = {}
        for start in sorted(best, reverse=True):  # of two equal ways the fuller first line
            cost, breaks = best[start]
            for end in range(max(earliest, start + 1), latest + 1):
                taken = _taken(units, ends, start, end)
                if taken > width:
                    break
                total = cost + taken * taken + _break_cost(units, end)
                if end not in longer or total < longer[end][0]:
                    longer[end] = total, [*breaks, end]
        best = longer
    breaks = best[len(units)][1]
    # A space at a break is the break itself.
    return ["".join(units[start:end]).strip() for start, end in pairwise(breaks)]


def longest_word(text: str) -> int:
    """Cells of the widest piece that no line may break."""
    return max((cells(unit) for unit in _whole_units(text)), default=0)


def _cells_of(character: str) -> int:
    if " " <= character < "\x7f":
        return 1
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    width = unicodedata.east_asian_width(character)
    if width == "A":  # a mark is as wide as its neighbours in Chinese, a letter is a letter
        return 1 if category[0] == "L" or category == "Sc" else 2
    return 2 if width in "WF" else 1


def _windows(units: list[str], ends: list[int], width: int) -> list[tuple[int, int]]:
    """For each line the first and the last unit that it can end with, in the fewest lines."""
    latest, start = [], 0
    while start < len(units):
        end = start + 1
        while end < len(units) and _taken(units, ends, start, end + 1) <= width:
            end += 1
        latest.append(end)
        start = end
    earliest, end = [], len(units)
    for _ in latest:
        earliest.append(end)
        start = end - 1
        while start > 0 and _taken(units, ends, start - 1, end) <= width:
            start -= 1
        end = start
    return list(zip(reversed(earliest), latest, strict=True))


def _taken(units: list[str], ends: list[int], start: int, end: int) -> int:
    """Cells of a line of these units, without the spaces at its breaks."""
    start += units[start].isspace()
    end -= units[end - 1].isspace()
    return max(0, ends[end] - ends[start])


def _break_cost(units: list[str], end: int) -> int:
    if end == len(units):
        return 0
    before, after = units[end - 1], units[end]
    natural = before[-1] in _AFTER or before.isspace() or after[0] in NO_END or after.isspace()
    return 0 if natural else _WORD_BREAK


def _units(text: str, width: int) -> list[str]:
    """The pieces between which a line may break, none wider than a line."""
    units = []
    for unit in _whole_units(text):
        while cells(unit) > width and not unit.isspace():
            head = _head(unit, width)
            units.append(head)
            unit = unit[len(head) :]
        units.append(unit)
    return units


def _whole_units(text: str) -> list[str]:
    units: list[str] = []
    for piece in _PIECES.findall(text):
        if (
            units
            and not piece.isspace()
            and not units[-1].isspace()
            and (piece[0] in NO_START or units[-1][-1] in NO_END or not cells(piece))
        ):
            units[-1] += piece
        else:
            units.append(piece)
    return units


def _head(unit: str, width: int) -> str:
    """As much of a longer unit as ``width`` cells hold, cut at a mark rather than in a word."""
    heads, taken = [""], 0
    for cluster in clusters(unit):
        taken += cells(cluster)
        if len(heads) > 1 and taken > width:
            break
        heads.append(heads[-1] + cluster)
    good = (head for head in reversed(heads[1:]) if not _belong(head[-1], unit[len(head)]))
    return next(good, heads[-1])


def _belong(before: str, after: str) -> bool:
    """Whether two characters side by side are parts of one word, or a mark and its word."""
    both = before + after
    return after in NO_START or before in NO_END or (both.isascii() and both.isalnum())
