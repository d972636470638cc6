"""What every verb stands on: the store, the settings, the clock, and one transaction at a time.

A write takes the hall's lock first (SQLite: the whole database; PostgreSQL: the hall's row), so
numbers, the audit chain and "who is next" are each decided by one verb at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Insert,
    Row,
    Select,
    bindparam,
    func,
    literal_column,
    select,
    update,
)

from data import models
from data.seal import Seal
from data.store import Store, ask, tell
from kiosk import audit, shelf
from kiosk.bell import CHANNEL, Bell
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.people.forgetting import forget
from kiosk.queue.floor import Floor
from kiosk.queue.states import MOVES
from kiosk.queue.tickets import Counter, CounterKind
from kiosk.refusal import Refusal
from kiosk.staff import Actor

if TYPE_CHECKING:
    from kiosk.queue.waits import Waits

_halls = models.Hall.__table__
_events = models.Event.__table__
# Only PostgreSQL is asked for it, and tells the others when the transaction is kept. A host that is
# cut off in the middle loses the hall before those who wait for it give up (`data.store`).
_LOCK = (
    select(
        _halls.c.id,
        func.pg_notify(CHANNEL, literal_column("''")),
        func.set_config("idle_in_transaction_session_timeout", "4s", literal_column("true")),
    )
    .where(_halls.c.code == bindparam("code"))
    .with_for_update()
)
_HALL: Select[Any] = select(
    _halls.c.id,
    _halls.c.day,
    _halls.c.closed_day,
    _halls.c.catalogue_id,
    _halls.c.revision,
    *(
        # A join of the newest event is, to PostgreSQL, one of all events.
        select(column)
        .where(_events.c.hall_id == _halls.c.id)
        .order_by(_events.c.seq.desc())
        .limit(literal_column("1"))
        .scalar_subquery()
        .label(column.name)
        for column in (_events.c.seq, _events.c.hash)
    ),
).where(_halls.c.code == bindparam("code"))


@dataclass(slots=True)
class Work:
    """One transaction: its connection, the hall's day, the moment (UTC) and the floor.

    `head` is the end of the audit chain, and moves with each event. `closed`: the hall has closed
    its day, and everything of it has ended. `reserve`: the host whose own numbers are given out,
    since the hall's database is away; "" for those of the series.
    """

    connection: Connection
    hall: int
    day: date
    at: datetime
    floor: Floor
    head: audit.Head
    closed: bool = False
    reserve: str = ""

    def event(
        self,
        kind: str,
        *,
        actor: Actor | None = None,
        ticket: int | None = None,
        counter: int | None = None,
        data: Mapping[str, Any] | None = None,
        at: datetime | None = None,
        day: date | None = None,
        change: audit.Change | None = None,
    ) -> None:
        """Add to the audit chain what happens in this transaction, or what happened elsewhere `at`
        a moment (UTC) of a `day` and is told only now; and make the `change` it tells of."""
        told = dict(data or {})
        if actor is not None and actor.stands_in_for is not None:
            told["stands_in_for"] = actor.stands_in_for
        if actor is not None and actor.token is not None:
            told["token"] = actor.token
        self.head = audit.append(
            self.connection,
            self.hall,
            self.head,
            kind,
            at=at or self.at,
            day=day or self.day,
            account=actor.account.id if actor else None,
            ticket=ticket,
            counter=counter,
            data=told,
            change=change,
        )

    def add(self, statement: Insert, values: Mapping[str, Any]) -> int:
        """Insert one row; returns its key."""
        # The driver knows the key of what it has just inserted; RETURNING would cost half as much
        # again on SQLite.
        key = self.connection.execute(statement, values).inserted_primary_key
        assert key is not None
        return int(key[0])

    def revise(self) -> None:
        """Say that the catalogue or the counters have changed."""
        self.connection.execute(
            update(_halls).where(_halls.c.id == self.hall).values(revision=models.Hall.revision + 1)
        )


@dataclass(slots=True)
class Ground:
    """One hall, opened."""

    folder: Path
    settings: Settings
    store: Store
    seal: Seal
    clock: Clock
    bell: Bell
    zone: ZoneInfo = field(init=False)
    waits: Waits = field(init=False)
    _last: tuple[Row[Any], Floor] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        from kiosk.queue.waits import Waits  # which works on this ground

        self.zone = ZoneInfo(self.settings.zone)
        self.waits = Waits(self)

    @contextmanager
    def write(self, foresee: Callable[[Work], None] | None = None) -> Iterator[Work]:
        """A transaction that changes the hall; the bell rings when it is kept.

        `foresee` may say what will be asked (`data.store.foresee`) of the hall as it was last seen.
        """
        with self.store.write() as connection:
            if self.store.dialect == "postgresql":
                tell(connection, _LOCK, {"code": self.settings.code})
                if foresee is not None and self._last is not None:
                    foresee(self._work_of(connection, *self._last))
            work = self._work(connection)
            today = work.at.astimezone(self.zone).date()
            if today > work.day:
                _begin_day(work, today)
            yield work
        self.bell.ring()

    @contextmanager
    def read(self) -> Iterator[Work]:
        """A transaction that only looks. A clock that was set back does not bring a day back."""
        with self.store.read() as connection:
            work = self._work(connection)
            today = max(work.day, work.at.astimezone(self.zone).date())
            work.day, work.closed = today, work.closed and today == work.day
            yield work

    def _work(self, connection: Connection) -> Work:
        found = ask(connection, _HALL, {"code": self.settings.code})
        if not found or found[0].catalogue_id is None:
            raise Refusal("hall.missing", hall=self.settings.code)
        row, last = found[0], self._last
        if last is None or last[1].revision != row.revision:
            floor = _read_floor(connection, row)
        else:
            floor = last[1]
        self._last = row, floor
        return self._work_of(connection, row, floor)

    def _work_of(self, connection: Connection, row: Row[Any], floor: Floor) -> Work:
        head = audit.START if row.seq is None else audit.Head(row.seq, row.hash)
        closed = row.closed_day == row.day
        return Work(connection, row.id, row.day, self.clock(), floor, head, closed)


def _begin_day(work: Work, today: date) -> None:
    """Begin the hall's day: who was not called yesterday has expired and blocks nobody (R8)."""
    tickets = models.Ticket.__table__
    sources, target = MOVES["expire"]
    stale = work.connection.scalars(
        update(tickets)
        .where(tickets.c.hall_id == work.hall, tickets.c.day < today)
        .where(tickets.c.state.in_([state.value for state in sources]))
        .values(state=target.value)
        .returning(tickets.c.id)
    ).all()
    for ticket in sorted(stale):
        work.event("ticket.expired", ticket=ticket, data={"reason": "day_over"})
    work.connection.execute(update(_halls).where(_halls.c.id == work.hall).values(day=today))
    work.day, work.closed = today, False
    work.event("day.opened", data={"expired": len(stale)})
    forget(work)


def _read_floor(connection: Connection, row: Row[Any]) -> Floor:
    counters = models.Counter.__table__
    found = connection.execute(
        select(counters).where(counters.c.hall_id == row.id).order_by(counters.c.position)
    ).all()
    pairs: dict[int, set[tuple[str, str]]] = {each.id: set() for each in found}
    serves = models.CounterService.__table__
    for pair in connection.execute(select(serves).where(serves.c.counter_id.in_(pairs))):
        pairs[pair.counter_id].add((pair.department, pair.service))
    return Floor(
        revision=row.revision,
        catalogue=shelf.load(connection, row.catalogue_id),
        counters={
            each.code: Counter(
                id=each.id,
                code=each.code,
                name=each.name,
                name_en=each.name_en,
                kind=CounterKind(each.kind),
                area=each.area,
                area_en=each.area_en,
                open=each.open,
                paused=each.paused,
                paused_at=each.paused_at,
            )
            for each in found
        },
        pairs={each.code: frozenset(pairs[each.id]) for each in found},
        service_ids=shelf.ids(connection, row.catalogue_id),
    )
