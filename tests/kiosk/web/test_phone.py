"""The phone page in a real Chromium: live, without JavaScript, light and dark, small and clear."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page, Request, expect

from kiosk.hall import Hall
from kiosk.web.limits import Limits
from kiosk.web.serve import serving
from tests.kiosk.web.conftest import Desk, Hands, Taken
from tests.kiosk.web.test_page import STEPS

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
WITHIN = 30_000
"""Milliseconds that a test waits for what comes by itself."""


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A phone without JavaScript."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def open_page(page: Page, url: str, taken: Taken, language: str = "zh") -> None:
    """The page once it listens to the news."""
    with page.expect_response(lambda said: "/news" in said.url):
        page.goto(f"{url}/s/{taken.token}?lang={language}")


def test_the_whole_way_on_an_open_page(page: Page, url: str, desk: Desk, clock: Hands) -> None:
    other, taken = desk.take(), desk.take()
    open_page(page, url, taken)
    state = page.locator(".state")
    expect(page.locator(".number")).to_have_text("A002")
    expect(page.locator(".facts")).to_contain_text("1 人")
    desk.call("3")
    expect(page.locator(".facts")).to_contain_text("下一位就是您", timeout=WITHIN)
    desk.call("4")
    expect(page.locator(".go")).to_have_text("请到 4 号窗口", timeout=WITHIN)
    assert page.title() == "A002 请到 4 号窗口"
    clock.forward(seconds=15)
    desk.hall.recall(taken.ticket.id, desk.actor)
    expect(page.locator(".called.run")).to_contain_text("已叫 2 次", timeout=WITHIN)
    desk.hall.start(taken.ticket.id, desk.actor)
    expect(state).to_have_text("正在办理", timeout=WITHIN)
    desk.hall.finish(taken.ticket.id, desk.actor)
    expect(state).to_have_text("已办结", timeout=WITHIN)
    expect(page.locator(".papers")).to_be_hidden()
    expect(page.locator(".fresh")).to_be_visible()
    assert other.ticket.number == "A001"


def test_a_call_is_on_the_page_within_five_seconds(
    page: Page, url: str, desk: Desk, clock: Hands
) -> None:
    taken = desk.take()
    open_page(page, url, taken)
    desk.call("3")
    page.locator(".ticket.called").wait_for(timeout=WITHIN)
    took = []
    for times in (2, 3, 4):
        clock.forward(seconds=15)
        begun = time.monotonic()
        desk.hall.recall(taken.ticket.id, desk.actor)
        expect(page.locator(".called.run")).to_contain_text(f"已叫 {times} 次", timeout=WITHIN)
        took.append(time.monotonic() - begun)
    # R45; the best of three: other programs may hold the machine for a moment.
    assert min(took) < 5


@pytest.mark.slow
def test_without_javascript(plain: Page, url: str, desk: Desk) -> None:
    taken = desk.take()
    plain.goto(f"{url}/s/{taken.token}")
    expect(plain.locator(".state")).to_have_text("等候中")
    expect(plain.locator(".papers li")).not_to_have_count(0)
    expect(plain.locator(".papers input").first).to_be_hidden()
    expect(plain.locator("footer noscript p")).to_be_visible()
    desk.call("3")
    # It comes again by itself.
    expect(plain.locator(".go")).to_have_text("请到 3 号窗口", timeout=60_000)


def test_small_and_from_here_only(page: Page, url: str, desk: Desk) -> None:
    taken = desk.take()
    arrived: list[Request] = []
    page.on("requestfinished", lambda asked: arrived.append(asked))
    page.goto(f"{url}/s/{taken.token}")
    page.locator("html.live").wait_for()
    page.wait_for_load_state("load")
    # The browser tells of what it has shown already a little later.
    until = time.monotonic() + 20
    while len(arrived) < 3 and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert len(arrived) >= 3
    assert all(asked.url.startswith(url) for asked in arrived)
    sizes = [asked.sizes() for asked in arrived]
    total = sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)
    # What the open stream of news brings comes on top.
    total += len(httpx.get(f"{url}/s/{taken.token}", timeout=30).content)
    assert total < 100_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_clear_and_within_the_screen(
    chromium: Browser, url: str, desk: Desk, language: str, scheme: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(
        viewport={"width": 320, "height": 640}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    try:
        for state, steps in STEPS.items():
            taken = desk.take()
            for step in steps:
                step(desk, taken.ticket.id)
            page.goto(f"{url}/s/{taken.token}?lang={language}")
            assert page.locator(f".ticket.{state.split(',')[0]}").count() == 1, state
            _judge(page)
            page.evaluate("document.body.classList.add('stale')")
            _judge(page)
            _clear(desk, taken)
        waiting = f"/s/{desk.take().token}"
        for path in ("/", "/s/wrong", "/nothing", f"{waiting}/why", f"{waiting}/give-up"):
            page.goto(f"{url}{path}?lang={language}")
            _judge(page)
    finally:
        context.close()


def _clear(desk: Desk, taken: Taken) -> None:
    """Nobody is left for the next call."""
    state = desk.hall.ticket_of_number(taken.ticket.number).state.value
    if state in {"waiting", "called", "missed"}:
        desk.hall.abandon(taken.ticket.id, desk.actor)
    if state == "serving":
        desk.hall.finish(taken.ticket.id, desk.actor)


def _judge(page: Page) -> None:
    assert page.evaluate(CONTRAST) == []
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) == 0
    for link in page.locator("nav a").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_ticks_stay(page: Page, url: str, desk: Desk) -> None:
    taken = desk.take("SC001")
    open_page(page, url, taken)
    page.get_by_label("个体工商户登记申请书").check()
    desk.take()
    desk.call("3")
    page.locator(".ticket.called").wait_for(timeout=WITHIN)
    expect(page.get_by_label("个体工商户登记申请书")).to_be_checked()
    page.reload()
    expect(page.get_by_label("个体工商户登记申请书")).to_be_checked()
    expect(page.get_by_label("经营场所使用证明")).not_to_be_checked()


@pytest.mark.slow
def test_a_lost_connection_is_said_and_heals(chromium: Browser, hall: Hall, desk: Desk) -> None:
    taken = desk.take()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    try:
        with serving(hall) as url:
            port = int(url.rpartition(":")[2])
            open_page(page, url, taken)
            expect(page.locator(".asof .lost")).to_be_hidden()
        expect(page.locator(".asof .lost")).to_be_visible(timeout=60_000)
        expect(page.locator(".asof .lost")).to_contain_text("显示的是 09:30 的情况")
        desk.call("3")
        with serving(hall, port=port):
            expect(page.locator(".go")).to_have_text("请到 3 号窗口", timeout=60_000)
            expect(page.locator(".asof .lost")).to_be_hidden()
    finally:
        context.close()


def test_it_asks_when_there_is_no_room_for_a_stream(
    chromium: Browser, hall: Hall, desk: Desk
) -> None:
    taken = desk.take()
    context = chromium.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    try:
        with serving(hall, limits=Limits(streams=0)) as url:
            open_page(page, url, taken)
            desk.call("3")
            expect(page.locator(".go")).to_have_text("请到 3 号窗口", timeout=WITHIN)
    finally:
        context.close()


def test_a_link_that_ends_leads_to_the_kind_page(chromium: Browser, hall: Hall, desk: Desk) -> None:
    taken = desk.take()
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    try:
        with serving(hall) as url:
            open_page(page, url, taken)
            with hall.ground.store.write() as connection:
                connection.exec_driver_sql("UPDATE tickets SET link_until = '2026-01-01 00:00:00'")
            expect(page.locator(".state")).to_have_text("这个链接打不开", timeout=2 * WITHIN)
    finally:
        context.close()


def test_who_was_missed_checks_in_by_the_page(page: Page, url: str, desk: Desk) -> None:
    """The button comes with the news, and leads back to the same page, in line again."""
    taken = desk.take()
    open_page(page, url, taken)
    desk.call("3")
    desk.miss(taken.ticket.id)
    page.get_by_role("button", name="我回来了，报到").click(timeout=WITHIN)
    expect(page.locator(".state")).to_have_text("等候中", timeout=WITHIN)
    expect(page.get_by_role("button", name="我回来了，报到")).to_have_count(0)
