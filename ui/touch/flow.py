"""The flow of pages as one plain table: which step leads from which page to which.

A step that has no way from the page now shown leads nowhere: a late answer, or the second touch
of a double tap, finds its page gone and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Page(StrEnum):
    """What fills the screen."""

    OPENING = "opening"
    HOME = "home"
    SERVICES = "services"
    CONFIRM = "confirm"
    TICKET = "ticket"
    TROUBLE = "trouble"


class Step(StrEnum):
    """What a person does, or what the hall answers."""

    OPENED = "opened"
    CHOSEN = "chosen"
    PREVIEWED = "previewed"
    ISSUED = "issued"
    REFUSED = "refused"
    BACK = "back"
    HOME = "home"
    LEFT = "left"


WAYS: Mapping[Page, Mapping[Step, Page]] = {
    Page.OPENING: {
        Step.OPENED: Page.HOME,
        Step.REFUSED: Page.TROUBLE,
    },
    Page.HOME: {
        Step.CHOSEN: Page.SERVICES,
        Step.LEFT: Page.HOME,
    },
    Page.SERVICES: {
        Step.PREVIEWED: Page.CONFIRM,
        Step.REFUSED: Page.TROUBLE,
        Step.BACK: Page.HOME,
        Step.HOME: Page.HOME,
        Step.LEFT: Page.HOME,
    },
    Page.CONFIRM: {
        Step.ISSUED: Page.TICKET,
        Step.REFUSED: Page.TROUBLE,
        Step.BACK: Page.SERVICES,
        Step.HOME: Page.HOME,
        Step.LEFT: Page.HOME,
    },
    Page.TICKET: {
        Step.HOME: Page.HOME,
        Step.LEFT: Page.HOME,
    },
    Page.TROUBLE: {
        # The answer to another try.
        Step.OPENED: Page.HOME,
        Step.PREVIEWED: Page.CONFIRM,
        Step.ISSUED: Page.TICKET,
        Step.REFUSED: Page.TROUBLE,
        Step.BACK: Page.SERVICES,
        Step.HOME: Page.HOME,
        Step.LEFT: Page.HOME,
    },
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit stands: the page, and what has been chosen on the way to it.

    `kind` is "theme" or "office"; `choice` is the key of one, `service` the id of a service, and
    `nonce` is what makes a second press on "take a number" the same number.
    """

    page: Page = Page.OPENING
    kind: str = "theme"
    choice: str = ""
    service: str = ""
    nonce: str = ""

    def at(self, **chosen: str) -> Place:
        """The same place with something more chosen on it."""
        return replace(self, **chosen)  # type: ignore[arg-type]


def go(place: Place, step: Step) -> Place:
    """Where `step` leads from `place`; `place` itself where there is no such way.

    On the home page nothing of the visit is left; only a person who went away (`LEFT`) also
    loses the side of the home page that was chosen.
    """
    page = WAYS[place.page].get(step)
    if page is None:
        return place
    if page is Page.HOME:
        return Place(page) if step is Step.LEFT else Place(page, kind=place.kind)
    if page is Page.SERVICES:
        return replace(place, page=page, service="", nonce="")
    return replace(place, page=page)
