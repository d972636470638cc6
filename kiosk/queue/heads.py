"""The first of the lines of a counter, found in the store; and with them what is in hand there.

A look at those near the beginning finds them for a counter that serves nearly all; for others the
database is asked as often as they have services. Neither grows with who waits.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Label,
    ScalarSelect,
    Select,
    String,
    any_,
    bindparam,
    cast,
    func,
    literal_column,
    null,
    select,
    true,
    union_all,
)

from data import models
from data.store import ask, foresee
from kiosk.ground import Work
from kiosk.queue import hands, rows
from kiosk.queue.hands import Hands
from kiosk.queue.routing import REMEMBERED, Called, Head, Skills, Standing
from kiosk.queue.tickets import Counter, Priority, Ticket
from kiosk.staff import Actor

NEAR = 64
"""So many of those who stand first in the line are looked at before anything is asked about those
behind them: a counter that serves nearly all finds its next among them."""

_tickets = rows.tickets.c
_behind = rows.tickets.alias("behind")
_TODAY = (_tickets.hall_id == bindparam("hall")) & (_tickets.day == bindparam("day"))
_CLASSES = {"ordinary": models.ORDINARY, "priority": models.FIRST}
_NOT_BEHIND = cast(null(), _tickets.issued_at.type).label("behind_at")
_LISTS = ("own", "shared")
"""What only this counter's kind serves, and the others."""
# Where the database knows how many are asked for at most, it looks them up one by one.
_ONE, _NEAR, _REMEMBERED = (literal_column(str(each), Integer) for each in (1, NEAR, REMEMBERED))
_SPACE, _BREAK = (literal_column(f"'{each}'", String) for each in " \n")


def _line(dialect: str, lists: Sequence[str]) -> Select[Any]:
    """What is in hand; of those near, the first of each class who waits for a service of each of
    the `lists`; all who stand apart; the last calls; and all those near, in few words."""
    found = [each.add_columns(_NOT_BEHIND) for each in hands.HELD]
    for name, line in _CLASSES.items():
        for of in lists:
            near = _near(line, *rows.COLUMNS).subquery()
            mine = select(near).where(_among(dialect, near.c.service, of))
            first = mine.order_by(near.c.id).limit(_ONE).subquery()
            found.append(select(_named(f"{name} {of}"), *first.c, _NOT_BEHIND))
    behind_at = select(_behind.c.issued_at).where(_behind.c.id == _tickets.turn).scalar_subquery()
    apart = select(_named("apart"), *rows.COLUMNS, behind_at.label("behind_at"))
    found.append(apart.where(_TODAY, models.APART))
    words = [_joined(dialect, _words(line)).label(f"near_{of}") for of, line in _CLASSES.items()]
    return select(union_all(*found).subquery(), _lately(dialect), *words)


def _near(line: Any, *columns: ColumnElement[Any]) -> Select[Any]:
    """Those of a class who stand first in the line."""
    return select(*columns).where(_TODAY, line).order_by(_tickets.id).limit(_NEAR)


def _lately(dialect: str) -> Label[str]:
    """As what the last calls of today were made, the newest first, a line each."""
    ordinary = literal_column(f"'{Standing.ORDINARY.value}'", String)
    last = (
        select(func.coalesce(_tickets.called_as, ordinary).label("standing"))
        .where(_TODAY, models.CALLED)
        .order_by(_tickets.first_call.desc())
        .limit(_REMEMBERED)
    )
    return _joined(dialect, last).label("lately")


def _far(dialect: str) -> Select[Any]:
    """The same firsts, wherever in the line: of each service, and of each reason for priority."""
    reasons = _table(dialect, "reasons")
    keys = []
    for of in _LISTS:
        services = _table(dialect, of)
        mine = select(_tickets.id).where(_TODAY, _tickets.service == services.c.value)
        ordinary = mine.where(models.ORDINARY)
        priority = mine.where(models.FIRST, _tickets.priority == reasons.c.value)
        keys += [
            _key(f"ordinary {of}", _least(ordinary).select_from(services)),
            _key(f"priority {of}", _least(priority).select_from(services.join(reasons, true()))),
        ]
    first = union_all(*keys).subquery()
    return select(first.c.what, *rows.COLUMNS, _NOT_BEHIND).join_from(
        first, rows.tickets, _tickets.id == first.c.id
    )


def _least(line: Select[tuple[int]]) -> Select[tuple[int]]:
    # PostgreSQL finds the first of an index only if it is asked for by all its columns.
    by_index = (_tickets.priority, _tickets.turn, _tickets.appointment_at, _tickets.id)
    return select(func.min(line.order_by(*by_index).limit(_ONE).scalar_subquery()))


def _named(what: str) -> ColumnElement[str]:
    return literal_column(f"'{what}'", String).label("what")


def _key(what: str, found: Select[Any]) -> Select[Any]:
    return select(_named(what), found.scalar_subquery().label("id"))


def _words(line: Any) -> Select[Any]:
    """Those of a class who stand first: key, letter, number and service of each."""
    near = _near(line, _tickets.id, _tickets.group_prefix, _tickets.number, _tickets.service)
    each = near.subquery().c
    parts = (cast(each.id, String), each.group_prefix, cast(each.number, String), each.service)
    return select(reduce(lambda left, right: left + _SPACE + right, parts).label("words"))


def _joined(dialect: str, words: Select[Any]) -> ScalarSelect[str]:
    """The only column of rows in their order, a line each."""
    # PostgreSQL takes the values of an aggregate in the order of a sorted subquery (its manual,
    # 9.21), and so does SQLite.
    joined = func.group_concat if dialect == "sqlite" else func.string_agg
    return select(joined(*words.subquery().c, _BREAK)).scalar_subquery()


def _table(dialect: str, name: str) -> Any:
    """A list of services as a table with a column `value`."""
    if dialect == "sqlite":
        return func.json_each(bindparam(name, type_=String())).table_valued("value")
    array = bindparam(name, type_=ARRAY(String))
    return func.unnest(array).table_valued("value").render_derived()


def _among(dialect: str, service: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a service is one of a list."""
    if dialect == "sqlite":
        return service.in_(select(_table(dialect, name).c.value))
    return service == any_(bindparam(name, type_=ARRAY(String)))


@lru_cache
def _shared(skills: Skills) -> frozenset[str]:
    """What others serve as well."""
    return frozenset(skills.serves) - frozenset(skills.own)


@lru_cache
def _services(dialect: str, skills: Skills) -> dict[str, str]:
    """The lists, as the database takes them."""
    lists = {"own": skills.own, "shared": _shared(skills), "reasons": Priority}
    found = {name: json.dumps(sorted(each), ensure_ascii=False) for name, each in lists.items()}
    if dialect == "sqlite":
        return found
    # PostgreSQL writes the words of an array as JSON does, and only its brackets otherwise.
    return {name: f"{{{each[1:-1]}}}" for name, each in found.items()}


_DIALECTS = ("sqlite", "postgresql")
_LINE = {each: _line(each, _LISTS) for each in _DIALECTS}
_LINE_SHARED = {each: _line(each, ["shared"]) for each in _DIALECTS}
"""For the many counters that have nothing of their own."""
_FAR = {each: _far(each) for each in _DIALECTS}
_CALLED = {each.value: Called(each) for each in Standing}


@dataclass(frozen=True, slots=True)
class Line:
    """What a press on "next" finds: what is in hand, the first of each line, and as what the last
    `REMEMBERED` calls of the day were made, the newest first."""

    hands: Hands
    heads: tuple[Head, ...]
    lately: tuple[Called, ...]
    _near: tuple[str, ...]
    _serves: frozenset[str]
    _rows: dict[int, Any]

    def firsts(self) -> list[tuple[int, str]]:
        """Key and number of the first of each line near the beginning, the earliest first."""
        found = []
        for words in self._near:
            seen = set[str]()
            for each in words.splitlines():
                ticket, group, number, service = each.split(" ", 3)
                if service in self._serves and service not in seen:
                    seen.add(service)
                    found.append((int(ticket), rows.label(group, int(number))))
        return sorted(found)

    def ticket(self, work: Work, head: int) -> Ticket:
        """The ticket of a head."""
        return rows.value(work, self._rows[head])


def foresee_look(work: Work, code: str, actor: Actor, nonce: str | None) -> None:
    """`look` will most likely be asked for this counter."""
    counter = work.floor.counters.get(code)
    if counter is not None:
        foresee(work.connection, *_asked(work, counter, actor, nonce))


def look(work: Work, counter: Counter, actor: Actor, nonce: str | None = None) -> Line:
    """What there is for `counter`, where `actor` presses."""
    skills = work.floor.skills[counter.code]
    query, values = _asked(work, counter, actor, nonce)
    found = ask(work.connection, query, values)
    heads = [row for row in found if row.what not in hands.WHAT]
    if _more_behind(found, skills):
        heads += ask(work.connection, _FAR[work.connection.dialect.name], values)
    mine = {row.id: row for row in heads if row.service in skills.serves}
    standings = found[0].lately if found else None
    return Line(
        hands=Hands.of(work, found),
        heads=tuple(_head(row) for row in mine.values()),
        lately=tuple(_CALLED[each] for each in standings.split("\n")) if standings else (),
        _near=tuple(_near_of(found[0]).values()) if found else (),
        _serves=frozenset(skills.serves),
        _rows=mine,
    )


def _asked(
    work: Work, counter: Counter, actor: Actor, nonce: str | None
) -> tuple[Select[Any], dict[str, Any]]:
    skills, dialect = work.floor.skills[counter.code], work.connection.dialect.name
    values = hands.values(work, counter, actor, nonce)
    values |= {"day": work.day} | _services(dialect, skills)
    return (_LINE if skills.own else _LINE_SHARED)[dialect], values


def _near_of(row: Any) -> dict[str, str]:
    return {of: getattr(row, f"near_{of}") or "" for of in _CLASSES}


def _more_behind(found: Sequence[Any], skills: Skills) -> bool:
    """Whether the first of a class may stand behind those near."""
    if not found:
        return True
    known = {row.what for row in found}
    near = _near_of(found[0])
    wanted = {"own": skills.own, "shared": _shared(skills)}
    return any(
        near[name].count("\n") == NEAR - 1 and services and f"{name} {of}" not in known
        for name in _CLASSES
        for of, services in wanted.items()
    )


def _head(row: Any) -> Head:
    return Head(
        ticket=row.id,
        service=row.service,
        arrived=row.behind_at or row.issued_at,
        goes_first=row.priority is not None and row.turn is None,
        turn=row.turn,
        appointment_at=row.appointment_at,
        number=rows.label(row.group_prefix, row.number),
    )
