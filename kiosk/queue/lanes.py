"""Whom a number waits for whose one counter is gone: all who do the same."""

from __future__ import annotations

from typing import Any

from kiosk.ground import Ground
from kiosk.queue.tickets import DESKS, Ticket, is_of_counter, lane_of_group

Way = tuple[dict[str, Any], dict[str, object]]
"""The changes of a ticket's row, and what its event tells."""


def for_its_matter(ground: Ground, ticket: Ticket) -> Way:
    """Whoever does the service that it is for now; without one, whoever calls its letter. What does
    not wait for one counter alone stays as it is."""
    if not is_of_counter(ticket.lane):
        return {}, {}
    if ticket.aimed is None:
        return by_its_letter(ground, ticket)
    return {"service": ticket.service}, {"service": ticket.service}


def by_its_letter(ground: Ground, ticket: Ticket) -> Way:
    """Whoever calls the numbers of its window group, or the desk whose letter it has."""
    for desk in DESKS:
        if getattr(ground.settings.desks, desk.value) == ticket.group:
            return {"service": desk.value}, {"service": desk.value}
    return {"service": lane_of_group(ticket.group)}, {"group": ticket.group}
