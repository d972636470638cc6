"""The enquiry desk in a browser: find a service, tick the papers, give out a number, look after it.

Every page works without JavaScript; with it, services are found while one types, and calls for
help and the newest numbers come by themselves. All that is done is done by forms and signed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from kiosk import tokens
from kiosk.hall import Hall
from kiosk.people.identity import STAFF
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import CounterKind, Priority
from kiosk.refusal import Refusal
from kiosk.web import desk_views as views
from kiosk.web.desk_form import Asked, one_of
from kiosk.web.door import Key, TheHall
from kiosk.web.session import Visit, signed_in
from kiosk.web.templates import fragment

router = APIRouter(prefix="/desk", include_in_schema=False)
Visitor = Annotated[Visit, Depends(signed_in(*STAFF))]
Watcher = Annotated[Visit, Depends(signed_in(*STAFF, watching=True))]
Find = Annotated[str, Query(max_length=64)]
Done = Annotated[str, Query(max_length=16)]
Place = Annotated[Literal["enquiry", "unresolved"], Path()]
Number = Annotated[str, Path(max_length=10)]


@router.get("")
def home(
    request: Request,
    hall: TheHall,
    visit: Visitor,
    find: Find = "",
    number: Annotated[str, Query(max_length=10)] = "",
    done: Done = "",
) -> Response:
    """Services on one side, calls for help and numbers on the other."""
    if wanted := number.strip().upper():
        try:
            hall.ticket_of_number(wanted)
        except Refusal as refusal:
            return views.home(request, hall, visit, find, refusal, number=wanted)
        return _to(f"/ticket/{quote(wanted, safe='')}")
    return views.home(request, hall, visit, find, told=views.message(visit, done))


@router.get("/find")
def found(request: Request, hall: TheHall, visit: Visitor, find: Find = "") -> HTMLResponse:
    """The list of services alone, for who types."""
    values = {"services": views.services(request, hall, find), "find": find.strip()}
    return HTMLResponse(fragment("desk/services.html", visit.language, under="", **values))


@router.get("/now")
def now(hall: TheHall, visit: Watcher) -> HTMLResponse:
    """What comes by itself alone; that it comes is no use of the session."""
    values = {"visit": visit, **views.now(hall)}
    return HTMLResponse(fragment("desk/now.html", visit.language, under="", **values))


@router.post("/help/{call}")
def go_and_help(hall: TheHall, visit: Visitor, call: Key) -> Response:
    """The call is this person's; whoever comes second sees who was first."""
    answered = hall.answer_help(call, visit.actor)
    mine = answered.answered_by == visit.account.display_name
    return _to("", done="help" if mine else "helped")


@router.get("/service/{code}")
def service(
    request: Request,
    hall: TheHall,
    visit: Visitor,
    code: Annotated[str, Path(max_length=16)],
    done: Done = "",
) -> HTMLResponse:
    """The papers of a service, how long the line is, and the form for a number."""
    asked = Asked(nonce=tokens.new(16))
    return views.service(request, hall, visit, code, asked, told=views.message(visit, done))


@router.post("/service/{code}")
def issue(
    request: Request, hall: TheHall, visit: Visitor, code: Annotated[str, Path(max_length=16)]
) -> Response:
    """A number, or only the list of what is lacking; else the form once more with what is wrong."""
    asked = Asked.of(visit)
    try:
        if visit.said("do") == "list":
            hall.print_list_for(code, asked.have, visit.actor, asked.tongue(visit))
            said = views.message(visit, "list")
            return views.service(request, hall, visit, code, asked, told=said)
        whom = asked.whom(hall, hall.outlook(code).service)
        given = hall.issue_for(
            code,
            whom,
            visit.actor,
            priority=asked.first,
            nonce=asked.nonce or None,
            language=asked.tongue(visit),
        )
    except Refusal as refusal:
        return views.service(request, hall, visit, code, asked, refusal)
    return _given(given)


@router.get("/at/{place}")
def desk(request: Request, hall: TheHall, visit: Visitor, place: Place) -> HTMLResponse:
    """Who waits for a desk that helps without a service, and the form for a number of it."""
    return views.desk(request, hall, visit, CounterKind(place), Asked(nonce=tokens.new(16)))


@router.post("/at/{place}")
def issue_at(request: Request, hall: TheHall, visit: Visitor, place: Place) -> Response:
    """A number of the desk; else the form once more with what is wrong."""
    asked, at = Asked.of(visit), CounterKind(place)
    try:
        given = hall.issue_for_desk(
            at,
            asked.reason,
            visit.actor,
            priority=asked.first,
            nonce=asked.nonce or None,
            language=asked.tongue(visit),
        )
    except Refusal as refusal:
        return views.desk(request, hall, visit, at, asked, refusal)
    return _given(given)


@router.get("/ticket/{number}")
def ticket(
    request: Request,
    hall: TheHall,
    visit: Visitor,
    number: Number,
    find: Annotated[str | None, Query(max_length=64)] = None,
    done: Done = "",
) -> HTMLResponse:
    """A number of today, and what may be done with it."""
    told = views.message(visit, done, number=number.upper())
    try:
        return views.ticket(request, hall, visit, number, find, told=told)
    except Refusal as refusal:
        return views.home(request, hall, visit, refused=refusal, number=number)


_DO: dict[str, tuple[str, Callable[[Hall, int, Visit], object]]] = {
    "service": (
        "changed",
        lambda hall, key, visit: hall.change_service(
            key, visit.said("service"), visit.actor, visit.said("reason")
        ),
    ),
    "priority": (
        "priority",
        lambda hall, key, visit: hall.give_priority(
            key,
            one_of(Priority, visit.said("priority"), "priority"),
            visit.actor,
            visit.said("reason"),
        ),
    ),
    "take": (
        "taken",
        lambda hall, key, visit: hall.take_priority(key, visit.actor, visit.said("reason")),
    ),
    "back": ("back", lambda hall, key, visit: hall.check_in(key, visit.actor)),
    "reprint": ("reprint", lambda hall, key, visit: hall.reprint_of(key, visit.actor)),
    "abandon": (
        "abandoned",
        lambda hall, key, visit: hall.abandon(key, visit.actor, visit.said("reason")),
    ),
}
"""What may be done with a number: the last part of the address -> what is told, and the verb."""


@router.post("/ticket/{number}/{what}")
def do(request: Request, hall: TheHall, visit: Visitor, number: Number, what: str) -> Response:
    """One of `_DO`, then the page of the number; with what is wrong if it was refused."""
    if what not in _DO:
        raise Refusal("request.unknown")
    done, verb = _DO[what]
    try:
        verb(hall, hall.ticket_of_number(number).id, visit)
    except Refusal as refusal:
        find = visit.said("find") if what == "service" else None
        return views.ticket(request, hall, visit, number, find, refusal)
    return _to(f"/ticket/{quote(number, safe='')}", done=done)


def _given(given: Issued) -> RedirectResponse:
    """On to the page of a number that was given out, now or at an earlier press."""
    return _to(f"/ticket/{given.ticket.number}", done="repeated" if given.repeated else "issued")


def _to(path: str, **query: str) -> RedirectResponse:
    """On to a page of the desk, so that reloading it does nothing again."""
    asked = f"?{urlencode(query)}" if query else ""
    return RedirectResponse(f"/desk{path}{asked}", 303)
