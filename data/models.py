"""The tables of a hall, as typed SQLAlchemy models; the same on SQLite and PostgreSQL.

Every key carries the hall, so that a city can keep many halls in one database. Verbs write
through Core statements on these tables; the models give their shape, types and constraints.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Utc(TypeDecorator[datetime]):
    """An aware moment in UTC, to the microsecond; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse what has no zone, and hand UTC to the driver."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        value = value.astimezone(UTC)
        # SQLite keeps text without a zone; PostgreSQL keeps the zone.
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give it back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts up only a key that is declared INTEGER.
Key = BigInteger().with_variant(Integer(), "sqlite")


# What the partial indexes cover. A query says the same words, or SQLite would not use the index.
WAITING = text("state = 'waiting'")
HELD = text("state IN ('called', 'serving')")
HELD_BY = text("state IN ('called', 'serving') AND clerk_id IS NOT NULL")
PARKED = text("state = 'parked'")
ORDINARY = text(
    "state = 'waiting' AND priority IS NULL AND turn IS NULL AND appointment_at IS NULL"
)
FIRST = text(
    "state = 'waiting' AND priority IS NOT NULL AND turn IS NULL AND appointment_at IS NULL"
)
APART = text("state = 'waiting' AND (turn IS NOT NULL OR appointment_at IS NOT NULL)")
WENT_FIRST = text("called_as = 'priority'")
CALLED = text("last_call IS NOT NULL")
CALL_NONCE = text("call_nonce IS NOT NULL")
TAKEN = text("state <> 'cancelled'")
UNANSWERED = text("answered_at IS NULL")
STANDS = text("taken_at IS NULL OR ended_at IS NULL")
STUCK = text("state IN ('queued', 'sending', 'unknown', 'failed') AND aside_at IS NULL")


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can change it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table__: ClassVar[Table]
    type_annotation_map: ClassVar = {datetime: Utc(), dict[str, Any]: JSON(), list[str]: JSON()}


class Hall(Base):
    """A hall. `day` is the hall's own day and only ever moves forward; `revision` counts changes
    of its catalogue and counters. `closed_day`: no more numbers on that day, all have ended."""

    __tablename__ = "halls"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    day: Mapped[date]
    catalogue_id: Mapped[int | None] = mapped_column(Integer)
    revision: Mapped[int] = mapped_column(Integer, default=0)
    closed_day: Mapped[date | None]


class CatalogueVersion(Base):
    """One imported service catalogue; never changed afterwards."""

    __tablename__ = "catalogues"
    __table_args__ = (UniqueConstraint("hall_id", "version"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    version: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
    meta: Mapped[dict[str, Any]]


class WindowGroup(Base):
    """People who share one series of numbers."""

    __tablename__ = "window_groups"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    prefix: Mapped[str] = mapped_column(String(1), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    default_windows: Mapped[list[str]]
    default_minutes: Mapped[int]


class Department(Base):
    """An office whose matters are done in the hall."""

    __tablename__ = "departments"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    short: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(16))
    default_group: Mapped[str] = mapped_column(String(1))


class Theme(Base):
    """A field of life under which a person looks for a service."""

    __tablename__ = "themes"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int]
    name_en: Mapped[str] = mapped_column(String(160))


class Service(Base):
    """A matter that the hall does, in one version of the catalogue; `details` has the rest."""

    __tablename__ = "services"
    __table_args__ = (UniqueConstraint("catalogue_id", "code"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    department: Mapped[str] = mapped_column(String(16))
    theme: Mapped[str] = mapped_column(String(80))
    group_prefix: Mapped[str] = mapped_column(String(1))
    in_use: Mapped[bool] = mapped_column(Boolean)
    legal_value: Mapped[int | None]
    legal_unit: Mapped[str | None] = mapped_column(String(8))
    promised_value: Mapped[int | None]
    promised_unit: Mapped[str | None] = mapped_column(String(8))
    minutes: Mapped[int]
    details: Mapped[dict[str, Any]]


class Material(Base):
    """A paper that a service needs."""

    __tablename__ = "materials"

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160), server_default=text("''"))
    necessity: Mapped[str] = mapped_column(String(8))
    form: Mapped[str] = mapped_column(String(80))
    copies: Mapped[int]
    exempt_by_sharing: Mapped[bool]
    note: Mapped[str] = mapped_column(String(400))
    note_en: Mapped[str] = mapped_column(String(400), server_default=text("''"))


class Bundle(Base):
    """一件事: several services for one event of a life."""

    __tablename__ = "bundles"

    catalogue_id: Mapped[int] = mapped_column(ForeignKey("catalogues.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    services: Mapped[list[str]]
    details: Mapped[dict[str, Any]]


class Counter(Base):
    """A counter of the hall. `paused`: why it does not call for a while, since `paused_at`."""

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("hall_id", "code"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(160))
    kind: Mapped[str] = mapped_column(String(16))
    area: Mapped[str] = mapped_column(String(40))
    area_en: Mapped[str] = mapped_column(String(40))
    open: Mapped[bool] = mapped_column(Boolean)
    paused: Mapped[str | None] = mapped_column(String(80))
    paused_at: Mapped[datetime | None]


class CounterService(Base):
    """A (department, service) pair that a counter serves (R27)."""

    __tablename__ = "counter_services"

    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"), primary_key=True)
    department: Mapped[str] = mapped_column(String(16), primary_key=True)
    service: Mapped[str] = mapped_column(String(16), primary_key=True)


class Account(Base):
    """A named person of the staff; the password is kept as an argon2 hash."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("hall_id", "name"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    name: Mapped[str] = mapped_column(String(40))
    display_name: Mapped[str] = mapped_column(String(80))
    role: Mapped[str] = mapped_column(String(16))
    password_hash: Mapped[str] = mapped_column(String(200))
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None]


class StaffSession(Base):
    """A signed-in person at a counter; the token is kept hashed.

    `stands_in_for`: the account of whose place the person takes (顶岗).
    """

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    stands_in_for: Mapped[int | None] = mapped_column(Integer)


class AccessToken(Base):
    """What a machine of somebody else's shows instead of a password; kept hashed.

    It signs as `account_id` at `counter_id`, and does what `scope` says and nothing else.
    """

    __tablename__ = "access_tokens"
    __table_args__ = (UniqueConstraint("token_hash"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    token_hash: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(String(40))
    scope: Mapped[str] = mapped_column(String(16))
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class NumberSeries(Base):
    """The last number given out of a window group on a day."""

    __tablename__ = "number_series"

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    group_prefix: Mapped[str] = mapped_column(String(1), primary_key=True)
    last: Mapped[int]


class NumberBlock(Base):
    """Numbers that a host holds for when it cannot reach the database: `first` to `last`.

    The first `given` of them are on tickets. The series of the group leaves them out.
    """

    __tablename__ = "number_blocks"
    __table_args__ = (UniqueConstraint("hall_id", "day", "group_prefix", "first"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    day: Mapped[date]
    group_prefix: Mapped[str] = mapped_column(String(1))
    host: Mapped[str] = mapped_column(String(60))
    first: Mapped[int]
    last: Mapped[int]
    given: Mapped[int] = mapped_column(Integer, default=0)
    reserved_at: Mapped[datetime]


class Ticket(Base):
    """A number. `state` and what follows it repeat the last events, so that a queue is one index
    scan; they change only in the transaction that writes the event.

    `service` says who may call it: the code of its service, the name of the desk that helps without
    one (which has no `service_id`), or after a transfer a group or one counter. `first_call` and
    `last_call` are the places of its calls in the chain of events: calls have an order there even
    when the clock was set back. `called_as`: in which class it was last called. `turn`: who was
    missed and has come back stands behind the ticket with this key. `appointment_at`: when its slot
    begins. `clerk_id`: who has called it at the own counter. `return_id`: the counter that it comes
    back to when the one that it was transferred to has finished. `visit`: one person's several
    matters carry the key of the first.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        UniqueConstraint("hall_id", "day", "group_prefix", "number"),
        UniqueConstraint("hall_id", "nonce"),
        Index(
            "ix_tickets_waiting",
            "hall_id",
            "day",
            "service",
            "priority",
            "turn",
            "appointment_at",
            "id",
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index(
            "ix_tickets_ordinary",
            "hall_id",
            "day",
            "id",
            sqlite_where=ORDINARY,
            postgresql_where=ORDINARY,
        ),
        Index(
            "ix_tickets_first",
            "hall_id",
            "day",
            "id",
            sqlite_where=FIRST,
            postgresql_where=FIRST,
        ),
        Index(
            "ix_tickets_apart",
            "hall_id",
            "day",
            "id",
            sqlite_where=APART,
            postgresql_where=APART,
        ),
        Index(
            "ix_tickets_went_first",
            "hall_id",
            "day",
            "id",
            sqlite_where=WENT_FIRST,
            postgresql_where=WENT_FIRST,
        ),
        Index(
            "ix_tickets_at_counter",
            "hall_id",
            "counter_id",
            unique=True,
            sqlite_where=HELD,
            postgresql_where=HELD,
        ),
        Index(
            "ix_tickets_held_by",
            "hall_id",
            "clerk_id",
            unique=True,
            sqlite_where=HELD_BY,
            postgresql_where=HELD_BY,
        ),
        Index(
            "ix_tickets_parked",
            "hall_id",
            "counter_id",
            "id",
            sqlite_where=PARKED,
            postgresql_where=PARKED,
        ),
        Index(
            "ix_tickets_called",
            "hall_id",
            "day",
            "last_call",
            sqlite_where=CALLED,
            postgresql_where=CALLED,
        ),
        Index(
            "ix_tickets_first_called",
            "hall_id",
            "day",
            "first_call",
            sqlite_where=CALLED,
            postgresql_where=CALLED,
        ),
        Index(
            "ix_tickets_call_nonce",
            "counter_id",
            "call_nonce",
            unique=True,
            sqlite_where=CALL_NONCE,
            postgresql_where=CALL_NONCE,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    day: Mapped[date]
    group_prefix: Mapped[str] = mapped_column(String(1))
    number: Mapped[int]
    service_id: Mapped[int | None] = mapped_column(ForeignKey("services.id"))
    service: Mapped[str] = mapped_column(String(16))
    priority: Mapped[str | None] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(8))
    nonce: Mapped[str | None] = mapped_column(String(64))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    link_until: Mapped[datetime]
    issued_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(16))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    called_at: Mapped[datetime | None]
    calls: Mapped[int] = mapped_column(Integer, default=0)
    first_call: Mapped[int | None] = mapped_column(BigInteger)
    last_call: Mapped[int | None] = mapped_column(BigInteger)
    call_nonce: Mapped[str | None] = mapped_column(String(64))
    called_as: Mapped[str | None] = mapped_column(String(16))
    turn: Mapped[int | None] = mapped_column(BigInteger)
    appointment_at: Mapped[datetime | None]
    clerk_id: Mapped[int | None] = mapped_column(Integer)
    return_id: Mapped[int | None] = mapped_column(Integer)
    visit: Mapped[int | None] = mapped_column(Key)


class Event(Base):
    """What happened, who did it and when; each carries the hash of the one before.

    Append-only: triggers of the first migration refuse UPDATE and DELETE.
    """

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_ticket", "ticket_id"),)

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(32))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    counter_id: Mapped[int | None] = mapped_column(ForeignKey("counters.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    data: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class PrintJob(Base):
    """A paper on its way to a printer (outbox); sealed, because its QR code carries a token.

    `original_id` is the first job of the same paper, `copy` the count of the reprint that it is
    (0: no earlier one can have left paper). `expires_at`: not begun by then, it is not printed
    late. `sent_at`: the first byte was about to leave; `done_at`: its fate was known; `aside_at`:
    nobody need look at it any more.
    """

    __tablename__ = "print_jobs"
    __table_args__ = (
        Index(
            "ix_print_jobs_open",
            "printer",
            "id",
            sqlite_where=STUCK,
            postgresql_where=STUCK,
        ),
        Index("ix_print_jobs_ticket", "ticket_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    printer: Mapped[str] = mapped_column(String(60))
    label: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(16))
    tries: Mapped[int] = mapped_column(Integer, default=0)
    error: Mapped[str | None] = mapped_column(String(64))
    detail: Mapped[str | None] = mapped_column(String(400))
    receipt: Mapped[str | None] = mapped_column(String(400))
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    original_id: Mapped[int | None] = mapped_column(Key)
    copy: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    expires_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    aside_at: Mapped[datetime | None]


class Printer(Base):
    """How a printer was when its owner last looked; `name` is that among all kiosks of the hall.

    `since`: it has been in this state; `seen_at`: its owner was alive (written now and then).
    """

    __tablename__ = "printers"

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    detail: Mapped[str] = mapped_column(String(400))
    since: Mapped[datetime]
    seen_at: Mapped[datetime]


class Appointment(Base):
    """A place in a time slot; its code and the token of its QR code are kept hashed, names never.

    `state` is booked, arrived, missed or cancelled; `source` who has made it (staff, import).
    """

    __tablename__ = "appointments"
    __table_args__ = (
        UniqueConstraint("hall_id", "code_hash"),
        UniqueConstraint("token_hash"),
        Index(
            "ix_appointments_slot",
            "hall_id",
            "day",
            "group_prefix",
            "starts_at",
            sqlite_where=TAKEN,
            postgresql_where=TAKEN,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    day: Mapped[date]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    group_prefix: Mapped[str] = mapped_column(String(1))
    service: Mapped[str] = mapped_column(String(16))
    code_hash: Mapped[str] = mapped_column(String(64))
    token_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("tickets.id"))
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    created_at: Mapped[datetime]


class Identity(Base):
    """Whose ticket it is, where the hall asks: a keyed hash and the sealed end of a document's
    number, until `purge_at`; or, without a document, why and who of the staff allowed it."""

    __tablename__ = "identities"
    __table_args__ = (
        Index("ix_identities_person", "hall_id", "person"),
        Index("ix_identities_purge", "hall_id", "purge_at"),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("tickets.id"), primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(16))
    person: Mapped[str | None] = mapped_column(String(64))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    reason: Mapped[str | None] = mapped_column(String(200))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    purge_at: Mapped[datetime]


class HelpCall(Base):
    """Somebody at a screen has asked for help; open until one of the staff answers."""

    __tablename__ = "help_calls"
    __table_args__ = (
        Index(
            "ix_help_calls_open",
            "hall_id",
            "place",
            unique=True,
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    place: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Alarm(Base):
    """Something that a supervisor should see to; it stands until it is taken and has ended.

    `subject`: which window group, counter, place or printer. `data`: the figures that are shown.
    `ended_at`: nothing is the matter any more; `account_id` has taken it at `taken_at`.
    """

    __tablename__ = "alarms"
    __table_args__ = (
        Index(
            "ix_alarms_stands",
            "hall_id",
            "kind",
            "subject",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    kind: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]]
    raised_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    taken_at: Mapped[datetime | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Speech(Base):
    """Which board of the hall speaks, `until` when, and what it says just now, by language.

    All calls up to the place `spoken` in the chain of events have been heard. `speaker` is ""
    where the last one has given up the turn.
    """

    __tablename__ = "speech"

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    speaker: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]
    spoken: Mapped[int | None] = mapped_column(BigInteger)
    words: Mapped[dict[str, Any]]


class Loudspeaker(Base):
    """Why nothing is heard from the loudspeaker of a board; `fault` is "" once it works again.

    `since`: it has failed; `seen_at`: its board was alive and said so.
    """

    __tablename__ = "loudspeakers"

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    place: Mapped[str] = mapped_column(String(60), primary_key=True)
    fault: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
