"""What the pages of the enquiry desk show: its templates, filled with how the hall stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from fastapi.responses import HTMLResponse
from starlette.requests import Request

from kiosk.catalogue import Service
from kiosk.hall import Hall
from kiosk.people.documents import DocumentKind
from kiosk.printing.jobs import Job
from kiosk.queue.tickets import CounterKind, Priority, State
from kiosk.refusal import Refusal
from kiosk.web.consoles import MOST, Finder
from kiosk.web.desk_form import Asked
from kiosk.web.errors import message_of, status_of
from kiosk.web.session import Visit, staff_page
from kiosk.words import words


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
        wait=outlook.wait,
        now_papers=[each for each in carried if each.required or strict],
        later_papers=[each for each in carried if not (each.required or strict)],
        asked=asked,
        needs_document=hall.settings.identity.needed(code),
        priorities=list(Priority),
        kinds=list(DocumentKind),
    )


def desk(
    request: Request,
    hall: Hall,
    visit: Visit,
    at: CounterKind,
    asked: Asked,
    refused: Refusal | None = None,
) -> HTMLResponse:
    """Who waits for a desk that helps without a service, and the form for a number of it."""
    line = hall.desk_line(at)
    seen = line.outlook
    return _page(
        "desk/place.html",
        request,
        visit,
        refused,
        "",
        line=line,
        outlook=seen,
        why_not=_no(seen.refusal, visit.language) if seen.refusal else "",
        wait=seen.wait,
        asked=asked,
        priorities=list(Priority),
        clock=clock(hall),
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
        wait=status.wait,
        may_check_in=hall.may_check_in(status.ticket),
        papers=[(each, _fault(each, visit.language)) for each in status.papers],
        clock=clock(hall),
        find=find,
        services=services(request, hall, find) if find is not None else (),
        priorities=list(Priority),
    )


def now(hall: Hall) -> dict[str, object]:
    """What comes by itself on the first page: calls, the desks, who was missed, new numbers."""
    return {
        "calls": hall.help_calls(),
        "desks": hall.desk_lines(),
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
