"""Who is next for a counter: the rule asked with what the store knows of the line and the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, literal_column, select

from data import models
from data.store import ask, foresee
from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.queue.heads import Line
from kiosk.queue.routing import (
    REMEMBERED,
    SKIPPED_TOLD,
    Called,
    Choice,
    Head,
    Past,
    Rule,
    Standing,
    choose,
    others_first,
)
from kiosk.queue.tickets import Counter, Ticket

_MOST_OVERTOOK = 500

_tickets = rows.tickets.c
_TODAY = (_tickets.hall_id == bindparam("hall")) & (_tickets.day == bindparam("day"))
_LAST = (
    select(_tickets.id, _tickets.called_as, _tickets.called_at, _tickets.counter_id)
    .where(_TODAY, models.CALLED)
    .order_by(_tickets.first_call.desc())
    .limit(literal_column(str(REMEMBERED)))
)
_OVERTOOK = (
    select(_tickets.id, _tickets.counter_id)
    .where(_TODAY, models.WENT_FIRST, _tickets.id > bindparam("after"))
    .order_by(_tickets.id.desc())
    .limit(literal_column(str(_MOST_OVERTOOK)))
)


def next_for(ground: Ground, work: Work, counter: Counter, line: Line) -> Choice | None:
    """Who of `line` is next for `counter`; None if nobody waits whom it may serve."""
    skills, rule = work.floor.skills[counter.code], ground.settings.queue.rule
    past = past_of(work, line.heads, rule, line.lately)
    choice = choose(line.heads, skills, past, work.at, rule)
    if choice is None or not choice.skipped:
        return choice
    numbers = (number for ticket, number in line.firsts() if ticket < choice.ticket)
    skipped = dict.fromkeys((*choice.skipped, *numbers))
    return replace(choice, skipped=tuple(skipped)[:SKIPPED_TOLD])


def standing_of(ticket: Ticket) -> Standing:
    """As what a ticket is called that staff have picked themselves."""
    return Standing.PRIORITY if ticket.goes_first else Standing.ORDINARY


def past_of(work: Work, line: Sequence[Head], rule: Rule, lately: Sequence[Called] = ()) -> Past:
    """As much of it as the choice among `line` needs: nothing where all are of one class, and
    nothing more than `lately` (the standings alone, if they are known) where these decide."""
    ordinary = [each for each in line if not each.goes_first]
    first = [each for each in line if each.goes_first]
    one_class = not first or not ordinary
    if one_class and not any(each.appointment_at for each in line):
        return Past()
    if lately and (one_class or _others_first(first, ordinary, lately, rule)):
        return Past(lately)
    today = {"hall": work.hall, "day": work.day}
    since = today | {"after": min((each.place[0] for each in ordinary), default=0)}
    if not one_class:
        foresee(work.connection, _OVERTOOK, since)
    serves = work.floor.serves_by_id
    last = [
        Called(Standing(called_as or Standing.ORDINARY), ticket, at, serves.get(counter, ()))
        for ticket, called_as, at, counter in ask(work.connection, _LAST, today)
    ]
    if one_class or others_first(last, rule):
        return Past(last)
    overtook = [
        Called(Standing.PRIORITY, ticket, serves=serves.get(counter, ()))
        for ticket, counter in ask(work.connection, _OVERTOOK, since)
    ]
    return Past(last, overtook)


def _others_first(
    first: Sequence[Head], ordinary: Sequence[Head], lately: Sequence[Called], rule: Rule
) -> bool:
    """Whether the turn is an ordinary one's, whichever of these stand before the others."""
    latest = max(each.arrived for each in ordinary)
    return others_first(lately, rule) and latest - min(each.arrived for each in first) <= rule.limit
