"""The table of pages: where each step leads, and that a late step leads nowhere."""

from __future__ import annotations

import pytest

from ui.touch.flow import Page, Place, Step, go, way

STILL = {Page.OPENING, Page.IDLE, Page.CLOSED}


def test_every_page_can_be_reached() -> None:
    reached = {Page.OPENING}
    while True:
        ways = {way(Place(page), step) for page in reached for step in Step}
        further = reached | {page for page in ways if page is not None}
        if further == reached:
            break
        reached = further
    assert reached == set(Page)


@pytest.mark.parametrize("page", [page for page in Page if page not in STILL | {Page.HOME}])
def test_home_is_one_step_from_everywhere(page: Page) -> None:
    assert go(Place(page), Step.HOME).page is Page.HOME
    assert go(Place(page), Step.LEFT).page is Page.HOME


@pytest.mark.parametrize("page", [page for page in Page if page is not Page.HELP])
def test_help_is_one_step_from_everywhere_and_leads_back_there(page: Page) -> None:
    place = Place(page, "theme", "证件办理", "GA002", "once", trail=(Page.HOME,))
    there = go(place, Step.HELP)
    assert there.page is Page.HELP
    assert go(there, Step.BACK).page is page


def test_a_whole_visit() -> None:
    place = go(Place(), Step.OPENED)
    assert place == Place(Page.HOME)
    place = go(place.at(kind="office", choice="GA"), Step.CHOSEN)
    assert place == Place(Page.SERVICES, "office", "GA", trail=(Page.HOME,))
    place = go(place.at(service="GA002", nonce="once"), Step.PREVIEWED)
    assert place.page is Page.CONFIRM
    place = go(place, Step.ASKED_WHO)
    assert place.page is Page.PRIORITY
    place = go(place.at(priority="elderly"), Step.ANSWERED)
    assert (place.page, place.trail) == (Page.CONFIRM, (Page.HOME, Page.SERVICES))
    place = go(place, Step.ISSUED)
    assert (place.page, place.nonce, place.trail) == (Page.TICKET, "once", ())
    assert go(place, Step.LEFT) == Place(Page.HOME)


@pytest.mark.parametrize("page", [Page.HOME, Page.SEARCH, Page.SERVICES])
def test_back_leads_where_one_came_from(page: Page) -> None:
    place = go(Place(page, service="GA002", nonce="once"), Step.PREVIEWED)
    assert go(place, Step.BACK).page is page


def test_back_takes_the_nonce_along_so_that_the_next_number_is_another_one() -> None:
    place = Place(Page.SERVICES, "theme", "证件办理", trail=(Page.HOME,))
    confirm = go(place.at(service="GA002", nonce="once", priority="elderly"), Step.PREVIEWED)
    assert go(confirm, Step.BACK) == place


def test_home_keeps_the_side_that_a_person_looked_at_and_leaving_does_not() -> None:
    place = Place(Page.SERVICES, "office", "GA")
    assert go(place, Step.HOME) == Place(Page.HOME, "office")
    assert go(place, Step.LEFT) == Place(Page.HOME)


@pytest.mark.parametrize(
    ("page", "late"),
    [
        (Page.IDLE, Step.PREVIEWED),
        (Page.IDLE, Step.LEFT),
        (Page.CLOSED, Step.HOME),
        (Page.HOME, Step.BACK),
        (Page.SERVICES, Step.ISSUED),
        (Page.SERVICES, Step.CHOSEN),
        (Page.TICKET, Step.ISSUED),
        (Page.TICKET, Step.REFUSED),
        (Page.TICKET, Step.BACK),
        (Page.OPENING, Step.HOME),
        (Page.HELP, Step.HELP),
    ],
)
def test_a_step_without_a_way_changes_nothing(page: Page, late: Step) -> None:
    place = Place(page, "theme", "证件办理")
    assert go(place, late) is place


def test_trouble_lets_a_late_answer_in_and_keeps_what_was_asked() -> None:
    there = (Page.HOME, Page.SERVICES)
    place = go(Place(Page.CONFIRM, "theme", "证件办理", "GA002", "once", trail=there), Step.REFUSED)
    assert (place.page, place.nonce) == (Page.TROUBLE, "once")
    assert go(place, Step.ISSUED).page is Page.TICKET
    # Not to the page that still shows the old hope.
    assert go(place, Step.BACK).page is Page.SERVICES


def test_the_number_of_a_person_who_asks_for_help_meanwhile_is_shown() -> None:
    place = go(Place(Page.CONFIRM, service="GA002", nonce="once"), Step.HELP)
    assert go(place, Step.ISSUED).page is Page.TICKET
