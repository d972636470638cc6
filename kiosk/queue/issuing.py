"""Taking a number: what a person is told before, and the one transaction that gives it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from kiosk import tokens
from kiosk.catalogue import Service, WindowGroup
from kiosk.ground import Ground, Work
from kiosk.opening import Opening, issuing
from kiosk.papers.ticket import ticket as ticket_paper
from kiosk.printing import jobs
from kiosk.queue import allowed, line, rows, series
from kiosk.queue.floor import Aim
from kiosk.queue.instead import Instead
from kiosk.queue.tickets import Counter, CounterKind, Priority, State, Ticket, Wait, check_nonce
from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES
from printers.paper import Code, Paper

_INSERT_TICKET = insert(rows.tickets)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person is told before taking a number.

    `counters` are open and can serve it, `closed` could but are not. `left`: so many numbers of
    the group are left today, None without a quota. `refusal`: why there is no number now, and
    `instead` what else one can do.
    """

    service: Service
    group: WindowGroup
    counters: tuple[Counter, ...]
    closed: tuple[Counter, ...]
    ahead: int
    wait: Wait | None
    left: int | None
    opening: Opening
    instead: Instead
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A number that has been given out, with its paper and the link that its QR code carries.

    `job` is the print job; `repeated` says that this nonce had taken the number before.
    """

    ticket: Ticket
    counters: tuple[Counter, ...]
    ahead: int
    wait: Wait | None
    status_url: str
    paper: Paper
    job: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class Press:
    """How a number is asked for; `nonce` tells one press from another."""

    priority: Priority | None = None
    nonce: str | None = None
    language: str = "zh"

    def __post_init__(self) -> None:
        check_nonce(self.nonce)
        if self.language not in LANGUAGES:
            raise Refusal("language.unknown", tongue=self.language)


def outlook(ground: Ground, service: str) -> Preview:
    """What a number for `service` would mean now, or why there is none (R5).

    Refuses only with "service.unknown".
    """
    with ground.read() as work:
        wanted = work.floor.service(service)
        aim = work.floor.aim(service)
        every = work.floor.counters_for(service)
        quota = ground.settings.quotas.get(aim.group.prefix)
        left = None if quota is None else max(0, quota - series.given(work, aim.group.prefix))
        now = work.at.astimezone(ground.zone)
        opens = issuing(ground.settings.hours, now, aim.group.prefix)
        instead = allowed.instead(ground, work, wanted)
        refusal = None
        try:
            allowed.may_issue(ground, work, aim)
            if left == 0:
                refusal = allowed.full(ground, work, aim)
        except Refusal as no:
            refusal = no
        return Preview(
            service=wanted,
            group=aim.group,
            counters=tuple(each for each in every if each.open),
            closed=tuple(each for each in every if not each.open),
            ahead=line.ahead(rows.line(work), work.floor.rivals[service], priority=False),
            wait=None,
            left=left,
            opening=opens,
            instead=instead,
            refusal=refusal,
        )


def preview(ground: Ground, service: str) -> Preview:
    """What a number for `service` would mean now; refuses as `issue` would."""
    found = outlook(ground, service)
    if found.refusal is not None:
        raise found.refusal
    return found


def issue(ground: Ground, service: str, press: Press) -> Issued:
    """Give out the next number for `service`: ticket, event and print job, all or nothing.

    A second press with the same nonce gets the same ticket. Refuses with "service.unknown",
    "hall.closed", "service.no_counter_open" or "group.full".
    """
    return _once(ground, press, lambda work: work.floor.aim(service))


def issue_at_desk(ground: Ground, desk: CounterKind, press: Press) -> Issued:
    """Give out a number of a desk that helps without a service.

    Refuses as `issue` does, and with "desk.no_numbers" where the hall has none for this desk.
    """
    prefix = getattr(ground.settings.desks, desk.value)
    return _once(ground, press, lambda work: work.floor.desk(desk, prefix))


def _once(ground: Ground, press: Press, aim_of: Callable[[Work], Aim]) -> Issued:
    try:
        with ground.write() as work:
            aim = aim_of(work)
            allowed.may_issue(ground, work, aim)
            return give_out(ground, work, aim, press)
    except (IntegrityError, Refusal):
        # A second press: the store refuses a second ticket with this nonce, or the counters have
        # closed since the first.
        before = repeated(ground, press.nonce) if press.nonce is not None else None
        if before is None:
            raise
        return before


def give_out(
    ground: Ground, work: Work, aim: Aim, press: Press, appointment_at: datetime | None = None
) -> Issued:
    """Give out a number in the caller's transaction; who has an appointment needs no quota.

    Refuses with "group.full".
    """
    floor = work.floor
    counters = tuple(each for each in floor.counters_for(aim.code) if each.open)
    ahead = line.ahead(rows.line(work), floor.rivals[aim.code], priority=press.priority is not None)
    token = tokens.new()
    ticket = _insert(ground, work, aim, press, token, appointment_at)
    told: dict[str, object] = {
        "number": ticket.number,
        "service": aim.code,
        "priority": press.priority,
    }
    if appointment_at is not None:
        told["appointment_at"] = appointment_at.isoformat()
    work.event("ticket.issued", ticket=ticket.id, data=told)
    link = f"{ground.settings.public_url}/s/{token}"
    paper = ticket_paper(
        ground.settings,
        ticket,
        counters,
        group=aim.group.title(press.language),
        ahead=ahead,
        wait=None,
        link=link,
        issued=work.at.astimezone(ground.zone),
        language=press.language,
    )
    label = f"{work.day:%Y%m%d}-{ticket.number}"
    job = jobs.queue(ground, work, paper, label=label, ticket=ticket.id)
    return Issued(ticket, counters, ahead, None, link, paper, job, repeated=False)


def _insert(
    ground: Ground,
    work: Work,
    aim: Aim,
    press: Press,
    token: str,
    appointment_at: datetime | None,
) -> Ticket:
    group = aim.group.prefix
    number = series.next_number(work, group)
    if number > ground.settings.quotas.get(group, number) and appointment_at is None:
        raise allowed.full(ground, work, aim)
    key = work.add(
        _INSERT_TICKET,
        {
            "hall_id": work.hall,
            "day": work.day,
            "group_prefix": group,
            "number": number,
            "service_id": aim.key,
            "service": aim.code,
            "priority": press.priority.value if press.priority else None,
            "language": press.language,
            "nonce": press.nonce,
            "token_hash": tokens.hashed(token),
            "link_until": _link_until(ground, work),
            "issued_at": work.at,
            "state": State.WAITING.value,
            "calls": 0,
            "appointment_at": appointment_at,
        },
    )
    return Ticket(
        id=key,
        number=rows.label(group, number),
        group=group,
        day=work.day,
        service=aim.code,
        service_name=aim.name,
        service_name_en=aim.name_en,
        state=State.WAITING,
        priority=press.priority,
        issued_at=work.at,
        counter=None,
        called_at=None,
        calls=0,
        appointment_at=appointment_at,
    )


def _link_until(ground: Ground, work: Work) -> datetime:
    last = work.day + timedelta(days=ground.settings.tickets.link_days + 1)
    return datetime.combine(last, datetime.min.time(), ground.zone)


def repeated(ground: Ground, nonce: str) -> Issued | None:
    """What an earlier press with this nonce was given."""
    tickets = rows.tickets
    query = select(tickets.c.id).where(tickets.c.nonce == nonce)
    with ground.read() as work:
        key = work.connection.scalar(query.where(tickets.c.hall_id == work.hall))
        if key is None:
            return None
        ticket = rows.by_id(work, key)
        job, paper = jobs.first_of(ground, work, key)
        rivals = work.floor.rivals.get(ticket.service, frozenset())
        before = rows.line(work, ticket.place)
        counters = work.floor.counters_for(ticket.service)
    return Issued(
        ticket=ticket,
        counters=tuple(each for each in counters if each.open),
        ahead=line.ahead(before, rivals, priority=ticket.goes_first),
        wait=None,
        status_url=next(block.data for block in paper.blocks if isinstance(block, Code)),
        paper=paper,
        job=job,
        repeated=True,
    )
