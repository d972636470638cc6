"""Somebody at a screen asks for help, and it stands there until one of the staff answers (R14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from data import models
from kiosk import plain
from kiosk.ground import Ground, Work
from kiosk.queue.calling import AT_COUNTERS
from kiosk.refusal import Refusal
from kiosk.staff import Actor

LONGEST_PLACE = 40

_calls = models.HelpCall.__table__
_accounts = models.Account.__table__


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A call for help from `place`, the name of a screen; times are UTC.

    `answered_by` is the name of the person who has answered, None while nobody has.
    """

    id: int
    place: str
    opened_at: datetime
    answered_at: datetime | None
    answered_by: str | None

    @property
    def open(self) -> bool:
        """Nobody has answered yet."""
        return self.answered_at is None


def call(ground: Ground, place: str, actor: Actor | None = None) -> HelpCall:
    """Ask for help at `place`; a second press finds the call that is open there.

    `actor` is None for the person at the screen. Refuses with "place.invalid".
    """
    if not (place.strip() and len(place) <= LONGEST_PLACE and plain.is_plain(place)):
        raise Refusal("place.invalid", longest=LONGEST_PLACE)
    with ground.write() as work:
        query = _of_hall(work).where(_calls.c.place == place, models.UNANSWERED)
        before = work.connection.execute(query).first()
        if before is not None:
            return _value(before)
        values = {"hall_id": work.hall, "place": place, "opened_at": work.at}
        key = work.add(insert(_calls), values)
        work.event("help.called", actor=actor, data={"call": key, "place": place})
        return HelpCall(key, place, work.at, None, None)


def answer(ground: Ground, key: int, actor: Actor) -> HelpCall:
    """One of the staff goes there; who comes second sees who was first.

    Refuses with "help.unknown" or "account.not_allowed".
    """
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        found = _one(work, key)
        if not found.open:
            return found
        values = {"answered_at": work.at, "account_id": actor.account.id}
        work.connection.execute(update(_calls).where(_calls.c.id == key).values(values))
        work.event("help.answered", actor=actor, data={"call": key, "place": found.place})
        return _one(work, key)


def get(ground: Ground, key: int) -> HelpCall:
    """How a call stands; refuses with "help.unknown"."""
    with ground.read() as work:
        return _one(work, key)


def unanswered(ground: Ground) -> tuple[HelpCall, ...]:
    """The calls that nobody has answered, the oldest first."""
    with ground.read() as work:
        query = _of_hall(work).where(models.UNANSWERED).order_by(_calls.c.id)
        return tuple(_value(row) for row in work.connection.execute(query))


def _one(work: Work, key: int) -> HelpCall:
    found = None
    if 0 < key < 2**63:  # what the key's column can hold
        found = work.connection.execute(_of_hall(work).where(_calls.c.id == key)).first()
    if found is None:
        raise Refusal("help.unknown", call=key)
    return _value(found)


def _of_hall(work: Work) -> Select[Any]:
    return (
        select(_calls, _accounts.c.display_name)
        .outerjoin_from(_calls, _accounts, _calls.c.account_id == _accounts.c.id)
        .where(_calls.c.hall_id == work.hall)
    )


def _value(row: Row[Any]) -> HelpCall:
    return HelpCall(row.id, row.place, row.opened_at, row.answered_at, row.display_name)
