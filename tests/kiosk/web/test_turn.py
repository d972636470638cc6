"""The turn to speak: one in a hall, however many servers lend it, and never lost with one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select, update

from data import models
from kiosk.hall import Hall, open_hall
from kiosk.web.turn import SECONDS, Turn
from tests.hall import HandClock

SPEECH = models.Speech.__table__


@pytest.fixture(params=["sqlite", "postgres"])
def halls(request: pytest.FixtureRequest, clock: HandClock) -> Iterator[tuple[Hall, Hall]]:
    """One hall, opened by two servers; its chain of events is ten long at least."""
    folder: Path = request.getfixturevalue(f"{request.param}_folder")
    with open_hall(folder, clock) as one, open_hall(folder, clock) as other:
        for _ in range(10):
            one.issue("MZ001")
        yield one, other


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


def goes_by(hall: Hall, seconds: float) -> None:
    """So long nobody asks; PostgreSQL's own clock cannot be moved, but its turn can."""
    clock = hall.ground.clock
    assert isinstance(clock, HandClock)
    clock.move(seconds=seconds)
    if hall.ground.store.dialect == "postgresql":
        with hall.ground.store.write() as connection:
            until = connection.execute(select(SPEECH.c.until)).scalar_one()
            earlier = until - timedelta(seconds=seconds)
            connection.execute(update(SPEECH).values(until=earlier))


def test_it_passes_on_by_silence_and_never_goes_back(halls: tuple[Hall, Hall]) -> None:
    one, other = (Turn(hall.ground) for hall in halls)
    assert one.ask("left", None).speaker == "left"
    assert one.ask("left", 7).spoken == 7
    assert other.ask("right", 9).speaker == "left"
    assert other.now().spoken == 7
    goes_by(halls[0], SECONDS - 1)
    assert other.ask("right", None).speaker == "left"
    goes_by(halls[0], 1)
    assert other.now().speaker == ""
    assert other.ask("right", 5).speaker == "right"
    assert one.ask("left", None).speaker == "right"
    one.give_up("left", 9)
    assert one.now().speaker == "right", "only who holds it gives it up"
    other.give_up("right", 8)
    assert one.ask("left", 2**40).spoken == 8, "nothing is heard that was never called"


def test_it_is_kept_by_asking_again(halls: tuple[Hall, Hall]) -> None:
    one, other = (Turn(hall.ground) for hall in halls)
    for _ in range(4):
        assert one.ask("left", None).seconds > SECONDS / 4
        goes_by(halls[0], SECONDS / 4)
        assert other.ask("right", None).speaker == "left"


def test_a_clock_that_is_set_back_does_not_silence_the_hall(halls: tuple[Hall, Hall]) -> None:
    one, other = (Turn(hall.ground) for hall in halls)
    one.ask("left", None)
    goes_by(halls[0], -3600)
    assert other.ask("right", None).speaker == "right"


def test_of_many_at_once_one_speaks(halls: tuple[Hall, Hall]) -> None:
    names = [f"board-{place}" for place in range(8)]
    barrier = Barrier(len(names))

    def ask(place: int) -> str:
        turn = Turn(halls[place % 2].ground)
        barrier.wait()
        return turn.ask(names[place], None).speaker

    with ThreadPoolExecutor(len(names)) as boards:
        for _ in range(10):
            found = set(boards.map(ask, range(len(names))))
            assert len(found) == 1
            assert found < {*names}
            Turn(halls[0].ground).give_up(found.pop(), None)
