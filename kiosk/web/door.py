"""The door: what routes ask for before they answer (the hall, a session, room for a stream)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.staff import Session
from kiosk.web.limits import Gate
from kiosk.web.news import News

_bearer = HTTPBearer(
    auto_error=False, scheme_name="session", description="The token that POST /api/session gives"
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
