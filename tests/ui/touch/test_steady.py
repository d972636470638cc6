"""What stands on the glass stays while news come, and takes touches as soon as it can."""

from __future__ import annotations

from tests.ui.touch.conftest import Visit

LONG_MS = 600_000
"""So long that no test sees the end of it."""


def test_only_other_choices_are_told(visit: Visit) -> None:
    visitor = visit()
    screen, hands = visitor.touch.screen, visitor.hands
    looks: list[int] = []
    offers: list[int] = []
    screen.looked.connect(lambda: looks.append(1))
    screen.offered.connect(lambda: offers.append(1))
    screen.visit.rung()
    assert hands.until(lambda: bool(looks))
    assert not offers
    visitor.tap("home.by_theme")
    assert hands.until(lambda: bool(offers))


def test_the_first_touch_of_all_is_taken_at_once(visit: Visit) -> None:
    visitor = visit()
    window = visitor.touch.window
    window.setProperty("settleMs", LONG_MS)
    visitor.touch.screen.search()
    visitor.comes_to("search")
    assert window.property("settled") is True
    visitor.tap("nav.home")
    assert visitor.hands.until(lambda: visitor.page == "home")
    # Whoever has touched may touch once more by mistake.
    assert visitor.hands.until(lambda: window.property("settled") is False)


def test_pages_on_the_way_come_from_where_they_lie(visit: Visit) -> None:
    visitor = visit()
    screen = visitor.touch.screen
    assert screen.property("depth") == 0
    screen.search()
    visitor.comes_to("search")
    assert screen.property("depth") == 1
    screen.back()
    visitor.comes_to("home")
    assert screen.property("depth") == 0
