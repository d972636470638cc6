"""Calling out of order, with a reason that is kept: a given number, or somebody without one (R32).

`kiosk.queue.irregular` tells who did it, and how often.
"""

from __future__ import annotations

from kiosk import tokens
from kiosk.ground import Ground
from kiosk.queue import issuing, line, reasons, rows
from kiosk.queue.calling import call, move, ready
from kiosk.queue.press import Press
from kiosk.queue.states import after
from kiosk.queue.tickets import Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor

PICKED = "number"
WALK_IN = "walk_in"


def call_number(
    ground: Ground,
    counter: str,
    number: str,
    actor: Actor,
    reason: str,
    nonce: str | None = None,
) -> Ticket:
    """Call this very number of today, whoever was before it.

    Refuses with "reason.missing", "ticket.unknown", "ticket.wrong_state" (it does not wait),
    "ticket.not_served_here" (R27), and as `kiosk.queue.calling.ready` does.
    """
    why = reasons.given(reason)
    with ground.write() as work:
        at, hands = ready(work, counter, actor, nonce)
        if hands.again is not None:
            return hands.again
        found = rows.by_number(work, number)
        after("call", found.state, found.number)
        if found.lane not in work.floor.serves[counter]:
            raise Refusal("ticket.not_served_here", number=found.number, counter=counter)
        return call(work, found, actor, at, nonce, hands.own, why=PICKED, reason=why)


def walk_in(
    ground: Ground,
    counter: str,
    service: str,
    actor: Actor,
    reason: str = "",
    nonce: str | None = None,
) -> Ticket:
    """Serve somebody who stands at the counter without a number; they get one, without a paper.

    A reason is needed while anybody waits for this counter. Refuses with "reason.missing",
    "service.unknown", "service.not_served_here", "group.full", "day.over", and as
    `kiosk.queue.calling.ready` does.
    """
    with ground.write() as work:
        at, hands = ready(work, counter, actor, nonce)
        if hands.again is not None:
            return hands.again
        if work.closed:
            raise Refusal("day.over")
        aim = work.floor.aim(service)
        serves = work.floor.serves[counter]
        if aim.code not in serves:
            raise Refusal("service.not_served_here", service=aim.name, counter=counter)
        somebody_waits = line.ahead(rows.line(work), serves, priority=False) > 0
        why = reasons.given(reason) if somebody_waits or reason else None
        ticket = issuing.insert_ticket(ground, work, aim, Press(), tokens.new(), None)
        told = {"number": ticket.number, "service": aim.code, "priority": None, "walk_in": True}
        work.event("ticket.issued", actor=actor, ticket=ticket.id, counter=at.id, data=told)
        called = call(work, ticket, actor, at, nonce, hands.own, why=WALK_IN, reason=why)
        return move(work, called, "start", actor, at, {})
