"""What a clerk reads of the wait of those who come now, over a real server."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.hall import Hall
from kiosk.queue.tickets import Wait
from tests.hall import HandClock, staff_of
from tests.ui.screens.conftest import Clerk, Opening

SERVICE, OTHER = "MZ001", "SC001"


@pytest.fixture
def known(hall: Hall, clock: HandClock) -> Hall:
    """The hall has served four people, and many wait: for A at several counters, and for B."""
    staff = staff_of(hall)
    for _ in range(4):
        ticket = hall.issue(SERVICE).ticket.id
        hall.call_next("1", staff.clerk)
        hall.start(ticket, staff.clerk)
        clock.move(minutes=6)
        hall.finish(ticket, staff.clerk)
    for _ in range(30):
        hall.issue(SERVICE)
    hall.issue(OTHER)
    hall.ground.waits.learn()
    return hall


def said(clerk: Clerk, hall: Hall) -> list[str]:
    """What the console should say of each group, the longest wait first: what the hall says to
    who takes a number."""
    waits = [hall.outlook(service).wait for service in (SERVICE, OTHER)]
    known = sorted((each.p90, each.p50) for each in waits if each is not None)
    assert len(known) == 2
    assert all(p90 > p50 >= 60 for p90, p50 in known)
    return [
        clerk.say("behind.range", about=p50 // 60, within=p90 // 60) for p90, p50 in reversed(known)
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(480, 640), (960, 1280)], ids=["100", "200"])
def test_the_panel_says_how_long_who_comes_now_would_wait(
    known: Hall, opening: Opening, language: str, size: tuple[int, int]
) -> None:
    clerk = opening(language, name="supervisor", size=size)
    clerk.sees_text("31 " + clerk.say("idle.waiting", count=31))
    expected = said(clerk, known)
    clerk.sees_text(f"A 30 · B 1\n{expected[0]}\n{clerk.say('idle.hint')}")
    approves(clerk)
    clerk.press(Qt.Key.Key_F1)
    clerk.sees("state.called")
    clerk.sees_text(expected[0])
    approves(clerk)
    clerk.tap_text(clerk.say("bar.waiting", count=30))
    clerk.sees("behind.title")
    for each in expected:
        clerk.sees_text(each)
    approves(clerk)


def approves(clerk: Clerk) -> None:
    clerk.approves("panel", 7.5 * min(7, clerk.window.width() / 104))


def test_of_several_groups_the_card_says_the_longest(
    known: Hall, opening: Opening, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = {"A": Wait(600, 900), "B": Wait(300, 1500)}
    monkeypatch.setattr("kiosk.queue.group_waits.GroupWaits.now", lambda _: waits)
    clerk = opening(name="clerk")
    longest = clerk.say("behind.range", about=5, within=25)
    clerk.sees_text(f"A 30 · B 1\n{longest}\n{clerk.say('idle.hint')}")
    clerk.tap_text(clerk.say("bar.waiting", count=31))
    clerk.sees("behind.range", about=10, within=15)
    clerk.sees_text(longest)


def test_in_words(hall: Hall, opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: dict[str, Wait] = {}
    monkeypatch.setattr("kiosk.queue.group_waits.GroupWaits.now", lambda _: waits)
    clerk = opening(name="clerk")
    cases: list[tuple[Wait, str, dict[str, int]]] = [
        (Wait(0, 0), "soon", {}),
        (Wait(0, 60), "soon", {}),
        (Wait(0, 240), "range", {"about": 1, "within": 4}),
        (Wait(300, 300), "about", {"count": 5}),
        (Wait(4500, 5400), "range", {"about": 75, "within": 90}),
    ]
    for count, (wait, key, values) in enumerate(cases, start=1):
        waits["A"] = wait
        hall.issue(SERVICE)
        text = clerk.say(f"behind.{key}", **values)
        clerk.sees_text(f"A {count}\n{text}\n{clerk.say('idle.hint')}")


def test_nothing_is_said_where_nothing_is_known(hall: Hall, opening: Opening) -> None:
    for _ in range(3):
        hall.issue(SERVICE)
    clerk = opening(name="clerk")
    clerk.sees_text("A 3\n" + clerk.say("idle.hint"))
    clerk.press(Qt.Key.Key_F1)
    clerk.sees("state.called")
    clerk.tap_text(clerk.say("bar.waiting", count=2))
    clerk.sees("behind.title")
    start = clerk.say("behind.soon")[:4]
    assert not [each for each in clerk.names() if start in each]
