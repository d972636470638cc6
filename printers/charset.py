"""Which characters a printer's own font is trusted to have; every other one is drawn instead.

No printer says what it lacks: it prints an empty box, a question mark or half of the next
character. So this is careful. Sources: GB 2312-80 (rows), GBK 1.0 and GB 18030-2000 (areas), and
manuals: SPRT ("level I, II characters, graphics and symbols of GB 2312-80"), SP91 ("GB18030 only
supports double bytes 1-5 area"), Epson's models for China (GB18030-2000, 28 553 characters).
"""

from functools import lru_cache
from typing import Final

from printers.profiles import Charset
from printers.wrapping import cells

_TRUSTED_ROWS: Final = frozenset({1, 3, 9, *range(16, 88)})
"""Punctuation, full-width ASCII, lines, hanzi. The rows of numbered, Greek, Cyrillic and kana
letters are what fonts for receipts leave out first."""

_TWO_MEANINGS: Final = frozenset("·")
"""1-4 is U+00B7 to GB 18030 and the wider katakana dot U+30FB to older tables: names show it."""

_EXTENSION_A: Final = range(0x3400, 0x4DB6)


def has(charset: Charset, text: str) -> bool:
    """Whether a printer with this font prints all of the text, each character in its cells."""
    return charset != "none" and all(_trusted(charset, character) for character in text)


@lru_cache(maxsize=8192)
def _trusted(charset: Charset, character: str) -> bool:
    if " " <= character <= "~":
        return True
    if cells(character) != 2:  # the Chinese font knows no narrow letters and no marks to stack
        return False
    match charset:
        case "gb2312":
            row, place = [byte - 0xA0 for byte in _code(character, "gbk")] or (0, 0)
            return row in _TRUSTED_ROWS and place > 0 and character not in _TWO_MEANINGS
        case "gbk":
            return bool(_code(character, "gbk"))
        case "gb18030":
            # Left out: what GB 18030-2005 and -2022 moved or added, levels 2 and 3 beyond plane 0.
            return bool(_code(character, "gbk")) or ord(character) in _EXTENSION_A
        case "none":
            return False


def _code(character: str, table: str) -> bytes:
    try:
        return character.encode(table)
    except UnicodeEncodeError:
        return b""
