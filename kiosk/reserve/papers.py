"""The papers of a host that has two databases: one printer, the jobs of both, each told its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import TypeVar

from data.faults import UNREACHABLE, StoreFault
from printers import journal
from printers.faults import PrinterFault
from printers.status import Status

T = TypeVar("T")

OWN = 1 << 40
"""What the keys of the host's own tickets and jobs have more outside of its database: they are
never those of the hall's."""

_PAUSE = 3.0
"""Seconds until the hall's database is asked again that was away."""

_log = logging.getLogger(__name__)


class TwoJournals:
    """`printers.journal.Journal` over the hall's journal and the host's own.

    While the hall's database is away its jobs stand still. The fate of one that was on its way is
    kept here and told first of all when it is back.
    """

    def __init__(self, main: journal.Journal, own: journal.Journal) -> None:
        self._main, self._own = main, own
        self._owed: list[Callable[[], None]] = []
        self._again = 0.0

    def left_behind(self) -> bool:
        """Of either."""
        mine = self._own.left_behind()
        return self._ask(self._main.left_behind, False) or mine

    def next_job(self) -> journal.Job | None:
        """The host's own first: whoever waits for it stands here."""
        job = self._own.next_job()
        if job is not None:
            return replace(job, id=job.id + OWN)
        return self._ask(self._main.next_job, None)

    def sending(self, job: journal.Job) -> bool:
        """Of its own journal."""
        if job.id >= OWN:
            return self._own.sending(_inner(job))
        return self._ask(partial(self._main.sending, job), False)

    def sent(self, job: journal.Job, receipt: str | None, confirmed: bool) -> None:
        """Of its own journal."""
        if job.id >= OWN:
            self._own.sent(_inner(job), receipt, confirmed)
        else:
            self._tell(partial(self._main.sent, job, receipt, confirmed))

    def held(self, job: journal.Job, fault: PrinterFault) -> None:
        """Of its own journal."""
        if job.id >= OWN:
            self._own.held(_inner(job), fault)
        else:
            self._tell(partial(self._main.held, job, fault))

    def failed(self, job: journal.Job, fault: PrinterFault) -> None:
        """Of its own journal."""
        if job.id >= OWN:
            self._own.failed(_inner(job), fault)
        else:
            self._tell(partial(self._main.failed, job, fault))

    def unknown(self, job: journal.Job, fault: PrinterFault) -> None:
        """Of its own journal."""
        if job.id >= OWN:
            self._own.unknown(_inner(job), fault)
        else:
            self._tell(partial(self._main.unknown, job, fault))

    def confirmed(self, key: int) -> None:
        """Of its own journal."""
        if key >= OWN:
            self._own.confirmed(key - OWN)
        else:
            self._tell(partial(self._main.confirmed, key))

    def seen(self, status: Status) -> None:
        """Told to both: either may be asked before the next press."""
        self._own.seen(status)
        self._ask(partial(self._main.seen, status), None)

    def _tell(self, verdict: Callable[[], None]) -> None:
        self._owed.append(verdict)
        self._ask(lambda: None, None)

    def _ask(self, call: Callable[[], T], otherwise: T) -> T:
        """What the hall's journal says once it has heard what it is owed; `otherwise` while it is
        away."""
        if monotonic() < self._again:
            return otherwise
        try:
            while self._owed:
                self._owed[0]()
                del self._owed[0]
            return call()
        except StoreFault as fault:
            if fault.code != UNREACHABLE:
                raise
            if not self._again:
                _log.warning("papers of the hall stand still: %s", fault)
            self._again = monotonic() + _PAUSE
            return otherwise


def _inner(job: journal.Job) -> journal.Job:
    return replace(job, id=job.id - OWN)
