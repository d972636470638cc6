"""The wall of the hall board is never half empty: a single call, nobody waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

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
