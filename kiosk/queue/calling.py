"""At the counter: calling the next number and everything that happens to it until it is over.

Who holds what, for all verbs at counters:

- A counter holds at most one ticket, called or being served; whoever signs there may finish with
  it, and the event names who did. So a second clerk at a counter, or one who takes over, or the
  same one after an hour without a connection, finds what the counter holds and goes on with it.
  Nothing takes it away meanwhile. Of two who press "next" at once, one gets "counter.busy".
- A clerk holds at most one ticket: who has called one at the own counter is told "clerk.busy" at
  any other until it is finished, missed, parked, transferred or given up.
- Somebody signed in at no counter (a supervisor, a script) may act for every counter, and holds
  nothing; so may a machine with an access token, at its counter alone.
- A second press with the same nonce gets the same ticket; a verb on a ticket that has moved on
  meanwhile is refused with "ticket.wrong_state" and changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from kiosk.ground import Ground, Work
from kiosk.queue import choosing, hands, heads, lanes, rows
from kiosk.queue.hands import Hands
from kiosk.queue.routing import Standing
from kiosk.queue.states import after
from kiosk.queue.tickets import Counter, Ticket, check_nonce, lane_of_counter
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role

AT_COUNTERS = (Role.CLERK, Role.SUPERVISOR, Role.ADMIN)
"""Who may call and serve; an inspector only looks."""

BACK_IN_LINE: dict[str, Any] = {
    "counter_id": None,
    "called_at": None,
    "calls": 0,
    "call_nonce": None,
    "clerk_id": None,
}
"""What a ticket forgets when it waits once more; its number and its arrival it keeps (R30)."""


def call_next(ground: Ground, counter: str, actor: Actor, nonce: str | None = None) -> Ticket:
    """Call whoever is next for `counter`; a repeat with the same `nonce` gets the same ticket.

    Refuses with "queue.empty", and as `ready` does.
    """
    _check(actor, nonce)

    def foresee(work: Work) -> None:
        heads.foresee_look(work, counter, actor, nonce)

    with ground.write(foresee) as work:
        at = counter_of(work, counter, actor)
        line = heads.look(work, at, actor, nonce)
        if line.hands.again is not None:
            return line.hands.again
        _free(at, line.hands)
        choice = choosing.next_for(ground, work, at, line)
        if choice is None:
            raise Refusal("queue.empty", counter=counter)
        ticket = line.ticket(work, choice.ticket)
        told = choice.told(ground.settings.queue.rule)
        return call(
            work, ticket, actor, at, nonce, line.hands.own, standing=choice.standing, **told
        )


def ready(
    work: Work, counter: str, actor: Actor, nonce: str | None = None
) -> tuple[Counter, Hands]:
    """The counter, free to call unless `again` is in hand: what an earlier press with `nonce` has
    called.

    Refuses with "account.not_allowed", "nonce.invalid", "counter.unknown", "counter.not_yours",
    "counter.busy", "counter.closed" or "counter.paused".
    """
    _check(actor, nonce)
    at = counter_of(work, counter, actor)
    found = hands.look(work, at, actor, nonce)
    if found.again is None:
        _free(at, found)
    return at, found


def _check(actor: Actor, nonce: str | None) -> None:
    actor.must_be(*AT_COUNTERS)
    check_nonce(nonce)


def counter_of(work: Work, counter: str, actor: Actor) -> Counter:
    """The counter with this code; who has an own one may not act for another."""
    at = work.floor.counter(counter)
    if actor.counter not in {None, counter}:
        raise Refusal("counter.not_yours", counter=counter, yours=actor.counter)
    return at


def _free(at: Counter, found: Hands) -> None:
    if found.here is not None:
        raise Refusal("counter.busy", counter=at.code, number=found.here.number)
    if not at.open:
        raise Refusal("counter.closed", counter=at.code)
    if at.paused is not None:
        raise Refusal("counter.paused", counter=at.code)


def call(
    work: Work,
    ticket: Ticket,
    actor: Actor,
    at: Counter,
    nonce: str | None,
    own: Ticket | None,
    standing: Standing | None = None,
    **why: object,
) -> Ticket:
    """Call a ticket that waits to a counter that is `ready`; `why` is kept with the event.

    `own`: what the clerk has in hand. `standing`: as what, where the rule has chosen it.

    Refuses with "ticket.wrong_state" or "clerk.busy".
    """
    place = work.head.seq + 1
    changes = {
        "counter_id": at.id,
        "called_at": work.at,
        "calls": 1,
        "first_call": place,
        "last_call": place,
        "call_nonce": nonce,
        "called_as": (standing or choosing.standing_of(ticket)).value,
        **in_hand(actor, at, own),
    }
    return move(work, ticket, "call", actor, at, changes, told=why)


def in_hand(actor: Actor, at: Counter, own: Ticket | None) -> dict[str, Any]:
    """What makes a ticket at `at` that of its clerk, who has `own` in hand already.

    Refuses with "clerk.busy".
    """
    if not hands.holds(actor):
        return {}
    if own is not None and own.counter != at.code:
        raise Refusal("clerk.busy", number=own.number, counter=own.counter)
    return {"clerk_id": actor.account.id}


def recall(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """Call the number at the counter once more: at most three times, 15 s apart (R28).

    Refuses with "ticket.recalled_enough" or "ticket.called_just_now".
    """
    rules = ground.settings.calling
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        after("recall", found.state, found.number)
        if found.calls > rules.recalls:
            raise Refusal("ticket.recalled_enough", number=found.number, most=rules.recalls)
        seconds = 0.0 if found.called_at is None else (work.at - found.called_at).total_seconds()
        # A clock that was set back must not keep anybody from calling.
        if 0 <= seconds < rules.apart_seconds and found.called_at is not None:
            left = math.ceil(rules.apart_seconds - seconds)
            raise Refusal("ticket.called_just_now", number=found.number, seconds=left)
        changes = {
            "called_at": work.at,
            "calls": found.calls + 1,
            "last_call": work.head.seq + 1,
        }
        return move(work, found, "recall", actor, at, changes, kind="ticket.recalled")


def start(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """The person is here: begin to serve."""
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        after("start", found.state, found.number)
        changes = _taken_in_hand(work, actor, at) if at is not None else {}
        return move(work, found, "start", actor, at, changes)


def finish(ground: Ground, ticket: int, actor: Actor, reason: str = "") -> Ticket:
    """The person is done at this counter; `reason` is how the matter ended, where it is told.

    Who was sent here with "return to me" waits for that counter again; where it has closed, for any
    that serves the window group of the number. Of one person's several matters the next begins at
    once.
    """
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        told: dict[str, object] = {"reason": reason.strip() or None}
        if found.return_to is None:
            ended = move(work, found, "finish", actor, at, {}, told=told)
        else:
            way, back = _back(ground, work, found)
            changes = BACK_IN_LINE | way | {"return_id": None}
            told |= back
            ended = move(
                work, found, "come_back", actor, at, changes, kind="ticket.came_back", told=told
            )
        if at is not None:
            _follow(work, found, actor, at)
        return ended


def _back(ground: Ground, work: Work, ticket: Ticket) -> lanes.Way:
    to = ticket.return_to or ""
    sender = work.floor.counters.get(to)
    if sender is not None and sender.open:
        return {"service": lane_of_counter(to)}, {"to": to}
    return lanes.by_its_letter(ground, ticket)


def _follow(work: Work, before: Ticket, actor: Actor, at: Counter) -> None:
    """Begin the next of the matters that one person has at this counter."""
    if before.visit is None:
        return
    rest = (each for each in rows.parked_at(work, at.id) if each.visit == before.visit)
    following = next(rest, None)
    if following is not None:
        place = {"last_call": work.head.seq + 1, "called_at": work.at}
        move(work, following, "follow", actor, at, place | _taken_in_hand(work, actor, at))


def _taken_in_hand(work: Work, actor: Actor, at: Counter) -> dict[str, Any]:
    own = rows.held_by(work, actor.account.id) if hands.holds(actor) else None
    return in_hand(actor, at, own)


def miss(ground: Ground, ticket: int, actor: Actor) -> Ticket:
    """Nobody came, after at least two calls (R28); refuses with "ticket.called_too_little"."""
    needed = ground.settings.calling.calls_before_miss
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        after("miss", found.state, found.number)
        if found.calls < needed:
            raise Refusal("ticket.called_too_little", number=found.number, needed=needed)
        return move(work, found, "miss", actor, at, {})


def abandon(ground: Ground, ticket: int, actor: Actor, reason: str = "") -> Ticket:
    """The person gives up."""
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        why = {"reason": reason.strip() or None}
        return move(work, found, "abandon", actor, at, {}, told=why)


def mine(work: Work, ticket: int, actor: Actor) -> tuple[Ticket, Counter | None]:
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
    told: Mapping[str, object] | None = None,
) -> Ticket:
    """Take a ticket to where `verb` leads; the event is named after its new state, or `kind`.

    What is `told` is kept with the event, without what is None.
    """
    state = after(verb, ticket.state, ticket.number)
    work.event(
        kind or f"ticket.{state.value}",
        actor=actor,
        ticket=ticket.id,
        counter=at.id if at else None,
        data={name: value for name, value in (told or {}).items() if value is not None},
        change=rows.change(ticket.id, {"state": state.value, **changes}),
    )
    return rows.changed(work, ticket, state, changes)
