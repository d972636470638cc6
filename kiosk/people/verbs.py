"""The verbs of a hall for people at the machine, beside those of the queue."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from kiosk.ground import Ground
from kiosk.people import appointments, assistance, returning
from kiosk.people.assistance import HelpCall
from kiosk.people.booked import Appointment, Booked
from kiosk.people.importing import import_csv
from kiosk.people.priority import give_priority
from kiosk.people.returning import AtMachine
from kiosk.people.scanning import Scanned, scan
from kiosk.people.slots import Slot
from kiosk.people.tempo import Typing
from kiosk.printing.jobs import Job
from kiosk.queue.issuing import Issued, Press
from kiosk.queue.tickets import Priority, Ticket
from kiosk.staff import Actor


class PeopleVerbs:
    """A part of `kiosk.hall.Hall`."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._typing = Typing(ground.clock)

    # Back at the machine

    def scan(self, text: str) -> Scanned | None:
        """What was held before the scanner or typed; None for anything else."""
        return scan(text, self.ground.settings.public_url)

    def at_machine(self, text: str) -> AtMachine:
        """The ticket of a scanned link or a typed number, and what may be done with it."""
        return returning.at_machine(self.ground, self._typing, text)

    def check_in(self, ticket: int, actor: Actor | None = None) -> Ticket:
        """Who was missed is back."""
        return returning.check_in(self.ground, ticket, actor)

    def give_up(self, token: str) -> Ticket:
        """The person gives up the number of this link."""
        return returning.give_up(self.ground, token)

    def reprint_lost(self, token: str) -> Job:
        """One more paper for who has the link but lost the paper."""
        return returning.reprint_lost(self.ground, token)

    # Calls for help

    def help(self, place: str, actor: Actor | None = None) -> HelpCall:
        """Somebody at the screen `place` asks for help."""
        return assistance.call(self.ground, place, actor)

    def answer_help(self, call: int, actor: Actor) -> HelpCall:
        """One of the staff goes there."""
        return assistance.answer(self.ground, call, actor)

    def help_call(self, call: int) -> HelpCall:
        """How a call for help stands."""
        return assistance.get(self.ground, call)

    def help_calls(self) -> tuple[HelpCall, ...]:
        """The calls for help that nobody has answered."""
        return assistance.unanswered(self.ground)

    def give_priority(self, ticket: int, priority: Priority, actor: Actor, reason: str) -> Ticket:
        """Let a number that waits go first from now on."""
        return give_priority(self.ground, ticket, priority, actor, reason)

    # Appointments

    def free_slots(self, service: str, day: date) -> tuple[Slot, ...]:
        """The slots of a day that can be booked now."""
        return appointments.free_slots(self.ground, service, day)

    def book(self, service: str, day: date, slot: time, actor: Actor) -> Booked:
        """A place in a slot, with the code and the link of it."""
        return appointments.book(self.ground, service, day, slot, actor)

    def cancel_appointment(self, appointment: int, actor: Actor) -> Appointment:
        """Give the place back."""
        return appointments.cancel(self.ground, appointment, actor)

    def appointments(self, day: date) -> tuple[Appointment, ...]:
        """The appointments of a day, by their time."""
        return appointments.of_day(self.ground, day)

    def arrive(
        self,
        code: str,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
    ) -> Issued:
        """The number of whoever comes with the code or token of an appointment."""
        press = Press(priority, nonce, language)
        return appointments.arrive(self.ground, self._typing, code, press)

    def import_appointments(self, file: Path, actor: Actor) -> int:
        """Take over the appointments in a CSV file; returns how many."""
        return import_csv(self.ground, file, actor)
