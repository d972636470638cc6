"""What a supervisor should see to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base, Key, partial_index

STANDS = text("taken_at IS NULL OR ended_at IS NULL")


class Alarm(Base):
    """Something that a supervisor should see to; it stands until it is taken and has ended.

    `subject`: which window group, counter, place or printer. `data`: the figures that are shown.
    `ended_at`: nothing is the matter any more; `account_id` has taken it at `taken_at`.
    """

    __tablename__ = "alarms"
    __table_args__ = (
        partial_index("ix_alarms_stands", "hall_id", "kind", "subject", where=STANDS, unique=True),
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
