"""The JSON API of what a clerk does beside calling the next: park, send on, join, pick, pause; and
of machines of others, which know their counter and no tickets."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, ConfigDict, Field

from kiosk.queue import tickets
from kiosk.queue.looking import AtCounter
from kiosk.queue.tickets import State
from kiosk.queue.transfer import Target
from kiosk.refusal import Refusal
from kiosk.web import schemas
from kiosk.web.door import Caller, Key, Staff, TheHall, shower
from kiosk.web.schemas import Told, refuses

Code = Annotated[str, Path(description="What stands above the counter", examples=["3"])]
Reason = Annotated[str, Field(min_length=1, max_length=200)]
Nonce = Annotated[str | None, Field(min_length=1, max_length=64)]
Number = Annotated[str, Field(min_length=2, max_length=10, examples=["A012"])]
_REFUSES = refuses(401, 403, 404, 409, 422, 503)
Step = Literal["recall", "start", "finish", "miss", "park"]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Pick(_Body):
    """The number to call out of its order, and why."""

    number: Number
    reason: Reason
    nonce: Nonce = None


class WalkIn(_Body):
    """What somebody without a number has come for; a reason while others wait."""

    service: Annotated[str, Field(max_length=16)]
    reason: Annotated[str, Field(max_length=200)] = ""
    nonce: Nonce = None


class Pausing(_Body):
    """One of the hall's reasons (`pauses` of GET /api/hall) or one's own words."""

    reason: Annotated[str, Field(min_length=1, max_length=40)]


class Sending(_Body):
    """Where a person is sent: one of `service`, `group` and `counter`; `back`: and then to me."""

    service: Annotated[str | None, Field(max_length=16)] = None
    group: Annotated[str | None, Field(max_length=1)] = None
    counter: Annotated[str | None, Field(max_length=16)] = None
    back: bool = False
    reason: Annotated[str, Field(max_length=200)] = ""


class Joining(_Body):
    """The other numbers of the person who is served."""

    numbers: Annotated[list[Number], Field(min_length=1, max_length=20)]


class KeyPress(_Body):
    """`number`: what the machine shows; if the counter has another by now, nothing is done."""

    number: Number | None = None


class Display(BaseModel):
    """What a counter shows: its number with its state, whether it calls, how many wait for it."""

    counter: schemas.Counter
    number: str | None
    state: State | None
    calls: int
    waiting: int

    @classmethod
    def of(cls, at: AtCounter) -> Self:
        """The counter as it stands."""
        current = at.current
        return cls(
            counter=schemas.Counter.model_validate(at.counter),
            number=current.number if current else None,
            state=current.state if current else None,
            calls=current.calls if current else 0,
            waiting=at.waiting,
        )


router = APIRouter(prefix="/api", responses=_REFUSES)
counters = APIRouter(prefix="/counters/{code}", tags=["counter"])
own = APIRouter(prefix="/tickets/{ticket}", tags=["ticket"])


@counters.get("/display", summary="What a counter shows", dependencies=[Depends(shower)])
def display(hall: TheHall, code: Code) -> Display:
    """For a strip of lights or a small screen above the counter."""
    return Display.of(hall.at_counter(code))


@counters.post("/current/{step}", summary="A step of whoever is at the counter")
def current(
    hall: TheHall, caller: Caller, code: Code, step: Step, body: KeyPress | None = None
) -> schemas.Ticket:
    """For a keypad, which knows no tickets: the number that the counter holds takes the step."""
    if caller.counter not in {None, code}:
        raise Refusal("counter.not_yours", counter=code, yours=caller.counter)
    held = hall.at_counter(code).current
    if held is None:
        raise Refusal("counter.idle", counter=code)
    if body is not None and body.number not in {None, held.number}:
        raise Refusal("counter.moved_on", counter=code, number=held.number)
    moved: tickets.Ticket = getattr(hall, step)(held.id, caller)
    return schemas.Ticket.of(moved)


@counters.post("/call", summary="Call a given number")
def call_number(hall: TheHall, staff: Staff, code: Code, body: Pick) -> schemas.Ticket:
    """Out of its order; the reason is kept and reported."""
    called = hall.call_number(code, body.number, staff.actor, body.reason, body.nonce)
    return schemas.Ticket.of(called)


@counters.post("/walk-in", summary="Serve somebody without a number")
def walk_in(hall: TheHall, staff: Staff, code: Code, body: WalkIn) -> schemas.Ticket:
    """They get one, without a paper, and are served at once."""
    served = hall.walk_in(code, body.service, staff.actor, body.reason, body.nonce)
    return schemas.Ticket.of(served)


@counters.post("/pause", summary="Pause a counter")
def pause(hall: TheHall, staff: Staff, code: Code, body: Pausing) -> schemas.Counter:
    """It does not call for a while; the board shows why. Who waits for it goes on waiting."""
    return schemas.Counter.model_validate(hall.pause_counter(code, staff.actor, body.reason))


@counters.post("/resume", summary="Let a paused counter call again")
def resume_counter(hall: TheHall, staff: Staff, code: Code) -> schemas.Counter:
    """One that was not paused stays as it is."""
    return schemas.Counter.model_validate(hall.resume_counter(code, staff.actor))


@own.post("/park", summary="Set a number aside")
def park(hall: TheHall, staff: Staff, ticket: Key, body: Told | None = None) -> schemas.Ticket:
    """From called or serving to parked; nobody calls it but this counter, and by its number."""
    return schemas.Ticket.of(hall.park(ticket, staff.actor, body.reason if body else ""))


@own.post("/resume", summary="Call a parked number back")
def resume(hall: TheHall, staff: Staff, ticket: Key) -> schemas.Ticket:
    """From parked to called, at the same counter."""
    return schemas.Ticket.of(hall.resume(ticket, staff.actor))


@own.post("/transfer", summary="Send a person on")
def transfer(hall: TheHall, staff: Staff, ticket: Key, body: Sending) -> schemas.Ticket:
    """From called, serving or parked to waiting, with the same number and the same arrival."""
    target = Target(body.service, body.group, body.counter, body.back)
    return schemas.Ticket.of(hall.transfer(ticket, target, staff.actor, body.reason))


@own.post("/join", summary="One person, several matters")
def join(hall: TheHall, staff: Staff, ticket: Key, body: Joining) -> list[schemas.Ticket]:
    """The other numbers of whoever is served follow here, one after the other, without a call."""
    visit = hall.join(ticket, body.numbers, staff.actor)
    return [schemas.Ticket.of(each) for each in visit]


router.include_router(counters)
router.include_router(own)
