"""The JSON API as a console and a board use it."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx

import kiosk
from kiosk.hall import Hall
from printers.status import State as PrinterState
from tests.kiosk.web.conftest import MARRIAGE, PASSWORD, PROPERTY, Desk, Hands, sign_in
from tests.ui.papers import say_how_the_printer_is

COUNTER = {
    "code": "3",
    "name": "综合窗口",
    "name_en": "General counter",
    "kind": "comprehensive",
    "area": "A区",
    "area_en": "Area A",
    "open": True,
    "paused": None,
    "paused_at": None,
    "paused_zh": None,
    "paused_en": None,
}


def test_one_ticket_goes_all_the_way(clerk: httpx.Client, desk: Desk, clock: Hands) -> None:
    taken = desk.take()
    seen = clerk.get("/api/counters/3").json()
    assert (seen["counter"], seen["current"], seen["waiting"]) == (COUNTER, None, 1)

    called = clerk.post("/api/counters/3/next").json()
    assert called == {
        "id": taken.ticket.id,
        "number": "A001",
        "group": "A",
        "day": "2026-11-23",
        "service": MARRIAGE,
        "service_name": "内地居民结婚登记",
        "service_name_en": "Marriage registration",
        "state": "called",
        "priority": None,
        "issued_at": "2026-11-23T01:30:00Z",
        "counter": "3",
        "called_at": "2026-11-23T01:30:00Z",
        "calls": 1,
        "return_to": None,
        "visit": None,
    }
    path = f"/api/tickets/{called['id']}"
    clock.forward(seconds=15)
    again = clerk.post(f"{path}/recall").json()
    assert (again["state"], again["calls"]) == ("called", 2)
    assert clerk.post(f"{path}/start").json()["state"] == "serving"
    assert clerk.get("/api/counters/3").json()["current"]["number"] == "A001"
    assert clerk.post(f"{path}/finish").json()["state"] == "finished"
    assert clerk.get("/api/counters/3").json()["current"] is None


def test_miss_and_abandon(clerk: httpx.Client, desk: Desk, clock: Hands) -> None:
    desk.take()
    ticket = clerk.post("/api/counters/3/next").json()["id"]
    too_soon = clerk.post(f"/api/tickets/{ticket}/miss")
    assert (too_soon.status_code, too_soon.json()["refusal"]) == (409, "ticket.called_too_little")
    clock.forward(seconds=15)
    clerk.post(f"/api/tickets/{ticket}/recall")
    assert clerk.post(f"/api/tickets/{ticket}/miss").json()["state"] == "missed"
    assert clerk.post(f"/api/tickets/{ticket}/abandon").json()["state"] == "abandoned"


def test_a_second_press_gets_the_same_ticket(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    desk.take()
    first = clerk.post("/api/counters/3/next", json={"nonce": "n1"})
    second = clerk.post("/api/counters/3/next", json={"nonce": "n1"})
    assert first.json() == second.json()


def test_the_board(web: httpx.Client, desk: Desk, clock: Hands) -> None:
    desk.take()
    desk.take(PROPERTY)
    waiting = desk.take()
    desk.hall.start(desk.call("3").id, desk.actor)
    clock.forward(minutes=1)
    desk.call("9")
    board = web.get("/api/board").json()
    assert board["name"] == desk.hall.settings.name
    assert board["name_en"] == desk.hall.settings.name_en
    assert board["now"] == "2026-11-23T01:31:00Z"
    assert isinstance(board["version"], int)
    assert [(c["number"], c["counter"]["code"], c["serving"]) for c in board["calls"]] == [
        ("D001", "9", False),
        ("A001", "3", True),
    ]
    assert board["calls"][0]["at"] == "2026-11-23T01:31:00Z"
    assert board["calls"][0]["calls"] == 1
    assert board["calls"][1]["counter"] == COUNTER
    lines = {line["prefix"]: line for line in board["waiting"]}
    assert lines["A"]["next"] == [waiting.ticket.number]
    assert (lines["A"]["count"], lines["D"]["count"]) == (1, 0)
    assert lines["D"]["name_en"] == "Real estate: registration, sale, tax"
    assert [c["code"] for c in board["counters"]] == [c.code for c in desk.hall.counters()]


def test_the_hall(web: httpx.Client, hall: Hall) -> None:
    seen = web.get("/api/hall").json()
    assert seen["day"] == "2026-11-23"
    assert seen["name"] == hall.settings.name
    assert COUNTER in seen["counters"]
    assert {"prefix": "G", "name": "税务综合", "name_en": "Tax"} in seen["groups"]


def test_a_counter_closes_and_opens(clerk: httpx.Client, hall: Hall) -> None:
    closed = clerk.post("/api/counters/3/close", json={"reason": "lunch"})
    assert closed.json() == COUNTER | {"open": False}
    assert clerk.post("/api/counters/3/next").json()["refusal"] == "counter.closed"
    assert clerk.post("/api/counters/3/open").json() == COUNTER


def test_papers_that_did_not_come_out(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    assert clerk.get("/api/counters/3").json()["jobs"] == []
    spoil(desk.hall, "error = 'printer.missing'")
    (job,) = clerk.get("/api/counters/3").json()["jobs"]
    assert job == {
        "id": job["id"],
        "number": "A001",
        "printer": "main",
        "state": "queued",
        "error": "printer.missing",
        "reprint": 0,
        "created_at": "2026-11-23T01:30:00Z",
        "sent_at": None,
        "done_at": None,
    }


def test_the_papers_of_the_ticket_at_the_counter(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    spoil(desk.hall, "state = 'unknown', error = 'printer.lost', sent_at = created_at")
    (lost,) = clerk.get("/api/counters/3").json()["jobs"]
    again = clerk.post(f"/api/jobs/{lost['id']}/reprint")
    assert (again.status_code, again.json()["reprint"]) == (200, 1)
    assert clerk.get("/api/counters/3").json()["papers"] == []
    clerk.post("/api/counters/3/next")
    seen = clerk.get("/api/counters/3").json()
    assert [(job["state"], job["reprint"]) for job in seen["papers"]] == [
        ("unknown", 0),
        ("queued", 1),
    ]
    assert seen["jobs"] == []


def test_a_paper_is_put_aside(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    spoil(desk.hall, "state = 'failed', error = 'printer.late'")
    (job,) = clerk.get("/api/counters/3").json()["jobs"]
    assert clerk.post(f"/api/jobs/{job['id']}/aside").json() == job
    assert clerk.get("/api/counters/3").json()["jobs"] == []


def test_the_printers(clerk: httpx.Client, hall: Hall) -> None:
    (unseen,) = clerk.get("/api/counters/3").json()["printers"]
    assert unseen == {
        "name": "main",
        "here": True,
        "state": "no_answer",
        "prints": False,
        "since": None,
        "seen_at": None,
        "waiting": 0,
    }
    hall.issue(MARRIAGE)
    say_how_the_printer_is(hall, PrinterState.NEAR_END)
    (near,) = clerk.get("/api/counters/3").json()["printers"]
    assert near == unseen | {
        "state": "near_end",
        "prints": True,
        "since": "2026-11-23T01:30:00Z",
        "seen_at": "2026-11-23T01:30:00Z",
        "waiting": 1,
    }


def spoil(hall: Hall, values: str) -> None:
    with hall.ground.store.write() as connection:
        connection.exec_driver_sql(f"UPDATE print_jobs SET {values}")


def test_sign_in_and_out(web: httpx.Client, clock: Hands) -> None:
    said = web.post("/api/session", json={"name": "li", "password": PASSWORD, "counter": "3"})
    assert said.status_code == 201
    session = said.json()
    until = datetime.fromisoformat(session.pop("expires_at"))
    assert until.tzinfo == UTC
    assert until > clock()
    assert len(session.pop("token")) >= 22
    assert session == {
        "name": "li",
        "display_name": "Li",
        "role": "clerk",
        "counter": "3",
        "stands_in_for": None,
        "stands_in_for_name": None,
    }

    sign_in(web, "li", "3")
    assert web.get("/api/counters/3").status_code == 200
    gone = web.delete("/api/session")
    assert (gone.status_code, gone.content) == (204, b"")
    assert web.get("/api/counters/3").status_code == 401


def test_a_session_expires(clerk: httpx.Client, clock: Hands, hall: Hall) -> None:
    clock.forward(hours=hall.settings.staff.session_hours, seconds=-1)
    assert clerk.get("/api/counters/3").status_code == 200
    clock.forward(seconds=1)
    said = clerk.get("/api/counters/3")
    assert (said.status_code, said.json()["refusal"]) == (401, "session.invalid")
    assert said.headers["WWW-Authenticate"] == "Bearer"


def test_health(web: httpx.Client) -> None:
    assert web.get("/api/health").json() == {
        "status": "ok",
        "version": kiosk.__version__,
        "day": "2026-11-23",
    }
