"""The flow of pages as one plain table: which step leads from which page to which.

A step that has no way from the page now shown leads nowhere: a late answer, or the second touch
of a double tap, finds its page gone and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Page(StrEnum):
    """What fills the screen; `<Name>Page.qml` draws it."""

    OPENING = "opening"
    IDLE = "idle"
    CLOSED = "closed"
    HOME = "home"
    SEARCH = "search"
    SERVICES = "services"
    CONFIRM = "confirm"
    PRIORITY = "priority"
    IDENTITY = "identity"
    TICKET = "ticket"
    LOOKUP = "lookup"
    RECEIPT = "receipt"
    APPOINTMENT = "appointment"
    HELP = "help"
    TROUBLE = "trouble"
    SERVICE = "service"


class Step(StrEnum):
    """What a person does, or what the hall answers."""

    OPENED = "opened"
    RESTED = "rested"
    WOKEN = "woken"
    SHUT = "shut"
    SEARCHED = "searched"
    CHOSEN = "chosen"
    PREVIEWED = "previewed"
    ASKED_WHO = "asked_who"
    IDENTIFYING = "identifying"
    ANSWERED = "answered"
    ISSUED = "issued"
    REFUSED = "refused"
    LOOKED_UP = "looked_up"
    FOUND = "found"
    APPOINTED = "appointed"
    HELP = "help"
    SERVED = "served"
    BACK = "back"
    HOME = "home"
    LEFT = "left"


# A code may be held before the scanner on any page that asks for nothing else.
_SCANNED: Mapping[Step, Page] = {
    Step.IDENTIFYING: Page.IDENTITY,
    Step.LOOKED_UP: Page.LOOKUP,
    Step.FOUND: Page.RECEIPT,
    Step.APPOINTED: Page.APPOINTMENT,
    Step.ISSUED: Page.TICKET,
}
_CHOOSING: Mapping[Step, Page] = {
    Step.PREVIEWED: Page.CONFIRM,
    Step.REFUSED: Page.TROUBLE,
}

WAYS: Mapping[Page, Mapping[Step, Page]] = {
    Page.OPENING: {Step.OPENED: Page.HOME, Step.REFUSED: Page.TROUBLE},
    Page.IDLE: {
        **_SCANNED,
        Step.WOKEN: Page.HOME,
        Step.SHUT: Page.CLOSED,
    },
    Page.CLOSED: {Step.OPENED: Page.HOME},
    Page.HOME: {
        **_SCANNED,
        **_CHOOSING,
        Step.SEARCHED: Page.SEARCH,
        Step.CHOSEN: Page.SERVICES,
        Step.RESTED: Page.IDLE,
        Step.SHUT: Page.CLOSED,
    },
    Page.SEARCH: {**_CHOOSING, Step.CHOSEN: Page.SERVICES},
    Page.SERVICES: _CHOOSING,
    Page.CONFIRM: {
        Step.ASKED_WHO: Page.PRIORITY,
        Step.IDENTIFYING: Page.IDENTITY,
        Step.ISSUED: Page.TICKET,
        Step.REFUSED: Page.TROUBLE,
    },
    Page.PRIORITY: {Step.ANSWERED: Page.CONFIRM},
    Page.IDENTITY: {
        Step.PREVIEWED: Page.CONFIRM,
        Step.ISSUED: Page.TICKET,
        Step.REFUSED: Page.TROUBLE,
    },
    Page.TICKET: {},
    Page.LOOKUP: {**_SCANNED, Step.REFUSED: Page.TROUBLE},
    Page.RECEIPT: _SCANNED,
    Page.APPOINTMENT: {**_SCANNED, Step.REFUSED: Page.TROUBLE},
    # A number that was asked for before is told, whatever is shown meanwhile.
    Page.HELP: {Step.ISSUED: Page.TICKET},
    Page.TROUBLE: {
        # The answer to another try.
        Step.OPENED: Page.HOME,
        Step.PREVIEWED: Page.CONFIRM,
        Step.ISSUED: Page.TICKET,
        Step.REFUSED: Page.TROUBLE,
    },
    Page.SERVICE: {},
}
"""The ways that each page has of its own; `way` adds those that all have."""

_COMMON: Mapping[Step, Page] = {
    Step.HELP: Page.HELP,
    Step.SERVED: Page.SERVICE,
    Step.HOME: Page.HOME,
    Step.LEFT: Page.HOME,
}
_STILL = frozenset({Page.OPENING, Page.IDLE, Page.CLOSED})
"""Where there is no visit yet, and so nothing to end; help and the staff come here as well."""
_BEGINNINGS = frozenset({Page.IDLE, Page.CLOSED, Page.HOME})
"""Nothing of a visit is left here."""
_CHOICES = frozenset({Page.SEARCH, Page.SERVICES})
"""Nothing is chosen for good here: what was on the way to a number is dropped."""
_PASSING = frozenset({Page.OPENING, Page.CONFIRM, Page.PRIORITY, Page.IDENTITY, Page.TROUBLE})
"""Pages that nobody comes back to after a refusal, nor to most of them at all."""
_ASIDE = frozenset({Page.HELP, Page.SERVICE})
"""Pages that lead back to wherever they were opened."""


FIRST_KIND = "popular"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a visit stands: the page, what has been chosen on the way to it, and the way itself.

    `kind` is the side of the home page, "popular", "theme", "office" or "bundle", and `choice` the
    key of a theme, an office or a bundle; `service` is the id of a
    service, or `desk` the kind of a desk that helps without one ("enquiry", "unresolved").
    `priority` says who it is for, "" for anybody, and `nonce` makes a second press on "take a
    number" the same number; `code` is that of an appointment that becomes one. `trail`: the pages
    that "back" leads to, the last one first to be come to.
    """

    page: Page = Page.OPENING
    kind: str = FIRST_KIND
    choice: str = ""
    service: str = ""
    nonce: str = ""
    desk: str = ""
    priority: str = ""
    code: str = ""
    trail: tuple[Page, ...] = ()

    def at(self, **chosen: str) -> Place:
        """The same place with something more chosen on it."""
        return replace(self, **chosen)  # type: ignore[arg-type]


def way(place: Place, step: Step) -> Page | None:
    """The page that `step` leads to from `place`, None where it leads nowhere."""
    page = place.page
    if step is Step.BACK:
        return place.trail[-1] if place.trail else None
    if step in WAYS[page]:
        return WAYS[page][step]
    if step in {Step.HOME, Step.LEFT} and page in _STILL:
        return None
    there = _COMMON.get(step)
    return None if there is page and step not in {Step.HOME, Step.LEFT} else there


def go(place: Place, step: Step) -> Place:
    """Where `step` leads from `place`; `place` itself where there is no such way.

    On the home page nothing of the visit is left; only a person who went away (`LEFT`) also
    loses the side of the home page that was chosen.
    """
    page = way(place, step)
    if page is None or (page is place.page and step is Step.HOME):
        return place
    if page in _BEGINNINGS:
        kept = page is Page.HOME and step is not Step.LEFT
        return Place(page, kind=place.kind) if kept else Place(page)
    trail = _trail(place, page)
    if page in _CHOICES:
        place = replace(place, service="", nonce="", desk="", priority="", code="")
    return replace(place, page=page, trail=trail)


def _trail(place: Place, page: Page) -> tuple[Page, ...]:
    """The way back from `page` after coming there from `place`."""
    if page is Page.TICKET:
        return ()
    if page in place.trail:
        return place.trail[: place.trail.index(page)]
    if page in _ASIDE:
        return (*place.trail, place.page)
    if page is Page.TROUBLE:
        # A number is then asked for anew, not from the page that still shows the old hope.
        return tuple(each for each in (*place.trail, place.page) if each not in _PASSING)
    passing = place.page in _PASSING and place.page is not Page.CONFIRM
    return place.trail if passing else (*place.trail, place.page)
