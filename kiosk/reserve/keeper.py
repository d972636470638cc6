"""Keeps a touch host ready to go on alone, and brings it back: delivers, reserves, looks again."""

from __future__ import annotations

import logging
import threading

from data.faults import UNREACHABLE, StoreFault
from data.store import HEAD
from kiosk.ground import Ground
from kiosk.refusal import Refusal
from kiosk.reserve import blocks, calls, mirror
from kiosk.reserve.delivery import deliver
from kiosk.reserve.grounds import Local, Watched

FRESH_SECONDS = 10.0
"""So old is at most what a host knows of the hall when the database goes."""
RETRY_SECONDS = 2.0

_log = logging.getLogger(__name__)


class Keeper:
    """Sees to the two databases of a host on a thread of its own, from `start` to `stop`."""

    def __init__(self, main: Watched, local: Local) -> None:
        self._main, self._local = main, local
        # The same database, without the watch: to see whether it is back.
        self._plain = Ground(
            main.folder, main.settings, main.store, main.seal, main.clock, main.bell
        )
        self._stop = threading.Event()
        self._woken = threading.Event()
        self._thread: threading.Thread | None = None
        self._round = threading.Lock()
        main.on_loss = self.look

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._run, name="reserve", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is being done, and end."""
        self._stop.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def look(self) -> None:
        """Look now whether the hall's database is there, and not only at the next time."""
        self._woken.set()

    def round(self) -> bool:
        """Deliver, reserve and look again; whether all is delivered.

        Raises `StoreFault` where a database cannot be reached: then the host goes on alone.
        """
        with self._round:
            return self._see_to_all()

    def _see_to_all(self) -> bool:
        store = self._main.store
        if self._main.lost.is_set() and store.revision() != HEAD:
            store.upgrade()
        # Somebody stands there and waits for help.
        calls.deliver(self._plain, self._local)
        left = deliver(self._plain, self._local)
        blocks.reserve(self._plain, self._local.host)
        mirror.refresh(self._plain, self._local)
        if self._main.lost.is_set():
            self._main.lost.clear()
            _log.info("the hall's database is back; %d numbers are still to be delivered", left)
            self._note("database.back")
        return left == 0

    def _run(self) -> None:
        done, told = True, False
        while True:
            hurry = self._main.lost.is_set() or not done
            self._woken.wait(RETRY_SECONDS if hurry else FRESH_SECONDS)
            self._woken.clear()
            if self._stop.is_set():
                return
            lost = self._main.lost.is_set()
            if lost and not told:
                _log.warning("the hall's database is away; numbers come from the reserve")
                self._try_to_note("database.lost")
            told = lost
            done = self.try_round()

    def try_round(self) -> bool:
        """The same, and what goes wrong stands in the log: the hall goes on without it."""
        try:
            return self.round()
        except StoreFault as fault:
            if not self._main.lost.is_set():
                _log.warning("the reserve could not be kept fresh: %s", fault)
                if fault.code == UNREACHABLE:
                    self._see()
        except Exception:  # noqa: BLE001 a bug here must not end what brings the host back
            _log.exception("unexpected trouble with the reserve")
        return False

    def _see(self) -> None:
        """Whether it is the hall's database that is away, or the host's own."""
        try:
            with self._plain.read():
                pass
        except StoreFault as fault:
            if fault.code == UNREACHABLE:
                self._main.lose()

    def _try_to_note(self, kind: str) -> None:
        try:
            self._note(kind)
        except (Refusal, StoreFault) as no:
            _log.warning("the host's own database does not take it: %s", no)

    def _note(self, kind: str) -> None:
        """Keep it in the host's own chain of events; its bell rings by that."""
        with self._local.write() as work:
            work.event(kind, data={"host": self._local.host})
