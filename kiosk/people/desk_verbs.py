"""The verbs of a hall for the enquiry desk: all that its staff do for people, signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time

from kiosk.ground import Ground
from kiosk.people import desk, readmitting
from kiosk.people.desk import DeskLine, For
from kiosk.people.priority import give_priority
from kiosk.printing.jobs import Job
from kiosk.queue.issuing import Issued
from kiosk.queue.press import Press
from kiosk.queue.tickets import CounterKind, Priority, State, Ticket
from kiosk.staff import Actor


class DeskVerbs:
    """A part of `kiosk.hall.Hall`."""

    ground: Ground

    def issue_for(
        self,
        service: str,
        whom: For,
        actor: Actor,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
    ) -> Issued:
        """Give out a number for somebody, signed and with a reason."""
        return desk.issue_for(self.ground, service, Press(priority, nonce, language), whom, actor)

    def issue_for_desk(
        self,
        at: CounterKind,
        reason: str,
        actor: Actor,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
    ) -> Issued:
        """Give out a number of a desk for somebody, signed and with a reason."""
        return desk.issue_at(self.ground, at, Press(priority, nonce, language), reason, actor)

    def desk_line(self, at: CounterKind) -> DeskLine:
        """What a number of a desk would mean now, and who waits there."""
        return desk.line(self.ground, at)

    def desk_lines(self) -> tuple[DeskLine, ...]:
        """The same of all desks that have numbers of their own."""
        return desk.lines(self.ground)

    def change_service(self, ticket: int, service: str, actor: Actor, reason: str) -> Ticket:
        """Let a number that waits wait for another service."""
        return desk.change_service(self.ground, ticket, service, actor, reason)

    def take_priority(self, ticket: int, actor: Actor, reason: str) -> Ticket:
        """Let a number wait without the priority that it has."""
        return desk.take_priority(self.ground, ticket, actor, reason)

    def print_list_for(
        self, service: str, at_hand: Collection[str], actor: Actor, language: str = "zh"
    ) -> Job:
        """A list of what somebody at the desk still lacks."""
        return desk.print_list(self.ground, service, at_hand, language, actor)

    def reprint_of(self, ticket: int, actor: Actor) -> Job:
        """Print the paper of a number again."""
        return desk.reprint(self.ground, ticket, actor)

    def lately(self, state: State | None = None) -> tuple[Ticket, ...]:
        """The numbers of today that were given out last."""
        return desk.lately(self.ground, state)

    def give_priority(self, ticket: int, priority: Priority, actor: Actor, reason: str) -> Ticket:
        """Let a number that waits go first from now on."""
        return give_priority(self.ground, ticket, priority, actor, reason)

    def readmit(
        self,
        number: str,
        service: str,
        at: time,
        reason: str,
        actor: Actor,
        *,
        priority: Priority | None = None,
        language: str = "zh",
    ) -> Ticket:
        """Enter a number again that a restored backup does not know."""
        return readmitting.readmit(
            self.ground, number, service, at, reason, actor, priority=priority, language=language
        )
