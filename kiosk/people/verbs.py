"""The verbs of a hall for people at the machine, beside those of the queue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from pathlib import Path

from data.store import surely
from kiosk import opening
from kiosk.ground import Ground
from kiosk.opening import Opening
from kiosk.people import appointments, assistance, checklist, identity, returning
from kiosk.people.assistance import HelpCall
from kiosk.people.booked import Appointment, Booked
from kiosk.people.documents import Document, DocumentKind, document
from kiosk.people.identity import Listed, Who
from kiosk.people.importing import import_csv
from kiosk.people.returning import AtMachine
from kiosk.people.scanning import Scanned, scan
from kiosk.people.slots import Slot
from kiosk.people.tempo import Lists, Typing
from kiosk.printing.jobs import Job
from kiosk.queue import issuing, outlook
from kiosk.queue.issuing import DeskPreview, Issued
from kiosk.queue.press import Press
from kiosk.queue.tickets import CounterKind, Priority, Ticket
from kiosk.staff import Actor


class PeopleVerbs:
    """A part of `kiosk.hall.Hall`."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._typing = Typing(ground.clock)
        self._lists = Lists(ground.clock)

    # Opening, and numbers without a service

    def opening(self) -> Opening:
        """Whether the hall is open now, and when it is next."""
        return opening.opening(
            self.ground.settings.hours, self.ground.clock().astimezone(self.ground.zone)
        )

    def gives_numbers(self, group: str = "") -> Opening:
        """The same for numbers, which begin and end before the hours; of a group or of most."""
        now = self.ground.clock().astimezone(self.ground.zone)
        return opening.issuing(self.ground.settings.hours, now, group)

    def outlook_of_desk(self, desk: CounterKind, *, priority: bool = False) -> DeskPreview:
        """What a number of the enquiry desk or the unresolved desk would mean now."""
        return outlook.outlook_of_desk(self.ground, desk, priority=priority)

    def issue_at_desk(
        self,
        desk: CounterKind,
        *,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
    ) -> Issued:
        """A number of the enquiry desk, for who does not know what to ask for, or of the desk for
        matters that could not be done."""
        return issuing.issue_at_desk(self.ground, desk, Press(priority, nonce, language))

    # Back at the machine

    def scan(self, text: str) -> Scanned | None:
        """What was held before the scanner or typed; None for anything else."""
        return scan(text, self.ground.settings.public_url)

    def at_machine(self, text: str) -> AtMachine:
        """The ticket of a scanned link or a typed number, and what may be done with it."""
        return returning.at_machine(self.ground, self._typing, text)

    def look_again(self, seen: AtMachine) -> AtMachine:
        """The same ticket as it stands now, for who looks at it already."""
        return returning.look_again(self.ground, seen)

    def check_in(self, ticket: int, actor: Actor | None = None) -> Ticket:
        """Who was missed is back."""
        return returning.check_in(self.ground, ticket, actor)

    def check_in_by_link(self, token: str) -> Ticket:
        """Who was missed and has the link is back."""
        return returning.check_in_by_link(self.ground, token)

    def may_check_in(self, ticket: Ticket) -> bool:
        """Whether who was missed may stand in line again."""
        return returning.may_check_in(self.ground, ticket)

    def give_up(self, token: str) -> Ticket:
        """The person gives up the number of this link."""
        return returning.give_up(self.ground, token)

    def reprint_lost(self, token: str) -> Job:
        """One more paper for who has the link but lost the paper."""
        return returning.reprint_lost(self.ground, token)

    def print_list(self, service: str, at_hand: Collection[str], language: str = "zh") -> Job:
        """A list of what somebody still lacks; refuses with "list.too_soon" within 30 seconds."""
        self._lists.count()
        return checklist.print_list(self.ground, service, at_hand, language)

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
        who: Who | None = None,
        priority: Priority | None = None,
        nonce: str | None = None,
        language: str = "zh",
    ) -> Issued:
        """The number of whoever comes with the code or token of an appointment."""
        press = Press(priority, nonce, language)
        return surely(
            nonce, lambda: appointments.arrive(self.ground, self._typing, code, press, who)
        )

    def import_appointments(self, file: Path, actor: Actor) -> int:
        """Take over the appointments in a CSV file; returns how many."""
        return import_csv(self.ground, file, actor)

    # Identity, where the hall asks for it

    def document(self, kind: DocumentKind, number: str) -> Document:
        """What was typed, checked; refuses with "identity.invalid"."""
        today = self.ground.clock().astimezone(self.ground.zone).date()
        return document(kind, number, today)

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
        """Give out a number to a person; who has one in the group already gets it again."""
        press = Press(priority, nonce, language, frozenset(brought))
        return identity.issue(self.ground, service, press, who)

    def listed_identities(self, day: date) -> tuple[Listed, ...]:
        """The numbers of a day that went to agents or to people without a document."""
        return identity.listed(self.ground, day)

    def last_characters(self, ticket: int, actor: Actor) -> str | None:
        """The end of the document's number, for a clerk to compare."""
        return identity.last_characters(self.ground, ticket, actor)

    def purge_identities(self, actor: Actor | None = None) -> int:
        """Forget who people were whose days are over; returns of how many numbers."""
        return identity.purge(self.ground, actor)
