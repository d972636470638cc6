"""Numbers set apart for when the database cannot be reached."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base, Key


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
