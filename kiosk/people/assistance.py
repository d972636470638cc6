"""Somebody at a screen asks for help, and it stands there until one of the staff answers (R14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, or_, update

from data import models
from kiosk import plain
from kiosk.ground import Ground, Work
from kiosk.keyed import signed, signed_row
from kiosk.queue.calling import AT_COUNTERS
from kiosk.refusal import Refusal
from kiosk.staff import Actor

LONGEST_PLACE = 40

_calls = models.HelpCall.__table__


@dataclass(frozen=True, slots=True)
class HelpCall:
    """A call for help from `place`, the name of a screen; times are UTC.

    `answered_by` is the name of the person who has answered, None while nobody has. `seen`: the
    staff can see it; not so while the hall's database is away and this host alone knows of it.
    """

    id: int
    place: str
    opened_at: datetime
    answered_at: datetime | None
    answered_by: str | None
    seen: bool = True

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
        query = signed(work, _calls).where(_calls.c.place == place, models.UNANSWERED)
        before = work.connection.execute(query).first()
        if before is not None:
            return _value(before)
        return put(work, place, work.at, actor, {"place": place})


def put(
    work: Work, place: str, at: datetime, actor: Actor | None, told: Mapping[str, object]
) -> HelpCall:
    """A call of a moment (UTC), in the caller's transaction; `told`: what the chain keeps of it."""
    key = work.add(insert(_calls), {"hall_id": work.hall, "place": place, "opened_at": at})
    work.event("help.called", actor=actor, data={"call": key, **told})
    return HelpCall(key, place, at, None, None)


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


def since(ground: Ground, place: str, moment: datetime) -> HelpCall:
    """The call that stands for whoever asked at `place` at a moment.

    Refuses with "help.unknown".
    """
    with ground.read() as work:
        found = newest(work, place, moment)
    if found is None:
        raise Refusal("help.unknown", call=place)
    return found


def newest(work: Work, place: str, moment: datetime) -> HelpCall | None:
    """The last call from `place` that was not answered before a moment."""
    still = or_(models.UNANSWERED, _calls.c.answered_at >= moment)
    query = signed(work, _calls).where(_calls.c.place == place, still).order_by(_calls.c.id.desc())
    found = work.connection.execute(query.limit(1)).first()
    return _value(found) if found is not None else None


def unanswered(ground: Ground) -> tuple[HelpCall, ...]:
    """The calls that nobody has answered, the oldest first."""
    with ground.read() as work:
        query = signed(work, _calls).where(models.UNANSWERED).order_by(_calls.c.id)
        return tuple(_value(row) for row in work.connection.execute(query))


def _one(work: Work, key: int) -> HelpCall:
    found = signed_row(work, _calls, key)
    if found is None:
        raise Refusal("help.unknown", call=key)
    return _value(found)


def _value(row: Row[Any]) -> HelpCall:
    return HelpCall(row.id, row.place, row.opened_at, row.answered_at, row.display_name)
