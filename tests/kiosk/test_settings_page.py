"""docs/settings.md says of each key of hall.toml what it is, and of nothing else."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kiosk.config import Settings
from kiosk.hours import Period

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"
HAN = re.compile("[一-鿿]")
UNITS = {
    "zh": {"minutes": "分钟", "seconds": "秒", "hours": "小时", "days": "天", "mm": "毫米"},
    "en": {
        "minutes": "minutes",
        "seconds": "seconds",
        "hours": "hours",
        "days": "days",
        "mm": "mm",
    },
}
TYPES: dict[str, dict[Any, str]] = {
    "zh": {
        str: "文字",
        Path: "路径",
        int: "整数",
        float: "数字",
        bool: "true 或 false",
        date: "日期",
        Period: '时段 `"09:00-12:00"`',
        tuple: "列表：{}",
    },
    "en": {
        str: "text",
        Path: "path",
        int: "whole number",
        float: "number",
        bool: "true or false",
        date: "date",
        Period: 'period `"09:00-12:00"`',
        tuple: "list of {}",
    },
}
Key = tuple[str, FieldInfo | None, Any]


def keys(model: type[BaseModel], before: str = "") -> Iterator[Key]:
    """Each key that one can write, with its field and its type: "printers[].name"."""
    for name, field in model.model_fields.items():
        yield from _inside(before + name, field, field.annotation)


def _inside(key: str, field: FieldInfo | None, annotation: Any) -> Iterator[Key]:
    annotation = bare(annotation)
    parts = get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from keys(annotation, f"{key}.")
    elif get_origin(annotation) is dict:
        yield from _inside(f"{key}.<prefix>", None, parts[1])
    elif get_origin(annotation) is tuple and hasattr(parts[0], "model_fields"):
        yield from keys(parts[0], f"{key}[].")
    else:
        yield key, field, annotation


def bare(annotation: Any) -> Any:
    """The type without its checks, and without the None of a key that may be left out."""
    if get_origin(annotation) is Annotated:
        return bare(get_args(annotation)[0])
    if get_origin(annotation) in {Union, types.UnionType}:
        kinds = [each for each in get_args(annotation) if each is not type(None)]
        return bare(kinds[0]) if len(kinds) == 1 else annotation
    return annotation


def type_in_words(annotation: Any, language: str) -> str:
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{each}`" for each in get_args(annotation))
    if get_origin(annotation) in {Union, types.UnionType}:
        return ", ".join(type_in_words(each, language) for each in get_args(annotation))
    if get_origin(annotation) is tuple:
        inner = type_in_words(bare(get_args(annotation)[0]), language)
        return TYPES[language][tuple].format(inner)
    return TYPES[language][annotation]


def range_of(field: FieldInfo | None) -> str:
    """ " 1–65535" where both ends are set."""
    ends = {}
    for each in field.metadata if field else ():
        for end in ("ge", "gt", "le"):
            if getattr(each, end, None) is not None:
                ends[end] = getattr(each, end)
    low = f"> {ends['gt']}–" if "gt" in ends else f"{ends['ge']}–" if "ge" in ends else ""
    return f" {low}{ends['le']}" if low and "le" in ends else ""


REQUIRED = {"zh": "必填", "en": "required"}


def default_of(field: FieldInfo | None, language: str) -> str:
    """The default as one would write it; "" stands for none."""
    if field is not None and field.is_required():
        return REQUIRED[language]
    value = field.get_default(call_default_factory=True) if field else None
    if value is None or value in ("", (), {}):
        return ""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, str):
        return f'`"{value}"`'
    if isinstance(value, tuple):
        inside = (
            f"{each.start:%H:%M}-{each.end:%H:%M}" if isinstance(each, Period) else each
            for each in value
        )
        return "`[" + ", ".join(f'"{each}"' for each in inside) + "]`"
    return f"`{value:g}`"


def expected(language: str) -> dict[str, tuple[str, str]]:
    """The type and the default of each key, as the page must say them."""
    return {
        key: (type_in_words(kind, language) + range_of(field), default_of(field, language))
        for key, field, kind in keys(Settings)
    }


def rows(language: str) -> dict[str, list[str]]:
    """The rows of one language's tables, by key: type, default, unit, meaning."""
    chinese, english = PAGE.read_text(encoding="utf-8").split("\n# Settings of a hall\n")
    text = chinese if language == "zh" else english
    found: dict[str, list[str]] = {}
    for line in text.split("\n"):
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells and re.fullmatch(r"`[\w.\[\]<>]+`", cells[0]):
            assert cells[0] not in found, f"{cells[0]} stands twice"
            found[cells[0].strip("`")] = cells[1:]
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_stands_in_the_page_and_nothing_else(language: str) -> None:
    there, wanted = rows(language), expected(language)
    missing = [
        f"| `{k}` | {wanted[k][0]} | {wanted[k][1]} | … | … |" for k in wanted if k not in there
    ]
    assert not missing, "rows to add:\n" + "\n".join(missing)
    assert sorted(there.keys() - wanted.keys()) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_types_and_defaults_are_those_of_the_program(language: str) -> None:
    there = rows(language)
    for key, wanted in expected(language).items():
        assert tuple(there[key][:2]) == wanted, f"{key} in {language}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_units_and_meanings_are_told(language: str) -> None:
    for key, (_, _, unit, meaning) in rows(language).items():
        assert bool(HAN.search(meaning)) is (language == "zh"), key
        for word, said in UNITS[language].items():
            if key.endswith(f"_{word}") or key.split(".")[-1] == word:
                assert unit == said, f"{key} in {language}"


def test_the_example_of_the_page_is_a_hall(tmp_path: Path) -> None:
    from kiosk import config

    examples = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert examples
    for text in examples:
        assert config.parse(text, tmp_path).name
