"""What the API takes and gives, as the OpenAPI document shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from kiosk.catalogue import WindowGroup
from kiosk.hall import Hall
from kiosk.printing.jobs import Job
from kiosk.queue import tickets
from kiosk.queue.looking import AtCounter, Board
from kiosk.queue.tickets import CounterKind, Priority, State
from kiosk.staff import Session
from printers.status import State as PrinterCondition


def today(hall: Hall) -> date:
    """The hall's own day, from its database."""
    with hall.ground.read() as work:
        return work.day


def _z(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


Moment = Annotated[datetime, PlainSerializer(_z, return_type=str)]
"""A moment, written as ISO 8601 in UTC ("2026-11-22T06:05:00Z")."""


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Refused(_Shape):
    """Why not: a stable code for machines and a phrase for people."""

    refusal: Annotated[str, Field(examples=["queue.empty"])]
    message: Annotated[str, Field(description="In the language of Accept-Language")]
    fields: Annotated[
        list[str] | None, Field(description="Which fields are wrong, with request.invalid")
    ] = None


class SignIn(BaseModel):
    """A named account at a counter, or at none."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=1024)]
    counter: Annotated[str | None, Field(max_length=16)] = None


class SignedIn(_Shape):
    """A session; the token goes into the Authorization header."""

    token: str
    name: str
    display_name: str
    role: str
    counter: str | None
    expires_at: Moment

    @classmethod
    def of(cls, session: Session) -> Self:
        """The session as the API shows it."""
        return cls(
            token=session.token,
            name=session.account.name,
            display_name=session.account.display_name,
            role=session.account.role,
            counter=session.counter,
            expires_at=session.expires_at,
        )


class Counter(_Shape):
    """A counter; `code` is what stands above it."""

    code: str
    name: str
    name_en: str
    kind: CounterKind
    area: str
    area_en: str
    open: bool


class Group(_Shape):
    """The people who share one series of numbers."""

    prefix: str
    name: str
    name_en: str


class HallView(_Shape):
    """The hall, its counters and its series of numbers."""

    name: str
    name_en: str
    day: date
    counters: list[Counter]
    groups: list[Group]

    @classmethod
    def of(cls, hall: Hall) -> Self:
        """The hall as it stands."""
        return cls(
            name=hall.settings.name,
            name_en=hall.settings.name_en,
            day=today(hall),
            counters=[Counter.model_validate(each) for each in hall.counters()],
            groups=[Group.model_validate(each) for each in hall.catalogue().window_groups],
        )


class Ticket(_Shape):
    """A number; `counter` is the code of the counter that called it last."""

    id: int
    number: str
    group: str
    day: date
    service: str
    service_name: str
    service_name_en: str
    state: State
    priority: Priority | None
    issued_at: Moment
    counter: str | None
    called_at: Moment | None
    calls: int

    @classmethod
    def of(cls, ticket: tickets.Ticket) -> Self:
        """The ticket as the API shows it."""
        return cls.model_validate(ticket)


class JobView(_Shape):
    """A paper on its way to `printer`; `reprint` is 0 for the original, else the count of its mark.

    `state` is queued, sending, printed, sent, failed or unknown, `error` the code of the last
    fault. `number` is that of the ticket, or the name of another paper.
    """

    id: int
    number: str
    printer: str
    state: str
    error: str | None
    reprint: int
    created_at: Moment
    sent_at: Moment | None
    done_at: Moment | None

    @classmethod
    def of(cls, job: Job) -> Self:
        """The job as the API shows it."""
        return cls(
            id=job.id,
            # The label of a ticket's paper is its day and its number.
            number=job.label.rpartition("-")[2],
            printer=job.printer.rpartition("/")[2],
            state=job.state,
            error=job.error,
            reprint=job.copy,
            created_at=job.created_at,
            sent_at=job.sent_at,
            done_at=job.done_at,
        )


class PrinterView(_Shape):
    """A printer of the hall; `here`: it belongs to the host that answers, else to another kiosk.

    `state` has been so `since`, null where nobody has looked yet; `waiting` papers stand before it.
    """

    name: str
    here: bool
    state: PrinterCondition
    prints: bool
    since: Moment | None
    seen_at: Moment | None
    waiting: int


class CounterView(_Shape):
    """What a clerk sees at a counter; `papers` are those of its ticket, `jobs` all that stuck."""

    counter: Counter
    current: Ticket | None
    papers: list[JobView]
    waiting: int
    jobs: list[JobView]
    printers: list[PrinterView]

    @classmethod
    def of(cls, hall: Hall, at: AtCounter) -> Self:
        """The counter as it stands."""
        papers = hall.jobs_of(at.current.id) if at.current else ()
        return cls(
            counter=Counter.model_validate(at.counter),
            current=Ticket.of(at.current) if at.current else None,
            papers=[JobView.of(each) for each in papers],
            waiting=at.waiting,
            jobs=[JobView.of(each) for each in at.jobs],
            printers=[PrinterView.model_validate(each) for each in hall.printers()],
        )


class Next(BaseModel):
    """A second press with the same nonce gets the same ticket."""

    model_config = ConfigDict(extra="forbid")

    nonce: Annotated[str | None, Field(min_length=1, max_length=64)] = None


class Closing(BaseModel):
    """Why a counter closes; the board shows it."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(min_length=1, max_length=80)]


class CallView(_Shape):
    """A call on the board; `serving` once the person has come."""

    number: str
    counter: Counter
    at: Moment
    calls: int
    serving: bool


class Waiting(Group):
    """How many wait in a group, and the numbers that come next."""

    count: int
    next: list[str]


class BoardView(_Shape):
    """The hall board: numbers only, never names. Newest call first."""

    name: str
    name_en: str
    now: Moment
    version: int
    calls: list[CallView]
    waiting: list[Waiting]
    counters: list[Counter]

    @classmethod
    def of(cls, hall: Hall, board: Board, version: int) -> Self:
        """The board as it stands; `version` is the news that it already holds."""
        return cls(
            name=hall.settings.name,
            name_en=hall.settings.name_en,
            now=hall.ground.clock(),
            version=version,
            calls=[CallView.model_validate(call) for call in board.calls],
            waiting=[_waiting(line.group, line.count, line.next) for line in board.waiting],
            counters=[Counter.model_validate(each) for each in board.counters],
        )


def _waiting(group: WindowGroup, count: int, numbers: tuple[str, ...]) -> Waiting:
    return Waiting(
        prefix=group.prefix,
        name=group.name,
        name_en=group.name_en,
        count=count,
        next=list(numbers),
    )


class Health(_Shape):
    """The service answers and its database too."""

    status: Annotated[str, Field(examples=["ok"])]
    version: str
    day: date
