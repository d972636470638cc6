"""Why a number was called, and why another still waits: read back from what each choice kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select

from data import models
from kiosk.ground import Ground, Work
from kiosk.queue import line, rows
from kiosk.queue.routing import Why
from kiosk.queue.tickets import Counter, State, Ticket
from kiosk.words import Words

TOLD = 5
"""So many of those who went before somebody are told one by one."""

_events = models.Event.__table__
_CALLS = select(
    _events.c.at, _events.c.counter_id, _events.c.data, rows.tickets.c.group_prefix
).add_columns(rows.tickets.c.number)
_JOINED = _CALLS.join_from(_events, rows.tickets, _events.c.ticket_id == rows.tickets.c.id)


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call: `at` in the hall's zone, the code of the counter, why this number, and the numbers of
    the first of those who came before and were not called (`Choice.skipped`)."""

    number: str
    at: datetime
    counter: str
    why: Why
    skipped: tuple[str, ...]

    def in_words(self, words: Words, language: str) -> str:
        """One or two sentences; numbers only, never a name."""
        said = words.say(
            "why.call",
            language,
            number=self.number,
            time=f"{self.at:%H:%M}",
            counter=self.counter,
            why=words.say(f"why.because.{self.why.value}", language),
        )
        if not self.skipped:
            return said
        numbers = words.say("why.between", language).join(self.skipped)
        return said + words.say("why.skipped", language, numbers=numbers)


@dataclass(frozen=True, slots=True)
class Explained:
    """Where a ticket stands, and why.

    `calls`: its own, the first one first. While it waits: `ahead` are before it, `before` came
    later and were called first at a counter that could have served it (the newest first, `TOLD` of
    all `overtaken`), and `counters` can serve it now.
    """

    ticket: Ticket
    calls: tuple[CallMade, ...]
    ahead: int | None
    before: tuple[CallMade, ...]
    overtaken: int
    counters: tuple[Counter, ...]

    def in_words(self, words: Words, language: str) -> tuple[str, ...]:
        """The answer to "why was I called" or "why am I waiting", a line for each thing."""
        return tuple(self._lines(words, language))

    def _lines(self, words: Words, language: str) -> Iterator[str]:
        for call in self.calls:
            yield call.in_words(words, language)
        number = self.ticket.number
        if self.ahead is None:
            if not self.calls:
                yield words.say("why.never", language, number=number)
            return
        yield words.say("why.waits", language, number=number, count=self.ahead)
        codes = words.say("why.between", language).join(each.code for each in self.counters)
        kind = "counters" if codes else "no_counter"
        yield words.say(f"why.{kind}", language, counters=codes)
        kind = "overtaken" if self.overtaken else "in_order"
        yield words.say(f"why.{kind}", language, count=self.overtaken)
        for call in self.before:
            yield call.in_words(words, language)


def explain(ground: Ground, number: str, day: date | None = None) -> Explained:
    """Why the ticket with this number of today, or of another `day`, was called or still waits.

    Refuses with "ticket.unknown" or "ticket.unknown_then".
    """
    with ground.read() as work:
        ticket = rows.by_number(work, number, day)
        own = _JOINED.where(
            _events.c.ticket_id == ticket.id, _events.c.kind == "ticket.called"
        ).order_by(_events.c.seq)
        calls = tuple(_call(ground, work, row) for row in work.connection.execute(own))
        if ticket.state is not State.WAITING:
            return Explained(ticket, calls, None, (), 0, ())
        able = work.floor.counters_for(ticket.lane)
        before, overtaken = _before(ground, work, ticket, [each.id for each in able])
        rivals = work.floor.rivals.get(ticket.lane, frozenset())
        return Explained(
            ticket=ticket,
            calls=calls,
            ahead=line.ahead(rows.line(work, ticket.place), rivals, priority=ticket.goes_first),
            before=before,
            overtaken=overtaken,
            counters=tuple(each for each in able if each.calls),
        )


def _before(
    ground: Ground, work: Work, ticket: Ticket, counters: list[int]
) -> tuple[tuple[CallMade, ...], int]:
    """Who stands behind a ticket and was called first since it waits, and how many they are."""
    waits_since = select(func.max(_events.c.seq)).where(
        _events.c.ticket_id == ticket.id,
        _events.c.kind.in_(
            ("ticket.issued", "ticket.checked_in", "ticket.transferred", "ticket.came_back")
        ),
    )
    query = (
        _CALLS.add_columns(func.count().over().label("every"))
        .join_from(
            rows.tickets,
            _events,
            (_events.c.hall_id == rows.tickets.c.hall_id)
            & (_events.c.seq == rows.tickets.c.first_call),
        )
        .where(rows.tickets.c.hall_id == work.hall, rows.tickets.c.day == work.day, models.CALLED)
        .where(rows.tickets.c.id > ticket.place[0])
        .where(rows.tickets.c.first_call > waits_since.scalar_subquery())
        .where(_events.c.counter_id.in_(counters))
        .order_by(rows.tickets.c.first_call.desc())
        .limit(TOLD)
    )
    found = work.connection.execute(query).all()
    return tuple(_call(ground, work, row) for row in found), found[0].every if found else 0


def _call(ground: Ground, work: Work, row: Row[Any]) -> CallMade:
    codes = {each.id: each.code for each in work.floor.counters.values()}
    return CallMade(
        number=rows.label(row.group_prefix, row.number),
        at=row.at.astimezone(ground.zone),
        counter=codes.get(row.counter_id, ""),
        why=Why(row.data.get("why", Why.ORDER)),
        skipped=tuple(row.data.get("skipped", ())),
    )
