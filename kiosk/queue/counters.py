"""Opening a counter and closing it; who waits for a closed one alone waits for others instead."""

from __future__ import annotations

from sqlalchemy import update

from data import models
from kiosk.ground import Ground, Work
from kiosk.queue import lanes, rows
from kiosk.queue.calling import AT_COUNTERS, counter_of, move
from kiosk.queue.tickets import Counter, lane_of_counter
from kiosk.refusal import Refusal
from kiosk.staff import Actor

_counters = models.Counter.__table__


def open_counter(ground: Ground, counter: str, actor: Actor) -> Counter:
    """Let a counter call; refuses with "counter.unknown" or "counter.not_yours"."""
    return _set(ground, counter, actor, opened=True, reason="")


def close_counter(ground: Ground, counter: str, actor: Actor, reason: str) -> Counter:
    """No more calls here; who was sent to this counter alone goes on to those who do the same.

    What is parked here stays parked: its person comes back and checks in
    (`kiosk.people.returning`), or a supervisor sends it on. Refuses with "reason.missing",
    "counter.unknown", "counter.not_yours" or "counter.busy".
    """
    if not reason.strip():
        raise Refusal("reason.missing")
    return _set(ground, counter, actor, opened=False, reason=reason.strip())


def must_be_free(work: Work, at: Counter) -> None:
    """Refuse with "counter.busy" where it has called or serves somebody."""
    if (held := rows.held_at(work, at.id)) is not None:
        raise Refusal("counter.busy", counter=at.code, number=held.number)


def change(work: Work, at: Counter, **values: object) -> None:
    """Give the row of a counter these values; everybody looks at the counters anew."""
    work.connection.execute(update(_counters).where(_counters.c.id == at.id).values(values))
    work.revise()


def _set(ground: Ground, counter: str, actor: Actor, *, opened: bool, reason: str) -> Counter:
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        at = counter_of(work, counter, actor)
        if not opened:
            must_be_free(work, at)
        if at.open != opened:
            change(work, at, open=opened, paused=None, paused_at=None)
            kind = "counter.opened" if opened else "counter.closed"
            work.event(kind, actor=actor, counter=at.id, data={"reason": reason} if reason else {})
            if not opened:
                _send_on(ground, work, at, actor, reason)
    with ground.read() as work:
        return work.floor.counter(counter)


def _send_on(ground: Ground, work: Work, closed: Counter, actor: Actor, reason: str) -> None:
    """Who waits for the closed counter alone waits for its matter, in the place of the arrival."""
    lane = lane_of_counter(closed.code)
    for each in rows.waiting_for(work, lane):
        changes, told = lanes.for_its_matter(ground, each)
        told |= {"from": lane, "reason": reason}
        move(work, each, "change", actor, closed, changes, kind="ticket.transferred", told=told)
