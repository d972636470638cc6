"""Numbers and the series that they come from."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base, Key, partial_index

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


class NumberSeries(Base):
    """The last number given out of a window group on a day."""

    __tablename__ = "number_series"

    hall_id: Mapped[int] = mapped_column(ForeignKey("halls.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    group_prefix: Mapped[str] = mapped_column(String(1), primary_key=True)
    last: Mapped[int]


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
        partial_index(
            "ix_tickets_waiting",
            "hall_id",
            "day",
            "service",
            "priority",
            "turn",
            "appointment_at",
            "id",
            where=WAITING,
        ),
        partial_index("ix_tickets_ordinary", "hall_id", "day", "id", where=ORDINARY),
        partial_index("ix_tickets_first", "hall_id", "day", "id", where=FIRST),
        partial_index("ix_tickets_apart", "hall_id", "day", "id", where=APART),
        partial_index("ix_tickets_went_first", "hall_id", "day", "id", where=WENT_FIRST),
        partial_index("ix_tickets_at_counter", "hall_id", "counter_id", where=HELD, unique=True),
        partial_index("ix_tickets_held_by", "hall_id", "clerk_id", where=HELD_BY, unique=True),
        partial_index("ix_tickets_parked", "hall_id", "counter_id", "id", where=PARKED),
        partial_index("ix_tickets_called", "hall_id", "day", "last_call", where=CALLED),
        partial_index("ix_tickets_first_called", "hall_id", "day", "first_call", where=CALLED),
        partial_index(
            "ix_tickets_call_nonce", "counter_id", "call_nonce", where=CALL_NONCE, unique=True
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
