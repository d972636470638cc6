"""Sign-ins in a browser end when nobody has used them for a while, and after a day's work at last.

A sign-in is a row of `sessions` with the moment of its end; each use moves that moment on, never
past the end that it had from the beginning (OWASP ASVS 5.0, 7.3.1 and 7.3.2).
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from data import models
from kiosk import accounts, tokens
from kiosk.ground import Ground
from kiosk.staff import Session

# A page more often than this writes nothing.
_EVERY = timedelta(minutes=1)
_sessions = models.StaffSession.__table__


def used(ground: Ground, token: str) -> Session:
    """The session of `token`, which from now on lasts `staff.idle_minutes` unless it is used again.

    Refuses with "session.invalid" (unknown, ended, idle for too long or expired).
    """
    found = accounts.session(ground, token)
    mine = _sessions.c.token_hash == tokens.hashed(token)
    with ground.store.read() as connection:
        begun = connection.scalar(select(_sessions.c.created_at).where(mine))
    if begun is None:  # signed out this moment; the next request will say so
        return found
    rules = ground.settings.staff
    last = begun + timedelta(hours=rules.session_hours)
    until = min(last, ground.clock() + timedelta(minutes=rules.idle_minutes))
    if abs(until - found.expires_at) >= _EVERY:
        # Past the bell: nobody watches this.
        with ground.store.write() as connection:
            connection.execute(update(_sessions).where(mine).values(expires_at=until))
    return found
