"""Parking a number while its person fetches something, and calling it back to the same counter.

What is parked waits for nobody but its own counter: no other calls it, and its own only by name.
"""

from __future__ import annotations

from kiosk.ground import Ground
from kiosk.queue.calling import in_hand, mine, move, ready
from kiosk.queue.states import after
from kiosk.queue.tickets import Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor


def park(ground: Ground, ticket: int, actor: Actor, reason: str = "") -> Ticket:
    """Set aside a number that was called or is served; the counter is free for the next (挂起)."""
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        why = {"reason": reason.strip() or None}
        return move(work, found, "park", actor, at, {"clerk_id": None}, told=why)


def resume(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """Call a parked number back to its counter (回呼); it is called anew, with all recalls.

    Refuses with "ticket.wrong_state", and as `kiosk.queue.calling.ready` does.
    """
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        after("resume", found.state, found.number)
        if at is None:
            raise Refusal("counter.unknown", counter=found.counter)
        _, hands = ready(work, at.code, actor)
        changes = {
            "called_at": work.at,
            "calls": 1,
            "last_call": work.head.seq + 1,
            **in_hand(actor, at, hands.own),
        }
        return move(work, found, "resume", actor, at, changes, kind="ticket.resumed")
