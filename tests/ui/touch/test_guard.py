"""Nobody gets out of the screen by hand or keyboard; staff get in by corner, card and password."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest

from kiosk import accounts
from kiosk.hall import Hall, open_hall
from kiosk.words import words
from tests.hall import PASSWORD, QUICK, HandClock, count, events
from tests.ui.touch.conftest import Visit, Visitor
from ui.hands import Hands
from ui.touch import guard as guarding
from ui.touch import open_touch
from ui.touch.service import RESTART, Service

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
META, SHIFT = Qt.KeyboardModifier.MetaModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
WAYS_OUT = [
    *((Qt.Key(key), ALT) for key in (Qt.Key.Key_F4, Qt.Key.Key_Tab, Qt.Key.Key_Space)),
    *((Qt.Key(key), CTRL) for key in (Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_C, Qt.Key.Key_P)),
    *((Qt.Key(key), CTRL | SHIFT) for key in (Qt.Key.Key_I, Qt.Key.Key_Escape)),
    *((Qt.Key(Qt.Key.Key_F1 + n), CTRL | ALT) for n in range(12)),
    *((Qt.Key(Qt.Key.Key_F1 + n), NONE) for n in range(12)),
    *((Qt.Key(key), CTRL | ALT) for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)),
    *((Qt.Key(key), META) for key in (Qt.Key.Key_L, Qt.Key.Key_D, Qt.Key.Key_R)),
    *((Qt.Key(key), NONE) for key in (Qt.Key.Key_Meta, Qt.Key.Key_Super_L, Qt.Key.Key_Menu)),
    *((Qt.Key(key), NONE) for key in (Qt.Key.Key_Print, Qt.Key.Key_SysReq, Qt.Key.Key_Pause)),
    *((Qt.Key(key), NONE) for key in (Qt.Key.Key_LaunchMail, Qt.Key.Key_Help)),
]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_hasher", QUICK)


def stands(visitor: Visitor, page: str = "home") -> None:
    """Fail unless the screen is as it was."""
    visitor.hands.rest(0.05)
    assert visitor.touch.window.isVisible()
    assert visitor.page == page


def serving(visitor: Visitor) -> Service:
    return visitor.touch.screen.serving


def open_menu(visitor: Visitor, password: str = PASSWORD) -> None:
    """By the corner, a name and the letters on the glass."""
    visitor.touch.screen.guarding.called.emit()
    visitor.comes_to("service")
    visitor.hands.tap("Supervisor")
    for letter in password:
        serving(visitor).type(letter)
    visitor.tap("service.enter")


# Keys and closings


def test_no_key_leads_out_and_none_of_them_is_even_heard(visit: Visit) -> None:
    visitor = visit()
    heard: list[bool] = []
    visitor.touch.screen.touched.connect(heard.append)
    for key, modifiers in WAYS_OUT:
        QTest.keyClick(visitor.touch.window, key, modifiers)
        stands(visitor)
    assert heard == []


def test_the_keys_of_keypads_and_scanners_get_through(visit: Visit) -> None:
    visitor = visit()
    heard: list[bool] = []
    visitor.touch.screen.touched.connect(heard.append)
    useful = [Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_F24, Qt.Key.Key_7, Qt.Key.Key_A]
    for key in useful:
        QTest.keyClick(visitor.touch.window, key)
    # Letters wait a moment, whether a scanner is typing.
    assert visitor.hands.until(lambda: heard == [True] * len(useful)), heard


def test_no_closing_but_our_own_closes_the_window(visit: Visit) -> None:
    visitor = visit()
    window = visitor.touch.window
    # What a window manager sends for Alt+F4, and what ending the session would.
    assert not window.close()
    event = QCloseEvent()
    QCoreApplication.sendEvent(window, event)
    assert not event.isAccepted()
    stands(visitor)


def test_a_kiosk_fills_the_screen_above_all_without_a_cursor(qapp: object, hall: Hall) -> None:
    touch = open_touch(hall, windowed=False, motion=False, clock=HandClock(), prints=False)
    try:
        window = touch.window
        hands = Hands(window)
        assert hands.until(lambda: window.geometry() == window.screen().geometry())
        assert window.flags() & Qt.WindowType.FramelessWindowHint
        assert window.flags() & Qt.WindowType.WindowStaysOnTopHint
        assert window.cursor().shape() is Qt.CursorShape.BlankCursor
    finally:
        touch.close()


# Fingers


def finger(visitor: Visitor, *steps: dict[int, QPoint]) -> None:
    """Fingers by number: down in the first step, to wherever the next ones say, up at the end."""
    window, device = visitor.touch.window, Hands._finger
    assert device is not None
    for place, points in enumerate(steps):
        sequence = QTest.touchEvent(window, device)
        for number, point in points.items():
            if place == 0:
                sequence.press(number, point, window)
            else:
                sequence.move(number, point, window)
        sequence.commit()
    sequence = QTest.touchEvent(window, device)
    for number, point in steps[-1].items():
        sequence.release(number, point, window)
    sequence.commit()


def test_swipes_from_the_edges_and_pinches_do_not_lead_out(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    window = visitor.touch.window
    wide, high = window.width(), window.height()
    middle = QPoint(wide // 2, high // 2)
    edges = [
        QPoint(0, high // 2),
        QPoint(wide - 1, high // 2),
        QPoint(wide // 2, 0),
        QPoint(wide // 2, high - 1),
    ]
    for edge in edges:
        steps = [{0: edge + (middle - edge) * part / 8} for part in range(9)]
        finger(visitor, *steps)
        stands(visitor)
    for fingers in (2, 3, 4, 5):
        apart = [
            {n: middle + QPoint((n * 60 - 120) * spread, n * 40 * spread) for n in range(fingers)}
            for spread in (1, 2, 3)
        ]
        finger(visitor, *apart)
        finger(visitor, *reversed(apart))
        # A finger that rests on a tile may press it; what counts is that all goes on.
        visitor.hands.rest(0.05)
        assert visitor.touch.window.isVisible()
    assert count(hall, "tickets") == 0


# The way of the staff


def test_a_long_touch_in_the_corner_asks_for_the_service_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "HOLD_MS", 200)
    visitor = visit()
    corner = QPoint(20, 20)
    visitor.hands.touch(corner)
    visitor.hands.press(corner)
    assert visitor.page == "home"
    visitor.comes_to("service")
    visitor.hands.lift(corner)
    assert visitor.hands.sees(visitor.say("service.who"))
    visitor.tap("nav.back")
    visitor.comes_to("home")


@pytest.mark.parametrize("spot", [(540, 20), (20, 400), (1060, 20)])
def test_a_long_touch_anywhere_else_does_not(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, spot: tuple[int, int]
) -> None:
    monkeypatch.setattr(guarding, "HOLD_MS", 50)
    visitor = visit()
    visitor.hands.press(QPoint(*spot))
    visitor.hands.rest(0.2)
    stands(visitor)
    visitor.hands.lift(QPoint(*spot))


def test_two_fingers_in_the_corner_are_a_palm(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "HOLD_MS", 50)
    visitor = visit()
    window, device = visitor.touch.window, Hands._finger
    assert device is not None
    one, other = QPoint(20, 20), QPoint(60, 60)
    QTest.touchEvent(window, device).press(0, one, window).press(1, other, window).commit()
    visitor.hands.rest(0.2)
    QTest.touchEvent(window, device).release(0, one, window).release(1, other, window).commit()
    stands(visitor)


def test_the_menu_opens_by_password_and_is_signed(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    open_menu(visitor)
    visitor.sees("service.printers")
    assert events(hall)[-1] == "service.opened"
    with hall.ground.read() as work:
        rows = work.connection.exec_driver_sql(
            "SELECT name FROM accounts JOIN events ON accounts.id = events.account_id"
            " WHERE kind = 'service.opened'"
        )
        assert [row.name for row in rows] == ["supervisor"]
    visitor.tap("nav.back")
    visitor.comes_to("home")
    # Whoever opens the page next must prove it anew.
    serving(visitor).open()
    visitor.comes_to("service")
    assert visitor.hands.sees(visitor.say("service.who"))
    assert not visitor.hands.sees(visitor.say("service.restart"))


def test_the_letters_on_the_glass_write_a_password(visit: Visit) -> None:
    visitor = visit()
    visitor.touch.screen.guarding.called.emit()
    visitor.comes_to("service")
    visitor.hands.tap("Supervisor")
    visitor.hands.tap("a")
    visitor.tap("service.upper")
    visitor.hands.tap("B")
    visitor.tap("service.signs")
    visitor.hands.tap("&")
    visitor.tap("service.letters")
    visitor.hands.tap("7")
    QTest.keyClick(visitor.touch.window, Qt.Key.Key_X)
    visitor.sees("service.letters_typed", count=5)
    visitor.tap("service.erase")
    visitor.sees("service.letters_typed", count=4)
    assert serving(visitor)._lock.typed == "aB&7"


def test_clerks_are_not_offered_and_five_wrong_passwords_lock(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    open_menu(visitor, "wrong")
    assert not visitor.hands.sees("Clerk")
    for _ in range(4):
        assert visitor.hands.until(lambda: bool(serving(visitor)._refusal))
        for letter in "wrong":
            serving(visitor).type(letter)
        visitor.tap("service.enter")
    assert visitor.hands.until(lambda: "account.locked" in events(hall))
    assert visitor.hands.until(lambda: bool(serving(visitor)._refusal))
    for letter in PASSWORD:
        serving(visitor).type(letter)
    visitor.tap("service.enter")
    locked = words().refusal("account.locked", "zh", {"minutes": 15})
    visitor.sees_text(locked)
    assert "service.opened" not in events(hall)


def test_a_staff_card_names_its_account_and_proves_nothing(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    for text in ("yichuang:staff:", "A001", "yichuang:staff:" + "x" * 41, "supervisor"):
        assert not serving(visitor).card(text)
    stands(visitor)
    assert serving(visitor).card("yichuang:staff:clerk")
    visitor.comes_to("service")
    for letter in PASSWORD:
        serving(visitor).type(letter)
    visitor.tap("service.enter")
    assert visitor.hands.until(lambda: bool(serving(visitor)._refusal))
    assert not visitor.hands.sees(visitor.say("service.restart"))
    assert "service.opened" not in events(hall)


def test_a_test_page_comes_out_and_is_signed(visit: Visit, hall: Hall, folder: Path) -> None:
    visitor = visit(prints=True)
    open_menu(visitor)
    visitor.tap("service.test")
    visitor.sees("service.test_done")
    assert list((folder / "receipts").glob("*test-*.png"))
    assert "service.test_page" in events(hall)


@pytest.mark.parametrize(
    ("key", "status", "event"),
    [("restart", RESTART, "service.restarted"), ("close", 0, "service.closed")],
)
def test_the_program_ends_only_after_it_is_written_down(
    visit: Visit, hall: Hall, monkeypatch: pytest.MonkeyPatch, key: str, status: int, event: str
) -> None:
    ended: list[tuple[int, str]] = []
    monkeypatch.setattr(
        "ui.touch.service.QCoreApplication.exit",
        lambda status: ended.append((status, events(hall)[-1])),
    )
    visitor = visit()
    open_menu(visitor)
    visitor.tap(f"service.{key}")
    assert visitor.hands.until(lambda: bool(ended))
    assert ended == [(status, event)]


def test_while_the_glass_is_wiped_no_touch_counts(
    visit: Visit, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarding, "CLEAN_SECONDS", 2)
    visitor = visit()
    open_menu(visitor)
    home = visitor.hands.find(visitor.say("nav.back")).box.center()
    visitor.tap("service.clean")
    visitor.sees("service.cleaning")
    visitor.hands.touch(home)
    QTest.mouseClick(visitor.touch.window, Qt.MouseButton.LeftButton, NONE, home)
    QTest.keyClick(visitor.touch.window, Qt.Key.Key_Escape)
    stands(visitor, "service")
    assert "service.cleaned" in events(hall)
    visitor.misses("service.cleaning")
    visitor.tap("nav.back")
    visitor.comes_to("home")


def test_nobody_at_the_menu_locks_it(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.touch.service.QUIET_SECONDS", 2)
    visitor = visit()
    open_menu(visitor)
    visitor.sees("service.printers")
    visitor.comes_to("home")
    assert serving(visitor)._menu is None


def test_without_a_hall_the_page_can_only_start_anew(
    visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr("ui.touch.service.QCoreApplication.exit", ended.append)
    visitor = visit(place=tmp_path / "nowhere", page="trouble")
    serving(visitor).open()
    visitor.comes_to("service")
    visitor.sees("service.broken")
    visitor.tap("service.restart")
    assert ended == [RESTART]


# Sleep


@pytest.fixture
def office_hours(folder: Path) -> Path:
    """The hall of the tests, open on weekdays from nine to five."""
    file = folder / "hall.toml"
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    rows = "\n".join(f'{day} = ["09:00-17:00"]' for day in days)
    file.write_text(f"{file.read_text(encoding='utf-8')}\n[hours]\n{rows}\n", encoding="utf-8")
    return folder


def test_outside_hours_the_screen_sleeps_and_the_first_touch_only_wakes_it(
    qapp: object, office_hours: Path
) -> None:
    clock = HandClock()
    with open_hall(office_hours, clock) as hall:
        touch = open_touch(hall, motion=False, clock=clock, prints=False)
        try:
            visitor = Visitor(touch, Hands(touch.window))
            visitor.comes_to("home")
            guard = touch.screen.guarding
            clock.move(minutes=30)
            guard.tick()
            assert not guard.property("asleep"), "it never sleeps in hours"
            clock.set(2, 23)
            guard.tick()
            assert guard.property("asleep")
            # Nobody has been there for a while.
            touch.screen.resting.rest()
            visitor.comes_to("closed")
            image = touch.window.grabWindow()
            spots = [image.pixelColor(x, y).lightness() for x in (9, 500, 999) for y in (9, 900)]
            assert spots == [0] * 6
            visitor.hands.touch(QPoint(540, 1000))
            assert not guard.property("asleep")
            stands(visitor, "closed")
            guard.tick()
            assert not guard.property("asleep"), "somebody is there"
            clock.set(3, 8, 40)
            guard.tick()
            assert not guard.property("asleep"), "people come early"
        finally:
            touch.close()
