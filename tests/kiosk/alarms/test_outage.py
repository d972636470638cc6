"""The watch over a hall whose database goes away and comes back."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from data.faults import StoreFault
from kiosk import config
from kiosk.alarms.watch import watching
from kiosk.hall import Hall, open_hall
from kiosk.printing import printers
from printers.status import State, Status
from tests.hall import HandClock, PostgresSample, change_settings, copy_hall
from tests.postgres import PostgresServer
from tests.wire import Wire


def until(holds: Callable[[], bool]) -> None:
    """Fail unless it comes to hold."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def asks_for_help(hall: Hall) -> bool:
    try:
        return hall.help("入口").open
    except StoreFault:
        return False


def test_nobody_could_tell_meanwhile_that_all_is_well(
    postgres_sample: PostgresSample,
    postgres_server: PostgresServer,
    tmp_path: Path,
    clock: HandClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """After five minutes without a database only what is the matter is an alarm."""
    postgres_sample.set_back()
    folder = copy_hall(postgres_sample.folder, tmp_path / "hall")
    url = config.load(folder).database
    with closing(Wire(postgres_server.folder)) as wire:
        change_settings(folder, url, wire.url(url))
        with open_hall(folder, clock) as hall:
            (known,) = hall.printers()
            with hall.ground.write() as work:
                printers.note(work, known.key, Status(State.ONLINE))
            with watching(hall):
                wire.cut()
                until(lambda: "the watch cannot look" in caplog.text)
                clock.move(minutes=5)
                wire.heal()
                until(lambda: asks_for_help(hall))
                clock.move(seconds=40)
                until(lambda: bool(hall.alarms()))
                assert [each.kind for each in hall.alarms()] == ["help"]
