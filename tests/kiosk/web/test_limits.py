"""Rate limits: floods and guesses are refused, a right link is not harmed by wrong ones."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest
from starlette.requests import Request

from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.web.limits import Gate, Limits
from kiosk.web.serve import serving
from tests.kiosk.web.conftest import Desk


def test_too_many_pages(hall: Hall, desk: Desk) -> None:
    token = desk.take().token
    with serving(hall, limits=Limits(public="3/minute")) as url:
        for _ in range(3):
            assert httpx.get(f"{url}/s/{token}", timeout=30).status_code == 200
        page = httpx.get(f"{url}/s/{token}", headers={"Accept-Language": "en"}, timeout=30)
        assert page.status_code == 429
        seconds = int(page.headers["Retry-After"])
        assert 1 <= seconds <= 60
        assert f"try again in {seconds} seconds" in page.text
        said = httpx.get(f"{url}/api/board", timeout=30)
        assert (said.status_code, said.json()["refusal"]) == (429, "request.limited")
        assert said.headers["Retry-After"] in said.json()["message"]
        # Who works here is not counted with the public, and health is asked by machines.
        assert httpx.get(f"{url}/api/health", timeout=30).status_code == 200
        assert httpx.get(f"{url}/api/counters/3", timeout=30).status_code == 401


def test_guessing_links(hall: Hall, desk: Desk) -> None:
    token = desk.take().token
    with serving(hall, limits=Limits(wrong="5/minute")) as url:
        said = [httpx.get(f"{url}/s/guess{n}", timeout=30).status_code for n in range(8)]
        assert said == [404] * 5 + [429] * 3
        assert httpx.get(f"{url}/s/guess/news", timeout=30).status_code == 429
        assert httpx.get(f"{url}/s/{token}", timeout=30).status_code == 200


def test_guessing_passwords(hall: Hall) -> None:
    wrong = {"name": "nobody", "password": "wrong words"}
    with serving(hall, limits=Limits(sign_in="2/minute")) as url:
        said = [httpx.post(f"{url}/api/session", json=wrong).status_code for _ in range(3)]
    assert said == [401, 401, 429]


def asking(peer: str, headers: Mapping[str, str] | None = None) -> Request:
    raw = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
    return Request({"type": "http", "client": (peer, 1234), "headers": raw})


FORWARDED = {"X-Forwarded-For": "6.6.6.6, 10.1.1.1, 127.0.0.2"}


@pytest.mark.parametrize(
    ("proxies", "peer", "address"),
    [
        ((), "127.0.0.1", "127.0.0.1"),
        (("127.0.0.1", "127.0.0.2"), "127.0.0.1", "10.1.1.1"),
        (("127.0.0.1",), "127.0.0.1", "127.0.0.2"),
        (("127.0.0.1",), "10.9.9.9", "10.9.9.9"),
    ],
)
def test_only_a_trusted_proxy_is_believed(
    proxies: tuple[str, ...], peer: str, address: str
) -> None:
    assert Gate(Limits(), proxies).address(asking(peer, FORWARDED)) == address


def test_addresses() -> None:
    gate = Gate(Limits(), ["127.0.0.1"])
    assert gate.address(asking("127.0.0.1")) == "127.0.0.1"
    assert gate.address(asking("::ffff:10.0.0.1")) == "10.0.0.1"
    assert gate.address(asking("2001:db8:1:2:3::4")) == "2001:db8:1:2::/64"


def test_streams_per_address() -> None:
    gate = Gate(Limits(streams=3, streams_each=2))
    one, two = asking("10.0.0.1"), asking("10.0.0.2")
    with gate.stream(one), gate.stream(one):
        with pytest.raises(Refusal, match=r"request\.limited"), gate.stream(one):
            pass
        with gate.stream(two):
            assert gate.streams == 3
            with pytest.raises(Refusal, match=r"request\.limited"), gate.stream(two):
                pass
    assert gate.streams == 0
