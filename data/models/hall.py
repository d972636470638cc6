"""The hall itself, and its counters with what each of them serves."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base


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
