"""`python -m tests.bench`: measure, print the table, write the pages; exits 1 if a must is missed.

`python -m tests.bench issue glass` measures only those rows and writes nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from kiosk.clock import system_clock
from tests.bench import glass, growth, issue, paper, routing, search, together, waits
from tests.bench.halls import WAITING
from tests.bench.machine import machine, sync_p50
from tests.bench.table import LANGUAGES, Row, page, show, table

ROOT = Path(__file__).resolve().parents[2]
READMES = {"en": "README.md", "zh": "README.zh-CN.md"}
GROUPS = {
    "issue": issue.rows,
    "growth": growth.rows,
    "routing": routing.rows,
    "together": together.rows,
    "paper": paper.rows,
    "search": search.rows,
    "glass": glass.rows,
    "waits": waits.rows,
}


def main(wanted: list[str]) -> int:
    """Measure the groups `wanted` (all, if none is named); the exit status."""
    load = os.getloadavg()[0]
    # /tmp may be memory; what is built lies on a disk.
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-", dir=build) as place:
        sync = sync_p50(Path(place))
        for name in wanted or GROUPS:
            start = time.monotonic()
            rows += GROUPS[name](Path(place))
            print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    here = machine(sync, load)
    for language in LANGUAGES:
        print(f"\n{here[language]}\n\n{table(rows, language)}")
    if not wanted:
        day = system_clock().date().isoformat()
        (ROOT / "docs" / "bench.md").write_text(page(rows, here, day, WAITING), encoding="utf-8")
        for language, readme in READMES.items():
            show(ROOT / readme, rows, here, day, language)
    return int(any(row.verdict == "missed" for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
