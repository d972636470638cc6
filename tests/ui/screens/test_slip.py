"""The paper window over a real folder of a real virtual printer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.hall import Hall
from tests.ui.screens.conftest import Reader
from ui.slip import PaperWindow, open_slip
from ui.slip.papers import papers

Opening = Callable[..., Reader]


@pytest.fixture
def opening(qapp: object, folder: Path) -> Iterator[Opening]:
    """Opens the window over the hall's receipts; `motion` is off unless it is asked for."""
    opened: list[PaperWindow] = []

    def start(
        place: Path = folder / "receipts",
        *,
        language: str = "zh",
        size: tuple[int, int] = (460, 820),
        motion: bool = False,
    ) -> Reader:
        window = open_slip(place, language=language, size=size, motion=motion)
        opened.append(window)
        return Reader(window.window, "slip", language)

    yield start
    for window in opened:
        window.close()


def take(hall: Hall, service: str = "SC001") -> str:
    """Take a number; its paper is out."""
    issued = hall.issue(service)
    assert hall.settle(issued.job).out
    return issued.ticket.number


def test_a_paper_comes_out(opening: Opening, hall: Hall) -> None:
    reader = opening()
    reader.sees("empty.title")
    number = take(hall)
    reader.sees("paper.picture", label=number)
    reader.sees("paper.newest")
    assert reader.window.title().startswith(f"{number} · 80 × ")
    reader.misses(reader.say("empty.title"))


def test_it_slides_out_of_the_slot(opening: Opening, hall: Hall) -> None:
    reader = opening(motion=True)
    reader.sees("empty.title")
    take(hall)
    assert reader.hands.until(lambda: 0 < reader.window.property("out") < 1)
    assert reader.hands.until(lambda: reader.window.property("settled") is True)
    assert reader.window.property("out") == 1


def test_earlier_papers_lie_along_a_strip(opening: Opening, hall: Hall) -> None:
    numbers = [take(hall, service) for service in ("SC001", "RS001", "ZR001")]
    reader = opening()
    reader.sees("paper.newest")
    assert reader.window.title().startswith(numbers[2])
    reader.tap_text(reader.say("paper.picture", label=numbers[0]))
    assert reader.hands.until(lambda: reader.window.title().startswith(numbers[0]))
    reader.misses(reader.say("paper.newest"))
    newest = take(hall)
    assert reader.hands.until(lambda: reader.window.title().startswith(newest))


def test_the_other_language(opening: Opening, hall: Hall) -> None:
    reader = opening()
    reader.tap("window.other_language")
    reader.language = "en"
    reader.sees("empty.title")
    assert reader.window.title() == "Printer"


def test_papers_are_taken_away(opening: Opening, hall: Hall, folder: Path) -> None:
    reader = opening()
    number = take(hall)
    reader.sees("paper.picture", label=number)
    shutil.rmtree(folder / "receipts")
    reader.sees("empty.title")


def test_a_place_that_is_no_folder(opening: Opening, folder: Path) -> None:
    place = folder / "printer"
    place.write_bytes(b"")
    reader = opening(place)
    reader.sees("trouble.title")
    place.unlink()
    reader.sees("empty.title")


@pytest.mark.parametrize("size", [(460, 820), (300, 420), (900, 700)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_reads_well(
    opening: Opening, hall: Hall, folder: Path, size: tuple[int, int], language: str
) -> None:
    reader = opening(language=language, size=size)

    def look(where: str) -> None:
        reader.approves(where, 28)

    reader.sees("empty.title")
    look("empty")
    first = take(hall)
    reader.sees("paper.picture", label=first)
    look("one paper")
    for service in ("RS001", "ZR001", "GA001"):
        take(hall, service)
    reader.sees("paper.picture", label="E001")
    look("papers")
    place = folder / "printer"
    place.write_bytes(b"")
    reader = opening(place, language=language, size=size)
    reader.sees("trouble.title")
    look("trouble")


def test_what_counts_as_a_paper(hall: Hall, folder: Path) -> None:
    receipts = folder / "receipts"
    assert papers(receipts, 9) == ()
    numbers = [take(hall) for _ in range(3)]
    assert [slip.label for slip in papers(receipts, 9)] == numbers[::-1]
    assert [slip.label for slip in papers(receipts, 2)] == numbers[:0:-1]
    newest = papers(receipts, 1)[0]
    assert newest.millimetres[0] == 80
    # A picture whose bytes have not come, bytes without a picture, a broken picture, a draft.
    (receipts / "A001.png").write_bytes(newest.picture)
    (receipts / "A002.bin").write_bytes(b"\x1b@")
    (receipts / "A003.png").write_bytes(b"no picture")
    (receipts / "A003.bin").write_bytes(b"\x1b@")
    (receipts / ".A004.bin.part").write_bytes(b"\x1b@")
    assert papers(receipts, 1) == (newest,)
    os.utime(receipts / f"{newest.name}.bin", ns=(1, 1))
    assert papers(receipts, 9)[-1].label == newest.label
