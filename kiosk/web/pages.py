"""The page on a citizen's phone: where a ticket stands, live; and the plain page at the root.

The address holds the token of the ticket and nothing else is asked: no name, no ID, no cookie.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any, Self
from urllib.parse import quote

import structlog
from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.sse import format_sse_event
from starlette.requests import Request

from data.faults import StoreFault
from kiosk.catalogue import Material
from kiosk.hall import Hall
from kiosk.queue.states import HELD, OVER
from kiosk.queue.tickets import Counter, State, Wait
from kiosk.refusal import Refusal
from kiosk.web.door import TheGate, TheHall, TheNews, open_stream, public
from kiosk.web.language import Language
from kiosk.web.limits import Gate
from kiosk.web.news import EventStream, News
from kiosk.web.templates import fragment, page
from kiosk.words import words

# How often an open page hears that it is still fresh; page.js gives up hope after twelve.
_STILL_SECONDS = 5.0
_HTML: dict[str, Any] = {"content": {"text/html": {}}}
_SORRY: dict[int | str, dict[str, Any]] = {404: _HTML, 429: _HTML, 503: _HTML}
_log = structlog.get_logger("kiosk.web")

router = APIRouter(
    tags=["pages"], dependencies=[Depends(public)], default_response_class=HTMLResponse
)


@dataclass(frozen=True, slots=True)
class View:
    """What the status page shows; times are those of the hall's wall clock.

    `back`: where who was missed says so, "" where that is not possible (any more).
    """

    number: str
    service: str
    state: str
    final: bool
    title: str
    advice: str
    ahead: int | None
    wait: tuple[int, int] | None
    counter: Counter | None
    counters: tuple[Counter, ...]
    calls: int
    called_at: str
    issued_at: str
    kept_until: str
    as_of: str
    papers: tuple[Material, ...]
    speaks: bool
    news: str
    back: str

    @classmethod
    def of(cls, hall: Hall, token: str, language: str) -> Self:
        """How the ticket of `token` stands; refuses with "link.invalid"."""
        status = hall.status(token)
        ticket, zone = status.ticket, hall.ground.zone
        state = ticket.state.value
        counter = status.counters[0] if ticket.state in HELD and status.counters else None
        back = hall.may_check_in(ticket)
        missed_for_good = ticket.state is State.MISSED and not back
        link = f"/s/{quote(token, safe='')}"

        def say(key: str, **values: object) -> str:
            return words().say(f"web.page.{key}", language, **values)

        def day(when: date) -> str:
            return say("day", month=say(f"months.{when.month}"), day=when.day)

        def clock(moment: datetime | None) -> str:
            return f"{moment.astimezone(zone):%H:%M}" if moment else ""

        return cls(
            number=ticket.number,
            service=ticket.service_title(language),
            state=state,
            final=ticket.state in OVER,
            title=say(
                f"title.{state}",
                number=ticket.number,
                count=status.ahead or 0,
                counter=ticket.counter,
            ),
            advice=say(
                "advice.missed_over" if missed_for_good else f"advice.{state}",
                counter=ticket.counter,
            ),
            ahead=status.ahead if ticket.state is State.WAITING else None,
            wait=_minutes(status.wait),
            counter=counter,
            counters=status.counters,
            calls=ticket.calls,
            called_at=clock(ticket.called_at),
            issued_at=f"{day(ticket.day)} {clock(ticket.issued_at)}",
            kept_until=day(ticket.day + timedelta(days=hall.settings.tickets.link_days)),
            as_of=clock(hall.ground.clock()),
            papers=status.service.materials if status.service else (),
            speaks=status.service is None or status.service.speaks(language),
            news=f"{link}/news?lang={language}",
            back=f"{link}/back?lang={language}" if back else "",
        )


def _minutes(wait: Wait | None) -> tuple[int, int] | None:
    if wait is None:
        return None
    return max(1, round(wait.p50 / 60)), max(1, ceil(wait.p90 / 60))


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


@router.post(
    "/s/{token}/back",
    summary="Who was missed is back",
    status_code=303,
    response_class=RedirectResponse,
    responses=_SORRY,
)
def back(
    request: Request, hall: TheHall, gate: TheGate, language: Language, token: str
) -> RedirectResponse:
    """Stands in line again, once and in the same half of the day; then the status page."""
    _view(request, hall, gate, language, token)
    try:
        hall.check_in_by_link(token)
    except Refusal as refusal:
        if not refusal.code.startswith("ticket."):
            raise
        # A second press, or too late: the page itself says how the number stands.
        _log.info("check_in.refused", code=refusal.code)
    return RedirectResponse(f"/s/{quote(token, safe='')}?lang={language}", status_code=303)


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
