"""Rows: a call against a bare one, a long line against a short one, and what each policy gives."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import get_args

from kiosk import setup
from kiosk.hall import open_hall
from kiosk.queue.routing import PolicyName, Rule
from kiosk.staff import Actor
from tests.bench.bare_call import BareCall
from tests.bench.crowd import add_crowd
from tests.bench.halls import Running
from tests.bench.stopwatch import Stopwatch
from tests.bench.table import Row
from tests.kiosk.queue.simulated import SHARED, calls, longest_beyond, mean_waits, people
from tests.postgres import PostgresServer, postgres_programs

SLICES, SLICE = 16, 10
CROWDS = (300, 20_000)
AIM, MUST = 1.5, 3.0
FLAT, FLAT_MUST = 1.2, 1.5
LIMIT_SECONDS = 30 * 60
DAY = {"seed": 2, "load": 1.1, "priority": 0.15}
_COUNTER = "1"
_NAMES: dict[PolicyName, str] = {
    "fcfs": "先到先叫",
    "apq": "累积优先",
    "strict": "绝对优先",
    "interleave": "交替",
    "head_start": "提前量",
}


def rows(folder: Path) -> list[Row]:
    """What a call costs, and what each policy gives to whom."""
    with postgres() as server:
        urls = [server.url(server.create_database()) for _ in CROWDS]
        against = _against_bare(folder, server, urls)
    return [*against, *_lines("SQLite", folder / "sqlite", ["" for _ in CROWDS]), *_policies()]


def _against_bare(folder: Path, server: PostgresServer, urls: list[str]) -> list[Row]:
    lines = _lines("PostgreSQL", folder / "postgres", urls)
    running = crowded_hall(folder / "call", server.url(server.create_database()), CROWDS[0])
    bare = BareCall(server.connect(server.create_database()), CROWDS[-1])
    ours, theirs = Stopwatch(), Stopwatch()
    try:
        for each in range(-1, SLICES):
            if each == 0:  # all is warm
                ours, theirs = Stopwatch(), Stopwatch()
            _work(running, ours)
            for _ in range(SLICE):
                theirs.time(bare.call)
    finally:
        bare.close()
        running.hall.close()
    name = {
        "en": "call on PostgreSQL, against a bare SKIP LOCKED",
        "zh": "PostgreSQL 上叫号，对照裸的 SKIP LOCKED",
    }
    return [Row(name, ours.p50, theirs.p50, MUST, AIM), *lines]


def _lines(database: str, folder: Path, urls: list[str]) -> list[Row]:
    """A call with many people waiting, against few."""
    halls = [
        crowded_hall(folder / str(crowd), url, crowd)
        for crowd, url in zip(CROWDS, urls, strict=True)
    ]
    times = [Stopwatch() for _ in halls]
    try:
        for each in range(-1, SLICES):
            if each == 0:
                times = [Stopwatch() for _ in halls]
            for hall, watch in zip(halls, times, strict=True):
                _work(hall, watch)
    finally:
        for hall in halls:
            hall.hall.close()
    few, many = CROWDS
    name = {
        "en": f"call on {database}: {many:,} wait, against {few:,}",
        "zh": f"{database} 上叫号：{many:,} 人在等，对照 {few:,} 人",
    }
    cpu = {"en": f"{name['en']}: CPU", "zh": f"{name['zh']}：CPU"}
    short, long = times
    return [
        Row(name, long.p50, short.p50, FLAT_MUST, FLAT),
        Row(cpu, long.cpu50, short.cpu50, FLAT_MUST, FLAT),
    ]


def _policies() -> list[Row]:
    """A simulated day with more work than the counters can do: who has priority against who has
    not, and the longest that anybody waited beyond the order of arrival."""
    crowd = people(int(DAY["seed"]), DAY["load"], DAY["priority"])
    fifo = calls(crowd, Rule("fcfs"))
    found = []
    for policy in get_args(PolicyName):
        done = calls(crowd, Rule(policy))
        first, others = (60 * mean for mean in mean_waits(done))
        name = {
            "en": f"mean wait with priority, against without: {policy}",
            "zh": f"优先的平均等候，对照其他人：{_NAMES[policy]}",
        }
        found.append(Row(name, first, others, must=1.2 if policy == "fcfs" else 1.0))
        if policy == "fcfs":
            continue
        main = [[c for c in day if c.person.service in SHARED] for day in (done, fifo)]
        longest = {
            "en": f"longest wait beyond the order of arrival: {policy}",
            "zh": f"比按先后多等的最久：{_NAMES[policy]}",
        }
        cost = 60 * longest_beyond(*main)
        found.append(Row(longest, cost, None, must=LIMIT_SECONDS, absolute=True))
    return found


def crowded_hall(folder: Path, url: str, crowd: int) -> Running:
    """The sample hall with so many people who wait for the comprehensive counters."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    setup.init(folder, database=url)
    hall = open_hall(folder)
    with hall.ground.read() as work:
        serves = work.floor.serves[_COUNTER] & work.floor.catalogue.services.keys()
    running = Running(hall, tuple(sorted(serves)), Actor(hall.accounts()[0]))
    add_crowd(hall, running.services, crowd)
    return running


def _work(running: Running, watch: Stopwatch) -> None:
    """One slice; as many wait after it as before."""
    for turn in range(SLICE):
        ticket = watch.time(partial(running.call))
        running.serve(ticket)
        running.issue(turn)
    running.print()


@contextmanager
def postgres() -> Iterator[PostgresServer]:
    """A server of the bench's own."""
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError("no PostgreSQL server here: `make bench` installs Debian's")
    # Its own user must be able to walk in, and /tmp may be memory.
    with tempfile.TemporaryDirectory(prefix="yichuang-pg-", dir="/var/tmp") as folder:
        server = PostgresServer(Path(folder), programs)
        server.initialise()
        server.start()
        try:
            yield server
        finally:
            server.stop()
