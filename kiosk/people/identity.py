"""Whose number it is, where the hall asks: one live number per person and group (R9, R10, R59).

Of a document only a keyed hash and its sealed last four characters are kept, and those are purged
after some days. Nothing of it stands in an event, in a log, on the board or on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from data import models
from kiosk import plain
from kiosk.ground import Ground, Work
from kiosk.people.documents import Document
from kiosk.people.forgetting import forget
from kiosk.people.returning import reprint_once
from kiosk.queue import issuing, rows
from kiosk.queue.floor import Aim
from kiosk.queue.issuing import Issued
from kiosk.queue.press import Claim, Press
from kiosk.queue.states import OVER
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role

LAST = 4
LONGEST_REASON = 200
NO_DOCUMENT = "none"
STAFF = (Role.CLERK, Role.SUPERVISOR, Role.ADMIN)

_table = models.Identity.__table__
_accounts = models.Account.__table__


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody who comes for another person, and why; the document is the agent's own."""

    document: Document
    reason: str


@dataclass(frozen=True, slots=True)
class Excused:
    """Somebody without a document whom one of the staff lets through, and why."""

    actor: Actor
    reason: str


Who = Document | Agent | Excused


@dataclass(frozen=True, slots=True)
class Listed:
    """A number that was given to an agent or without a document (R10)."""

    number: str
    kind: str
    reason: str
    allowed_by: str | None


def issue(ground: Ground, service: str, press: Press, who: Who) -> Issued:
    """Give out a number to a person; who has a live one in the group gets that one again, and once
    its paper (R9).

    Refuses as `kiosk.queue.issuing.issue` and `claim` do.
    """
    return issuing.issue(ground, service, press, claim(ground, who))


def claim(ground: Ground, who: Who) -> Claim:
    """What `who` has to say in the transaction that gives out a number.

    Refuses with "reason.missing" or "account.not_allowed", and there with "identity.capped".
    """
    reason = _reason(who)
    if isinstance(who, Excused):
        who.actor.must_be(*STAFF)

    def before(work: Work, aim: Aim) -> int | None:
        return _before(ground, work, aim, who)

    def keep(work: Work, ticket: int) -> None:
        _keep(ground, work, ticket, who, reason)

    def again(work: Work, ticket: int, press: Press) -> int | None:
        return _again(ground, work, ticket, press)

    return Claim(before, again, keep)


def listed(ground: Ground, day: date) -> tuple[Listed, ...]:
    """The numbers of a day that went to agents or to people without a document."""
    with ground.read() as work:
        query = (
            select(
                rows.tickets.c.group_prefix,
                rows.tickets.c.number,
                _table.c.kind,
                _table.c.reason,
                _accounts.c.display_name,
            )
            .join_from(_table, rows.tickets, _table.c.ticket_id == rows.tickets.c.id)
            .outerjoin(_accounts, _table.c.account_id == _accounts.c.id)
            .where(_table.c.hall_id == work.hall, _table.c.day == day)
            .where(_table.c.reason.is_not(None))
            .order_by(_table.c.ticket_id)
        )
        return tuple(
            Listed(rows.label(row.group_prefix, row.number), row.kind, row.reason, row.display_name)
            for row in work.connection.execute(query)
        )


def last_characters(ground: Ground, ticket: int, actor: Actor) -> str | None:
    """The end of the document's number, for a clerk to compare; None where nothing is kept.

    Refuses with "ticket.unknown" or "account.not_allowed"; that somebody looked is kept.
    """
    actor.must_be(*STAFF)
    with ground.write() as work:
        found = rows.by_id(work, ticket)
        sealed = work.connection.scalar(
            select(_table.c.sealed).where(_table.c.ticket_id == found.id)
        )
        if sealed is None:
            return None
        work.event("identity.seen", actor=actor, ticket=found.id)
        return ground.seal.read(sealed).decode()


def purge(ground: Ground, actor: Actor | None = None) -> int:
    """Forget who people were whose days are over; returns of how many numbers (R59)."""
    due = select(func.count()).select_from(_table)
    with ground.read() as work:
        mine = (_table.c.hall_id == work.hall) & (_table.c.purge_at <= work.at)
        gone = work.connection.scalar(due.where(mine)) or 0
    # Where a new day begins with it, that has forgotten them already.
    with ground.write() as work:
        forget(work, actor)
    return gone


def _reason(who: Who) -> str | None:
    if isinstance(who, Document):
        return None
    said = who.reason.strip()
    if not said or len(said) > LONGEST_REASON or not plain.is_plain(said):
        raise Refusal("reason.missing")
    return said


def _mark(ground: Ground, document: Document) -> str:
    return ground.seal.mark("identity", f"{document.kind.value}:{document.number}")


def _before(ground: Ground, work: Work, aim: Aim, who: Who) -> int | None:
    """The live ticket that the person has in this group; refuses with "identity.capped"."""
    mine = [_table.c.hall_id == work.hall, _table.c.day == work.day]
    most = ground.settings.identity.others_per_day
    if isinstance(who, Document):
        tickets = rows.tickets
        over = [state.value for state in OVER]
        query = (
            select(_table.c.ticket_id)
            .join_from(_table, tickets, _table.c.ticket_id == tickets.c.id)
            .where(*mine, _table.c.person == _mark(ground, who), _table.c.reason.is_(None))
            .where(tickets.c.group_prefix == aim.group.prefix, tickets.c.state.not_in(over))
        )
        return work.connection.scalar(query.order_by(_table.c.ticket_id).limit(1))
    if isinstance(who, Agent):
        capped = _table.c.person == _mark(ground, who.document)
    else:
        capped = _table.c.account_id == who.actor.account.id
    others = select(func.count()).where(*mine, capped, _table.c.reason.is_not(None))
    if (work.connection.scalar(others) or 0) >= most:
        raise Refusal("identity.capped", most=most)
    return None


def _again(ground: Ground, work: Work, ticket: int, press: Press) -> int | None:
    """The paper once more, unless this is the same press or it came out again before."""
    nonce = work.connection.scalar(select(rows.tickets.c.nonce).where(rows.tickets.c.id == ticket))
    if press.nonce is not None and press.nonce == nonce:
        return None
    try:
        job = reprint_once(ground, work, ticket)
    except Refusal as no:
        if no.code != "job.printing":
            raise
        return None  # it is coming out at this moment
    return job.id if job is not None else None


def _keep(ground: Ground, work: Work, ticket: int, who: Who, reason: str | None) -> None:
    shown = who if isinstance(who, Document) else getattr(who, "document", None)
    values: dict[str, Any] = {
        "ticket_id": ticket,
        "hall_id": work.hall,
        "day": work.day,
        "kind": NO_DOCUMENT,
        "reason": reason,
        "purge_at": _purge_at(ground, work),
    }
    if isinstance(shown, Document):
        values |= {
            "kind": shown.kind.value,
            "person": _mark(ground, shown),
            "sealed": ground.seal.close(shown.number[-LAST:].encode()),
        }
    if isinstance(who, Excused):
        values["account_id"] = who.actor.account.id
        work.event("identity.excused", actor=who.actor, ticket=ticket, data={"reason": reason})
    work.connection.execute(insert(_table), values)


def _purge_at(ground: Ground, work: Work) -> datetime:
    last = work.day + timedelta(days=ground.settings.identity.days)
    return datetime.combine(last, datetime.min.time(), ground.zone)
