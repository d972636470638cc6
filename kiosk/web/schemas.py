"""What the API takes and gives, as the OpenAPI document shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, computed_field

from kiosk.hall import Hall
from kiosk.printing.jobs import Job
from kiosk.queue import pauses, tickets
from kiosk.queue.looking import AtCounter
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


class Shape(BaseModel):
    """What is given: never changed, and read from the values of the hall by name."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Refused(Shape):
    """Why not: a stable code for machines and a phrase for people."""

    refusal: Annotated[str, Field(examples=["queue.empty"])]
    message: Annotated[str, Field(description="In the language of Accept-Language")]
    fields: Annotated[
        list[str] | None, Field(description="Which fields are wrong, with request.invalid")
    ] = None


def refuses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The answers of a path that say no, for its `responses`."""
    return {status: {"model": Refused} for status in statuses}


class SignIn(BaseModel):
    """A named account at a counter, or at none; `stands_in_for` is the account of a colleague
    whose place the person takes there."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=1024)]
    counter: Annotated[str | None, Field(max_length=16)] = None
    stands_in_for: Annotated[str | None, Field(min_length=1, max_length=64)] = None


class SignedIn(Shape):
    """A session; the token goes into the Authorization header. `stands_in_for_name`: how the
    colleague is called in whose place the person works."""

    token: str
    name: str
    display_name: str
    role: str
    counter: str | None
    expires_at: Moment
    stands_in_for: str | None
    stands_in_for_name: str | None

    @classmethod
    def of(cls, session: Session) -> Self:
        """The session as the API shows it."""
        other = session.stands_in_for
        return cls(
            token=session.token,
            name=session.account.name,
            display_name=session.account.display_name,
            role=session.account.role,
            counter=session.counter,
            expires_at=session.expires_at,
            stands_in_for=other.name if other else None,
            stands_in_for_name=other.display_name if other else None,
        )


class Counter(Shape):
    """A counter; `code` is what stands above it. `paused`: why it does not call for a while, a
    code or the clerk's own words; as the board shows it in `paused_zh` and `paused_en`."""

    code: str
    name: str
    name_en: str
    kind: CounterKind
    area: str
    area_en: str
    open: bool
    paused: str | None
    paused_at: Moment | None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def paused_zh(self) -> str | None:
        """The reason in Chinese."""
        return None if self.paused is None else pauses.in_words(self.paused, "zh")

    @computed_field  # type: ignore[prop-decorator]
    @property
    def paused_en(self) -> str | None:
        """The reason in English."""
        return None if self.paused is None else pauses.in_words(self.paused, "en")


class Group(Shape):
    """The people who share one series of numbers."""

    prefix: str
    name: str
    name_en: str


class HallView(Shape):
    """The hall, its counters and its series of numbers; `pauses` are reasons that it offers."""

    name: str
    name_en: str
    day: date
    counters: list[Counter]
    groups: list[Group]
    pauses: list[str]

    @classmethod
    def of(cls, hall: Hall) -> Self:
        """The hall as it stands."""
        return cls(
            name=hall.settings.name,
            name_en=hall.settings.name_en,
            day=today(hall),
            counters=[Counter.model_validate(each) for each in hall.counters()],
            groups=[Group.model_validate(each) for each in hall.catalogue().window_groups],
            pauses=list(hall.settings.calling.pauses),
        )


class Ticket(Shape):
    """A number; `counter` is the code of the counter that called it last. `return_to`: the counter
    that it comes back to. `visit`: one person's numbers share it."""

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
    return_to: str | None
    visit: int | None

    @classmethod
    def of(cls, ticket: tickets.Ticket) -> Self:
        """The ticket as the API shows it."""
        return cls.model_validate(ticket)


class JobView(Shape):
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


class PrinterView(Shape):
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


class StuckView(Shape):
    """How many papers stuck in this state for this reason."""

    state: str
    error: str
    count: int


class CounterView(Shape):
    """What a clerk sees at a counter; `papers` are those of its ticket, `jobs` the first that stuck
    of each sort, and `sorts` how many each has in all. `parked` are set aside here, those of a
    visit follow by themselves."""

    counter: Counter
    current: Ticket | None
    papers: list[JobView]
    parked: list[Ticket]
    waiting: int
    jobs: list[JobView]
    sorts: list[StuckView]
    printers: list[PrinterView]

    @classmethod
    def of(cls, hall: Hall, at: AtCounter) -> Self:
        """The counter as it stands."""
        papers = hall.jobs_of(at.current.id) if at.current else ()
        return cls(
            counter=Counter.model_validate(at.counter),
            current=Ticket.of(at.current) if at.current else None,
            papers=[JobView.of(each) for each in papers],
            parked=[Ticket.of(each) for each in at.parked],
            waiting=at.waiting,
            jobs=[JobView.of(each) for each in at.stuck.jobs],
            sorts=[StuckView.model_validate(each) for each in at.stuck.sorts],
            printers=[PrinterView.model_validate(each) for each in hall.printers()],
        )


class Next(BaseModel):
    """A second press with the same nonce gets the same ticket."""

    model_config = ConfigDict(extra="forbid")

    nonce: Annotated[str | None, Field(min_length=1, max_length=64)] = None


class Told(BaseModel):
    """How or why it ended, in a few words."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(max_length=200)] = ""


class Closing(BaseModel):
    """Why a counter closes; the board shows it."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(min_length=1, max_length=80)]


class Health(Shape):
    """The service answers and its database too."""

    status: Annotated[str, Field(examples=["ok"])]
    version: str
    day: date
