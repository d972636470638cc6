"""All that a clerk does beside calling the next: with keys and fingers, over a real server."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority, State, Ticket
from tests.hall import PASSWORD, HandClock, events, staff_of
from tests.ui.screens.conftest import Clerk, Server
from ui.console import open_console

F1, F2, F3, F4, F5, F6, F7, F8 = (getattr(Qt.Key, f"Key_F{number}") for number in range(1, 9))
COMPANY, PROPERTY = "SC001", "ZR001"


def ticket(hall: Hall, number: str) -> Ticket:
    return hall.ticket_of_number(number)


def told(hall: Hall, kind: str) -> dict[str, object]:
    """What the last event of this kind keeps."""
    with hall.ground.read() as work:
        query = "SELECT kind, data FROM events ORDER BY seq"
        rows = work.connection.exec_driver_sql(query).all()
    kept: dict[str, object] = json.loads([row.data for row in rows if row.kind == kind][-1])
    return kept


def serve(clerk: Clerk, hall: Hall, number: str) -> None:
    """Call the next, who must be `number`, and begin."""
    clerk.press(F1)
    clerk.sees_text(number)
    clerk.comes_to("recall", "start", "miss")
    clerk.press(F3)
    clerk.comes_to("finish")
    assert ticket(hall, number).state is State.SERVING


def more(clerk: Clerk, verb: str) -> None:
    clerk.tap("more.open")
    clerk.tap(f"verb.{verb}")


def test_recalls_are_few_and_apart(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    hall.issue(COMPANY)
    clerk.press(F1)
    clerk.sees("recall.wait", count=15)
    clock.move(seconds=6)
    clerk.press(F2)
    clerk.sees_text("刚刚叫过 B001，请 9 秒后再呼。")
    for calls in (2, 3, 4):
        clock.move(seconds=15)
        clerk.press(F2)
        clerk.sees("current.calls", count=calls)
    clock.move(seconds=15)
    clerk.press(F2)
    clerk.sees_text("B001 已经重呼 3 次，不能再呼。")
    assert ticket(hall, "B001").calls == 4


def test_the_seconds_until_the_next_recall_run_on_its_key(
    qapp: object, hall: Hall, server: Server
) -> None:
    hall.issue(COMPANY)
    console = open_console(
        server.url, "3", name="clerk", password=PASSWORD, language="zh", motion=False
    )
    clerk = Clerk(console, "zh")
    clerk.comes_to("next", "pause")
    clerk.press(F1)
    fewer = {clerk.say("recall.wait", count=seconds) for seconds in range(1, 15)}
    assert clerk.hands.until(lambda: not fewer.isdisjoint(clerk.names()))
    console.close()


def test_nobody_is_missed_after_one_call(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    clerk.press(F1)
    clerk.comes_to("recall", "start", "miss")
    clerk.press(F5)
    clerk.sees_text("B001 至少要叫 2 次才能过号，请先重呼。")
    assert ticket(hall, "B001").state is State.CALLED


def test_set_aside_and_called_back(clerk: Clerk, hall: Hall) -> None:
    for _ in range(2):
        hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    clerk.press(F6)
    clerk.sees("last.parked", number="B001")
    clerk.sees("parked.some", count=1, numbers="B001")
    serve(clerk, hall, "B002")
    clerk.press(F4)
    clerk.comes_to("next", "pause")
    assert ticket(hall, "B001").state is State.PARKED, "what is set aside is called by nobody"
    clerk.tap_text(clerk.say("parked.some", count=1, numbers="B001"))
    clerk.tap_text("B001 " + clerk.say("verb.resume"))
    clerk.comes_to("recall", "start", "miss")
    assert ticket(hall, "B001").state is State.CALLED


def test_sent_to_a_counter_and_back(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    clerk.press(F7)
    clerk.sees("transfer.title", number="B001")
    clerk.tap("transfer.back")
    clerk.tap_text("2  综合窗口")
    clerk.comes_to("next", "pause")
    clerk.sees("last.waiting", number="B001")
    sent = ticket(hall, "B001")
    assert (sent.state, sent.return_to) == (State.WAITING, "3")
    boss = staff_of(hall).supervisor
    assert hall.call_next("2", boss).id == sent.id
    hall.start(sent.id, boss)
    hall.finish(sent.id, boss, "已补盖章")
    clerk.press(F1)
    clerk.sees_text("09:00 2 号窗口办完转回：已补盖章")


def test_whoever_closes_hears_of_the_numbers_set_aside(clerk: Clerk, hall: Hall) -> None:
    for _ in range(2):
        hall.issue(COMPANY)
    for number in ("B001", "B002"):
        serve(clerk, hall, number)
        clerk.press(F6)
        clerk.sees("last.parked", number=number)
    clerk.close_counter()
    clerk.sees("reason.parked", numbers="B001、B002")


def test_a_note_goes_with_the_person(clerk: Clerk, hall: Hall) -> None:
    for _ in range(2):
        hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    clerk.press(F7)
    clerk.hands.write(clerk.say("transfer.note"), "差一个章")
    clerk.tap("transfer.group")
    clerk.tap_text("B  综合受理（涉企经营）")
    clerk.comes_to("next", "pause")
    clerk.press(F1)
    clerk.sees_text("09:00 3 号窗口转来：差一个章")
    clerk.press(F7)
    clerk.sees("transfer.title", number="B001")
    assert "差一个章" not in clerk.names(), "the next note begins empty"


def test_sent_to_a_service_by_its_folk_name(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    clerk.press(F7)
    clerk.tap("transfer.service")
    clerk.hands.write(clerk.say("find.label"), "gh")
    clerk.tap_text("存量房转移登记（二手房过户）")
    clerk.comes_to("next", "pause")
    sent = ticket(hall, "B001")
    assert (sent.state, sent.service, sent.number) == (State.WAITING, PROPERTY, "B001")


def test_a_refused_page_stays_and_says_why(clerk: Clerk) -> None:
    more(clerk, "pick")
    clerk.hands.write(clerk.say("pick.number"), "b099")
    clerk.tap("pick.urgent")
    clerk.tap("pick.give")
    clerk.sees_text("今天没有这个号：B099。")
    clerk.sees("pick.title")
    clerk.press(Qt.Key.Key_Escape)
    clerk.press(Qt.Key.Key_Escape)
    clerk.sees("state.idle")


def test_a_pause_with_a_reason_of_the_hall_and_with_ones_own(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    clerk.press(F8)
    clerk.sees("pause.title")
    clerk.tap_text("午间用餐")
    clerk.comes_to("unpause")
    clerk.sees("paused.title", reason="午间用餐")
    clerk.sees("paused.text", time="09:00")
    clerk.press(F1)
    clerk.press(F8)
    clerk.comes_to("next", "pause")
    assert ticket(hall, "B001").state is State.WAITING, "a paused counter calls nobody"
    clerk.press(F8)
    clerk.hands.write(clerk.say("pause.own"), "打印机换纸")
    clerk.press(Qt.Key.Key_Return)
    clerk.sees("paused.title", reason="打印机换纸")
    kinds = [kind for kind in events(hall) if kind in {"counter.paused", "counter.resumed"}]
    assert kinds == ["counter.paused", "counter.resumed", "counter.paused"]


def test_a_given_number_needs_a_reason(clerk: Clerk, hall: Hall) -> None:
    for _ in range(3):
        hall.issue(COMPANY)
    more(clerk, "pick")
    # The zeros are on the paper; nobody has to type them.
    clerk.hands.write(clerk.say("pick.number"), "b3")
    give = clerk.say("pick.give")
    assert not [thing for thing in clerk.hands.things() if thing.name == give and thing.enabled]
    clerk.tap("pick.asked")
    clerk.tap("pick.give")
    clerk.sees_text("B003")
    clerk.comes_to("recall", "start", "miss")
    assert told(hall, "ticket.called")["reason"] == "已来过，补材料"
    clerk.sees_text("09:00 3 号窗口指定叫号：已来过，补材料")


def test_somebody_without_a_number(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    clerk.sees_text("1 " + clerk.say("idle.waiting"))
    more(clerk, "walk_in")
    clerk.hands.write(clerk.say("find.label"), "个体工商户设立")
    clerk.tap_text("个体工商户设立登记")
    clerk.hands.write(clerk.say("walk_in.why"), "行动不便")
    clerk.tap("walk_in.give")
    clerk.comes_to("finish")
    clerk.sees_text("B002")
    assert ticket(hall, "B001").state is State.WAITING
    assert told(hall, "ticket.called")["reason"] == "行动不便"


def test_one_person_with_several_matters(clerk: Clerk, hall: Hall) -> None:
    for _ in range(3):
        hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    more(clerk, "join")
    clerk.hands.write(clerk.say("join.number"), "b3")
    clerk.tap("join.give")
    clerk.sees("sign.visit", count=1)
    clerk.press(F4)
    clerk.sees_text("B003")
    clerk.comes_to("finish")
    assert [ticket(hall, number).state for number in ("B001", "B002", "B003")] == [
        State.FINISHED,
        State.WAITING,
        State.SERVING,
    ]


def test_giving_up(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    clerk.press(F1)
    clerk.comes_to("recall", "start", "miss")
    more(clerk, "abandon")
    clerk.tap("abandon.left")
    clerk.sees("last.abandoned", number="B001")
    assert told(hall, "ticket.abandoned") == {"reason": "本人离开"}


def test_a_colleague_stands_in(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    more(clerk, "instead")
    clerk.sees("login.other")
    clerk.hands.write(clerk.say("login.name"), "supervisor")
    clerk.hands.write(clerk.say("login.password"), PASSWORD)
    clerk.press(Qt.Key.Key_Return)
    clerk.sees("place.instead", name="Supervisor", other="Clerk")
    clerk.comes_to("next", "pause")
    clerk.press(F1)
    clerk.sees_text("B001")
    away = next(each for each in hall.accounts() if each.name == "clerk")
    assert told(hall, "ticket.called")["stands_in_for"] == away.id


def test_why_this_one_and_who_is_behind(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    hall.issue(COMPANY)
    clock.move(minutes=7)
    papers = hall.catalogue().services[COMPANY].materials
    hall.issue(COMPANY, priority=Priority.ELDERLY, brought=[papers[0].name])
    clock.move(minutes=20)
    clerk.press(F1)
    why = "为什么是它：它有优先。先来而没有叫的：B001。"
    clerk.sees_text(why)
    clerk.tap_text(clerk.say("bar.waiting", count=1))
    clerk.sees_text("B002  个体工商户设立登记")
    clerk.sees("person.required")
    clerk.sees("person.brought", paper=papers[0].name)
    clerk.sees_text(papers[1].name)
    people, first = clerk.say("behind.people", count=1), clerk.say("behind.first", count=27)
    clerk.sees_text(f"{people} · {first}")
    clerk.press(Qt.Key.Key_Escape)
    clerk.sees("state.called")


def test_what_it_held_an_hour_ago_is_still_its_own(
    clerk: Clerk, hall: Hall, server: Server, clock: HandClock
) -> None:
    for _ in range(2):
        hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    server.kill()
    clerk.sees("line.lost", time="09:00")
    clerk.press(F7)
    clerk.hands.rest(0.1)
    assert not clerk.hands.sees(clerk.say("transfer.title", number="B001")), "nothing can be done"
    clock.move(hours=1)
    server.start()
    clerk.comes_to("finish")
    clerk.press(F4)
    clerk.sees("last.finished", number="B001")


def test_a_clerk_holds_one_number_wherever_they_sit(
    clerk: Clerk, hall: Hall, server: Server, clock: HandClock
) -> None:
    for _ in range(2):
        hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    console = open_console(
        server.url, "2", name="clerk", password=PASSWORD, language="zh", motion=False, clock=clock
    )
    other = Clerk(console, "zh")
    other.comes_to("next", "pause")
    other.press(F1)
    other.sees_text("您在 3 号窗口还有 B001 没有办完。")
    console.close()
    assert ticket(hall, "B002").state is State.WAITING


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_a_bar_above_all_other_windows(clerk: Clerk, hall: Hall, clock: HandClock) -> None:
    hall.issue(COMPANY)
    clerk.tap("size.bar")
    on_top = Qt.WindowType.WindowStaysOnTopHint
    assert clerk.hands.until(lambda: bool(clerk.window.flags() & on_top))
    assert clerk.window.height() < 80
    clerk.press(F1)
    clerk.sees_text("B001")
    clerk.comes_to("recall", "start", "miss")
    clerk.press(F5)
    clerk.sees_text("B001 至少要叫 2 次才能过号，请先重呼。")
    clerk.press(F3)
    clerk.comes_to("finish")
    clerk.press(F7)
    clerk.sees("transfer.title", number="B001")
    assert not clerk.window.flags() & on_top
    assert clerk.window.height() > 400


@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_at_the_edge_of_the_screen_nothing_is_out_of_sight(clerk: Clerk) -> None:
    # The desktop draws a frame of a few pixels around a window.
    window, screen = clerk.window, clerk.window.screen().geometry().adjusted(-4, -4, 4, 4)
    window.setPosition(screen.right() - 300, screen.top())
    clerk.tap("size.bar")
    clerk.sees("size.panel")
    assert clerk.hands.until(lambda: screen.contains(window.geometry())), window.geometry()
    window.setPosition(screen.left(), screen.bottom() - 60)
    clerk.tap("size.panel")
    clerk.sees("size.bar")
    assert clerk.hands.until(lambda: screen.contains(window.geometry())), window.geometry()


def test_dark_and_light(clerk: Clerk) -> None:
    light = clerk.window.color()
    clerk.tap("more.open")
    clerk.tap("more.dark")
    assert clerk.hands.until(lambda: clerk.window.color().lightness() < light.lightness() / 3)
    clerk.tap("more.light")
    assert clerk.hands.until(lambda: clerk.window.color() == light)


def test_two_taps_send_a_person_on_once(clerk: Clerk, hall: Hall) -> None:
    hall.issue(COMPANY)
    serve(clerk, hall, "B001")
    clerk.press(F7)
    clerk.sees_text("2  综合窗口")
    clerk.hands.rest(0.05)
    middle = clerk.hands.find("2  综合窗口").box.center()
    QTest.mouseDClick(clerk.window, Qt.MouseButton.LeftButton, pos=middle)
    clerk.comes_to("next", "pause")
    assert events(hall).count("ticket.transferred") == 1
