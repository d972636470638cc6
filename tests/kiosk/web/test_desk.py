"""The enquiry desk: numbers for people with a reason, what changes later, and its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from kiosk.hall import Hall, open_hall
from kiosk.people.desk import For
from kiosk.queue.tickets import Priority, State, Wait
from kiosk.queue.waits import Waits
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from kiosk.web.serve import serving
from tests.hall import change_settings
from tests.kiosk.web.conftest import MARRIAGE, PASSWORD, PROPERTY, Desk, Hands, sign_in
from tests.kiosk.web.test_page import words_of
from tests.kiosk.web.test_session import browser, come_in, press

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
DEED = "不动产权证书"
CARD = "11010519491231002X"


def told(hall: Hall, kind: str) -> list[dict[str, Any]]:
    """What the chain keeps of each event of a kind, with the name of who signed it."""
    query = (
        "SELECT events.data, accounts.name FROM events LEFT JOIN accounts"
        " ON accounts.id = events.account_id WHERE kind = :kind ORDER BY seq"
    )
    with hall.ground.read() as work:
        rows = work.connection.exec_driver_sql(query, {"kind": kind}).all()
    return [{"by": name, "data": json.loads(data)} for data, name in rows]


@pytest.fixture
def staff(url: str) -> Iterator[httpx.Client]:
    """A clerk who has signed in with a browser."""
    with browser(url) as client:
        assert come_in(client).status_code == 303
        yield client


# The verbs and their API


def test_a_number_at_the_desk_needs_a_reason_and_is_signed(clerk: httpx.Client, hall: Hall) -> None:
    asked = {"service": PROPERTY, "nonce": "one", "lacking": [DEED, "elsewhere"]}
    no = clerk.post("/api/tickets", json=asked)
    assert (no.status_code, no.json()["refusal"]) == (422, "reason.missing")
    asked["reason"] = "老年人"
    given = clerk.post("/api/tickets", json=asked)
    assert given.status_code == 201
    assert given.json()["ticket"]["number"] == "D001"
    assert hall.job(given.json()["job"]).ticket == given.json()["ticket"]["id"]
    # A second press is the same number, and nothing more is written.
    second = clerk.post("/api/tickets", json=asked).json()
    assert second["ticket"]["number"] == "D001"
    assert second["repeated"]
    (event,) = told(hall, "ticket.issued_for")
    assert event["by"] == "li"
    assert event["data"] == {"reason": "老年人", "lacking": [DEED]}


def test_an_inspector_only_looks(url: str, desk: Desk) -> None:
    taken = desk.take().ticket
    with httpx.Client(base_url=url, timeout=60) as client:
        sign_in(client, "wu")
        for path, body in (
            ("", {"service": MARRIAGE, "reason": "x"}),
            (f"/{taken.id}/service", {"service": PROPERTY, "reason": "x"}),
            (f"/{taken.id}/priority/take", {"reason": "x"}),
            (f"/{taken.id}/reprint", None),
        ):
            assert client.post(f"/api/tickets{path}", json=body).status_code == 403
        found = client.get("/api/tickets", params={"number": taken.number}).json()
        assert [each["id"] for each in found] == [taken.id]


def test_another_service_keeps_number_and_place(clerk: httpx.Client, desk: Desk) -> None:
    moved, later = desk.take(MARRIAGE).ticket, desk.take(PROPERTY).ticket
    path = f"/api/tickets/{moved.id}/service"
    body = {"service": PROPERTY, "reason": "取号时选错事项"}
    for _ in range(2):
        changed = clerk.post(path, json=body)
        assert changed.status_code == 200, changed.text
        assert changed.json()["number"] == moved.number
        assert changed.json()["service"] == PROPERTY
    assert len(told(desk.hall, "ticket.transferred")) == 1
    # Who came first is called first, by a counter that does the other service.
    assert desk.call("9").id == moved.id
    assert desk.hall.facing("9").notes[0].reason == "取号时选错事项"
    assert desk.call("10").id == later.id
    no = clerk.post(path, json={"service": MARRIAGE, "reason": "x"})
    assert no.json()["refusal"] == "ticket.wrong_state"


def test_priority_can_be_taken_back(clerk: httpx.Client, desk: Desk) -> None:
    first = desk.take().ticket
    other = desk.hall.issue(MARRIAGE, priority=Priority.ELDERLY).ticket
    said = clerk.post(f"/api/tickets/{other.id}/priority/take", json={"reason": "误选"})
    assert said.json()["priority"] is None
    (event,) = told(desk.hall, "ticket.lost_priority")
    assert event["by"] == "li"
    assert desk.call().id == first.id


def test_a_paper_comes_again_marked_and_signed(clerk: httpx.Client, desk: Desk) -> None:
    taken = desk.take().ticket
    desk.hall.settle(desk.hall.jobs_of(taken.id)[0].id, 0.0)
    said = clerk.post(f"/api/tickets/{taken.id}/reprint")
    assert said.status_code == 200
    assert told(desk.hall, "paper.reprinted")[0]["by"] == "li"
    # Who was served at a counter without a number has no paper.
    walked = desk.hall.walk_in("4", MARRIAGE, desk.actor, "轮椅")
    no = clerk.post(f"/api/tickets/{walked.id}/reprint")
    assert no.json()["refusal"] == "ticket.no_paper"


def test_without_a_document_the_day_has_a_limit(folder: Path, clock: Hands) -> None:
    change_settings(folder, "[staff]\n", "[identity]\nrequired = true\n\n[staff]\n")
    with open_hall(folder, clock) as hall:
        actor = Actor(next(each for each in hall.accounts() if each.name == "li"))
        for _ in range(hall.settings.identity.others_per_day):
            hall.issue_for(MARRIAGE, For("没带证件"), actor)
        with pytest.raises(Refusal, match=r"identity\.capped"):
            hall.issue_for(MARRIAGE, For("没带证件"), actor)
        day = hall.status_of_number("A001").ticket.day
        assert [(each.number, each.allowed_by) for each in hall.listed_identities(day)] == [
            ("A001", "Li"),
            ("A002", "Li"),
        ]
        with serving(hall) as url, browser(url) as client:
            come_in(client)
            page = f"/desk/service/{MARRIAGE}"
            typed = {"kind": "resident_id", "document": CARD, "do": "issue"}
            refused = press(client, page, page, whose="none", reason="没带证件", do="issue")
            assert refused.status_code == 409
            assert "已到上限（2 次）。请带上证件" in refused.text
            # With a document there is no limit; who has a number already gets that again (R9).
            for done in ("issued", "repeated"):
                said = press(client, page, page, whose="own", **typed)
                assert said.headers["Location"] == f"/desk/ticket/A003?done={done}"
        with hall.ground.read() as work:
            kept = str(work.connection.exec_driver_sql("SELECT data FROM events").all())
        assert CARD not in kept


# The pages


@pytest.mark.parametrize(
    ("wait", "said"),
    [
        (None, "预计等候 暂无法估计"),
        (Wait(900, 1500), "预计等候 约 15 分钟 九成的人 25 分钟内"),
        (Wait(300, 300), "预计等候 约 5 分钟"),
    ],
)
def test_the_desk_says_how_long_half_wait_and_nine_in_ten(
    staff: httpx.Client,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    wait: Wait | None,
    said: str,
) -> None:
    number = desk.take().ticket.number
    for asked in ("newcomer", "ticket"):
        monkeypatch.setattr(Waits, asked, lambda *_, **__: wait)
    for path in (f"service/{MARRIAGE}", "at/enquiry", f"ticket/{number}"):
        words = words_of(staff.get(f"/desk/{path}"))
        assert said in words
        assert ("九成" in words) is (wait is not None and wait.spread)


def test_the_whole_way_without_javascript(
    staff: httpx.Client, hall: Hall, desk: Desk, clock: Hands
) -> None:
    found = staff.get("/desk", params={"find": "gh"}).text
    assert f'href="/desk/service/{PROPERTY}"' in found
    page = f"/desk/service/{PROPERTY}"
    assert DEED in staff.get(page).text
    bare = press(staff, page, page, do="issue", have=DEED)
    assert bare.status_code == 422
    assert "请写明原因" in bare.text
    assert re.search(f'value="{DEED}" checked', bare.text), "what was ticked stays"
    said = press(staff, page, page, do="issue", reason="老年人", priority="elderly", nonce="n")
    assert said.headers["Location"] == "/desk/ticket/D001?done=issued"
    own = "/desk/ticket/D001"
    shown = staff.get(said.headers["Location"]).text
    assert "D001 已取号" in shown
    assert "老年人" in shown
    ticket = hall.ticket_of_number("D001")
    steps: list[tuple[str, dict[str, str], str]] = [
        ("take", {"reason": "误选"}, "taken"),
        ("priority", {"priority": "disabled", "reason": "轮椅"}, "priority"),
        ("service", {"service": MARRIAGE, "reason": "选错"}, "changed"),
        ("reprint", {}, "reprint"),
    ]
    for what, fields, done in steps:
        said = press(staff, own, f"{own}/{what}", **fields)
        assert said.headers["Location"] == f"{own}?done={done}", said.text
    now = hall.ticket_of_number("D001")
    assert (now.service, now.priority) == (MARRIAGE, Priority.DISABLED)
    assert desk.call("3").id == ticket.id
    assert "这个号在 3 号窗口" in staff.get(own).text
    desk.miss(ticket.id)
    assert own in staff.get("/desk").text
    assert press(staff, own, f"{own}/back").headers["Location"] == f"{own}?done=back"
    assert hall.ticket_of_number("D001").state is State.WAITING
    gone = press(staff, own, f"{own}/abandon", reason="不等了")
    assert gone.headers["Location"] == f"{own}?done=abandoned"
    assert "已弃号" in staff.get(own).text
    # Nobody but the clerk who signed in did any of it.
    for kind in ("ticket.issued_for", "ticket.lost_priority", "ticket.abandoned"):
        assert [each["by"] for each in told(hall, kind)] == ["li"], kind
    (clerk,) = [each for each in hall.irregular(now.day, now.day) if each.account == "li"]
    assert [each.reason for each in clerk.done] == ["老年人", "轮椅"]


def test_a_desk_has_numbers_too_and_shows_who_waits(
    staff: httpx.Client, clerk: httpx.Client, hall: Hall, desk: Desk, clock: Hands
) -> None:
    """Who does not know what to ask for gets a number of the enquiry desk from the staff too."""
    at = "/desk/at/enquiry"
    assert "现在没有人等候" in staff.get(at).text
    assert f'href="{at}"' in staff.get("/desk").text
    assert "请写明原因" in press(staff, at, at, nonce="n").text
    for done in ("issued", "repeated"):
        said = press(staff, at, at, reason="说不清", priority="elderly", nonce="n")
        assert said.headers["Location"] == f"/desk/ticket/L001?done={done}"
    clock.forward(minutes=2)
    body = {"reason": "上回没办成", "nonce": "m"}
    given = clerk.post("/api/tickets/at/unresolved", json=body).json()
    assert (given["ticket"]["number"], given["counters"]) == ("K001", ["13"])
    assert [(each["by"], each["data"]) for each in told(hall, "ticket.issued_for")] == [
        ("li", {"reason": "说不清"}),
        ("li", {"reason": "上回没办成"}),
    ]
    # Each stands in the line of its own desk, on its page and on the first one.
    for place, mine, other in (("enquiry", "L001", "K001"), ("unresolved", "K001", "L001")):
        page = staff.get(f"/desk/at/{place}").text
        assert (f"/desk/ticket/{mine}" in page, f"/desk/ticket/{other}" in page) == (True, False)
    (shown,) = re.findall(r'id="desks".*?</section>', staff.get("/desk/now").text, re.DOTALL)
    assert re.findall(r"/desk/ticket/(\w+)", shown) == ["L001", "K001"]
    assert desk.call("0").number == "L001"
    hall.close_counter("13", desk.actor, "午休")
    page = staff.get("/desk/at/unresolved").text
    assert "窗口（13）今天都没有开" in page
    assert 'name="reason"' not in page
    assert staff.get("/desk/at/comprehensive").status_code == 422


def test_a_hall_without_such_desks_shows_none(folder: Path, clock: Hands) -> None:
    change_settings(folder, 'enquiry = "L"\nunresolved = "K"\n', "")
    with open_hall(folder, clock) as hall, serving(hall) as url, browser(url) as client:
        come_in(client)
        assert "/desk/at/" not in client.get("/desk").text


def test_what_is_not_there_is_told_kindly(staff: httpx.Client, desk: Desk) -> None:
    for path in ("/desk?number=Z999", "/desk/ticket/Z999"):
        said = staff.get(path)
        assert said.status_code == 404
        assert "今天没有这个号：Z999" in said.text
    assert "没有查到" in staff.get("/desk", params={"find": "zzzzqq"}).text
    lists = f"/desk/service/{PROPERTY}"
    for _ in range(2):  # a colleague may print another at once
        assert "材料清单正在" in press(staff, lists, lists, do="list").text
    assert [each["by"] for each in told(desk.hall, "list.printed")] == ["li", "li"]
    for code in ("9", "10"):
        desk.hall.close_counter(code, desk.actor, "午休")
    page = staff.get(f"/desk/service/{PROPERTY}").text
    assert "窗口（9、10）今天都没有开" in page
    assert 'value="issue"' not in page
    assert DEED in page


def open_desk(page: Page, url: str) -> None:
    """The first page, once it listens to the news."""
    page.goto(f"{url}/desk")
    page.get_by_label("账号").fill("li")
    page.get_by_label("密码").fill(PASSWORD)
    with page.expect_response(lambda said: "/api/news" in said.url):
        page.get_by_role("button", name="登录").click()


def test_a_page_without_its_server_says_so_and_heals(chromium: Browser, hall: Hall) -> None:
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    with serving(hall) as url:
        open_desk(page, url)
        expect(page.locator("#lost")).to_be_hidden()
    expect(page.locator("#lost")).to_be_visible(timeout=60_000)
    hall.help("东门触摸屏")
    with serving(hall, port=urlsplit(url).port or 0):
        expect(page.locator("#lost")).to_be_hidden(timeout=60_000)
        expect(page.locator("#help form")).to_contain_text("东门触摸屏", timeout=60_000)
        context.close()


def test_help_comes_by_itself_and_one_goes(page: Page, url: str, desk: Desk) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    open_desk(page, url)
    expect(page.locator("#help")).to_contain_text("现在没有人求助")
    desk.hall.help("东门触摸屏")
    call = page.locator("#help form")
    expect(call).to_contain_text("东门触摸屏", timeout=60_000)
    assert page.title().startswith("(1) ")
    page.get_by_label("事项名称").type("guohu")
    expect(page.locator("#services")).to_contain_text("查到的事项", timeout=60_000)
    expect(page.locator("#services li").first).to_contain_text("过户")
    desk.take()
    expect(page.locator("#lately")).to_contain_text("A001", timeout=60_000)
    call.get_by_role("button", name="我去").click()
    expect(page.locator(".told")).to_contain_text("由您去帮忙")
    (event,) = told(desk.hall, "help.answered")
    assert event["by"] == "li"
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        for path in (
            "/desk",
            f"/desk/service/{PROPERTY}",
            "/desk/at/enquiry",
            "/desk/ticket/A001?find=gh",
        ):
            page.goto(url + path)
            assert page.evaluate(CONTRAST) == [], (path, scheme)
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) == 0, (path, width)
