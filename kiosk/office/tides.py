"""What was decided when a tidal counter (潮汐窗口) was recommended, kept in the chain (R36)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select

from data import models
from kiosk.ground import Ground
from kiosk.queue import reasons
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role
from kiosk.whatif import Span

DECIDING = (Role.SUPERVISOR, Role.ADMIN)
"""Who decides."""
KIND = "tide.answered"
MOST = 20
"""More counters nobody opens at once."""
_LATEST = 30 * 3600.0
_A_DAY = 20_000
"""No day has so many events; the chain has no index by day."""
_events = models.Event.__table__.c
_accounts = models.Account.__table__.c


@dataclass(frozen=True, slots=True)
class Tidal:
    """What was recommended: so many counters `like` another, in `span`."""

    like: str
    count: int
    span: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """Who has decided what, and when (UTC); `reason` is there where it stays closed."""

    at: datetime
    name: str
    tidal: Tidal
    opens: bool
    reason: str | None


def answer(ground: Ground, tidal: Tidal, actor: Actor, reason: str = "", *, opens: bool) -> None:
    """Keep whether the counters are opened; if not, a reason is needed.

    Refuses with "account.not_allowed", "office.span_unreadable", "counter.unknown" or
    "reason.missing".
    """
    actor.must_be(*DECIDING)
    since, until = tidal.span
    if not (1 <= tidal.count <= MOST and 0 <= since < until <= _LATEST):
        raise Refusal("office.span_unreadable")
    why = None if opens else reasons.given(reason)
    with ground.write() as work:
        like = work.floor.counter(tidal.like)
        told = {**asdict(tidal), "opens": opens, "reason": why}
        work.event(KIND, actor=actor, counter=like.id, data=told)


def answers(ground: Ground) -> tuple[Answer, ...]:
    """Today's decisions, the newest first."""
    with ground.read() as work:
        query = (
            select(_events.at, _events.data, _accounts.display_name)
            .join(models.Account.__table__, _events.account_id == _accounts.id)
            .where(_events.hall_id == work.hall, _events.seq > work.head.seq - _A_DAY)
            .where(_events.day == work.day, _events.kind == KIND)
            .order_by(_events.seq.desc())
        )
        return tuple(
            Answer(
                row.at,
                row.display_name,
                Tidal(row.data["like"], row.data["count"], tuple(row.data["span"])),
                row.data["opens"],
                row.data["reason"],
            )
            for row in work.connection.execute(query)
        )
