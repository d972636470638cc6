"""Every paper as golden text, in both languages and widths, and what must hold for each of them.

After a wanted change: GOLDEN=write python -m pytest tests/kiosk/papers; read the diff.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from printers.charset import has
from printers.golden import golden
from printers.layout import CodeLine, Sheet, TextLine, lay_out
from printers.paper import Code, Pair, Paper, Text, dump, load
from printers.picture import png
from printers.profiles import generic
from tests.kiosk.papers.samples import LANGUAGES, LINK, WIDTHS, all_papers

FOLDER = Path(__file__).parent / "golden"
NAMES = sorted(all_papers("zh", 80))

every_paper = pytest.mark.parametrize(
    ("name", "language", "width_mm"), list(product(NAMES, LANGUAGES, WIDTHS))
)
every_kind = pytest.mark.parametrize(("language", "width_mm"), list(product(LANGUAGES, WIDTHS)))


@cache
def papers(language: str, width_mm: int) -> dict[str, Paper]:
    return all_papers(language, width_mm)


def texts(paper: Paper) -> list[str]:
    """Every text that a person reads on the paper, the contents of codes aside."""
    found: list[str] = []
    for block in paper.blocks:
        match block:
            case Text(text):
                found += text.split("\n")
            case Pair(left, right):
                found += [left, right]
            case Code(_, caption):
                found.append(caption)
    return [text for text in found if text]


def printed(sheet: Sheet) -> list[str]:
    """Each piece of text as it stands on a line."""
    return [
        span.text
        for line in sheet.lines
        if isinstance(line, TextLine)
        for span in line.spans
        if span.text
    ]


@every_paper
def test_a_paper_reads_as_it_always_did(name: str, language: str, width_mm: int) -> None:
    file = FOLDER / f"{name}-{language}-{width_mm}.txt"
    text = golden(papers(language, width_mm)[name], width_mm)
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def test_no_golden_text_is_left_over() -> None:
    wanted = {f"{name}-{lang}-{mm}.txt" for name, lang, mm in product(NAMES, LANGUAGES, WIDTHS)}
    assert {file.name for file in FOLDER.iterdir()} == wanted


@every_paper
def test_no_number_is_split(name: str, language: str, width_mm: int) -> None:
    """Dates, times, case numbers, amounts and telephone numbers stand whole, at 180 dpi as well."""
    paper = papers(language, width_mm)[name]
    numbers = {
        number
        for text in texts(paper)
        for number in re.findall(r"[0-9A-Z]*[0-9](?:[-:/,.]?[0-9A-Z]+)*", text)
    }
    for dpi in (203, 180):
        lines = printed(lay_out(paper, generic(width_mm, dpi)))
        for number in numbers:
            assert any(number in line for line in lines), f"{number} at {dpi} dpi"


@every_paper
def test_no_character_stands_alone(name: str, language: str, width_mm: int) -> None:
    """No last line holds but one hanzi, and no line begins with a mark that ends a sentence."""
    paper = papers(language, width_mm)[name]
    whole = set(texts(paper))
    for dpi in (203, 180):
        for line in printed(lay_out(paper, generic(width_mm, dpi))):
            assert line in whole or not re.fullmatch(r"[㐀-鿿][。，、；：）！？]*", line), line
            assert line[0] not in "。，、；：）》！？,.;:)", line


@every_paper
def test_nobody_is_named(name: str, language: str, width_mm: int) -> None:
    """No identity number and no mobile phone stands on a paper or in one of its codes."""
    for block in papers(language, width_mm)[name].blocks:
        said = " ".join(texts(Paper(language, (block,))))
        if isinstance(block, Code) and not block.data.startswith(LINK):
            said += block.data
        assert not re.search(r"\d{17}[\dXx]|(?<!\d)1\d{10}(?!\d)|\*\*", said)


@every_paper
def test_a_paper_comes_back_from_the_journal(name: str, language: str, width_mm: int) -> None:
    paper = papers(language, width_mm)[name]
    assert load(json.loads(json.dumps(dump(paper)))) == paper


@every_kind
def test_every_code_can_be_read(language: str, width_mm: int) -> None:
    """By a reader, from the dots, with five dots to the module or more on any head."""
    for name, paper in papers(language, width_mm).items():
        wanted = [block.data for block in paper.blocks if isinstance(block, Code)]
        for dpi in (203, 180):
            sheet = lay_out(paper, generic(width_mm, dpi))
            sizes = [line.module for line in sheet.lines if isinstance(line, CodeLine)]
            assert all(size >= 5 for size in sizes), f"{name} at {dpi} dpi: {sizes}"
            if dpi == 203 and wanted:
                with Image.open(BytesIO(png(paper, width_mm))) as picture:
                    read = zxingcpp.read_barcodes(picture)
                assert sorted(code.text for code in read) == sorted(wanted), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_papers_need_no_picture(language: str) -> None:
    """Our own words keep to what every Chinese printer has, so a ticket goes out as short text."""
    drawn = {"test"}  # it shows what the others leave to a picture
    for name, paper in papers(language, 58).items():
        if name not in drawn:
            lacking = {text for text in texts(paper) if not has("gb2312", text)}
            # The names of groups and services are the hall's own.
            assert {text for text in lacking if "·" not in text} == set(), name


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_english_papers_are_english(width_mm: int) -> None:
    for name, paper in papers("en", width_mm).items():
        if name.startswith("full-"):
            assert [text for text in texts(paper) if re.search("[一-鿿]", text)] == []
