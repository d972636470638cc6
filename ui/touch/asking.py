"""One question to the hall at a time: the answer to the last one counts, earlier ones do not."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kiosk.refusal import Refusal
from ui.worker import Worker

T = TypeVar("T")


class Asking:
    """Asks on the worker; `busy` while an answer is awaited, `ticks` seconds since the question."""

    def __init__(self, worker: Worker, changed: Callable[[], None]) -> None:
        """`changed` is called whenever `busy` has changed."""
        self._worker, self._changed = worker, changed
        self.busy = False
        self.ticks = 0
        self._turn = 0

    def ask(
        self,
        call: Callable[[], T],
        then: Callable[[T], None],
        trouble: Callable[[Refusal], None],
    ) -> None:
        """Ask; then one of `then` and `trouble` is called, unless another question came since."""
        self._turn += 1
        self.ticks = 0
        self._set(True)
        self._worker.ask(call, self._last(then), self._last(trouble))

    def aside(
        self,
        call: Callable[[], T],
        then: Callable[[T], None],
        trouble: Callable[[Refusal], None] = lambda _: None,
    ) -> None:
        """Ask without being busy, for what is only shown."""
        self._worker.ask(call, self._still(then), self._still(trouble))

    def give_up(self) -> None:
        """Wait no longer, but still welcome the answer."""
        self._set(False)

    def forget(self) -> None:
        """Whoever goes away waits for no answer."""
        self._turn += 1
        self._set(False)

    def _last(self, told: Callable[[T], None]) -> Callable[[T], None]:
        def tell(value: T) -> None:
            self._set(False)
            told(value)

        return self._still(tell)

    def _still(self, told: Callable[[T], None]) -> Callable[[T], None]:
        mine = self._turn

        def tell(value: T) -> None:
            if mine == self._turn:
                told(value)

        return tell

    def _set(self, busy: bool) -> None:
        if busy != self.busy:
            self.busy = busy
            self._changed()
