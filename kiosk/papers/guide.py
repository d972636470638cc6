"""A notice as text inside QR codes: a phone reads it without any network.

UTF-8 in byte mode (ISO/IEC 18004, 7.4.5), which takes three bytes for a hanzi.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from kiosk.config import Settings
from kiosk.papers.frame import Item, in_words, say, what

CAPACITY: Final = {58: 251, 80: 560}
"""Bytes in a code at level M that is printed with five dots or more to the module on paper of
58 or 80 mm, at 180 dpi as well: versions 11 and 18 (ISO/IEC 18004, table 7)."""

MOST: Final = {58: 3, 80: 2}
"""Codes that a person may be asked to scan, one after the other."""

_LONGEST: Final = 72
"""Bytes of a name in the code, 24 hanzi; on the paper it stands whole."""

_SHORTER: Final = (_LONGEST, 48, 36)
"""And where there are so many that they would not fit."""


def guide(
    settings: Settings,
    service: str,
    missing: Sequence[Item],
    *,
    promised: str,
    valid: date,
    more: Sequence[str],
    language: str,
    width_mm: int,
) -> tuple[str, ...]:
    """The texts of one to three codes.

    `more`, further lines of the guide, comes in only where it costs no further code. What does
    not fit is left out in this order: what each material must look like, from the last one on;
    the ends of long names; the last materials. The text then sends the reader to the paper.
    """
    size, most = CAPACITY[width_mm], MOST[width_mm]
    top = [say("guide.title", language, service=_short(service, _LONGEST))]
    bottom = [
        *([say("guide.promised", language, promised=promised)] if promised else []),
        say("guide.valid", language, day=in_words(valid, language)),
        say(
            "guide.from",
            language,
            hall=_short(settings.title(language), _LONGEST),
            hotline=settings.hotline,
        ),
    ]
    for lines in _versions(missing, language):
        parts = _pack([*top, *lines, *bottom], size, language)
        if parts is not None and len(parts) <= most:
            fuller = _pack([*top, *lines, *bottom, *more], size, language)
            return fuller if fuller is not None and len(fuller) == len(parts) else parts
    raise ValueError(f"not even the head of the guide fits into {most} codes of {size} bytes")


def _versions(missing: Sequence[Item], language: str) -> Iterator[list[str]]:
    """The lines of the materials, from the fullest to none at all."""
    short = say("guide.short", language)
    needs = [
        say(
            "guide.item_need",
            language,
            place=place,
            name=_short(item.name, _LONGEST),
            need=what(item, language),
        )
        for place, item in enumerate(missing, start=1)
    ]
    names: list[str] = []
    yield needs
    for longest in _SHORTER:
        names = [
            say("guide.item", language, place=place, name=_short(item.name, longest))
            for place, item in enumerate(missing, start=1)
        ]
        if longest == _LONGEST:
            for full in range(len(missing) - 1, 0, -1):
                yield [*needs[:full], *names[full:], short]
        yield [*names, short]
    for kept in range(len(missing) - 1, -1, -1):
        rest = say("guide.rest", language, count=len(missing) - kept)
        yield [*names[:kept], rest, short]


def _pack(lines: Sequence[str], size: int, language: str) -> tuple[str, ...] | None:
    """The lines in as few texts of `size` bytes as hold them; None where a line is too long.

    Of several texts each begins with its place, because a person may scan them in any order.
    """
    whole = "\n".join(lines)
    if len(whole.encode()) <= size:
        return (whole,)
    room = size - len(f"{say('guide.part', language, part=9, parts=9)}\n".encode())
    texts: list[str] = []
    for line in lines:
        if len(line.encode()) > room:
            return None
        longer = f"{texts[-1]}\n{line}" if texts else line
        if texts and len(longer.encode()) <= room:
            texts[-1] = longer
        else:
            texts.append(line)
    return tuple(
        f"{say('guide.part', language, part=n, parts=len(texts))}\n{text}"
        for n, text in enumerate(texts, start=1)
    )


def _short(name: str, longest: int) -> str:
    """As much of the name as `longest` bytes hold, ending with a whole word where it has words."""
    if len(name.encode()) <= longest:
        return name
    head = name.encode()[: longest - len("…".encode())].decode(errors="ignore")
    # Half a number is a wrong number.
    head = head.rstrip("0123456789") or head
    cut = head.rfind(" ")
    # A Chinese name with a space in it must not lose everything behind the space.
    return f"{head[:cut] if cut > len(head) // 2 else head}…"
