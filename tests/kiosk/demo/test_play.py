"""A whole day, played through the verbs: everybody is served or told why, and the chain holds."""

from __future__ import annotations

import itertools
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk import accounts
from kiosk.demo.clerks import clerks
from kiosk.demo.pace import Fast, Leaping
from kiosk.demo.plan import Person, Plan, Shift, plan
from kiosk.demo.play import Day, Play
from kiosk.hall import Hall, open_hall
from kiosk.printing import printers
from kiosk.queue.tickets import State
from printers.status import State as PrinterState
from printers.status import Status
from tests.hall import MORNING, QUICK, change_settings, copy_hall, events, staff_of


@dataclass(frozen=True)
class Played:
    hall: Hall
    plan: Plan
    day: Day
    told: tuple[tuple[str, Mapping[str, object]], ...]


@pytest.fixture(scope="module")
def played(sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = copy_hall(sqlite_sample, tmp_path_factory.mktemp("demo") / "hall")
    told: list[tuple[str, Mapping[str, object]]] = []
    with open_hall(folder, pace := Leaping(MORNING)) as hall:
        with hall.ground.read() as work:
            floor = work.floor
        planned = plan(floor.catalogue, tuple(floor.counters.values()), floor.serves, 3)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(accounts, "_hasher", QUICK)
            actors = clerks(hall, planned)

        def tell(what: str, values: Mapping[str, object]) -> None:
            told.append((what, values))

        day = Play(hall, planned, actors, pace, tell).run()
        yield Played(hall, planned, day, tuple(told))


def test_nobody_is_left_and_all_add_up(played: Played) -> None:
    ended = played.day.ended
    assert sum(ended.values()) + sum(played.day.refused.values()) == len(played.plan.people)
    assert ended[State.FINISHED] > 0.85 * len(played.plan.people)
    over = {State.FINISHED, State.MISSED, State.ABANDONED}
    assert sum(count for state, count in ended.items() if state not in over) == 0


def test_whoever_is_not_there_is_called_again_and_then_missed(played: Played) -> None:
    told = Counter(what for what, _ in played.told)
    absent = sum(not person.there for person in played.plan.people)
    assert 0 < told["missed"] <= absent
    assert told["came_back"] <= told["missed"]
    assert events(played.hall).count("ticket.recalled") == told["missed"]


def test_the_audit_chain_of_the_day_holds(played: Played) -> None:
    assert played.hall.audit_verify() is None
    assert not any(each.open for each in played.hall.counters() if each.code in _shifts(played))


def _shifts(played: Played) -> set[str]:
    return {shift.counter for shift in played.plan.shifts}


def test_a_long_wait_on_a_played_day_is_an_alarm(sqlite_folder: Path) -> None:
    """Raised by the clock of the day, however fast that runs."""
    nine, ten = 9 * 3600.0, 10 * 3600.0
    person = Person(nine, "MZ001", None, "zh", 300.0, 10.0, True, False, None)
    planned = Plan((person,), (Shift("1", ((ten, ten + 3600),), 1.0),))
    with open_hall(sqlite_folder, pace := Leaping(MORNING)) as hall:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(accounts, "_hasher", QUICK)
            actors = clerks(hall, planned)
        (known,) = hall.printers()
        with hall.ground.write() as work:
            printers.note(work, known.key, Status(PrinterState.ONLINE))
        Play(hall, planned, actors, pace, watched=True).run()
        (alarm,) = [each for each in hall.alarms() if each.kind == "wait"]
        assert "printer" not in {each.kind for each in hall.alarms()}, "it lives in true time"
        assert hall.printers()[0].prints
        assert MORNING + timedelta(minutes=30) <= alarm.raised_at
        assert alarm.raised_at <= MORNING + timedelta(minutes=31)
        assert alarm.ended_at is not None
        assert alarm.ended_at >= MORNING + timedelta(hours=1)


class Slow(Leaping):
    """Whoever looks at the clock finds that ten seconds have passed, until it is `well`."""

    well = False

    def __call__(self) -> datetime:
        if not self.well:
            self._now += timedelta(seconds=10)
        return self._now


@pytest.fixture
def desk(sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """One person who does not come when called, at one counter: what happens, in order."""
    monkeypatch.setattr(accounts, "_hasher", QUICK)
    nine = 9 * 3600.0
    person = Person(nine, "MZ001", None, "zh", 300.0, 10.0, False, False, None)
    planned = Plan((person,), (Shift("1", ((nine, nine + 3600),), 1.0),))

    def play(pace: Leaping, meanwhile: Callable[[Hall, str], None]) -> list[str]:
        happened = []
        with open_hall(sqlite_folder, pace) as hall:

            def tell(what: str, _: Mapping[str, object]) -> None:
                happened.append(what)
                meanwhile(hall, what)

            Play(hall, planned, clerks(hall, planned), pace, tell).run()
        return happened

    return play


def test_a_hall_that_is_slow_calls_again_in_time(desk: Callable[..., list[str]]) -> None:
    """Between two calls lie seconds of the hall, however long it took for the first."""
    pace = Slow(MORNING)

    def meanwhile(_: Hall, what: str) -> None:
        pace.well = what == "called"

    assert desk(pace, meanwhile) == ["took", "called", "missed"]


def test_who_watches_may_take_part(desk: Callable[..., list[str]]) -> None:
    """Somebody at a real console gives the number up, and pauses the counter: the day goes on."""

    def meanwhile(hall: Hall, what: str) -> None:
        if what == "called":
            admin = staff_of(hall).admin
            hall.abandon(hall.ticket_of_number("A001").id, admin)
            hall.pause_counter("1", admin, "short")

    assert desk(Leaping(MORNING), meanwhile) == ["took", "called"]


def test_a_pace_runs_as_often_as_it_is_told() -> None:
    pace = Fast(MORNING, 1000)
    assert pace() == MORNING
    pace.go()
    assert pace.wait_until(MORNING.replace(minute=MORNING.minute + 1))
    assert pace() >= MORNING.replace(minute=MORNING.minute + 1)
    pace.stop()
    assert not pace.wait_until(MORNING.replace(hour=MORNING.hour + 5))


@contextmanager
def demo(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The demo as a program; it does not outlive a test that fails."""
    command = [sys.executable, "-m", "kiosk", "demo", "--no-board", "--port", "0", *arguments]
    environment: dict[str, Any] = {**os.environ, "KIOSK_LANGUAGE": "en"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_day_can_be_watched_and_ended() -> None:
    with demo("--speed", "600") as process:
        assert process.stdout is not None
        (password,) = re.findall(r"administrator admin .*: (\S+)$", process.stdout.readline())
        begins = process.stdout.readline()
        assert re.search(r"The day begins: \d+ people, \d+ counters, 600 times", begins)
        (url,) = re.findall(r"http://[\d.:]+", begins)
        assert httpx.get(f"{url}/api/board").status_code == 200
        who = {"name": "admin", "password": password}
        assert httpx.post(f"{url}/api/session", json=who).status_code == 201, "to see its office"
        lines = list(itertools.takewhile(lambda line: "to counter" not in line, process.stdout))
        # Not of each request that a board makes.
        assert all(re.match(r"\d\d:\d\d:\d\d  [A-Z]\d{3,} ", line) for line in lines), lines
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        process.wait(60)
    assert process.returncode == 0
    assert "The day is over" in rest


def test_a_real_hall_is_no_stage(sqlite_folder: Path) -> None:
    change_settings(sqlite_folder, "sample = true", "sample = false")
    with demo("--data", str(sqlite_folder)) as process:
        _, said = process.communicate()
    assert process.returncode == 2
    assert "[hall.not_sample]" in said
