"""The verbs of a hall at its counters, beside those of people at the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.store import surely
from kiosk.ground import Ground
from kiosk.queue import (
    calling,
    counters,
    day,
    facing,
    irregular,
    looking,
    parking,
    pauses,
    picking,
    transfer,
    visits,
)
from kiosk.queue.day import Closed
from kiosk.queue.facing import Facing
from kiosk.queue.figures import Balance
from kiosk.queue.irregular import OfClerk
from kiosk.queue.looking import AtCounter
from kiosk.queue.tickets import Counter, Ticket
from kiosk.queue.transfer import Target
from kiosk.staff import Actor


class CounterVerbs:
    """A part of `kiosk.hall.Hall`."""

    ground: Ground

    def at_counter(self, counter: str) -> AtCounter:
        """What a clerk sees."""
        return looking.at_counter(self.ground, counter)

    def facing(self, counter: str) -> Facing:
        """What a clerk should know: the person there, and who is behind."""
        return facing.facing(self.ground, counter)

    # Calling

    def call_next(self, counter: str, actor: Actor, nonce: str | None = None) -> Ticket:
        """Call whoever is next for `counter`."""
        return surely(nonce, lambda: calling.call_next(self.ground, counter, actor, nonce))

    def call_number(
        self, counter: str, number: str, actor: Actor, reason: str, nonce: str | None = None
    ) -> Ticket:
        """Call this very number, whoever was before it."""
        return surely(
            nonce,
            lambda: picking.call_number(self.ground, counter, number, actor, reason, nonce),
        )

    def walk_in(
        self,
        counter: str,
        service: str,
        actor: Actor,
        reason: str = "",
        nonce: str | None = None,
    ) -> Ticket:
        """Serve somebody who has no number."""
        return surely(
            nonce,
            lambda: picking.walk_in(self.ground, counter, service, actor, reason, nonce),
        )

    def recall(self, ticket: int, actor: Actor) -> Ticket:
        """Call the number once more."""
        return calling.recall(self.ground, ticket, actor)

    def miss(self, ticket: int, actor: Actor) -> Ticket:
        """Nobody came."""
        return calling.miss(self.ground, ticket, actor)

    # Serving

    def start(self, ticket: int, actor: Actor) -> Ticket:
        """Begin to serve."""
        return calling.start(self.ground, ticket, actor)

    def finish(self, ticket: int, actor: Actor, reason: str = "") -> Ticket:
        """The person is done here."""
        return calling.finish(self.ground, ticket, actor, reason)

    def abandon(self, ticket: int, actor: Actor, reason: str = "") -> Ticket:
        """The person gives up."""
        return calling.abandon(self.ground, ticket, actor, reason)

    def join(self, ticket: int, numbers: Sequence[str], actor: Actor) -> tuple[Ticket, ...]:
        """Let the other numbers of the person who is served follow at this counter."""
        return visits.join(self.ground, ticket, numbers, actor)

    def park(self, ticket: int, actor: Actor, reason: str = "") -> Ticket:
        """Set a number aside for a while."""
        return parking.park(self.ground, ticket, actor, reason)

    def resume(self, ticket: int, actor: Actor) -> Ticket:
        """Call a parked number back."""
        return parking.resume(self.ground, ticket, actor)

    def transfer(self, ticket: int, target: Target, actor: Actor, reason: str = "") -> Ticket:
        """Send a person on, with the same number and the same arrival."""
        return transfer.transfer(self.ground, ticket, target, actor, reason)

    # The counter itself

    def open_counter(self, counter: str, actor: Actor) -> Counter:
        """Let a counter call."""
        return counters.open_counter(self.ground, counter, actor)

    def close_counter(self, counter: str, actor: Actor, reason: str) -> Counter:
        """No more calls at this counter."""
        return counters.close_counter(self.ground, counter, actor, reason)

    def pause_counter(self, counter: str, actor: Actor, reason: str) -> Counter:
        """No calls at this counter for a while."""
        return pauses.pause(self.ground, counter, actor, reason)

    def resume_counter(self, counter: str, actor: Actor) -> Counter:
        """Let a paused counter call again."""
        return pauses.resume(self.ground, counter, actor)

    # The day

    def balances(self, of: date | None = None) -> tuple[date, tuple[Balance, ...]]:
        """The numbers of a day by group and state."""
        return day.balance_of(self.ground, of)

    def close_day(self, actor: Actor, reason: str = "", language: str = "zh") -> Closed:
        """End the hall's day."""
        return day.close(self.ground, actor, reason, language)

    def reopen_day(self, actor: Actor, reason: str) -> date:
        """Give out numbers again on a day that was closed too soon."""
        return day.reopen(self.ground, actor, reason)

    def irregular(self, first: date, last: date) -> tuple[OfClerk, ...]:
        """What each of the staff did out of the order of the line."""
        return irregular.report(self.ground, first, last)
