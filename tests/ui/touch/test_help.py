""" "Help me" on every page: at the desk at once, there until it is answered (R14)."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from tests.hall import staff_of
from tests.ui.touch.conftest import Visit, Visitor


def answered(hall: Hall) -> None:
    (call,) = hall.help_calls()
    hall.answer_help(call.id, staff_of(hall).clerk)


def test_a_call_is_at_the_desk_and_is_answered(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    visitor.tap("help.button")
    assert visitor.hands.until(lambda: bool(hall.help_calls()))
    visitor.comes_to("help")
    visitor.sees("help.called_title")
    # It stays, whoever goes on meanwhile, and a second press is the same call.
    visitor.tap("nav.back")
    visitor.comes_to("home")
    visitor.tap("help.called_button")
    visitor.comes_to("help")
    assert len(hall.help_calls()) == 1
    answered(hall)
    visitor.sees("help.answered_title")
    visitor.sees_text("Clerk")


def test_who_waits_for_help_is_not_sent_away(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    window = visitor.touch.window
    visitor.tap("help.button")
    visitor.sees("help.called_title")
    window.setProperty("warnSeconds", 0)
    window.setProperty("idleSeconds", 1)
    visitor.hands.rest(2.5)
    assert visitor.page == "help"
    answered(hall)
    # Then the screen is free again.
    assert visitor.hands.until(lambda: visitor.page != "help")
    assert not visitor.hands.sees(visitor.say("help.called_button"))


def test_a_call_that_does_not_arrive_says_so_and_is_tried_again(
    visit: Visit, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visit()
    real = hall.help

    def lost(place: str) -> object:
        raise OSError(f"no way to the desk from {place}")

    monkeypatch.setattr(hall, "help", lost)
    visitor.tap("help.button")
    visitor.sees("help.failed_title")
    monkeypatch.setattr(hall, "help", real)
    assert visitor.hands.until(lambda: bool(hall.help_calls()))
    visitor.sees("help.called_title")


@pytest.mark.parametrize("page", ["services", "confirm", "ticket", "search"])
def test_help_is_on_every_page_and_leads_back(visit: Visit, page: str) -> None:
    visitor = visit()
    go_to(visitor, page)
    visitor.tap("help.button")
    visitor.comes_to("help")
    visitor.tap("nav.back")
    visitor.comes_to(page)


def go_to(visitor: Visitor, page: str) -> None:
    screen = visitor.touch.screen
    if page == "search":
        screen.search()
    else:
        screen.choose("theme", "农林牧渔")
    if page in {"confirm", "ticket"}:
        screen.prepare("LY001")
        visitor.comes_to("confirm")
    if page == "ticket":
        screen.take()
    visitor.comes_to(page)
