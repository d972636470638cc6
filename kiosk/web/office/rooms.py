"""What all pages of the office share: who may come in, and the way from one to the other."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from fastapi.responses import HTMLResponse
from starlette.requests import Request

from kiosk.staff import Role
from kiosk.web.session import Visit, signed_in, staff_page

ROOMS = (
    ("/office", "office.home.name"),
    ("/office/forecast", "office.forecast.name"),
    ("/office/whatif", "office.whatif.name"),
    ("/office/honesty", "office.honesty.name"),
    ("/office/calls", "office.calls.name"),
    ("/office/day", "office.day.name"),
)
"""Each page of the office, and the phrase that names it."""

Insider = Annotated[Visit, Depends(signed_in(Role.SUPERVISOR, Role.ADMIN, Role.INSPECTOR))]
"""Somebody who may look into the office."""


def room(name: str, request: Request, visit: Visit, **values: object) -> HTMLResponse:
    """A page from a template that extends "office/frame.html"."""
    # A question that a page asks belongs to that page.
    inside = max((path for path, _ in ROOMS if request.url.path.startswith(path)), key=len)
    return staff_page(
        f"office/{name}.html", request, visit, 200, rooms=ROOMS, room=inside, **values
    )
