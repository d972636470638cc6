"""The two grounds of a touch host: the hall's database, watched, and the host's own beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from data.faults import UNREACHABLE, StoreFault
from data.store import Store
from kiosk.bell import Bell
from kiosk.ground import Ground, Work
from kiosk.printing.jobs import kiosk_of
from kiosk.queue.waits import Waits
from kiosk.reserve.blocks import host_name

if TYPE_CHECKING:
    from kiosk.queue.tickets import Ticket, Wait

FILE = "reserve.db"
"""The host's own database, in the folder of its hall."""


class Watched(Ground):
    """The hall's database, until it is `lost`: from then on every transaction is refused at once
    with `StoreFault("database.unreachable")`, and nobody waits for a time-out."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(
            ground.folder, ground.settings, ground.store, ground.seal, ground.clock, ground.bell
        )
        self.lost = threading.Event()
        self.on_loss: Callable[[], None] = lambda: None

    @contextmanager
    def write(self, foresee: Callable[[Work], None] | None = None) -> Iterator[Work]:
        with self._watching(), super().write(foresee) as work:
            yield work

    @contextmanager
    def read(self) -> Iterator[Work]:
        with self._watching(), super().read() as work:
            yield work

    def lose(self) -> None:
        """It cannot be reached."""
        if not self.lost.is_set():
            self.lost.set()
            self.on_loss()

    @contextmanager
    def _watching(self) -> Iterator[None]:
        if self.lost.is_set():
            raise StoreFault(UNREACHABLE, self.store.engine.url.render_as_string())
        try:
            yield
        except StoreFault as fault:
            if fault.code == UNREACHABLE:
                self.lose()
            raise


class Local(Ground):
    """The host's own database: the hall as it was last known, and the numbers given out here."""

    def __init__(self, main: Ground, store: Store) -> None:
        super().__init__(main.folder, main.settings, store, main.seal, main.clock, Bell(store))
        self.host = host_name(kiosk_of(main))
        self.waits = _Unknown(self, main.waits)

    def close(self) -> None:
        """Stop its bell and let go of the file."""
        self.bell.close()
        self.store.close()

    def _work(self, connection: Connection) -> Work:
        work = super()._work(connection)
        work.reserve = self.host
        return work


class _Unknown(Waits):
    """Nobody can say how long people wait at counters that one does not hear of; how long visits
    take is as it was last known."""

    def __init__(self, ground: Ground, known: Waits) -> None:
        super().__init__(ground)
        self._known = known

    def newcomer(self, work: Work, service: str, *, priority: bool = False) -> Wait | None:
        return None

    def lately(self, work: Work, service: str, *, priority: bool) -> Wait | None:
        return None

    def ticket(self, work: Work, ticket: Ticket) -> Wait | None:
        return None

    def minutes(self) -> Callable[[str], float | None] | None:
        return self._known.minutes()


def open_local(main: Ground) -> Local:
    """The host's own ground beside `main`; its file is made where there is none yet."""
    return Local(main, Store.create(_url(main.folder / FILE)))


def sqlite(file: Path) -> Store:
    """A host's own database as it lies there."""
    return Store(_url(file))


def _url(file: Path) -> str:
    quoted = str(file.resolve()).replace("%", "%25").replace("?", "%3F")
    return f"sqlite:///{quoted}"
