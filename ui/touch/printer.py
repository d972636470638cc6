"""The printer that the next paper comes out of, as the touch screen knows it before a press."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.worker import Worker

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.printing.printers import PrinterState

LOOK_TICKS = 2
PATIENCE = 4
"""Seconds that the owner of a printer may take for its first look, before silence is told."""
_SILENT = "no_answer"


class Printer:
    """`trouble` says why no paper would come out: a `printers.status.State`, "none" where there is
    no printer at all, or "" while one prints; `changed` is called when it has become another."""

    def __init__(self, worker: Worker, changed: Callable[[], None]) -> None:
        self._worker, self._changed = worker, changed
        self.trouble = ""
        self._found = ""
        self._seconds = 0
        self._looking = self._again = False

    def tick(self, hall: Hall) -> None:
        """A second has passed on a page that shows it."""
        self._seconds += 1
        if self._seconds % LOOK_TICKS == 0:
            self.look(hall)

    def look(self, hall: Hall) -> None:
        """Look on the worker; many wishes at a time are one look."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False

        def seen(state: PrinterState | None) -> None:
            self._found = "none" if state is None else "" if state.prints else state.state.value
            self._looked(hall)

        self._worker.ask(hall.printer, seen, lambda _: self._looked(hall))

    def _looked(self, hall: Hall) -> None:
        # What cannot be looked at is shown as it was: the hall itself is in trouble then.
        self._looking = False
        early = self._found == _SILENT and self._seconds < PATIENCE
        trouble = "" if early else self._found
        if trouble != self.trouble:
            self.trouble = trouble
            self._changed()
        if self._again:
            self.look(hall)
