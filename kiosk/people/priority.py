"""Priority that staff give to a number that was taken without it (R32)."""

from __future__ import annotations

from sqlalchemy import update

from kiosk.ground import Ground
from kiosk.queue import reasons, rows
from kiosk.queue.calling import AT_COUNTERS
from kiosk.queue.tickets import Priority, State, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor


def give_priority(
    ground: Ground, ticket: int, priority: Priority, actor: Actor, reason: str
) -> Ticket:
    """Let a number that waits go first from now on; the reason is kept with who gave it.

    Refuses with "account.not_allowed", "reason.missing", "ticket.unknown",
    "ticket.has_priority" or "ticket.wrong_state".
    """
    actor.must_be(*AT_COUNTERS)
    said = reasons.given(reason)
    with ground.write() as work:
        found = rows.by_id(work, ticket)
        if found.state is not State.WAITING:
            state = found.state.value
            raise Refusal(
                "ticket.wrong_state", number=found.number, state=state, verb="give_priority"
            )
        if found.priority is not None or found.turn is not None:
            raise Refusal("ticket.has_priority", number=found.number)
        work.connection.execute(
            update(rows.tickets).where(rows.tickets.c.id == ticket).values(priority=priority.value)
        )
        told = {"priority": priority.value, "reason": said}
        work.event("ticket.given_priority", actor=actor, ticket=ticket, data=told)
        return rows.by_id(work, ticket)
