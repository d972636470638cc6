"""Opening a hall whose host holds numbers in reserve, and printing what it gives out of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.faults import UNREACHABLE, StoreFault
from data.seal import Seal
from data.store import Store
from kiosk import config, hall
from kiosk.bell import Bell
from kiosk.clock import Clock, system_clock
from kiosk.config import Settings
from kiosk.ground import Ground
from kiosk.hall import KEY_FILE, Hall
from kiosk.printing.spooling import Spooling
from kiosk.reserve import mirror
from kiosk.reserve.grounds import FILE, Local, Watched, open_local
from kiosk.reserve.hall import ReservedHall

_log = logging.getLogger(__name__)


def wanted(settings: Settings) -> bool:
    """Whether a host of this hall holds numbers: its database is on a server."""
    return settings.reserve.numbers > 0 and settings.database.startswith("postgresql")


def open_hall(folder: Path, clock: Clock = system_clock) -> Hall:
    """The hall of a touch host, even while its database cannot be reached, if it was here before.

    Refuses and raises as `kiosk.hall.open_hall` does.
    """
    settings = config.load(folder)
    if not wanted(settings):
        return hall.open_hall(folder, clock)
    ground, away = _main(folder, settings, clock)
    watched = Watched(ground)
    local = _local(watched)
    if local is None:
        if away is not None:
            raise away
        return Hall(ground)
    opened = ReservedHall(watched, local)
    try:
        opened.begin(away)
    except BaseException:
        opened.close()
        raise
    return opened


@contextmanager
def standing(folder: Path, clock: Clock = system_clock) -> Iterator[tuple[Ground, Local | None]]:
    """Where to read how the reserve stands, nothing of which is changed by that: the hall's
    database, while it cannot be reached this host's own; and the latter, where there is one.

    Raises as `kiosk.hall.open_hall` does.
    """
    ground, away = _main(folder, config.load(folder), clock)
    try:
        local = open_local(ground) if (folder / FILE).exists() else None
        if away is not None and local is None:
            raise away
        try:
            yield (local if away is not None and local is not None else ground), local
        finally:
            if local is not None:
                local.close()
    finally:
        ground.bell.close()
        ground.store.close()


@contextmanager
def printing(of: Hall) -> Iterator[None]:
    """Own the printers of this host until the block ends, for the papers of the hall and for those
    that the touch screen beside has given out of its reserve."""
    ground = of.ground
    local = _local(ground) if wanted(of.settings) and of.settings.printers else None
    try:
        if local is not None and not mirror.is_filled(local):
            mirror.refresh(ground, local)
        spooling = Spooling(ground, local)
        try:
            yield
        finally:
            spooling.stop()
    finally:
        if local is not None:
            local.close()


def _main(folder: Path, settings: Settings, clock: Clock) -> tuple[Ground, StoreFault | None]:
    """The hall's database, and why it cannot be reached, if it cannot."""
    url = settings.database_url(folder)
    away: StoreFault | None = None
    try:
        store = Store.open(url)
    except StoreFault as fault:
        if fault.code != UNREACHABLE:
            raise
        store, away = Store(url), fault
    seal = Seal.open(folder / KEY_FILE)
    return Ground(folder, settings, store, seal, clock, Bell(store)), away


def _local(ground: Ground) -> Local | None:
    """The host's own database; where it is broken the hall goes on without a reserve."""
    try:
        return open_local(ground)
    except StoreFault as fault:
        _log.error("there are no numbers in reserve: %s", fault)
        return None


def own_ground(of: Hall) -> Ground | None:
    """Where a hall keeps what it gives out of its reserve."""
    return of.local if isinstance(of, ReservedHall) else None
