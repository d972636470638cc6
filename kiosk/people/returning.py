"""Who was missed and is back, who gives up, who lost the paper: at the machine, by themselves.

With the paper in hand (its link) a person may do all of it. A typed number shows what the board
shows and lets who was missed check in; giving up and a new paper for a bare number need the desk,
or anybody could take away or copy somebody else's number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, or_, select

from data import models
from kiosk.catalogue import WindowGroup
from kiosk.ground import Ground, Work
from kiosk.opening import half_days
from kiosk.people.scanning import Link, Number, scan
from kiosk.people.tempo import Typing
from kiosk.printing import jobs
from kiosk.printing.jobs import Job
from kiosk.queue import lanes, looking, rows
from kiosk.queue.calling import AT_COUNTERS, BACK_IN_LINE, move
from kiosk.queue.line import BACK_AFTER, same_half_day, turn_of
from kiosk.queue.looking import Status
from kiosk.queue.states import MOVES, OVER
from kiosk.queue.tickets import Counter, Place, State, Ticket, Wait, place
from kiosk.refusal import Refusal
from kiosk.staff import Actor

_events = models.Event.__table__


class Act(StrEnum):
    """What a person may do with a ticket at the machine."""

    CHECK_IN = "check_in"
    GIVE_UP = "give_up"
    REPRINT = "reprint"


@dataclass(frozen=True, slots=True)
class AtMachine:
    """What the machine shows of a ticket, and what may be done with it.

    `whole` is there only for who holds the paper; a typed number shows no service and no reason.
    """

    ticket: int
    number: str
    state: State
    group: WindowGroup | None
    counters: tuple[Counter, ...]
    ahead: int | None
    wait: Wait | None
    acts: frozenset[Act]
    whole: Status | None


def at_machine(ground: Ground, typing: Typing, text: str) -> AtMachine:
    """The ticket whose link was scanned or whose number was typed.

    Refuses with "scan.nothing", "link.invalid", "ticket.unknown" or "machine.too_often".
    """
    match scan(text, ground.settings.public_url):
        case Link(token):
            return _shown(ground, looking.status(ground, token), proven=True)
        case Number(number):
            typing.count()
            return _shown(ground, looking.status_of_number(ground, number), proven=False)
        case _:
            raise Refusal("scan.nothing")


def look_again(ground: Ground, seen: AtMachine) -> AtMachine:
    """The same ticket as it stands now, for who looks at it already; that is no typing.

    Refuses with "ticket.unknown".
    """
    status = looking.status_of_ticket(ground, seen.ticket)
    return _shown(ground, status, proven=seen.whole is not None)


def check_in(ground: Ground, ticket: int, actor: Actor | None = None) -> Ticket:
    """Who was missed is back: once, in the same half of the day, behind the next three (R29).

    Who was set aside at a counter that has closed since waits for the same matter elsewhere, in the
    place of the arrival. `actor` is None for the person at the machine. Refuses with
    "ticket.unknown", "ticket.wrong_state", "ticket.checked_in_already", "ticket.too_late" or
    "account.not_allowed".
    """
    if actor is not None:
        actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        found = rows.by_id(work, ticket)
        if _left_behind(work, found):
            way, told = lanes.for_its_matter(ground, found)
            again = BACK_IN_LINE | way
            return move(
                work, found, "go_on", actor, None, again, kind="ticket.checked_in", told=told
            )
        if found.turn is not None and found.state in {State.WAITING, State.MISSED}:
            raise Refusal("ticket.checked_in_already", number=found.number)
        if found.state is State.MISSED and not _in_time(ground, work, found):
            raise Refusal("ticket.too_late", number=found.number)
        turn = turn_of(found.id, _ordinary(work, found))
        back = BACK_IN_LINE | {"turn": turn}
        return move(work, found, "check_in", actor, None, back, kind="ticket.checked_in")


def check_in_by_link(ground: Ground, token: str) -> Ticket:
    """The same for who has the link of the ticket, wherever they are."""
    return check_in(ground, looking.status(ground, token).ticket.id)


def may_check_in(ground: Ground, ticket: Ticket) -> bool:
    """Whether `check_in` would let who was missed stand in line again."""
    with ground.read() as work:
        return _may_check_in(ground, work, ticket)


def _left_behind(work: Work, ticket: Ticket) -> bool:
    """Whether its counter has closed, which alone would call it."""
    at = work.floor.counters.get(ticket.counter or "")
    aside = ticket.state is State.PARKED and ticket.day == work.day
    return aside and (at is None or not at.open)


def _may_check_in(ground: Ground, work: Work, ticket: Ticket) -> bool:
    if _left_behind(work, ticket):
        return True
    missed_once = ticket.state is State.MISSED and ticket.turn is None
    return missed_once and _in_time(ground, work, ticket)


def give_up(ground: Ground, token: str) -> Ticket:
    """The person gives up the number of this link.

    Refuses with "link.invalid" or "ticket.wrong_state".
    """
    with ground.write() as work:
        return move(work, looking.by_token(work, token), "abandon", None, None, {})


def reprint_lost(ground: Ground, token: str) -> Job:
    """One more paper for who has the link but lost the paper; once for each ticket.

    Refuses with "link.invalid", "reprint.once", "reprint.over" or "job.printing".
    """
    with ground.write() as work:
        found = looking.by_token(work, token)
        if found.state in OVER:
            raise Refusal("reprint.over", number=found.number)
        job = reprint_once(ground, work, found.id)
        if job is None:
            raise Refusal("reprint.once", number=found.number)
        return job


def reprint_once(ground: Ground, work: Work, ticket: int) -> Job | None:
    """One more paper of a ticket in the caller's transaction; None if there was one before.

    Refuses with "job.printing".
    """
    if _reprinted(work, ticket):
        return None
    query = select(jobs.table).where(jobs.table.c.ticket_id == ticket)
    first = work.connection.execute(query.order_by(jobs.table.c.id).limit(1)).one()
    job = jobs.again(ground, work, first, keep=False)
    work.event("paper.lost", ticket=ticket, data={"job": job.id, "copy": job.copy})
    return job


def _shown(ground: Ground, status: Status, *, proven: bool) -> AtMachine:
    ticket = status.ticket
    with ground.read() as work:
        acts: set[Act] = set()
        if _may_check_in(ground, work, ticket):
            acts.add(Act.CHECK_IN)
        if proven and ticket.state in MOVES["abandon"][0]:
            acts.add(Act.GIVE_UP)
        if proven and ticket.state not in OVER and not _reprinted(work, ticket.id):
            acts.add(Act.REPRINT)
    return AtMachine(
        ticket=ticket.id,
        number=ticket.number,
        state=ticket.state,
        group=status.group,
        counters=status.counters,
        ahead=status.ahead,
        wait=status.wait,
        acts=frozenset(acts),
        whole=status if proven else None,
    )


def _in_time(ground: Ground, work: Work, missed: Ticket) -> bool:
    if missed.called_at is None or missed.day != work.day:
        return False
    half = half_days(ground.settings.hours, work.day)
    called, now = (each.astimezone(ground.zone) for each in (missed.called_at, work.at))
    return same_half_day(called, now, half)


def _ordinary(work: Work, missed: Ticket) -> list[Place]:
    """The first few who wait for the same counters without priority, in order."""
    tickets = rows.tickets
    rivals = work.floor.rivals.get(missed.lane, frozenset({missed.lane}))
    query = (
        select(tickets.c.id, tickets.c.turn)
        .where(tickets.c.hall_id == work.hall, tickets.c.day == work.day, models.WAITING)
        .where(tickets.c.service.in_(rivals))
        .where(or_(tickets.c.priority.is_(None), tickets.c.turn.is_not(None)))
        .order_by(
            func.coalesce(tickets.c.turn, tickets.c.id), tickets.c.turn.is_not(None), tickets.c.id
        )
        .limit(BACK_AFTER)
    )
    return [place(row.id, row.turn) for row in work.connection.execute(query)]


def _reprinted(work: Work, ticket: int) -> bool:
    query = select(_events.c.seq).where(
        _events.c.hall_id == work.hall,
        _events.c.ticket_id == ticket,
        _events.c.kind == "paper.lost",
    )
    return work.connection.scalar(query.limit(1)) is not None
