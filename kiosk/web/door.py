"""The door: what routes ask for before they answer (the hall, a session, room for a stream)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from kiosk.access import PREFIX, Access, Scope
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.staff import Actor, Session
from kiosk.web.limits import Gate
from kiosk.web.news import News

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="session",
    description="The token that POST /api/session gives, or an access token (kiosk tokens create)",
)


async def the_hall(request: Request) -> Hall:
    """The hall that is served."""
    hall: Hall = request.app.state.hall
    return hall


async def the_gate(request: Request) -> Gate:
    """The rate limits."""
    gate: Gate = request.app.state.gate
    return gate


async def the_news(request: Request) -> News:
    """The news of the hall."""
    news: News = request.app.state.news
    return news


Key = Annotated[int, Path(ge=1, le=2**63 - 1)]
"""What the key of a row may be, in an address."""

TheHall = Annotated[Hall, Depends(the_hall)]
TheGate = Annotated[Gate, Depends(the_gate)]
TheNews = Annotated[News, Depends(the_news)]


async def public(request: Request, gate: TheGate) -> None:
    """Counts a request that anybody may make."""
    gate.count("public", request)


async def open_stream(request: Request, gate: TheGate) -> AsyncIterator[None]:
    """Holds a place for a stream until it has ended, however it ends."""
    with gate.stream(request):
        yield


async def token(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)],
) -> str:
    """The session token of the request; refuses with "session.invalid"."""
    if credentials is None:
        raise Refusal("session.invalid")
    return credentials.credentials


Token = Annotated[str, Depends(token)]


def signed_in(hall: TheHall, token: Token) -> Session:
    """The session of the request; refuses with "session.invalid"."""
    return hall.session(token)


Staff = Annotated[Session, Depends(signed_in)]


def caller(request: Request, hall: TheHall, gate: TheGate, token: Token) -> Actor:
    """Who calls: a session, or a machine whose access token may.

    Refuses with "session.invalid", "access.invalid" or "access.scope".
    """
    if not token.startswith(PREFIX):
        return hall.session(token).actor
    found = _access(request, hall, gate, token)
    if found.scope is not Scope.CALL:
        raise Refusal("access.scope")
    return found.actor


def shower(request: Request, hall: TheHall, gate: TheGate, token: Token, code: str) -> None:
    """Who may see what a counter shows: a session, or an access token of this counter.

    Refuses with "session.invalid", "access.invalid" or "counter.not_yours".
    """
    if not token.startswith(PREFIX):
        hall.session(token)
        return
    mine = _access(request, hall, gate, token).counter
    if mine != code:
        raise Refusal("counter.not_yours", counter=code, yours=mine)


def _access(request: Request, hall: Hall, gate: Gate, token: str) -> Access:
    try:
        return hall.access(token)
    except Refusal:
        gate.count("wrong", request)
        raise


Caller = Annotated[Actor, Depends(caller)]
