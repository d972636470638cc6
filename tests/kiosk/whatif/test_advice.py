"""A counter is advised before the line is an alarm: once, until it is open or nobody need come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.alarms import advice
from kiosk.alarms.foreseeing import foresee
from kiosk.alarms.rules import Kind
from kiosk.alarms.standing import Alarm
from kiosk.alarms.telling import in_words
from kiosk.demo.plan import Plan
from kiosk.hall import Hall, open_hall
from kiosk.queue.floor import Floor
from kiosk.whatif import Ahead, Outcome, Quarter, Tide, Waits
from tests.hall import ZONE, HandClock, change_settings, copy_hall, events, staff_of
from tests.kiosk.whatif.conftest import PLAYED

TEN = 10 * 3600.0
MIDNIGHT = datetime(2026, 3, 12, tzinfo=ZONE)
BUSY = ("7", "8", "9")
"""Property is done at 9 and 10."""


def tidal(hall: Hall) -> list[Alarm]:
    return [each for each in hall.alarms() if each.kind is Kind.TIDE]


@pytest.fixture
def watched(past: tuple[Path, Plan], tmp_path: Path, evening: HandClock) -> Iterator[Hall]:
    """The hall with a past, in which ten people are a long line."""
    folder = copy_hall(past[0], tmp_path / "hall")
    change_settings(folder, "[staff]", "[alarms]\nline_people = 10\n\n[staff]")
    with open_hall(folder, evening) as hall:
        yield hall


def test_the_supervisor_is_told_which_counter_and_by_when(
    watched: Hall, evening: HandClock
) -> None:
    supervisor = staff_of(watched).supervisor
    evening.set(PLAYED.day + 1, 8, 55)
    assert not foresee(watched), "the hall has not opened"
    for code in BUSY:
        watched.open_counter(code, supervisor)
    evening.set(PLAYED.day + 1, 10)
    while watched.outlook("ZR001").refusal is None:
        watched.issue("ZR001")
    watched.start(watched.call_next("9", supervisor).id, supervisor)
    assert foresee(watched)
    (alarm,) = tidal(watched)
    assert (alarm.subject, alarm.data["counter"], alarm.data["closed"]) == ("D", "10", True)
    said = in_words(watched.ground, watched.catalogue(), alarm, "zh")
    assert said.startswith("请在 10:00 前开 10 号窗口")
    assert f"{alarm.data['people']} 人同时等" in said
    written = len(events(watched))
    assert not foresee(watched), "the same again is no news"
    watched.look_for_alarms()
    assert "alarm.changed" not in events(watched)[written:]
    assert tidal(watched)[0].ended_at is None, "who has not looked ahead takes nothing back"
    watched.open_counter("10", supervisor)
    watched.look_for_alarms()
    assert tidal(watched)[0].ended_at == evening.now
    watched.take_alarm(alarm.id, supervisor)
    evening.set(PLAYED.day + 1, 20)
    foresee(watched)
    assert tidal(watched) == []


@pytest.fixture
def floor(sqlite_hall: Hall) -> Floor:
    """A hall in which nobody is at counter 10."""
    supervisor = staff_of(sqlite_hall).supervisor
    for counter in sqlite_hall.counters():
        if counter.code == "10" and counter.open:
            sqlite_hall.close_counter("10", supervisor, "test")
        elif counter.code != "10":
            sqlite_hall.open_counter(counter.code, supervisor)
    with sqlite_hall.ground.read() as work:
        return work.floor


def ahead(*lines: float, now: float = TEN) -> Ahead:
    """So many wait in each quarter-hour from `now` on; 30 are too many."""
    none = Waits(0, 0.0, 0.0, 0.0)
    quarters = tuple(Quarter(TEN + 900 * n, 0.0, None, line) for n, line in enumerate(lines))
    outcome = Outcome(none, {}, {}, {}, quarters, {"D": lines}, {}, 0.0, 0.0, 0.0)
    tide = Tide(("D",), "9", 1, (TEN, TEN + 3600), max(lines), 10.0)
    return Ahead(MIDNIGHT.date(), now, outcome, 30, (tide,) if max(lines) > 30 else (), {})


def told(floor: Floor, found: Ahead, before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    standing = {} if before is None else {"D": before}
    return next((each.data for each in advice.advised(found, floor, MIDNIGHT, standing)), {})


def at(hour: int, minute: int = 0) -> str:
    return (MIDNIGHT + timedelta(hours=hour, minutes=minute)).astimezone(UTC).isoformat()


def test_within_the_hour_and_in_time(floor: Floor) -> None:
    found = told(floor, ahead(5, 12, 25, 34))
    assert found == {"counter": "10", "closed": True, "by": at(10, 30), "people": 34}
    assert told(floor, ahead(5, 10, 15, 20, 25, 34)) == {}, "there is time to look again"
    assert told(floor, ahead(31, 35))["by"] == at(10), "not before now"


def test_it_does_not_come_and_go(floor: Floor) -> None:
    first = told(floor, ahead(5, 12, 25, 34))
    assert told(floor, ahead(5, 12, 20, 25)) == {}
    assert told(floor, ahead(5, 12, 20, 25), first) == first
    assert told(floor, ahead(5, 12, 20, 23), first) == {}
    assert told(floor, ahead(5, 12, 25, 38), first) == first
    assert told(floor, ahead(5, 12, 31, 38), first)["by"] == at(10, 15), "sooner is another one"


def test_where_everybody_is_there_one_more_like_them(sqlite_hall: Hall, floor: Floor) -> None:
    sqlite_hall.open_counter("10", staff_of(sqlite_hall).supervisor)
    with sqlite_hall.ground.read() as work:
        found = told(work.floor, ahead(5, 12, 25, 34))
        assert (found["counter"], found["closed"]) == ("9", False)
        assert not advice.followed(work.floor, found)
        assert advice.followed(work.floor, told(floor, ahead(31)))
