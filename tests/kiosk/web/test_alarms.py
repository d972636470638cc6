"""Alarms over HTTP: for supervisors only, live, in their language, and taken once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from httpx_sse import ServerSentEvent, connect_sse

from kiosk.alarms.watch import watching
from kiosk.hall import Hall
from tests.kiosk.web.conftest import Desk, Hands, sign_in


@pytest.fixture
def chief(url: str) -> Iterator[httpx.Client]:
    """An administrator, who watches over the hall like a supervisor."""
    with httpx.Client(base_url=url, timeout=60) as client:
        yield sign_in(client, "admin")


def lists(events: Iterator[ServerSentEvent]) -> Iterator[list[dict[str, Any]]]:
    for event in events:
        assert event.event == "alarms"
        yield json.loads(event.data)


def test_it_comes_to_the_supervisor_and_stays_until_it_is_taken(
    chief: httpx.Client, hall: Hall, desk: Desk, clock: Hands
) -> None:
    with (
        watching(hall),
        connect_sse(chief, "GET", "/api/alarms/news?lang=zh") as source,
    ):
        told = lists(source.iter_sse())
        assert next(told) == []
        call = hall.help("入口1号取号机")
        clock.forward(seconds=30)
        (alarm,) = next(told)
        assert alarm["text"] == "入口1号取号机 有人求助，09:30 起没有人应"
        assert (alarm["kind"], alarm["taken_by"], alarm["ended_at"]) == ("help", None, None)
        hall.answer_help(call.id, desk.actor)
        (over,) = next(told)
        assert over["ended_at"] is not None
        said = chief.post(f"/api/alarms/{alarm['id']}/take", headers={"Accept-Language": "en"})
        taken = said.json()
        assert taken["taken_by"] == desk.actor.account.display_name
        assert taken["text"].endswith("unanswered since 09:30 (over since 09:30)")
        assert next(told) == []
    assert chief.get("/api/alarms").json() == []
    assert chief.post("/api/alarms/99/take").json()["refusal"] == "alarm.unknown"


def test_nobody_else_sees_them(web: httpx.Client, clerk: httpx.Client, url: str) -> None:
    for path in ("/api/alarms", "/api/alarms/news"):
        assert web.get(path).status_code == 401
        assert clerk.get(path).json()["refusal"] == "account.not_allowed"
    assert clerk.post("/api/alarms/1/take").status_code == 403


def test_the_stream_ends_with_the_session(chief: httpx.Client, url: str, desk: Desk) -> None:
    with connect_sse(chief, "GET", "/api/alarms/news") as source:
        told = lists(source.iter_sse())
        assert next(told) == []
        with httpx.Client(base_url=url, headers=chief.headers) as other:
            assert other.delete("/api/session").status_code == 204
        desk.take()
        assert list(told) == []


def test_the_console_of_a_supervisor_has_them_too(
    chief: httpx.Client, clerk: httpx.Client, hall: Hall, clock: Hands
) -> None:
    hall.help("入口")
    clock.forward(minutes=1)
    hall.look_for_alarms()
    (seen,) = chief.get("/api/counters/3/console").json()["alarms"]
    assert seen == chief.get("/api/alarms").json()[0]
    assert clerk.get("/api/counters/3/console").json()["alarms"] == []
