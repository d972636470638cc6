"""The look ahead over the rest of today, every few minutes of the hall's clock on a thread."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from data.faults import StoreFault
from kiosk.alarms import advice, standing
from kiosk.alarms.rules import Kind, Trouble
from kiosk.hall import Hall
from kiosk.opening import opening
from kiosk.refusal import Refusal

TICK_SECONDS = 1.0
"""So often one looks whether it is time."""

SHARE = 0.1
"""No more of a core than this is spent on it, however fast the hall's clock runs."""

_NOTHING_TO_SAY = frozenset(("whatif.hall_shut", "whatif.little_history"))
_log = logging.getLogger(__name__)


def foresee(hall: Hall) -> bool:
    """Look ahead once, and raise or end what is advised; whether anything has changed.

    Takes up to a second of a core; of a hall that is shut or new, nothing.
    """
    advised = _advised(hall)
    # Whether a printer has fallen silent is for the watch to say, which knows how long it listens.
    return standing.look(hall.ground, advised, since=hall.ground.clock())


def _advised(hall: Hall) -> tuple[Trouble, ...]:
    ground = hall.ground
    now = ground.clock().astimezone(ground.zone)
    off = Kind.TIDE in hall.settings.alarms.limits.off
    if off or not opening(hall.settings.hours, now).open:
        return ()
    from kiosk import whatif  # whose arithmetic other programs need not load

    try:
        ahead = whatif.ahead(hall)
    except Refusal as no:
        if no.code not in _NOTHING_TO_SAY:
            raise
        return ()
    with ground.read() as work:
        floor = work.floor
    before = {
        each.subject: each.data
        for each in hall.alarms()
        if each.kind is Kind.TIDE and each.ended_at is None
    }
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return advice.advised(ahead, floor, midnight, before)


@contextmanager
def foreseeing(hall: Hall) -> Iterator[None]:
    """Look ahead again and again meanwhile."""
    over = threading.Event()
    every = timedelta(minutes=hall.settings.alarms.ahead_minutes)

    def watch() -> None:
        last: datetime | None = None
        rest = 0.0
        while not over.wait(max(TICK_SECONDS, rest)):
            now, rest = hall.ground.clock(), 0.0
            if last is not None and timedelta(0) <= now - last < every:
                continue
            last, began = now, time.thread_time()
            try:
                foresee(hall)
            except (Refusal, StoreFault) as no:
                _log.warning("nobody can look ahead: %s", no.code)
            rest = (time.thread_time() - began) / SHARE

    thread = threading.Thread(target=watch, name="foresight", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
