"""The inspector's page: why a number was called, and what each of the staff did out of order."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority
from kiosk.staff import Actor, Role
from tests.kiosk.web.conftest import MARRIAGE, PASSWORD
from tests.kiosk.web.test_office import enter
from tests.kiosk.web.test_page import words_of

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")


@pytest.fixture
def morning(hall: Hall) -> Hall:
    """A001 to A003 wait, A003 with priority is called first, then A002 out of its order."""
    admin = Actor(hall.prove("admin", PASSWORD))
    hall.add_account("qian", "Qian", Role.INSPECTOR, PASSWORD, admin)
    hall.add_account("wang", "Wang", Role.CLERK, PASSWORD, admin)
    clerk = Actor(hall.prove("wang", PASSWORD))
    for priority in (None, None, Priority.ELDERLY):
        hall.issue(MARRIAGE, priority=priority)
    hall.call_next("3", clerk)
    hall.call_number("2", "A002", clerk, "child is ill")
    return hall


def test_an_inspector_reads_why_and_what_was_out_of_order(morning: Hall, url: str) -> None:
    with httpx.Client(base_url=url, timeout=60) as inspector:
        enter(inspector, "qian")
        said = words_of(inspector.get("/office/calls?number=a003"))
        assert "叫到 3 号窗口：它有优先。比它先来、这次没有叫的有 A001。" in said
        assert "Wang" in said
        assert "child is ill" in said
        waits = words_of(inspector.get("/office/calls?number=A001"))
        assert "A001 还在等" in waits
        assert "今天没有这个号" in words_of(inspector.get("/office/calls?number=A999"))
        assert "2020-01-02 没有这个号：A003" in words_of(
            inspector.get("/office/calls?number=A003&day=2020-01-02")
        )
        before = words_of(inspector.get("/office/calls?first=2020-01-01&last=2020-01-02"))
        assert "child is ill" not in before
        assert "这段时间没有叫号" in before
        wrong = inspector.get("/office/calls?first=now")
        assert 'role="alert"' in wrong.text


def test_nobody_else_may_read_it(morning: Hall, url: str) -> None:
    with httpx.Client(base_url=url, timeout=60) as somebody:
        away = somebody.get("/office/calls")
        assert away.headers["location"].startswith("/sign-in?next=")
        enter(somebody, "wang")
        assert somebody.get("/office/calls").status_code == 403


@pytest.mark.parametrize(
    ("locale", "scheme", "width"), [("zh-CN", "light", 1280), ("en-GB", "dark", 390)]
)
def test_the_page_is_clear(
    chromium: Browser, morning: Hall, url: str, locale: str, scheme: str, width: int
) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        locale=locale,
    )
    page = context.new_page()
    try:
        page.goto(f"{url}/sign-in?next=/office/calls")
        page.locator("input[name=name]").fill("qian")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("button.main").click()
        page.locator("input[name=number]").fill("A003")
        page.locator("button.main").click()
        page.locator(".story p").first.wait_for()
        assert page.evaluate(CONTRAST) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    finally:
        context.close()
