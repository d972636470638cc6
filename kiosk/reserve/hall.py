"""The hall of a touch host that goes on giving out numbers while its database cannot be reached."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TypeVar

from data.faults import UNREACHABLE, UNSURE, StoreFault
from kiosk.bell import Bell, Listener
from kiosk.catalogue import Catalogue, Service
from kiosk.hall import Hall
from kiosk.people.assistance import HelpCall
from kiosk.people.identity import Who
from kiosk.printing.jobs import Job
from kiosk.printing.printers import PrinterState
from kiosk.queue.issuing import DeskPreview, Issued, Preview
from kiosk.queue.looking import Board
from kiosk.queue.tickets import Counter, CounterKind, Priority
from kiosk.refusal import Refusal
from kiosk.reserve import blocks, calls, mirror
from kiosk.reserve.grounds import Local, Watched
from kiosk.reserve.keeper import Keeper
from kiosk.reserve.papers import OWN
from kiosk.staff import Actor

T = TypeVar("T")


class ReservedHall(Hall):
    """A hall with numbers in reserve: what people do at the machine to get a number, and look at
    before, goes on without the database; everything else says that it cannot be reached.

    Tickets and jobs that only this host knows have keys from `kiosk.reserve.papers.OWN` on.
    """

    def __init__(self, main: Watched, local: Local) -> None:
        super().__init__(main)
        self.local = local
        self._main, self._own = Hall(main), Hall(local)
        self._watched = main
        self.keeper = Keeper(main, local)
        self._bell = _TwoBells(main, local)

    def begin(self, away: StoreFault | None) -> None:
        """Look at the hall, or go on with what was known of it when the database was there.

        Raises `away` if it never was.
        """
        if away is None:
            self.keeper.try_round()
        elif not mirror.is_filled(self.local):
            raise away
        else:
            self._watched.lose()
        self.keeper.start()

    def close(self) -> None:
        self.keeper.stop()
        self.local.close()
        super().close()

    @property
    def away(self) -> bool:
        return self._watched.lost.is_set()

    @property
    def bell(self) -> Bell:
        return self._bell

    # What is looked at

    def catalogue(self) -> Catalogue:
        return self._either(lambda hall: hall.catalogue())

    def counters(self) -> tuple[Counter, ...]:
        return self._either(lambda hall: hall.counters())

    def popular(self, days: int = 30, most: int = 8) -> tuple[Service, ...]:
        return self._either(lambda hall: hall.popular(days, most))

    def asked(self, days: int = 30) -> dict[str, int]:
        return self._either(lambda hall: hall.asked(days))

    def board(self, calls: int = 8) -> Board:
        return self._either(lambda hall: hall.board(calls))

    def outlook(self, service: str, *, priority: bool = False) -> Preview:
        return self._either(lambda hall: self._left(hall.outlook(service, priority=priority)))

    def outlook_of_desk(self, desk: CounterKind, *, priority: bool = False) -> DeskPreview:
        return self._either(lambda hall: hall.outlook_of_desk(desk, priority=priority))

    def _left(self, seen: Preview) -> Preview:
        """Nobody reads all about a number that there is none of."""
        if not self.away or seen.refusal is not None:
            return seen
        with self.local.read() as work:
            if blocks.left(work, seen.group.prefix):
                return seen
        return replace(seen, refusal=Refusal("reserve.used_up", group=seen.group.prefix))

    # What is given out

    def issue(
        self,
        service: str,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
        brought: Collection[str] = (),
    ) -> Issued:
        return self._give(
            lambda hall: hall.issue(
                service, priority=priority, nonce=nonce, language=language, brought=brought
            )
        )

    def issue_at_desk(
        self,
        desk: CounterKind,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
    ) -> Issued:
        return self._give(
            lambda hall: hall.issue_at_desk(desk, priority=priority, nonce=nonce, language=language)
        )

    def issue_to(
        self,
        service: str,
        who: Who,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
        brought: Collection[str] = (),
    ) -> Issued:
        return self._give(
            lambda hall: hall.issue_to(
                service, who, priority=priority, nonce=nonce, language=language, brought=brought
            )
        )

    def given(self, nonce: str) -> Issued | None:
        def ask(hall: Hall) -> Issued | None:
            found = hall.given(nonce)
            return found if found is None or hall is not self._own else _issued(found)

        return self._either(ask)

    # Calls for help

    def help(self, place: str, actor: Actor | None = None) -> HelpCall:
        return self._either(
            lambda hall: (
                calls.keep(self.local, place, actor)
                if hall is self._own
                else hall.help(place, actor)
            )
        )

    def help_call(self, call: int) -> HelpCall:
        if call < OWN:
            return super().help_call(call)
        return calls.look(self.ground, self.local, call)

    # Its papers

    def job(self, key: int) -> Job:
        return _outer(self._own.job(key - OWN)) if key >= OWN else super().job(key)

    def jobs_of(self, ticket: int) -> tuple[Job, ...]:
        if ticket < OWN:
            return super().jobs_of(ticket)
        return tuple(map(_outer, self._own.jobs_of(ticket - OWN)))

    def settle(self, key: int, seconds: float = 5.0) -> Job:
        if key < OWN:
            return super().settle(key, seconds)
        return _outer(self._own.settle(key - OWN, seconds))

    def waive(self, job: int) -> Job:
        return _outer(self._own.waive(job - OWN)) if job >= OWN else super().waive(job)

    def reprint(self, job: int, actor: Actor | None) -> Job:
        if job < OWN:
            return super().reprint(job, actor)
        return _outer(self._own.reprint(job - OWN, actor))

    def printers(self) -> tuple[PrinterState, ...]:
        return self._either(lambda hall: hall.printers())

    def printer(self) -> PrinterState | None:
        return self._either(lambda hall: hall.printer())

    def _give(self, verb: Callable[[Hall], Issued]) -> Issued:
        return self._either(lambda hall: _issued(verb(hall)) if hall is self._own else verb(hall))

    def _either(self, verb: Callable[[Hall], T]) -> T:
        """`verb` of the hall, or of this host where that cannot be reached."""
        if not self.away:
            try:
                return verb(self._main)
            except StoreFault as fault:
                # What the hall may have kept after all is found by its nonce, and ended, when the
                # number that is given out instead is delivered.
                if fault.code not in {UNREACHABLE, UNSURE} or not self._watched.lost.is_set():
                    raise
        try:
            return verb(self._own)
        except Refusal as no:
            if no.code != "hall.missing":
                raise
            # The database went before this host had seen anything of it.
            raise StoreFault(UNREACHABLE) from no


class _TwoBells(Bell):
    """Rings with the hall's own bell, and with the host's while the database is away."""

    def __init__(self, main: Watched, local: Local) -> None:
        super().__init__(main.store)
        self._main, self._local = main, local

    def version(self) -> int:
        return self._main.bell.version() + self._local.bell.version()

    def listen(self, listener: Listener) -> Callable[[], None]:
        was_away = self._main.lost.is_set()

        def rung() -> None:
            # The host's own bell rings at every look at the hall: only this is news.
            nonlocal was_away
            away = self._main.lost.is_set()
            if away or was_away:
                listener()
            was_away = away

        leave_both = (self._main.bell.listen(listener), self._local.bell.listen(rung))

        def leave() -> None:
            for each in leave_both:
                each()

        return leave

    def ring(self) -> None:
        self._main.bell.ring()

    def close(self) -> None:
        """Each is closed with its own ground."""


def _issued(issued: Issued) -> Issued:
    ticket = replace(issued.ticket, id=issued.ticket.id + OWN)
    return replace(issued, ticket=ticket, job=issued.job + OWN)


def _outer(job: Job) -> Job:
    ticket = job.ticket + OWN if job.ticket is not None else None
    return replace(job, id=job.id + OWN, ticket=ticket)
