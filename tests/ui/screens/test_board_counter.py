"""A counter's own display over a real server: who works there, whom it has called."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from kiosk.hall import Hall, open_hall
from kiosk.staff import Actor
from tests.hall import PASSWORD, HandClock, copy_hall, staff_of
from tests.ui.screens.conftest import Reader, Server
from ui.board import LANDSCAPE, PORTRAIT, Board, open_board

CARD = """
[[look.promises]]
text = "能办的马上办，材料齐全的当场办。"
text_en = "What can be done is done at once."
[[clerks]]
account = "clerk"
photo = "photo.jpg"
duty = "综合窗口 · 公安户政、社保医保受理"
duty_en = "General counter: household and social insurance"
promise = "热情接待、一次告知，让您少跑一趟。"
promise_en = "A warm welcome, one complete notice, one trip less."
"""

Opening = Callable[..., Reader]


@pytest.fixture
def folder(made_hall: Path, tmp_path: Path) -> Path:
    folder = copy_hall(made_hall, tmp_path / "hall")
    file = folder / "hall.toml"
    file.write_text(file.read_text("utf-8") + CARD, "utf-8")
    Image.new("RGB", (60, 80), "navy").save(folder / "photo.jpg")
    return folder


@pytest.fixture
def hall(folder: Path, clock: HandClock) -> Iterator[Hall]:
    with open_hall(folder, clock) as hall:
        yield hall


@pytest.fixture
def actor(hall: Hall) -> Actor:
    return staff_of(hall).supervisor


@pytest.fixture
def opening(qapp: object, server: Server, clock: HandClock) -> Iterator[Opening]:
    opened: list[Board] = []

    def start(counter: str = "3", size: tuple[int, int] = (960, 540)) -> Reader:
        board = open_board(server.url, counter=counter, size=size, motion=False, clock=clock)
        opened.append(board)
        return Reader(board.window, "board")

    yield start
    for board in opened:
        board.close()


def test_a_clerk_comes_calls_and_pauses(opening: Opening, hall: Hall, actor: Actor) -> None:
    reader = opening()
    reader.sees("clerk.nobody")
    reader.sees("counter.free")
    reader.sees_text("号综合窗口")
    hall.sign_in("clerk", PASSWORD, "3")
    reader.sees_text("Clerk")
    reader.sees_text("综合窗口 · 公安户政、社保医保受理")
    reader.sees_text("热情接待、一次告知，让您少跑一趟。")
    reader.sees_text("能办的马上办，材料齐全的当场办。")
    hall.issue("SC001")
    ticket = hall.call_next("3", actor)
    reader.sees_text("B001")
    reader.sees("counter.called")
    hall.start(ticket.id, actor)
    reader.sees("counter.serving")
    hall.finish(ticket.id, actor)
    reader.sees("counter.free")
    reader.misses("B001")
    hall.pause_counter("3", actor, "lunch")
    reader.sees("counter.paused_why", reason="午间用餐")


def test_the_server_goes_and_comes_back(
    opening: Opening, hall: Hall, actor: Actor, server: Server
) -> None:
    reader = opening()
    reader.sees("counter.free")
    server.kill()
    reader.sees("line.lost", time="09:00")
    hall.issue("SC001")
    hall.call_next("3", actor)
    server.start()
    reader.sees_text("B001")
    reader.misses(reader.say("line.lost", time="09:00"))


def test_a_counter_that_is_not_there(opening: Opening) -> None:
    opening("99").sees("counter.unknown")


@pytest.mark.parametrize(
    "size",
    [LANDSCAPE, PORTRAIT, (3840, 2160), (960, 540)],
    ids=["wide", "tall", "4K", "window"],
)
def test_every_state_reads_well(
    opening: Opening, hall: Hall, actor: Actor, size: tuple[int, int]
) -> None:
    reader = opening(size=size)
    reader.sees("clerk.nobody")
    reader.approves("nobody", 0, frozenset({"3"}))
    hall.sign_in("clerk", PASSWORD, "3")
    reader.sees_text("Clerk")
    hall.issue("SC001")
    hall.call_next("3", actor)
    reader.sees("counter.called")
    reader.approves("called", 0, frozenset({"3", "B001"}))
