"""The staff, who is signed in where, and the keys of machines that act for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.models.columns import Base


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
