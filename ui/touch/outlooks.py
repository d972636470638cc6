"""What a visit asks of the hall, on the worker: what people come for, what a number would mean."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from ui.touch.flow import Place

if TYPE_CHECKING:
    from kiosk.catalogue import Catalogue
    from kiosk.hall import Hall
    from kiosk.people.identity import Who
    from kiosk.queue.issuing import DeskPreview, Issued, Preview

NO_NUMBER = frozenset({"service.no_counter_open", "hall.closed", "group.full"})
"""Refusals that say that there is no number now, and not that something is wrong."""


LOST = frozenset({"database.unreachable", "database.unsure"})
"""Refusals of a hall that cannot be asked; they end without anybody's doing anything."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What people came for in the last days: ids of services, the most wanted first, and how often
    each was asked for, as of `day` and a version of the catalogue."""

    popular: tuple[str, ...] = ()
    asked: dict[str, int] = field(default_factory=dict)
    day: date | None = None
    catalogue: Catalogue | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the home page shows of the hall; `waiting`: so many people."""

    catalogue: Catalogue
    waiting: int
    habits: Habits


def look(hall: Hall, known: Habits) -> Seen:
    """The hall as it is now; its habits are asked for once a day and for each catalogue."""
    catalogue = hall.catalogue()
    if catalogue == known.catalogue:
        # Only a counter has changed; whatever was made of the catalogue still holds.
        catalogue = known.catalogue
    board = hall.board(0)
    if board.day != known.day or catalogue is not known.catalogue:
        popular = tuple(service.id for service in hall.popular())
        known = Habits(popular, hall.asked(), board.day, catalogue)
    # What was known last of who waits is soon wrong.
    waiting = -1 if hall.away else sum(line.count for line in board.waiting)
    return Seen(catalogue, waiting, known)


def outlook(hall: Hall, place: Place) -> Preview | DeskPreview:
    """What a number for the service, or of the desk, that has been chosen would mean now."""
    from kiosk.queue.tickets import CounterKind

    first = bool(place.priority)
    if place.desk:
        return hall.outlook_of_desk(CounterKind(place.desk), priority=first)
    return hall.outlook(place.service, priority=first)


def number(
    hall: Hall,
    place: Place,
    language: str,
    who: Who | None = None,
    brought: Collection[str] = (),
) -> Issued:
    """Take the number that has been chosen, for `who` where the hall must know, with the papers
    that are ticked; the same nonce gets the same number."""
    from kiosk.queue.tickets import CounterKind, Priority

    priority = Priority(place.priority) if place.priority else None
    nonce = place.nonce
    if place.desk:
        desk = CounterKind(place.desk)
        return hall.issue_at_desk(desk, priority=priority, nonce=nonce, language=language)
    if place.code:
        return hall.arrive(place.code, who=who, priority=priority, nonce=nonce, language=language)
    if who is not None:
        return hall.issue_to(
            place.service, who, priority=priority, nonce=nonce, language=language, brought=brought
        )
    return hall.issue(
        place.service, priority=priority, nonce=nonce, language=language, brought=brought
    )
