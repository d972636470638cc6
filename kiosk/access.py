"""Access tokens for machines of others: a keypad that calls, a strip of lights that shows.

A token carries 256 random bits, is shown once and kept hashed; it has one scope, one counter and
an end, and can be revoked. What it does is signed by the account that answers for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, Select, insert, select, update

from data import models
from kiosk import plain, tokens
from kiosk.ground import Ground, Work
from kiosk.refusal import Refusal
from kiosk.staff import Account, Actor, Role

PREFIX = "yc_"
"""What tells an access token from the token of a session."""
LONGEST_LABEL = 40
LONGEST_DAYS = 366
_AT_COUNTERS = (Role.CLERK, Role.SUPERVISOR, Role.ADMIN)

_access = models.AccessToken.__table__
_accounts = models.Account.__table__
_counters = models.Counter.__table__


class Scope(StrEnum):
    """What a token may do at its counter."""

    CALL = "call"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Access:
    """A token as it is kept: `label` says which machine has it; times are UTC."""

    id: int
    label: str
    scope: Scope
    counter: str
    account: Account
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None

    @property
    def actor(self) -> Actor:
        """Who signs what is done with it."""
        return Actor(self.account, self.counter, token=self.id)


def create(
    ground: Ground,
    label: str,
    scope: Scope,
    counter: str,
    days: int,
    actor: Actor,
    account: str | None = None,
) -> tuple[Access, str]:
    """A new token for `days` days, and its text, which nobody can read again.

    `account` answers for what is done with it, by default `actor` itself. Refuses with
    "account.not_allowed", "access.label_invalid", "access.days_invalid", "counter.unknown" or
    "account.unknown".
    """
    actor.must_be(Role.ADMIN)
    if not label.strip() or len(label) > LONGEST_LABEL or not plain.is_plain(label):
        raise Refusal("access.label_invalid", longest=LONGEST_LABEL)
    if not 1 <= days <= LONGEST_DAYS:
        raise Refusal("access.days_invalid", most=LONGEST_DAYS)
    token = PREFIX + tokens.new(32)
    with ground.write() as work:
        at = work.floor.counter(counter)
        owner = actor.account if account is None else _account(work, account)
        Actor(owner).must_be(*_AT_COUNTERS)
        key = work.add(
            insert(_access),
            {
                "hall_id": work.hall,
                "token_hash": tokens.hashed(token),
                "label": label.strip(),
                "scope": scope.value,
                "counter_id": at.id,
                "account_id": owner.id,
                "created_at": work.at,
                "expires_at": work.at + timedelta(days=days),
            },
        )
        told = {"token": key, "scope": scope.value, "account": owner.id}
        work.event("access.created", actor=actor, counter=at.id, data=told)
        return _value(work.connection.execute(_of(work).where(_access.c.id == key)).one()), token


def revoke(ground: Ground, key: int, actor: Actor) -> Access:
    """End a token at once; one that has ended already stays as it is.

    Refuses with "account.not_allowed" or "access.unknown".
    """
    actor.must_be(Role.ADMIN)
    with ground.write() as work:
        mine = _of(work).where(_access.c.id == key)
        row = work.connection.execute(mine).first()
        if row is None:
            raise Refusal("access.unknown", token=key)
        if row.revoked_at is None:
            change = update(_access).where(_access.c.id == key)
            work.connection.execute(change.values(revoked_at=work.at))
            work.event("access.revoked", actor=actor, data={"token": key})
        return _value(work.connection.execute(mine).one())


def every(ground: Ground) -> tuple[Access, ...]:
    """All tokens of the hall, the oldest first, the ended ones too."""
    with ground.read() as work:
        return tuple(_value(row) for row in work.connection.execute(_of(work)))


def prove(ground: Ground, token: str) -> Access:
    """What this token may do; a wrong, an ended and a revoked one look alike ("access.invalid")."""
    with ground.read() as work:
        query = _of(work).where(
            _access.c.token_hash == tokens.hashed(token),
            _access.c.expires_at > work.at,
            _access.c.revoked_at.is_(None),
        )
        row = work.connection.execute(query).first()
    if row is None:
        raise Refusal("access.invalid")
    return _value(row)


def _of(work: Work) -> Select[tuple[object, ...]]:
    return (
        select(
            _access,
            _counters.c.code,
            _accounts.c.name,
            _accounts.c.display_name,
            _accounts.c.role,
        )
        .join(_counters, _access.c.counter_id == _counters.c.id)
        .join(_accounts, _access.c.account_id == _accounts.c.id)
        .where(_access.c.hall_id == work.hall)
        .order_by(_access.c.id)
    )


def _account(work: Work, name: str) -> Account:
    query = select(_accounts).where(_accounts.c.hall_id == work.hall, _accounts.c.name == name)
    row = work.connection.execute(query).first()
    if row is None:
        raise Refusal("account.unknown", name=name)
    return Account(row.id, row.name, row.display_name, Role(row.role))


def _value(row: Row[tuple[object, ...]]) -> Access:
    return Access(
        id=row.id,
        label=row.label,
        scope=Scope(row.scope),
        counter=row.code,
        account=Account(row.account_id, row.name, row.display_name, Role(row.role)),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )
