"""The application: routes, limits, error answers and the one OpenAPI document."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

import kiosk
from kiosk.hall import Hall
from kiosk.queue.group_waits import GroupWaits
from kiosk.web import (
    alarms,
    api,
    board,
    consoles,
    counters,
    day,
    desk,
    desk_pages,
    errors,
    pages,
    people,
    sign_in,
)
from kiosk.web.envelope import Envelope
from kiosk.web.limits import Gate, Limits, SmallBodies
from kiosk.web.news import News
from kiosk.web.office import office
from kiosk.web.office.bench import Bench
from kiosk.web.turn import Turn

# Each look at a password takes 64 MB and a tenth of a second of a core, by design.
_PASSWORDS_AT_ONCE = 2
_TAGS = [
    {"name": "hall", "description": "The hall, its board and its news; open to every screen"},
    {"name": "session", "description": "Staff sign in with a named account"},
    {"name": "counter", "description": "What is done at a counter; needs a session"},
    {"name": "ticket", "description": "What is done with a called ticket; needs a session"},
    {"name": "desk", "description": "What the enquiry desk does for people; needs a session"},
    {"name": "day", "description": "The end of a day and what went out of order; for supervisors"},
    {"name": "pages", "description": "Pages for a phone, in HTML"},
]


def make_app(hall: Hall, limits: Limits | None = None) -> FastAPI:
    """The HTTP application of `hall`, which the caller opens and closes."""
    news = News(hall)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        news.open()
        yield
        news.close()

    app = _Application(
        title="OneWindow",
        version=kiosk.__version__,
        description="Times are UTC, ISO 8601. Every no is `{refusal, message}` with a stable code.",
        openapi_tags=_TAGS,
        # These pages would fetch their scripts from a CDN; a hall has no internet.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        # Spans would carry addresses, and an address holds a token.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        generate_unique_id_function=lambda route: route.name,
        lifespan=life,
    )
    app.state.hall = hall
    app.state.news = news
    app.state.gate = Gate(limits or Limits(), hall.settings.serve.trusted_proxies)
    app.state.passwords = CapacityLimiter(_PASSWORDS_AT_ONCE)
    app.state.bench = Bench(hall.ground.clock)
    app.state.waits = GroupWaits(hall.ground)
    app.state.turn = Turn(hall.ground)
    app.include_router(api.router)
    app.include_router(api.tickets)
    app.state.finder = consoles.Finder()
    app.include_router(board.router)
    app.include_router(counters.router)
    app.include_router(consoles.router)
    app.include_router(day.router)
    app.include_router(people.router)
    app.include_router(alarms.router)
    app.include_router(desk.router)
    app.include_router(pages.router)
    sign_in.install(app)
    app.include_router(desk_pages.router)
    app.include_router(office.router)
    app.mount("/static", _Kept(packages=[("kiosk.web", "static")]), name="static")
    app.add_middleware(SmallBodies)
    errors.install(app)
    return app


class _Application(FastAPI):
    """Puts the envelope around everything, the answer to a bug of ours too."""

    def build_middleware_stack(self) -> ASGIApp:
        return Envelope(super().build_middleware_stack())


class _Kept(StaticFiles):
    """Static files that a browser keeps; their address changes with their content."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
