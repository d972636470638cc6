"""What every page for staff asks for: who is signed in with this browser, and may they.

The cookie holds the token of an ordinary session (kept hashed, `kiosk.accounts`). It is HttpOnly
and SameSite=Strict, ends when it is not used for a while (`kiosk.idle`), and every form carries a
token that is made from it, so no other site can send one (OWASP CSRF Prevention Cheat Sheet).
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlencode

from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.requests import Request
from starlette.responses import Response

from kiosk import accounts, idle
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.staff import Account, Actor, Role, Session
from kiosk.web.door import TheHall
from kiosk.web.language import Language
from kiosk.web.templates import page

COOKIE = "staff"
_FIELDS = 400


@dataclass(frozen=True, slots=True)
class Place:
    """A page that those of `roles` find in the head of every other."""

    path: str
    name: str
    roles: tuple[Role, ...]


PLACES = (
    Place("/desk", "staff.place.desk", (Role.CLERK, Role.SUPERVISOR, Role.ADMIN)),
    Place("/office", "staff.place.office", (Role.SUPERVISOR, Role.ADMIN, Role.INSPECTOR)),
)
"""The first that an account may open is where it comes to."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody of the staff at a page: who, in which language, and what the form brought.

    `seal` belongs into every form of the answer, as the field "seal".
    """

    session: Session
    language: str
    form: dict[str, list[str]]

    @property
    def account(self) -> Account:
        """Whose visit it is."""
        return self.session.account

    @property
    def actor(self) -> Actor:
        """Who signs what is done on the page."""
        return self.session.actor

    @property
    def seal(self) -> str:
        """What proves that a form came from a page of this visit."""
        return seal_of(self.session.token)

    def said(self, name: str) -> str:
        """What stands in a field of the form; "" without it."""
        return field(self.form, name)

    @property
    def places(self) -> list[Place]:
        """Where else this account may go."""
        return [each for each in PLACES if self.account.role in each.roles]


class Instead(Exception):
    """Another answer than the page that was asked for."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


def signed_in(
    *roles: Role, watching: bool = False
) -> Callable[[Request, Hall, str], Awaitable[Visit]]:
    """A dependency: the visit of an account with one of `roles` (any, without).

    Who is not signed in is sent to the sign-in page and comes back. Other roles, and a form
    without the seal of its page, get a page that says so (403), and nothing is done. `watching`:
    an open page asks by itself, which does not keep its session awake.
    """
    prove = accounts.session if watching else idle.used

    async def visit(request: Request, hall: TheHall, language: Language) -> Visit:
        token = request.cookies.get(COOKIE, "")
        try:
            session = await run_in_threadpool(prove, hall.ground, token)
        except Refusal as refusal:
            if refusal.code != "session.invalid":
                raise
            raise Instead(_to_sign_in(request)) from refusal
        form = await posted(request)
        found = Visit(session, language, form)
        if request.method not in {"GET", "HEAD"} and not is_sealed(form, token):
            raise Instead(staff_page("staff/no.html", request, found, 403, why="stale"))
        if roles and session.account.role not in roles:
            raise Instead(staff_page("staff/no.html", request, found, 403, why="role"))
        return found

    return visit


async def posted(request: Request) -> dict[str, list[str]]:
    """The fields of a form as a browser sends them (application/x-www-form-urlencoded)."""
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return parse_qs(body, keep_blank_values=True, max_num_fields=_FIELDS)
    except ValueError as error:
        raise Refusal("request.unreadable") from error


def staff_page(
    name: str, request: Request, visit: Visit | None, status: int = 200, **values: object
) -> HTMLResponse:
    """A page from a template that extends "staff/base.html"; `say` takes whole keys there.

    `values` may hold `told` and `refused`, sentences that stand over the page.
    """
    hall: Hall = request.app.state.hall
    language = visit.language if visit else str(values.pop("language"))
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    top = _top(request)
    here = quote(address if request.method == "GET" else top, safe="")
    shown = {"told": "", "refused": "", **values}
    html = page(name, hall, language, under="", visit=visit, here=here, top=top, **shown)
    return HTMLResponse(html, status)


def local(target: str) -> str:
    """`target` where it is a path of this server, else "": nobody is led elsewhere by a link."""
    plain = target.isprintable() and "\\" not in target
    return target if plain and target.startswith("/") and not target.startswith("//") else ""


def seal_of(key: str) -> str:
    """What the forms of whoever holds the cookie `key` carry."""
    return hmac.new(key.encode(), b"form", "sha256").hexdigest()


def is_sealed(form: dict[str, list[str]], key: str) -> bool:
    """Whether a form came from a page of whoever holds the cookie `key`."""
    return bool(key) and hmac.compare_digest(field(form, "seal").encode(), seal_of(key).encode())


def field(form: dict[str, list[str]], name: str) -> str:
    """What stands in a field of a form; "" without it."""
    return form.get(name, [""])[0].strip()


def _top(request: Request) -> str:
    """The page that a form stood on, as far as its own address tells."""
    return f"/{request.url.path.split('/')[1]}"


def _to_sign_in(request: Request) -> Response:
    wanted = request.url.path if request.method == "GET" else _top(request)
    if request.method == "GET" and request.url.query:
        wanted += f"?{request.url.query}"
    return RedirectResponse(f"/sign-in?{urlencode({'next': wanted})}", 303)
