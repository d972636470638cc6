"""The hall board over a real server: what is called, who waits, what when it is gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from kiosk.hall import Hall
from kiosk.queue.group_waits import GroupWaits
from kiosk.queue.tickets import Wait
from kiosk.staff import Actor
from tests.hall import HandClock, recall, staff_of
from tests.ui.screens.conftest import Reader, Server
from ui.board import LANDSCAPE, PORTRAIT, Board, bridge, open_board

Opening = Callable[..., Reader]


@pytest.fixture
def actor(hall: Hall) -> Actor:
    return staff_of(hall).supervisor


@pytest.fixture
def opening(qapp: object, server: Server, clock: HandClock) -> Iterator[Opening]:
    """Opens a board; `motion` is off unless it is asked for."""
    opened: list[Board] = []

    def start(size: tuple[int, int] = (960, 540), *, motion: bool = False) -> Reader:
        board = open_board(server.url, size=size, motion=motion, clock=clock)
        opened.append(board)
        return Reader(board.window, "board")

    yield start
    for board in opened:
        board.close()


def take(hall: Hall, people: int, service: str = "SC001") -> None:
    for _ in range(people):
        hall.issue(service)


def stands(reader: Reader) -> str:
    """The number in the large place."""
    for name in reader.names():
        number, please, _ = name.partition("，请到 ")
        if please:
            return number
    return ""


def comes(reader: Reader, number: str) -> None:
    found = reader.hands.until(lambda: stands(reader) == number)
    assert found, f"{stands(reader)!r} stands there, not {number}"


def test_a_morning(opening: Opening, hall: Hall, actor: Actor) -> None:
    reader = opening()
    reader.sees_text("示例县政务服务大厅")
    reader.sees("empty.title")
    reader.sees_text("09:00")
    reader.sees_text("3月2日 星期一")
    take(hall, 3)
    reader.sees_text("B001")
    hall.call_next("3", actor)
    comes(reader, "B001")
    reader.sees_text("B002")
    for text in ("B001, please go to counter 3, Area A", "综合窗口 A区"):
        reader.sees_text(text)
    reader.misses(reader.say("empty.title"))
    assert not reader.hands.sees("个体工商户设立登记"), "numbers only"


def test_fifty_calls_at_once_stand_there_one_after_the_other(
    qapp: object,
    hall: Hall,
    actor: Actor,
    server: Server,
    clock: HandClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And the server may go in the middle."""
    assert bridge.TURN_MS >= 2500
    assert bridge.RUSH_MS >= 1500
    monkeypatch.setattr(bridge, "TURN_MS", 30)
    monkeypatch.setattr(bridge, "RUSH_MS", 30)
    board = open_board(server.url, size=(960, 540), motion=False, clock=clock)
    reader = Reader(board.window, "board")
    reader.sees("empty.title")
    seen: list[str] = []

    def note() -> None:
        number = board.screen.property("newest")["number"]
        if number and seen[-1:] != [number]:
            seen.append(number)

    assert isinstance(board.screen, bridge.BoardScreen)
    board.screen.called.connect(note)
    expected: list[str] = []

    def call(people: int) -> None:
        take(hall, people)
        for _ in range(people):
            counter = str(len(expected) % 8 + 1)
            before = hall.at_counter(counter).current
            if before is not None:
                hall.start(before.id, actor)
                hall.finish(before.id, actor)
            expected.append(hall.call_next(counter, actor).number)

    call(50)
    assert reader.hands.until(lambda: len(seen) >= 5), seen
    server.kill()
    reader.sees("line.lost", time="09:00")
    call(15)
    server.start()
    assert reader.hands.until(lambda: seen[-1:] == expected[-1:]), seen
    assert seen == expected
    assert stands(reader) == expected[-1]
    board.close()


@pytest.mark.slow
def test_each_stands_there_long_enough(
    qapp: object, hall: Hall, actor: Actor, server: Server, clock: HandClock
) -> None:
    board = open_board(server.url, size=(960, 540), motion=True, clock=clock)
    reader = Reader(board.window, "board")
    began: dict[str, float] = {}

    def note() -> None:
        began.setdefault(board.screen.property("newest")["number"], time.monotonic())

    assert isinstance(board.screen, bridge.BoardScreen)
    board.screen.called.connect(note)
    take(hall, 3)
    reader.sees_text("B001")
    for counter in ("1", "2", "3"):
        hall.call_next(counter, actor)
    comes(reader, "B001")
    reader.sees("call.more", count=2)
    comes(reader, "B003")
    assert began["B002"] - began["B001"] > 2.2
    assert began["B003"] - began["B002"] > 2.2
    board.close()


def test_a_recall_is_seen(opening: Opening, hall: Hall, actor: Actor) -> None:
    take(hall, 1)
    ticket = hall.call_next("3", actor)
    reader = opening()
    comes(reader, "B001")
    recall(hall, ticket.id, actor)
    reader.sees("call.again", count=2)
    hall.start(ticket.id, actor)
    reader.sees("call.serving")


def test_closed_counters(opening: Opening, hall: Hall, actor: Actor) -> None:
    reader = opening()
    reader.sees("foot.watch")
    for counter in ("7", "11"):
        hall.close_counter(counter, actor, "午间休息")
    reader.sees("foot.closed")
    for counter in ("7", "11"):
        reader.sees_text(counter)
    hall.pause_counter("3", actor, "lunch")
    reader.sees_text("午间用餐")
    hall.open_counter("7", actor)
    reader.misses("7")


def test_the_server_goes_and_comes_back(
    opening: Opening, hall: Hall, actor: Actor, server: Server, clock: HandClock
) -> None:
    take(hall, 2)
    hall.call_next("3", actor)
    reader = opening()
    comes(reader, "B001")
    clock.move(minutes=7)
    # The board has looked since the clock went on: an answer from before does not come after it.
    take(hall, 1)
    reader.sees_text("B002")
    server.kill()
    reader.sees("line.lost", time="09:07")
    comes(reader, "B001")
    clock.move(minutes=10)
    reader.sees_text("09:17")
    hall.call_next("5", actor)
    server.start()
    comes(reader, "B002")
    reader.misses(reader.say("line.lost", time="09:07"))


def test_a_board_that_was_there_before_the_server(opening: Opening, server: Server) -> None:
    server.kill()
    reader = opening()
    reader.sees("line.never")
    server.start()
    reader.sees("empty.title")


def test_the_time_is_the_servers(
    qapp: object, hall: Hall, server: Server, clock: HandClock
) -> None:
    late = HandClock()
    late.move(minutes=-50)
    board = open_board(server.url, motion=False, clock=late)
    reader = Reader(board.window, "board")
    reader.sees_text("09:00")
    for each in (clock, late):
        each.move(minutes=5)
    take(hall, 1)
    reader.sees_text("09:05")
    board.close()


def test_a_new_day_begins_empty(
    opening: Opening, hall: Hall, actor: Actor, clock: HandClock
) -> None:
    take(hall, 2)
    hall.call_next("3", actor)
    reader = opening()
    comes(reader, "B001")
    clock.move(days=1)
    take(hall, 1)
    reader.sees("empty.title")
    reader.sees_text("B001")


@pytest.mark.parametrize(
    "size",
    [LANDSCAPE, PORTRAIT, (3840, 2160), (960, 540), (1024, 768)],
    ids=["wide", "tall", "4K", "window", "4:3"],
)
def test_every_state_reads_well(
    opening: Opening,
    hall: Hall,
    actor: Actor,
    server: Server,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What the hall would say after a morning of work.
    monkeypatch.setattr(GroupWaits, "of", lambda *_: Wait(25 * 60, 105 * 60))
    reader = opening(size)

    def look(where: str, *large: str) -> None:
        # Figures stand closer than lines of words may: they have no strokes below the line.
        reader.approves(where, 0, frozenset(large))

    reader.sees("empty.title")
    look("empty")
    for service in ("SC001", "RS001", "ZR001", "GA001", "YB001", "SW001"):
        take(hall, 12, service)
    reader.sees_text("12")
    reader.sees("waiting.about")
    reader.sees("waiting.minutes", minutes=25)
    reader.sees("waiting.within")
    reader.sees("waiting.minutes", minutes=105)
    look("people wait")
    ticket = hall.call_next("12", actor)
    comes(reader, ticket.number)
    recall(hall, ticket.id, actor)
    reader.sees("call.again", count=2)
    look("called", ticket.number, "12")
    for counter in ("1", "2", "4", "5", "6", "7", "10"):
        hall.call_next(counter, actor)
    reader.sees("call.more", count=6)
    look("burst", stands(reader), "1", ticket.number, "12")
    hall.start(ticket.id, actor)
    for counter in ("3", "8", "9", "11", "0", "13"):
        hall.close_counter(counter, actor, "午间休息")
    reader.sees("foot.closed")
    look("closed", stands(reader), "1", "2")
    server.kill()
    reader.sees("line.lost", time="09:00")
    look("lost", stands(reader), "1", "2")
