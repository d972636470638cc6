"""How words are typed: text folded to plain characters, and the letters of each character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.seg import mmseg

LONGEST = 64
"""So many characters are read; nobody types more to find a service."""

EVERYDAY = frozenset(
    "伯泊薄剥堡便藏曾差长朝称澄畜处传单弹得地调度都恶给还行和核会校角觉稽卡咖壳乐了率绿露落没秘模"
    "南粘弄盘屏迫奇契圈券色塞厦省盛识石什熟属说宿提拓系吓纤相巷削血咽择扎着种重车参"
)
"""Characters with more than one reading in everyday speech. Others keep the reading of their word:
the dictionary also knows that 房 was once read páng, which would only be in the way."""

_NUMB = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("f", "h"))


@dataclass(frozen=True, slots=True)
class Folded:
    """Text as it is looked for: letters, digits and Chinese characters, all else left out.

    `places[i]` is where `plain[i]` stood in the text.
    """

    plain: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `plain[start:end]` stood in the text."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Readings:
    """What one character may be typed as in letters: first the reading in its word; `rare` are
    those that only a dictionary knows."""

    usual: tuple[str, ...]
    rare: tuple[str, ...] = ()


def fold(text: str) -> Folded:
    """`text` in half-width small letters, without accents, spaces and punctuation."""
    kept = [
        (each, place)
        for place, character in enumerate(text)
        for each in unicodedata.normalize("NFKD", character).casefold()
        if each.isalnum()
    ]
    return Folded("".join(each for each, _ in kept), tuple(place for _, place in kept))


def words(text: str) -> list[str]:
    """The words of `text` between its spaces and punctuation, folded."""
    spaced = (each if each.isalnum() or unicodedata.combining(each) else " " for each in text)
    return [plain for part in "".join(spaced).split() if (plain := fold(part).plain)]


def is_latin(plain: str) -> bool:
    """Whether it is typed in letters and digits alone."""
    return plain.isascii()


def readings(plain: str) -> list[Readings]:
    """The readings of each character of folded text; a letter reads as itself."""
    return [_of(*pair) for pair in zip(plain, _in_word(plain), strict=True)]


def spelt(read: Iterable[Readings]) -> str:
    """Characters in full pinyin, each as it is most likely read."""
    return "".join(each.usual[0] for each in read)


def numbed(token: str) -> str:
    """The start of a reading as who mixes up n and l, f and h, zh and z, ang and an hears it."""
    for heard, said in _NUMB:
        if token.startswith(heard):
            token = said + token[len(heard) :]
            break
    return token[:-1] if len(token) > 2 and token.endswith("ng") else token


@cache
def _of(character: str, here: str) -> Readings:
    """The readings of a character that in its word is read `here`."""
    if character.isascii():
        return Readings((character,))
    known = map(_umlaut, pinyin(character, Style.NORMAL, heteronym=True)[0])
    others = [each for each in dict.fromkeys(known) if each != here and each.isascii()]
    usual = [here, *others] if character in EVERYDAY else [here]
    # ü is typed as v by who has learnt it so, and as u by everybody else.
    usual += [each.replace("v", "u") for each in usual if "v" in each]
    return Readings(tuple(usual), () if character in EVERYDAY else tuple(others))


def _in_word(plain: str) -> list[str]:
    return [reading for word in mmseg.seg.cut(plain) for reading in _of_word(word)]


@cache
def _of_word(word: str) -> list[str]:
    return [_umlaut(each) for each in lazy_pinyin([word], Style.NORMAL)]


def _umlaut(reading: str) -> str:
    return reading.replace("ü", "v")
