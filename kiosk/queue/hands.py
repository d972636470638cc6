"""What is in whose hands when somebody presses at a counter, found in one statement.

On PostgreSQL every statement is a journey; a press on "next" looks here and at the line in one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import String, bindparam, literal_column, select, union_all

from data import models
from data.store import ask
from kiosk.ground import Work
from kiosk.queue import rows
from kiosk.queue.tickets import Counter, Ticket
from kiosk.staff import Actor

_tickets = rows.tickets.c
_OF_HALL = _tickets.hall_id == bindparam("hall")


@dataclass(frozen=True, slots=True)
class Hands:
    """`again`: an earlier press with this nonce has called it to the counter. `here`: the counter
    has called or serves it. `own`: the clerk has called it at the own counter."""

    again: Ticket | None
    here: Ticket | None
    own: Ticket | None

    @classmethod
    def of(cls, work: Work, found: Iterable[Any]) -> Self:
        """From rows of `HELD`, among others."""
        tickets = {row.what: rows.value(work, row) for row in found if row.what in WHAT}
        return cls(*map(tickets.get, WHAT))


_CONDITIONS = {
    "again": (
        _tickets.counter_id == bindparam("counter"),
        _tickets.call_nonce == bindparam("nonce"),
        models.CALL_NONCE,
    ),
    "here": (_OF_HALL, _tickets.counter_id == bindparam("counter"), models.HELD),
    "own": (_OF_HALL, _tickets.clerk_id == bindparam("clerk"), models.HELD_BY),
}
WHAT = tuple(_CONDITIONS)
"""What a ticket in hand may be."""
HELD = tuple(
    select(literal_column(f"'{what}'", String).label("what"), *rows.COLUMNS).where(*conditions)
    for what, conditions in _CONDITIONS.items()
)
"""These tickets, with what each is."""
_HANDS = union_all(*HELD)


def values(work: Work, at: Counter, actor: Actor, nonce: str | None) -> dict[str, Any]:
    """What `HELD` is asked with."""
    clerk = actor.account.id if holds(actor) else None
    return {"hall": work.hall, "counter": at.id, "nonce": nonce, "clerk": clerk}


def holds(actor: Actor) -> bool:
    """Whether what `actor` calls is that person's: of somebody signed in at a counter, by hand."""
    return actor.counter is not None and actor.token is None


def look(work: Work, at: Counter, actor: Actor, nonce: str | None) -> Hands:
    """What is in hand at `at`."""
    return Hands.of(work, ask(work.connection, _HANDS, values(work, at, actor, nonce)))
