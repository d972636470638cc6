"""The same files give the same predictions, whatever order a process keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.kiosk.estimate.halls import two_days, write

SAY = """
import sys
from pathlib import Path
from kiosk.estimate.files import Files, predict
folder = Path(sys.argv[1])
files = Files(folder / "hall.json", folder / "history.jsonl", folder / "log.jsonl")
print(list(predict(files)))
"""


def said(folder: Path, seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", SAY, str(folder)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_a_second_run_says_the_same(tmp_path: Path) -> None:
    """Whoever cuts a log runs it again: what differs by chance would look like the future."""
    write(tmp_path, [line for line in two_days()[2] if line["t"] < 4 * 86400 + 10 * 3600])
    first = said(tmp_path, "0")
    assert "p90" in first
    assert said(tmp_path, "1") == first
