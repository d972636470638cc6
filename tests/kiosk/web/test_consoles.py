"""What a console is told over HTTP: why this number, notes, who is behind, which services."""

from __future__ import annotations

import httpx

from kiosk.queue.tickets import Priority
from tests.kiosk.web.conftest import MARRIAGE, PROPERTY, Desk, Hands

PATH = "/api/counters/3/console"


def test_why_this_number_and_whom_it_skipped(clerk: httpx.Client, desk: Desk, clock: Hands) -> None:
    desk.take()
    clock.forward(minutes=3)
    desk.hall.issue(MARRIAGE, priority=Priority.ELDERLY)
    clock.forward(minutes=9)
    seen = clerk.get(PATH).json()
    assert (seen["current"], seen["why"], seen["recall_in"]) == (None, None, None)
    clerk.post("/api/counters/3/next")
    clock.forward(seconds=4)
    seen = clerk.get(PATH).json()
    assert (seen["current"]["number"], seen["why"], seen["skipped"]) == (
        "A002",
        "priority",
        ["A001"],
    )
    assert [(each["prefix"], each["count"]) for each in seen["behind"]] == [("A", 1)]
    assert seen["behind"][0]["since"] < seen["now"]
    assert (seen["recall_in"], seen["missable"]) == (11, False)
    assert {each["required"] for each in seen["materials"]} <= {True, False}
    clock.forward(seconds=11)
    assert clerk.get(PATH).json()["recall_in"] == 0
    for _ in range(3):
        clerk.post(f"/api/tickets/{seen['current']['id']}/recall")
        clock.forward(seconds=15)
    seen = clerk.get(PATH).json()
    assert (seen["recall_in"], seen["missable"]) == (None, True)


def test_the_papers_that_were_ticked_are_marked(clerk: httpx.Client, desk: Desk) -> None:
    papers = [each.name for each in desk.hall.catalogue().services[MARRIAGE].materials]
    desk.hall.issue(MARRIAGE, brought=[papers[0], "别的"])
    clerk.post("/api/counters/3/next")
    seen = clerk.get(PATH).json()["materials"]
    assert [(each["name"], each["brought"]) for each in seen] == [
        (name, name == papers[0]) for name in papers
    ]


def test_notes_of_colleagues_travel_with_the_number(clerk: httpx.Client, desk: Desk) -> None:
    desk.take()
    key = clerk.post("/api/counters/3/next").json()["id"]
    clerk.post(f"/api/tickets/{key}/park", json={"reason": "去复印"})
    clerk.post(f"/api/tickets/{key}/resume")
    notes = clerk.get(PATH).json()["notes"]
    assert [(each["what"], each["counter"], each["reason"]) for each in notes] == [
        ("parked", "3", "去复印")
    ]


def test_how_long_one_would_wait_who_came_now_is_what_the_board_says(
    clerk: httpx.Client, desk: Desk, clock: Hands
) -> None:
    clerk.post("/api/counters/3/walk-in", json={"service": MARRIAGE})
    for _ in range(12):
        desk.take()
    assert clerk.get(PATH).json()["behind"][0]["wait"] is None, "nobody was served yet"
    ticket = clerk.get(PATH).json()["current"]["id"]
    for _ in range(4):
        clock.forward(minutes=6)
        clerk.post(f"/api/tickets/{ticket}/finish")
        ticket = clerk.post("/api/counters/3/next").json()["id"]
        clerk.post(f"/api/tickets/{ticket}/start")
    clock.forward(minutes=1)
    (behind,) = clerk.get(PATH).json()["behind"]
    assert behind["prefix"] == "A"
    assert 0 <= behind["wait"]["p50"] <= behind["wait"]["p90"]
    (board,) = (each for each in clerk.get("/api/board").json()["waiting"] if each["prefix"] == "A")
    assert behind["wait"] == board["wait"]


def test_services_are_found_by_folk_words(clerk: httpx.Client, web: httpx.Client) -> None:
    found = clerk.get("/api/services", params={"find": "过户"}).json()["services"]
    assert PROPERTY in [each["id"] for each in found]
    mine = clerk.get("/api/services", params={"find": "过户", "counter": "3"}).json()["services"]
    assert all("3" in each["counters"] for each in mine)
    assert len(clerk.get("/api/services").json()["services"]) <= 12
    assert web.get("/api/services").status_code == 401
    assert web.get(PATH).status_code == 401


def test_nobody_knows_that_counter(clerk: httpx.Client) -> None:
    said = clerk.get("/api/counters/99/console")
    assert (said.status_code, said.json()["refusal"]) == (404, "counter.unknown")
