"""A clerk sees which printer is down and which papers are missing, and sees to them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from kiosk.hall import Hall
from kiosk.printing.spooling import Spooling
from kiosk.web.schemas import JobView, PrinterView, StuckView
from printers.fake import FakePrinter
from printers.status import State
from tests.hall import HandClock, change_settings, events
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.screens.conftest import Clerk, Opening
from ui.console import papers

OTHER = "0123abcd/main"


def job(key: int, state: str = "queued", error: str | None = None, reprint: int = 0) -> JobView:
    at = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
    return JobView(
        id=key,
        number=f"A{key:03}",
        printer="main",
        state=state,
        error=error,
        reprint=reprint,
        created_at=at,
        sent_at=None,
        done_at=None,
    )


def sort(state: str, error: str, count: int) -> StuckView:
    return StuckView(state=state, error=error, count=count)


def printer(state: State, *, name: str = "main", here: bool = True) -> PrinterView:
    prints = state in {State.ONLINE, State.NEAR_END, State.ONE_WAY}
    return PrinterView(
        name=name, here=here, state=state, prints=prints, since=None, seen_at=None, waiting=0
    )


def test_a_printer_goes_down_and_comes_back(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    quiet = clerk.names()
    assert not [name for name in quiet if "打印机" in name]
    say_how_the_printer_is(hall, State.NEAR_END)
    clerk.sees_text("取号机打印机：纸将尽，请备好新纸卷")
    clock.move(minutes=5)
    say_how_the_printer_is(hall, State.PAPER_END)
    clerk.sees_text("取号机打印机：没有纸 · 09:05 起")
    hall.issue("SC001")
    hall.issue("SC001")
    clerk.sees_text("取号机打印机：没有纸 · 09:05 起 · 2 张在等")
    say_how_the_printer_is(hall, State.ONLINE)
    clerk.misses("取号机打印机：没有纸 · 09:05 起 · 2 张在等")
    assert not [name for name in clerk.names() if "打印机" in name]


def test_a_printer_on_the_network_goes_down_and_comes_back(
    folder: Path, request: pytest.FixtureRequest
) -> None:
    with FakePrinter.tcp() as fake:
        change_settings(folder, 'kind = "virtual"', 'kind = "network"\nhost = "127.0.0.1"')
        change_settings(folder, 'path = "receipts"', f"port = {fake.port}\ntimeout = 1")
        hall: Hall = request.getfixturevalue("hall")
        clerk: Clerk = request.getfixturevalue("clerk")
        spooling = Spooling(hall.ground)
        try:
            fake.do("cover open")
            clerk.sees_text("取号机打印机：盖子开着 · 09:00 起")
            hall.issue("SC001")
            clerk.sees_text("取号机打印机：盖子开着 · 09:00 起 · 1 张在等")
            fake.do("cover close")
            clerk.misses("取号机打印机：盖子开着 · 09:00 起 · 1 张在等")
            assert len(fake.wait_slips(1)) == 1
        finally:
            spooling.stop()


def test_in_a_low_window_too(opening: Opening, hall: Hall) -> None:
    clerk = opening(size=(420, 300), name="clerk")
    clerk.comes_to("next", "pause")
    say_how_the_printer_is(hall, State.COVER_OPEN)
    clerk.sees_text("取号机打印机：盖子开着 · 09:00 起")
    change_job(hall, hall.issue("SC001").job, state="unknown", error="printer.lost")
    clerk.sees_text("小票没有打出来：B001")


def test_the_printer_of_another_kiosk_is_told_apart(clerk: Clerk, hall: Hall) -> None:
    say_how_the_printer_is(hall, State.CUTTER_ERROR, OTHER)
    clerk.sees_text("另一台取号机的打印机 main：切刀卡住 · 09:00 起")


def test_a_silent_owner_is_no_answer(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    clock.move(minutes=2)
    hall.issue("SC001")
    clerk.sees_text("取号机打印机：没有回应 · 09:00 起 · 1 张在等")


def test_an_unknown_paper_is_reprinted(clerk: Clerk, hall: Hall) -> None:
    issued = hall.issue("SC001")
    lost = {"state": "unknown", "error": "printer.lost", "sent_at": hall.ground.clock()}
    change_job(hall, issued.job, **lost)
    clerk.sees("papers.unknown", numbers="B001", why="打印途中连接断开，结果不明。")
    clerk.tap("papers.see")
    clerk.tap_text("B001 补打")
    clerk.sees("papers.none")
    first, again = hall.jobs_of(issued.ticket.id)
    assert (first.state, again.state, again.copy) == ("unknown", "queued", 1)
    assert "paper.reprinted" in events(hall)
    clerk.tap("papers.back")
    clerk.comes_to("next", "pause")


def test_a_failed_paper_is_put_aside(clerk: Clerk, hall: Hall) -> None:
    for _ in range(2):
        key = hall.issue("SC001").job
        change_job(hall, key, state="failed", error="printer.unreadable")
    clerk.tap("papers.see")
    clerk.tap_text("B002 已处理")
    clerk.misses("B002 已处理")
    clerk.sees_text("B001 已处理")
    assert [each.label[-4:] for each in hall.stuck_jobs()] == ["B001"]
    clerk.press(Qt.Key.Key_Escape)
    clerk.sees("state.idle")
    assert len(hall.jobs_of(hall.ticket_of_number("B002").id)) == 1, "nothing is printed"


def test_a_paper_that_waits_can_be_kept_but_not_put_aside(clerk: Clerk, hall: Hall) -> None:
    issued = hall.issue("SC001")
    change_job(hall, issued.job, error="printer.paper")
    clerk.tap("papers.see")
    clerk.sees_text("B001 修好后打出")
    assert not clerk.hands.sees("B001 已处理")
    clerk.tap_text("B001 修好后打出")
    assert clerk.hands.until(lambda: "paper.reprinted" in events(hall))
    (kept,) = hall.jobs_of(issued.ticket.id)
    assert kept.state == "queued"


def test_a_no_is_a_sentence(opening: Opening, hall: Hall) -> None:
    change_job(hall, hall.issue("SC001").job, state="unknown", error="printer.lost")
    clerk = opening(name="inspector")
    clerk.comes_to("next", "pause")
    clerk.tap("papers.see")
    clerk.tap_text("B001 补打")
    clerk.sees_text("您的岗位（监督员）不能这样操作。")
    clerk.sees_text("B001 补打")


def test_the_ticket_at_the_counter_tells_of_its_paper(clerk: Clerk, hall: Hall) -> None:
    key = hall.issue("SC001").job
    change_job(hall, key, state="printed")
    clerk.press(Qt.Key.Key_F1)
    clerk.sees("paper.printed")
    change_job(hall, key, copy=2)
    clerk.sees("paper.copy", count=2)
    change_job(hall, key, state="failed", error="printer.unreadable")
    clerk.sees("paper.missing")


def test_the_worst_printer_of_this_kiosk_comes_first() -> None:
    seen = [
        printer(State.ONLINE, name="back"),
        printer(State.NO_ANSWER, here=False),
        printer(State.NEAR_END),
        printer(State.PAPER_END, name="side"),
    ]
    shown = papers.printers(seen, "en")
    assert [(each["kind"], each["title"]) for each in shown] == [
        ("danger", "Printer side: out of paper"),
        ("warn", "Printer main: paper nearly out, have a roll ready"),
        ("danger", "Printer main of another kiosk: no answer"),
    ]


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_state_of_a_printer_has_its_words(state: State, language: str) -> None:
    shown = papers.printers([printer(state)], language)
    assert bool(shown) == (state not in {State.ONLINE, State.ONE_WAY})


def test_many_papers_of_one_fault_are_one_sentence() -> None:
    waiting = [job(n, error="printer.paper") for n in range(1, 8)]
    lost = job(9, "unknown", "printer.lost")
    sorts = [sort("queued", "printer.paper", 7), sort("unknown", "printer.lost", 1)]
    assert papers.stuck([*waiting[:1], lost, *waiting[1:]], sorts, "zh")["sentences"] == [
        "小票没有打出来，会自动再试：A001、A002、A003、A004 等 7 张。取号机打印机：没有纸",
        "小票可能没有打出来，不会自动重打：A009。打印途中连接断开，结果不明。",
    ]
    shown = papers.stuck(waiting, sorts[:1], "en")
    assert (shown["brief"], shown["more"]) == (
        "Not printed: A001, A002 and others, 7 in all",
        "",
    )
    assert shown["rows"][0] == {
        "id": 1,
        "number": "A001",
        "state": "Waits for the printer",
        "why": "Kiosk printer: out of paper",
        "at": "09:05",
        "reprint": "Keep waiting",
        "aside": False,
    }


def test_all_papers_are_counted_and_the_first_listed() -> None:
    listed = [job(n, error="printer.paper") for n in range(1, 8)]
    shown = papers.stuck(listed, [sort("queued", "printer.paper", 5000)], "zh")
    assert shown["brief"] == "小票没有打出来：A001、A002 等 5000 张"
    assert shown["more"] == "另有 4993 张没有打出来，处理好这些后再列出。"
    assert len(shown["rows"]) == 7


@pytest.mark.parametrize(
    ("latest", "said", "kind"),
    [
        (job(1), "小票在打印", "neutral"),
        (job(1, "printed"), "小票已打出", "neutral"),
        (job(1, "sent"), "小票已发出", "neutral"),
        (job(1, "printed", reprint=2), "补打 2 次", "neutral"),
        (job(1, "queued", "printer.paper"), "没有小票", "warn"),
        (job(1, "failed", "printer.unreadable"), "没有小票", "warn"),
        (job(1, "failed", "printer.waived"), "不要小票", "neutral"),
        (job(1, "unknown", "printer.lost", reprint=1), "小票不明", "warn"),
    ],
)
def test_what_became_of_the_paper_of_a_ticket(latest: JobView, said: str, kind: str) -> None:
    shown = papers.of_ticket([job(0, "failed", "printer.lost"), latest], "zh")
    assert (shown["paper"], shown["paperKind"]) == (said, kind)


def test_a_ticket_without_paper_says_nothing() -> None:
    assert papers.of_ticket([], "zh")["paper"] == ""
