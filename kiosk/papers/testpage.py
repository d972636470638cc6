"""The test page of a printer: each line says what good looks like, so anybody can judge it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from kiosk.config import Settings
from kiosk.papers.frame import foot, head, rows, say
from printers.layout import CELL
from printers.paper import LARGEST, Block, Code, Feed, Paper, Rule, Text
from printers.profiles import MM_PER_INCH, Profile

_CHARACTERS: Final = (
    "永国徽鹰囊，。！？（）《》：",
    "张三·李四 ①②③ € ℃ №",
    "䶮㐱𬱖𬭎𠮷㼆 臺灣 é ü",
)
"""A line of GB 2312, one of marks that cheap fonts lack, and one of rare characters of names
(GB 18030-2022, level 3)."""

_SIZED: Final = "号{size}"


def test_page(
    settings: Settings, printer: str, profile: Profile, *, at: datetime, language: str
) -> Paper:
    """The page for the printer of this name and profile; `at` is in the hall's zone."""
    columns = profile.dots // CELL
    # From the left edge of the first bar to the right edge of the last one.
    across = round((columns * CELL - CELL) / profile.dpi * MM_PER_INCH)
    charset = profile.charset if profile.charset != "none" else say("test.charset_none", language)
    time = f"{at:%Y-%m-%d %H:%M:%S}"
    size = say("test.paper_value", language, width=profile.width_mm, dpi=profile.dpi)
    blocks: list[Block] = [
        *head(settings, say("test.title", language), language),
        *rows(
            language,
            [
                ("test.printer", printer),
                ("test.profile", profile.name),
                ("test.paper", size),
                ("test.charset", charset),
                ("test.time", time),
            ],
        ),
        Rule(),
        Text(say("test.ruler", language, width=across)),
        Feed(1),
        Text(_ruler(columns)),
        Rule(),
        Text(say("test.chars", language)),
        Feed(1),
        *(Text(line) for line in _CHARACTERS),
        Rule(),
        Text(say("test.bold", language)),
        Feed(1),
        Text(say("test.plain_line", language)),
        Text(say("test.bold_line", language), bold=True),
        Rule(),
        Text(say("test.sizes", language)),
        Feed(1),
        *(Text(_SIZED.format(size=size), size=size) for size in range(1, LARGEST + 1)),
        Rule(),
        Code(time, say("test.scan", language)),
        Feed(3),
        Text(say("test.good", language)),
        *foot(settings, language),
    ]
    return Paper(language, tuple(blocks))


def _ruler(columns: int) -> str:
    """A bar at each end of the line, a figure at each tenth column, a cross at each fifth."""
    marks = ["-"] * columns
    for column in range(5, columns, 5):
        marks[column - 1] = "+" if column % 10 else str(column // 10)
    marks[0] = marks[-1] = "|"
    return "".join(marks)
