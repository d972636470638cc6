"""The alarms that stand: raised and ended by the rules, taken by a supervisor, all of it audited.

An alarm stands until somebody has taken it and nothing is the matter any more, whichever comes
last. One that has ended untaken stays; should it begin again, it is still the same alarm.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, update

from data import models
from kiosk.alarms.advice import followed
from kiosk.alarms.rules import Key, Kind, Trouble, troubles
from kiosk.alarms.scene import scene
from kiosk.ground import Ground, Work
from kiosk.keyed import signed, signed_row
from kiosk.printing import printers
from kiosk.printing.printers import PrinterState
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role

WATCHING = (Role.SUPERVISOR, Role.ADMIN)
"""Who sees the alarms and takes them."""

_alarms = models.Alarm.__table__
_URGENT = tuple(Kind)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An alarm; times are UTC, `data` as `kiosk.alarms.rules.Trouble` has it.

    `data` is of now while it lasts, and of the moment when it was raised afterwards. `ended_at`:
    nothing is the matter since then. `taken_by`: the name of who sees to it since `taken_at`.
    """

    id: int
    kind: Kind
    subject: str
    data: dict[str, Any]
    raised_at: datetime
    ended_at: datetime | None
    taken_at: datetime | None
    taken_by: str | None

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.kind, self.subject

    @property
    def stands(self) -> bool:
        """Somebody has still to take it, or it lasts."""
        return self.taken_at is None or self.ended_at is None


def look(
    ground: Ground, advised: tuple[Trouble, ...] | None = None, since: datetime | None = None
) -> bool:
    """Raise what has become the matter, end what has passed; whether anything has changed.

    `advised`: what somebody who has just looked ahead advises; without it an earlier advice lasts
    until it is followed. `since`: as `kiosk.alarms.scene.scene` takes it. Any number of hosts may
    look: of each key one alarm stands in the store at a time.
    """
    known = printers.states(ground)
    with ground.read() as work:
        if not _differs(*_compare(ground, work, known, advised, since)):
            return False
    with ground.write() as work:
        standing, now = _compare(ground, work, known, advised, since)
        for trouble in now.values():
            before = standing.get(trouble.key)
            if before is None:
                _raise(work, trouble)
            elif before.ended_at is not None:
                data = trouble.data if trouble.kind is Kind.TIDE else before.data
                _change(work, before, "alarm.returned", ended_at=None, data=data)
            elif _another(before, trouble):
                _change(work, before, "alarm.changed", data=trouble.data)
        for alarm in standing.values():
            if alarm.ended_at is None and alarm.key not in now:
                _change(work, alarm, "alarm.ended", ended_at=work.at)
    return True


def take(ground: Ground, key: int, actor: Actor) -> Alarm:
    """Somebody sees to it; who comes second sees who was first.

    Refuses with "alarm.unknown" or "account.not_allowed".
    """
    actor.must_be(*WATCHING)
    with ground.write() as work:
        found = _one(work, key)
        if found.taken_at is None:
            values = {"taken_at": work.at, "account_id": actor.account.id}
            _change(work, found, "alarm.taken", actor, **values)
            found = _one(work, key)
        return found


def standing(ground: Ground) -> tuple[Alarm, ...]:
    """The alarms that stand: those that nobody has taken first, then the most urgent."""
    known = printers.states(ground)
    with ground.read() as work:
        kept, now = _compare(ground, work, known)
    found = (_as_now(each, now.get(each.key)) for each in kept.values())
    return tuple(
        sorted(
            found, key=lambda each: (each.taken_at is not None, _URGENT.index(each.kind), each.id)
        )
    )


def _compare(
    ground: Ground,
    work: Work,
    known: tuple[PrinterState, ...],
    advised: tuple[Trouble, ...] | None = None,
    since: datetime | None = None,
) -> tuple[dict[Key, Alarm], dict[Key, Trouble]]:
    """The alarms that stand in the store, and what is the matter now."""
    query = signed(work, _alarms).where(models.STANDS).order_by(_alarms.c.id)
    kept = {each.key: each for each in map(_value, work.connection.execute(query))}
    lasting = frozenset(key for key, each in kept.items() if each.ended_at is None)
    found = troubles(scene(ground, work, known, since), ground.settings.alarms.limits, lasting)
    if advised is None:
        advised = tuple(
            Trouble(each.kind, each.subject, each.data)
            for key, each in kept.items()
            if each.kind is Kind.TIDE and key in lasting and not followed(work.floor, each.data)
        )
    return kept, {each.key: each for each in (*found, *advised)}


def _differs(kept: dict[Key, Alarm], now: dict[Key, Trouble]) -> bool:
    lasting = {key: each for key, each in kept.items() if each.ended_at is None}
    return lasting.keys() != now.keys() or any(
        _another(alarm, now[key]) for key, alarm in lasting.items()
    )


def _another(alarm: Alarm, trouble: Trouble) -> bool:
    """Whether what is advised has changed; the figures of all else are those of now anyhow."""
    return trouble.kind is Kind.TIDE and alarm.data != trouble.data


def _as_now(alarm: Alarm, trouble: Trouble | None) -> Alarm:
    return replace(alarm, data=trouble.data) if trouble is not None else alarm


def _raise(work: Work, trouble: Trouble) -> None:
    values = {
        "hall_id": work.hall,
        "kind": trouble.kind.value,
        "subject": trouble.subject,
        "data": trouble.data,
        "raised_at": work.at,
    }
    key = work.add(insert(_alarms), values)
    told = {"alarm": key, "kind": trouble.kind.value, "subject": trouble.subject, **trouble.data}
    work.event("alarm.raised", data=told)


def _change(
    work: Work, alarm: Alarm, kind: str, actor: Actor | None = None, **values: object
) -> None:
    work.connection.execute(update(_alarms).where(_alarms.c.id == alarm.id).values(values))
    told = {"alarm": alarm.id, "kind": alarm.kind.value, "subject": alarm.subject}
    work.event(kind, actor=actor, data=told)


def _one(work: Work, key: int) -> Alarm:
    found = signed_row(work, _alarms, key)
    if found is None:
        raise Refusal("alarm.unknown", alarm=key)
    return _value(found)


def _value(row: Row[Any]) -> Alarm:
    return Alarm(
        id=row.id,
        kind=Kind(row.kind),
        subject=row.subject,
        data=row.data,
        raised_at=row.raised_at,
        ended_at=row.ended_at,
        taken_at=row.taken_at,
        taken_by=row.display_name,
    )
