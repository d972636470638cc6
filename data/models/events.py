"""The chain of events: all that happened in a hall, in order and signed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base


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
