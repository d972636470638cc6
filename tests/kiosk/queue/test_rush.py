"""Everybody at once: four machines give out numbers, eight counters call."""

from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

from kiosk.hall import open_hall
from kiosk.queue.tickets import State
from tests.hall import change_settings, count, events
from tests.kiosk.workers import Worker

# All of one group (D), some done at the comprehensive counters, some at the two of real estate.
SERVICES = ["ZR001", "ZR002", "ZR003", "ZR004", "ZR005", "SW002"]
COUNTERS = [["1", "9"], ["2", "10"], ["3", "4"], ["5", "6"]]


def served() -> dict[str, set[str]]:
    """What each counter of the sample hall serves, read from the seed by ourselves."""
    sample = json.loads((files("data") / "seeds" / "hall.json").read_text(encoding="utf-8"))
    return {
        desk["code"]: {s for codes in sample["skills"][desk["skill"]].values() for s in codes}
        for desk in sample["counters"]
    }


def test_no_number_twice_no_number_missing_nobody_called_twice(
    folder: Path, workers: list[Worker]
) -> None:
    # The race is about calling; nobody waits here for the second call of a person.
    change_settings(folder, "[staff]", "[calling]\ncalls_before_miss = 1\n\n[staff]")
    for worker in workers:
        worker.ask("issue", str(folder), 200, SERVICES)
    numbers = [number for worker in workers for number in worker.answer()]
    assert sorted(numbers) == [f"D{n:03d}" for n in range(1, 801)]
    with open_hall(folder) as hall:
        assert count(hall, "print_jobs") == 800
        assert events(hall).count("ticket.issued") == 800
        assert hall.audit_verify() is None
        # 500 are enough for the calls.
        with hall.ground.store.write() as connection:
            connection.exec_driver_sql("UPDATE tickets SET state = 'abandoned' WHERE number > 500")

        for worker, counters in zip(workers, COUNTERS, strict=True):
            worker.ask("drain", str(folder), counters)
        called = [call for worker in workers for call in worker.answer()]
        assert Counter(number for number, _, _ in called) == Counter(
            f"D{n:03d}" for n in range(1, 501)
        )
        serves = served()
        assert all(service in serves[counter] for _, service, counter in called)
        # It was a race, not one counter that did it all.
        assert len({counter for _, _, counter in called}) > 1
        balance = hall.balance()
        assert balance == dict.fromkeys(State, 0) | {
            State.MISSED: 500,
            State.ABANDONED: 300,
        }
        assert hall.audit_verify() is None
