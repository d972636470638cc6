"""Eight counters press "next" at the same moment, again and again (R26).

`make bench` does it a thousand times on each database.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event, update

from data import models
from kiosk.hall import Hall
from kiosk.queue.tickets import State, Ticket
from tests.bench.crowd import add_crowd
from tests.hall import Staff, events

COUNTERS = "12345678"
TRIALS = {"sqlite": 300, "postgresql": 100}
_TICKETS = models.Ticket.__table__


def _quick_disk(hall: Hall) -> None:
    """A commit that does not wait for the disk: who sees what is the same."""
    engine = hall.ground.store.engine
    postgres = hall.ground.store.dialect == "postgresql"
    quick = "SET synchronous_commit = off" if postgres else "PRAGMA synchronous = OFF"

    def set_it(connection: Any, _: object) -> None:
        connection.execute(quick)
        if postgres:
            connection.commit()

    engine.dispose()
    event.listen(engine, "connect", set_it)


@pytest.mark.slow
def test_nobody_is_called_twice(hall: Hall, staff: Staff) -> None:
    trials = TRIALS[hall.ground.store.dialect]
    with hall.ground.read() as work:
        serves = work.floor.serves["1"]
        services = sorted(serves & work.floor.catalogue.services.keys())
    _quick_disk(hall)
    add_crowd(hall, services, trials * len(COUNTERS))
    together = Barrier(len(COUNTERS))

    def press(counter: str) -> Ticket:
        together.wait(timeout=60)
        return hall.call_next(counter, staff.clerk)

    called: Counter[int] = Counter()
    with ThreadPoolExecutor(len(COUNTERS)) as pool:
        for _ in range(trials):
            tickets = list(pool.map(press, COUNTERS))
            assert [each.counter for each in tickets] == list(COUNTERS)
            called.update(each.id for each in tickets)
            with hall.ground.store.write() as connection:
                held = update(_TICKETS).where(_TICKETS.c.hall_id == 1, models.HELD)
                connection.execute(held.values(state=State.FINISHED.value))
    assert set(called.values()) == {1}
    assert len(called) == trials * len(COUNTERS)
    assert hall.balance()[State.FINISHED] == len(called)
    assert events(hall).count("ticket.called") == len(called)
    assert hall.audit_verify() is None
