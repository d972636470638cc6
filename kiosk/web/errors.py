"""Every no of the web in one shape: JSON for programs, a kind page for people."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from data.faults import StoreFault
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.web.language import language_of
from kiosk.web.schemas import Refused
from kiosk.web.templates import page
from kiosk.words import words

_STATUS = {
    "access.invalid": 401,
    "access.scope": 403,
    "account.locked": 423,
    "account.not_allowed": 403,
    "account.wrong": 401,
    "counter.not_yours": 403,
    "hall.missing": 503,
    "link.invalid": 404,
    "reason.missing": 422,
    "request.failed": 500,
    "request.invalid": 422,
    "request.large": 413,
    "request.limited": 429,
    "request.method": 405,
    "request.unreadable": 400,
    "session.invalid": 401,
    "ticket.elsewhere": 403,
    "transfer.nowhere": 422,
}
_HTTP_ERRORS = {
    400: "request.unreadable",
    404: "request.unknown",
    405: "request.method",
    413: "request.large",
}

_log = structlog.get_logger("kiosk.web")


def status_of(code: str) -> int:
    """The HTTP status of a refusal; 409 for what the present state forbids."""
    if code in _STATUS:
        return _STATUS[code]
    if code.endswith(".unknown"):
        return 404
    if code.startswith("database."):
        return 503
    return 409


def message_of(refusal: Refusal, language: str) -> str:
    """The phrase of a refusal: the web's own where there is one, else the core's."""
    own = f"web.refusal.{refusal.code}"
    if words().knows(own, language):
        return words().say(own, language, **refusal.values)
    return words().refusal(refusal.code, language, refusal.values)


def answer(
    request: Request,
    refusal: Refusal,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that says no, as JSON to programs and as a page to people."""
    status = status or status_of(refusal.code)
    more = dict(headers or {})
    if status == HTTPStatus.UNAUTHORIZED:
        more["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        more["Retry-After"] = str(refusal.values["seconds"])
    language = language_of(request)
    if _for_people(request):
        hall: Hall = request.app.state.hall
        kind = {404: "unknown", 429: "limited"}.get(status, "failed")
        if refusal.code == "link.invalid":
            kind = "link"
        html = page("sorry.html", hall, language, kind=kind, seconds=refusal.values.get("seconds"))
        return Response(html, status, more, "text/html; charset=utf-8")
    fields = refusal.values.get("fields")
    body = Refused(
        refusal=refusal.code,
        message=message_of(refusal, language),
        fields=fields if isinstance(fields, list) else None,
    )
    more["Content-Language"] = language
    return JSONResponse(body.model_dump(exclude_none=True), status, more)


def install(app: FastAPI) -> None:
    """Makes `app` answer every no in this shape."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(StoreFault, _store)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ClientDisconnect, _left)
    app.add_exception_handler(Exception, _failed)


def _for_people(request: Request) -> bool:
    return not request.url.path.startswith(("/api/", "/openapi.json"))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return answer(request, error)


async def _store(request: Request, error: Exception) -> Response:
    assert isinstance(error, StoreFault)
    _log.error("store.fault", code=error.code, detail=error.detail)
    return answer(request, Refusal(error.code, detail=error.detail), 503)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    # The names of the fields only: what stood in them may be a password.
    fields = [".".join(str(step) for step in each["loc"][1:]) or "body" for each in error.errors()]
    return answer(request, Refusal("request.invalid", fields=fields, names=", ".join(fields)))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = _HTTP_ERRORS.get(error.status_code, "request.failed")
    return answer(request, Refusal(code), error.status_code, error.headers)


async def _left(request: Request, _: Exception) -> Response:
    # Nobody hears the answer; the world's fault, and no bug of ours.
    _log.info("request.left", path=request.url.path)
    return answer(request, Refusal("request.unreadable"))


async def _failed(request: Request, _: Exception) -> Response:
    # Starlette raises the error again after this answer, and uvicorn writes it down.
    return answer(request, Refusal("request.failed"))
