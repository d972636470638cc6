"""The sample tickets as text, line for line, and as bytes read back by the decoder.

After a wanted change: GOLDEN=write python -m pytest tests/printers/test_golden.py; read the diff.
"""

import os
import re
from itertools import product
from pathlib import Path

import pytest

from printers.encode import encode
from printers.golden import golden
from printers.paper import Paper
from tests.printers.decoder import Row, decode
from tests.printers.samples import CHINESE, ENGLISH, URL

FOLDER = Path(__file__).parent / "golden"
TICKETS = {"ticket-zh": CHINESE, "ticket-en": ENGLISH}

every_ticket = pytest.mark.parametrize(("name", "width_mm"), list(product(TICKETS, (80, 58))))


@every_ticket
def test_a_ticket_reads_as_it_always_did(name: str, width_mm: int) -> None:
    file = FOLDER / f"{name}-{width_mm}.txt"
    text = golden(TICKETS[name], width_mm)
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@every_ticket
def test_the_printer_prints_what_the_golden_text_says(name: str, width_mm: int) -> None:
    printout = decode(encode(TICKETS[name], width_mm))
    printed = [printed_item(item) for item in printout.items]
    assert printed == [golden_item(line) for line in read(name, width_mm) if line.strip()]


@every_ticket
def test_a_ticket_says_all_that_a_person_needs(name: str, width_mm: int) -> None:
    text = re.sub(r"\s+", " ", " ".join(read(name, width_mm)))
    for needed in ("A032", "12345", "2026-11-23 09:41", URL):
        assert needed in text
    for needed in {
        "ticket-zh": ["5人", "15～25分钟", "1、2、3、5、8号", "过号", "个体工商户设立登记"],
        "ticket-en": ["5", "15-25 minutes", "1, 2, 3, 5, 8", "miss your call", "sole trader"],
    }[name]:
        assert needed in text


def read(name: str, width_mm: int) -> list[str]:
    return (FOLDER / f"{name}-{width_mm}.txt").read_text(encoding="utf-8").splitlines()


def golden_item(line: str) -> tuple[str, int, bool]:
    """What the line says without spaces, how large, and whether anything in it is bold."""
    line = line.strip()
    size = 1
    if match := re.fullmatch(r"\[QR (.*)\]", line):
        return match[1], 0, False
    if match := re.fullmatch(r"\[×(\d) (.*)\]", line):
        size, line = int(match[1]), match[2]
    bold = "*" in line
    return re.sub(r"[\s*]", "", re.sub("─+", "─", line)), size, bold


def printed_item(item: Row | str) -> tuple[str, int, bool]:
    if isinstance(item, str):
        return item, 0, False
    return re.sub(r"\s", "", re.sub("─+", "─", item.text)), item.height, item.bold


def test_paper_knows_no_language_of_its_own() -> None:
    """Every word on the paper came from the caller."""
    english = golden(Paper("en", ENGLISH.blocks))
    assert not re.search("[一-鿿]", english)
