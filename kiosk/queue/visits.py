"""One person, several matters: numbers joined into one visit, called once, served in turn."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from kiosk.ground import Ground
from kiosk.queue import rows
from kiosk.queue.calling import AT_COUNTERS, move
from kiosk.queue.states import after
from kiosk.queue.tickets import State, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor


def join(ground: Ground, ticket: int, numbers: Sequence[str], actor: Actor) -> tuple[Ticket, ...]:
    """Let the other numbers of the person who is served follow at this counter.

    They wait no more and are parked here; when one matter is finished the next begins without a
    call, in the order of the numbers, and each ends with its own reason. Returns the visit, who is
    served first. Refuses with "visit.nobody", "visit.same", "ticket.not_served_here",
    "ticket.unknown", "ticket.wrong_state" or "ticket.elsewhere".
    """
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        served = rows.by_id(work, ticket)
        at = work.floor.counters.get(served.counter) if served.counter else None
        if at is None or served.state is not State.SERVING:
            raise Refusal("visit.nobody", number=served.number)
        if actor.counter not in {None, at.code}:
            raise Refusal("ticket.elsewhere", number=served.number, counter=at.code)
        visit = served.visit or served.id
        for number in numbers:
            found = rows.by_number(work, number)
            if found.id == served.id:
                raise Refusal("visit.same", number=found.number)
            after("join", found.state, found.number)
            if found.lane not in work.floor.serves[at.code]:
                raise Refusal("ticket.not_served_here", number=found.number, counter=at.code)
            changes = {"counter_id": at.id, "visit": visit}
            told = {"visit": served.number}
            move(work, found, "join", actor, at, changes, kind="ticket.joined", told=told)
        work.connection.execute(
            update(rows.tickets).where(rows.tickets.c.id == served.id).values(visit=visit)
        )
        rest = [each for each in rows.parked_at(work, at.id) if each.visit == visit]
        return (rows.by_id(work, served.id), *rest)
