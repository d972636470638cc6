"""The touch screen as a visitor uses it: real windows, real touches, a real hall."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from data.faults import StoreFault
from kiosk.hall import Hall
from kiosk.queue.issuing import Issued
from kiosk.setup import init
from tests.hall import HandClock, count, staff_of
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT

WAYS = {
    "zh": ("证件办理", "居民身份证换领、补领"),
    "en": ("ID and permits", "ID card renewal or replacement"),
}


def to_theme(visitor: Visitor, theme: str) -> None:
    visitor.tap("home.by_theme")
    visitor.hands.tap(theme)
    visitor.comes_to("services")


def to_confirm(visitor: Visitor) -> None:
    theme, service = WAYS[visitor.language]
    visitor.tap("home.by_theme")
    visitor.hands.tap(theme)
    visitor.comes_to("services")
    visitor.hands.tap(service)
    visitor.comes_to("confirm")


def tickets(hall: Hall) -> int:
    return count(hall, "tickets")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE, (540, 960)], ids=["tall", "wide", "small"])
def test_a_few_touches_to_a_number(
    visit: Visit, hall: Hall, size: tuple[int, int], language: str
) -> None:
    visitor = visit(size=size, language=language, prints=True)
    to_confirm(visitor)
    hands = visitor.hands
    assert hands.sees(visitor.say("paper.required"))
    visitor.tap("confirm.take")
    visitor.comes_to("ticket")
    ticket = hall.ticket_of_number("E001")
    assert ticket.service == "GA002"
    assert hands.sees("E001")
    visitor.comes_to_paper("printed")
    visitor.sees("paper_state.printed")
    visitor.tap("ticket.done")
    visitor.comes_to("home")
    assert not hands.sees("E001")
    # Whoever comes next reads Chinese again (R21).
    visitor.language = "zh"
    assert hands.until(lambda: hands.sees(visitor.say("home.ask")))


def test_by_department_and_back_again(visit: Visit) -> None:
    visitor = visit()
    visitor.tap("home.by_office")
    visitor.hands.tap("公安局")
    visitor.comes_to("services")
    visitor.hands.tap("普通护照申领")
    visitor.comes_to("confirm")
    visitor.tap("nav.back")
    visitor.comes_to("services")
    visitor.tap("nav.home")
    visitor.comes_to("home")
    # The side that one looked at is still there.
    assert visitor.hands.sees("公安局")


def test_pages_are_turned_not_scrolled(visit: Visit) -> None:
    visitor = visit(size=(1024, 768))
    to_theme(visitor, "准营准办")
    assert not visitor.hands.sees("烟草专卖零售许可证新办")
    visitor.tap("nav.next")
    visitor.hands.tap("烟草专卖零售许可证新办")
    visitor.comes_to("confirm")


def test_the_language_changes_at_once_on_every_page(visit: Visit) -> None:
    visitor = visit()
    to_confirm(visitor)
    visitor.read("en")
    assert visitor.hands.sees("ID card renewal or replacement")
    assert visitor.hands.sees("Take a number")
    visitor.tap("confirm.take")
    visitor.comes_to("ticket")
    assert visitor.hands.sees("Your number")
    visitor.read("zh")
    assert visitor.hands.sees("您的号码")


def test_a_double_tap_is_one_number(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    take = visitor.hands.find(visitor.say("confirm.take"))
    visitor.hands.touch(take.box.center())
    visitor.hands.touch(take.box.center())
    visitor.comes_to("ticket")
    visitor.hands.rest(0.5)
    assert tickets(hall) == 1
    # The second touch did not press "done", which stands there now.
    assert visitor.page == "ticket"


def test_a_double_tap_on_a_service_does_not_reach_the_next_page(visit: Visit) -> None:
    visitor = visit()
    to_theme(visitor, "社会救助")
    visitor.hands.tap("特困人员认定", times=2)
    visitor.comes_to("confirm")
    visitor.hands.rest(0.5)
    assert visitor.page == "confirm"


def test_a_long_press_and_a_slip_of_the_finger_are_a_press(visit: Visit) -> None:
    visitor = visit()
    visitor.tap("home.by_theme")
    tile = visitor.hands.find("社会救助").box
    visitor.hands.touch(tile.center(), hold_ms=1200)
    visitor.comes_to("services")
    visitor.tap("nav.home")
    visitor.comes_to("home")
    visitor.hands.press(tile.center())
    visitor.hands.lift(tile.center() + QPoint(tile.width() // 3, 0))
    visitor.comes_to("services")


def test_a_finger_that_leaves_the_target_presses_nothing(visit: Visit) -> None:
    visitor = visit()
    visitor.tap("home.by_theme")
    tile = visitor.hands.find("社会救助").box
    visitor.hands.press(tile.center())
    visitor.hands.lift(tile.center() + QPoint(tile.width() * 2, 0))
    visitor.hands.rest(0.3)
    assert visitor.page == "home"


def test_the_keyboard_alone_can_take_a_number(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    hands = visitor.hands

    def walk_to(name: str) -> None:
        for _ in range(60):
            hands.key(Qt.Key.Key_Tab)
            item = visitor.touch.window.activeFocusItem()
            if item.property("name") == name:
                hands.key(Qt.Key.Key_Return)
                return
        raise AssertionError(f"no way to {name}")

    theme, service = WAYS["zh"]
    walk_to(visitor.say("home.by_theme"))
    walk_to(theme)
    visitor.comes_to("services")
    walk_to(service)
    visitor.comes_to("confirm")
    walk_to("取号")
    visitor.comes_to("ticket")
    assert tickets(hall) == 1


def test_no_open_counter_is_said_kindly_and_no_number_is_given(visit: Visit, hall: Hall) -> None:
    admin = staff_of(hall).admin
    for code in ("11", "12"):
        hall.close_counter(code, admin, "lunch")
    visitor = visit()
    to_theme(visitor, "证件办理")
    visitor.hands.tap("居民身份证换领、补领")
    visitor.comes_to("trouble")
    assert visitor.hands.sees("现在没有窗口办这件事")
    assert visitor.hands.sees("能办的是 11、12 号窗口，现在都没有开")
    assert not visitor.hands.sees("再试一次")
    assert tickets(hall) == 0
    visitor.tap("nav.back")
    visitor.comes_to("services")


def test_a_counter_that_closes_while_one_reads_gives_no_number(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    admin = staff_of(hall).admin
    for code in ("11", "12"):
        hall.close_counter(code, admin, "lunch")
    visitor.tap("confirm.take")
    visitor.comes_to("trouble")
    assert tickets(hall) == 0


def test_people_ahead_are_counted_while_one_reads(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    assert visitor.hands.sees("0 人")
    to_confirm(visitor)
    assert visitor.hands.sees("0 人")
    hall.issue("GA002")
    hall.issue("GA005")
    assert visitor.hands.until(lambda: visitor.hands.sees("2 人"))
    visitor.tap("nav.home")
    visitor.comes_to("home")
    assert visitor.hands.until(lambda: visitor.hands.sees("2 人"))


def test_news_does_not_take_the_tile_from_under_the_finger(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    visitor.tap("home.by_theme")
    tile = visitor.hands.find("社会救助").box
    visitor.hands.press(tile.center())
    hall.issue("GA002")
    assert visitor.hands.until(lambda: visitor.hands.sees("1 人"))
    visitor.hands.lift(tile.center())
    visitor.comes_to("services")


def test_news_does_not_turn_the_page_back(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_theme(visitor, "住房保障")
    visitor.hands.tap("存量房转移登记（二手房过户）")
    visitor.comes_to("confirm")
    visitor.tap("nav.next")
    assert visitor.hands.sees("完税凭证")
    hall.issue("ZR001")
    assert visitor.hands.until(lambda: visitor.hands.sees("1 人"))
    assert visitor.hands.sees("完税凭证")


def test_nobody_there_ends_the_visit(visit: Visit) -> None:
    visitor = visit(language="en")
    window = visitor.touch.window
    to_confirm(visitor)
    window.setProperty("idleSeconds", 1)
    assert visitor.hands.until(lambda: visitor.hands.sees("Are you still there?"))
    visitor.tap("idle.stay")
    assert visitor.hands.until(lambda: not visitor.hands.sees("Are you still there?"))
    assert visitor.page == "confirm"
    window.setProperty("warnSeconds", 1)
    # The home page rests a second later, if nobody looks in time.
    assert visitor.hands.until(lambda: visitor.page in {"home", "idle"})
    window.setProperty("idleSeconds", 60)
    visitor.language = "zh"
    visitor.sees("home.ask" if visitor.page == "home" else "front.begin")


def test_the_question_takes_the_touch_and_what_lies_below_does_not(
    visit: Visit, hall: Hall
) -> None:
    visitor = visit()
    to_confirm(visitor)
    take = visitor.hands.find("取号").box.center()
    visitor.touch.window.setProperty("idleSeconds", 1)
    assert visitor.hands.until(lambda: visitor.hands.sees("您还在吗？"))
    visitor.hands.touch(take)
    assert visitor.hands.until(lambda: not visitor.hands.sees("您还在吗？"))
    visitor.hands.rest(0.3)
    assert visitor.page == "confirm"
    assert tickets(hall) == 0


def test_a_touch_keeps_the_visit_alive(visit: Visit) -> None:
    visitor = visit()
    to_theme(visitor, "社会救助")
    visitor.touch.window.setProperty("idleSeconds", 3)
    for _ in range(6):
        visitor.hands.rest(0.6)
        visitor.hands.touch(QPoint(540, 1500))
        assert not visitor.hands.sees("您还在吗？")


def test_another_language_left_on_the_home_page_goes_by_itself(visit: Visit) -> None:
    visitor = visit(language="en")
    visitor.touch.window.setProperty("idleSeconds", 1)
    visitor.language = "zh"
    assert visitor.hands.until(lambda: visitor.hands.sees(visitor.say("front.begin")))


def test_the_ticket_page_goes_by_itself(visit: Visit) -> None:
    visitor = visit()
    visitor.touch.window.setProperty("ticketSeconds", 3)
    to_confirm(visitor)
    visitor.tap("confirm.take")
    visitor.comes_to("ticket")
    visitor.comes_to("home")


def test_paper_that_does_not_come_is_said_and_the_number_is_valid(
    visit: Visit, hall: Hall, folder: Path
) -> None:
    # A file where the folder of the virtual printer should be.
    (folder / "receipts").write_text("in the way", encoding="utf-8")
    visitor = visit(prints=True)
    to_confirm(visitor)
    visitor.tap("confirm.take_without")
    visitor.comes_to("ticket")
    visitor.comes_to_paper("held")
    visitor.sees("printer.error")
    assert visitor.hands.sees(visitor.say("ticket.code"))


def test_a_slow_answer_says_so_and_the_late_number_is_welcome(
    visit: Visit, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visit()
    to_confirm(visitor)
    go_on = threading.Event()
    issue = hall.issue

    def slow(*args: object, **kwargs: object) -> Issued:
        go_on.wait(60)
        return issue(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Hall, "issue", lambda self, *args, **kwargs: slow(*args, **kwargs))
    monkeypatch.setattr("ui.touch.visit.SLOW_TICKS", 4)
    visitor.tap("confirm.take")
    assert visitor.hands.until(lambda: visitor.hands.sees(visitor.say("busy.text")))
    visitor.comes_to("trouble")
    assert visitor.hands.sees(visitor.say("trouble.slow_title"))
    visitor.tap("nav.retry")
    go_on.set()
    visitor.comes_to("ticket")
    assert tickets(hall) == 1


def test_something_unforeseen_is_logged_and_a_calm_page_comes(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = visit()

    def broken(self: Hall, service: str, *, priority: bool) -> None:
        raise ZeroDivisionError(service)

    with monkeypatch.context() as patch:
        patch.setattr(Hall, "outlook", broken)
        to_theme(visitor, "社会救助")
        visitor.hands.tap("特困人员认定")
        visitor.comes_to("trouble")
    assert visitor.hands.sees(visitor.say("trouble.system_title"))
    assert "ZeroDivisionError" in caplog.text
    visitor.tap("nav.retry")
    visitor.comes_to("confirm")


def test_a_hall_that_cannot_be_opened_is_opened_as_soon_as_it_can(
    visit: Visit, tmp_path: Path
) -> None:
    folder = tmp_path / "later"
    visitor = visit(place=folder, page="trouble")
    assert visitor.hands.sees(visitor.say("trouble.opening_title"))
    assert not visitor.hands.sees(visitor.say("nav.home"))
    init(folder, HandClock())
    visitor.tap("nav.retry")
    visitor.comes_to("home")
    assert visitor.hands.sees("示例县政务服务大厅")


def test_a_database_that_is_lost_at_the_start_is_waited_for(
    visit: Visit, hall: Hall, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def lost(self: Hall, calls: int = 8) -> None:
        raise StoreFault("database.unreachable", "gone")

    monkeypatch.setattr("ui.touch.visit.REOPEN_TICKS", 1)
    with monkeypatch.context() as patch:
        patch.setattr(Hall, "board", lost)
        visitor = visit(page="trouble")
        assert visitor.hands.sees(visitor.say("trouble.opening_title"))
        assert not visitor.hands.sees(visitor.say("nav.home"))
    visitor.comes_to("home")
    to_confirm(visitor)


def test_press_feedback_comes_with_the_next_frame(visit: Visit) -> None:
    visitor = visit()
    visitor.tap("home.by_theme")
    tile = visitor.hands.find("社会救助").box
    spot = tile.topLeft() + QPoint(tile.width() // 2, tile.height() // 2)
    before = visitor.touch.window.grabWindow().pixelColor(spot)
    visitor.hands.press(tile.center())
    during = visitor.touch.window.grabWindow().pixelColor(spot)
    visitor.hands.lift(tile.center() + QPoint(2000, 0))
    after = visitor.touch.window.grabWindow().pixelColor(spot)
    assert before != during
    assert before == after
