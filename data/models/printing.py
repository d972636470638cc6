"""Papers on their way to a printer, and how the printers are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base, Key, partial_index

STUCK = text("state IN ('queued', 'sending', 'unknown', 'failed') AND aside_at IS NULL")


class PrintJob(Base):
    """A paper on its way to a printer (outbox); sealed, because its QR code carries a token.

    `original_id` is the first job of the same paper, `copy` the count of the reprint that it is
    (0: no earlier one can have left paper). `expires_at`: not begun by then, it is not printed
    late. `sent_at`: the first byte was about to leave; `done_at`: its fate was known; `aside_at`:
    nobody need look at it any more.
    """

    __tablename__ = "print_jobs"
    __table_args__ = (
        partial_index("ix_print_jobs_open", "printer", "id", where=STUCK),
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
