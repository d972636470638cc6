"""The JSON API of people in the hall: calls for help, who is back, priority, appointments."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Self

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from kiosk.people import assistance, booked, slots
from kiosk.people.booked import AppointmentState
from kiosk.queue.tickets import Priority
from kiosk.web import schemas
from kiosk.web.door import Key, Staff, TheHall
from kiosk.web.schemas import Moment, Shape, refuses

_REFUSES = refuses(401, 403, 404, 409, 422, 503)


class HelpCall(Shape):
    """A call for help from a screen; `answered_by` is the name of who has gone there."""

    id: int
    place: str
    opened_at: Moment
    answered_at: Moment | None
    answered_by: str | None

    @classmethod
    def of(cls, call: assistance.HelpCall) -> Self:
        """The call as the API shows it."""
        return cls.model_validate(call)


class GivePriority(BaseModel):
    """Why a person goes first, and why staff say so."""

    model_config = ConfigDict(extra="forbid")

    priority: Priority
    reason: Annotated[str, Field(min_length=1, max_length=200)]


class FreeSlot(Shape):
    """A slot that can be booked; `free` places are left."""

    start: Moment
    end: Moment
    free: int

    @classmethod
    def of(cls, slot: slots.Slot) -> Self:
        """The slot as the API shows it."""
        return cls.model_validate(slot)


class Booking(BaseModel):
    """An appointment to be made; `slot` is when it begins, in the hall's time."""

    model_config = ConfigDict(extra="forbid")

    service: Annotated[str, Field(max_length=16)]
    day: date
    slot: Annotated[time, Field(examples=["09:30"])]


class AppointmentView(Shape):
    """An appointment; nobody's name belongs to it."""

    id: int
    day: date
    starts_at: Moment
    ends_at: Moment
    group: str
    service: str
    state: AppointmentState
    source: str
    ticket: int | None

    @classmethod
    def of(cls, appointment: booked.Appointment) -> Self:
        """The appointment as the API shows it."""
        return cls.model_validate(appointment)


class BookedView(Shape):
    """A new appointment with its code and the link for a QR code, given this once."""

    appointment: AppointmentView
    code: str
    link: str


router = APIRouter(prefix="/api", responses=_REFUSES)


@router.get("/help", tags=["hall"], summary="Calls for help")
def help_calls(hall: TheHall, _: Staff) -> list[HelpCall]:
    """Those that nobody has answered, the oldest first."""
    return [HelpCall.of(each) for each in hall.help_calls()]


@router.post("/help/{call}/answer", tags=["hall"], summary="Go and help")
def answer_help(hall: TheHall, staff: Staff, call: Key) -> HelpCall:
    """Whoever comes second sees who was first."""
    return HelpCall.of(hall.answer_help(call, staff.actor))


@router.post("/tickets/{ticket}/check-in", tags=["ticket"], summary="The person is back")
def check_in(hall: TheHall, staff: Staff, ticket: Key) -> schemas.Ticket:
    """From missed to waiting: once, in the same half of the day, behind the next three."""
    return schemas.Ticket.of(hall.check_in(ticket, staff.actor))


@router.post("/tickets/{ticket}/priority", tags=["ticket"], summary="Let the person go first")
def give_priority(hall: TheHall, staff: Staff, ticket: Key, body: GivePriority) -> schemas.Ticket:
    """The reason is kept with who gave it."""
    given = hall.give_priority(ticket, body.priority, staff.actor, body.reason)
    return schemas.Ticket.of(given)


@router.get("/appointments", tags=["hall"], summary="The appointments of a day")
def appointments(hall: TheHall, _: Staff, day: date) -> list[AppointmentView]:
    """By their time; codes are kept nowhere."""
    return [AppointmentView.of(each) for each in hall.appointments(day)]


@router.get("/appointments/free", tags=["hall"], summary="Slots that can be booked")
def free_slots(hall: TheHall, _: Staff, service: str, day: date) -> list[FreeSlot]:
    """Those of one day that have a place left."""
    return [FreeSlot.of(each) for each in hall.free_slots(service, day)]


@router.post("/appointments", status_code=201, tags=["hall"], summary="Book an appointment")
def book(hall: TheHall, staff: Staff, body: Booking) -> BookedView:
    """The answer alone carries the code."""
    made = hall.book(body.service, body.day, body.slot, staff.actor)
    return BookedView.model_validate(made)


@router.post("/appointments/{appointment}/cancel", tags=["hall"], summary="Cancel an appointment")
def cancel(hall: TheHall, staff: Staff, appointment: Key) -> AppointmentView:
    """The place is free again."""
    return AppointmentView.of(hall.cancel_appointment(appointment, staff.actor))
