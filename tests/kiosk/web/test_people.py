"""People in the hall as a console sees them: help, who is back, priority, appointments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from kiosk.hall import Hall, open_hall
from tests.hall import change_settings
from tests.kiosk.web.conftest import Desk, Hands, sign_in


@pytest.fixture
def hall(folder: Path, clock: Hands) -> Iterator[Hall]:
    change_settings(folder, "[staff]", "[appointments.E]\nlead_minutes = 0\n\n[staff]")
    with open_hall(folder, clock) as opened:
        yield opened


def test_a_call_for_help_is_answered(clerk: httpx.Client, hall: Hall) -> None:
    assert clerk.get("/api/help").json() == []
    hall.help("1号取号机")
    (call,) = clerk.get("/api/help").json()
    assert (call["place"], call["answered_by"]) == ("1号取号机", None)
    answered = clerk.post(f"/api/help/{call['id']}/answer").json()
    assert answered["answered_by"] == "Li"
    assert clerk.get("/api/help").json() == []
    assert clerk.post("/api/help/4711/answer").status_code == 404


def test_who_is_back_is_checked_in_once(clerk: httpx.Client, desk: Desk) -> None:
    ticket = desk.take().ticket.id
    clerk.post("/api/counters/3/next")
    desk.miss(ticket)
    back = clerk.post(f"/api/tickets/{ticket}/check-in").json()
    assert (back["state"], back["counter"]) == ("waiting", None)
    again = clerk.post(f"/api/tickets/{ticket}/check-in")
    assert (again.status_code, again.json()["refusal"]) == (409, "ticket.checked_in_already")


def test_priority_needs_a_reason(clerk: httpx.Client, desk: Desk) -> None:
    ticket = desk.take().ticket.id
    where = f"/api/tickets/{ticket}/priority"
    for body in ({"priority": "elderly"}, {"priority": "rich", "reason": "x"}):
        assert clerk.post(where, json=body).status_code == 422
    blank = clerk.post(where, json={"priority": "elderly", "reason": "  "})
    assert (blank.status_code, blank.json()["refusal"]) == (422, "reason.missing")
    given = clerk.post(where, json={"priority": "elderly", "reason": "拄拐杖"})
    assert given.json()["priority"] == "elderly"


def test_an_appointment_is_booked_listed_and_cancelled(
    clerk: httpx.Client, hall: Hall, clock: Hands
) -> None:
    day = (clock().astimezone(hall.ground.zone) + timedelta(days=1)).date().isoformat()
    wanted = {"service": "GA001", "day": day}
    free = clerk.get("/api/appointments/free", params=wanted).json()
    assert free[0]["free"] == 2
    made = clerk.post("/api/appointments", json=wanted | {"slot": "10:30"})
    assert made.status_code == 201
    booked = made.json()
    assert (len(booked["code"]), booked["appointment"]["state"]) == (8, "booked")
    assert hall.scan(booked["link"]) is not None
    (listed,) = clerk.get("/api/appointments", params={"day": day}).json()
    assert listed == booked["appointment"]
    gone = clerk.post(f"/api/appointments/{listed['id']}/cancel").json()
    assert gone["state"] == "cancelled"
    wrong = clerk.post("/api/appointments", json=wanted | {"slot": "10:31"})
    assert (wrong.status_code, wrong.json()["refusal"]) == (409, "appointment.no_slot")


def test_an_inspector_only_looks(web: httpx.Client, hall: Hall) -> None:
    call = hall.help("a").id
    assert web.get("/api/help").status_code == 401
    wu = sign_in(web, "wu")
    assert len(wu.get("/api/help").json()) == 1
    assert wu.post(f"/api/help/{call}/answer").status_code == 403
