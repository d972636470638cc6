"""What a clerk fills in at the enquiry desk to get a number for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from kiosk.catalogue import Service
from kiosk.hall import Hall
from kiosk.people.desk import For
from kiosk.people.documents import Document, DocumentKind
from kiosk.queue.tickets import Priority
from kiosk.refusal import Refusal
from kiosk.web.session import Visit
from kiosk.words import LANGUAGES

Choice = TypeVar("Choice", bound=StrEnum)
NO_DOCUMENT, OWN, AGENT = "none", "own", "agent"
"""Whose document somebody at the desk shows."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form for a number holds, as it was sent; `have` names the papers that are there."""

    have: frozenset[str] = frozenset()
    priority: str = ""
    whose: str = OWN
    kind: str = DocumentKind.RESIDENT_ID.value
    document: str = ""
    reason: str = ""
    language: str = "zh"
    nonce: str = ""

    @classmethod
    def of(cls, visit: Visit) -> Asked:
        """What somebody has filled in."""
        return cls(
            have=frozenset(visit.form.get("have", ())),
            priority=visit.said("priority"),
            whose=visit.said("whose"),
            kind=visit.said("kind"),
            document=visit.said("document"),
            reason=visit.said("reason"),
            language=visit.said("language"),
            nonce=visit.said("nonce"),
        )

    @property
    def first(self) -> Priority | None:
        """Why the number goes first, if it does; refuses with "request.invalid"."""
        return one_of(Priority, self.priority, "priority") if self.priority else None

    def tongue(self, visit: Visit) -> str:
        """The language of the paper: the clerk's own where the form names none that is known."""
        return self.language if self.language in LANGUAGES else visit.language

    def whom(self, hall: Hall, service: Service) -> For:
        """The same for the verb; refuses with "identity.invalid" or "request.invalid"."""
        lacking = [each.name for each in service.materials if each.carried]
        shown: Document | None = None
        if hall.settings.identity.needed(service.id) and self.whose != NO_DOCUMENT:
            shown = hall.document(one_of(DocumentKind, self.kind, "kind"), self.document)
        return For(
            reason=self.reason,
            document=shown,
            agent=shown is not None and self.whose == AGENT,
            lacking=[name for name in lacking if name not in self.have],
        )


def one_of(kind: type[Choice], said: str, field: str) -> Choice:
    """A choice of a form; refuses with "request.invalid" what was never offered."""
    try:
        return kind(said)
    except ValueError as error:
        raise Refusal("request.invalid", fields=[field], names=field) from error
