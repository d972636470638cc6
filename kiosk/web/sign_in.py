"""Where staff sign in with a browser, sign out, and choose their language."""

from __future__ import annotations

from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, FastAPI, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from kiosk import idle, tokens
from kiosk.refusal import Refusal
from kiosk.staff import Account
from kiosk.web.door import TheGate, TheHall, public
from kiosk.web.errors import message_of, status_of
from kiosk.web.language import COOKIE as LANGUAGE_COOKIE
from kiosk.web.language import Language
from kiosk.web.limits import Gate
from kiosk.web.session import (
    COOKIE,
    PLACES,
    Instead,
    Visit,
    field,
    is_sealed,
    local,
    posted,
    seal_of,
    signed_in,
    staff_page,
)
from kiosk.words import LANGUAGES, words

# Another than the session's: who comes by a link from elsewhere (without the strict cookie) would
# lose the session.
_FORM_COOKIE = "sign_in"
_A_YEAR = 365 * 24 * 3600

router = APIRouter(
    dependencies=[Depends(public)], default_response_class=HTMLResponse, include_in_schema=False
)
Next = Annotated[str, Query(max_length=2000)]


@router.get("/sign-in")
def sign_in_page(request: Request, hall: TheHall, language: Language, next: Next = "") -> Response:  # noqa: A002
    """The page with the form; who is signed in already goes on."""
    token = request.cookies.get(COOKIE, "")
    try:
        session = hall.session(token)
    except Refusal as refusal:
        if refusal.code != "session.invalid":
            raise
        return _form(request, language, next)
    return RedirectResponse(local(next) or _first(session.account), 303)


@router.post("/sign-in")
async def sign_in(request: Request, hall: TheHall, gate: TheGate, language: Language) -> Response:
    """A cookie and the page that was asked for, or the form once more with what is wrong."""
    form = await posted(request)
    then = field(form, "next")
    if not is_sealed(form, request.cookies.get(_FORM_COOKIE, "")):
        return _form(request, language, then, words().say("staff.sign_in.again", language), 403)
    name, password = field(form, "name"), form.get("password", [""])[0]
    one_by_one: CapacityLimiter = request.app.state.passwords
    try:
        gate.count("sign_in", request)
        session = await to_thread.run_sync(hall.sign_in, name, password, limiter=one_by_one)
        await run_in_threadpool(idle.used, hall.ground, session.token)
    except Refusal as refusal:
        why = message_of(refusal, language)
        return _form(request, language, then, why, status_of(refusal.code), name)
    answer = RedirectResponse(local(then) or _first(session.account), 303)
    _keep(request, answer, COOKIE, session.token)
    return answer


@router.post("/sign-out")
def sign_out(hall: TheHall, visit: Annotated[Visit, Depends(signed_in())]) -> Response:
    """The token is worth nothing afterwards, wherever it was copied to."""
    hall.sign_out(visit.session.token)
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


@router.get("/language/{language}")
def choose_language(request: Request, language: str, next: Next = "") -> Response:  # noqa: A002
    """Keeps the language of this browser, and goes back to the page."""
    answer = RedirectResponse(local(next) or "/sign-in", 303)
    if language in LANGUAGES:
        secure = _encrypted(request)
        answer.set_cookie(LANGUAGE_COOKIE, language, _A_YEAR, samesite="lax", secure=secure)
    return answer


def install(app: FastAPI) -> None:
    """Lets the staff sign in at `app`."""
    app.include_router(router)
    app.add_exception_handler(Instead, _instead)


async def _instead(_: Request, error: Exception) -> Response:
    assert isinstance(error, Instead)
    return error.response


def _form(
    request: Request, language: str, then: str, why: str = "", status: int = 200, name: str = ""
) -> Response:
    """The sign-in page. Its seal is made from a cookie of its own, or another site could sign
    somebody in under a name of its choice."""
    key = request.cookies.get(_FORM_COOKIE) or tokens.new(32)
    answer = staff_page(
        "staff/sign_in.html",
        request,
        None,
        status,
        language=language,
        refused=why,
        account=name,
        then=local(then),
        seal=seal_of(key),
    )
    _keep(request, answer, _FORM_COOKIE, key)
    return answer


def _keep(request: Request, answer: Response, name: str, value: str) -> None:
    secure = _encrypted(request)
    answer.set_cookie(name, value, path="/", httponly=True, samesite="strict", secure=secure)


def _encrypted(request: Request) -> bool:
    gate: Gate = request.app.state.gate
    return gate.encrypted(request)


def _first(account: Account) -> str:
    return next(each.path for each in PLACES if account.role in each.roles)
