"""The table of pages: where each step leads, and that a late step leads nowhere."""

from __future__ import annotations

import pytest

from ui.touch.flow import WAYS, Page, Place, Step, go


def test_every_page_can_be_reached() -> None:
    reached = {Page.OPENING}
    while True:
        further = reached | {there for page in reached for there in WAYS[page].values()}
        if further == reached:
            break
        reached = further
    assert reached == set(Page)


@pytest.mark.parametrize("page", [page for page in Page if page not in {Page.OPENING, Page.HOME}])
def test_home_is_one_step_from_everywhere(page: Page) -> None:
    assert go(Place(page), Step.HOME).page is Page.HOME
    assert go(Place(page), Step.LEFT).page is Page.HOME


def test_a_whole_visit() -> None:
    place = go(Place(), Step.OPENED)
    assert place == Place(Page.HOME)
    place = go(place.at(kind="office", choice="GA"), Step.CHOSEN)
    assert place == Place(Page.SERVICES, "office", "GA")
    place = go(place.at(service="GA002", nonce="once"), Step.PREVIEWED)
    assert place.page is Page.CONFIRM
    place = go(place, Step.ISSUED)
    assert place == Place(Page.TICKET, "office", "GA", "GA002", "once")
    assert go(place, Step.LEFT) == Place(Page.HOME)


def test_back_takes_the_nonce_along_so_that_the_next_number_is_another_one() -> None:
    place = go(Place(Page.CONFIRM, "theme", "证件办理", "GA002", "once"), Step.BACK)
    assert place == Place(Page.SERVICES, "theme", "证件办理")


def test_home_keeps_the_side_that_a_person_looked_at_and_leaving_does_not() -> None:
    place = Place(Page.SERVICES, "office", "GA")
    assert go(place, Step.HOME) == Place(Page.HOME, "office")
    assert go(place, Step.LEFT) == Place(Page.HOME, "theme")


@pytest.mark.parametrize(
    ("page", "late"),
    [
        (Page.HOME, Step.PREVIEWED),
        (Page.HOME, Step.ISSUED),
        (Page.HOME, Step.REFUSED),
        (Page.SERVICES, Step.ISSUED),
        (Page.SERVICES, Step.CHOSEN),
        (Page.TICKET, Step.ISSUED),
        (Page.TICKET, Step.REFUSED),
        (Page.TICKET, Step.BACK),
        (Page.OPENING, Step.HOME),
    ],
)
def test_a_step_without_a_way_changes_nothing(page: Page, late: Step) -> None:
    place = Place(page, "theme", "证件办理")
    assert go(place, late) is place


def test_trouble_lets_a_late_answer_in_and_keeps_what_was_asked() -> None:
    place = go(Place(Page.CONFIRM, "theme", "证件办理", "GA002", "once"), Step.REFUSED)
    assert (place.page, place.nonce) == (Page.TROUBLE, "once")
    assert go(place, Step.ISSUED).page is Page.TICKET
