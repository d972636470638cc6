"""A hall, opened: every verb that a screen, a page or the command line may use.

Each verb is one transaction: it loads, asks a rule, saves and rings the bell. Verbs raise
`Refusal` for a no and `data.faults.StoreFault` when the database cannot do it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Self

from data.seal import Seal
from data.store import Store
from kiosk import audit, config, imports
from kiosk.alarms.verbs import AlarmVerbs
from kiosk.bell import Bell
from kiosk.catalogue import Catalogue, Service
from kiosk.clock import Clock, system_clock
from kiosk.config import Settings
from kiosk.ground import Ground
from kiosk.people.desk_verbs import DeskVerbs
from kiosk.people.verbs import PeopleVerbs
from kiosk.printing.verbs import PaperVerbs
from kiosk.queue import explaining, issuing, looking, outlook, popular
from kiosk.queue.explaining import Explained
from kiosk.queue.issuing import Issued, Preview
from kiosk.queue.looking import Board, Status
from kiosk.queue.press import Press
from kiosk.queue.tickets import Counter, Priority, State, Ticket
from kiosk.queue.verbs import CounterVerbs
from kiosk.staff import Actor
from kiosk.staff_verbs import StaffVerbs

KEY_FILE = "secret.key"


def open_hall(folder: Path, clock: Clock = system_clock) -> Hall:
    """The hall whose settings stand in `folder`.

    Refuses with "settings.*"; raises `StoreFault` ("database.missing", "database.newer" ...).
    """
    settings = config.load(folder)
    store = Store.open(settings.database_url(folder))
    return Hall(Ground(folder, settings, store, Seal.open(folder / KEY_FILE), clock, Bell(store)))


class Hall(PeopleVerbs, DeskVerbs, CounterVerbs, PaperVerbs, StaffVerbs, AlarmVerbs):
    """The verbs of one hall."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the bell and let go of the database."""
        self.ground.waits.close()
        self.ground.bell.close()
        self.ground.store.close()

    @property
    def settings(self) -> Settings:
        """What `hall.toml` says."""
        return self.ground.settings

    @property
    def bell(self) -> Bell:
        """Tells when anything has changed."""
        return self.ground.bell

    @property
    def away(self) -> bool:
        """Its database cannot be reached, and numbers are given out of a reserve."""
        return False

    def catalogue(self) -> Catalogue:
        """The version of the service catalogue that is in force."""
        with self.ground.read() as work:
            return work.floor.catalogue

    def counters(self) -> tuple[Counter, ...]:
        """The counters, in the order of the hall."""
        with self.ground.read() as work:
            return tuple(work.floor.counters.values())

    def import_catalogue(self, file: Path, actor: Actor) -> int:
        """Put the catalogue in `file` in force; returns its version."""
        return imports.import_catalogue(self.ground, file, actor)

    def popular(self, days: int = 30, most: int = 8) -> tuple[Service, ...]:
        """The services most asked for in the last hall days."""
        return popular.popular(self.ground, days, most)

    def asked(self, days: int = 30) -> dict[str, int]:
        """How often each service was asked for in the last hall days."""
        return popular.asked(self.ground, days)

    # Taking a number

    def outlook(self, service: str, *, priority: bool = False) -> Preview:
        """What a number for `service` would mean now, or why there is none and what else to do."""
        return outlook.outlook(self.ground, service, priority=priority)

    def preview(self, service: str) -> Preview:
        """What a number for `service` would mean now; refuses as `issue` would."""
        return outlook.preview(self.ground, service)

    def issue(
        self,
        service: str,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
        brought: Collection[str] = (),
    ) -> Issued:
        """Give out the next number; the same `nonce` gets the same ticket again. `brought` names
        the papers that were ticked."""
        press = Press(priority, nonce, language, frozenset(brought))
        return issuing.issue(self.ground, service, press)

    def given(self, nonce: str) -> Issued | None:
        """What an earlier press with this nonce was given, whoever has not heard of it."""
        return issuing.repeated(self.ground, nonce)

    # Looking

    def status(self, token: str) -> Status:
        """Where the ticket of a link stands."""
        return looking.status(self.ground, token)

    def status_of_number(self, number: str) -> Status:
        """Where today's ticket with this number stands."""
        return looking.status_of_number(self.ground, number)

    def why(self, number: str, day: date | None = None) -> Explained:
        """Why the ticket with this number of today, or of another `day`, was called or waits."""
        return explaining.explain(self.ground, number, day)

    def ticket_of_number(self, number: str) -> Ticket:
        """Today's ticket with this number."""
        return looking.ticket_of_number(self.ground, number)

    def board(self, calls: int = 8) -> Board:
        """What everybody in the hall may see."""
        return looking.board(self.ground, calls)

    def balance(self) -> dict[State, int]:
        """Today's tickets by state."""
        return looking.balance(self.ground)

    # Looking back

    def audit_head(self) -> audit.Head:
        """The end of the audit chain, to be written down."""
        with self.ground.read() as work:
            return audit.head(work.connection, work.hall)

    def audit_verify(self, known: audit.Head | None = None) -> audit.Break | None:
        """The first break in the audit chain, or None."""
        with self.ground.read() as work:
            return audit.verify(work.connection, work.hall, known=known)
