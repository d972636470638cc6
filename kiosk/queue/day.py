"""The end of a hall's day: every number ends with a reason, the balance holds, and is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.opening import OpeningState, opening
from kiosk.papers.daily import PaperDay, daily
from kiosk.printing import jobs
from kiosk.printing.today import papers_of_today
from kiosk.queue import figures, reasons, rows
from kiosk.queue.figures import Balance
from kiosk.queue.states import MOVES
from kiosk.queue.tickets import State
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Role

CLOSING = (Role.SUPERVISOR, Role.ADMIN)
"""Who may close a day."""

REASONS = {
    State.WAITING: "not_called",
    State.CALLED: "did_not_come",
    State.PARKED: "did_not_return",
}
"""Why a number ends with the day, by the state in which the end finds it."""

_halls = models.Hall.__table__


@dataclass(frozen=True, slots=True)
class Closed:
    """A day that has ended: its balance, how many numbers ended with it by their reason, and the
    print job of the daily paper, None where the hall has no printer."""

    day: date
    balances: tuple[Balance, ...]
    ended: dict[str, int]
    job: int | None


def balance_of(ground: Ground, day: date | None = None) -> tuple[date, tuple[Balance, ...]]:
    """A day and the balance of its groups; by default that of the hall's own day."""
    with ground.read() as work:
        chosen = work.day if day is None else day
        return chosen, figures.balances(work, chosen)


def close(ground: Ground, actor: Actor, reason: str = "", language: str = "zh") -> Closed:
    """End the day: no number is given out any more, and every one has ended (R35, R55).

    Who is being served must be finished with first, since only the counter knows how it ended.
    Before the hall has closed a reason is needed. Refuses with "account.not_allowed",
    "day.over", "day.still_open", "day.serving" or "day.unbalanced".
    """
    actor.must_be(*CLOSING)
    papers = _papers(ground)
    with ground.write() as work:
        if work.closed:
            raise Refusal("day.over")
        why = _why(ground, work, reason)
        _nobody_is_served(work)
        ended: Counter[str] = Counter()
        for state, told in REASONS.items():
            for ticket, counter in _expire(work, state):
                why_ended = {"reason": told}
                work.event(
                    "ticket.expired", actor=actor, ticket=ticket, counter=counter, data=why_ended
                )
                ended[told] += 1
        today = figures.balances(work, work.day)
        wrong = [each.group for each in today if not each.holds]
        if wrong:
            raise Refusal("day.unbalanced", groups=", ".join(wrong))
        work.connection.execute(
            update(_halls).where(_halls.c.id == work.hall).values(closed_day=work.day)
        )
        data: dict[str, object] = {"issued": sum(each.issued for each in today), **ended}
        work.event("day.closed", actor=actor, data=data | ({"reason": why} if why else {}))
        job = _print(ground, work, today, papers, language)
        return Closed(work.day, today, dict(ended), job)


def reopen(ground: Ground, actor: Actor, reason: str) -> date:
    """Give out numbers again on a day that was closed too soon; what has ended stays ended.

    Refuses with "account.not_allowed", "reason.missing" or "day.not_over".
    """
    actor.must_be(*CLOSING)
    why = reasons.given(reason)
    with ground.write() as work:
        if not work.closed:
            raise Refusal("day.not_over")
        work.connection.execute(
            update(_halls).where(_halls.c.id == work.hall).values(closed_day=None)
        )
        work.event("day.reopened", actor=actor, data={"reason": why})
        return work.day


def open_until(ground: Ground, work: Work) -> time | None:
    """When the hall closes today, while that is still to come."""
    hours = ground.settings.hours
    now = work.at.astimezone(ground.zone)
    stands = opening(hours, now)
    to_come = stands.state in {OpeningState.BEFORE, OpeningState.OPEN, OpeningState.LUNCH}
    return hours.on(now.date())[-1].end if hours is not None and to_come else None


def _why(ground: Ground, work: Work, reason: str) -> str | None:
    if reason:
        return reasons.given(reason)
    closes = open_until(ground, work)
    if closes is not None:
        raise Refusal("day.still_open", closes=f"{closes:%H:%M}")
    return None


def _nobody_is_served(work: Work) -> None:
    served = [rows.by_id(work, key) for key in _in_state(work, State.SERVING)]
    if served:
        numbers = ", ".join(f"{each.number} ({each.counter})" for each in served)
        raise Refusal("day.serving", numbers=numbers)


def _expire(work: Work, state: State) -> list[tuple[int, int | None]]:
    """End all of today's tickets in a state at once; their keys and counters, in order."""
    sources, target = MOVES["expire"]
    assert state in sources
    tickets = rows.tickets
    ended = work.connection.execute(
        update(tickets)
        .where(tickets.c.hall_id == work.hall, tickets.c.day == work.day)
        .where(tickets.c.state == state.value)
        .values(state=target.value)
        .returning(tickets.c.id, tickets.c.counter_id)
    )
    return sorted((row.id, row.counter_id) for row in ended)


def _in_state(work: Work, state: State) -> list[int]:
    tickets = rows.tickets
    query = select(tickets.c.id).where(
        tickets.c.hall_id == work.hall, tickets.c.day == work.day, tickets.c.state == state.value
    )
    return list(work.connection.scalars(query.order_by(tickets.c.id)))


def _papers(ground: Ground) -> PaperDay:
    today = papers_of_today(ground)
    states = Counter(each.state for each in today)
    return PaperDay(
        printed=states["printed"],
        sent=states["sent"],
        failed=states["failed"],
        unknown=states["unknown"],
        reprinted=sum(each.copy > 0 for each in today),
    )


def _print(
    ground: Ground, work: Work, today: tuple[Balance, ...], papers: PaperDay, language: str
) -> int | None:
    if not ground.settings.printers:
        return None
    told = figures.told(work, work.day)
    paper = daily(
        ground.settings,
        work.day,
        figures.by_group(work, today, told),
        figures.by_counter(work, told),
        papers,
        printed=work.at.astimezone(ground.zone),
        language=language,
    )
    return jobs.queue(ground, work, paper, label=f"daily-{work.day:%Y%m%d}", ticket=None)
