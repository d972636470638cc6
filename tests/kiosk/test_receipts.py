"""What stands on a ticket's paper (R6), as golden text, and that its code leads to the ticket.

After a wanted change: GOLDEN=write python -m pytest tests/kiosk/test_receipts.py; read the diff.
"""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk import receipts
from kiosk.config import Settings
from kiosk.hall import Hall
from kiosk.queue.tickets import Counter, CounterKind, Priority, State, Ticket, Wait
from printers.golden import golden
from printers.paper import Code, Pair, Paper, Text
from tests.hall import ZONE

FOLDER = Path(__file__).parent / "golden"
LINK = "https://hall.example/s/Zk3vQ9xT2mB7pL0aW5nR8cY1dF6hJ4gS"
ISSUED = datetime(2026, 3, 2, 9, 41, 59, tzinfo=ZONE)
COUNTERS = [
    Counter(n, str(n), "综合窗口", "General counter", CounterKind.COMPREHENSIVE, zh, en, open=True)
    for n, zh, en in [(1, "A区", "Area A"), (2, "A区", "Area A"), (5, "B区", "Area B")]
]


def paper(
    language: str,
    *,
    priority: Priority | None = None,
    wait: Wait | None = None,
    ahead: int = 5,
    sample: bool = False,
    number: str = "A032",
) -> Paper:
    settings = Settings(name="示例县政务服务大厅", name_en="Sample County Hall", sample=sample)
    ticket = Ticket(
        id=32,
        number=number,
        group="A",
        day=date(2026, 3, 2),
        service="MZ001",
        service_name="结婚登记",
        service_name_en="Marriage registration",
        state=State.WAITING,
        priority=priority,
        issued_at=ISSUED,
        counter=None,
        called_at=None,
        calls=0,
    )
    return receipts.ticket(
        settings,
        ticket,
        COUNTERS,
        group={"zh": "综合受理(社会事务)", "en": "General counters: social affairs"}[language],
        ahead=ahead,
        wait=wait,
        link=LINK,
        issued=ISSUED,
        language=language,
    )


PAPERS = {
    "ticket-zh-80": (paper("zh"), 80),
    "ticket-zh-58": (paper("zh", number="A1000"), 58),
    "ticket-en-80": (paper("en", ahead=1), 80),
    "ticket-en-58": (paper("en", wait=Wait(900, 1500)), 58),
    "first-zh-80": (
        paper("zh", priority=Priority.DISABLED, wait=Wait(4500, 4500), ahead=0, sample=True),
        80,
    ),
    "first-en-80": (paper("en", priority=Priority.PREGNANT, ahead=0, sample=True), 80),
}


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_ticket_reads_as_it_always_did(name: str) -> None:
    file = FOLDER / f"{name}.txt"
    text = golden(*PAPERS[name])
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def texts(paper: Paper) -> list[str]:
    """Every text on the paper, the link aside."""
    found = []
    for block in paper.blocks:
        match block:
            case Text(text):
                found.append(text)
            case Pair(left, right):
                found += [left, right]
            case Code(_, caption):
                found.append(caption)
    return found


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_nobody_is_named_on_it(name: str) -> None:
    """No name, no identity number, no phone but the hotline, and not why somebody goes first."""
    said = " ".join(texts(PAPERS[name][0]))
    assert re.findall(r"\d{5,}", said) == ["12345"]
    for why in ("残疾", "孕", "isab", "regnan"):
        assert why not in said


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_all_that_a_person_needs(language: str) -> None:
    plain = texts(paper(language))
    full = texts(paper(language, priority=Priority.GREEN, wait=Wait(600, 1200), sample=True))
    assert {"A032", "2026-03-02 09:41"} <= set(plain)
    # Wait, priority and the note on the sample come only where there is something to say.
    assert len(full) == len(plain) + 5
    assert [each for each in full if each not in plain]


def test_counters_stand_by_their_area() -> None:
    assert receipts.where(COUNTERS, "zh") == "A区1、2号 B区5号"
    assert receipts.where(COUNTERS, "en") == "Area A: 1, 2; Area B: 5"


def test_no_counter_at_all_is_an_empty_place() -> None:
    assert receipts.where([], "zh") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_code_on_the_picture_leads_to_the_ticket(sqlite_hall: Hall, language: str) -> None:
    issued = sqlite_hall.issue("SC001", language=language)
    job = sqlite_hall.settle(issued.job)
    assert job.receipt is not None
    with Image.open(Path(job.receipt).with_suffix(".png")) as picture:
        [code] = zxingcpp.read_barcodes(picture)
    assert code.text == issued.status_url
    token = code.text.rpartition("/s/")[2]
    assert sqlite_hall.status(token).ticket.number == issued.ticket.number
    # The printer draws the code itself from the link among the bytes.
    assert issued.status_url.encode() in Path(job.receipt).read_bytes()


def test_the_time_on_the_paper_is_the_halls(sqlite_hall: Hall) -> None:
    assert "2026-03-02 09:00" in texts(sqlite_hall.issue("SC001").paper)


def test_the_sample_hall_says_that_it_is_one(sqlite_hall: Hall) -> None:
    assert any("样例" in text for text in texts(sqlite_hall.issue("SC001").paper))
