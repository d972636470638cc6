"""Rows: a number given out durably, against a bare transaction on the same disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.bench.bare_issue import BareIssue
from tests.bench.halls import run_hall
from tests.bench.stopwatch import Stopwatch
from tests.bench.table import Row

AIM, MUST = 4.5, 8.0
SLICES, SLICE = 30, 20


def rows(folder: Path) -> list[Row]:
    """Issue, by the clock on the wall and by CPU."""
    running = run_hall(folder / "issue")
    bare = BareIssue(folder / "bare.db")
    ours, against = Stopwatch(), Stopwatch()
    try:
        for each in range(-1, SLICES):
            if each == 0:  # all is warm
                ours, against = Stopwatch(), Stopwatch()
            for turn in range(SLICE):
                ours.time(partial(running.issue, turn))
            for turn in range(SLICE):
                against.time(partial(bare.issue, running.service(turn)))
            for _ in range(SLICE):
                running.serve(running.call())
            running.print()
    finally:
        bare.close()
        running.hall.close()
    name = {"en": "durable issue, against a bare transaction", "zh": "取号落盘，对照裸事务"}
    cpu = {"en": f"{name['en']}: CPU", "zh": f"{name['zh']}：CPU"}
    return [
        Row(name, ours.p50, against.p50, MUST, AIM),
        Row(cpu, ours.cpu50, against.cpu50, MUST, AIM),
    ]
