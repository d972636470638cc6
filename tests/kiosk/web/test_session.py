"""Staff sign in with a browser: who gets in, for how long, and what a foreign page cannot do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.testclient import TestClient

from kiosk import idle
from kiosk.hall import Hall, open_hall
from kiosk.refusal import Refusal
from kiosk.web.app import make_app
from tests.hall import change_settings, events
from tests.kiosk.web.conftest import PASSWORD, Desk, Hands

Form = dict[str, str | list[str]]
_SEAL = re.compile(r'name="seal" value="([0-9a-f]{64})"')


@contextmanager
def browser(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=60, headers={"Accept-Language": "zh"}) as client:
        yield client


def seal_of(page: httpx.Response) -> str:
    """What a form of this page carries."""
    found = _SEAL.search(page.text)
    assert found is not None, page.text
    return found[1]


def come_in(client: httpx.Client, name: str = "li", to: str = "/desk") -> httpx.Response:
    """Signs in as a person does; returns the answer to the form."""
    form = client.get("/sign-in", params={"next": to})
    fields = {"seal": seal_of(form), "next": to, "name": name, "password": PASSWORD}
    return client.post("/sign-in", data=fields)


def press(
    client: httpx.Client, page: str, address: str, **fields: str | list[str]
) -> httpx.Response:
    """Sends a form of `page` to `address`."""
    sent: Form = {"seal": seal_of(client.get(page)), **fields}
    return client.post(address, data=sent)


@pytest.fixture
def staff(url: str) -> Iterator[httpx.Client]:
    """A clerk who has signed in with a browser."""
    with browser(url) as client:
        assert come_in(client).status_code == 303
        yield client


def test_who_is_not_signed_in_comes_back_to_the_page_after_it(url: str, hall: Hall) -> None:
    with browser(url) as client:
        sent = client.get("/desk", params={"find": "过户"})
        assert sent.status_code == 303
        away = urlsplit(sent.headers["Location"])
        then = parse_qs(away.query)["next"][0]
        assert away.path == "/sign-in"
        said = come_in(client, to=then)
        assert (said.status_code, said.headers["Location"]) == (303, then)
        cookie = said.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        page = client.get(then)
        assert page.status_code == 200
        assert "Li · 工作人员" in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert events(hall)[-1] == "account.signed_in"
        # What is kept would open nothing.
        with hall.ground.read() as work:
            kept = work.connection.exec_driver_sql("SELECT token_hash FROM sessions").scalars()
            assert client.cookies["staff"] not in list(kept)


def test_a_wrong_password_is_told_and_counted(url: str, hall: Hall) -> None:
    with browser(url) as client:
        fields = {"seal": seal_of(client.get("/sign-in")), "name": "li", "password": "wrong one"}
        said = client.post("/sign-in", data=fields)
        assert said.status_code == 401
        assert "密码不对" in said.text
        assert "wrong one" not in said.text
        assert "staff" not in client.cookies
        assert events(hall)[-1] == "account.refused"


def test_links_stay_here_and_so_does_the_language(staff: httpx.Client) -> None:
    for away in ("//evil.example", "https://evil.example/", "/\\evil.example", "x"):
        assert staff.get("/sign-in", params={"next": away}).headers["Location"] == "/desk"
        assert staff.get("/language/zh", params={"next": away}).headers["Location"] == "/sign-in"
    back = staff.get("/language/en", params={"next": "/desk?find=gh"})
    assert back.headers["Location"] == "/desk?find=gh"
    assert "Enquiry desk" in staff.get("/desk").text


def test_a_form_from_elsewhere_does_nothing(url: str, staff: httpx.Client, desk: Desk) -> None:
    call = desk.hall.help("east")
    for seal in ({}, {"seal": "0" * 64}):
        said = staff.post(f"/desk/help/{call.id}", data=seal)
        assert said.status_code == 403
        assert "没有改动" in said.text
    with browser(url) as other:
        come_in(other, "admin")
        strange = seal_of(other.get("/desk"))
    assert staff.post(f"/desk/help/{call.id}", data={"seal": strange}).status_code == 403
    assert desk.hall.help_call(call.id).open
    # Nor can another site sign somebody in under a name of its choice.
    with browser(url) as fresh:
        fields = {"seal": strange, "name": "li", "password": PASSWORD}
        assert fresh.post("/sign-in", data=fields).status_code == 403
        assert "staff" not in fresh.cookies


def test_a_session_ends_when_it_is_not_used(staff: httpx.Client, clock: Hands) -> None:
    for _ in range(3):
        clock.forward(minutes=29)
        assert staff.get("/desk").status_code == 200
    for _ in range(2):
        # An open page that looks by itself is not a person.
        clock.forward(minutes=14)
        assert staff.get("/desk/now").status_code == 200
    clock.forward(minutes=14)
    assert staff.get("/desk/now").status_code == 303
    assert staff.get("/desk").headers["Location"].startswith("/sign-in")


def test_a_session_ends_after_a_days_work(hall: Hall, clock: Hands) -> None:
    token = hall.sign_in("li", PASSWORD).token
    for _ in range(24):
        idle.used(hall.ground, token)
        clock.forward(minutes=29)
    idle.used(hall.ground, token)
    clock.forward(minutes=25)
    with pytest.raises(Refusal, match=r"session\.invalid"):
        idle.used(hall.ground, token)


def test_who_signs_out_is_out_everywhere(staff: httpx.Client) -> None:
    token = staff.cookies["staff"]
    assert press(staff, "/desk", "/sign-out").headers["Location"] == "/sign-in"
    assert "staff" not in staff.cookies
    staff.cookies.set("staff", token)
    assert staff.get("/desk").status_code == 303
    bearer = {"Authorization": f"Bearer {token}"}
    assert staff.get("/api/help", headers=bearer).status_code == 401


def test_a_role_opens_its_own_pages(url: str) -> None:
    with browser(url) as client:
        assert come_in(client, "wu", to="").headers["Location"] == "/office"
        said = client.get("/desk")
        assert said.status_code == 403
        assert "没有权限" in said.text
        assert 'href="/desk"' not in said.text


def test_under_https_the_cookie_stays_there(hall: Hall) -> None:
    client = TestClient(make_app(hall), base_url="https://hall.example", follow_redirects=False)
    form = client.get("/sign-in")
    assert "Secure" in form.headers["Set-Cookie"]
    fields = {"seal": seal_of(form), "name": "li", "password": PASSWORD}
    assert "Secure" in client.post("/sign-in", data=fields).headers["Set-Cookie"]


@pytest.mark.parametrize(("proxies", "kept"), [("", False), ('"testclient"', True)])
def test_behind_a_trusted_proxy_with_https_too(folder: Path, proxies: str, *, kept: bool) -> None:
    change_settings(folder, "[serve]\n", f"[serve]\ntrusted_proxies = [{proxies}]\n")
    with open_hall(folder) as hall:
        client = TestClient(make_app(hall), headers={"X-Forwarded-Proto": "https"})
        assert ("Secure" in client.get("/sign-in").headers["Set-Cookie"]) == kept
