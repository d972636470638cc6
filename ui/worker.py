"""Runs what may take time off the Qt thread and brings the answer back onto it.

The glass never waits: a screen asks here, goes on drawing, and is told by a call on the Qt
thread. One worker runs one thing after another, so that verbs keep the order of the touches.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kiosk.refusal import Refusal

T = TypeVar("T")
log = logging.getLogger(__name__)

SYSTEM_TROUBLE = "system.trouble"
"""The code of what nobody foresaw; its trace stands in the log."""


class Worker(QObject):
    """One thread; made and asked on the Qt thread, and answering there."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="worker")
        self._stopped = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        call: Callable[[], T],
        then: Callable[[T], None],
        trouble: Callable[[Refusal], None],
    ) -> None:
        """Run `call` on the worker, then exactly one of `then` and `trouble` on the Qt thread.

        `trouble` gets the Refusal that `call` raised; a fault of the database is told by its own
        code ("database.*"), and any other exception as "system.trouble", with its trace in the
        log. Nothing is told after `stop`.
        """

        def work() -> None:
            try:
                value = call()
            except Exception as error:  # noqa: BLE001 - it is told, and logged if nobody foresaw it
                refusal = _refusal_of(error)
                self.wake(lambda: trouble(refusal))
            else:
                self.wake(lambda: then(value))

        self._threads.submit(work)

    def wake(self, call: Callable[[], None]) -> None:
        """Run `call` on the Qt thread soon; may be called from any thread (bells, streams)."""
        if not self._stopped:
            self._arrived.emit(call)

    def stop(self, *, wait: bool = True) -> None:
        """Drop what has not begun, tell nothing more; `wait` for the call that is running."""
        self._stopped = True
        self._threads.shutdown(wait=wait, cancel_futures=True)

    @Slot(object)
    def _deliver(self, answer: Callable[[], None]) -> None:
        if not self._stopped:
            answer()


def _refusal_of(error: Exception) -> Refusal:
    # No window waits for the database's library, only its faults do.
    from data.faults import StoreFault

    if isinstance(error, Refusal):
        return error
    if isinstance(error, StoreFault):
        log.warning("the database could not do it: %s", error)
        return Refusal(error.code, detail=error.detail)
    log.error("unexpected trouble on the worker", exc_info=error)
    return Refusal(SYSTEM_TROUBLE, reason=type(error).__name__)
