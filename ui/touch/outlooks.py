"""What a visit asks of the hall, on the worker: what people come for, what a number would mean."""

from __future__ import annotations

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
    return Seen(catalogue, sum(line.count for line in board.waiting), known)


def outlook(hall: Hall, service: str, desk: str) -> Preview | DeskPreview:
    """What a number for `service`, or of `desk` where there is one, would mean now."""
    from kiosk.queue.tickets import CounterKind

    return hall.outlook_of_desk(CounterKind(desk)) if desk else hall.outlook(service)


def number(hall: Hall, place: Place, language: str, who: Who | None = None) -> Issued:
    """Take the number that has been chosen, for `who` where the hall must know; the same nonce
    gets the same number."""
    from kiosk.queue.tickets import CounterKind, Priority

    priority = Priority(place.priority) if place.priority else None
    nonce = place.nonce
    if place.desk:
        desk = CounterKind(place.desk)
        return hall.issue_at_desk(desk, priority=priority, nonce=nonce, language=language)
    if place.code:
        return hall.arrive(place.code, who=who, priority=priority, nonce=nonce, language=language)
    if who is not None:
        return hall.issue_to(place.service, who, priority=priority, nonce=nonce, language=language)
    return hall.issue(place.service, priority=priority, nonce=nonce, language=language)
