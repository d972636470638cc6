"""A board that cannot be heard: supervisors and the doctor know it, and when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import doctor, loudspeakers
from kiosk.hall import Hall, open_hall
from kiosk.web.turn import Turn
from tests.hall import HandClock


@pytest.fixture
def hall(folder: Path, clock: HandClock) -> Iterator[Hall]:
    with open_hall(folder, clock) as opened:
        yield opened


def found(hall: Hall) -> doctor.Finding:
    every = doctor.examine(hall.ground.folder, "zh", hall.ground.clock)
    (voice,) = [each for each in every if each.check == "voice"]
    return voice


def test_it_is_told_until_it_is_over(hall: Hall) -> None:
    loudspeakers.note(hall.ground, "tv-1", "no such card")
    hall.look_for_alarms()
    (alarm,) = hall.alarms()
    assert (alarm.kind.value, alarm.subject, alarm.ended_at) == ("voice", "tv-1", None)
    mute = found(hall)
    assert mute.state == "bad"
    assert "tv-1 没有声音（no such card），也没有别的屏在播报" in mute.message
    Turn(hall.ground).ask("another board", None)
    assert found(hall).state == "warn"
    loudspeakers.note(hall.ground, "tv-1", "")
    hall.look_for_alarms()
    (alarm,) = hall.alarms()
    assert alarm.ended_at is not None
    assert found(hall).state == "good"


def test_a_board_that_was_switched_off_is_forgotten(hall: Hall, clock: HandClock) -> None:
    def mute() -> list[str]:
        with hall.ground.read() as work:
            return [each.place for each in loudspeakers.mute(work)]

    loudspeakers.note(hall.ground, "tv-1", "no such card")
    clock.move(seconds=loudspeakers.ALIVE_SECONDS * 2)
    loudspeakers.note(hall.ground, "tv-1", "no such card")
    clock.move(seconds=loudspeakers.ALIVE_SECONDS * 2)
    assert mute() == ["tv-1"]
    clock.move(seconds=loudspeakers.ALIVE_SECONDS)
    assert mute() == []
