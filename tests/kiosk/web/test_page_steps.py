"""What leads on from the status page without JavaScript: why, giving up, where to come to."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest

from kiosk.queue.tickets import Priority, State
from tests.hall import events
from tests.kiosk.web.conftest import PROPERTY, Desk, Hands
from tests.kiosk.web.test_page import words_of


def follow(web: httpx.Client, page: httpx.Response, words: str) -> httpx.Response:
    """The page behind the link with these words."""
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{words}</a>', page.text)
    assert found is not None, f"no link {words!r}"
    return web.get(unescape(found[1]))


def test_why_i_wait_in_plain_words(web: httpx.Client, desk: Desk, clock: Hands) -> None:
    desk.take()
    taken = desk.take()
    why = follow(web, web.get(f"/s/{taken.token}?lang=zh"), "为什么还在等")
    text = words_of(why)
    assert "前面还有 1 人。" in text
    assert "现在能办您的事的窗口：1、2、3、4、5、6、7、8。" in text
    assert "没有人比您晚来而先叫。" in text
    assert "至少接着叫三位其他人" in text
    clock.forward(minutes=5)
    # His minutes count four times, so that he comes before who took the number before him.
    desk.hall.issue("MZ001", priority=Priority.DISABLED)
    clock.forward(minutes=15)
    assert desk.call("5").number == "A003"
    text = words_of(web.get(f"/s/{taken.token}/why?lang=zh"))
    assert "比您晚来、先叫到这些窗口的有 1 人" in text
    assert "A003，09:50 到 5 号窗口：它有优先。" in text
    english = words_of(web.get(f"/s/{taken.token}/why?lang=en"))
    assert "1 person who came after you was called" in english
    assert "A003, to counter 5 at 09:50: it has priority." in english
    assert re.findall("[一-鿿]+", english) == ["中文"]


def test_nobody_serves_it_now(web: httpx.Client, desk: Desk) -> None:
    taken = desk.take(PROPERTY)
    for counter in ("9", "10"):
        desk.hall.pause_counter(counter, desk.actor, "lunch")
    assert "现在都不叫号" in words_of(web.get(f"/s/{taken.token}/why"))
    # Nobody is sent to a counter that does not call.
    assert "快到您了" not in words_of(web.get(f"/s/{taken.token}"))


def test_giving_up_asks_first(web: httpx.Client, desk: Desk) -> None:
    taken = desk.take()
    asked = follow(web, web.get(f"/s/{taken.token}"), "放弃这个号")
    assert "真的放弃 A001 吗？" in words_of(asked)
    assert desk.hall.ticket_of_number("A001").state is State.WAITING
    back = follow(web, asked, "不放弃，接着等")
    assert "等候中" in words_of(back)
    action = re.search(r'method="post" action="([^"]+)"', asked.text)
    assert action is not None
    for _ in range(2):
        said = web.post(unescape(action[1]))
        assert said.status_code == 303
        assert "已弃号" in words_of(web.get(said.headers["Location"]))
    assert events(desk.hall).count("ticket.abandoned") == 1
    # Nothing leads on from a number that is over.
    for step in ("why", "give-up"):
        assert web.get(f"/s/{taken.token}/{step}").headers["Location"].startswith("/s/")


@pytest.mark.parametrize("step", ["back", "give-up", "why"])
def test_a_wrong_link_does_nothing(web: httpx.Client, desk: Desk, step: str) -> None:
    desk.take()
    said = web.get("/s/nonsense/why") if step == "why" else web.post(f"/s/nonsense/{step}")
    assert said.status_code == 404
    assert "这个链接打不开" in said.text
    assert desk.hall.ticket_of_number("A001").state is State.WAITING


@pytest.mark.parametrize(("before", "come"), [(3, False), (2, True), (0, True)])
def test_two_before_you_please_come(web: httpx.Client, desk: Desk, before: int, come: bool) -> None:
    for _ in range(before):
        desk.take(PROPERTY)
    page = web.get(f"/s/{desk.take(PROPERTY).token}?lang=zh")
    assert ("快到您了，请到C区等候" in words_of(page)) is come
    title = re.search("<title>([^<]+)</title>", page.text)
    assert title is not None
    assert ("快到了" in title[1]) is come
