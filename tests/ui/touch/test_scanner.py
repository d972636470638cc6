"""The scanner: bursts of keys and lines at a serial port become codes, typing stays typing."""

from __future__ import annotations

import os
import pty
import random
import string
import tty
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from pytestqt.qtbot import QtBot

from kiosk.hall import Hall, open_hall
from tests.hall import HandClock, change_settings, copy_hall, events
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch.scanner import GAP_MS, LEAST, LONGEST, KeyScanner, SerialScanner

NONE = Qt.KeyboardModifier.NoModifier
_moments = count(1_000, 1_000)


class Heard(QObject):
    """A window's own ears, behind the scanner."""

    def __init__(self) -> None:
        super().__init__()
        self.presses: list[str] = []
        self.releases = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self.presses.append(event.text())
            elif event.type() == QEvent.Type.KeyRelease:
                self.releases += 1
        return False


def strike(
    window: QObject, at: int, key: int, text: str, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Press and release a key at a moment, in milliseconds."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, modifiers, text)
        event.setTimestamp(at)
        QCoreApplication.sendEvent(window, event)


def type_at(window: QObject, text: str, every: int) -> int:
    """Type `text`, a key each `every` milliseconds; the moment after the last."""
    at = next(_moments)
    for letter in text:
        strike(window, at, ord(letter.upper()) & 0x7F, letter)
        at += every
    return at


def hold_up(window: QObject, code: str, end: int = Qt.Key.Key_Return) -> None:
    """Hold a code before a scanner that is a keyboard."""
    strike(window, type_at(window, code, 2), end, "\r")


@pytest.fixture
def window(qapp: object) -> Iterator[QWindow]:
    window = QWindow()
    yield window
    window.destroy()


@pytest.fixture
def heard(window: QWindow) -> Heard:
    heard = Heard()
    window.installEventFilter(heard)
    return heard


@pytest.fixture
def codes(window: QWindow, heard: Heard) -> list[str]:
    """What was scanned."""
    scanner = KeyScanner(window)
    scanner.watch(window)
    found: list[str] = []
    scanner.scanned.connect(found.append)
    return found


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_burst_is_a_code_and_no_field_sees_any_of_it(
    window: QWindow, heard: Heard, codes: list[str], end: int
) -> None:
    hold_up(window, "http://hall/s/aB-_9", end)
    assert codes == ["http://hall/s/aB-_9"]
    assert (heard.presses, heard.releases) == ([], 0)


def test_two_codes_one_after_the_other(window: QWindow, codes: list[str]) -> None:
    hold_up(window, "E001")
    hold_up(window, "12345678")
    assert codes == ["E001", "12345678"]


def test_what_is_typed_by_hand_arrives_whole_and_in_order(
    window: QWindow, heard: Heard, codes: list[str], qtbot: QtBot
) -> None:
    strike(window, type_at(window, "e001", GAP_MS * 3), Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: heard.releases == 5, timeout=30_000)
    assert heard.presses == ["e", "0", "0", "1", "\r"]
    assert codes == []


def test_two_fingers_at_once_are_no_scanner(
    window: QWindow, heard: Heard, codes: list[str], qtbot: QtBot
) -> None:
    type_at(window, "ab", 5)
    qtbot.waitUntil(lambda: heard.releases == 2, timeout=30_000)
    assert heard.presses == ["a", "b"]
    assert codes == []


def test_a_lone_enter_and_the_arrows_are_not_held_up(
    window: QWindow, heard: Heard, codes: list[str]
) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab):
        strike(window, next(_moments), key, "")
    assert (len(heard.presses), heard.releases) == (3, 3)


def test_a_key_that_is_held_down_is_no_code(window: QWindow, heard: Heard) -> None:
    at = next(_moments)
    for place in range(20):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_7, NONE, "7", place > 0)
        event.setTimestamp(at + place * 30)
        QCoreApplication.sendEvent(window, event)
    assert heard.presses == ["7"] * 20


def test_a_code_without_an_end_is_nothing(
    window: QWindow, heard: Heard, codes: list[str], qtbot: QtBot
) -> None:
    type_at(window, "12345678", 2)
    qtbot.wait(GAP_MS * 3)
    hold_up(window, "E002")
    assert codes == ["E002"]
    assert heard.presses == []


def test_a_control_character_stays_in_the_code_that_it_spoils(
    window: QWindow, heard: Heard, codes: list[str]
) -> None:
    at = type_at(window, "1234", 2)
    strike(window, at, Qt.Key.Key_BracketRight, "\x1d", Qt.KeyboardModifier.ControlModifier)
    strike(window, at + 2, ord("5"), "5")
    strike(window, at + 4, Qt.Key.Key_Return, "\r")
    assert codes == ["1234\x1d5"]
    assert heard.presses == []


def test_of_an_endless_code_only_so_much_is_kept(window: QWindow, codes: list[str]) -> None:
    hold_up(window, "7" * 4000)
    assert codes == ["7" * LONGEST]


# Through the window of the touch screen


def nonsense(chance: random.Random, hall: Hall) -> str:
    """What a scanner may read that is none of ours."""
    signs = string.ascii_letters + string.digits + string.punctuation + " \t\x1d\x00é中"
    while True:
        kind = chance.randrange(4)
        text = "".join(chance.choices(signs, k=chance.randrange(1, 90)))
        if kind == 1:
            text = "".join(chance.choices(string.digits, k=chance.choice([17, 18, 20, 40])))
        elif kind == 2:
            text = f"{hall.settings.public_url}/s/{text}"
        elif kind == 3:
            text = f"https://{text}.example/{'x' * chance.randrange(200)}"
        # The signs that a scanner sends at the end of a code are not in the middle of one.
        text = text.replace("\t", "")
        if text and hall.scan(text) is None:
            return text


def fuzz(visitor: Visitor, hall: Hall, times: int) -> None:
    chance = random.Random(57)
    before = events(hall)
    place = visitor.touch.screen.visit.place
    for turn in range(times):
        code = nonsense(chance, hall)
        # So few keys were typed by hand.
        if turn % 2 or len(code) < LEAST:
            visitor.touch.screen.at_desk.scan(code)
        else:
            hold_up(visitor.touch.window, code)
        if turn % 100 == 0:
            visitor.hands.rest(0)
            assert visitor.touch.screen.visit.place == place
    visitor.hands.rest(GAP_MS / 500)
    assert visitor.touch.screen.visit.place == place
    assert events(hall) == before
    assert not visitor.touch.screen.at_desk.held.busy


@pytest.mark.slow
def test_ten_thousand_codes_of_others_change_nothing(visit: Visit, hall: Hall) -> None:
    """R57: no page turns, nothing is written, and no warning is logged."""
    fuzz(visit(), hall, 10_000)


@pytest.mark.parametrize(
    ("way", "example"), [("lookUp", "lookup.example"), ("appoint", "appointment.example")]
)
def test_codes_of_others_change_nothing_on_the_pages_that_wait_for_one(
    visit: Visit, hall: Hall, way: str, example: str
) -> None:
    visitor = visit()
    getattr(visitor.touch.screen.at_desk, way)()
    fuzz(visitor, hall, 300)
    # It stands where what is typed would stand.
    visitor.sees(example)


def test_a_receipt_before_the_scanner_opens_from_the_home_page(visit: Visit, hall: Hall) -> None:
    issued = hall.issue("GA002")
    visitor = visit()
    hold_up(visitor.touch.window, issued.status_url)
    visitor.comes_to("receipt")
    visitor.sees_text(issued.ticket.number)


def test_a_code_is_not_typed_into_the_search(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    visitor.touch.screen.search()
    visitor.comes_to("search")
    before = {thing.name for thing in visitor.hands.things()}
    hold_up(visitor.touch.window, "abcdefgh")
    visitor.hands.rest(0.2)
    assert {thing.name for thing in visitor.hands.things()} == before


# At a serial port


@pytest.fixture
def line(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The scanner's end of a serial line, and the device that stands for ours."""
    master, slave = pty.openpty()
    tty.setraw(slave)
    device = tmp_path / "scanner"
    device.symlink_to(os.ttyname(slave))
    yield master, device
    os.close(master)
    os.close(slave)


@pytest.fixture
def serial_codes(
    line: tuple[int, Path], qapp: object, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> Iterator[list[str]]:
    caplog.set_level("INFO", "ui.touch.scanner")
    scanner = SerialScanner(str(line[1]))
    found: list[str] = []
    scanner.scanned.connect(found.append)
    scanner.start()
    # What came before a port is opened is thrown away.
    qtbot.waitUntil(lambda: "scanner at" in caplog.text, timeout=30_000)
    yield found
    scanner.stop()


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b""], ids=["cr", "lf", "crlf", "silence"])
def test_a_line_at_the_port_is_a_code(
    line: tuple[int, Path], serial_codes: list[str], qtbot: QtBot, end: bytes
) -> None:
    for code in (b"E001", b"12345678"):
        os.write(line[0], code + end)
        qtbot.waitUntil(lambda code=code: code.decode() in serial_codes, timeout=30_000)  # type: ignore[misc]
    assert serial_codes == ["E001", "12345678"]


def test_bytes_that_are_no_text_are_a_code_of_nobody(
    line: tuple[int, Path], serial_codes: list[str], qtbot: QtBot, hall: Hall
) -> None:
    os.write(line[0], b"\xff\x00\xfe1234\r" + b"9" * 3000 + b"\rE001\r")
    qtbot.waitUntil(lambda: "E001" in serial_codes, timeout=30_000)
    assert [hall.scan(code) is None for code in serial_codes] == [True, True, False]


def test_a_scanner_that_is_plugged_in_later_is_found(
    tmp_path: Path, qapp: object, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.touch.scanner.RETRY", 0.05)
    device = tmp_path / "later"
    scanner = SerialScanner(str(device))
    found: list[str] = []
    scanner.scanned.connect(found.append)
    scanner.start()
    master, slave = pty.openpty()
    try:
        tty.setraw(slave)
        device.symlink_to(os.ttyname(slave))

        def told() -> bool:
            os.write(master, b"E007\r")
            return "E007" in found

        qtbot.waitUntil(told, timeout=30_000)
    finally:
        scanner.stop()
        os.close(master)
        os.close(slave)


def test_a_port_that_is_not_there_is_told_once(
    tmp_path: Path, qapp: object, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.touch.scanner.RETRY", 0.01)
        scanner = SerialScanner(str(tmp_path / "none"))
        scanner.start()
        qtbot.waitUntil(lambda: "no scanner" in caplog.text, timeout=30_000)
        qtbot.wait(100)
        scanner.stop()
    assert caplog.text.count("no scanner") == 1


def test_a_scanner_at_a_port_opens_a_receipt(
    visit: Visit,
    line: tuple[int, Path],
    made_hall: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO", "ui.touch.scanner")
    folder = copy_hall(made_hall, tmp_path / "serial")
    change_settings(folder, "[staff]", f'[scanner]\nport = "{line[1]}"\n\n[staff]')
    with open_hall(folder, HandClock()) as hall:
        issued = hall.issue("GA002")
        visitor = visit(place=hall)
        assert visitor.hands.until(lambda: "scanner at" in caplog.text)
        os.write(line[0], issued.status_url.encode() + b"\r")
        visitor.comes_to("receipt")
        visitor.sees_text("E001")
