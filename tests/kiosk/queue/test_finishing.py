"""When the last of a line would be done, and that the hall stops its numbers by what it learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.queue.finishing import minutes_until_done
from kiosk.queue.line import Waiting
from tests.hall import HandClock, change_settings, staff_of

MINUTES = {"short": 5.0, "long": 30.0, "mine": 10.0}
HOURS = '[hours]\nmonday = ["09:00-17:00"]\ntuesday = ["09:00-17:00"]\n\n[staff]'


def done(counters: list[set[str]], **line: int) -> float:
    people = [Waiting(service, False, count) for service, count in line.items()]
    return minutes_until_done(people, "mine", counters, MINUTES.__getitem__)


def test_everybody_counts_with_what_they_come_for() -> None:
    one = [{"short", "long", "mine"}]
    assert done(one) == 10
    assert done(one, short=6) == 40
    assert done(one, long=6) == 190
    assert done([*one, *one], short=6) == 25


def test_who_has_another_counter_is_not_in_the_way() -> None:
    """The plain mean over the counters that serve me would say 130 minutes."""
    assert done([{"long"}, {"long", "mine"}], long=4) == 70
    assert done([{"long"}, {"mine"}], long=4) == 10
    assert done([{"long"}], long=4) == 10, "nobody serves me: as if one did that alone"
    assert done([{"mine"}], long=4) == 10, "nobody serves them: they wait for nothing"


@pytest.fixture
def learned(sqlite_folder: Path, clock: HandClock) -> Hall:
    """A Tuesday at 15:30 in a hall where one property matter took some four minutes on Monday and
    another one some 24, not what the catalogue says."""
    change_settings(sqlite_folder, "[staff]", HOURS)
    hall = open_hall(sqlite_folder, clock)
    clerk = staff_of(hall).clerk
    for service, minutes in (("ZR001", (3, 4, 5)), ("ZR002", (20, 24, 29))):
        for each in 5 * minutes:
            ticket = hall.issue(service).ticket
            hall.call_next("9", clerk)
            hall.start(ticket.id, clerk)
            clock.move(minutes=each)
            hall.finish(ticket.id, clerk)
    clock.set(3, 15, 30)
    return hall


def given(hall: Hall, service: str) -> int:
    """How many more numbers there are for it now; all are taken."""
    many = 0
    while (no := hall.outlook(service).refusal) is None:
        hall.issue(service)
        many += 1
    assert no.code == "group.too_late"
    return many


def test_numbers_stop_by_what_the_hall_has_learned(learned: Hall) -> None:
    """Two counters, and two hours with the overtime."""
    with learned as hall:
        hall.issue("ZR001")
        hall.ground.waits.learn()
        planned = hall.catalogue().services["ZR001"].avg_service_minutes
        assert 2 * 120 / planned < 20, "the catalogue would let far fewer in"
        assert 48 <= given(hall, "ZR001") <= 60


def test_each_in_the_line_counts_with_the_own_matter(learned: Hall) -> None:
    with learned as hall:
        for _ in range(6):
            hall.issue("ZR002")
        hall.ground.waits.learn()
        # Three long ones at each counter leave some 48 of 120 minutes.
        assert 17 <= given(hall, "ZR001") <= 27
