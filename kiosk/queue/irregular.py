"""What staff did out of the order of the line, clerk by clerk, with their reasons (R32).

Numbers that were picked, people served without a number, matters joined to a visit, and priority
that was given at a desk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select

from data import models
from kiosk.ground import Ground
from kiosk.queue import rows
from kiosk.queue.picking import PICKED, WALK_IN

_events = models.Event.__table__
_accounts = models.Account.__table__
_counters = models.Counter.__table__
JOINED, PRIORITY = "joined", "priority"
_KINDS = ("ticket.called", "ticket.joined", "ticket.given_priority")


@dataclass(frozen=True, slots=True)
class Signed:
    """An event that somebody of the staff has signed at a counter or a desk; `at` is UTC."""

    kind: str
    at: datetime
    day: date
    number: str
    account: str
    name: str
    counter: str | None
    why: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Irregular:
    """One thing out of order: "number" (picked), "walk_in", "joined" or "priority"."""

    what: str
    at: datetime
    day: date
    number: str
    counter: str | None
    reason: str | None


@dataclass(slots=True)
class OfClerk:
    """All that one person did so, beside all the `calls` of that time."""

    account: str
    name: str
    calls: int = 0
    done: list[Irregular] = field(default_factory=list)

    def count(self, what: str) -> int:
        """How often it was this."""
        return sum(each.what == what for each in self.done)


def by_clerk(events: Iterable[Signed]) -> tuple[OfClerk, ...]:
    """Each person who called anybody or did anything out of order; the most irregular first."""
    found: dict[str, OfClerk] = {}
    for each in events:
        mine = found.setdefault(each.account, OfClerk(each.account, each.name))
        mine.calls += each.kind == "ticket.called"
        what = _what(each)
        if what is not None:
            mine.done.append(
                Irregular(what, each.at, each.day, each.number, each.counter, each.reason)
            )
    return tuple(sorted(found.values(), key=lambda one: (-len(one.done), one.account)))


def report(ground: Ground, first: date, last: date) -> tuple[OfClerk, ...]:
    """The same for the tickets of the days from `first` to `last`, both included."""
    tickets = rows.tickets
    query = (
        select(
            _events.c.kind,
            _events.c.at,
            tickets.c.day,
            tickets.c.group_prefix,
            tickets.c.number,
            _accounts.c.name,
            _accounts.c.display_name,
            _counters.c.code,
            _events.c.data,
        )
        .join_from(_events, tickets, _events.c.ticket_id == tickets.c.id)
        .join(_accounts, _events.c.account_id == _accounts.c.id)
        .outerjoin(_counters, _events.c.counter_id == _counters.c.id)
        .where(tickets.c.hall_id == _events.c.hall_id, tickets.c.day.between(first, last))
        .where(_events.c.kind.in_(_KINDS))
        .order_by(_events.c.seq)
    )
    with ground.read() as work:
        found = work.connection.execute(query.where(tickets.c.hall_id == work.hall)).all()
    return by_clerk(
        Signed(
            kind=row.kind,
            at=row.at,
            day=row.day,
            number=rows.label(row.group_prefix, row.number),
            account=row.name,
            name=row.display_name,
            counter=row.code,
            why=row.data.get("why") if isinstance(row.data.get("why"), str) else None,
            reason=row.data.get("reason"),
        )
        for row in found
    )


def _what(event: Signed) -> str | None:
    if event.kind == "ticket.joined":
        return JOINED
    if event.kind == "ticket.given_priority":
        return PRIORITY
    return event.why if event.why in {PICKED, WALK_IN} else None
