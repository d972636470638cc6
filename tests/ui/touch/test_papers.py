"""Before a number is taken and after: what the glass says when there is no paper, and what can be
done about it; at the end with a printer that speaks over the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtQuick import QQuickItem

from kiosk.hall import Hall, open_hall
from kiosk.printing.jobs import Job
from printers.fake import FakePrinter, TcpPrinter
from printers.status import PRINTS, State
from tests.hall import HandClock, change_settings, copy_hall, events
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT
from ui.touch.following import paper_state

PRINTER = """[[printers]]
name = "main"
# virtual 虚拟 · file 文件或设备 · network 网络 · serial 串口 · usb · cups
kind = "virtual"
width_mm = 80
path = "receipts"
"""


def to_confirm(visitor: Visitor) -> None:
    visitor.tap("home.by_theme")
    visitor.hands.tap("证件办理")
    visitor.comes_to("services")
    visitor.hands.tap("居民身份证换领、补领")
    visitor.comes_to("confirm")


def take(visitor: Visitor, key: str = "confirm.take") -> None:
    to_confirm(visitor)
    visitor.tap(key)
    visitor.comes_to("ticket")


def papers(hall: Hall, number: str = "E001") -> tuple[Job, ...]:
    return hall.jobs_of(hall.ticket_of_number(number).id)


# Before a number is taken


@pytest.mark.parametrize("state", [each for each in State if each not in PRINTS])
def test_a_printer_that_does_not_print_is_told_before_a_press(
    visit: Visit, hall: Hall, state: State
) -> None:
    visitor = visit()
    assert not visitor.hands.sees(visitor.say("printer.home"))
    say_how_the_printer_is(hall, state)
    visitor.sees(f"printer.{state}")
    to_confirm(visitor)
    visitor.sees(f"printer.{state}")
    visitor.tap("confirm.take_without")
    visitor.comes_to("ticket")


@pytest.mark.parametrize("state", sorted(PRINTS))
def test_one_that_prints_is_not_spoken_of(visit: Visit, hall: Hall, state: State) -> None:
    say_how_the_printer_is(hall, State.PAPER_END)
    visitor = visit()
    visitor.sees("printer.paper_end")
    say_how_the_printer_is(hall, state)
    visitor.misses("printer.paper_end")
    assert not visitor.hands.sees(visitor.say("printer.home"))
    take(visitor)


def test_the_notice_comes_and_goes_while_one_reads(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    say_how_the_printer_is(hall, State.COVER_OPEN)
    visitor.sees("printer.cover_open")
    visitor.hands.find(visitor.say("confirm.take_without"))
    say_how_the_printer_is(hall, State.ONLINE)
    visitor.misses("printer.cover_open")
    visitor.hands.find(visitor.say("confirm.take"))


def test_an_owner_who_has_died_is_noticed_without_a_bell(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    assert isinstance(hall.ground.clock, HandClock)
    hall.ground.clock.move(minutes=2)
    visitor.sees("printer.no_answer")


def test_a_hall_without_printers_says_so(visit: Visit, made_hall: Path, tmp_path: Path) -> None:
    folder = copy_hall(made_hall, tmp_path / "bare")
    change_settings(folder, PRINTER, "")
    with open_hall(folder, HandClock()) as bare:
        visitor = visit(place=bare)
        visitor.sees("printer.none")
        take(visitor, "confirm.take_without")
        visitor.comes_to_paper("none")
        visitor.sees("paper_state.none")


# The paper of a number


def test_a_person_without_paper_goes_with_a_photo(visit: Visit, hall: Hall) -> None:
    say_how_the_printer_is(hall, State.PAPER_END)
    visitor = visit()
    take(visitor, "confirm.take_without")
    change_job(hall, papers(hall)[0].id, error="printer.paper")
    visitor.comes_to_paper("held")
    visitor.sees("printer.paper_end")
    visitor.hands.tap(visitor.say("paper_state.waive"), times=2)
    visitor.comes_to_paper("waived")
    visitor.sees("paper_state.waived")
    (job,) = papers(hall)
    assert (job.state, job.error) == ("failed", "printer.waived")
    assert events(hall).count("paper.waived") == 1
    assert not hall.stuck_jobs()
    visitor.tap("ticket.done")
    visitor.comes_to("home")


def test_an_unknown_paper_is_printed_again(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    take(visitor)
    lost = {"state": "unknown", "error": "printer.lost", "sent_at": datetime.now(UTC)}
    change_job(hall, papers(hall)[0].id, **lost)
    visitor.comes_to_paper("unknown")
    visitor.tap("paper_state.reprint")
    visitor.comes_to_paper("printing")
    first, again = papers(hall)
    assert (first.state, again.state, again.copy) == ("unknown", "queued", 1)
    change_job(hall, again.id, state="printed")
    visitor.comes_to_paper("printed")
    visitor.sees_text(
        f"{visitor.say('paper_state.printed')} {visitor.say('paper_state.copy_hint')}"
    )


def test_a_double_tap_on_print_again_does_not_press_what_comes_there(
    visit: Visit, hall: Hall
) -> None:
    visitor = visit(size=LANDSCAPE)
    take(visitor)
    say_how_the_printer_is(hall, State.PAPER_END)
    change_job(hall, papers(hall)[0].id, state="unknown", error="printer.lost")
    visitor.comes_to_paper("unknown")
    visitor.hands.until(lambda: visitor.touch.window.property("settled") is True)
    again = visitor.hands.find(visitor.say("paper_state.reprint")).box.center()
    visitor.hands.touch(again)
    assert visitor.hands.until(lambda: len(papers(hall)) == 2)
    change_job(hall, papers(hall)[-1].id, error="printer.paper")
    visitor.comes_to_paper("held")
    visitor.hands.touch(again)
    visitor.hands.rest(0.3)
    assert papers(hall)[-1].state == "queued", "the second touch waived it"
    assert len(papers(hall)) == 2


def test_a_paper_that_came_after_all_needs_nobody(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    take(visitor)
    change_job(hall, papers(hall)[0].id, state="unknown", error="printer.unconfirmed")
    visitor.comes_to_paper("unknown")
    assert len(hall.stuck_jobs()) == 1
    visitor.tap("paper_state.got")
    visitor.comes_to_paper("taken")
    assert not hall.stuck_jobs()


def test_a_failed_paper_is_printed_again_only_where_one_can(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    take(visitor)
    say_how_the_printer_is(hall, State.PAPER_END)
    change_job(hall, papers(hall)[0].id, state="failed", error="printer.late")
    visitor.comes_to_paper("late")
    visitor.misses("paper_state.reprint")
    say_how_the_printer_is(hall, State.ONLINE)
    visitor.sees("paper_state.reprint")


def test_a_wish_that_fails_says_so(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    take(visitor)
    change_job(hall, papers(hall)[0].id, error="printer.paper")
    visitor.comes_to_paper("held")

    def broken(self: Hall, job: int) -> Job:
        raise ZeroDivisionError(job)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Hall, "waive", broken)
        visitor.tap("paper_state.waive")
        visitor.sees_text(f"{visitor.say('printer.paper_end')} {visitor.say('paper_state.sorry')}")
    visitor.tap("paper_state.waive")
    visitor.comes_to_paper("waived")


def test_the_page_stays_a_minute_and_each_touch_begins_it_anew(visit: Visit, hall: Hall) -> None:
    """R15: a minute at least, told from its first second, and as often as anybody touches."""
    visitor = visit()
    take(visitor)
    stage = visitor.touch.window.findChild(QQuickItem, "stage")
    assert stage is not None
    page = stage.property("item")
    for _ in range(12):
        page.setProperty("remaining", 30)
        visitor.sees("ticket.leaving", count=30)
        visitor.hands.touch(QPoint(20, 20))
        assert visitor.hands.until(lambda: page.property("remaining") >= 59)
    page.setProperty("remaining", 1)
    visitor.comes_to("home")


def test_the_next_person_sees_nothing_of_the_last_ones_paper(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    take(visitor)
    change_job(hall, papers(hall)[0].id, error="printer.paper")
    visitor.comes_to_paper("held")
    visitor.tap("ticket.done")
    visitor.comes_to("home")
    take(visitor)
    assert visitor.touch.screen.visit.wish.paper.state == "printing"


@pytest.mark.parametrize(
    ("state", "error", "printer", "seconds", "said"),
    [
        ("queued", None, "k/main", 0, "printing"),
        ("sending", None, "k/main", 3, "printing"),
        ("queued", None, "k/main", 9, "held"),
        ("queued", "printer.paper", "k/main", 1, "held"),
        ("queued", None, "", 0, "none"),
        ("unknown", "printer.interrupted", "k/main", 1, "unknown"),
        ("failed", "printer.cleared", "k/main", 1, "failed"),
        ("failed", "printer.late", "k/main", 1, "late"),
        ("failed", "printer.waived", "k/main", 1, "waived"),
        ("sent", None, "k/main", 1, "sent"),
        ("printed", None, "k/main", 30, "printed"),
    ],
)
def test_how_far_the_paper_is(
    state: str, error: str | None, printer: str, seconds: int, said: str
) -> None:
    at = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    job = Job(7, 1, printer, "20260302-A001", state, error, None, 0, at, None, None)
    assert paper_state(job, seconds) == said
    seen_to = {"unknown": "taken", "failed": "waived", "late": "waived"}.get(said, said)
    assert paper_state(job, seconds, 7) == seen_to


# With a printer


@pytest.fixture
def fake() -> Iterator[TcpPrinter]:
    with FakePrinter.tcp() as fake:
        yield fake


@pytest.fixture
def wired(made_hall: Path, tmp_path: Path, fake: TcpPrinter) -> Iterator[Hall]:
    folder = copy_hall(made_hall, tmp_path / "wired")
    network = f"""[[printers]]
name = "main"
kind = "network"
host = "127.0.0.1"
port = {fake.port}
timeout = 1
"""
    change_settings(folder, PRINTER, network)
    with open_hall(folder) as hall:
        yield hall


def code_on(visitor: Visitor, file: Path) -> list[str]:
    """What a phone would read from the glass."""
    with Image.open(visitor.hands.photograph(file)) as picture:
        return [found.text for found in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("size", [PORTRAIT, (540, 960), (1024, 768)], ids=["tall", "small", "4:3"])
def test_the_whole_way_without_paper(
    visit: Visit, wired: Hall, fake: TcpPrinter, tmp_path: Path, size: tuple[int, int]
) -> None:
    visitor = visit(size=size, place=wired, prints=True)
    assert visitor.hands.until(lambda: wired.printer().prints)  # type: ignore[union-attr]
    fake.do("paper out")
    visitor.sees("printer.paper_end")
    take(visitor, "confirm.take_without")
    visitor.comes_to_paper("held")
    visitor.sees("printer.paper_end")
    link = visitor.touch.screen.visit.wish.issued.status_url  # type: ignore[union-attr]
    assert code_on(visitor, tmp_path / "glass.png") == [link]
    visitor.tap("paper_state.waive")
    visitor.comes_to_paper("waived")
    fake.do("paper 60000")
    visitor.tap("ticket.done")
    visitor.comes_to("home")
    visitor.misses("printer.paper_end")
    # What comes out first with the new roll is the next person's.
    take(visitor)
    visitor.comes_to_paper("printed")
    (slip,) = fake.wait_slips(1)
    assert link not in [found.text for found in zxingcpp.read_barcodes(slip.picture.convert("L"))]
    assert [each.state for each in papers(wired)] == ["failed"]


def test_a_held_paper_comes_out_with_the_new_roll(
    visit: Visit, wired: Hall, fake: TcpPrinter
) -> None:
    visitor = visit(place=wired, prints=True)
    assert visitor.hands.until(lambda: wired.printer().prints)  # type: ignore[union-attr]
    fake.do("cover open")
    visitor.sees("printer.cover_open")
    take(visitor, "confirm.take_without")
    visitor.comes_to_paper("held")
    fake.do("cover close")
    visitor.comes_to_paper("printed")
    assert len(fake.wait_slips(1)) == 1
