"""What stands on a ticket's paper (R6), and that its code leads to the ticket."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.config import Settings
from kiosk.hall import Hall
from kiosk.papers.sampler import samples
from kiosk.papers.ticket import where
from kiosk.queue.tickets import Priority, Wait
from printers.layout import TextLine, lay_out
from printers.paper import Pair, Paper, Text
from printers.profiles import generic
from printers.render import render
from tests.kiosk.papers.samples import HALL, LANGUAGES, a_ticket, counters
from tests.kiosk.papers.test_golden import texts

both = pytest.mark.parametrize("language", LANGUAGES)


def value(paper: Paper, label: str) -> str:
    return next(
        block.right for block in paper.blocks if isinstance(block, Pair) and block.left == label
    )


@both
def test_it_says_all_that_a_person_needs(language: str) -> None:
    said = " ".join(texts(a_ticket(language, priority=Priority.GREEN)))
    for needed in ("A1000", "128", "75", "119", "2026-12-04 16:05", "12345"):
        assert needed in said
    for needed in {
        "zh": ["综合受理(社会事务·老年人优先)", "A区1、2", "过号可", "优先叫号", "扫码"],
        "en": ["General counters", "Area A: 1, 2", "Missed?", "called first", "Scan"],
    }[language]:
        assert needed in said


@both
def test_why_somebody_goes_first_is_not_said(language: str) -> None:
    for why in Priority:
        settings = Settings(name="示例县政务服务大厅", name_en="Sample County Hall")
        said = " ".join(texts(a_ticket(language, settings=settings, priority=why)))
        for word in ("残疾", "孕", "军", "disab", "regnan", "oldier"):
            assert word not in said
        assert re.findall(r"\d{5,}", said) == ["12345"]


@pytest.mark.parametrize(
    ("wait", "zh", "en"),
    [
        (None, ["暂无法估计"], ["not known yet"]),
        (Wait(0, 0), ["马上就到"], ["no wait"]),
        (Wait(4500, 4500), ["约 75 分钟"], ["about 75 min"]),
        (
            Wait(900, 1500),
            ["约 15 分钟", "九成的人 25 分钟内"],
            ["about 15 min", "9 of 10 in 25 min"],
        ),
    ],
)
def test_half_wait_about_so_long_and_nine_in_ten_no_longer_than(
    wait: Wait | None, zh: list[str], en: list[str]
) -> None:
    for language, label, said in (("zh", "预计等候", zh), ("en", "Wait", en)):
        pairs = [each for each in a_ticket(language, wait=wait).blocks if isinstance(each, Pair)]
        place = [each.left for each in pairs].index(label)
        assert [each.right for each in pairs[place : place + len(said)]] == said
        # The counters stand next, under a label of their own.
        assert pairs[place + len(said)].left


def test_one_person_is_no_people() -> None:
    assert value(a_ticket("en", ahead=1), "Ahead") == "1 person"
    assert value(a_ticket("en", ahead=0), "Ahead") == "0 people"


def test_counters_stand_by_their_area() -> None:
    assert where(counters(8), "zh") == "A区1、2、3、4、5、6号 B区7、8号"
    assert where(counters(8), "en") == "Area A: 1, 2, 3, 4, 5, 6; Area B: 7, 8"
    assert where([], "zh") == ""
    # On paper each area has a line to itself, for all of twenty counters.
    areas = [block.right for block in a_ticket("zh").blocks if isinstance(block, Pair)][3:6]
    assert [area[:2] for area in areas] == ["A区", "B区", "C区"]
    assert [int(n) for n in re.findall(r"\d+", " ".join(areas))] == list(range(1, 21))


@pytest.mark.parametrize("width_mm", [58, 80])
@pytest.mark.parametrize("settings", [HALL, Settings(name="示例县政务服务大厅")])
def test_the_number_is_by_far_the_largest(width_mm: int, settings: Settings) -> None:
    sheet = lay_out(a_ticket("zh", settings=settings), width_mm)
    lines = [line for line in sheet.lines if isinstance(line, TextLine)]
    sizes = {"".join(span.text for span in line.spans): line.size for line in lines}
    largest = sizes.pop("A1000")
    assert largest >= 3 * max(sizes.values())


@both
def test_a_ticket_is_short_enough_for_a_slow_cable(language: str) -> None:
    """Two thirds of a second at 9600 baud; a real hall has no note that it is none."""
    *blocks, note = dict(samples(language))["ticket"].blocks
    assert "ample" in str(note) or "样例" in str(note)
    paper = Paper(language, tuple(blocks))
    assert len(render(paper, generic(80), rendering="text")) <= 640


def test_a_long_name_of_the_hall_stays_small() -> None:
    long, short = (
        next(block for block in a_ticket("zh", settings=each).blocks if isinstance(block, Text))
        for each in (HALL, Settings(name="示例县政务服务大厅"))
    )
    assert (long.size, short.size) == (1, 2)


@both
def test_the_code_on_the_picture_leads_to_the_ticket(sqlite_hall: Hall, language: str) -> None:
    issued = sqlite_hall.issue("SC001", language=language)
    job = sqlite_hall.settle(issued.job)
    assert job.receipt is not None
    with Image.open(Path(job.receipt).with_suffix(".png")) as picture:
        [code] = zxingcpp.read_barcodes(picture)
    assert code.text == issued.status_url
    token = code.text.rpartition("/s/")[2]
    assert sqlite_hall.status(token).ticket.number == issued.ticket.number


def test_the_time_on_the_paper_is_the_halls(sqlite_hall: Hall) -> None:
    assert "2026-03-02 09:00" in texts(sqlite_hall.issue("SC001").paper)


def test_the_sample_hall_says_that_it_is_one(sqlite_hall: Hall) -> None:
    assert any("样例" in text for text in texts(sqlite_hall.issue("SC001").paper))
