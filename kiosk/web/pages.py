"""The pages on a citizen's phone: where a ticket stands, live, why it waits, and giving it up.

The address holds the token of the ticket and nothing else is asked: no name, no ID, no cookie.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

import structlog
from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.sse import format_sse_event
from starlette.requests import Request
from starlette.responses import Response

from data.faults import StoreFault
from kiosk.hall import Hall
from kiosk.queue.tickets import Ticket
from kiosk.refusal import Refusal
from kiosk.web.door import TheGate, TheHall, TheNews, open_stream, public
from kiosk.web.language import Language
from kiosk.web.limits import Gate
from kiosk.web.news import EventStream, News
from kiosk.web.status import View, link_of
from kiosk.web.templates import fragment, page
from kiosk.words import words

# How often an open page hears that it is still fresh; page.js gives up hope after twelve.
_STILL_SECONDS = 5.0
_HTML: dict[str, Any] = {"content": {"text/html": {}}}
_SORRY: dict[int | str, dict[str, Any]] = {404: _HTML, 429: _HTML, 503: _HTML}
_MOVES: dict[str, Any] = {
    "status_code": 303,
    "response_class": RedirectResponse,
    "responses": _SORRY,
}
_log = structlog.get_logger("kiosk.web")

router = APIRouter(
    tags=["pages"], dependencies=[Depends(public)], default_response_class=HTMLResponse
)


@router.get("/", summary="What this address is")
def home(hall: TheHall, language: Language) -> HTMLResponse:
    """A page for somebody who typed the address; it links to nothing private."""
    return HTMLResponse(page("home.html", hall, language))


@router.get("/s/{token}", summary="Where a ticket stands", responses=_SORRY)
def status(
    request: Request, hall: TheHall, gate: TheGate, language: Language, token: str
) -> HTMLResponse:
    """The page behind the code on a ticket; it works without JavaScript."""
    view = _view(request, hall, gate, language, token)
    return HTMLResponse(page("status.html", hall, language, view=view))


@router.get("/s/{token}/why", summary="Why a ticket still waits", responses=_SORRY)
def why(request: Request, hall: TheHall, gate: TheGate, language: Language, token: str) -> Response:
    """Who is before it, and who came later and was called first; numbers only, never a name."""
    view = _view(request, hall, gate, language, token)
    if not view.why:
        return _to_status(token, language)
    found = hall.why(view.number)
    html = page(
        "why.html",
        hall,
        language,
        view=view,
        found=found,
        because=lambda call: words().say(f"why.because.{call.why.value}", language),
        in_order=hall.settings.queue.policy == "fcfs",
    )
    return HTMLResponse(html)


@router.get("/s/{token}/give-up", summary="Whether to give up a ticket", responses=_SORRY)
def ask_to_give_up(
    request: Request, hall: TheHall, gate: TheGate, language: Language, token: str
) -> Response:
    """Asks first: a number that is given up does not come back."""
    view = _view(request, hall, gate, language, token)
    if not view.give_up:
        return _to_status(token, language)
    return HTMLResponse(page("give_up.html", hall, language, view=view))


@router.post("/s/{token}/give-up", summary="Give up a ticket", **_MOVES)
def give_up(
    request: Request, hall: TheHall, gate: TheGate, language: Language, token: str
) -> RedirectResponse:
    """The number will not be called any more; then the status page."""
    return _move(request, hall, gate, language, token, hall.give_up)


@router.post("/s/{token}/back", summary="Who was missed is back", **_MOVES)
def back(
    request: Request, hall: TheHall, gate: TheGate, language: Language, token: str
) -> RedirectResponse:
    """Stands in line again, once and in the same half of the day; then the status page."""
    return _move(request, hall, gate, language, token, hall.check_in_by_link)


@router.get(
    "/s/{token}/news",
    summary="Where a ticket stands, live",
    responses={200: {"content": {"text/event-stream": {}}}, **_SORRY},
    response_class=EventStream,
    dependencies=[Depends(open_stream)],
)
async def status_news(
    request: Request, hall: TheHall, gate: TheGate, news: TheNews, language: Language, token: str
) -> EventStream:
    """Events `now` and `asof` carry new pieces of the page; `gone` says that the link has ended."""
    await run_in_threadpool(_view, request, hall, gate, language, token)
    return EventStream(_pieces(hall, news, language, token))


def _to_status(token: str, language: str) -> RedirectResponse:
    return RedirectResponse(f"{link_of(token)}?lang={language}", status_code=303)


def _move(
    request: Request,
    hall: Hall,
    gate: Gate,
    language: str,
    token: str,
    verb: Callable[[str], Ticket],
) -> RedirectResponse:
    _view(request, hall, gate, language, token)
    try:
        verb(token)
    except Refusal as refusal:
        if not refusal.code.startswith("ticket."):
            raise
        # A second press, or too late: the page itself says how the number stands.
        _log.info("phone.refused", code=refusal.code)
    return _to_status(token, language)


def _view(request: Request, hall: Hall, gate: Gate, language: str, token: str) -> View:
    try:
        return View.of(hall, token, language)
    except Refusal as refusal:
        if refusal.code == "link.invalid":
            gate.count("wrong", request)
        raise


async def _pieces(hall: Hall, news: News, language: str, token: str) -> AsyncIterator[bytes]:
    shown = ""
    async with aclosing(news.changes(_STILL_SECONDS)) as changes:
        async for _ in changes:
            try:
                view = await run_in_threadpool(View.of, hall, token, language)
            except Refusal:
                yield format_sse_event(event="gone", data_str="")
                return
            except StoreFault as fault:
                # Silence: the page itself says since when it has heard nothing.
                _log.error("store.fault", code=fault.code, detail=fault.detail)
                continue
            now = fragment("now.html", language, view=view)
            if now != shown:
                yield format_sse_event(event="now", data_str=now)
                shown = now
            as_of = fragment("asof.html", language, view=view)
            yield format_sse_event(event="asof", data_str=as_of)
            if view.final:
                return
