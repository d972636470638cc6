"""A clerk at the console: real keys and fingers, a real server, which may die."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority, State
from tests.hall import PASSWORD, HandClock, count, events, staff_of
from tests.ui.screens.conftest import Clerk, Opening, Server
from ui.console import open_console

F1, F2, F3, F4, F5 = (getattr(Qt.Key, f"Key_F{number}") for number in range(1, 6))


def state(hall: Hall, number: str) -> State:
    return hall.ticket_of_number(number).state


def test_a_person_is_served_by_keys_alone(opening: Opening, hall: Hall, clock: HandClock) -> None:
    clerk = opening()
    clerk.sees("login.title", code="3")
    clerk.sees_text("3号窗口 综合窗口 · A区")
    clerk.sign_in()
    clerk.comes_to("next", "pause")
    clerk.sees("place.signed_in", name="Clerk")
    hall.issue("SC001", priority=Priority.ELDERLY)
    hall.issue("SC001")
    clerk.sees_text("2 " + clerk.say("idle.waiting"))
    clerk.press(F1)
    clerk.comes_to("recall", "start", "miss")
    for text in ("B001", "个体工商户设立登记", clerk.say("priority.elderly")):
        clerk.sees_text(text)
    clerk.sees("state.called")
    clerk.sees("bar.waiting", count=1)
    clock.move(seconds=15)
    clerk.press(F2)
    clerk.sees("current.calls", count=2)
    clerk.press(F3)
    clerk.comes_to("finish")
    clerk.sees("state.serving")
    clerk.press(F4)
    clerk.comes_to("next", "pause")
    clerk.sees("last.finished", number="B001")
    assert state(hall, "B001") is State.FINISHED
    clerk.press(F1)
    clerk.sees_text("B002")
    clock.move(seconds=15)
    clerk.press(F2)
    clerk.sees("current.calls", count=2)
    clerk.press(F5)
    clerk.sees("last.missed", number="B002")
    assert state(hall, "B002") is State.MISSED


def test_and_by_fingers_alone(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    hall.issue("SC001")
    clerk.tap("verb.next")
    clerk.sees("current.calls", count=1)
    clock.move(seconds=15)
    clerk.tap("verb.recall")
    clerk.sees("current.calls", count=2)
    clerk.tap("verb.start")
    clerk.sees("state.serving")
    clerk.tap("verb.finish")
    clerk.sees("last.finished", number="B001")


def test_and_by_tab_and_space(opening: Opening, hall: Hall) -> None:
    hall.issue("SC001")
    clerk = opening("en")
    clerk.sees("login.enter")
    clerk.hands.write(clerk.say("login.name"), "clerk")
    clerk.press(Qt.Key.Key_Tab)
    for letter in PASSWORD:
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, clerk.window, Qt.Key(0), letter, Qt.KeyboardModifier(0)
        )
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Tab)
    clerk.press(Qt.Key.Key_Space)
    clerk.comes_to("next", "pause")
    for _ in range(12):
        clerk.press(Qt.Key.Key_Tab)
        if focused(clerk) == clerk.say("verb.next"):
            break
    clerk.press(Qt.Key.Key_Space)
    clerk.sees_text("B001")


def focused(clerk: Clerk) -> str:
    return str(clerk.window.activeFocusItem().property("name"))


def test_and_by_mouse(clerk: Clerk, hall: Hall) -> None:
    for _ in range(2):
        hall.issue("SC001")
    clerk.sees_text("2 " + clerk.say("idle.waiting"))
    middle = clerk.hands.find(clerk.say("verb.next")).box.center()
    QTest.mouseDClick(clerk.window, Qt.MouseButton.LeftButton, pos=middle)
    clerk.sees_text("B001")
    clerk.hands.rest(0.2)
    assert state(hall, "B002") is State.WAITING


def test_two_presses_are_one_call(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    for _ in range(3):
        hall.issue("SC001")
    clerk.sees_text("3 " + clerk.say("idle.waiting"))
    clerk.hands.tap(clerk.say("verb.next"), times=2)
    clerk.press(F1)
    clerk.sees_text("B001")
    clerk.hands.rest(0.3)
    assert [state(hall, number) for number in ("B001", "B002")] == [State.CALLED, State.WAITING]
    clock.move(seconds=15)
    clerk.press(F2)
    clerk.sees("current.calls", count=2)
    clerk.press(F5)
    clerk.comes_to("next", "pause")
    clerk.press(F1)
    clerk.press(F1)
    clerk.sees_text("B002")
    assert state(hall, "B003") is State.WAITING


def test_keys_do_nothing_in_the_wrong_state(clerk: Clerk, hall: Hall) -> None:
    before = len(events(hall))
    for key in (F2, F3, F4, F5):
        clerk.press(key)
    clerk.hands.rest(0.2)
    assert len(events(hall)) == before
    assert not clerk.hands.sees(clerk.say("bar.read"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_is_a_sentence_in_the_window(opening: Opening, hall: Hall, language: str) -> None:
    clerk = opening(language, name="clerk")
    clerk.comes_to("next", "pause")
    sentence = {
        "zh": "现在没有人在等 3 号窗口。",
        "en": "Nobody is waiting for counter 3.",
    }[language]
    clerk.press(F1)
    clerk.sees_text(sentence)
    clerk.tap("bar.read")
    clerk.misses(sentence)
    clerk.press(F1)
    clerk.sees_text(sentence)
    hall.issue("SC001")
    clerk.misses(sentence)
    clerk.press(F1)
    clerk.sees_text("B001")


def test_wrong_passwords_and_a_locked_account(opening: Opening, hall: Hall) -> None:
    clerk = opening()
    clerk.sign_in("not the password")
    clerk.sees_text("用户名或密码不对。")
    for tries in range(2, 6):
        clerk.press(Qt.Key.Key_Return)
        clerk.hands.until(lambda tries=tries: events(hall).count("account.refused") == tries)  # type: ignore[misc]
        clerk.sees_text("用户名或密码不对。")
    clerk.press(Qt.Key.Key_Return)
    clerk.sees_text("密码错得太多，账号已锁定，请 15 分钟后再试。")


def test_an_account_that_may_not_call(opening: Opening, hall: Hall) -> None:
    hall.issue("SC001")
    clerk = opening(name="inspector")
    clerk.comes_to("next", "pause")
    clerk.press(F1)
    clerk.sees_text("您的岗位（监督员）不能这样操作。")


def test_what_others_do_is_seen(clerk: Clerk, hall: Hall) -> None:
    ticket = hall.issue("SC001").ticket
    clerk.sees_text("1 " + clerk.say("idle.waiting"))
    colleague = staff_of(hall).supervisor
    hall.call_next("3", colleague)
    clerk.sees_text("B001")
    hall.start(ticket.id, colleague)
    clerk.comes_to("finish")
    hall.close_counter("4", colleague, "午间休息")
    hall.finish(ticket.id, colleague)
    clerk.comes_to("next", "pause")


def test_how_long_the_person_has_waited(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    hall.issue("SC001")
    clock.move(minutes=12, seconds=40)
    clerk.press(F1)
    clerk.sees("current.waited", count=12)


def test_the_counter_closes_with_a_reason_and_opens(clerk: Clerk, hall: Hall) -> None:
    hall.issue("SC001")
    clerk.close_counter()
    clerk.sees("reason.title")
    clerk.press(Qt.Key.Key_F1)
    clerk.hands.rest(0.1)
    assert state(hall, "B001") is State.WAITING, "who looks for a reason calls nobody"
    clerk.tap("reason.back")
    clerk.close_counter()
    clerk.tap("reason.lunch")
    clerk.comes_to("open")
    clerk.sees("closed.title")
    clerk.press(F1)
    clerk.tap("verb.open")
    clerk.comes_to("next", "pause")
    clerk.close_counter()
    clerk.hands.write(clerk.say("reason.other"), "打印机换纸")
    clerk.press(Qt.Key.Key_Return)
    clerk.comes_to("open")
    assert [kind for kind in events(hall) if kind.startswith("counter.")] == [
        "counter.closed",
        "counter.opened",
        "counter.closed",
    ]
    with hall.ground.read() as work:
        query = "SELECT data FROM events WHERE kind = 'counter.closed' ORDER BY seq"
        told = [json.loads(row.data) for row in work.connection.exec_driver_sql(query)]
    assert told == [{"reason": "午间休息"}, {"reason": "打印机换纸"}]


def test_the_server_goes_and_comes_back(
    clerk: Clerk, hall: Hall, server: Server, clock: HandClock
) -> None:
    hall.issue("SC001")
    clerk.press(F1)
    clerk.comes_to("recall", "start", "miss")
    clock.move(minutes=5)
    server.kill()
    clerk.sees("line.lost", time="09:05")
    clerk.comes_to()
    clerk.sees_text("B001")
    kinds = events(hall)
    for key in (F1, F2, F3, F4, F5):
        clerk.press(key)
    clock.move(minutes=20)
    clerk.hands.rest(0.2)
    clerk.sees("line.lost", time="09:05")
    assert events(hall) == kinds
    hall.start(hall.ticket_of_number("B001").id, staff_of(hall).supervisor)
    server.start()
    clerk.comes_to("finish")
    clerk.misses(clerk.say("line.lost", time="09:05"))
    clerk.press(F4)
    clerk.comes_to("next", "pause")


def test_a_console_that_was_there_before_the_server(
    opening: Opening, server: Server, clock: HandClock
) -> None:
    server.kill()
    alone, waiting = opening(), opening(name="clerk")
    for clerk in (alone, waiting):
        clerk.sees("line.lost", time="09:00")
    alone.sign_in()
    alone.sees("no.away")
    server.start()
    waiting.comes_to("next", "pause")
    alone.sees_text("3号窗口 综合窗口 · A区")
    alone.press(Qt.Key.Key_Return)
    alone.comes_to("next", "pause")


def test_a_session_that_ends_leads_back_to_the_door(clerk: Clerk, hall: Hall) -> None:
    hall.set_password("clerk", "another good one", staff_of(hall).admin)
    hall.issue("SC001")
    clerk.sees("login.title", code="3")
    clerk.sees_text("登录已失效，请重新登录。")
    clerk.sign_in("another good one")
    clerk.comes_to("next", "pause")


def test_signing_out(clerk: Clerk, hall: Hall) -> None:
    assert count(hall, "sessions") == 1
    clerk.tap("place.sign_out")
    clerk.sees("login.title", code="3")
    assert clerk.hands.until(lambda: count(hall, "sessions") == 0)


def test_the_other_language(clerk: Clerk, hall: Hall) -> None:
    hall.issue("SC001")
    clerk.press(F1)
    clerk.sees_text("个体工商户设立登记")
    clerk.tap("window.other_language")
    clerk.language = "en"
    clerk.sees("state.called")
    clerk.sees_text("Sole trader registration")
    clerk.sees_text("Counter 3 General counter · Area A")


def test_the_window_says_which_counter_it_is(clerk: Clerk) -> None:
    assert clerk.window.title() == "3号窗口 · 叫号台"


def test_a_counter_that_is_not_there(qapp: object, server: Server) -> None:
    console = open_console(server.url, "99", language="zh", motion=False)
    clerk = Clerk(console, "zh")
    clerk.sign_in()
    clerk.sees_text("没有 99 号窗口。")
    console.close()
