"""Every no: its status, its code and its phrase in both languages; nothing half-done."""

from __future__ import annotations

import socket
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.web.errors import message_of, status_of
from kiosk.words import LANGUAGES
from tests.kiosk.web.conftest import PASSWORD, PROPERTY, Desk, sign_in


def refused(said: httpx.Response) -> tuple[int, str]:
    body = said.json()
    assert set(body) <= {"refusal", "message", "fields"}
    assert body["message"]
    assert "{" not in body["message"]
    assert said.headers["Content-Language"] in LANGUAGES
    return said.status_code, body["refusal"]


def test_without_a_session(web: httpx.Client) -> None:
    for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic bGk6bGk="}):
        said = web.get("/api/counters/3", headers=headers)
        assert refused(said) == (401, "session.invalid")
        assert said.headers["WWW-Authenticate"] == "Bearer"
    assert refused(web.delete("/api/session")) == (401, "session.invalid")
    for path in ("counters/3/next", "counters/3/open", "tickets/1/start", "jobs/1/reprint"):
        assert refused(web.post(f"/api/{path}")) == (401, "session.invalid")


def test_a_wrong_password_and_the_lock(web: httpx.Client) -> None:
    wrong = {"name": "li", "password": "not it at all"}
    assert refused(web.post("/api/session", json=wrong | {"name": "nobody"})) == (
        401,
        "account.wrong",
    )
    for _ in range(5):
        assert refused(web.post("/api/session", json=wrong)) == (401, "account.wrong")
    right = wrong | {"password": PASSWORD}
    assert refused(web.post("/api/session", json=right)) == (423, "account.locked")


def test_an_inspector_only_looks(web: httpx.Client, desk: Desk) -> None:
    desk.take()
    sign_in(web, "wu")
    assert web.get("/api/counters/3").status_code == 200
    for path in ("counters/3/next", "jobs/1/reprint", "jobs/1/aside"):
        assert refused(web.post(f"/api/{path}")) == (403, "account.not_allowed")


def test_unknown_things(clerk: httpx.Client) -> None:
    assert refused(clerk.get("/api/counters/99")) == (404, "counter.unknown")
    assert refused(clerk.post("/api/counters/99/next")) == (404, "counter.unknown")
    assert refused(clerk.post("/api/tickets/99/start")) == (404, "ticket.unknown")
    assert refused(clerk.post("/api/jobs/99/reprint")) == (404, "job.unknown")
    assert refused(clerk.post("/api/jobs/99/aside")) == (404, "job.unknown")
    assert refused(clerk.get("/api/nothing")) == (404, "request.unknown")
    assert refused(clerk.put("/api/board")) == (405, "request.method")
    bad = {"name": "li", "password": PASSWORD, "counter": "99"}
    assert refused(clerk.post("/api/session", json=bad)) == (404, "counter.unknown")


def test_what_the_present_state_forbids(clerk: httpx.Client, desk: Desk) -> None:
    assert refused(clerk.post("/api/counters/3/next")) == (409, "queue.empty")
    desk.take()
    ticket = clerk.post("/api/counters/3/next").json()["id"]
    assert refused(clerk.post("/api/counters/3/next")) == (409, "counter.busy")
    assert refused(clerk.post(f"/api/tickets/{ticket}/finish")) == (409, "ticket.wrong_state")
    busy = clerk.post("/api/counters/3/close", json={"reason": "lunch"})
    assert refused(busy) == (409, "counter.busy")
    assert refused(clerk.post("/api/counters/4/next")) == (403, "counter.not_yours")
    paper = desk.hall.jobs_of(ticket)[0].id
    assert refused(clerk.post(f"/api/jobs/{paper}/aside")) == (409, "job.printing")
    desk.take(PROPERTY)
    elsewhere = desk.call("9").id
    assert refused(clerk.post(f"/api/tickets/{elsewhere}/start")) == (403, "ticket.elsewhere")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, ["name", "password"]),
        ({"name": "li", "password": "", "counter": None}, ["password"]),
        ({"name": "li", "password": "secret words", "more": 1}, ["more"]),
        ({"name": ["li"], "password": "secret words"}, ["name"]),
        ([], ["body"]),
    ],
)
def test_a_wrong_request_names_its_fields(web: httpx.Client, body: Any, fields: list[str]) -> None:
    said = web.post("/api/session", json=body)
    assert refused(said) == (422, "request.invalid")
    assert said.json()["fields"] == fields
    assert "secret" not in said.text


def test_wrong_bodies(web: httpx.Client, clerk: httpx.Client) -> None:
    broken = web.post("/api/session", content=b"{", headers={"Content-Type": "application/json"})
    assert refused(broken) == (422, "request.invalid")
    large = web.post("/api/session", json={"name": "li", "password": "x" * 20_000})
    assert refused(large) == (413, "request.large")
    assert refused(clerk.post("/api/tickets/first/start")) == (422, "request.invalid")
    assert refused(clerk.post(f"/api/tickets/{2**70}/start")) == (422, "request.invalid")
    assert refused(clerk.post("/api/counters/3/close", json={})) == (422, "request.invalid")
    assert refused(clerk.post("/api/counters/3/close", json={"reason": " "})) == (
        422,
        "reason.missing",
    )


def test_the_language_of_the_reader(clerk: httpx.Client) -> None:
    def said(language: str) -> str:
        answer = clerk.post("/api/counters/3/next", headers={"Accept-Language": language})
        return str(answer.json()["message"])

    assert said("zh-CN,zh;q=0.9,en;q=0.5") == said("") == said("ru") == said("*;q=broken")
    assert "窗口" in said("zh")
    assert "counter" in said("en-GB,en;q=0.9,zh;q=0.5").lower()


def test_a_state_is_said_in_words() -> None:
    refusal = Refusal("ticket.wrong_state", number="A001", state="missed", verb="start")
    assert "已过号" in message_of(refusal, "zh")
    assert "missed" in message_of(refusal, "en")


def test_trouble_with_the_database(
    web: httpx.Client, clerk: httpx.Client, hall: Hall, folder: Path, desk: Desk
) -> None:
    token = desk.take().token
    hall.ground.store.engine.dispose()
    database = folder / "hall.db"
    for suffix in ("-wal", "-shm"):
        Path(f"{database}{suffix}").unlink(missing_ok=True)
    database.write_bytes(b"this is no database at all" * 400)
    for path in ("/api/health", "/api/board", "/api/counters/3"):
        said = clerk.get(path)
        assert refused(said) == (503, "database.broken")
        assert str(folder) not in said.text
    page = web.get(f"/s/{token}")
    assert page.status_code == 503
    assert "暂时查不到" in page.text


def test_a_bug_of_ours(
    web: httpx.Client, hall: Hall, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(hall), "board", lambda _: 1 // 0)
    said = web.get("/api/board")
    assert refused(said) == (500, "request.failed")
    assert said.headers["X-Content-Type-Options"] == "nosniff"
    assert "ZeroDivisionError" not in said.text
    until = time.monotonic() + 30  # it is written down after the answer
    while "ZeroDivisionError" not in caplog.text:
        assert time.monotonic() < until
        time.sleep(0.01)


def test_whoever_leaves_in_the_middle_of_a_form(
    web: httpx.Client, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    address = (web.base_url.host, web.base_url.port or 80)
    form = b"POST /sign-in HTTP/1.1\r\nHost: hall\r\nContent-Length: 500\r\n\r\nname="
    with socket.create_connection(address) as line:
        line.sendall(form)
    until, told = time.monotonic() + 30, ""
    while "request.left" not in told:
        assert time.monotonic() < until
        time.sleep(0.01)
        told += capsys.readouterr().out
    assert "Traceback" not in caplog.text


def test_statuses() -> None:
    assert status_of("hall.missing") == 503
    assert status_of("database.busy") == 503
    assert status_of("anything.else") == 409
    assert status_of("service.unknown") == 404
