"""What the enquiry desk does for a person: a number, another service, its paper once more.

All of it is signed and has a reason. Where the hall asks for a document, somebody without one gets
a number only as often as `identity.others_per_day` says, for each of the staff, and an agent as
often for each document (R10); `kiosk.people.identity.listed` names them all.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import update

from data import models
from kiosk.ground import Ground, Work
from kiosk.people import checklist, identity
from kiosk.people.documents import Document
from kiosk.people.identity import Agent, Excused, Who
from kiosk.printing import jobs
from kiosk.printing.jobs import Job
from kiosk.queue import issuing, outlook, reasons, rows
from kiosk.queue.calling import AT_COUNTERS, move
from kiosk.queue.floor import Aim
from kiosk.queue.issuing import DeskPreview, Issued
from kiosk.queue.press import Claim, Press
from kiosk.queue.states import after
from kiosk.queue.tickets import DESKS, CounterKind, Priority, State, Ticket
from kiosk.refusal import Refusal
from kiosk.staff import Actor

LATELY = 12


@dataclass(frozen=True, slots=True)
class For:
    """Whom a number is for: why the desk takes it, and the document that was shown, if any.

    `agent`: the document is that of somebody who comes for another person. `lacking` names the
    papers of the service that the person does not have along.
    """

    reason: str = ""
    document: Document | None = None
    agent: bool = False
    lacking: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A desk that helps without a service: what a number of it would mean now, what it is called,
    and who waits for it, in the order of arrival."""

    outlook: DeskPreview
    name: str
    name_en: str
    waiting: tuple[Ticket, ...]

    @property
    def desk(self) -> str:
        """Which desk: "enquiry" or "unresolved"."""
        return self.outlook.desk.value

    def title(self, language: str) -> str:
        """Its name in a language."""
        return (language == "en" and self.name_en) or self.name


def issue_for(ground: Ground, service: str, press: Press, whom: For, actor: Actor) -> Issued:
    """Give out a number at the desk; the chain keeps who did, why, and what papers are lacking.

    A reason is needed but for who shows the own document and goes first for nothing; priority
    stands in the report of what went out of order (R32). Who has a live number in the group gets
    that again (R9). Refuses with "account.not_allowed" or "reason.missing", with "identity.capped"
    where the hall asks for a document, and as `kiosk.queue.issuing.issue` does.
    """
    actor.must_be(*AT_COUNTERS)
    who = _who(ground, service, whom, actor)
    plain = isinstance(who, Document) and press.priority is None and not whom.reason.strip()
    reason = "" if plain else reasons.given(whom.reason)
    inner = identity.claim(ground, who) if who is not None else None
    return issuing.issue(
        ground, service, press, _signed(actor, press.priority, reason, inner, whom.lacking)
    )


def issue_at(ground: Ground, desk: CounterKind, press: Press, reason: str, actor: Actor) -> Issued:
    """Give out a number of the enquiry desk or the unresolved desk, signed and with a reason.

    As at the touch screen nobody is asked for a document: who does not know yet what to ask for
    must not be sent away for one, so no limit of documents holds here either (R10). Refuses with
    "account.not_allowed" or "reason.missing", and as `kiosk.queue.issuing.issue_at_desk` does.
    """
    actor.must_be(*AT_COUNTERS)
    claim = _signed(actor, press.priority, reasons.given(reason))
    return issuing.issue_at_desk(ground, desk, press, claim)


def lines(ground: Ground) -> tuple[DeskLine, ...]:
    """The desks that have numbers of their own, and who waits for each."""
    kinds = [kind for kind in DESKS if getattr(ground.settings.desks, kind.value) is not None]
    return tuple(line(ground, kind) for kind in kinds)


def line(ground: Ground, desk: CounterKind) -> DeskLine:
    """How one of these desks stands."""
    seen = outlook.outlook_of_desk(ground, desk)
    with ground.read() as work:
        waiting = tuple(rows.waiting_for(work, desk.value))
        return DeskLine(seen, *work.floor.desk_names(desk.value), waiting)


def change_service(ground: Ground, ticket: int, service: str, actor: Actor, reason: str) -> Ticket:
    """Let a number that waits wait for another service, in the place of its arrival (R30).

    A second press changes nothing. Refuses with "account.not_allowed", "reason.missing",
    "ticket.unknown", "ticket.wrong_state", "service.unknown" or "service.no_counter_open".
    """
    actor.must_be(*AT_COUNTERS)
    said = reasons.given(reason)
    with ground.write() as work:
        found = rows.by_id(work, ticket)
        after("change", found.state, found.number)
        aim = work.floor.aim(service)
        if aim.code == found.lane:
            return found
        work.floor.open_for(aim.code)
        changes = {"service": aim.code, "service_id": aim.key}
        told = {"service": aim.code, "from": found.lane, "reason": said}
        return move(
            work, found, "change", actor, None, changes, kind="ticket.transferred", told=told
        )


def take_priority(ground: Ground, ticket: int, actor: Actor, reason: str) -> Ticket:
    """Let a number wait without the priority that it has; one without any stays as it is.

    Refuses with "account.not_allowed", "reason.missing", "ticket.unknown" or
    "ticket.wrong_state".
    """
    actor.must_be(*AT_COUNTERS)
    said = reasons.given(reason)
    with ground.write() as work:
        found = rows.by_id(work, ticket)
        after("change", found.state, found.number)
        if found.priority is None:
            return found
        work.connection.execute(
            update(rows.tickets).where(rows.tickets.c.id == found.id).values(priority=None)
        )
        told = {"priority": found.priority.value, "reason": said}
        work.event("ticket.lost_priority", actor=actor, ticket=found.id, data=told)
        return rows.by_id(work, found.id)


def print_list(
    ground: Ground, service: str, at_hand: Collection[str], language: str, actor: Actor
) -> Job:
    """A list of what somebody still lacks; refuses as `kiosk.people.checklist.print_list` does."""
    actor.must_be(*AT_COUNTERS)
    return checklist.print_list(ground, service, at_hand, language, actor)


def reprint(ground: Ground, ticket: int, actor: Actor) -> Job:
    """Print the paper of a number again, marked when an earlier one may have come out.

    Refuses with "ticket.unknown" or "ticket.no_paper", and as `kiosk.printing.jobs.reprint` does.
    """
    with ground.read() as work:
        found = rows.by_id(work, ticket)
        papers = jobs.of_ticket(work, found.id)
    if not papers:
        raise Refusal("ticket.no_paper", number=found.number)
    return jobs.reprint(ground, papers[0].id, actor)


def lately(ground: Ground, state: State | None = None, most: int = LATELY) -> tuple[Ticket, ...]:
    """The numbers of today that were given out last, those in `state` alone if there is one."""
    with ground.read() as work:
        tickets = rows.tickets.c
        query = rows.of_hall(work).where(tickets.day == work.day)
        if state is State.WAITING:
            query = query.where(models.WAITING)
        elif state is not None:
            query = query.where(tickets.state == state.value)
        found = work.connection.execute(query.order_by(tickets.id.desc()).limit(most))
        return tuple(rows.value(work, row) for row in found)


def _signed(
    actor: Actor,
    priority: Priority | None,
    reason: str,
    inner: Claim | None = None,
    lacking: Collection[str] = (),
) -> Claim:
    """What the chain keeps of a number that one of the staff gives out, besides whose it is."""

    def before(work: Work, aim: Aim) -> int | None:
        return inner.before(work, aim) if inner is not None else None

    def again(work: Work, ticket: int, press: Press) -> int | None:
        job = inner.again(work, ticket, press) if inner is not None else None
        if job is not None:
            work.event("paper.reprinted", actor=actor, ticket=ticket, data={"job": job})
        return job

    def keep(work: Work, ticket: int) -> None:
        if inner is not None:
            inner.keep(work, ticket)
        told: dict[str, object] = {"reason": reason} if reason else {}
        if lacking:
            service = rows.by_id(work, ticket).service
            papers = {each.name for each in work.floor.service(service).materials}
            told |= {"lacking": named} if (named := sorted(papers & set(lacking))) else {}
        work.event("ticket.issued_for", actor=actor, ticket=ticket, data=told)
        if priority is not None:
            first = {"priority": priority.value, "reason": reason}
            work.event("ticket.given_priority", actor=actor, ticket=ticket, data=first)

    return Claim(before, again, keep)


def _who(ground: Ground, service: str, whom: For, actor: Actor) -> Who | None:
    if whom.document is not None:
        return Agent(whom.document, whom.reason) if whom.agent else whom.document
    if whom.agent:
        raise Refusal("identity.needed")
    if ground.settings.identity.needed(service):
        return Excused(actor, whom.reason)
    return None
