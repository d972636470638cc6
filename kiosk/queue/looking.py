"""What can be seen of the queue: a ticket's own status, the board, a counter, the balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from data import models
from kiosk.catalogue import Service, WindowGroup
from kiosk.ground import Ground, Work
from kiosk.printing import jobs
from kiosk.printing import stuck as stuck_papers
from kiosk.printing.jobs import Job
from kiosk.printing.stuck import Stuck
from kiosk.queue import line, rows
from kiosk.queue.states import HELD
from kiosk.queue.tickets import Counter, State, Ticket, Wait
from kiosk.refusal import Refusal
from kiosk.tokens import hashed

NEXT_SHOWN = 6
"""So many numbers of each group stand on the board."""

STUCK_SHOWN = 20
"""So many papers that stuck for the same reason are listed one by one; all are counted."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a ticket stands. `ahead` and `wait` are known while it waits; `counters` are open and
    can serve it, or the one that has called or parked it. `service` is None if it is no longer done
    here. `papers`: what became of its paper and of each reprint."""

    ticket: Ticket
    service: Service | None
    group: WindowGroup | None
    ahead: int | None
    counters: tuple[Counter, ...]
    wait: Wait | None
    papers: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A number on the board: where it was called to, when (UTC) and how often."""

    number: str
    counter: Counter
    at: datetime
    calls: int
    state: State

    @property
    def serving(self) -> bool:
        """The person has come."""
        return self.state is State.SERVING


@dataclass(frozen=True, slots=True)
class GroupLine:
    """How many wait in a window group, and the first numbers of them."""

    group: WindowGroup
    count: int
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What everybody in the hall may see; the newest call first."""

    day: date
    calls: tuple[Call, ...]
    waiting: tuple[GroupLine, ...]
    counters: tuple[Counter, ...]


@dataclass(frozen=True, slots=True)
class AtCounter:
    """What a clerk sees: the own counter, its ticket, those parked here, how many wait for it,
    papers that stuck (the first `STUCK_SHOWN` of each sort)."""

    counter: Counter
    current: Ticket | None
    parked: tuple[Ticket, ...]
    waiting: int
    stuck: Stuck


def status(ground: Ground, token: str) -> Status:
    """The ticket whose link carries `token`; a wrong and an expired one are refused alike."""
    with ground.read() as work:
        return _status(ground, work, by_token(work, token))


def by_token(work: Work, token: str) -> Ticket:
    """The ticket whose link carries `token`; refuses with "link.invalid"."""
    tickets = rows.tickets
    query = rows.of_hall(work).where(
        tickets.c.token_hash == hashed(token), tickets.c.link_until > work.at
    )
    row = work.connection.execute(query).first()
    if row is None:
        raise Refusal("link.invalid")
    return rows.value(work, row)


def status_of_ticket(ground: Ground, ticket: int) -> Status:
    """Where the ticket with this key stands; refuses with "ticket.unknown"."""
    with ground.read() as work:
        return _status(ground, work, rows.by_id(work, ticket))


def status_of_number(ground: Ground, number: str) -> Status:
    """Today's ticket with this number; refuses with "ticket.unknown"."""
    with ground.read() as work:
        return _status(ground, work, rows.by_number(work, number))


def ticket_of_number(ground: Ground, number: str) -> Ticket:
    """Today's ticket with this number; refuses with "ticket.unknown"."""
    with ground.read() as work:
        return rows.by_number(work, number)


def board(ground: Ground, calls: int = 8) -> Board:
    """The last `calls` calls of the day and who waits in each group."""
    with ground.read() as work:
        return Board(
            day=work.day,
            calls=_calls(work, calls),
            waiting=_groups(work),
            counters=tuple(work.floor.counters.values()),
        )


def at_counter(ground: Ground, counter: str) -> AtCounter:
    """What stands at a counter; refuses with "counter.unknown"."""
    with ground.read() as work:
        at = work.floor.counter(counter)
        serves = work.floor.serves[counter]
        return AtCounter(
            counter=at,
            current=rows.held_at(work, at.id),
            parked=tuple(rows.parked_at(work, at.id)),
            waiting=line.ahead(rows.line(work), serves, priority=False),
            stuck=stuck_papers.by_sort(work, STUCK_SHOWN),
        )


def balance(ground: Ground) -> dict[State, int]:
    """Today's tickets by state; together they are all that were issued (R55)."""
    with ground.read() as work:
        tickets = rows.tickets
        found = work.connection.execute(
            select(tickets.c.state, func.count())
            .where(tickets.c.hall_id == work.hall, tickets.c.day == work.day)
            .group_by(tickets.c.state)
        )
        counts = {State(state): count for state, count in found}
    return {state: counts.get(state, 0) for state in State}


def _status(ground: Ground, work: Work, ticket: Ticket) -> Status:
    floor = work.floor
    service = floor.catalogue.services.get(ticket.service)
    counters = tuple(each for each in floor.counters_for(ticket.lane) if each.open)
    at_one = ticket.state in {*HELD, State.PARKED}
    if at_one and ticket.counter in floor.counters:
        counters = (floor.counters[ticket.counter],)
    ahead = wait = None
    if ticket.state is State.WAITING and ticket.day == work.day:
        wait = ground.waits.ticket(work, ticket)
        rivals = floor.rivals.get(ticket.lane, frozenset())
        before = rows.line(work, ticket.place)
        ahead = line.ahead(before, rivals, priority=ticket.goes_first)
    group = floor.catalogue.groups.get(ticket.group)
    papers = jobs.of_ticket(work, ticket.id)
    return Status(ticket, service, group, ahead, counters, wait, papers)


def _calls(work: Work, most: int) -> tuple[Call, ...]:
    tickets = rows.tickets
    query = (
        rows.of_hall(work)
        # Who was missed and has come back waits again.
        .where(tickets.c.day == work.day, models.CALLED)
        .where(tickets.c.state != State.WAITING.value)
        .order_by(tickets.c.last_call.desc())
        .limit(most)
    )
    called = [rows.value(work, row) for row in work.connection.execute(query)]
    return tuple(
        Call(each.number, work.floor.counters[each.counter], each.called_at, each.calls, each.state)
        for each in called
        if each.counter in work.floor.counters and each.called_at is not None
    )


def _groups(work: Work) -> tuple[GroupLine, ...]:
    tickets = rows.tickets
    order = (func.coalesce(tickets.c.turn, tickets.c.id), tickets.c.turn.is_not(None), tickets.c.id)
    place = func.row_number().over(partition_by=tickets.c.group_prefix, order_by=order)
    people = func.count().over(partition_by=tickets.c.group_prefix)
    waiting = (
        select(
            tickets.c.group_prefix,
            tickets.c.number,
            place.label("place"),
            people.label("people"),
        )
        .where(
            tickets.c.hall_id == work.hall,
            tickets.c.day == work.day,
            models.WAITING,
        )
        .subquery()
    )
    query = select(waiting).where(waiting.c.place <= NEXT_SHOWN).order_by(waiting.c.place)
    counts: dict[str, int] = {}
    numbers: dict[str, list[str]] = {}
    for row in work.connection.execute(query):
        counts[row.group_prefix] = row.people
        numbers.setdefault(row.group_prefix, []).append(rows.label(row.group_prefix, row.number))
    used = {service.window_group for service in work.floor.catalogue.services.values()}
    # The desks that help without a service appear while somebody waits there.
    shown = used | counts.keys()
    return tuple(
        GroupLine(group, counts.get(group.prefix, 0), tuple(numbers.get(group.prefix, ())))
        for group in work.floor.catalogue.window_groups
        if group.prefix in shown
    )
