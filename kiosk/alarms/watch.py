"""The watch over a hall: a thread that looks for alarms again and again."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from data.faults import StoreFault
from kiosk.alarms.foreseeing import foreseeing
from kiosk.hall import Hall
from kiosk.refusal import Refusal

LOOK_SECONDS = 0.7
"""Waits grow without any change, so it is time that calls and not the bell. With the pauses of bell
and stream an alarm is before its supervisor within two seconds."""

_log = logging.getLogger(__name__)


@contextmanager
def watching(hall: Hall) -> Iterator[None]:
    """Watch over `hall` meanwhile, and look ahead."""
    over = threading.Event()

    def watch() -> None:
        well, since = True, hall.ground.clock()
        while not over.wait(LOOK_SECONDS):
            try:
                if not well:
                    with hall.ground.read() as work:
                        well, since = True, work.at
                hall.look_for_alarms(since)
            except (Refusal, StoreFault) as no:
                # A lost database is said by every screen; the watch goes on when it is back.
                if well:
                    _log.warning("the watch cannot look: %s", no.code)
                well = False

    thread = threading.Thread(target=watch, name="watch", daemon=True)
    thread.start()
    try:
        with foreseeing(hall):
            yield
    finally:
        over.set()
        thread.join()
