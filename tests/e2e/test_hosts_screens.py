"""The database goes away: every screen says so, and each is well again without anybody's help."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from kiosk.hall import Hall, open_hall
from kiosk.web.serve import serving
from kiosk.words import words
from tests.e2e.conftest import Network
from tests.hall import PASSWORD, count
from tests.wire import Wire
from ui.board import open_board
from ui.console import open_console
from ui.hands import Hands
from ui.touch import Touch, open_touch

SERVICE = "ZR001"


def say(key: str, **values: object) -> str:
    return words().say(key, "zh", **values)


@dataclass
class Screens:
    hall: Hall
    wire: Wire
    touch: Touch
    glass: Hands
    console: Hands
    board: Hands

    def page(self) -> str:
        return str(self.touch.screen.property("page"))

    def comes_to(self, page: str) -> None:
        assert self.glass.until(lambda: self.page() == page), f"on {self.page()}, not on {page}"


def sees(hands: Hands, text: str) -> None:
    def seen() -> bool:
        return any(text in thing.name for thing in hands.things())

    assert hands.until(seen), f"no {text!r}; there is: {[each.name for each in hands.things()]}"


def misses(hands: Hands, text: str) -> None:
    def gone() -> bool:
        return not any(text in thing.name for thing in hands.things())

    assert hands.until(gone), f"still there: {text!r}"


@pytest.fixture
def screens(qtbot: QtBot, network: Network) -> Iterator[Screens]:
    folder, wire = network.host()
    with ExitStack() as opened:
        opened.callback(wire.heal)
        hall = opened.enter_context(open_hall(folder))
        url = opened.enter_context(serving(hall))
        touch = open_touch(hall, motion=False)
        opened.callback(touch.close)
        console = open_console(
            url, "9", name="clerk", password=PASSWORD, language="zh", motion=False
        )
        opened.callback(console.close)
        board = open_board(url, motion=False)
        opened.callback(board.close)
        screens = Screens(
            hall, wire, touch, Hands(touch.window), Hands(console.window), Hands(board.window)
        )
        screens.comes_to("home")
        screens.console.find(say("console.verb.next"))
        yield screens


def test_every_screen_says_what_is_wrong_and_heals(screens: Screens) -> None:
    lost = say("touch.lost.title")
    broken = say("console.line.lost", time="").strip()
    stale = say("board.line.lost", time="").partition("，")[0]
    screens.wire.cut()
    sees(screens.glass, lost)
    sees(screens.console, broken)
    sees(screens.console, say("web.refusal.database.unreachable"))
    sees(screens.board, stale)
    screens.wire.heal()
    misses(screens.glass, lost)
    misses(screens.console, broken)
    misses(screens.board, stale)


@pytest.mark.parametrize("side", ["before", "after"])
def test_a_press_without_an_answer_ends_well(screens: Screens, side: str) -> None:
    """Where the number was given out it is shown; else the person may press once more."""
    before = count(screens.hall, "tickets")
    screens.touch.screen.prepare(SERVICE)
    screens.comes_to("confirm")
    screens.wire.cut_at_commit("before" if side == "before" else "after", stays=True)
    screens.glass.tap(say("touch.confirm.take"))
    screens.comes_to("trouble")
    sees(screens.glass, say("touch.trouble.unsure_title"))
    screens.wire.heal()
    if side == "before":
        screens.comes_to("confirm")
        screens.glass.tap(say("touch.confirm.take"))
    screens.comes_to("ticket")
    assert count(screens.hall, "tickets") == before + 1
