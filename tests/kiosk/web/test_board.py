"""The boards over HTTP: calls since a place, whose turn it is to speak, a counter's own display."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from PIL import Image

from kiosk.hall import Hall, open_hall
from kiosk.web.limits import Limits
from kiosk.web.serve import serving
from tests.kiosk.web.conftest import Desk, Hands, sign_in

CARD = """
[[look.promises]]
text = "一次告知"
text_en = "Told once"
[[clerks]]
account = "li"
photo = "photos/li.png"
duty = "公安户政"
duty_en = "Household register"
promise = "不让您多跑一趟"
promise_en = "No second trip"
"""


def test_the_board_tells_each_call_since(web: httpx.Client, desk: Desk) -> None:
    before = web.get("/api/board").json()["seq"]
    for _ in range(2):
        desk.take()
    called = [desk.call("3").number, desk.call("4").number]
    found = web.get("/api/board", params={"after": before}).json()
    assert [each["number"] for each in found["announced"]] == called
    assert not found["more"]
    assert web.get("/api/board", params={"after": found["seq"]}).json()["announced"] == []


def test_one_board_has_the_turn(web: httpx.Client) -> None:
    def ask(speaker: str, **more: object) -> dict[str, object]:
        said = web.post("/api/board/voice", json={"speaker": speaker, **more})
        assert said.status_code == 200, said.text
        found: dict[str, object] = said.json()
        return found

    saying = {"zh": "请 A001 号", "en": "A001"}
    mine = ask("board-left", spoken=3, words=saying)
    assert (mine["speaks"], mine["allowed"]) == (True, True)
    other = ask("board-right", words={"zh": "抢话"})
    assert (other["speaks"], other["allowed"], other["spoken"]) == (False, True, 3)
    speech = web.get("/api/board").json()["speech"]
    assert (speech["taken"], speech["words"]) == (True, saying), "captions for every board"
    ask("board-left", spoken=4, done=True)
    after = ask("board-right")
    assert (after["speaks"], after["spoken"]) == (True, 4)
    unheard = ask("board-right", fault="no sound card")
    assert not unheard["speaks"]
    assert ask("board-left")["speaks"], "who cannot be heard gives the turn back at once"


@pytest.mark.parametrize(("boards", "allowed"), [("", False), ('"192.0.2.7"', True)])
def test_only_named_machines_may_speak(
    folder: Path, clock: Hands, boards: str, *, allowed: bool
) -> None:
    """The board of a stranger's phone cannot silence the hall."""
    file = folder / "hall.toml"
    text = file.read_text("utf-8") + f"\n[voice]\nboards = [{boards}]\n"
    file.write_text(
        text.replace("[serve]\n", '[serve]\ntrusted_proxies = ["127.0.0.1"]\n'), "utf-8"
    )
    with open_hall(folder, clock) as hall, serving(hall, limits=Limits()) as url:
        headers = {"X-Forwarded-For": "192.0.2.7"}
        body = {"speaker": "board-far"}
        said = httpx.post(f"{url}/api/board/voice", headers=headers, json=body).json()
    assert (said["allowed"], said["speaks"]) == (allowed, allowed)


def test_a_counters_own_display(folder: Path, clock: Hands) -> None:
    file = folder / "hall.toml"
    file.write_text(file.read_text("utf-8") + CARD, "utf-8")
    (folder / "photos").mkdir()
    Image.new("RGB", (3, 4), "navy").save(folder / "photos" / "li.png")
    with (
        open_hall(folder, clock) as hall,
        serving(hall) as url,
        httpx.Client(base_url=url, timeout=60) as web,
    ):
        free = web.get("/api/board/counters/3").json()
        assert (free["number"], free["state"], free["clerk"]) == (None, None, None)
        assert web.get("/api/board/counters/3/photo").status_code == 404
        with httpx.Client(base_url=url, timeout=60) as clerk:
            sign_in(clerk, "li", "3")
            hall.issue("MZ001")
            clerk.post("/api/counters/3/next")
        found = web.get("/api/board/counters/3").json()
        assert (found["number"], found["state"]) == ("A001", "called")
        assert found["clerk"] | {"photo": ""} == {
            "name": "Li",
            "duty": "公安户政",
            "duty_en": "Household register",
            "promise": "不让您多跑一趟",
            "promise_en": "No second trip",
            "photo": "",
        }
        photo = web.get(found["clerk"]["photo"])
        assert photo.headers["content-type"] == "image/png"
        assert photo.content == (folder / "photos" / "li.png").read_bytes()
        assert found["sentences"] == [
            {"kind": "promise", "text": "一次告知", "text_en": "Told once"}
        ]
        assert web.get("/api/board/counters/99").status_code == 404


@pytest.mark.parametrize("photo", ["../secret.png", "hall.toml", "/etc/hostname", "gone.png"])
def test_no_file_but_a_picture_of_the_hall_is_shown(folder: Path, clock: Hands, photo: str) -> None:
    (folder.parent / "secret.png").write_bytes(b"secret")
    file = folder / "hall.toml"
    file.write_text(file.read_text("utf-8") + CARD.replace("photos/li.png", photo), "utf-8")
    with (
        open_hall(folder, clock) as hall,
        serving(hall) as url,
        httpx.Client(base_url=url, timeout=60) as clerk,
    ):
        sign_in(clerk, "li", "3")
        assert clerk.get("/api/board/counters/3").json()["clerk"]["photo"] == ""
        assert clerk.get("/api/board/counters/3/photo").status_code == 404


def test_who_has_left_is_not_shown(web: httpx.Client, clerk: httpx.Client, hall: Hall) -> None:
    assert web.get("/api/board/counters/3").json()["clerk"]["name"] == "Li"
    clerk.delete("/api/session")
    assert web.get("/api/board/counters/3").json()["clerk"] is None
