"""What a piece of paper says, as a value: made by the caller, kept as JSON, laid out and printed.

A paper holds no phrase of its own: every word arrives from the caller, in the reader's language.
A block refuses what no printer could print, so that a paper which exists can always come out.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final, Literal, get_args

Align = Literal["left", "center", "right"]

LARGEST: Final = 8
"""GS ! multiplies a character up to eight times in each direction."""

LONGEST_CODE: Final = 2331
"""Bytes that a QR code of version 40 holds at error level M (ISO/IEC 18004, table 7)."""


class PaperError(ValueError):
    """This paper cannot be printed; the sentence says which part and why."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``size`` multiplies the character cell (1..8), a newline breaks the line."""

    text: str
    size: int = 1
    bold: bool = False
    align: Align = "left"

    def __post_init__(self) -> None:
        _check_text("text", self.text, newline=True)
        _check_bool("bold", self.bold)
        if type(self.size) is not int or not 1 <= self.size <= LARGEST:
            raise PaperError(f"size must be a whole number from 1 to {LARGEST}, not {self.size!r}")
        if self.align not in get_args(Align):
            raise PaperError(f"align must be one of {get_args(Align)}, not {self.align!r}")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label at the left edge and its value at the right one; ``bold`` is for the value."""

    left: str
    right: str
    bold: bool = False

    def __post_init__(self) -> None:
        _check_text("left", self.left)
        _check_text("right", self.right)
        _check_bool("bold", self.bold)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line from edge to edge."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Empty paper, in millimetres."""

    mm: float

    def __post_init__(self) -> None:
        if type(self.mm) not in (int, float) or not 0 < self.mm <= 200:
            raise PaperError(f"mm must be a number above 0 and up to 200, not {self.mm!r}")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code with a line of text under it; ``data`` goes in as UTF-8."""

    data: str
    caption: str = ""

    def __post_init__(self) -> None:
        # A newline is good inside a code: the notice carries a whole guide as offline text.
        _check_text("data", self.data, newline=True)
        _check_text("caption", self.caption)
        size = len(self.data.encode())
        if not 1 <= size <= LONGEST_CODE:
            raise PaperError(f"data must be 1 to {LONGEST_CODE} bytes, not {size}")


@dataclass(frozen=True, slots=True)
class Logo:
    """The hall's emblem, in the middle; nothing where the printer was given none."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Cuts here, between two copies of one job; a printer without a blade feeds to tear it off."""


Block = Text | Pair | Rule | Feed | Code | Logo | Cut

_KINDS: Final[Mapping[str, type[Block]]] = {
    "text": Text,
    "pair": Pair,
    "rule": Rule,
    "feed": Feed,
    "code": Code,
    "logo": Logo,
    "cut": Cut,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}
_FIELDS: Final = {kind: tuple(each.name for each in fields(kind)) for kind in _NAMES}


@dataclass(frozen=True, slots=True)
class Paper:
    """Blocks from top to bottom, in one language (a BCP 47 tag such as ``zh-CN``)."""

    language: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        _check_text("language", self.language)
        if not self.language:
            raise PaperError("language must not be empty")
        if type(self.blocks) is not tuple or not self.blocks:
            raise PaperError("blocks must be a tuple of at least one block")
        for block in self.blocks:
            if type(block) not in _NAMES:
                raise PaperError(f"{block!r} is not a block")


def dump(paper: Paper) -> dict[str, object]:
    """The paper as plain values that JSON can keep."""
    return {
        "language": paper.language,
        "blocks": [
            {"kind": _NAMES[type(block)]}
            | {name: getattr(block, name) for name in _FIELDS[type(block)]}
            for block in paper.blocks
        ],
    }


def load(mapping: Mapping[str, object]) -> Paper:
    """The paper that ``dump`` gave. Raises PaperError for anything else, nothing is guessed."""
    if set(mapping) != {"language", "blocks"}:
        raise PaperError("a paper has a language and blocks, nothing else")
    language, blocks = mapping["language"], mapping["blocks"]
    if not isinstance(blocks, list):
        raise PaperError("blocks must be a list")
    loaded = []
    for number, block in enumerate(blocks, start=1):
        try:
            loaded.append(_load_block(block))
        except PaperError as error:
            raise PaperError(f"block {number}: {error}") from None
    return Paper(_as_text(language), tuple(loaded))


def _load_block(block: object) -> Block:
    if not isinstance(block, Mapping):
        raise PaperError(f"{block!r} is not a block")
    kind = _KINDS.get(str(block.get("kind")))
    if kind is None:
        raise PaperError(f"unknown kind {block.get('kind')!r}")
    values = {name: value for name, value in block.items() if name != "kind"}
    try:
        return kind(**values)
    except TypeError as error:  # a field too many or too few
        raise PaperError(str(error)) from None


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise PaperError(f"{value!r} is not text")
    return value


def _check_bool(name: str, value: object) -> None:
    if type(value) is not bool:
        raise PaperError(f"{name} must be true or false, not {value!r}")


def _check_text(name: str, value: object, *, newline: bool = False) -> None:
    """Refuse control characters: an ESC in a name would be a command to the printer."""
    text = _as_text(value)
    # Nearly every text is printable throughout; only the others are looked at letter by letter.
    if text.isprintable():
        return
    for character in text:
        category = unicodedata.category(character)
        if category in ("Cc", "Cs") and not (newline and character == "\n"):
            raise PaperError(f"{name} holds U+{ord(character):04X}, which no paper can show")
