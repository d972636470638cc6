"""Rows: issue and call in a hall with a long past, against a hall that has just opened."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.bench.halls import Running, run_hall
from tests.bench.stopwatch import Stopwatch
from tests.bench.table import Row, Said

FLAT = 1.3
PASTS = (0, 10_000, 100_000)
SLICES, SLICE = 24, 15


class _Watched:
    """A hall and its times."""

    def __init__(self, running: Running) -> None:
        self.running = running
        self.forget()

    def forget(self) -> None:
        self.issue, self.call = Stopwatch(), Stopwatch()

    def work(self) -> None:
        """One slice; as many wait after it as before."""
        for turn in range(SLICE):
            self.issue.time(partial(self.running.issue, turn))
            self.running.serve(self.call.time(self.running.call))
        self.running.print()


def rows(folder: Path, pasts: tuple[int, ...] = PASTS) -> list[Row]:
    """Issue and call after each past against the first, by the wall and by CPU."""
    halls = [_Watched(run_hall(folder / f"past-{past}", past)) for past in pasts]
    try:
        for each in range(-1, SLICES):
            turn = each % len(halls)  # none is always the first, when the disk is quiet
            for hall in halls[turn:] + halls[:turn]:
                if each == 0:  # all is warm
                    hall.forget()
                hall.work()
    finally:
        for hall in halls:
            hall.running.hall.close()
    new, found = halls[0], []
    for verb in ("issue", "call"):
        for past, old in zip(pasts[1:], halls[1:], strict=True):
            ours, bare = getattr(old, verb), getattr(new, verb)
            found += [
                Row(_name(verb, past, cpu=False), ours.p50, bare.p50, FLAT),
                Row(_name(verb, past, cpu=True), ours.cpu50, bare.cpu50, FLAT),
            ]
    return found


def _name(verb: str, past: int, *, cpu: bool) -> Said:
    chinese = {"issue": "取号", "call": "叫号"}[verb]
    return {
        "en": f"{verb} after {past:,} tickets, against none" + (": CPU" if cpu else ""),
        "zh": f"已有 {past:,} 张票时{chinese}，对照没有票时" + ("：CPU" if cpu else ""),
    }
