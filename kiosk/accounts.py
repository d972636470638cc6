"""Named accounts: passwords as argon2 hashes, a lock after five failures, sessions by token."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Row, delete, insert, select, update

from data import models
from kiosk import plain, tokens
from kiosk.ground import Ground, Work
from kiosk.queue.tickets import Counter
from kiosk.refusal import Refusal
from kiosk.staff import Account, Actor, Role, Session

LOCKED_AFTER = 5
"""So many wrong passwords in a row lock an account for a while (R60)."""
SHORTEST_PASSWORD = 8
LONGEST_NAME = 40

_hasher = PasswordHasher()
_accounts = models.Account.__table__
_sessions = models.StaffSession.__table__
_counters = models.Counter.__table__


@cache
def _nobody() -> str:
    """The hash of nobody's password: the time of an answer must not tell which names exist."""
    return _hasher.hash(secrets.token_urlsafe(16))


def new_password() -> str:
    """A password that nobody has thought of (96 random bits)."""
    return secrets.token_urlsafe(12)


def check_password(password: str) -> None:
    """Refuse with "password.short"."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refusal("password.short", shortest=SHORTEST_PASSWORD)


def add(
    ground: Ground, name: str, display_name: str, role: Role, password: str, actor: Actor | None
) -> Account:
    """A new account; `actor` is None only when the hall is set up.

    Refuses with "account.taken", "account.name_invalid", "password.short" or
    "account.not_allowed".
    """
    if actor is not None:
        actor.must_be(Role.ADMIN)
    if not is_name(name) or not plain.is_plain(display_name):
        raise Refusal("account.name_invalid", longest=LONGEST_NAME)
    hashed = _hashed(password)
    with ground.write() as work:
        if _row(work, name) is not None:
            raise Refusal("account.taken", name=name)
        key = work.connection.execute(
            insert(_accounts)
            .values(
                hall_id=work.hall,
                name=name,
                display_name=display_name,
                role=role.value,
                password_hash=hashed,
                failures=0,
            )
            .returning(_accounts.c.id)
        ).scalar_one()
        work.event("account.added", actor=actor, data={"account": key, "role": role.value})
        return Account(key, name, display_name, role)


def set_password(ground: Ground, name: str, password: str, actor: Actor | None) -> None:
    """Another password for `name`, by the person or by an administrator; ends all sessions."""
    hashed = _hashed(password)
    with ground.write() as work:
        row = _row(work, name)
        if row is None:
            raise Refusal("account.unknown", name=name)
        if actor is not None and actor.account.id != row.id:
            actor.must_be(Role.ADMIN)
        work.connection.execute(
            update(_accounts)
            .where(_accounts.c.id == row.id)
            .values(password_hash=hashed, failures=0, locked_until=None)
        )
        work.connection.execute(delete(_sessions).where(_sessions.c.account_id == row.id))
        work.event("account.password_set", actor=actor, data={"account": row.id})


def names(ground: Ground) -> list[Account]:
    """All accounts of the hall."""
    with ground.read() as work:
        query = select(_accounts).where(_accounts.c.hall_id == work.hall).order_by(_accounts.c.id)
        return [_account(row) for row in work.connection.execute(query)]


def prove(ground: Ground, name: str, password: str) -> Account:
    """The account of somebody who knows its password.

    Refuses with "account.wrong" (no such name and a wrong password look alike) and
    "account.locked".
    """
    with ground.read() as work:
        row = _row(work, name) if is_name(name) else None
        if row is not None and row.locked_until is not None and row.locked_until > work.at:
            raise Refusal("account.locked", minutes=ground.settings.staff.lock_minutes)
    # Proving takes some 50 ms on purpose: never inside a write that holds up the hall.
    proven = _proves(row.password_hash if row else _nobody(), password)
    if row is None:
        raise Refusal("account.wrong")
    if not proven:
        _count_failure(ground, row.id)
        raise Refusal("account.wrong")
    if row.failures:
        with ground.write() as work:
            work.connection.execute(
                update(_accounts).where(_accounts.c.id == row.id).values(failures=0)
            )
    return _account(row)


def sign_in(
    ground: Ground,
    name: str,
    password: str,
    counter: str | None = None,
    stands_in_for: str | None = None,
) -> Session:
    """A session of an account, at a counter where there is one.

    `stands_in_for`: the colleague whose place the person takes there (顶岗); the chain keeps it
    with all that is done in this session. Refuses as `prove` does, and with "counter.unknown",
    "account.unknown", "stand_in.no_counter" or "stand_in.oneself".
    """
    account = prove(ground, name, password)
    token = tokens.new(32)
    with ground.write() as work:
        at = work.floor.counter(counter) if counter is not None else None
        other = _colleague(work, account, at, stands_in_for)
        until = work.at + timedelta(hours=ground.settings.staff.session_hours)
        work.connection.execute(
            insert(_sessions).values(
                token_hash=tokens.hashed(token),
                account_id=account.id,
                counter_id=at.id if at else None,
                created_at=work.at,
                expires_at=until,
                stands_in_for=other.id if other is not None else None,
            )
        )
        made = Session(token, account, counter, until, other)
        work.event("account.signed_in", actor=made.actor, counter=at.id if at else None)
    return made


def _colleague(work: Work, mine: Account, at: Counter | None, name: str | None) -> Account | None:
    """Whose place somebody takes."""
    if name is None:
        return None
    row = _row(work, name)
    if row is None:
        raise Refusal("account.unknown", name=name)
    if at is None:
        raise Refusal("stand_in.no_counter")
    if row.id == mine.id:
        raise Refusal("stand_in.oneself")
    return _account(row)


def session(ground: Ground, token: str) -> Session:
    """The session of `token`; refuses with "session.invalid" (unknown, ended or expired)."""
    with ground.read() as work:
        query = (
            select(
                _accounts,
                _sessions.c.expires_at,
                _sessions.c.stands_in_for,
                _counters.c.code.label("counter"),
            )
            .join_from(_sessions, _accounts, _sessions.c.account_id == _accounts.c.id)
            .outerjoin(_counters, _sessions.c.counter_id == _counters.c.id)
            .where(
                _sessions.c.token_hash == tokens.hashed(token),
                _sessions.c.expires_at > work.at,
                _accounts.c.hall_id == work.hall,
            )
        )
        row = work.connection.execute(query).first()
        if row is None:
            raise Refusal("session.invalid")
        other = None
        if row.stands_in_for is not None:
            query = select(_accounts).where(_accounts.c.id == row.stands_in_for)
            other = _account(work.connection.execute(query).one())
    return Session(token, _account(row), row.counter, row.expires_at, other)


def sign_out(ground: Ground, token: str) -> None:
    """End a session; refuses with "session.invalid"."""
    ending = session(ground, token)
    with ground.write() as work:
        work.connection.execute(
            delete(_sessions).where(_sessions.c.token_hash == tokens.hashed(token))
        )
        work.event("account.signed_out", actor=ending.actor)


def _count_failure(ground: Ground, key: int) -> None:
    with ground.write() as work:
        failures = work.connection.execute(
            update(_accounts)
            .where(_accounts.c.id == key)
            .values(failures=models.Account.failures + 1)
            .returning(_accounts.c.failures)
        ).scalar_one()
        work.event("account.refused", data={"account": key, "failures": failures})
        if failures >= LOCKED_AFTER:
            until = work.at + timedelta(minutes=ground.settings.staff.lock_minutes)
            work.connection.execute(
                update(_accounts)
                .where(_accounts.c.id == key)
                .values(failures=0, locked_until=until)
            )
            work.event("account.locked", data={"account": key})


def is_name(name: str) -> bool:
    """Whether an account or a person may be called so."""
    return bool(name.strip()) and len(name) <= LONGEST_NAME and plain.is_plain(name)


def _row(work: Work, name: str) -> Row[tuple[object, ...]] | None:
    query = select(_accounts).where(_accounts.c.hall_id == work.hall, _accounts.c.name == name)
    return work.connection.execute(query).first()


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(row.id, row.name, row.display_name, Role(row.role))


def _hashed(password: str) -> str:
    check_password(password)
    return _hasher.hash(password)


def _proves(hashed: str, password: str) -> bool:
    try:
        return _hasher.verify(hashed, password)
    except VerifyMismatchError:
        return False
