"""The life of a ticket: every verb in every state, told once more in the words of the rule book."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import State, Ticket
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff, count, events, miss

# state before -> {verb: state after}; what is not here is refused.
LIFE = {
    State.WAITING: {"abandon": State.ABANDONED},
    State.CALLED: {
        "park": State.PARKED,
        "recall": State.CALLED,
        "start": State.SERVING,
        "miss": State.MISSED,
        "abandon": State.ABANDONED,
    },
    State.SERVING: {"finish": State.FINISHED, "park": State.PARKED},
    State.PARKED: {"resume": State.CALLED, "abandon": State.ABANDONED},
    State.MISSED: {"abandon": State.ABANDONED},
    State.FINISHED: {},
    State.ABANDONED: {},
    State.EXPIRED: {},
}
VERBS = ("recall", "start", "finish", "miss", "park", "resume", "abandon")
WAY = {
    State.WAITING: [],
    State.CALLED: ["call"],
    State.SERVING: ["call", "start"],
    State.PARKED: ["call", "park"],
    State.MISSED: ["call", "miss"],
    State.FINISHED: ["call", "start", "finish"],
    State.ABANDONED: ["abandon"],
    State.EXPIRED: ["expire"],
}


def in_state(hall: Hall, staff: Staff, clock: HandClock, state: State, counter: str) -> Ticket:
    ticket = hall.issue("SC001").ticket
    for verb in WAY[state]:
        if verb == "call":
            ticket = hall.call_next(counter, staff.clerk)
        elif verb == "expire":
            clock.move(days=1)
            hall.issue("GA001")
        elif verb == "miss":
            ticket = miss(hall, ticket.id, staff.clerk)
        else:
            ticket = getattr(hall, verb)(ticket.id, staff.clerk)
    if state is State.CALLED:  # often enough, and long enough ago, for every verb
        clock.move(seconds=15)
        ticket = hall.recall(ticket.id, staff.clerk)
        clock.move(seconds=15)
    return ticket


@pytest.mark.parametrize("state", list(State))
def test_every_verb(hall: Hall, staff: Staff, clock: HandClock, state: State) -> None:
    for verb, counter in zip(VERBS, "1234567", strict=True):
        ticket = in_state(hall, staff, clock, state, counter)
        told = count(hall, "events")
        if verb in LIFE[state]:
            assert getattr(hall, verb)(ticket.id, staff.clerk).state is LIFE[state][verb]
            assert count(hall, "events") == told + 1
            if state is State.WAITING:
                continue
        else:
            with pytest.raises(Refusal) as no:
                getattr(hall, verb)(ticket.id, staff.clerk)
            assert no.value.code == "ticket.wrong_state"
            assert no.value.values == {"number": ticket.number, "state": state, "verb": verb}
            assert count(hall, "events") == told
            if state is State.WAITING:  # out of the way of the next
                hall.abandon(ticket.id, staff.clerk)
    assert hall.audit_verify() is None


@pytest.mark.parametrize("state", [each for each in State if each is not State.WAITING])
def test_only_who_waits_is_called(hall: Hall, staff: Staff, clock: HandClock, state: State) -> None:
    in_state(hall, staff, clock, state, "1")
    with pytest.raises(Refusal, match=r"queue\.empty"):
        hall.call_next("2", staff.clerk)
    assert events(hall).count("ticket.called") == ("call" in WAY[state])


def test_the_book_of_states_is_complete() -> None:
    assert set(LIFE) == set(WAY) == set(State)
