"""The modes: one touch each, measured as eyes and hands would, and gone with their user."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from printers.status import State
from tests.hall import HandClock, change_settings
from tests.ui import looks, reading
from tests.ui.papers import say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT
from ui.touch.flow import Step
from ui.touch.views import say

MODES = [(), ("large",), ("contrast",), ("low",), ("large", "contrast", "low")]
SHAPES = pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])
SIDES = ("popular", "theme", "office", "bundle")
ENTRIES = ("unsure", "lookup", "appointment", "unresolved")


def is_on(visitor: Visitor, mode: str) -> bool:
    return bool(visitor.touch.screen.showing.property(mode))


def show(visitor: Visitor, page: str) -> None:
    """One of the pages that are the same in every hall."""
    screen = visitor.touch.screen
    screen.leave()
    if page == "help":
        screen.helping.call()
    else:
        screen.visit.step({"idle": Step.RESTED, "closed": Step.SHUT}[page])
    visitor.comes_to(page)


@SHAPES
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_mode_can_be_read_and_reached(
    visit: Visit, size: tuple[int, int], language: str
) -> None:
    visitor = visit(size=size)
    screen, window = visitor.touch.screen, visitor.touch.window
    found = []
    for page in ("idle", "closed", "help"):
        for modes in MODES:
            show(visitor, page)
            screen.speak(language)
            for mode in modes:
                screen.showing.choose(mode, True)
            visitor.hands.until(lambda: window.property("settled") is True)
            said = looks.complaints(window) + reading.in_mode(window, screen.showing)
            found += [f"{page}, {'+'.join(modes) or 'normal'}: {each}" for each in said]
    assert not found, "\n".join(found)


def test_the_measures_see_what_is_wrong(visit: Visit) -> None:
    """A judge who never says no is no judge."""
    visitor = visit()
    screen, window = visitor.touch.screen, visitor.touch.window
    assert reading.faint(window, 21.1)
    assert reading.tiny(window)
    window.setProperty("width", 540)
    window.setProperty("height", 960)
    assert not reading.small(window)
    # Half the height of a picture that hangs too high, and nobody asked for low mode.
    assert reading.out_of_reach(window, 1100)
    screen.showing.choose("large", True)
    visitor.hands.rest(0.1)
    assert not reading.tiny(window)


@SHAPES
def test_one_touch_turns_a_mode_on_and_another_off(visit: Visit, size: tuple[int, int]) -> None:
    visitor = visit(size=size)
    before = visitor.touch.window.grabWindow()
    visitor.tap("modes.contrast")
    assert is_on(visitor, "contrast")
    assert visitor.hands.until(lambda: visitor.touch.window.grabWindow() != before)
    visitor.tap("modes.contrast")
    assert not is_on(visitor, "contrast")
    assert visitor.page == "home"


def test_a_mode_and_a_language_are_gone_with_their_user(visit: Visit) -> None:
    visitor = visit(language="en")
    visitor.tap("modes.large")
    visitor.tap("modes.speech")
    visitor.touch.screen.leave()
    assert not any(is_on(visitor, each) for each in ("large", "speech", "contrast", "low"))
    assert visitor.touch.screen.property("language") == "zh"


def test_a_mode_chosen_on_the_idle_page_begins_a_visit(visit: Visit) -> None:
    visitor = visit()
    show(visitor, "idle")
    visitor.tap("modes.large")
    visitor.comes_to("home")
    assert is_on(visitor, "large")


def test_large_mode_offers_four_choices_a_page_at_most(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    visitor.tap("modes.large")
    visitor.touch.screen.choose("theme", "准营准办")
    visitor.comes_to("services")
    names = {each.title("zh") for each in hall.catalogue().services.values()}
    shown = [thing.name for thing in visitor.hands.things() if thing.name in names]
    assert 1 <= len(shown) <= reading.CHOICES


@SHAPES
def test_where_papers_have_a_side_of_their_own_they_come_before_the_number(
    visit: Visit, hall: Hall, size: tuple[int, int]
) -> None:
    visitor = visit(size=size)
    visitor.tap("modes.large")
    visitor.touch.screen.prepare("GA002")
    visitor.comes_to("confirm")
    papers = len(hall.catalogue().services["GA002"].materials)
    visitor.tap("confirm.read", count=papers)
    visitor.sees("confirm.tick")
    assert visitor.page == "confirm"
    visitor.tap("confirm.take")
    visitor.comes_to("ticket")


@SHAPES
def test_the_large_beginning_offers_four_choices_a_page_at_most(
    visit: Visit, hall: Hall, size: tuple[int, int]
) -> None:
    visitor = visit(size=size)
    visitor.tap("modes.large")

    def shown(names: set[str]) -> set[str]:
        return {thing.name for thing in visitor.hands.things()} & names

    ways = {say(f"home.by_{side}", "zh") for side in SIDES}
    ways |= {say(f"home.{entry}", "zh") for entry in ENTRIES}
    assert visitor.hands.until(lambda: 1 <= len(shown(ways)) <= reading.CHOICES)
    visitor.tap("home.by_popular")
    matters = {each.title("zh") for each in hall.catalogue().services.values()}
    assert visitor.hands.until(lambda: 1 <= len(shown(matters)) <= reading.CHOICES)


def test_low_mode_follows_the_true_place_of_the_screen(visit: Visit, folder: Path) -> None:
    change_settings(folder, "[tickets]", "[screen]\ninches = 32\nbottom_mm = 750\n[tickets]")
    with open_hall(folder, HandClock()) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        visitor = visit(place=hall)
        window = visitor.touch.window
        assert reading.out_of_reach(window, 750)
        visitor.tap("modes.low")
        visitor.hands.until(lambda: window.property("settled") is True)
        assert not reading.out_of_reach(window, 750)
        assert not reading.small(window)


def test_no_low_mode_where_all_is_within_reach_already(visit: Visit) -> None:
    visitor = visit(size=LANDSCAPE)
    assert not visitor.hands.sees(visitor.say("modes.low"))


def test_the_hall_has_its_colour_its_emblem_and_its_evening(visit: Visit, folder: Path) -> None:
    square = '<rect width="9" height="9" fill="#00ff00"/>'
    emblem = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{square}</svg>'
    (folder / "emblem.svg").write_text(emblem, encoding="utf-8")
    change_settings(folder, "hotline", 'emblem = "emblem.svg"\nhotline')
    look = '[look]\ncolour = "#8b1a1a"\npalette = "auto"\n[tickets]'
    change_settings(folder, "[tickets]", look)
    clock = HandClock()
    with open_hall(folder, clock) as hall:
        say_how_the_printer_is(hall, State.ONLINE)
        visitor = visit(place=hall)
        screen = visitor.touch.screen
        bar = visitor.touch.window.grabWindow().pixelColor(1070, 4)
        assert bar.red() > 2 * bar.blue()

        def green() -> bool:
            shown = visitor.touch.window.grabWindow()
            return any(shown.pixelColor(x, 57).name() == "#00ff00" for x in range(40, 120))

        assert visitor.hands.until(green)
        clock.set(2, 19)
        screen.showing.tick(clock().astimezone(hall.ground.zone))
        assert screen.showing.property("palette") == "evening"
        assert not reading.faint(visitor.touch.window, 4.5)
