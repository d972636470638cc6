"""The machine that the bench runs on, in one sentence."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.table import Said, duration

SYNCS = 200
_SENTENCES = {
    "en": "{cores} cores ({kind}), Python {python}, SQLite {sqlite}, fsync of the disk {sync}, "
    "load {load} from other work",
    "zh": "{cores} 核（{kind}），Python {python}，SQLite {sqlite}，磁盘 fsync {sync}，"
    "其他工作的负载 {load}",
}


def sync_p50(folder: Path) -> float:
    """Seconds until a page of 4 kB, appended to a file in `folder`, is on the disk: the median."""
    times = []
    with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
        for _ in range(SYNCS):
            file.write(bytes(4096))
            start = time.perf_counter()
            os.fsync(file.fileno())
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def machine(sync: float, load: float) -> Said:
    """What it is; `sync` is what its disk needs (seconds), `load` what else ran before us."""
    values = {
        "cores": os.cpu_count(),
        "kind": platform.machine(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "sync": duration(sync),
        "load": f"{load:.1f}",
    }
    return {language: sentence.format(**values) for language, sentence in _SENTENCES.items()}
