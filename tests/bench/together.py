"""Rows: eight counters press "next" at the same moment, a thousand times, on each database."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from sqlalchemy import update

from data import models
from kiosk.queue.states import HELD
from kiosk.queue.tickets import State
from tests.bench.halls import Running
from tests.bench.routing import crowded_hall, postgres
from tests.bench.table import Row

COUNTERS = "12345678"
TRIALS = 1000
MUST = 0.300
"""Seconds until each of the eight has its ticket, of 19 presses in 20 (R25)."""


def rows(folder: Path) -> list[Row]:
    """How long all eight take, if they press at once; raises if anybody is called twice."""
    with postgres() as server:
        url = server.url(server.create_database())
        return [
            _row("PostgreSQL", folder / "together" / "postgres", url),
            _row("SQLite", folder / "together" / "sqlite", ""),
        ]


def _row(database: str, folder: Path, url: str) -> Row:
    running = crowded_hall(folder, url, TRIALS * len(COUNTERS))
    try:
        times = sorted(_trials(running))
    finally:
        running.hall.close()
    name = {
        "en": f"eight counters call at once on {database}: slowest twentieth",
        "zh": f"{database} 上八个窗口同时叫号：最慢的二十分之一",
    }
    return Row(name, times[int(len(times) * 0.95)], None, must=MUST, absolute=True)


def _trials(running: Running) -> list[float]:
    """Seconds from the moment of the press to each answer."""
    together = Barrier(len(COUNTERS))
    called: Counter[int] = Counter()
    times: list[float] = []

    def press(counter: str) -> tuple[int, float]:
        together.wait(timeout=60)
        start = time.perf_counter()
        return running.hall.call_next(counter, running.clerk).id, time.perf_counter() - start

    tickets = models.Ticket.__table__
    over = (
        update(tickets)
        .where(tickets.c.state.in_([each.value for each in HELD]))
        .values(state=State.FINISHED.value)
    )
    with ThreadPoolExecutor(len(COUNTERS)) as pool:
        for _ in range(TRIALS):
            for ticket, seconds in pool.map(press, COUNTERS):
                called[ticket] += 1
                times.append(seconds)
            with running.hall.ground.store.write() as connection:
                connection.execute(over)
    if len(called) != TRIALS * len(COUNTERS) or set(called.values()) != {1}:
        raise RuntimeError(f"{len(called)} people were called, some {max(called.values())} times")
    return times
