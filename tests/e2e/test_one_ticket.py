"""The whole way of one ticket: real glass, real bytes on a real socket, a real phone browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kiosk import setup
from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import State
from kiosk.web.serve import serving
from kiosk.words import words
from printers.fake import FakePrinter, TcpPrinter
from tests.hall import PASSWORD, change_settings
from tests.printers.decoder import scan
from tests.printers.peers import free_port
from ui.board import open_board
from ui.console import open_console
from ui.hands import Hands
from ui.touch import open_touch


def say(key: str, **values: object) -> str:
    return words().say(key, "zh", **values)


@pytest.fixture
def printer() -> Iterator[TcpPrinter]:
    with FakePrinter.tcp() as one:
        yield one


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def hall(tmp_path: Path, printer: TcpPrinter, port: int) -> Iterator[Hall]:
    """A sample hall with a network printer."""
    folder = tmp_path / "hall"
    setup.init(folder, password=PASSWORD)
    change_settings(folder, "port = 8321", f"port = {port}")
    virtual = 'kind = "virtual"\nwidth_mm = 80\npath = "receipts"'
    where = f'host = "127.0.0.1"\nport = {printer.port}'
    network = f'kind = "network"\nrendering = "text"\n{where}'
    change_settings(folder, virtual, network)
    with open_hall(folder) as opened:
        yield opened


def test_the_whole_way(
    qtbot: QtBot, hall: Hall, port: int, printer: TcpPrinter, page: Page
) -> None:
    with serving(hall, port=port) as url:
        touch = open_touch(hall, motion=False)
        board = open_board(url, motion=False)
        console = open_console(url, "9", name=setup.ADMIN, password=PASSWORD, language="zh")
        try:
            link = _take(touch_hands := Hands(touch.window), hall, printer)
            page.goto(link)
            expect(page.locator(".number")).to_have_text("D001")
            expect(page.locator("article.ticket")).to_contain_text(say("web.page.state.waiting"))

            clerk = Hands(console.window)
            clerk.find(say("console.verb.next"))
            clerk.key(Qt.Key.Key_F1)
            clerk.find(say("console.state.called"))
            assert hall.ticket_of_number("D001").state is State.CALLED
            # The page in the phone's hand and the board on the wall tell without being asked.
            expect(page.locator("article.called .where b")).to_have_text("9", timeout=30_000)
            Hands(board.window).find(say("board.call.please", number="D001", code="9"))

            clerk.key(Qt.Key.Key_F3)
            clerk.find(say("console.state.serving"))
            clerk.key(Qt.Key.Key_F4)
            clerk.find(say("console.idle.nobody"))
            expect(page.locator("article.finished")).to_be_visible(timeout=30_000)
            touch_hands.tap(say("touch.ticket.done"))
            touch_hands.find(say("touch.home.ask"))
        finally:
            console.close()
            board.close()
            touch.close()
    assert hall.ticket_of_number("D001").state is State.FINISHED
    assert hall.audit_verify() is None


def _take(hands: Hands, hall: Hall, printer: TcpPrinter) -> str:
    """Take a number for a house transfer by touch; returns the link that stands on the paper."""
    service = hall.catalogue().services["ZR001"]
    hands.tap(say("touch.home.by_theme"))
    hands.tap(service.theme)
    hands.tap(service.name)
    hands.tap(say("touch.confirm.take"))
    hands.find("D001")
    assert hands.until(lambda: len(printer.slips) == 1)
    (slip,) = printer.slips
    assert slip.whole
    for word in (hall.settings.name, "D001", "C区9、10号", "12345"):
        assert word in slip.text
    (link,) = scan(slip)
    return link
