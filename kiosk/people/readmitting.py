"""Numbers that a restored backup does not know: entered again, each with its number and its time.

A hall that is restored on the same day has forgotten what it gave out after the backup; the papers
are in people's hands. Until the last of them is entered the next new number would be one of theirs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from sqlalchemy import func, select, update

from data import models
from kiosk import tokens
from kiosk.ground import Ground, Work
from kiosk.papers.ticket import ticket as ticket_paper
from kiosk.printing import jobs
from kiosk.queue import issuing, reasons, rows
from kiosk.queue.press import Press
from kiosk.queue.tickets import Priority, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role

READMITTING = (Role.SUPERVISOR, Role.ADMIN)
"""Who may enter a number again: with a time of arrival somebody is put before others."""

_events = models.Event.__table__
_tickets = rows.tickets


def readmit(
    ground: Ground,
    number: str,
    service: str,
    at: time,
    reason: str,
    actor: Actor,
    *,
    priority: Priority | None = None,
    language: str = "zh",
) -> Ticket:
    """Enter a number again ("A031") that was taken `at` a time of today on the hall's wall.

    It must be the next of its group: one that nobody holds any more is entered too, and given up,
    so that the day balances (R55) and no number is on two papers. It stands in the line by its
    arrival; its paper comes anew, since the link on the old one was lost with the backup.

    Refuses with "account.not_allowed", "reason.missing", "readmit.not_restored",
    "readmit.future", "readmit.known", "readmit.group" or "readmit.gap", and with
    "service.unknown".
    """
    actor.must_be(*READMITTING)
    why = reasons.given(reason)
    wanted = number.strip().upper()
    press = Press(priority, None, language)
    with ground.write() as work:
        _must_be_restored(work)
        now = work.at.astimezone(ground.zone)
        issued = datetime.combine(work.day, at, ground.zone)
        if issued > now:
            raise Refusal("readmit.future", at=f"{at:%H:%M}", now=f"{now:%H:%M}")
        aim = work.floor.aim(service)
        if not wanted.startswith(aim.group.prefix):
            raise Refusal("readmit.group", number=wanted, group=aim.group.prefix)
        _must_be_new(work, wanted)
        turn = _turn(work, issued) if priority is None else None
        token = tokens.new()
        made = issuing.insert_ticket(ground, work, aim, press, token, None)
        if made.number != wanted:
            raise Refusal("readmit.gap", number=wanted, next=made.number)
        values = {"issued_at": issued, "turn": turn}
        work.connection.execute(update(_tickets).where(_tickets.c.id == made.id).values(values))
        told = {"number": wanted, "service": aim.code, "priority": priority}
        work.event("ticket.issued", ticket=made.id, data=told, at=issued.astimezone(UTC))
        again = {"number": wanted, "at": issued.isoformat(), "reason": why}
        work.event("ticket.readmitted", actor=actor, ticket=made.id, data=again)
        found = replace(made, issued_at=issued, turn=turn)
        paper = ticket_paper(
            ground.settings,
            found,
            tuple(each for each in work.floor.counters_for(aim.code) if each.open),
            group=aim.heading(language),
            ahead=None,
            wait=None,
            link=f"{ground.settings.public_url}/s/{token}",
            issued=issued,
            language=language,
        )
        jobs.queue(ground, work, paper, label=f"{work.day:%Y%m%d}-{wanted}", ticket=made.id)
        return rows.by_id(work, made.id)


def _must_be_restored(work: Work) -> None:
    """Only a hall that was restored today can have forgotten numbers of today."""
    query = select(_events.c.seq).where(
        _events.c.hall_id == work.hall,
        _events.c.day == work.day,
        _events.c.kind == "hall.restored",
    )
    if work.connection.execute(query.limit(1)).first() is None:
        raise Refusal("readmit.not_restored")


def _must_be_new(work: Work, number: str) -> None:
    try:
        rows.by_number(work, number)
    except Refusal:
        return
    raise Refusal("readmit.known", number=number)


def _turn(work: Work, issued: datetime) -> int | None:
    """The place behind who came last before; None where nobody has come after that."""
    of_day = (_tickets.c.hall_id == work.hall) & (_tickets.c.day == work.day)
    later = select(_tickets.c.id).where(of_day, _tickets.c.issued_at > issued).limit(1)
    if work.connection.execute(later).first() is None:
        return None
    place = func.coalesce(_tickets.c.turn, _tickets.c.id)
    before = select(place).where(of_day, _tickets.c.issued_at <= issued)
    newest = before.order_by(_tickets.c.issued_at.desc(), _tickets.c.id.desc()).limit(1)
    return int(work.connection.scalar(newest) or 0)
