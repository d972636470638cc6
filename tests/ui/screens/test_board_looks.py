"""The wall of the hall board is never half empty: a single call, nobody waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from kiosk.hall import Hall
from tests.hall import HandClock, staff_of
from tests.ui import looks
from tests.ui.screens.conftest import Reader, Server
from ui.board import LANDSCAPE, PORTRAIT, Board, open_board

Opening = Callable[[tuple[int, int]], Reader]
SHAPES = pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])


@pytest.fixture
def opening(qapp: object, server: Server, clock: HandClock) -> Iterator[Opening]:
    opened: list[Board] = []

    def start(size: tuple[int, int]) -> Reader:
        board = open_board(server.url, size=size, motion=False, clock=clock)
        opened.append(board)
        return Reader(board.window, "board")

    yield start
    for board in opened:
        board.close()


def letters(reader: Reader, number: str) -> float:
    """How tall the largest writing of a number is, in pixels; 0 where it is not written."""
    found = [each.box.height() for each in looks.texts(reader.window) if each.text == number]
    return max(found, default=0)


@SHAPES
def test_a_single_call_has_the_room_of_the_others_too(
    opening: Opening, hall: Hall, size: tuple[int, int]
) -> None:
    reader, actor = opening(size), staff_of(hall).supervisor
    for _ in range(2):
        hall.issue("SC001")
    hall.call_next("3", actor)
    reader.sees_text("B001，请到 3 号窗口")
    alone = letters(reader, "B001")
    reader.misses(reader.say("calls.title"))
    # The boxes of very large type overlap, its figures do not.
    reader.approves("one call", 0, frozenset({"B001", "3"}))
    hall.call_next("4", actor)
    reader.sees_text("B002，请到 4 号窗口")
    reader.sees("calls.title")
    assert 0 < letters(reader, "B002") < alone
    assert 0 < letters(reader, "B001") < alone


def struck(reader: Reader) -> list[str]:
    """The texts whose letters a thin line touches."""
    lines = [
        looks.box(each)
        for each in looks.items(reader.window)
        if each.inherits("QQuickRectangle") and 0 < each.height() <= 3 < each.width()
    ]
    return [
        each.text
        for each in looks.texts(reader.window)
        if any(line.intersects(_ink(each)) for line in lines)
    ]


def _ink(words: looks.Words) -> QRectF:
    """Where the letters of one line really are, in pixels of the window."""
    font = words.item.property("font")
    assert isinstance(font, QFont)
    tight = QFontMetricsF(font).tightBoundingRect(words.text)
    base = looks.box(words.item).top() + float(words.item.property("baselineOffset"))
    return tight.translated(words.box.left(), base)


@SHAPES
def test_no_line_runs_through_the_names_at_noon(
    opening: Opening, hall: Hall, size: tuple[int, int]
) -> None:
    reader, actor = opening(size), staff_of(hall).supervisor
    for service in ("SC001", "RS001", "ZR001", "GA001", "YB001", "SW001"):
        hall.issue(service)
    for counter in ("3", "5", "11"):
        hall.call_next(counter, actor)
    hall.pause_counter("4", actor, "lunch")
    hall.pause_counter("6", actor, "等同事送章")
    reader.sees_text("不动产登记·交易·缴税")
    # Both languages say why a counter does not call; own words are said once.
    reader.sees_text("午间用餐")
    reader.sees_text("lunch")
    assert reader.names().count("等同事送章") == 1
    reader.approves("noon", 0, frozenset({"E001", "11"}))
    assert reader.hands.until(lambda: not struck(reader)), f"a line touches {struck(reader)}"


@SHAPES
def test_after_a_thousand_numbers_there_is_room_for_them(
    opening: Opening, hall: Hall, size: tuple[int, int]
) -> None:
    hall.issue("SC001")
    with hall.ground.store.write() as connection:
        connection.exec_driver_sql("UPDATE number_series SET last = 1004")
    for _ in range(2):
        hall.issue("SC001")
    actor = staff_of(hall).supervisor
    hall.call_next("3", actor)
    reader = opening(size)
    reader.sees_text("B001，请到 3 号窗口")
    reader.sees_text("B1005  B1006" if size == PORTRAIT else "B1005")
    reader.approves("B1005", 0, frozenset({"B001", "3"}))


def test_the_pages_of_a_long_list_are_of_like_length(opening: Opening, hall: Hall) -> None:
    services = ("MZ001", "SC001", "CG001", "ZR001", "GA001", "YB001", "SW001")
    for service in services:
        hall.issue(service)
    hall.pause_counter("4", staff_of(hall).supervisor, "lunch")
    reader = opening(PORTRAIT)
    reader.sees_text("1/2")
    numbers = {"A001", "B001", "C001", "D001", "E001", "F001", "G001"}
    # Seven in a place for six: four and three.
    assert reader.hands.until(lambda: len(numbers & set(reader.names())) == 4), reader.names()


def test_where_nobody_waits_the_groups_stand_there_all_the_same(
    opening: Opening, hall: Hall
) -> None:
    reader = opening(PORTRAIT)
    reader.sees_text("综合受理（社会事务）")
    reader.approves("nobody", 0)
    # The last group of all has no row while there are others; somebody who waits gets one.
    reader.misses("税务综合")
    hall.issue("SW001")
    reader.sees_text("税务综合")
    reader.sees_text("综合受理（社会事务）")
