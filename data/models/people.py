"""What the hall knows of people: appointments, whose a ticket is, and who has called for help."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base, Key, partial_index

TAKEN = text("state <> 'cancelled'")
UNANSWERED = text("answered_at IS NULL")


class Appointment(Base):
    """A place in a time slot; its code and the token of its QR code are kept hashed, names never.

    `state` is booked, arrived, missed or cancelled; `source` who has made it (staff, import).
    """

    __tablename__ = "appointments"
    __table_args__ = (
        UniqueConstraint("hall_id", "code_hash"),
        UniqueConstraint("token_hash"),
        partial_index(
            "ix_appointments_slot", "hall_id", "day", "group_prefix", "starts_at", where=TAKEN
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
        partial_index("ix_help_calls_open", "hall_id", "place", where=UNANSWERED, unique=True),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True)
    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"))
    place: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
