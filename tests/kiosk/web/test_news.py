"""Streams: news comes at once and after changes, gives signs of life, and ends with the server."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import httpx
import pytest
from httpx_sse import ServerSentEvent, connect_sse

from kiosk.hall import Hall, open_hall
from kiosk.web import news, pages
from kiosk.web.limits import Limits
from kiosk.web.serve import serving
from tests.kiosk.web.conftest import Desk


def version(event: ServerSentEvent) -> int:
    assert event.event == "change"
    return int(json.loads(event.data)["version"])


def until_change(events: Iterator[ServerSentEvent], after: int) -> int:
    return next(found for event in events if (found := version(event)) > after)


def test_news_at_once_and_after_a_change(web: httpx.Client, desk: Desk) -> None:
    with connect_sse(web, "GET", "/api/news") as source:
        source.response.raise_for_status()
        assert source.response.headers["Cache-Control"] == "no-store"
        events = source.iter_sse()
        first = version(next(events))
        took = []
        for _ in range(5):
            desk.take()
            begun = time.monotonic()
            first = until_change(events, first)
            took.append(time.monotonic() - begun)
        # R33; the best of five: other programs may hold the machine for a moment, not five times.
        assert min(took) < 1.0
        assert web.get("/api/board").json()["version"] >= first


def test_news_from_another_process(web: httpx.Client, hall: Hall) -> None:
    with (
        connect_sse(web, "GET", "/api/news") as source,
        open_hall(hall.ground.folder, hall.ground.clock) as other,
    ):
        events = source.iter_sse()
        first = version(next(events))
        other.issue("MZ001")
        assert until_change(events, first) > first


def test_a_burst_is_little_news(web: httpx.Client, desk: Desk) -> None:
    with connect_sse(web, "GET", "/api/news") as source:
        events = source.iter_sse()
        first = version(next(events))
        for _ in range(30):
            desk.take()
        last = desk.hall.bell.version()
        heard = 0
        while first < last:
            first = version(next(events))
            heard += 1
        assert heard < 15


def test_a_sign_of_life(url: str, monkeypatch: pytest.MonkeyPatch, hall: Hall) -> None:
    monkeypatch.setattr(news.News.changes, "__defaults__", (0.05,))
    with serving(hall) as url, httpx.stream("GET", f"{url}/api/news", timeout=60) as said:
        for line in said.iter_lines():
            if line.startswith(":"):
                break


@pytest.mark.anyio
async def test_a_change_in_the_moment_of_a_sign_of_life_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both come due while the loop is busy; the change must not be taken for silence."""
    monkeypatch.setattr(news, "PAUSE_SECONDS", 0)
    told = news.News(desk.hall)
    changes = told.changes(silence=0.02)
    assert await anext(changes)
    waiting = asyncio.ensure_future(anext(changes))
    await asyncio.sleep(0.001)
    asyncio.get_running_loop().call_later(0.001, told._ring)
    time.sleep(0.1)  # noqa: ASYNC251 - so busy
    assert await waiting
    await changes.aclose()


def test_streams_end_with_the_server(hall: Hall, desk: Desk) -> None:
    token = desk.take().token
    with ExitStack() as clients:
        with serving(hall) as url:
            sources = [
                clients.enter_context(connect_sse(client, "GET", path)).iter_sse()
                for path in ("/api/news", "/api/news", f"/s/{token}/news")
                for client in [clients.enter_context(httpx.Client(base_url=url, timeout=60))]
            ]
            for source in sources:
                next(source)
        for source in sources:
            list(source)  # ends by itself, without a broken connection


def test_a_reader_that_leaves_frees_its_place(hall: Hall) -> None:
    with serving(hall, limits=Limits(streams=2, streams_each=2)) as url:
        for _ in range(6):
            with httpx.stream("GET", f"{url}/api/news", timeout=60) as said:
                assert _ready(said, url)
        with (
            httpx.stream("GET", f"{url}/api/news", timeout=60) as one,
            httpx.stream("GET", f"{url}/api/news", timeout=60) as two,
        ):
            assert one.status_code == two.status_code == 200
            full = httpx.get(f"{url}/api/news", timeout=30)
            assert (full.status_code, full.json()["refusal"]) == (429, "request.limited")
            assert full.headers["Retry-After"] == "30"


def _ready(said: httpx.Response, url: str) -> bool:
    # The server hears a moment later that the last reader has left.
    until = time.monotonic() + 30
    while said.status_code == 429 and time.monotonic() < until:
        said = httpx.get(f"{url}/api/health", timeout=30)
    return said.status_code == 200


def test_the_pieces_of_a_page(web: httpx.Client, desk: Desk) -> None:
    taken = desk.take()
    with connect_sse(web, "GET", f"/s/{taken.token}/news?lang=en") as source:
        events = source.iter_sse()
        now, as_of = next(events), next(events)
        assert (now.event, as_of.event) == ("now", "asof")
        assert "You are next" in now.data
        assert "As of 09:30" in as_of.data
        desk.hall.start(desk.call("3").id, desk.actor)
        served = next(event for event in events if "Being served" in event.data)
        assert served.event == "now"
        desk.hall.finish(taken.ticket.id, desk.actor)
        rest = list(events)  # a ticket that is over has no more news
        assert "Finished" in rest[-2].data
        assert rest[-1].event == "asof"


def test_a_link_that_ends_while_open(
    web: httpx.Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_STILL_SECONDS", 0.05)
    token = desk.take().token
    with connect_sse(web, "GET", f"/s/{token}/news") as source:
        events = source.iter_sse()
        assert next(events).event == "now"
        with desk.hall.ground.store.write() as connection:
            connection.exec_driver_sql(
                "UPDATE tickets SET link_until = ?", (datetime(2026, 1, 1, tzinfo=UTC).isoformat(),)
            )
        assert list(events)[-1].event == "gone"
