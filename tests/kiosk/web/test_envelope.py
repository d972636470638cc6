"""Around every answer: headers, and a log that holds no token, name or password."""

from __future__ import annotations

import logging

import httpx
import pytest
from structlog.testing import capture_logs

from kiosk.hall import Hall
from kiosk.web.serve import serving
from tests.kiosk.web.conftest import PASSWORD, Desk, sign_in


def test_headers(web: httpx.Client, desk: Desk) -> None:
    token = desk.take().token
    for path in ("/", f"/s/{token}", "/s/wrong", "/nothing", "/api/board", "/api/nothing"):
        said = web.get(path).headers
        policy = said["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "frame-ancestors 'none'", "script-src 'self'"} <= set(policy)
        assert "unsafe" not in said["Content-Security-Policy"]
        assert said["Referrer-Policy"] == "no-referrer"
        assert said["X-Content-Type-Options"] == "nosniff"
        assert said["Cache-Control"] == "no-store"
        assert "Server" not in said
        assert "Set-Cookie" not in said
        assert "Strict-Transport-Security" not in said


def test_static_files_are_kept(web: httpx.Client) -> None:
    said = web.get("/static/page.css")
    assert said.headers["Content-Type"].startswith("text/css")
    assert "immutable" in said.headers["Cache-Control"]
    assert "default-src 'none'" in said.headers["Content-Security-Policy"]
    for path in ("/static/", "/static/none.css", "/static/../app.py", "/static/%2e%2e/app.py"):
        assert web.get(path).status_code == 404


def test_the_log_holds_no_secret(hall: Hall, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = desk.take().token
    with (
        capture_logs() as lines,
        serving(hall) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        sign_in(client, "li", "3")
        session = client.headers["Authorization"].removeprefix("Bearer ")
        client.get(f"/s/{token}?lang=en")
        client.get(f"/s/{token}x")
        client.get(f"/nothing/{token}")
        client.get(f"/s/{token}/why")
        client.post(f"/s/{token}/back")
        client.get("/api/counters/3")
        client.post("/api/session", json={"name": "secret-name", "password": "secret words"})
        client.post("/api/session", json={"name": "secret-name", "pass": "secret words"})
    asked = [line for line in lines if line["event"] == "request"]
    routes = [(line["method"], line["route"], line["status"]) for line in asked]
    assert routes == [
        ("POST", "/api/session", 201),
        ("GET", "/s/{token}", 200),
        ("GET", "/s/{token}", 404),
        ("GET", "-", 404),
        ("GET", "/s/{token}/why", 200),
        ("POST", "/s/{token}/back", 303),
        ("GET", "/api/counters/{code}", 200),
        ("POST", "/api/session", 401),
        ("POST", "/api/session", 422),
    ]
    # httpx is the client here, and writes down the addresses that it asks.
    server = [each.getMessage() for each in caplog.records if not each.name.startswith("http")]
    text = f"{lines} {server}"
    for secret in (token, session, PASSWORD, "secret", "'li'"):
        assert secret not in text
