"""How long people of this hall wait: the estimator, fed with the hall's own events.

Learning from the last weeks takes some seconds, once; `Waits` does it on a thread of its own and
says nothing until it is done. After that each question reads the events since the last one and
simulates, in a transaction that only looks.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from data import models
from data.faults import StoreFault
from kiosk.estimate.events import DAY
from kiosk.queue import hearing, rows
from kiosk.queue.tickets import CounterKind, Ticket, Wait
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.estimate.estimator import Estimator, Range
    from kiosk.estimate.plan import Plan
    from kiosk.estimate.telling import Told
    from kiosk.ground import Ground, Work

PAST_DAYS = 30
"""So many days are learned from."""

MOST_WAITING = 1000
"""With more people in the line nothing is said of the wait."""

LATELY = timedelta(seconds=60)
FRESH = timedelta(seconds=15)
"""Some hundred phones ask at every call; each hears something new at most so often."""

FIRST_SECONDS = 0.5
"""The first question waits so long for what is being learned; a small hall has learned by then."""

_log = logging.getLogger(__name__)
_tickets = rows.tickets
_WAITING = (
    select(
        _tickets.c.id,
        _tickets.c.service,
        _tickets.c.priority,
        _tickets.c.turn,
        _tickets.c.issued_at,
    )
    .where(models.WAITING)
    .order_by(
        func.coalesce(_tickets.c.turn, _tickets.c.id), _tickets.c.turn.is_not(None), _tickets.c.id
    )
    .limit(MOST_WAITING + 1)
)


@dataclass(slots=True)
class Waits:
    """The waits of one hall, opened."""

    ground: Ground
    _estimator: Estimator | None = None
    _day: int = 0
    _told: dict[str, tuple[float, Told]] = field(default_factory=dict)
    _lately: dict[str, tuple[datetime, Wait]] = field(default_factory=dict)
    _newest: dict[tuple[str, bool], tuple[datetime, Wait]] = field(default_factory=dict)
    _seq: int = 0
    _asked: bool = False
    _closed: bool = False
    _thread: threading.Thread | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def learn(self) -> None:
        """Read the past days; takes seconds."""
        # Loading NumPy takes a tenth of a second, which no window need wait for.
        from kiosk.estimate.estimator import Estimator

        with self.ground.read() as work:
            estimator = Estimator(self._plan(work))
            self._seq = hearing.before(work, PAST_DAYS)
            self._day = int(self._local(work.at) // DAY)
            self._hear(work, estimator)
            self._estimator = estimator

    @property
    def learned(self) -> bool:
        """The past days have been read."""
        return self._estimator is not None

    def begin(self) -> None:
        """Learn on a thread of its own, once, and wait for nothing. Where the database cannot be
        reached yet the next question begins anew."""
        with self._lock:
            if self._thread is None and self._estimator is None:
                self._thread = threading.Thread(target=self._begun, name="waits", daemon=True)
                self._thread.start()

    def _begin_and_wait(self) -> None:
        self.begin()
        first, self._asked = not self._asked, True
        if first and (thread := self._thread) is not None:
            thread.join(FIRST_SECONDS)

    def _begun(self) -> None:
        try:
            self.learn()
        except (Refusal, StoreFault) as no:
            _log.warning("nothing can be said of waits yet: %s", no.code)
            self._thread = None

    def close(self) -> None:
        """Learn no more, and wait until the thread is done."""
        self._closed = True
        thread = self._thread
        if thread is not None:
            thread.join()

    def newcomer(self, work: Work, service: str, *, priority: bool = False) -> Wait | None:
        """How long somebody would wait who took a number now; None while that cannot be said."""
        found = self._ask(work, service, priority, None)
        if found is not None:
            self._newest[service, priority] = (work.at, found)
        return found

    def lately(self, work: Work, service: str, *, priority: bool) -> Wait | None:
        """What a newcomer was told a moment ago, for whoever now takes the number: it costs
        nothing in a transaction that writes."""
        at, found = self._newest.get((service, priority), (work.at, None))
        return found if abs(work.at - at) <= LATELY else None

    def ticket(self, work: Work, ticket: Ticket) -> Wait | None:
        """How long a ticket has still to wait, small changes held back; None while that cannot be
        said, or if it does not wait."""
        key = str(ticket.id)
        at, said = self._lately.get(key, (work.at, None))
        if said is not None and timedelta(0) <= work.at - at < FRESH:
            return said
        found = self._ask(work, ticket.lane, ticket.goes_first, key)
        if found is not None:
            self._lately[key] = (work.at, found)
        return found

    def minutes(self) -> Callable[[str], float | None] | None:
        """Says how many minutes a visit for a service takes in the mean (None: never seen), at the
        pace of today as it was last looked at; None until anything is known. It costs nothing in a
        transaction that writes."""
        estimator = self._estimator
        if estimator is None:
            return None
        with self._lock:
            return estimator.minutes()

    def _ask(self, work: Work, service: str, priority: bool, ticket: str | None) -> Wait | None:
        from kiosk.estimate.present import Person
        from kiosk.estimate.telling import told

        if not self.learned:
            self._begin_and_wait()
        estimator, floor = self._estimator, work.floor
        if estimator is None or not any(each.calls for each in floor.counters_for(service)):
            return None
        with self._lock:
            self._hear(work, estimator)
            if not estimator.knows or not self._stand(work, estimator):
                return None
            present = estimator.present
            if ticket is None:
                found = estimator.of(Person(service, service, priority, present.now))
                said = told(found.p50, found.p90)
            elif ticket in present.waiting:
                found = estimator.estimate(ticket)
                said = self._steady(ticket, present.now, found)
            else:
                return None
        return Wait(60 * said.about, 60 * said.within)

    def _steady(self, ticket: str, now: float, found: Range) -> Told:
        from kiosk.estimate.telling import steady, told

        before = self._told.get(ticket)
        if before is None:
            said = told(found.p50, found.p90)
        else:
            said = steady(before[1], max(0.0, now - before[0]), found.p50, found.p90)
        if before is None or said != before[1]:
            self._told[ticket] = (now, said)
        return said

    def _stand(self, work: Work, estimator: Estimator) -> bool:
        """Put the estimator's hall as the store has it: who waits in which place, which counters
        call for what. False if more wait than one can simulate."""
        from kiosk.estimate.events import Event
        from kiosk.estimate.present import Person

        present, now = estimator.present, self._local(work.at)
        day = int(now // DAY)
        if day != self._day:
            self._day = day
            self._told.clear()
            self._lately.clear()
        for code, counter in work.floor.counters.items():
            window = present.window(code)
            window.services = work.floor.serves[code]
            if counter.calls != window.open or day != present.record.day:
                kind = "window_open" if counter.calls else "window_close"
                estimator.hear(Event(now, kind, window=code, reason="break"))
        query = _WAITING.where(_tickets.c.hall_id == work.hall, _tickets.c.day == work.day)
        found = work.connection.execute(query).all()
        present.now = now
        present.waiting.clear()
        for key, service, priority, turn, issued in found:
            first = priority is not None and turn is None
            person = Person(str(key), service, first, self._local(issued))
            present.waiting[person.ticket] = person
        return len(found) <= MOST_WAITING

    def _hear(self, work: Work, estimator: Estimator) -> None:
        """Take in the events since the last time."""
        from kiosk.estimate.telling import Told

        for heard in hearing.since(work, self._seq, self.ground.zone):
            if self._closed:
                return
            self._seq, event = heard.seq, heard.event
            # What a host delivers of another day must not end this one.
            if event.t // DAY < estimator.present.now // DAY:
                continue
            if heard.promise is not None and event.day == self._day:
                # Whoever looks now has read this on the paper.
                told = Told(heard.promise.p50 // 60, heard.promise.p90 // 60)
                self._told[event.ticket] = (event.t, told)
            estimator.hear(event)

    def _plan(self, work: Work) -> Plan:
        from kiosk.estimate.plan import Plan
        from kiosk.estimate.rules import ALWAYS, Rule

        rule = self.ground.settings.queue.rule
        head = {"head_start": rule.start.total_seconds(), "strict": ALWAYS, "interleave": ALWAYS}
        if rule.policy == "fcfs":
            mine = Rule()
        else:
            rate = rule.rate if rule.policy == "apq" else 1.0
            start, limit = head.get(rule.policy, 0.0), rule.limit.total_seconds()
            mine = Rule(rate, start, rule.between, limit=limit)
        general = CounterKind.COMPREHENSIVE
        counters = work.floor.counters.values()
        specialists = frozenset(each.code for each in counters if each.kind is not general)
        return Plan(windows=work.floor.serves, rules=(mine,), specialists=specialists)

    def _local(self, at: datetime) -> float:
        return hearing.seconds(at, self.ground.zone)
