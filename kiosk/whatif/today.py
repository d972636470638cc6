"""The rest of today by chance: who waits now and who is still expected, at the counters of now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from data import models
from kiosk.ground import Ground, Work
from kiosk.queue import rows
from kiosk.queue.tickets import CounterKind
from kiosk.whatif.coming import UNKNOWN, Coming
from kiosk.whatif.day import Day, Person, Post, Span, Stay, seconds_of
from kiosk.whatif.outcome import QUARTER

LEAST_SPREAD = 0.05
"""However good the forecasts were, a day may be so much busier or quieter (as a logarithm)."""

LATE = 900.0
"""Who was to be there so long ago (seconds) and is not, comes only with the next span."""

UNUSUAL = 3600.0
"""A counter that usually is not there at this time stays so long (seconds)."""

LEAST = 60.0
"""Who is being served is not done sooner (seconds)."""

_tickets = rows.tickets.c


@dataclass(frozen=True, slots=True)
class Now:
    """The hall at `at` seconds since midnight: who waits, how many numbers were `given` out today,
    how many have `come` without an appointment, the key of the `last` number, for how many more
    seconds each counter that calls is busy, and which of these have called somebody today."""

    at: float
    waiting: tuple[Person, ...]
    given: int
    come: int
    last: int
    busy: Mapping[str, float]
    posts: tuple[Post, ...]


def now(ground: Ground, work: Work, coming: Coming) -> Now:
    """The hall as it stands."""
    here = work.at.astimezone(ground.zone)
    at = seconds_of(here.time())
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    learned = coming.frame.learned
    today = (_tickets.hall_id == work.hall) & (_tickets.day == work.day)
    query = (
        select(
            _tickets.id,
            _tickets.issued_at,
            _tickets.service,
            _tickets.group_prefix,
            _tickets.priority,
            _tickets.turn,
            _tickets.appointment_at,
        )
        .where(today, models.WAITING)
        .order_by(_tickets.id)
    )
    waiting = tuple(
        Person(
            ticket=row.id,
            at=(row.issued_at - midnight).total_seconds(),
            service=row.service,
            group=row.group_prefix,
            priority=row.priority is not None,
            stays=(Stay(row.service, None, turn=row.turn),),
            appointment=None
            if row.appointment_at is None
            else (row.appointment_at - midnight).total_seconds(),
        )
        for row in work.connection.execute(query)
    )
    given, come, last = work.connection.execute(
        select(
            func.count(),
            func.count().filter(_tickets.appointment_at.is_(None)),
            func.coalesce(func.max(_tickets.id), 0),
        ).where(today)
    ).one()
    busy: dict[str, float] = {}
    for code, counter in work.floor.counters.items():
        held = rows.held_at(work, counter.id) if counter.calls else None
        if held is not None:
            since = at if held.called_at is None else (held.called_at - midnight).total_seconds()
            busy[code] = max(LEAST, learned.expected(held.lane) - max(0.0, at - since))
        elif counter.calls:
            busy[code] = 0.0
    called = {*work.connection.scalars(select(_tickets.counter_id).where(today).distinct())}
    posts = tuple(
        Post(
            code,
            work.floor.serves[code],
            ((at, at + UNUSUAL),),
            comprehensive=counter.kind is CounterKind.COMPREHENSIVE,
        )
        for code, counter in work.floor.counters.items()
        if code in busy and counter.id in called
    )
    return Now(at, waiting, given, come, last, busy, posts)


def days(coming: Coming, here: Now, many: int) -> list[Day]:
    """So many runs of the rest of today by chance; the same moment gives the same ones."""
    forecast = coming.forecast
    usual = sum(
        (each.people - each.booked) * min(1.0, max(0.0, (here.at - each.at) / QUARTER))
        for each in forecast.quarters
    )
    # A gamma prior around the forecast, as wide as forecasts were off; then who has come counts.
    spread = forecast.trial.spread if forecast.trial is not None else UNKNOWN
    sure = 1 / max(spread, LEAST_SPREAD) ** 2
    pace = (here.come + sure) / (usual + sure)
    frame = replace(coming.frame, posts=tuple(_posts(coming.frame, here)))
    expected = tuple(
        replace(each, people=(each.people - each.booked) * pace + each.booked)
        for each in forecast.quarters
    )
    rest = replace(coming, frame=frame, forecast=replace(forecast, quarters=expected))
    return [_joined(day, here) for day in rest.days(many)]


def _joined(day: Day, here: Now) -> Day:
    """Who waits already, and of the people of a whole day those who come from now on; whoever has
    an appointment and is not here may be late."""
    later = [
        replace(person, at=max(here.at, person.at))
        for person in day.people
        if person.at >= here.at or person.appointment is not None
    ]
    new = [replace(each, ticket=here.last + n) for n, each in enumerate(later, start=1)]
    return replace(day, people=(*here.waiting, *new))


def _posts(frame: Day, here: Now) -> Iterator[Post]:
    """The counters of the rest of the day: as usual, but for those that are there now or not."""
    usual = {post.code for post in frame.posts}
    for post in (*frame.posts, *(each for each in here.posts if each.code not in usual)):
        rest = [(max(low, here.at), high) for low, high in post.spans if high > here.at]
        due = bool(rest) and rest[0][0] <= here.at
        if post.code in here.busy:
            begins = here.at + here.busy[post.code]
            until = rest[0][1] if due else here.at + UNUSUAL
            rest = [(begins, max(until, begins + LEAST)), *(rest[1:] if due else rest)]
        elif due:
            # Somebody who should be there comes soon, or not before the next time.
            began = next(low for low, high in post.spans if low <= here.at < high)
            soon = (min(here.at + LATE, rest[0][1]), rest[0][1])
            rest = [*([soon] if here.at - began < LATE else []), *rest[1:]]
        spans = tuple((low, high) for low, high in rest if low < high)
        if spans:
            yield replace(post, spans=_apart(spans))


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans, those that touch or overlap put together."""
    found = [spans[0]]
    for low, high in spans[1:]:
        if low <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)
