"""What a ticket, a counter and a queue look like to everybody outside the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil, floor

from kiosk.refusal import Refusal


class State(StrEnum):
    """Where a ticket stands; the last event says so."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    PARKED = "parked"
    MISSED = "missed"
    ABANDONED = "abandoned"
    EXPIRED = "expired"


class Priority(StrEnum):
    """Why a person goes first (R31); the machine asks for no proof.

    `SOLDIER` is in service or a veteran; `INFANT` is who has one along; `GREEN` is the green
    channel for those whom the hall's own rules let go first.
    """

    ELDERLY = "elderly"
    DISABLED = "disabled"
    PREGNANT = "pregnant"
    INFANT = "infant"
    SOLDIER = "soldier"
    GREEN = "green"


class CounterKind(StrEnum):
    """What a counter is for."""

    COMPREHENSIVE = "comprehensive"
    SPECIALIST = "specialist"
    ENQUIRY = "enquiry"
    COLLECTION = "collection"
    UNRESOLVED = "unresolved"


DESKS = (CounterKind.ENQUIRY, CounterKind.UNRESOLVED)
"""Desks that help people without a service; their numbers have the kind as their service."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter of the hall; `code` is what stands above it ("3"), `area` where to walk ("A区").

    `paused`: why it does not call for a while, a code of `kiosk.queue.pauses` or the clerk's own
    words; since `paused_at` (UTC). The people who wait for it go on waiting.
    """

    id: int
    code: str
    name: str
    name_en: str
    kind: CounterKind
    area: str
    area_en: str
    open: bool
    paused: str | None = None
    paused_at: datetime | None = None

    @property
    def calls(self) -> bool:
        """It calls people: open, and not paused."""
        return self.open and self.paused is None

    def title(self, language: str) -> str:
        """Its name for a person who reads `language`."""
        return self.name_en if language == "en" and self.name_en else self.name

    def place(self, language: str) -> str:
        """Its area for a person who reads `language`."""
        return self.area_en if language == "en" and self.area_en else self.area


@dataclass(frozen=True, slots=True)
class Wait:
    """How long until the call, in seconds: half of all people wait less than `p50`, nine in ten
    less than `p90`. `about` and `within` are the same as people are told them."""

    p50: int
    p90: int

    @property
    def about(self) -> int:
        """`p50` in whole minutes, at least one."""
        return max(1, floor(self.p50 / 60 + 0.5))

    @property
    def within(self) -> int:
        """`p90` in whole minutes, rounded up, so that it still holds; never less than `about`."""
        return max(self.about, ceil(self.p90 / 60))

    @property
    def spread(self) -> bool:
        """Whether the two are different numbers: otherwise one says it all."""
        return self.within > self.about


Place = tuple[int, bool, int]
"""Where a ticket stands in the line: (its own key or the one that it stands behind, whether it
has come back to stand there, its own key)."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A number in the hall. Times are UTC; `day` is the hall's day; `counter` is a code.

    `service` is the code of a service, or the kind of the desk that helps without one.
    `appointment_at` is the beginning of its time slot. `turn`: it was missed and has come back,
    behind the ticket with this key. `aimed`: who may call it after a transfer, where its service
    does not say it (`lane_of_counter`, `lane_of_group`). `return_to`: the counter (its code) that
    it comes back to when the next has finished. `visit`: one person's matters share the key of the
    first one's ticket.
    """

    id: int
    number: str
    group: str
    day: date
    service: str
    service_name: str
    service_name_en: str
    state: State
    priority: Priority | None
    issued_at: datetime
    counter: str | None
    called_at: datetime | None
    calls: int
    appointment_at: datetime | None = None
    turn: int | None = None
    aimed: str | None = None
    return_to: str | None = None
    visit: int | None = None

    @property
    def lane(self) -> str:
        """Which counters may call it: those that serve this."""
        return self.aimed or self.service

    @property
    def goes_first(self) -> bool:
        """It has priority, and has not missed its call."""
        return self.priority is not None and self.turn is None

    @property
    def place(self) -> Place:
        """Where it stands in the line, while it waits."""
        return place(self.id, self.turn)

    def service_title(self, language: str) -> str:
        """The name of its service for a person who reads `language`."""
        english = language == "en" and self.service_name_en
        return self.service_name_en if english else self.service_name


def place(ticket: int, turn: int | None) -> Place:
    """The place in the line of a ticket's key and turn."""
    return (ticket, False, ticket) if turn is None else (turn, True, ticket)


def lane_of_counter(code: str) -> str:
    """What a ticket waits for that only one counter may call."""
    return f"#{code}"


def is_of_counter(lane: str) -> bool:
    """Whether only one counter may call it."""
    return lane.startswith("#")


def lane_of_group(prefix: str) -> str:
    """What a ticket waits for that a counter may call which serves most of a window group."""
    return f"@{prefix}"


LONGEST_NONCE = 64


def check_nonce(nonce: str | None) -> None:
    """Refuse with "nonce.invalid" what cannot tell one press from another."""
    if nonce is not None and not (0 < len(nonce) <= LONGEST_NONCE and nonce.isprintable()):
        raise Refusal("nonce.invalid", longest=LONGEST_NONCE)
