"""The commands of counters, of the day and of access tokens, on a real hall."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.words import words
from tests.hall import PASSWORD
from tests.kiosk.command import Kiosk, in_this_process, refused

ME = {"KIOSK_PASSWORD": PASSWORD}
CLERK = ["--as", "clerk", "--json"]
CHIEF = ["--as", "supervisor", "--json"]


@pytest.fixture
def kiosk(
    sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command in this process, on a fresh sample hall."""
    return in_this_process(sqlite_folder, monkeypatch, capsys)


def test_a_counter_does_more_than_call(kiosk: Kiosk) -> None:
    for _ in range(3):
        kiosk("take", "MZ001", "--json")
    kiosk("call", "1", *CLERK, **ME)
    parked = kiosk("park", "A001", "--reason", "复印", *CLERK, **ME).json
    assert (parked["state"], parked["counter"]) == ("parked", "1")
    assert kiosk("resume", "A001", *CLERK, **ME).json["state"] == "called"
    sent = kiosk("transfer", "A001", "--counter", "2", "--back", *CLERK, **ME).json
    assert (sent["state"], sent["counter"]) == ("waiting", None)
    refused(kiosk("transfer", "A001", *CLERK, **ME), "transfer.nowhere")
    refused(kiosk("pick", "1", "A003", "--reason", " ", *CLERK, **ME), "reason.missing")
    assert kiosk("pick", "1", "A003", "--reason", "赶车", *CLERK, **ME).json["number"] == "A003"
    kiosk("start", "A003", *CLERK, **ME)
    visit = kiosk("join", "A003", "A002", *CLERK, **ME).json["visit"]
    assert [each["number"] for each in visit] == ["A003", "A002"]
    walked = kiosk("walk-in", "3", "MZ001", "--reason", "盖章", *CLERK, **ME).json
    assert (walked["number"], walked["state"]) == ("A004", "serving")
    paused = kiosk("pause", "5", "--reason", "lunch", *CLERK, **ME).json
    assert paused == {"counter": "5", "paused": "lunch"}
    refused(kiosk("call", "5", *CLERK, **ME), "counter.paused")
    assert kiosk("unpause", "5", *CLERK, **ME).json["paused"] is None


def test_the_day_is_closed_and_told(kiosk: Kiosk) -> None:
    for service in ("MZ001", "MZ001", "SC001"):
        kiosk("take", service, "--json")
    kiosk("pick", "1", "A002", "--reason", "孩子发烧", *CLERK, **ME)
    refused(kiosk("day", "close", *CLERK, **ME), "account.not_allowed")
    closed = kiosk("day", "close", *CHIEF, **ME).json
    assert closed["holds"]
    papers = kiosk("printers", "papers", "--all", "--json").json["papers"]
    assert [each["state"] for each in papers if each["job"] == closed["job"]] == ["printed"]
    assert closed["ended"] == {"did_not_come": 1, "not_called": 2}
    assert [(each["group"], each["expired"]) for each in closed["groups"]] == [("A", 2), ("B", 1)]
    refused(kiosk("take", "MZ001", "--json"), "day.over")
    table = kiosk("day", "balance").out.splitlines()
    columns = [["A", "2"], ["B", "1"], [words().say("day.all", "zh"), "3"]]
    assert [line.split()[:2] for line in table[2:5]] == columns
    assert table[-1] == words().say("day.holds", "zh")
    report = kiosk("day", "irregular", "--from", closed["day"], "--as", "supervisor", **ME).out
    assert "孩子发烧" in report
    refused(kiosk("day", "irregular", "--from", closed["day"], *CLERK, **ME), "account.not_allowed")
    refused(kiosk("day", "balance", "--day", "gestern", "--json"), "command.usage")
    assert kiosk("day", "reopen", "--reason", "还有人", *CHIEF, **ME).json["day"] == closed["day"]
    assert kiosk("take", "MZ001", "--json").json["number"] == "A003"


def test_a_token_is_shown_once(kiosk: Kiosk) -> None:
    admin = ["--as", "admin", "--json"]
    create = ("tokens", "create", "--counter", "3", "--scope", "call", "--label", "三号键盘")
    refused(kiosk(*create, *CLERK, **ME), "account.not_allowed")
    made = kiosk(*create, "--for", "clerk", *admin, **ME).json
    assert (made["counter"], made["scope"], made["account"]) == ("3", "call", "clerk")
    listed = kiosk("tokens", "list", "--json")
    assert made["token"] not in listed.out
    assert listed.json["tokens"] == [{k: v for k, v in made.items() if k != "token"}]
    assert kiosk("tokens", "revoke", str(made["id"]), *admin, **ME).json["revoked"]
    refused(kiosk("tokens", "revoke", "4711", *admin, **ME), "access.unknown")
