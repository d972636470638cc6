"""The pages of the office, over a hall that has worked for six days with one slow counter."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from kiosk.hall import Hall, open_hall
from kiosk.staff import Actor, Role
from tests.hall import events
from tests.kiosk.web.conftest import MARRIAGE, PASSWORD, Hands
from tests.kiosk.web.test_page import words_of

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
ROOMS = ("/office", "/office/forecast", "/office/whatif", "/office/honesty", "/office/day")
DAYS = (23, 24, 25, 26, 27, 30)  # of November 2026, a Monday to the next
TOLD = (27, 30)
"""On these days people look at their wait before they take a number."""
PEOPLE = 6
TRY = "/office/whatif?day=2026-11-27&count=1&like=3&ask=try"


@pytest.fixture(scope="module")
def used(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """On each day six people come within five minutes, and counter 3 takes ten for each."""
    folder = Path(shutil.copytree(made, tmp_path_factory.mktemp("used") / "hall"))
    clock = Hands()
    with open_hall(folder, clock) as hall:
        admin = Actor(hall.prove("admin", PASSWORD))
        hall.add_account("zhao", "赵班长", Role.SUPERVISOR, PASSWORD, admin)
        for counter in hall.counters():
            if counter.code != "3":
                hall.close_counter(counter.code, admin, "nobody is there")
        hall.ground.waits.learn()
        for day in DAYS:
            clock.at = datetime(2026, 11, day, 1, 30, tzinfo=UTC)
            for place in range(PEOPLE):
                if day in TOLD:
                    hall.outlook(MARRIAGE)
                hall.issue(MARRIAGE)
                if place == 0:
                    hall.start(hall.call_next("3", admin).id, admin)
                clock.forward(minutes=1)
            clock.forward(minutes=10 - PEOPLE)
            for left in reversed(range(PEOPLE)):
                current = hall.at_counter("3").current
                assert current is not None
                hall.finish(current.id, admin)
                if left:
                    hall.start(hall.call_next("3", admin).id, admin)
                    clock.forward(minutes=10)
    return folder


@pytest.fixture
def folder(used: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(used, tmp_path / "hall"))


@pytest.fixture
def clock() -> Hands:
    """Ten o'clock on the day after."""
    clock = Hands()
    clock.at = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    return clock


@pytest.fixture
def supervisor(url: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=60) as client:
        yield enter(client, "zhao")


def seal_of(page: httpx.Response) -> str:
    found = re.search(r'name="seal" value="(\w+)"', page.text)
    assert found is not None
    return found[1]


def enter(client: httpx.Client, name: str) -> httpx.Client:
    form = {"seal": seal_of(client.get("/sign-in")), "name": name, "password": PASSWORD}
    assert client.post("/sign-in", data=form).status_code == 303
    return client


def answered(client: httpx.Client, path: str) -> httpx.Response:
    """A page that may take seconds: it asks again by itself until it is there."""
    page = client.get(path)
    while 'http-equiv="refresh"' in page.text:
        assert "正在推演" in words_of(page)
        page = client.get(path)
    return page


def test_who_may_come_in(url: str) -> None:
    with httpx.Client(base_url=url, timeout=60) as nobody:
        for path in (*ROOMS, "/office/honesty/promises.csv"):
            assert nobody.get(path).headers["location"].startswith("/sign-in?next=")
    with httpx.Client(base_url=url, timeout=60) as clerk:
        enter(clerk, "li")
        for path in (*ROOMS, "/office/honesty/promises.csv"):
            assert clerk.get(path).status_code == 403
    with httpx.Client(base_url=url, timeout=60) as inspector:
        enter(inspector, "wu")
        assert inspector.get("/office/honesty").status_code == 200
        page = inspector.get("/office")
        taken = inspector.post("/office/alarms/1/take", data={"seal": seal_of(page)})
        assert taken.status_code == 403


def test_the_hall_now_and_its_alarms(supervisor: httpx.Client, hall: Hall, clock: Hands) -> None:
    hall.ground.waits.learn()
    admin = Actor(next(each for each in hall.accounts() if each.name == "admin"))
    hall.issue(MARRIAGE)
    called = hall.call_next("3", admin)
    hall.open_counter("4", admin)
    hall.pause_counter("4", admin, "lunch")
    hall.issue(MARRIAGE)
    clock.forward(minutes=90)
    assert hall.look_for_alarms()
    enter(supervisor, "zhao")  # who does nothing for so long is signed out
    page = supervisor.get("/office")
    text = words_of(page)
    for phrase in ("取号 2", "等候 1", "在窗口 1", f"3 综合窗口 {called.number}", "暂停 午间用餐"):
        assert phrase in text
    alarm = next(each for each in hall.alarms() if each.kind == "wait")
    action = f"/office/alarms/{alarm.id}/take"
    assert action in page.text
    assert supervisor.post(action).status_code == 403  # not from a page of ours
    supervisor.post(action, data={"seal": seal_of(page)})
    page = supervisor.get("/office")
    assert "赵班长 已接手" in words_of(page)
    assert action not in page.text


def test_how_good_the_promises_were(supervisor: httpx.Client) -> None:
    page = supervisor.get("/office/honesty?first=2026-11-23&last=2026-12-01")
    told = re.search(r"给了 (\d+) 个可以检验的预计，其中 (\d+) 个", words_of(page))
    assert told is not None
    judged, kept = int(told[1]), int(told[2])
    assert judged == len(TOLD) * PEOPLE
    link = re.search(r'href="(/office/honesty/promises\.csv[^"]*)"', page.text)
    assert link is not None
    text = supervisor.get(link[1].replace("&amp;", "&")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert len(rows) == judged
    assert sum(float(true) <= float(within) for *_, within, true, _ in rows) == kept > 0
    book = supervisor.get("/office/honesty/promises.xlsx?first=2026-11-23&last=2026-12-01")
    assert "promises-20261123-20261201.xlsx" in book.headers["content-disposition"]
    days = load_workbook(io.BytesIO(book.content))["按天"]
    assert sum(int(str(row[1].value)) for row in days.iter_rows(min_row=2)) == judged


@pytest.mark.parametrize("query", ["first=2026-12-01&last=2026-11-01", "first=soon"])
def test_days_that_make_no_sense(supervisor: httpx.Client, query: str) -> None:
    page = supervisor.get(f"/office/honesty?{query}")
    assert page.status_code == 200
    assert 'role="alert"' in page.text


def test_another_counter_helps(supervisor: httpx.Client) -> None:
    text = words_of(answered(supervisor, TRY))
    # One after the other they wait 0, 9, 18, 27, 36 and 45 minutes.
    assert "那天实际平均等 22.5 分钟" in text
    assert re.search(r"平均每人少等 1\d\.\d 分钟", text)
    assert "加开 1 个窗口（全天），能办的和 3 号窗口一样" in text
    longest = re.search(r"按人群 普通 6 [\d.]+ [\d.]+ [\d.]+ [\d.]+ ([\d.]+) ([\d.]+)", text)
    assert longest is not None
    assert float(longest[1]) == 45 > float(longest[2])
    assert "不开 3 号窗口" in words_of(
        answered(supervisor, "/office/whatif?day=2026-11-27&without=3&count=1&like=3&ask=try")
    )


def test_who_is_never_called_is_no_gain(supervisor: httpx.Client) -> None:
    page = answered(supervisor, "/office/whatif?day=2026-11-27&without=3&ask=try")
    text = words_of(page)
    assert f"当天叫不到的人会变多：原来 0 人，改后 {PEOPLE} 人" in text
    assert "少等" not in text
    assert "better" not in page.text
    assert "结婚登记 6 22.5 – " in text, "who they are is still said"


def test_the_smallest_change_is_found(supervisor: httpx.Client) -> None:
    text = words_of(answered(supervisor, "/office/whatif?day=2026-11-27&goal=30&ask=advise"))
    assert "这样改最省" in text
    assert "加开 1 个窗口" in text


def test_a_change_that_cannot_be(supervisor: httpx.Client) -> None:
    for query in ("day=2026-11-27&without=9", "day=2026-11-28", "count=1&like=3&since=9&until=8"):
        page = answered(supervisor, f"/office/whatif?{query}&ask=try")
        assert page.status_code == 200
        assert 'role="alert"' in page.text


def test_who_comes_next(supervisor: httpx.Client) -> None:
    text = words_of(answered(supervisor, "/office/forecast"))
    assert "2026-12-02（周三）预计来 6 人" in text
    assert "A 综合受理（社会事务）" in text


def test_a_decision_about_a_tidal_counter_is_kept(supervisor: httpx.Client, hall: Hall) -> None:
    page = supervisor.get("/office")
    tidal = {"like": "3", "count": "1", "since": "50400.0", "until": "55800.0", "opens": "no"}
    tidal["seal"] = seal_of(page)
    said = supervisor.post("/office/forecast/tide", data=tidal)
    assert 'role="alert"' in said.text  # a no without a reason
    for broken in ({"count": "0"}, {"until": "nan"}):
        said = supervisor.post("/office/forecast/tide", data={**tidal, "reason": "x", **broken})
        assert 'role="alert"' in said.text
    assert supervisor.post("/office/forecast/tide", data={**tidal, "reason": "没人"}).is_redirect
    text = words_of(answered(supervisor, "/office/forecast?day=today"))
    assert "赵班长：14:00–15:30 不加开和 3 号一样的窗口。原因：没人" in text
    assert events(hall)[-1] == "tide.answered"


def test_the_day_is_closed_after_a_look_at_what_that_means(
    supervisor: httpx.Client, hall: Hall
) -> None:
    admin = Actor(next(each for each in hall.accounts() if each.name == "admin"))
    numbers = [hall.issue(MARRIAGE).ticket.number for _ in range(3)]
    served = hall.start(hall.call_next("3", admin).id, admin)
    page = supervisor.get("/office/day")
    assert "有 1 个号正在办理，办完才能日结" in words_of(page)
    assert "/office/day/close" not in page.text
    assert supervisor.get("/office/day/close").headers["location"] == "/office/day"
    hall.finish(served.id, admin)
    asked = supervisor.get("/office/day/close")
    said = words_of(asked)
    assert "没有叫到：2 个号" in said
    assert all(each in said for each in numbers[1:])
    assert numbers[0] not in said
    form = {"seal": seal_of(asked), "seen": seen_by(asked), "reason": ""}
    hall.issue(MARRIAGE)
    changed = supervisor.post("/office/day/close", data=form)
    assert "刚才有变化" in words_of(changed), "nobody confirms what they have not seen"
    assert events(hall).count("day.closed") == 0
    form["seen"] = seen_by(changed)
    done = supervisor.post("/office/day/close", data=form)
    assert done.headers["location"] == "/office/day?done=closed_and_printed"
    assert "日结单已送打印" in words_of(supervisor.get(done.headers["location"]))
    assert events(hall).count("ticket.expired") == 3
    again = supervisor.post("/office/day/reopen", data={"seal": form["seal"], "reason": ""})
    assert 'role="alert"' in again.text
    form["reason"] = "还有人来"
    assert supervisor.post("/office/day/reopen", data=form).is_redirect
    assert hall.issue(MARRIAGE).ticket.number


def test_the_days_that_are_over(supervisor: httpx.Client, url: str) -> None:
    said = words_of(supervisor.get("/office/day"))
    assert f"2026-11-30 {PEOPLE} 0 {PEOPLE} 0 0 0 相符 没有日结" in said
    book = load_workbook(io.BytesIO(supervisor.get("/office/day/days.xlsx").content))
    rows = list(book["按天"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [PEOPLE] * len(DAYS)
    with httpx.Client(base_url=url) as inspector:
        enter(inspector, "wu")
        page = inspector.get("/office/day")
        assert "/office/day/close" not in page.text
        form = {"seal": seal_of(page)}
        assert inspector.post("/office/day/close", data=form).status_code == 403


def seen_by(page: httpx.Response) -> str:
    found = re.search(r'name="seen" value="(\w+)"', page.text)
    assert found is not None
    return found[1]


def test_every_page_is_clear(chromium: Browser, url: str, hall: Hall) -> None:
    """Both languages, light and dark, wide and narrow, without JavaScript."""
    hall.ground.waits.learn()
    seen = (("zh", "light", 1280), ("en", "dark", 390))
    for language, scheme, width in seen:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="zh-CN" if language == "zh" else "en-GB",
            java_script_enabled=False,
        )
        page = context.new_page()
        try:
            page.goto(f"{url}/sign-in?next=/office")
            page.locator("input[name=name]").fill("zhao")
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("button.main").click()
            _look(page, url, language, width)
        finally:
            context.close()


def _look(page: Page, url: str, language: str, width: int) -> None:
    chart = {
        "/office/forecast": ("每刻钟来多少人", "People in each quarter-hour"),
        "/office/honesty": ("每天兑现的比例", "Share of promises kept each day"),
        TRY: ("各时段来的人平均等多久（分钟）", "Mean wait by the time of coming (minutes)"),
    }
    for path in ("/office", "/office/day", "/office/day/close", *chart):
        page.goto(f"{url}{path}")
        expect(page.locator(".working")).to_have_count(0, timeout=120_000)
        expect(page.locator("nav.rooms [aria-current]")).to_have_count(1)
        if path in chart:
            name = chart[path][language == "en"]
            picture = page.get_by_role("img", name=name)
            expect(picture).to_be_visible()
            assert picture.locator("rect, line.would, circle").count() > 0
        assert page.evaluate(CONTRAST) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        if language == "en":
            left = re.findall("[一-鿿]+", page.locator("main").inner_text())
            assert left == [], path
