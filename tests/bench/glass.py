"""Rows: from start to the first frame that can be used, from press to the next frame, and what a
change of pages costs, its first frame and each; all in a window as large as a kiosk's screen."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.halls import run_hall
from tests.bench.table import Row

ROOT = Path(__file__).resolve().parents[2]
MUST = 3.0
FRAME = 1 / 60
"""Seconds that a frame may take to be drawn without a graphics card, to move smoothly."""
FIRST = 2 * FRAME
"""Seconds until another page may be seen: it is made in one frame, and drawn in the next."""
RUNS = 7
_SECONDS = 60


@dataclass(slots=True)
class _Program:
    """A program that is started again and again; all times in seconds, as `Felt` tells them."""

    arguments: list[str]
    environment: dict[str, str]
    starts: list[float] = field(default_factory=list)
    presses: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)

    def run(self) -> Any:
        """Run it once; what it has felt, as `tests.bench.finger.Felt` says it."""
        start = time.monotonic()
        ended = subprocess.run(
            [sys.executable, "-m", *self.arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
            timeout=_SECONDS,
        )
        felt = json.loads(ended.stdout)
        self.starts.append(felt["usable"] - start)
        self.presses += felt["presses"]
        self.turns += felt["turns"]
        self.frames += felt["frames"]
        return felt


def rows(folder: Path) -> list[Row]:
    """All of them, against a bare program with as many tiles in a window of the same size."""
    running = run_hall(folder / "glass")
    titles = running.hall.catalogue().themes
    running.hall.close()
    around = _environment(folder / "pycache")

    def program(name: str, *words: str) -> _Program:
        return _Program([f"tests.bench.{name}", *words], around)

    # Once each for nothing: that fills the caches of Python and of QML, and tells the size.
    size = program("touch_grid", str(folder / "glass")).run()["size"]
    program("bare_grid", *map(str, size), *titles).run()
    ours = program("touch_grid", str(folder / "glass"))
    bare = program("bare_grid", *map(str, size), *titles)
    for _ in range(RUNS):
        ours.run()
        bare.run()
    start = {
        "en": "start to the first usable frame, against a bare QML grid",
        "zh": "启动到可用的第一帧，对照裸 QML 方格",
    }
    press = {
        "en": "press to the next frame, against a bare QML grid",
        "zh": "按下到下一帧，对照裸 QML 方格",
    }
    turn = {
        "en": "to another page and its first frame, 1080x1920 without a graphics card, CPU",
        "zh": "换页到新页的第一帧，1080x1920，不用显卡，CPU",
    }
    frame = {
        "en": "a frame of a page change, 95th of 100, 1080x1920 without a graphics card, CPU",
        "zh": "换页时画一帧，百帧中第 95，1080x1920，不用显卡，CPU",
    }
    return [
        Row(start, statistics.median(ours.starts), statistics.median(bare.starts), MUST),
        Row(press, statistics.median(ours.presses), statistics.median(bare.presses), MUST),
        Row(
            turn,
            statistics.median(ours.turns),
            statistics.median(bare.turns),
            FIRST,
            absolute=True,
        ),
        Row(frame, _slow(ours.frames), _slow(bare.frames), FRAME, absolute=True),
    ]


def _slow(frames: list[float]) -> float:
    """The 95th of 100 frames, in seconds."""
    return statistics.quantiles(frames, n=100)[94]


def _environment(cache: Path) -> dict[str, str]:
    """Ours without what is set for somebody's own hall, screen or way of working."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("KIOSK_", "PYTHON", "QT_", "QML_"))
    }
    return kept | {
        "LC_ALL": "C.UTF-8",
        "PYTHONPYCACHEPREFIX": str(cache),
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "QT_SCALE_FACTOR": "1",
    }
