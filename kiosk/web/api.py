"""The JSON API: consoles and boards are its clients, and so can be anybody else's screens."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Path
from fastapi.sse import format_sse_event
from starlette.requests import Request

import kiosk
from kiosk.hall import Hall
from kiosk.web import schemas
from kiosk.web.door import Caller, Key, Staff, TheGate, TheHall, TheNews, Token, open_stream, public
from kiosk.web.news import EventStream, News
from kiosk.web.schemas import Told, refuses


def _streams() -> dict[int | str, dict[str, Any]]:
    # A model would be taken for an event of the stream.
    refused = {"schema": {"$ref": "#/components/schemas/Refused"}}
    refusal: dict[str, Any] = {"content": {"application/json": refused}}
    events: dict[str, Any] = {"content": {"text/event-stream": {}}}
    return {200: events, 422: refusal, 429: refusal, 503: refusal}


router = APIRouter(prefix="/api", responses=refuses(422, 503))
Code = Annotated[str, Path(description="What stands above the counter", examples=["3"])]


@router.post(
    "/session",
    status_code=201,
    tags=["session"],
    summary="Sign in",
    responses=refuses(401, 423, 429),
)
async def sign_in(
    request: Request, hall: TheHall, gate: TheGate, body: schemas.SignIn
) -> schemas.SignedIn:
    """Five wrong passwords lock an account for a while."""
    gate.count("sign_in", request)
    one_by_one: CapacityLimiter = request.app.state.passwords
    session = await to_thread.run_sync(
        hall.sign_in,
        body.name,
        body.password,
        body.counter,
        body.stands_in_for,
        limiter=one_by_one,
    )
    return schemas.SignedIn.of(session)


@router.delete(
    "/session", status_code=204, tags=["session"], summary="Sign out", responses=refuses(401)
)
def sign_out(hall: TheHall, token: Token) -> None:
    """The token is worth nothing afterwards."""
    hall.sign_out(token)


@router.get(
    "/hall",
    tags=["hall"],
    summary="The hall, its counters and groups",
    dependencies=[Depends(public)],
    responses=refuses(429),
)
def the_hall(hall: TheHall) -> schemas.HallView:
    """What a screen needs before anybody signs in."""
    return schemas.HallView.of(hall)


@router.get(
    "/news",
    tags=["hall"],
    summary="News of the hall",
    dependencies=[Depends(public), Depends(open_stream)],
    responses=_streams(),
    response_class=EventStream,
)
async def news(hall: TheHall, news: TheNews) -> EventStream:
    """Server-Sent Events: `change` with `{"version": n}`, at once and after each change."""
    return EventStream(_changes(hall, news))


async def _changes(hall: Hall, news: News) -> AsyncIterator[bytes]:
    async with aclosing(news.changes()) as changes:
        async for changed in changes:
            if changed:
                version = json.dumps({"version": hall.bell.version()})
                yield format_sse_event(event="change", data_str=version)
            else:
                yield format_sse_event(comment="still here")


@router.get("/health", tags=["hall"], summary="Whether the service can work")
def health(hall: TheHall) -> schemas.Health:
    """Asks the database; 503 says what is wrong with it."""
    return schemas.Health(status="ok", version=kiosk.__version__, day=schemas.today(hall))


@router.get(
    "/counters/{code}",
    tags=["counter"],
    summary="What a clerk sees",
    responses=refuses(401, 403, 404),
)
def at_counter(hall: TheHall, _: Staff, code: Code) -> schemas.CounterView:
    """The counter, its ticket with its papers, how many wait, papers that stuck, the printers."""
    return schemas.CounterView.of(hall, hall.at_counter(code))


@router.post(
    "/counters/{code}/next",
    tags=["counter"],
    summary="Call the next person",
    responses=refuses(401, 403, 404, 409),
)
def call_next(
    hall: TheHall, caller: Caller, code: Code, body: schemas.Next | None = None
) -> schemas.Ticket:
    """A second press with the same nonce gets the same ticket."""
    nonce = body.nonce if body else None
    return schemas.Ticket.of(hall.call_next(code, caller, nonce))


@router.post(
    "/counters/{code}/open",
    tags=["counter"],
    summary="Open a counter",
    responses=refuses(401, 403, 404, 409),
)
def open_counter(hall: TheHall, staff: Staff, code: Code) -> schemas.Counter:
    """From now on people are sent there."""
    return schemas.Counter.model_validate(hall.open_counter(code, staff.actor))


@router.post(
    "/counters/{code}/close",
    tags=["counter"],
    summary="Close a counter",
    responses=refuses(401, 403, 404, 409),
)
def close_counter(
    hall: TheHall, staff: Staff, code: Code, body: schemas.Closing
) -> schemas.Counter:
    """Nobody is sent there any more; the board shows the reason."""
    return schemas.Counter.model_validate(hall.close_counter(code, staff.actor, body.reason))


@router.post(
    "/jobs/{job}/reprint",
    tags=["counter"],
    summary="Print a paper again",
    responses=refuses(401, 403, 404, 409),
)
def reprint(hall: TheHall, staff: Staff, job: Key) -> schemas.JobView:
    """Marked with its count when an earlier one may have come out; what still waits is not."""
    return schemas.JobView.of(hall.reprint(job, staff.actor))


@router.post(
    "/jobs/{job}/aside",
    tags=["counter"],
    summary="A paper has been seen to",
    responses=refuses(401, 403, 404, 409),
)
def put_aside(hall: TheHall, staff: Staff, job: Key) -> schemas.JobView:
    """It stands among those that did not come out no more."""
    return schemas.JobView.of(hall.put_aside(job, staff.actor))


tickets = APIRouter(
    prefix="/api/tickets/{ticket}",
    tags=["ticket"],
    responses=refuses(401, 403, 404, 409, 422, 503),
)


@tickets.post("/recall", summary="Call the person again")
def recall(hall: TheHall, caller: Caller, ticket: Key) -> schemas.Ticket:
    """Called stays called; the board shows the call anew. Three times at most, 15 s apart."""
    return schemas.Ticket.of(hall.recall(ticket, caller))


@tickets.post("/start", summary="The person has come")
def start(hall: TheHall, caller: Caller, ticket: Key) -> schemas.Ticket:
    """From called to serving."""
    return schemas.Ticket.of(hall.start(ticket, caller))


@tickets.post("/finish", summary="The person has been served")
def finish(hall: TheHall, caller: Caller, ticket: Key, body: Told | None = None) -> schemas.Ticket:
    """From serving to finished, or to waiting for the counter that it comes back to."""
    return schemas.Ticket.of(hall.finish(ticket, caller, body.reason if body else ""))


@tickets.post("/miss", summary="The person did not come")
def miss(hall: TheHall, caller: Caller, ticket: Key) -> schemas.Ticket:
    """From called to missed, after two calls at least."""
    return schemas.Ticket.of(hall.miss(ticket, caller))


@tickets.post("/abandon", summary="The person has given up the number")
def abandon(hall: TheHall, staff: Staff, ticket: Key, body: Told | None = None) -> schemas.Ticket:
    """From waiting, called, parked or missed to abandoned."""
    return schemas.Ticket.of(hall.abandon(ticket, staff.actor, body.reason if body else ""))
