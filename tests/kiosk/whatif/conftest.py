"""A hall with a past: one day played through the verbs, and the same day on seven before it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, insert, select

from data import models
from kiosk import accounts
from kiosk.demo.clerks import clerks
from kiosk.demo.pace import Leaping
from kiosk.demo.plan import Plan, plan
from kiosk.demo.play import Play
from kiosk.hall import Hall, open_hall
from tests.hall import MORNING, QUICK, HandClock, change_settings, copy_hall

PLAYED = date(2026, 3, 11)
"""A Wednesday; the copies are on the working days from the second of March on."""

COUNTERS = ("7", "8", "9", "10")
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")
HOURS = "".join(f'{each} = ["09:00-17:00"]\n' for each in WEEK)


@pytest.fixture(scope="session")
def past(sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Plan]:
    """The hall's folder, and the plan of the day that was played."""
    folder = copy_hall(sqlite_sample, tmp_path_factory.mktemp("whatif") / "hall")
    change_settings(folder, "[staff]", f"[hours]\n{HOURS}\n[staff]")
    pace = Leaping(MORNING + timedelta(days=9, minutes=-30))
    with open_hall(folder, pace) as hall:
        with hall.ground.read() as work:
            floor = work.floor
        counters = [floor.counters[code] for code in COUNTERS]
        planned = plan(floor.catalogue, counters, floor.serves, 11)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(accounts, "_hasher", QUICK)
            actors = clerks(hall, planned)
        Play(hall, planned, actors, pace).run()
        with hall.ground.store.write() as connection:
            for back in (1, 2, 5, 6, 7, 8, 9):
                _again(connection, back)
    return folder, planned


@pytest.fixture
def evening() -> HandClock:
    """The evening of the day that was played."""
    clock = HandClock()
    clock.set(PLAYED.day, 18)
    return clock


@pytest.fixture
def lived(past: tuple[Path, Plan], tmp_path: Path, evening: HandClock) -> Iterator[Hall]:
    """That hall, opened."""
    folder, _ = past
    with open_hall(copy_hall(folder, tmp_path / "hall"), evening) as opened:
        yield opened


def _again(connection: Connection, back: int) -> None:
    """The day that was played once more, so many days before; without the chain of its hashes."""
    tickets, events = models.Ticket.__table__, models.Event.__table__
    earlier = timedelta(days=back)
    found = connection.execute(select(tickets).where(tickets.c.day == PLAYED)).mappings().all()
    last = connection.scalar(select(func.max(tickets.c.id))) or 0
    keys = {row["id"]: key for key, row in enumerate(found, start=last + 1)}
    again = [
        {
            **row,
            "id": keys[row["id"]],
            "token_hash": os.urandom(32).hex(),
            "day": row["day"] - earlier,
            "issued_at": row["issued_at"] - earlier,
            "call_nonce": None,
        }
        for row in found
    ]
    connection.execute(insert(tickets), again)
    happened = connection.execute(select(events).where(events.c.day == PLAYED)).mappings().all()
    last = connection.scalar(select(func.max(events.c.seq))) or 0
    rows = [
        {
            **row,
            "seq": seq,
            "day": row["day"] - earlier,
            "at": row["at"] - earlier,
            "ticket_id": keys.get(row["ticket_id"]),
        }
        for seq, row in enumerate(happened, start=last + 1)
    ]
    connection.execute(insert(events), rows)
