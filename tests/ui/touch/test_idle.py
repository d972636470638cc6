"""Nobody there: the idle and the closed page, how they come and what they say (R12, R15)."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint

from kiosk.hall import Hall, open_hall
from printers.status import State
from tests.hall import HandClock, change_settings
from tests.ui.papers import say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor

HOURS = """
[hours]
monday = ["09:00-12:00", "14:00-17:00"]
tuesday = ["09:00-12:00", "14:00-17:00"]
early_minutes = 10
[[hours.days]]
date = 2026-03-03
message = "年终盘点"
message_en = "stocktaking"
[look]
[[look.notices]]
text = "周三下午系统升级"
[[look.honours]]
text = "服务之星：王芳"
text_en = "Star of service: Wang Fang"
[tickets]"""


def rest(visitor: Visitor) -> None:
    """Nobody has touched the home page for long."""
    visitor.touch.window.setProperty("idleSeconds", 1)
    assert visitor.hands.until(lambda: visitor.page in {"idle", "closed"})
    visitor.touch.window.setProperty("idleSeconds", 60)
    visitor.comes_to(visitor.page)


def test_the_home_page_rests_and_a_touch_anywhere_begins(visit: Visit, hall: Hall) -> None:
    for service in ("GA002", "GA002", "LY001"):
        hall.issue(service)
    visitor = visit()
    rest(visitor)
    assert visitor.page == "idle"
    visitor.sees_text("示例县政务服务大厅")
    visitor.sees_text("大厅正在办公。")
    # All who wait, and each group by itself.
    for text in ("3 人", "2 人", "1 人"):
        visitor.sees_text(text)
    visitor.hands.touch(QPoint(300, 1500))
    visitor.comes_to("home")


def test_news_comes_to_the_idle_page_by_itself(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    rest(visitor)
    visitor.sees("front.nobody")
    hall.issue("GA002")
    visitor.sees("front.waiting")


@pytest.mark.parametrize(
    ("day", "hour", "title", "when"),
    [
        (2, 12, "大厅正在午休。", "下次办公：今天 14:00。"),
        (2, 8, "今天还没有到办公时间。", "下次办公：今天 09:00。"),
        (2, 18, "今天的取号时间已经结束。", "下次办公：3月9日（周一） 09:00。"),
        (3, 10, "年终盘点，大厅今天不办公。", "下次办公：3月9日（周一） 09:00。"),
        (7, 10, "大厅今天不办公。", "下次办公：3月9日（周一） 09:00。"),
    ],
    ids=["lunch", "before", "after", "special", "weekend"],
)
def test_a_shut_hall_says_why_and_when_it_opens(
    visit: Visit, folder: Path, day: int, hour: int, title: str, when: str
) -> None:
    change_settings(folder, "[tickets]", HOURS)
    clock = HandClock()
    clock.set(day, hour, 30)
    with open_hall(folder, clock) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        visitor = visit(place=hall, page="closed")
        visitor.sees_text(title)
        visitor.sees_text(when)
        visitor.sees_text("周三下午系统升级")
        # What papers a matter needs can be read at any hour.
        visitor.tap("front.look")
        visitor.comes_to("home")


def test_the_hall_opens_and_shuts_by_itself(visit: Visit, folder: Path) -> None:
    change_settings(folder, "[tickets]", HOURS)
    clock = HandClock()
    clock.set(2, 8, 30)
    with open_hall(folder, clock) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        visitor = visit(place=hall, page="closed")
        clock.set(2, 8, 51)  # early_minutes
        visitor.comes_to("home")
        rest(visitor)
        assert visitor.page == "idle"
        clock.set(2, 12, 1)
        visitor.comes_to("closed")


def test_one_touch_extends_as_often_as_one_likes(visit: Visit) -> None:
    """R15: at least ten times."""
    visitor = visit()
    window = visitor.touch.window
    assert window.property("idleSeconds") >= 60
    assert window.property("warnSeconds") >= 20
    visitor.touch.screen.choose("theme", "证件办理")
    visitor.comes_to("services")
    window.setProperty("idleSeconds", 0)
    asked = visitor.say("idle.title")
    for _ in range(12):
        # Without patience the question comes back a moment after each answer.
        assert visitor.hands.until(lambda: visitor.hands.sees(asked))
        visitor.tap("idle.stay")
    assert visitor.page == "services"
