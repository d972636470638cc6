"""The first of the lines of a counter, found in the store; and with them what is in hand there.

A look at those near the beginning finds them for a counter that serves nearly all; for others the
database is asked as often as they have services. Neither grows with who waits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Label,
    Row,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from data import models
from kiosk.ground import Work
from kiosk.queue import hands, rows
from kiosk.queue.hands import Hands
from kiosk.queue.routing import REMEMBERED, SKIPPED_TOLD, Called, Head, Skills, Standing
from kiosk.queue.tickets import Counter, Priority, Ticket
from kiosk.staff import Actor

NEAR = 64
"""So many of those who stand first in the line are looked at before anything is asked about those
behind them: a counter that serves nearly all finds its next among them."""

_tickets = rows.tickets.c
_behind = rows.tickets.alias("behind")
_TODAY = (_tickets.hall_id == bindparam("hall")) & (_tickets.day == bindparam("day"))
_NEAR = {
    name: select(_tickets.id, _tickets.service)
    .where(_TODAY, line)
    .order_by(_tickets.id)
    .limit(literal_column(str(NEAR)))
    .cte(name)
    for name, line in (("ordinary", models.ORDINARY), ("priority", models.FIRST))
}


def _line(own: Any, shared: Any, joined: Any) -> Select[Any]:
    """What is in hand; of those near, the first of each class that only this counter's kind serves
    and the first of the others; all who stand apart; how many are near; and the last calls."""
    firsts = [
        _key(
            f"{name} {of}",
            select(func.min(near.c.id)).where(near.c.service.in_(select(services.c.value))),
        )
        for name, near in _NEAR.items()
        for of, services in (("own", own), ("shared", shared))
    ]
    apart = select(_named("apart"), _tickets.id).where(_TODAY, models.APART)
    counts = [
        select(func.count()).select_from(near).scalar_subquery().label(f"near_{name}")
        for name, near in _NEAR.items()
    ]
    return _heads([*hands.KEYS, *firsts, apart]).add_columns(*counts, _lately(joined))


def _lately(joined: Any) -> Label[str]:
    """As what the last calls of today were made, the newest first, between commas."""
    last = (
        select(func.coalesce(_tickets.called_as, Standing.ORDINARY.value).label("standing"))
        .where(_TODAY, models.CALLED)
        .order_by(_tickets.first_call.desc())
        .limit(REMEMBERED)
        .subquery()
    )
    # PostgreSQL takes the values of an aggregate in the order of a sorted subquery (its manual,
    # 9.21), and so does SQLite.
    standings = joined(last.c.standing, literal_column("','"))
    return select(standings).select_from(last).scalar_subquery().label("lately")


def _far(own: Any, shared: Any, reasons: Any) -> Select[Any]:
    """The same firsts, wherever in the line: of each service, and of each reason for priority."""
    firsts = []
    for of, services in (("own", own), ("shared", shared)):
        mine = select(_tickets.id).where(_TODAY, _tickets.service == services.c.value)
        ordinary = mine.where(models.ORDINARY)
        priority = mine.where(models.FIRST, _tickets.priority == reasons.c.value)
        firsts += [
            _key(f"ordinary {of}", _least(ordinary).select_from(services)),
            _key(f"priority {of}", _least(priority).select_from(services.join(reasons, true()))),
        ]
    return _heads(firsts)


def _least(line: Select[tuple[int]]) -> Select[tuple[int]]:
    # PostgreSQL finds the first of an index only if it is asked for by all its columns.
    by_index = (_tickets.priority, _tickets.turn, _tickets.appointment_at, _tickets.id)
    return select(func.min(line.order_by(*by_index).limit(1).scalar_subquery()))


def _named(what: str) -> ColumnElement[str]:
    return literal_column(f"'{what}'", String).label("what")


def _key(what: str, found: Select[Any]) -> Select[Any]:
    return select(_named(what), found.scalar_subquery().label("id"))


def _heads(keys: Sequence[Select[Any]]) -> Select[Any]:
    return (
        rows.by_keys(union_all(*keys).subquery())
        .outerjoin(_behind, _behind.c.id == _tickets.turn)
        .add_columns(_behind.c.issued_at.label("behind_at"))
    )


def _before(services: Any) -> Select[Any]:
    """The numbers of those near that came before a ticket: the first of each line, the earliest
    first."""
    firsts = union_all(
        *(
            select(func.min(near.c.id).label("id"))
            .where(near.c.service.in_(select(services.c.value)), near.c.id < bindparam("ticket"))
            .group_by(near.c.service)
            for near in _NEAR.values()
        )
    ).subquery()
    return (
        select(_tickets.group_prefix, _tickets.number)
        .join_from(firsts, rows.tickets, _tickets.id == firsts.c.id)
        .order_by(_tickets.id)
        .limit(SKIPPED_TOLD)
    )


def _values(dialect: str, name: str) -> Any:
    """A list of services, in JSON, as a table with a column `value`."""
    if dialect == "sqlite":
        return func.json_each(bindparam(name, type_=String())).table_valued("value")
    array = cast(bindparam(name, type_=String()), JSON)
    return func.json_array_elements_text(array).table_valued("value").render_derived()


@lru_cache
def _services(skills: Skills) -> dict[str, str]:
    """What `_values` makes its tables of."""
    shared = frozenset(skills.serves) - frozenset(skills.own)
    lists = {"own": skills.own, "shared": shared, "serves": skills.serves}
    return {name: json.dumps(sorted(services)) for name, services in lists.items()}


_DIALECTS = ("sqlite", "postgresql")
_LINE = {
    each: _line(_values(each, "own"), _values(each, "shared"), joined)
    for each, joined in zip(_DIALECTS, (func.group_concat, func.string_agg), strict=True)
}
_FAR = {
    each: _far(*(_values(each, name) for name in ("own", "shared", "reasons")))
    for each in _DIALECTS
}
_REASONS = json.dumps(list(Priority))
_BEFORE = {each: _before(_values(each, "serves")) for each in _DIALECTS}


@dataclass(frozen=True, slots=True)
class Line:
    """What a press on "next" finds: what is in hand, the first of each line, and as what the last
    `REMEMBERED` calls of the day were made, the newest first."""

    hands: Hands
    heads: tuple[Head, ...]
    lately: tuple[Called, ...]
    _rows: dict[int, Row[Any]]

    def ticket(self, work: Work, head: int) -> Ticket:
        """The ticket of a head."""
        return rows.value(work, self._rows[head])


def look(work: Work, counter: Counter, actor: Actor, nonce: str | None = None) -> Line:
    """What there is for `counter`, where `actor` presses."""
    skills = work.floor.skills[counter.code]
    services = _services(skills)
    values = hands.values(work, counter, actor, nonce) | {
        "day": work.day,
        "own": services["own"],
        "shared": services["shared"],
    }
    dialect = work.connection.dialect.name
    found = work.connection.execute(_LINE[dialect], values).all()
    heads = [row for row in found if row.what not in hands.WHAT]
    if _more_behind(found, skills):
        heads += work.connection.execute(_FAR[dialect], values | {"reasons": _REASONS})
    mine = {row.id: row for row in heads if row.service in skills.serves}
    standings = (found[0].lately or "").split(",") if found else ()
    return Line(
        hands=Hands.of(work, found),
        heads=tuple(_head(row) for row in mine.values()),
        lately=tuple(Called(Standing(each)) for each in standings if each),
        _rows=mine,
    )


def _more_behind(found: Sequence[Row[Any]], skills: Skills) -> bool:
    """Whether the first of a class may stand behind those near."""
    if not found:
        return True
    known, near = {row.what for row in found}, found[0]._mapping
    wanted = {"own": skills.own, "shared": set(skills.serves) - set(skills.own)}
    return any(
        near[f"near_{name}"] == NEAR and services and f"{name} {of}" not in known
        for name in _NEAR
        for of, services in wanted.items()
    )


def passed_over(work: Work, skills: Skills, ticket: int) -> list[str]:
    """The numbers of the first of those lines, near the beginning, that came before `ticket`; the
    earliest first, `SKIPPED_TOLD` at most."""
    values = {
        "hall": work.hall,
        "day": work.day,
        "serves": _services(skills)["serves"],
        "ticket": ticket,
    }
    found = work.connection.execute(_BEFORE[work.connection.dialect.name], values)
    return [rows.label(group, number) for group, number in found]


def _head(row: Row[Any]) -> Head:
    return Head(
        ticket=row.id,
        service=row.service,
        arrived=row.behind_at or row.issued_at,
        goes_first=row.priority is not None and row.turn is None,
        turn=row.turn,
        appointment_at=row.appointment_at,
        number=rows.label(row.group_prefix, row.number),
    )
