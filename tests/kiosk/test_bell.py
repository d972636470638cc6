"""The bell: everybody who listens hears of every change, also of another process's."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from kiosk.hall import Hall, open_hall
from tests.hall import Staff

SOON = 30.0
"""Seconds that a busy machine may take; it rings in less than one."""


class Ear:
    """Counts the rings."""

    def __init__(self) -> None:
        self.rings = 0
        self._changed = threading.Condition()

    def __call__(self) -> None:
        with self._changed:
            self.rings += 1
            self._changed.notify_all()

    def hears(self, more_than: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.rings > more_than, SOON)

    def falls_silent(self) -> int:
        """So many rings there were until it was quiet for a while."""
        while True:
            heard = self.rings
            time.sleep(0.4)
            if heard == self.rings:
                return heard


@pytest.fixture
def ear(hall: Hall) -> Ear:
    """Listens already, and nothing has happened since."""
    listener = Ear()
    hall.bell.listen(listener)
    assert listener.hears(0), "it rings when it begins to watch"
    listener.falls_silent()
    return listener


def test_it_rings_for_each_change(hall: Hall, staff: Staff, ear: Ear) -> None:
    changes: list[Callable[[], object]] = [
        lambda: hall.issue("SC001"),
        lambda: hall.call_next("1", staff.clerk),
        lambda: hall.close_counter("2", staff.clerk, "午休"),
    ]
    for change in changes:
        before, version = ear.falls_silent(), hall.bell.version()
        change()
        assert ear.hears(before)
        assert hall.bell.version() > version


def test_it_rings_for_what_others_do(hall: Hall, ear: Ear) -> None:
    before = ear.rings
    with open_hall(hall.ground.folder, hall.ground.clock) as other:
        other.issue("SC001")
        assert ear.hears(before)


def test_it_is_quiet_when_nothing_happens(hall: Hall, staff: Staff, ear: Ear) -> None:
    before = ear.falls_silent()
    hall.board()
    hall.preview("SC001")
    with pytest.raises(Exception, match=r"queue\.empty"):
        hall.call_next("1", staff.clerk)
    assert ear.falls_silent() == before


def test_who_left_hears_nothing_and_who_fails_silences_nobody(hall: Hall, ear: Ear) -> None:
    gone = Ear()
    leave = hall.bell.listen(gone)
    leave()
    leave()

    def fails() -> None:
        raise ZeroDivisionError

    hall.bell.listen(fails)
    before, heard = ear.falls_silent(), gone.rings
    hall.issue("SC001")
    assert ear.hears(before)
    hall.issue("SC001")
    assert ear.hears(before + 1)
    assert gone.rings == heard


def test_a_closed_hall_leaves_no_thread(hall: Hall) -> None:
    other = open_hall(hall.ground.folder, hall.ground.clock)
    other.bell.listen(Ear())
    assert [each for each in threading.enumerate() if each.name == "bell"]
    other.close()
    assert not [each for each in threading.enumerate() if each.name == "bell"]
