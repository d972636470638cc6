"""Which board speaks, and which loudspeakers are not heard."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base


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
