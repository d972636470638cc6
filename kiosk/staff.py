"""The people who work in the hall, as everybody outside the store sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.refusal import Refusal


class Role(StrEnum):
    """What a person may do."""

    ADMIN = "admin"
    SUPERVISOR = "supervisor"
    CLERK = "clerk"
    INSPECTOR = "inspector"


@dataclass(frozen=True, slots=True)
class Account:
    """A named person of the staff."""

    id: int
    name: str
    display_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who signs a verb: an account, and the counter (its code) where it was signed in.

    `stands_in_for`: the key of the account in whose place it works there. `token`: the key of the
    access token of a machine that signs in its name. The chain keeps both with each event.
    """

    account: Account
    counter: str | None = None
    stands_in_for: int | None = None
    token: int | None = None

    def must_be(self, *roles: Role) -> None:
        """Refuse with "account.not_allowed" unless the account has one of `roles`."""
        if self.account.role not in roles:
            raise Refusal("account.not_allowed", role=self.account.role.value)


@dataclass(frozen=True, slots=True)
class Session:
    """A sign-in. `token` goes to the client once and is kept hashed; `expires_at` is UTC.

    `stands_in_for`: the account in whose place the person works at the counter (顶岗).
    """

    token: str
    account: Account
    counter: str | None
    expires_at: datetime
    stands_in_for: Account | None = None

    @property
    def actor(self) -> Actor:
        """Who signs what is done in this session."""
        other = self.stands_in_for
        return Actor(self.account, self.counter, other.id if other is not None else None)
