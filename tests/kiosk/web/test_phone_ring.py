"""A page left open rings, vibrates and notifies when called, once somebody has pressed for it."""

from __future__ import annotations

import time

from playwright.sync_api import BrowserContext, Page, expect

from tests.kiosk.web.conftest import Desk, Hands
from tests.kiosk.web.test_phone import WITHIN, open_page

# What the phone was told to do; a desktop has no motor, and its own answer is kept.
LISTENING = """
window.shaken = [];
const shake = navigator.vibrate.bind(navigator);
navigator.vibrate = (pattern) => { window.shaken.push(pattern); return shake(pattern); };
window.sounded = 0;
document.addEventListener("DOMContentLoaded", () =>
  setTimeout(() => chime.addEventListener("playing", () => { window.sounded += 1; })));
"""
NOTIFIED = """
async () => {
  const worker = await navigator.serviceWorker.getRegistration(bell.dataset.worker);
  const shown = (await worker?.getNotifications()) ?? [];
  return shown.map((each) => `${each.title} | ${each.body}`);
}
"""
READY = """
async () => Boolean((await navigator.serviceWorker.getRegistration(bell.dataset.worker))?.active)
"""


def until(page: Page, condition: str) -> None:
    """Wait for it; the page's own policy forbids what Playwright would wait with."""
    late = time.monotonic() + 60
    while not page.evaluate(condition):
        assert time.monotonic() < late, condition
        page.wait_for_timeout(50)


def test_it_rings_when_called(page: Page, url: str, desk: Desk, clock: Hands) -> None:
    context: BrowserContext = page.context
    context.grant_permissions(["notifications"], origin=url)
    page.add_init_script(LISTENING)
    for _ in range(3):
        desk.take()
    taken = desk.take()
    open_page(page, url, taken)
    bell = page.locator("#ring")
    bell.click()
    expect(bell).to_have_attribute("aria-pressed", "true")
    until(page, "window.sounded === 1")
    until(page, f"({READY})()")
    # Two before: the page says where to come to, and rings.
    desk.call("1")
    expect(page.locator(".come")).to_have_text("快到您了，请到A区或B区等候", timeout=WITHIN)
    until(page, "window.sounded >= 2")
    for counter in ("2", "3", "4"):
        desk.call(counter)
    page.locator(".ticket.called").wait_for(timeout=WITHIN)
    until(page, "window.shaken.length >= 3")
    until(page, f"({NOTIFIED})().then((all) => all.length === 1)")
    assert page.evaluate(NOTIFIED) == ["A004 请到 4 号窗口 | A区 综合窗口"]
    before = page.evaluate("window.shaken.length")
    clock.forward(seconds=15)
    desk.hall.recall(taken.ticket.id, desk.actor)
    until(page, f"window.shaken.length > {before}")


def test_nothing_rings_unasked(page: Page, url: str, desk: Desk) -> None:
    page.add_init_script(LISTENING)
    taken = desk.take()
    open_page(page, url, taken)
    desk.call("3")
    page.locator(".ticket.called").wait_for(timeout=WITHIN)
    assert page.title() == "A001 请到 3 号窗口"
    assert page.evaluate("[window.shaken.length, window.sounded]") == [0, 0]
