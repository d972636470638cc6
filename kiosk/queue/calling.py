"""At the counter: calling the next number and everything that happens to it until it is over."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.queue import line, rows
from kiosk.queue.states import after
from kiosk.queue.tickets import Counter, State, Ticket, check_nonce
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role

AT_COUNTERS = (Role.CLERK, Role.SUPERVISOR, Role.ADMIN)
"""Who may call and serve; an inspector only looks."""


def call_next(ground: Ground, counter: str, actor: Actor, nonce: str | None = None) -> Ticket:
    """Call whoever is next for `counter`; a repeat with the same `nonce` gets the same ticket.

    Refuses with "counter.unknown", "counter.closed", "counter.busy", "queue.empty",
    "ticket.elsewhere" or "account.not_allowed".
    """
    actor.must_be(*AT_COUNTERS)
    check_nonce(nonce)
    with ground.write() as work:
        at = work.floor.counter(counter)
        if actor.counter not in {None, counter}:
            raise Refusal("counter.not_yours", counter=counter, yours=actor.counter)
        before = _called_with(work, at, nonce) if nonce is not None else None
        if before is not None:
            return before
        held = rows.held_at(work, at.id)
        if held is not None:
            raise Refusal("counter.busy", counter=counter, number=held.number)
        if not at.open:
            raise Refusal("counter.closed", counter=counter)
        waiting = rows.line(work)
        serves = work.floor.serves[counter]
        choice = line.choose(waiting, serves, _last_calls(work), work.at)
        if choice is None:
            raise Refusal("queue.empty", counter=counter)
        ticket = rows.by_id(work, choice.ticket)
        place = work.head.seq + 1
        changes = {
            "counter_id": at.id,
            "called_at": work.at,
            "calls": 1,
            "first_call": place,
            "last_call": place,
            "call_nonce": nonce,
        }
        return move(work, ticket, "call", actor, at, changes, why=choice.why)


def recall(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """Call the number at the counter once more."""
    with ground.write() as work:
        found, at = _mine(work, ticket, actor)
        changes = {
            "called_at": work.at,
            "calls": found.calls + 1,
            "last_call": work.head.seq + 1,
        }
        return move(work, found, "recall", actor, at, changes, kind="ticket.recalled")


def start(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """The person is here: begin to serve."""
    return _step(ground, ticket, "start", actor)


def finish(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """The person is done at this counter."""
    return _step(ground, ticket, "finish", actor)


def miss(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """Nobody came."""
    return _step(ground, ticket, "miss", actor)


def abandon(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """The person gives up."""
    return _step(ground, ticket, "abandon", actor)


def open_counter(ground: Ground, counter: str, actor: Actor) -> Counter:
    """Let a counter call."""
    return _set_open(ground, counter, actor, opened=True, reason="")


def close_counter(ground: Ground, counter: str, actor: Actor, reason: str) -> Counter:
    """No more calls here; refuses with "counter.busy" and, without a reason, "reason.missing"."""
    if not reason.strip():
        raise Refusal("reason.missing")
    return _set_open(ground, counter, actor, opened=False, reason=reason.strip())


def _step(ground: Ground, ticket: int, verb: str, actor: Actor) -> Ticket:
    with ground.write() as work:
        found, at = _mine(work, ticket, actor)
        return move(work, found, verb, actor, at, {})


def _mine(work: Work, ticket: int, actor: Actor) -> tuple[Ticket, Counter | None]:
    """The ticket, and its counter; a clerk touches only what the own counter has called."""
    actor.must_be(*AT_COUNTERS)
    found = rows.by_id(work, ticket)
    at = work.floor.counters.get(found.counter) if found.counter else None
    if at is not None and actor.counter not in {None, at.code}:
        raise Refusal("ticket.elsewhere", number=found.number, counter=at.code)
    return found, at


def move(
    work: Work,
    ticket: Ticket,
    verb: str,
    actor: Actor | None,
    at: Counter | None,
    changes: dict[str, Any],
    *,
    kind: str = "",
    **data: object,
) -> Ticket:
    """Take a ticket to where `verb` leads; the event is named after its new state, or `kind`."""
    state = after(verb, ticket.state, ticket.number)
    tickets = rows.tickets
    work.connection.execute(
        update(tickets).where(tickets.c.id == ticket.id).values(state=state.value, **changes)
    )
    work.event(
        kind or f"ticket.{state.value}",
        actor=actor,
        ticket=ticket.id,
        counter=at.id if at else None,
        data={name: value for name, value in data.items() if value is not None},
    )
    return rows.by_id(work, ticket.id)


def _last_calls(work: Work) -> list[line.Called]:
    """What the last calls were, the newest first."""
    tickets = rows.tickets
    query = (
        select(tickets.c.priority, tickets.c.appointment_at, tickets.c.turn, tickets.c.state)
        .where(tickets.c.hall_id == work.hall, tickets.c.day == work.day, models.CALLED)
        .order_by(tickets.c.first_call.desc())
        .limit(line.REMEMBERED)
    )
    return [
        # Who came back and waits was called in its class; who was called again was not.
        line.Called(priority is not None, slot is not None)
        if turn is None or state == State.WAITING.value
        else line.Called()
        for priority, slot, turn, state in work.connection.execute(query).all()
    ]


def _called_with(work: Work, at: Counter, nonce: str) -> Ticket | None:
    """The ticket that an earlier press with this nonce has called to this counter."""
    tickets = rows.tickets
    query = select(tickets.c.id).where(tickets.c.counter_id == at.id, models.CALL_NONCE)
    key = work.connection.scalar(query.where(tickets.c.call_nonce == nonce))
    return None if key is None else rows.by_id(work, key)


def _set_open(ground: Ground, counter: str, actor: Actor, *, opened: bool, reason: str) -> Counter:
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        at = work.floor.counter(counter)
        if actor.counter not in {None, counter}:
            raise Refusal("counter.not_yours", counter=counter, yours=actor.counter)
        if not opened and (held := rows.held_at(work, at.id)) is not None:
            raise Refusal("counter.busy", counter=counter, number=held.number)
        if at.open != opened:
            counters = models.Counter.__table__
            work.connection.execute(
                update(counters).where(counters.c.id == at.id).values(open=opened)
            )
            work.revise()
            kind = "counter.opened" if opened else "counter.closed"
            work.event(kind, actor=actor, counter=at.id, data={"reason": reason} if reason else {})
    with ground.read() as work:
        return work.floor.counter(counter)
