"""Breaks a paragraph into lines of character cells by the rules of Chinese and Latin writing.

Sources: GB/T 15834-2011, 5.1 (which marks may not begin or end a line) and W3C clreq 3.1.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

NO_START: Final = frozenset("、。，．：；？！’”）］｝〕〉》」』】〗％‰℃·～－／,.:;?!)]}%-/~")
"""Marks that follow what they belong to, so they never begin a line."""

NO_END: Final = frozenset("‘“（［｛〔〈《「『【〖￥＄№／([{$/")
"""Marks that lead what they belong to, so they never end a line."""

_LETTER: Final = (
    "[!-~\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u052f\u1e00-\u1eff"  # ASCII, Latin, Greek, Cyrillic
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"  # the same, full width
)
# A range such as 15～25 is one number to its reader, dashes and dots in pairs are one mark.
_PIECES: Final = re.compile(
    rf"\s+|{_LETTER}+(?:(?<=[0-9０-９])[～–—－](?=[0-9０-９]){_LETTER}+)*|—+|…+|.", re.DOTALL
)


def cells(text: str) -> int:
    """How many half-width cells the text takes at size 1.

    Only ASCII is half a hanzi wide on a printer in Chinese mode: all else, "é" and "·" too, comes
    from the Chinese font.
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
    """Lines of at most ``width`` cells, each filled as far as the rules let it; at least one."""
    lines: list[str] = []
    line, taken = "", 0
    for unit in _units(text):
        size = cells(unit)
        if unit.isspace():
            # A space at a break is the break itself.
            if line or not lines:
                line, taken = line + unit, taken + size
            continue
        if line and taken + size > width:
            lines.append(line.rstrip())
            line, taken = "", 0
        while size > width:  # only what is longer than a whole line is cut
            head = _head(unit, width)
            lines.append(head)
            unit = unit[len(head) :]
            size = cells(unit)
        line, taken = line + unit, taken + size
    if line or not lines:
        lines.append(line.rstrip())
    return lines


def balance(text: str, width: int) -> list[str]:
    """As few lines as ``wrap`` needs, as even as can be: no lone character at the end."""
    lines = wrap(text, width)
    narrowest = longest_word(text)
    while len(lines) > 1 and width > narrowest:
        width -= 1
        narrower = wrap(text, width)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def longest_word(text: str) -> int:
    """Cells of the widest piece that no line may break."""
    return max((cells(unit) for unit in _units(text)), default=0)


def _cells_of(character: str) -> int:
    if character < "\x7f":
        return 1
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 2


def _units(text: str) -> list[str]:
    """The pieces between which a line may break."""
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
    """As much of a longer unit as ``width`` cells hold, cut after a mark rather than in a word."""
    head, taken = "", 0
    for cluster in clusters(unit):
        taken += cells(cluster)
        if head and taken > width:
            break
        head += cluster
    return re.sub("[0-9A-Za-z]+$", "", head) or head
