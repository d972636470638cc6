"""The phone page as plain HTML: every state, both languages, wrong and expired links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import httpx
import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import Wait
from tests.kiosk.web.conftest import PROPERTY, Desk, Hands


def words_of(page: httpx.Response) -> str:
    """What a person reads, without tags."""
    text = re.sub(r"<head>.*?</head>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(text))


Step = Callable[[Desk, int], object]
STEPS: dict[str, list[Step]] = {
    "waiting": [],
    "called": [lambda desk, _: desk.call("3")],
    "serving": [lambda desk, _: desk.call("3"), lambda desk, t: desk.hall.start(t, desk.actor)],
    "finished": [
        lambda desk, _: desk.call("3"),
        lambda desk, t: desk.hall.start(t, desk.actor),
        lambda desk, t: desk.hall.finish(t, desk.actor),
    ],
    "missed": [lambda desk, _: desk.call("3"), lambda desk, t: desk.miss(t)],
    "parked": [lambda desk, _: desk.call("3"), lambda desk, t: desk.hall.park(t, desk.actor)],
    "abandoned": [lambda desk, t: desk.hall.abandon(t, desk.actor)],
    "parked, closed": [
        lambda desk, _: desk.call("3"),
        lambda desk, t: desk.hall.park(t, desk.actor),
        lambda desk, _: desk.hall.close_counter("3", desk.actor, "下班"),
    ],
}
SAYS = {
    ("waiting", "zh"): ("等候中", "下一位就是您", "可以办理的窗口", "A区 1 2 3 4"),
    ("waiting", "en"): ("Waiting", "You are next", "Counters that can serve you", "Area B 5 6 7"),
    ("called", "zh"): ("正在叫您", "请到 3 号窗口", "A区 综合窗口", "09:30 叫号"),
    ("called", "en"): ("It is your turn", "Please go to counter 3", "General counter, Area A"),
    ("serving", "zh"): ("正在办理", "3 号窗口"),
    ("serving", "en"): ("Being served", "Counter 3"),
    ("finished", "zh"): ("已办结", "感谢您的到来"),
    ("finished", "en"): ("Finished", "Thank you for coming"),
    ("parked", "zh"): ("窗口保留", "直接回到 3 号窗口"),
    ("parked", "en"): ("Kept for you", "go straight back to counter 3"),
    ("parked, closed", "zh"): ("请报到", "3 号窗口已经关闭", "到其他窗口接着办", "我回来了，报到"),
    ("parked, closed", "en"): ("Check in", "Counter 3 has closed", "I am back, check me in"),
    ("missed", "zh"): ("已过号", "本半天内可以报到一次", "我回来了，报到"),
    ("missed", "en"): ("Missed", "you can check in once", "I am back, check me in"),
    ("abandoned", "zh"): ("已弃号", "请重新取号"),
    ("abandoned", "en"): ("Given up", "take a new number"),
}


@pytest.mark.parametrize(("state", "language"), SAYS)
def test_each_state(web: httpx.Client, desk: Desk, state: str, language: str) -> None:
    taken = desk.take()
    for step in STEPS[state]:
        step(desk, taken.ticket.id)
    page = web.get(f"/s/{taken.token}", headers={"Accept-Language": language})
    assert page.status_code == 200
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in page.text
    text = words_of(page)
    for phrase in (*SAYS[state, language], "A001", "09:30", "12345"):
        assert phrase in text
    assert desk.hall.settings.title(language) in text
    over = state in {"finished", "abandoned"}
    assert ("http-equiv" in page.text) != over
    papers = "请核对材料" if language == "zh" else "Check your papers"
    assert (papers in text) != over


def test_what_else_it_says(web: httpx.Client, desk: Desk) -> None:
    desk.take()
    taken = desk.take("SC001")
    zh = words_of(web.get(f"/s/{taken.token}"))
    assert "B001" in zh
    assert "前面还有 1 人" in zh
    assert "个体工商户设立登记" in zh
    assert "经营场所使用证明 可以后补" in zh
    assert "这些不用带，窗口联网核验 经营者身份证件" in zh
    assert "取号时间 11月23日 09:30" in zh
    assert "本页保留到 11月26日" in zh
    assert "样例数据" in zh
    en = words_of(web.get(f"/s/{taken.token}?lang=en"))
    assert "Ahead of you 1 person" in en
    assert "Sole trader registration" in en
    assert "Number taken at 23 November 09:30" in en
    assert "Page kept until 26 November" in en
    assert "Sample data" in en
    assert "Proof of right to use the business premises may follow later" in en
    # The switch to the other language is all that is not English (R20).
    assert re.findall("[一-鿿]+", en) == ["中文"]


def test_the_language_switch(web: httpx.Client, desk: Desk) -> None:
    token = desk.take().token
    english = {"Accept-Language": "en"}
    assert 'href="?lang=en"' in web.get(f"/s/{token}").text
    assert 'href="?lang=zh"' in web.get(f"/s/{token}", headers=english).text
    assert "等候中" in web.get(f"/s/{token}?lang=zh", headers=english).text
    assert "等候中" in web.get(f"/s/{token}?lang=xx").text


def test_wrong_tampered_and_expired_links_look_alike(
    web: httpx.Client, desk: Desk, clock: Hands
) -> None:
    token = desk.take().token
    pages = [
        web.get("/s/wrong"),
        web.get(f"/s/{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"),
        web.get(f"/s/{token.swapcase()}"),
        web.get(f"/s/{token}%00"),
        web.get("/s/%F0%9F%98%80"),
    ]
    clock.forward(days=4)
    pages.append(web.get(f"/s/{token}"))
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert "这个链接打不开" in pages[0].text
    assert "does not open" in web.get("/s/wrong", headers={"Accept-Language": "en"}).text


def test_a_link_lives_as_long_as_it_says(web: httpx.Client, desk: Desk, clock: Hands) -> None:
    token = desk.take().token
    clock.at = clock.at.replace(day=26, hour=15, minute=59)  # 23:59 in the hall
    assert web.get(f"/s/{token}").status_code == 200
    clock.forward(minutes=1)
    assert web.get(f"/s/{token}").status_code == 404


def test_yesterdays_ticket_has_expired(web: httpx.Client, desk: Desk, clock: Hands) -> None:
    token = desk.take().token
    clock.forward(days=1)
    desk.take()
    text = words_of(web.get(f"/s/{token}"))
    assert "已过期" in text
    assert "请重新取号" in text


def test_a_specialist_counter(web: httpx.Client, desk: Desk) -> None:
    taken = desk.take(PROPERTY)
    desk.call("9")
    assert "C区 不动产窗口" in words_of(web.get(f"/s/{taken.token}"))


def test_nothing_is_put_in_as_html(web: httpx.Client, desk: Desk, hall: Hall) -> None:
    token = desk.take().token
    with hall.ground.store.write() as connection:
        connection.exec_driver_sql("UPDATE counters SET name = '<script>alert(1)</script>'")
        connection.exec_driver_sql("UPDATE halls SET revision = revision + 1")
    desk.call("3")
    page = web.get(f"/s/{token}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    ("wait", "zh", "en"),
    [
        (Wait(600, 1150), "约 10 分钟 九成的人 20 分钟内", "about 10 min 9 in 10 within 20 min"),
        (Wait(240, 300), "约 4 分钟 九成的人 5 分钟内", "about 4 min 9 in 10 within 5 min"),
        (Wait(290, 300), "约 5 分钟 快到您了", "about 5 min Nearly"),
        (Wait(0, 20), "约 1 分钟 快到您了", "about 1 min Nearly"),
    ],
)
def test_the_wait_where_it_is_known(
    web: httpx.Client, desk: Desk, monkeypatch: pytest.MonkeyPatch, wait: Wait, zh: str, en: str
) -> None:
    token = desk.take().token
    known = replace(desk.hall.status(token), wait=wait)
    assert "预计等候" not in words_of(web.get(f"/s/{token}"))
    monkeypatch.setattr(type(desk.hall), "status", lambda *_: known)
    assert f"预计等候 {zh}" in words_of(web.get(f"/s/{token}"))
    assert f"Expected wait {en}" in words_of(web.get(f"/s/{token}?lang=en"))


def test_no_counter_is_open_any_more(web: httpx.Client, desk: Desk) -> None:
    token = desk.take(PROPERTY).token
    for code in ("9", "10"):
        desk.hall.close_counter(code, desk.actor, "power cut")
    assert "能办理的窗口现在没有开" in words_of(web.get(f"/s/{token}"))


def test_the_plain_pages(web: httpx.Client, hall: Hall) -> None:
    home = web.get("/")
    assert home.status_code == 200
    assert hall.settings.name in home.text
    assert "扫描小票上的二维码" in home.text
    assert set(re.findall(r'href="([^"?]*)', home.text)) <= {
        "",
        "/static/mark.svg",
        "/static/common.css",
        "/static/page.css",
    }
    lost = web.get("/nothing")
    assert (lost.status_code, "没有这个页面" in lost.text) == (404, True)
    assert web.post("/", json={}).status_code == 405


def test_who_was_missed_says_that_they_are_back(web: httpx.Client, desk: Desk) -> None:
    """By the button of the page, without JavaScript; once, and a second press does no harm."""
    taken = desk.take()
    for _ in range(4):
        desk.take()
    desk.call("3")
    desk.miss(taken.ticket.id)
    action = re.search(r'action="([^"]+)"', web.get(f"/s/{taken.token}").text)
    assert action is not None
    for _ in range(2):
        said = web.post(unescape(action[1]))
        assert said.status_code == 303
        page = web.get(said.headers["Location"])
        assert "等候中" in words_of(page)
        # Behind the next three, who have not been called yet.
        assert "3 人" in words_of(page)
        assert "<form" not in page.text
    assert web.post("/s/nonsense/back").status_code == 404


def test_too_late_to_be_back(web: httpx.Client, desk: Desk, clock: Hands) -> None:
    taken = desk.take()
    desk.call("3")
    desk.miss(taken.ticket.id)
    clock.forward(hours=4)
    page = web.get(f"/s/{taken.token}")
    assert "现在不能再报到了" in words_of(page)
    assert "<form" not in page.text
    assert web.post(f"/s/{taken.token}/back").status_code == 303
    assert "已过号" in words_of(web.get(f"/s/{taken.token}"))
