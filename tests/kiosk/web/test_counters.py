"""What a console does beside calling the next, and what machines of others may do, over HTTP."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import httpx
import pytest

from kiosk.access import Scope
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from tests.kiosk.web.conftest import PROPERTY, Desk, Hands, sign_in

PAGE = Path(__file__).parents[3] / "docs" / "api.md"


def no(said: httpx.Response) -> tuple[int, str]:
    return said.status_code, said.json()["refusal"]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_park_and_come_back(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    key = clerk.post("/api/counters/3/next").json()["id"]
    parked = clerk.post(f"/api/tickets/{key}/park", json={"reason": "复印"}).json()
    assert parked["state"] == "parked"
    seen = clerk.get("/api/counters/3").json()
    assert (seen["current"], [each["number"] for each in seen["parked"]]) == (None, ["A001"])
    assert clerk.post(f"/api/tickets/{key}/resume").json()["state"] == "called"
    assert no(clerk.post(f"/api/tickets/{key}/resume")) == (409, "ticket.wrong_state")


def test_send_on_and_back(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    key = clerk.post("/api/counters/3/next").json()["id"]
    path = f"/api/tickets/{key}/transfer"
    assert no(clerk.post(path, json={})) == (422, "transfer.nowhere")
    assert no(clerk.post(path, json={"counter": "3"})) == (409, "transfer.here")
    sent = clerk.post(path, json={"service": PROPERTY, "back": True}).json()
    assert (sent["number"], sent["service"], sent["return_to"]) == ("A001", PROPERTY, "3")
    there = desk.call("9")
    desk.hall.start(there.id, desk.actor)
    assert desk.hall.finish(there.id, desk.actor).state == "waiting"
    assert clerk.post("/api/counters/3/next").json()["id"] == key


def test_one_person_several_matters(clerk: httpx.Client, desk: Desk) -> None:
    for _ in range(3):
        desk.take()
    key = clerk.post("/api/counters/3/next").json()["id"]
    path = f"/api/tickets/{key}"
    assert no(clerk.post(f"{path}/join", json={"numbers": ["A002"]})) == (409, "visit.nobody")
    clerk.post(f"{path}/start")
    visit = clerk.post(f"{path}/join", json={"numbers": ["A003"]}).json()
    assert [each["number"] for each in visit] == ["A001", "A003"]
    clerk.post(f"{path}/finish", json={"reason": "已发证"})
    current = clerk.get("/api/counters/3").json()["current"]
    assert (current["number"], current["state"]) == ("A003", "serving")


def test_out_of_order_is_told(clerk: httpx.Client, desk: Desk, web: httpx.Client) -> None:
    for _ in range(2):
        desk.take()
    assert clerk.post("/api/counters/3/call", json={"number": "A002"}).status_code == 422
    picked = clerk.post("/api/counters/3/call", json={"number": "A002", "reason": "赶车"})
    assert picked.json()["number"] == "A002"
    clerk.post(f"/api/tickets/{picked.json()['id']}/park")
    walked = {"service": "MZ001", "reason": "只盖章"}
    assert clerk.post("/api/counters/3/walk-in", json=walked).json()["state"] == "serving"
    days = {"first": "2026-11-23", "last": "2026-11-23"}
    assert no(clerk.get("/api/irregular", params=days)) == (403, "account.not_allowed")
    (found,) = sign_in(web, "wu").get("/api/irregular", params=days).json()
    assert (found["account"], found["calls"]) == ("li", 2)
    assert [(each["what"], each["reason"]) for each in found["done"]] == [
        ("number", "赶车"),
        ("walk_in", "只盖章"),
    ]


def test_a_pause_stands_on_the_board(clerk: httpx.Client, web: httpx.Client) -> None:
    assert "lunch" in web.get("/api/hall").json()["pauses"]
    paused = clerk.post("/api/counters/3/pause", json={"reason": "lunch"}).json()
    board = {each["code"]: each for each in web.get("/api/board").json()["counters"]}
    assert board["3"] == paused
    assert (paused["open"], paused["paused_zh"], paused["paused_en"]) == (True, "午间用餐", "lunch")
    assert no(clerk.post("/api/counters/3/next")) == (409, "counter.paused")
    assert clerk.post("/api/counters/3/resume").json()["paused"] is None


def test_the_day_ends(clerk: httpx.Client, desk: Desk, web: httpx.Client) -> None:
    desk.take()
    assert no(clerk.post("/api/day/close")) == (403, "account.not_allowed")
    (before,) = clerk.get("/api/day").json()["groups"]
    assert (before["issued"], before["states"]["waiting"], before["holds"]) == (1, 1, True)
    closed = sign_in(web, "admin").post("/api/day/close").json()
    assert closed["ended"] == {"not_called": 1}
    with pytest.raises(Refusal, match=r"day\.over"):
        desk.take()


def test_who_stands_in_is_shown(web: httpx.Client) -> None:
    body = {"name": "admin", "password": "correct horse", "counter": "3", "stands_in_for": "li"}
    assert web.post("/api/session", json=body).json()["stands_in_for"] == "li"


# --- Machines of others ---


@pytest.fixture
def keypad(hall: Hall, desk: Desk) -> str:
    """The token of a keypad at counter 3."""
    return hall.create_access("三号键盘", Scope.CALL, "3", 90, desk.actor, "li")[1]


def test_a_keypad_does_its_counter_and_nothing_else(
    web: httpx.Client, desk: Desk, clock: Hands, keypad: str
) -> None:
    for _ in range(2):
        desk.take()
    web.headers.update(bearer(keypad))
    step = "/api/counters/3/current"
    assert no(web.post(f"{step}/start")) == (409, "counter.idle")
    assert web.post("/api/counters/3/next").json()["number"] == "A001"
    clock.forward(seconds=15)
    assert web.post(f"{step}/recall").json()["calls"] == 2
    assert no(web.post(f"{step}/start", json={"number": "A009"})) == (409, "counter.moved_on")
    assert web.post(f"{step}/start", json={"number": "A001"}).json()["state"] == "serving"
    assert web.get("/api/counters/3/display").json()["number"] == "A001"
    assert web.post(f"{step}/finish").json()["state"] == "finished"
    assert no(web.post("/api/counters/4/next")) == (403, "counter.not_yours")
    assert no(web.post("/api/counters/4/current/start")) == (403, "counter.not_yours")
    assert no(web.get("/api/counters/4/display")) == (403, "counter.not_yours")
    for method, path in (
        ("GET", "/api/counters/3"),
        ("POST", "/api/counters/3/close"),
        ("POST", "/api/day/close"),
        ("GET", "/api/help"),
        ("POST", "/api/tickets/1/abandon"),
    ):
        assert no(web.request(method, path)) == (401, "session.invalid"), path


def test_what_it_does_is_signed(hall: Hall, web: httpx.Client, desk: Desk, keypad: str) -> None:
    desk.take()
    web.post("/api/counters/3/next", headers=bearer(keypad))
    with hall.ground.read() as work:
        row = work.connection.exec_driver_sql(
            "SELECT a.name, e.data FROM events e JOIN accounts a ON a.id = e.account_id "
            "WHERE e.kind = 'ticket.called'"
        ).one()
        kept = work.connection.exec_driver_sql("SELECT token_hash FROM access_tokens").scalar()
    assert (row.name, json.loads(row.data)["token"]) == ("li", hall.accesses()[0].id)
    # 256 random bits, and nothing of them in the store.
    assert len(keypad) >= 43
    assert kept is not None
    assert kept not in keypad


def test_one_clerks_keypads_at_two_counters(hall: Hall, web: httpx.Client, desk: Desk) -> None:
    """Who answers for many machines is not at all of them."""
    for counter in ("3", "4"):
        desk.take()
        token = hall.create_access(f"键盘{counter}", Scope.CALL, counter, 90, desk.actor)[1]
        said = web.post(f"/api/counters/{counter}/next", headers=bearer(token))
        assert said.status_code == 200


def test_a_token_that_shows_does_not_call(hall: Hall, web: httpx.Client, desk: Desk) -> None:
    token = hall.create_access("灯条", Scope.SHOW, "3", 1, desk.actor)[1]
    web.headers.update(bearer(token))
    assert web.get("/api/counters/3/display").json()["waiting"] == 0
    assert no(web.post("/api/counters/3/next")) == (403, "access.scope")


def test_wrong_ended_and_revoked_look_alike(
    hall: Hall, web: httpx.Client, desk: Desk, clock: Hands, keypad: str
) -> None:
    short = hall.create_access("灯条", Scope.SHOW, "3", 1, desk.actor)[1]
    hall.revoke_access(hall.accesses()[0].id, desk.actor)
    clock.forward(days=1)
    answers = {
        web.get("/api/counters/3/display", headers=bearer(token)).text
        for token in (keypad, short, "yc_nonsense")
    }
    assert len(answers) == 1
    assert '"access.invalid"' in answers.pop()


def test_only_an_administrator_gives_tokens(hall: Hall, desk: Desk) -> None:
    from kiosk.staff import Actor

    clerk = Actor(next(each for each in hall.accounts() if each.name == "li"))

    def refused(*arguments: object) -> str:
        with pytest.raises(Refusal) as refusal:
            hall.create_access(*arguments)  # type: ignore[arg-type]
        return refusal.value.code

    assert refused("x", Scope.CALL, "3", 90, clerk) == "account.not_allowed"
    assert refused("x", Scope.CALL, "3", 90, desk.actor, "wu") == "account.not_allowed"
    assert refused("x", Scope.CALL, "3", 90, desk.actor, "nobody") == "account.unknown"
    assert refused("x", Scope.CALL, "99", 90, desk.actor) == "counter.unknown"
    assert refused(" ", Scope.CALL, "3", 90, desk.actor) == "access.label_invalid"
    assert refused("x", Scope.CALL, "3", 0, desk.actor) == "access.days_invalid"
    with pytest.raises(Refusal, match=r"access\.unknown"):
        hall.revoke_access(4711, desk.actor)
    assert hall.accesses() == ()


def test_the_examples_of_the_page_work(
    hall: Hall, url: str, desk: Desk, clock: Hands, keypad: str
) -> None:
    """Each line of shell, as it stands there, against this server."""
    desk.take()
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(lines) >= 7
    said = []
    for line in lines:
        clock.forward(seconds=15)
        done = subprocess.run(
            ["sh", "-c", line],
            env=os.environ | {"HALL": url, "TOKEN": keypad},
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        # 28: the stream of news goes on until the time is over.
        assert done.returncode in {0, 28}, done.stderr
        said.append(done.stdout)
    called, recalled, started, finished, display, board, news, refused = said
    answers = [json.loads(each) for each in (called, recalled, started, finished)]
    assert [each["state"] for each in answers] == ["called", "called", "serving", "finished"]
    assert json.loads(display)["number"] is None
    assert json.loads(board)["calls"][0]["number"] == "A001"
    assert "event: change" in news
    example = re.findall(r"```json\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert json.loads(refused) == json.loads(example[0])
