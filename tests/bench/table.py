"""The table of the bench: its rows, its verdicts, and the pages that show it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Said = dict[str, str]
"""A sentence by language."""

LANGUAGES = ("en", "zh")
_MARKED = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)
_HEAD = {
    "en": ("what", "ours", "against", "ratio", "aim", "must", "verdict"),
    "zh": ("项目", "本程序", "对照", "倍数", "目标", "必须", "结论"),
}
_VERDICTS: dict[str, Said] = {
    "good": {"en": "good", "zh": "达标"},
    "passes": {"en": "passes", "zh": "合格"},
    "missed": {"en": "**missed**", "zh": "**未达标**"},
}
_NO_LIMIT: Said = {"en": "", "zh": ""}
_UNDER_TABLE = {
    "en": "{machine}. `make bench` of {day}; how to read it: [docs/bench.md](docs/bench.md).",
    "zh": "{machine}。{day} 的 `make bench`；怎么读见 [docs/bench.md](docs/bench.md#实测)。",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: `ours` and `bare` are seconds (or bytes, or a share), `bare` is None
    where nothing can be held against it. `aim` and `must` are ratios of them or, if `absolute`, as
    `ours` is. `must` is None of what is no doing of ours and only says how to read another row."""

    name: Said
    ours: float
    bare: float | None
    must: float | None
    aim: float | None = None
    unit: Literal["s", "B", "%"] = "s"
    absolute: bool = False

    @property
    def ratio(self) -> float | None:
        """How many times as much ours takes."""
        return None if self.bare is None else self.ours / self.bare

    @property
    def verdict(self) -> str:
        """One of "good", "passes" and "missed"; nothing where there is no limit."""
        if self.must is None:
            return ""
        held = self.ours if self.absolute else self.ratio
        assert held is not None, "what is held against nothing has an absolute limit"
        if held <= (self.must if self.aim is None else self.aim):
            return "good"
        return "passes" if held <= self.must else "missed"

    def amount(self, value: float | None) -> str:
        """A value of this row with its unit; nothing for None."""
        if value is None:
            return ""
        if self.unit == "%":
            return f"{100 * value:.1f} %"
        return f"{value:,.0f} B" if self.unit == "B" else duration(value)

    def limit(self, value: float | None) -> str:
        """`aim` or `must`, as the table says it."""
        if value is None:
            return ""
        return f"≤ {self.amount(value)}" if self.absolute else f"≤ {value:g}×"


def table(rows: Sequence[Row], language: str) -> str:
    """`rows` as a Markdown table."""
    lines = [_HEAD[language], ("---", *["---:"] * 5, "---")]
    lines += [
        (
            row.name[language],
            row.amount(row.ours),
            row.amount(row.bare),
            "" if row.ratio is None else f"{row.ratio:.2f}×",
            row.limit(row.aim),
            row.limit(row.must),
            _VERDICTS.get(row.verdict, _NO_LIMIT)[language],
        )
        for row in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def duration(seconds: float) -> str:
    """`seconds` with their unit and about three figures."""
    if seconds >= 1:
        return f"{seconds:.2f} s"
    ms = seconds * 1e3
    return f"{ms:.0f} ms" if ms >= 100 else f"{ms:.1f} ms" if ms >= 10 else f"{ms:.2f} ms"


def page(rows: Sequence[Row], machine: Said, day: str, line: int) -> str:
    """The whole of docs/bench.md, in both languages; `line` is how many people wait."""
    here = Path(__file__)
    return "\n".join(
        here.with_name(f"page.{each}.md")
        .read_text(encoding="utf-8")
        .format(table=table(rows, each), machine=machine[each], day=day, line=line)
        for each in LANGUAGES
    )


def show(file: Path, rows: Sequence[Row], machine: Said, day: str, language: str) -> bool:
    """Put the table between the marks of a README; False where there are no marks."""
    if not file.is_file():
        return False
    under = _UNDER_TABLE[language].format(machine=machine[language], day=day)
    between = f"{table(rows, language)}\n\n{under}\n"
    text, found = _MARKED.subn(
        lambda marks: f"{marks[1]}{between}{marks[2]}", file.read_text(encoding="utf-8")
    )
    if found:
        file.write_text(text, encoding="utf-8")
    return bool(found)
