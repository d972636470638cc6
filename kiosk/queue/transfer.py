"""Sending a person on, to whoever can help, with the same number and the same arrival (R30)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.ground import Ground, Work
from kiosk.queue.calling import BACK_IN_LINE, mine, move
from kiosk.queue.states import after
from kiosk.queue.tickets import Counter, Ticket, lane_of_counter, lane_of_group
from kiosk.refusal import Refusal
from kiosk.staff import Actor


@dataclass(frozen=True, slots=True)
class Target:
    """Where a person is sent: a service, a window group or one counter, by its code.

    `back`: when that is done, the person waits for the counter that has sent them, once more.
    """

    service: str | None = None
    group: str | None = None
    counter: str | None = None
    back: bool = False

    def __post_init__(self) -> None:
        if sum(each is not None for each in (self.service, self.group, self.counter)) != 1:
            raise Refusal("transfer.nowhere")


def transfer(ground: Ground, ticket: int, target: Target, actor: Actor, reason: str = "") -> Ticket:
    """Let a number that is here wait for somebody else, in the place of its arrival.

    Refuses with "transfer.nowhere", "transfer.here", "transfer.closed", "service.unknown",
    "service.no_counter_open", "group.unknown", "counter.unknown" or "ticket.wrong_state".
    """
    with ground.write() as work:
        found, at = mine(work, ticket, actor)
        after("transfer", found.state, found.number)
        changes = BACK_IN_LINE | _aim(work, target, at)
        # Who was sent here to come back still does, wherever the way leads in between.
        if target.back and at is not None:
            changes["return_id"] = at.id
        told = {
            "service": target.service,
            "group": target.group,
            "to": target.counter,
            "back": target.back or None,
            "reason": reason.strip() or None,
        }
        return move(
            work, found, "transfer", actor, at, changes, kind="ticket.transferred", told=told
        )


def _aim(work: Work, target: Target, at: Counter | None) -> dict[str, Any]:
    floor = work.floor
    if target.service is not None:
        aim = floor.aim(target.service)
        floor.open_for(aim.code)
        return {"service": aim.code, "service_id": aim.key}
    if target.group is not None:
        if target.group not in floor.catalogue.groups:
            raise Refusal("group.unknown", group=target.group)
        lane = lane_of_group(target.group)
        floor.open_for(lane)
        return {"service": lane}
    there = floor.counter(target.counter or "")
    if at is not None and there.code == at.code:
        raise Refusal("transfer.here", counter=there.code)
    if not there.open:
        raise Refusal("transfer.closed", counter=there.code)
    return {"service": lane_of_counter(there.code)}
