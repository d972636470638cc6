"""The JSON API of the enquiry desk: numbers for people, another service, priority, papers again."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from kiosk.people.desk import For
from kiosk.people.documents import DocumentKind
from kiosk.queue import issuing
from kiosk.queue.reasons import LONGEST_REASON
from kiosk.queue.tickets import CounterKind, Priority, State
from kiosk.web import schemas
from kiosk.web.door import Key, Staff, TheHall
from kiosk.web.schemas import refuses

Code = Annotated[str, Field(max_length=16, description="The code of a service")]
Reason = Annotated[str, Field(min_length=1, max_length=LONGEST_REASON)]
_REFUSES = refuses(401, 403, 404, 409, 422, 503)


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Shown(_Body):
    """A document that somebody shows; only a keyed hash of it is kept."""

    kind: DocumentKind
    number: Annotated[str, Field(min_length=1, max_length=32)]


class Asking(_Body):
    """What a number is for. A `reason` is needed but for who shows the own document and asks for no
    priority; `agent`: it is that of somebody who comes for another. `lacking` names papers that
    are not there."""

    service: Code
    reason: Annotated[str, Field(max_length=LONGEST_REASON)] = ""
    document: Shown | None = None
    agent: bool = False
    lacking: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=60)] = []
    priority: Priority | None = None
    language: Annotated[str, Field(max_length=8, examples=["zh"])] = "zh"
    nonce: Annotated[str | None, Field(min_length=1, max_length=64)] = None


class AskingDesk(_Body):
    """Why somebody gets a number of a desk, and how."""

    reason: Reason
    priority: Priority | None = None
    language: Annotated[str, Field(max_length=8, examples=["zh"])] = "zh"
    nonce: Annotated[str | None, Field(min_length=1, max_length=64)] = None


class Changing(_Body):
    """The service that a number waits for from now on, and why."""

    service: Code
    reason: Reason


class Why(_Body):
    """Why, in a few words."""

    reason: Reason


class Given(BaseModel):
    """A number as it was given out: its link, who can serve it, how many are ahead, and seconds
    until the call (half of all people wait less than `wait_p50`). `repeated`: it was there."""

    model_config = ConfigDict(frozen=True)

    ticket: schemas.Ticket
    link: str
    counters: list[str]
    ahead: int | None
    wait_p50: int | None
    wait_p90: int | None
    job: int
    repeated: bool

    @classmethod
    def of(cls, issued: issuing.Issued) -> Self:
        """The number as the API shows it."""
        return cls(
            ticket=schemas.Ticket.of(issued.ticket),
            link=issued.status_url,
            counters=[each.code for each in issued.counters],
            ahead=issued.ahead,
            wait_p50=issued.wait.p50 if issued.wait else None,
            wait_p90=issued.wait.p90 if issued.wait else None,
            job=issued.job,
            repeated=issued.repeated,
        )


router = APIRouter(prefix="/api/tickets", tags=["desk"], responses=_REFUSES)


@router.get("", summary="Numbers of today")
def numbers(
    hall: TheHall,
    _: Staff,
    number: Annotated[str, Query(max_length=10, examples=["A012"])] = "",
    state: State | None = None,
) -> list[schemas.Ticket]:
    """The one with this number; without it the last twelve that were given out, in this state."""
    if number:
        return [schemas.Ticket.of(hall.ticket_of_number(number))]
    return [schemas.Ticket.of(each) for each in hall.lately(state)]


@router.post("", status_code=201, summary="Give out a number for somebody")
def issue(hall: TheHall, staff: Staff, body: Asking) -> Given:
    """Signed, with its reason; the paper comes out of the kiosk's printer."""
    shown = body.document
    whom = For(
        reason=body.reason,
        document=hall.document(shown.kind, shown.number) if shown else None,
        agent=body.agent,
        lacking=body.lacking,
    )
    given = hall.issue_for(
        body.service,
        whom,
        staff.actor,
        priority=body.priority,
        nonce=body.nonce,
        language=body.language,
    )
    return Given.of(given)


@router.post("/at/{desk}", status_code=201, summary="Give out a number of a desk for somebody")
def issue_at(
    hall: TheHall, staff: Staff, desk: Literal["enquiry", "unresolved"], body: AskingDesk
) -> Given:
    """For who does not know yet what to ask for, or whose matter could not be done; as POST
    /api/tickets, without a service and without a document."""
    given = hall.issue_for_desk(
        CounterKind(desk),
        body.reason,
        staff.actor,
        priority=body.priority,
        nonce=body.nonce,
        language=body.language,
    )
    return Given.of(given)


@router.post("/{ticket}/service", summary="Wait for another service")
def change_service(hall: TheHall, staff: Staff, ticket: Key, body: Changing) -> schemas.Ticket:
    """From waiting to waiting, with the same number and the same arrival."""
    return schemas.Ticket.of(hall.change_service(ticket, body.service, staff.actor, body.reason))


@router.post("/{ticket}/priority/take", summary="Take priority back")
def take_priority(hall: TheHall, staff: Staff, ticket: Key, body: Why) -> schemas.Ticket:
    """The number waits in the place of its arrival; POST .../priority gives one."""
    return schemas.Ticket.of(hall.take_priority(ticket, staff.actor, body.reason))


@router.post("/{ticket}/reprint", summary="Print the paper of a number again")
def reprint_ticket(hall: TheHall, staff: Staff, ticket: Key) -> schemas.JobView:
    """Marked with its count when an earlier one may have come out."""
    return schemas.JobView.of(hall.reprint_of(ticket, staff.actor))
