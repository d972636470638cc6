"""Taking a number: what a person is told before, and the one transaction that gives it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from data import models
from kiosk import printing, receipts, tokens
from kiosk.catalogue import Service, WindowGroup
from kiosk.ground import Ground, Work
from kiosk.queue import line, rows
from kiosk.queue.tickets import Counter, Priority, State, Ticket, Wait, check_nonce
from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES
from printers.paper import Code, Paper

_series = models.NumberSeries.__table__
_INSERT_TICKET = insert(rows.tickets)
_THIS_SERIES = (
    (_series.c.hall_id == bindparam("hall"))
    & (_series.c.day == bindparam("on"))
    & (_series.c.group_prefix == bindparam("group"))
)
_NEXT = (
    update(_series).where(_THIS_SERIES).values(last=_series.c.last + 1).returning(_series.c.last)
)
_FIRST = insert(_series)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a person is told before taking a number: `counters` are open and can serve it."""

    service: Service
    group: WindowGroup
    counters: tuple[Counter, ...]
    ahead: int
    wait: Wait | None


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


def preview(ground: Ground, service: str) -> Preview:
    """What a number for `service` would mean now.

    Refuses with "service.unknown" or "service.no_counter_open".
    """
    with ground.read() as work:
        wanted = work.floor.service(service)
        return Preview(
            service=wanted,
            group=work.floor.catalogue.groups[wanted.window_group],
            counters=work.floor.open_for(service),
            ahead=line.ahead(rows.line(work), work.floor.rivals[service], priority=False),
            wait=None,
        )


def issue(
    ground: Ground,
    service: str,
    *,
    priority: Priority | None = None,
    nonce: str | None = None,
    language: str = "zh",
) -> Issued:
    """Give out the next number for `service`: ticket, event and print job, all or nothing.

    A second press with the same `nonce` gets the same ticket. Refuses with "service.unknown",
    "service.no_counter_open", "nonce.invalid" or "language.unknown".
    """
    check_nonce(nonce)
    if language not in LANGUAGES:
        raise Refusal("language.unknown", language=language)
    try:
        return _issue(ground, service, priority, nonce, language)
    except (IntegrityError, Refusal):
        # A second press: the store refuses a second ticket with this nonce, or the counters have
        # closed since the first.
        before = _repeated(ground, nonce) if nonce is not None else None
        if before is None:
            raise
        return before


def _issue(
    ground: Ground, service: str, priority: Priority | None, nonce: str | None, language: str
) -> Issued:
    with ground.write() as work:
        wanted = work.floor.service(service)
        counters = work.floor.open_for(service)
        waiting = rows.line(work)
        ahead = line.ahead(waiting, work.floor.rivals[service], priority=priority is not None)
        token = tokens.new()
        ticket = _insert(ground, work, wanted, priority, nonce, language, token)
        work.event(
            "ticket.issued",
            ticket=ticket.id,
            data={"number": ticket.number, "service": service, "priority": priority},
        )
        link = f"{ground.settings.public_url}/s/{token}"
        paper = receipts.ticket(
            ground.settings,
            ticket,
            counters,
            group=work.floor.catalogue.groups[ticket.group].title(language),
            ahead=ahead,
            wait=None,
            link=link,
            issued=work.at.astimezone(ground.zone),
            language=language,
        )
        job = printing.queue(
            ground, work, paper, label=f"{work.day:%Y%m%d}-{ticket.number}", ticket=ticket.id
        )
        return Issued(ticket, counters, ahead, None, link, paper, job, repeated=False)


def _insert(
    ground: Ground,
    work: Work,
    service: Service,
    priority: Priority | None,
    nonce: str | None,
    language: str,
    token: str,
) -> Ticket:
    group = service.window_group
    number = _next_number(work, group)
    key = work.add(
        _INSERT_TICKET,
        {
            "hall_id": work.hall,
            "day": work.day,
            "group_prefix": group,
            "number": number,
            "service_id": work.floor.service_ids[service.id],
            "service": service.id,
            "priority": priority.value if priority else None,
            "language": language,
            "nonce": nonce,
            "token_hash": tokens.hashed(token),
            "link_until": _link_until(ground, work),
            "issued_at": work.at,
            "state": State.WAITING.value,
            "calls": 0,
        },
    )
    return Ticket(
        id=key,
        number=rows.label(group, number),
        group=group,
        day=work.day,
        service=service.id,
        service_name=service.name,
        service_name_en=service.name_en,
        state=State.WAITING,
        priority=priority,
        issued_at=work.at,
        counter=None,
        called_at=None,
        calls=0,
    )


def _next_number(work: Work, group: str) -> int:
    """One more than the last number of the group today; the hall's lock keeps others out."""
    series = {"hall": work.hall, "on": work.day, "group": group}
    number = work.connection.execute(_NEXT, series).scalar()
    if number is None:
        number = 1
        first = {"hall_id": work.hall, "day": work.day, "group_prefix": group, "last": number}
        work.connection.execute(_FIRST, first)
    return int(number)


def _link_until(ground: Ground, work: Work) -> datetime:
    last = work.day + timedelta(days=ground.settings.tickets.link_days + 1)
    return datetime.combine(last, datetime.min.time(), ground.zone)


def _repeated(ground: Ground, nonce: str) -> Issued | None:
    tickets = rows.tickets
    query = select(tickets.c.id).where(tickets.c.nonce == nonce)
    with ground.read() as work:
        key = work.connection.scalar(query.where(tickets.c.hall_id == work.hall))
        if key is None:
            return None
        ticket = rows.by_id(work, key)
        job, paper = printing.first_of(ground, work, key)
        rivals = work.floor.rivals.get(ticket.service, frozenset())
        before = rows.line(work, key)
        counters = work.floor.counters_for(ticket.service)
    return Issued(
        ticket=ticket,
        counters=tuple(each for each in counters if each.open),
        ahead=line.ahead(before, rivals, priority=ticket.priority is not None),
        wait=None,
        status_url=next(block.data for block in paper.blocks if isinstance(block, Code)),
        paper=paper,
        job=job,
        repeated=True,
    )
