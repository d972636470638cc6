"""Loads what the routing rule looks at: the first of the lines of a counter, and today's calls.

What is asked of the database grows with the services of the counter, not with who waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ARRAY, JSON, Select, String, bindparam, func, select, union_all
from sqlalchemy.sql.selectable import Subquery

from data import models
from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.queue.routing import (
    REMEMBERED,
    SKIPPED_TOLD,
    Called,
    Choice,
    Head,
    Past,
    Rule,
    Skills,
    Standing,
    choose,
    others_first,
)
from kiosk.queue.tickets import Counter, Ticket

_MOST_OVERTOOK = 500

_tickets = rows.tickets.c
_first, _behind = rows.tickets.alias("first"), rows.tickets.alias("behind")
_TODAY = (_tickets.hall_id == bindparam("hall")) & (_tickets.day == bindparam("day"))
_PLAIN = _tickets.priority.is_(None) & _tickets.turn.is_(None) & _tickets.appointment_at.is_(None)


def _firsts(services: Any) -> tuple[Select[Any], Select[Any]]:
    """The first ordinary ticket and the first with priority of each of `services`."""
    line = select(_tickets.id).where(_TODAY, _tickets.service == services.c.value).limit(1)
    # PostgreSQL finds the first of an index only if it is asked for by all its columns.
    by_index = (_tickets.priority, _tickets.turn, _tickets.appointment_at, _tickets.id)
    ordinary = line.where(models.WAITING, _PLAIN).order_by(*by_index)
    priority = line.where(models.FIRST).order_by(_tickets.id)
    return (
        select(ordinary.scalar_subquery().label("id")).select_from(services),
        select(priority.scalar_subquery().label("id")).select_from(services),
    )


def _heads(own: Any, shared: Any) -> Select[Any]:
    """The first of each class that only this counter's kind serves, the first of the others, and
    all who stand apart."""
    lines = [each.subquery() for services in (own, shared) for each in _firsts(services)]
    found = union_all(
        *(select(func.min(each.c.id).label("id")) for each in lines),
        select(_tickets.id).where(_TODAY, models.APART),
    ).subquery()
    return (
        select(
            _first.c.id,
            _first.c.service,
            func.coalesce(_behind.c.issued_at, _first.c.issued_at).label("arrived"),
            _first.c.priority,
            _first.c.turn,
            _first.c.appointment_at,
            _first.c.group_prefix,
            _first.c.number,
        )
        .join_from(found, _first, _first.c.id == found.c.id)
        .outerjoin(_behind, _behind.c.id == _first.c.turn)
    )


def _before(own: Any, shared: Any) -> Select[Any]:
    """The first of each line, of those before a ticket; the earliest first."""
    found: Subquery = union_all(
        *(each for services in (own, shared) for each in _firsts(services))
    ).subquery()
    return (
        select(_first.c.group_prefix, _first.c.number)
        .join_from(found, _first, _first.c.id == found.c.id)
        .where(_first.c.id < bindparam("ticket"))
        .order_by(_first.c.id)
        .limit(SKIPPED_TOLD)
    )


def _values(dialect: str, name: str) -> Any:
    """A list of services as a table with a column `value`."""
    if dialect == "sqlite":
        return func.json_each(bindparam(name, type_=JSON())).table_valued("value")
    array = bindparam(name, type_=ARRAY(String()))
    return func.unnest(array).table_valued("value").render_derived()


_DIALECTS = ("sqlite", "postgresql")
_HEADS = {each: _heads(_values(each, "own"), _values(each, "shared")) for each in _DIALECTS}
_BEFORE = {each: _before(_values(each, "own"), _values(each, "shared")) for each in _DIALECTS}
_LAST = (
    select(_tickets.id, _tickets.called_as, _tickets.called_at, _tickets.counter_id)
    .where(_TODAY, models.CALLED)
    .order_by(_tickets.first_call.desc())
    .limit(REMEMBERED)
)
_OVERTOOK = (
    select(_tickets.id, _tickets.counter_id)
    .where(_TODAY, models.WENT_FIRST, _tickets.id > bindparam("after"))
    .order_by(_tickets.id.desc())
    .limit(_MOST_OVERTOOK)
)


def next_for(ground: Ground, work: Work, counter: Counter) -> Choice | None:
    """Who is next for `counter`; None if nobody waits whom it may serve."""
    skills, rule = work.floor.skills[counter.code], ground.settings.queue.rule
    values = {
        "hall": work.hall,
        "day": work.day,
        "own": sorted(skills.own),
        "shared": sorted(frozenset(skills.serves) - frozenset(skills.own)),
    }
    heads = _find_heads(work, skills, values)
    choice = choose(heads, skills, past_of(work, heads, rule), work.at, rule)
    if choice is None or not choice.skipped:
        return choice
    before = _BEFORE[work.connection.dialect.name]
    found = work.connection.execute(before, values | {"ticket": choice.ticket}).all()
    numbers = (rows.label(group, number) for group, number in found)
    skipped = dict.fromkeys((*choice.skipped, *numbers))
    return replace(choice, skipped=tuple(skipped)[:SKIPPED_TOLD])


def standing_of(ticket: Ticket) -> Standing:
    """As what a ticket is called that staff have picked themselves."""
    return Standing.PRIORITY if ticket.goes_first else Standing.ORDINARY


def _find_heads(work: Work, skills: Skills, values: dict[str, Any]) -> list[Head]:
    return [
        Head(
            ticket=row.id,
            service=row.service,
            arrived=row.arrived,
            goes_first=row.priority is not None and row.turn is None,
            turn=row.turn,
            appointment_at=row.appointment_at,
            number=rows.label(row.group_prefix, row.number),
        )
        for row in work.connection.execute(_HEADS[work.connection.dialect.name], values)
        if row.service in skills.serves
    ]


def past_of(work: Work, heads: Sequence[Head], rule: Rule) -> Past:
    """As much of it as the choice among `heads` needs: nothing where all are of one class."""
    ordinary = [each.place[0] for each in heads if not each.goes_first]
    one_class = len(ordinary) in {0, len(heads)}
    if one_class and not any(each.appointment_at for each in heads):
        return Past()
    today = {"hall": work.hall, "day": work.day}
    serves = work.floor.serves_by_id
    last = [
        Called(Standing(called_as or Standing.ORDINARY), ticket, at, serves.get(counter, ()))
        for ticket, called_as, at, counter in work.connection.execute(_LAST, today)
    ]
    if one_class or others_first(last, rule):
        return Past(last)
    overtook = [
        Called(Standing.PRIORITY, ticket, serves=serves.get(counter, ()))
        for ticket, counter in work.connection.execute(_OVERTOOK, today | {"after": min(ordinary)})
    ]
    return Past(last, overtook)
