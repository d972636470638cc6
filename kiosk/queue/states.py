"""The life of a ticket, as one table: which verb leads from where to where."""

from __future__ import annotations

from kiosk.queue.tickets import State
from kiosk.refusal import Refusal

MOVES: dict[str, tuple[frozenset[State], State]] = {
    "call": (frozenset({State.WAITING}), State.CALLED),
    "recall": (frozenset({State.CALLED}), State.CALLED),
    "start": (frozenset({State.CALLED}), State.SERVING),
    "finish": (frozenset({State.SERVING}), State.FINISHED),
    "come_back": (frozenset({State.SERVING}), State.WAITING),
    "park": (frozenset({State.CALLED, State.SERVING}), State.PARKED),
    "join": (frozenset({State.WAITING}), State.PARKED),
    "resume": (frozenset({State.PARKED}), State.CALLED),
    "follow": (frozenset({State.PARKED}), State.SERVING),
    "transfer": (frozenset({State.CALLED, State.SERVING, State.PARKED}), State.WAITING),
    "change": (frozenset({State.WAITING}), State.WAITING),
    "miss": (frozenset({State.CALLED}), State.MISSED),
    "check_in": (frozenset({State.MISSED}), State.WAITING),
    "go_on": (frozenset({State.PARKED}), State.WAITING),
    "abandon": (
        frozenset({State.WAITING, State.CALLED, State.PARKED, State.MISSED}),
        State.ABANDONED,
    ),
    "expire": (frozenset({State.WAITING, State.CALLED, State.PARKED}), State.EXPIRED),
}
"""verb -> (states it may start from, state it leads to)

A number that is finished where it was sent with "return to me" comes back instead. What has joined
a visit follows the number before it. What was parked at a counter that has closed
goes on at another.
"""

HELD = (State.CALLED, State.SERVING)
"""A counter holds at most one ticket in these states."""

OVER = (State.FINISHED, State.ABANDONED, State.EXPIRED)
"""No verb leads out of these."""


def after(verb: str, state: State, number: str) -> State:
    """The state that `verb` leads to from `state`; refuses with "ticket.wrong_state"."""
    sources, target = MOVES[verb]
    if state not in sources:
        raise Refusal("ticket.wrong_state", number=number, state=state.value, verb=verb)
    return target
