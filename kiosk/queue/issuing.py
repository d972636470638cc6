"""Taking a number: what a person is told before, and the one transaction that gives it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from data.store import surely
from kiosk import tokens
from kiosk.catalogue import Service, WindowGroup
from kiosk.ground import Ground, Work
from kiosk.opening import Opening
from kiosk.papers.ticket import ticket as ticket_paper
from kiosk.printing import jobs
from kiosk.queue import allowed, closing, line, rows, series
from kiosk.queue.floor import Aim
from kiosk.queue.instead import Instead
from kiosk.queue.press import Claim, Press
from kiosk.queue.tickets import Counter, CounterKind, State, Ticket, Wait
from kiosk.refusal import Refusal
from printers.paper import Code, Paper

_INSERT_TICKET = insert(rows.tickets)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person is told before taking a number.

    `counters` are open and can serve it, `closed` could but are not. `ahead`: None where only what
    this host has given out is known. `left`: so many numbers of the group are left today, None
    without a quota. `refusal`: why there is no number now, and
    `instead` what else one can do.
    """

    service: Service
    group: WindowGroup
    counters: tuple[Counter, ...]
    closed: tuple[Counter, ...]
    ahead: int | None
    wait: Wait | None
    left: int | None
    opening: Opening
    instead: Instead
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class DeskPreview:
    """What a person is told before taking a number of a desk; the fields are a `Preview`'s."""

    desk: CounterKind
    counters: tuple[Counter, ...]
    closed: tuple[Counter, ...]
    ahead: int | None
    wait: Wait | None
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Issued:
    """A number that has been given out, with its paper and the link that its QR code carries.

    `ahead` is None where that is not known, `job` is the print job; `repeated` says that this
    nonce had taken the number before.
    """

    ticket: Ticket
    counters: tuple[Counter, ...]
    ahead: int | None
    wait: Wait | None
    status_url: str
    paper: Paper
    job: int
    repeated: bool


def issue(ground: Ground, service: str, press: Press, claim: Claim | None = None) -> Issued:
    """Give out the next number for `service`: ticket, event and print job, all or nothing.

    A second press with the same nonce gets the same ticket. Refuses with "service.unknown",
    "hall.closed", "day.over", "service.no_counter_open", "identity.needed", "group.full" or
    "group.too_late".
    """
    if claim is None and ground.settings.identity.needed(service):
        raise Refusal("identity.needed")
    return surely(
        press.nonce,
        lambda: _once(ground, press, lambda work: work.floor.aim(service), claim),
    )


def issue_at_desk(
    ground: Ground, desk: CounterKind, press: Press, claim: Claim | None = None
) -> Issued:
    """Give out a number of a desk that helps without a service.

    Refuses as `issue` does, and with "desk.no_numbers" where the hall has none for this desk.
    """
    prefix = getattr(ground.settings.desks, desk.value)
    return surely(
        press.nonce,
        lambda: _once(ground, press, lambda work: work.floor.desk(desk, prefix), claim),
    )


def _once(
    ground: Ground, press: Press, aim_of: Callable[[Work], Aim], claim: Claim | None = None
) -> Issued:
    try:
        with ground.write() as work:
            aim = aim_of(work)
            found = live(ground, work, aim, press, claim)
            if found is not None:
                return found
            allowed.may_issue(ground, work, aim)
            issued = give_out(ground, work, aim, press)
            if claim is not None:
                claim.keep(work, issued.ticket.id)
            return issued
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

    Refuses with "group.full" or "group.too_late".
    """
    floor = work.floor
    counters = tuple(each for each in floor.counters_for(aim.code) if each.open)
    ahead = line.ahead(rows.line(work), floor.rivals[aim.code], priority=press.priority is not None)
    if appointment_at is None:
        first = press.priority is not None
        closing.in_time(ground, work, aim, ahead, priority=first)
    wait = ground.waits.lately(work, aim.code, priority=press.priority is not None)
    token = tokens.new()
    ticket = insert_ticket(ground, work, aim, press, token, appointment_at)
    told: dict[str, object] = {
        "number": ticket.number,
        "service": aim.code,
        "priority": press.priority,
    }
    if appointment_at is not None:
        told["appointment_at"] = appointment_at.isoformat()
    papers = floor.catalogue.services[aim.code].materials if press.brought else ()
    if brought := [each.name for each in papers if each.name in press.brought]:
        told["brought"] = brought
    if wait is not None:
        # What the paper says is held against what comes of it (kiosk/office/honesty.py).
        told["promise"] = {"p50": wait.p50, "p90": wait.p90}
    work.event("ticket.issued", ticket=ticket.id, data=told)
    link = f"{ground.settings.public_url}/s/{token}"
    paper = ticket_paper(
        ground.settings,
        ticket,
        counters,
        group=aim.heading(press.language),
        ahead=known(work, ahead),
        wait=wait,
        link=link,
        issued=work.at.astimezone(ground.zone),
        language=press.language,
    )
    label = f"{work.day:%Y%m%d}-{ticket.number}"
    job = jobs.queue(ground, work, paper, label=label, ticket=ticket.id)
    return Issued(ticket, counters, known(work, ahead), wait, link, paper, job, repeated=False)


def known(work: Work, ahead: int) -> int | None:
    """How many are ahead, where that can be said: what was known last of the line is soon wrong."""
    return None if work.reserve else ahead


def insert_ticket(
    ground: Ground,
    work: Work,
    aim: Aim,
    press: Press,
    token: str,
    appointment_at: datetime | None,
) -> Ticket:
    """The row of a new number that waits; refuses with "group.full"."""
    group = aim.group.prefix
    number = series.next_number(work, group)
    quota = ground.settings.quotas.get(group)
    if quota is not None and appointment_at is None and series.given(work, group) > quota:
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


def live(ground: Ground, work: Work, aim: Aim, press: Press, claim: Claim | None) -> Issued | None:
    """What whoever claims a number has already, with one more paper (R9)."""
    mine = claim.before(work, aim) if claim is not None else None
    if claim is None or mine is None:
        return None
    found = again(ground, work, mine)
    job = claim.again(work, mine, press)
    return found if job is None else replace(found, job=job)


def repeated(ground: Ground, nonce: str) -> Issued | None:
    """What an earlier press with this nonce was given."""
    tickets = rows.tickets
    query = select(tickets.c.id).where(tickets.c.nonce == nonce)
    with ground.read() as work:
        key = work.connection.scalar(query.where(tickets.c.hall_id == work.hall))
        return None if key is None else again(ground, work, key)


def again(ground: Ground, work: Work, key: int) -> Issued:
    """The ticket with this key as it was given out, and how it stands now."""
    ticket = rows.by_id(work, key)
    job, paper = jobs.first_of(ground, work, key)
    rivals = work.floor.rivals.get(ticket.lane, frozenset())
    before = rows.line(work, ticket.place)
    counters = work.floor.counters_for(ticket.lane)
    return Issued(
        ticket=ticket,
        counters=tuple(each for each in counters if each.open),
        ahead=known(work, line.ahead(before, rivals, priority=ticket.goes_first)),
        wait=None,
        status_url=next(block.data for block in paper.blocks if isinstance(block, Code)),
        paper=paper,
        job=job,
        repeated=True,
    )
