"""What the pages of the enquiry desk show: its templates, filled with how the hall stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import ceil
from typing import TypeVar

from fastapi.responses import HTMLResponse
from starlette.requests import Request

from kiosk.catalogue import Service
from kiosk.hall import Hall
from kiosk.people.desk import For
from kiosk.people.documents import Document, DocumentKind
from kiosk.printing.jobs import Job
from kiosk.queue.tickets import Priority, State, Wait
from kiosk.refusal import Refusal
from kiosk.web.consoles import MOST, Finder
from kiosk.web.errors import message_of, status_of
from kiosk.web.session import Visit, staff_page
from kiosk.words import words

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


def home(
    request: Request,
    hall: Hall,
    visit: Visit,
    find: str = "",
    refused: Refusal | None = None,
    *,
    number: str = "",
    told: str = "",
) -> HTMLResponse:
    """Services on one side, calls for help and numbers on the other."""
    return _page(
        "desk/home.html",
        request,
        visit,
        refused,
        told,
        services=services(request, hall, find),
        find=find.strip(),
        number=number,
        **now(hall),
    )


def service(
    request: Request,
    hall: Hall,
    visit: Visit,
    code: str,
    asked: Asked,
    refused: Refusal | None = None,
    *,
    told: str = "",
) -> HTMLResponse:
    """The papers of a service, how long the line is, and the form for a number.

    Refuses with "service.unknown".
    """
    outlook = hall.outlook(code)
    carried = [each for each in outlook.service.materials if each.carried]
    strict = not outlook.service.tolerance_acceptance
    return _page(
        "desk/service.html",
        request,
        visit,
        refused,
        told,
        outlook=outlook,
        why_not=_no(outlook.refusal, visit.language) if outlook.refusal else "",
        wait=minutes(outlook.wait),
        now_papers=[each for each in carried if each.required or strict],
        later_papers=[each for each in carried if not (each.required or strict)],
        asked=asked,
        needs_document=hall.settings.identity.needed(code),
        priorities=list(Priority),
        kinds=list(DocumentKind),
    )


def ticket(
    request: Request,
    hall: Hall,
    visit: Visit,
    number: str,
    find: str | None = None,
    refused: Refusal | None = None,
    *,
    told: str = "",
) -> HTMLResponse:
    """A number of today, and what may be done with it; refuses with "ticket.unknown"."""
    status = hall.status_of_number(number)
    return _page(
        "desk/ticket.html",
        request,
        visit,
        refused,
        told,
        ahead=status.ahead,
        counters=status.counters,
        ticket=status.ticket,
        wait=minutes(status.wait),
        may_check_in=hall.may_check_in(status.ticket),
        papers=[(each, _fault(each, visit.language)) for each in status.papers],
        clock=clock(hall),
        find=find,
        services=services(request, hall, find) if find is not None else (),
        priorities=list(Priority),
    )


def now(hall: Hall) -> dict[str, object]:
    """What comes by itself on the first page: calls for help, who was missed, new numbers."""
    return {
        "calls": hall.help_calls(),
        "missed": [each for each in hall.lately(State.MISSED) if hall.may_check_in(each)],
        "lately": hall.lately(),
        "clock": clock(hall),
    }


def services(request: Request, hall: Hall, find: str) -> list[Service]:
    """What `find` may mean, the likeliest first; without it what is asked for most."""
    finder: Finder = request.app.state.finder
    found = finder.find(hall.catalogue(), find) if find.strip() else list(hall.popular(most=MOST))
    return found[:MOST]


def message(visit: Visit, done: str, **values: object) -> str:
    """What is told of something `done`; nothing for what is not known."""
    key = f"enquiry.done.{done}"
    known = words().knows(key, visit.language)
    return words().say(key, visit.language, **values) if known else ""


def one_of(kind: type[Choice], said: str, field: str) -> Choice:
    """A choice of a form; refuses with "request.invalid" what was never offered."""
    try:
        return kind(said)
    except ValueError as error:
        raise Refusal("request.invalid", fields=[field], names=field) from error


def minutes(wait: Wait | None) -> tuple[int, int] | None:
    """From and up to how many minutes; None where it cannot be told."""
    if wait is None:
        return None
    return max(1, round(wait.p50 / 60)), max(1, ceil(wait.p90 / 60))


def clock(hall: Hall) -> Callable[[datetime | None], str]:
    """Says a moment by the clock on the hall's wall."""
    zone = hall.ground.zone
    return lambda moment: f"{moment.astimezone(zone):%H:%M}" if moment else ""


def _fault(job: Job, language: str) -> str:
    if job.error is None or job.out:
        return ""
    return words().refusal(job.error, language, {"detail": ""})


def _no(refused: Refusal, language: str) -> str:
    """Why not, in words for the desk where those for people would send them to it."""
    own = f"enquiry.refusal.{refused.code}"
    if words().knows(own, language):
        return words().say(own, language, **refused.values)
    return message_of(refused, language)


def _page(
    name: str,
    request: Request,
    visit: Visit,
    refused: Refusal | None,
    told: str,
    **values: object,
) -> HTMLResponse:
    why = _no(refused, visit.language) if refused is not None else ""
    status = status_of(refused.code) if refused is not None else 200
    return staff_page(name, request, visit, status, refused=why, told=told, **values)
