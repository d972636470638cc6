"""The command line: what scripts build on, and what people read, in both languages."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from data.faults import StoreFault
from kiosk.hall import Hall
from kiosk.words import words
from tests.hall import PASSWORD, change_settings
from tests.kiosk.command import HAN, Kiosk, in_this_process, process, refused


@pytest.fixture
def kiosk(
    sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command in this process, on a fresh sample hall."""
    return in_this_process(sqlite_folder, monkeypatch, capsys)


# --- As processes ---


def test_a_hall_is_made_and_a_number_taken_by_two_commands(tmp_path: Path) -> None:
    folder = str(tmp_path / "hall")
    made = process("init", "--data", folder, "--json")
    assert made.code == 0
    assert made.json["account"] == "admin"
    assert made.json["services"] == 66
    password = made.json["password"]
    assert len(password) >= 12

    taken = process("take", "SC001", "--data", folder, "--json")
    assert taken.code == 0
    assert taken.json["number"] == "B001"
    assert Path(taken.json["receipt"]).suffix == ".bin"
    assert Path(taken.json["receipt"]).is_file()

    called = process("call", "1", "--data", folder, "--as", "admin", KIOSK_PASSWORD=password)
    assert called.code == 0
    assert "B001" in called.out
    assert HAN.search(called.out)


# --- In this process ---


def test_a_hall_is_made_once(kiosk: Kiosk) -> None:
    refused(kiosk("init", "--json"), "hall.exists")


def test_a_hall_on_a_server(kiosk: Kiosk, tmp_path: Path, postgres_url: str) -> None:
    folder = tmp_path / "server"
    refused(kiosk("init", "--database", "mysql://a/b", "--json", data=folder), "database.url")
    assert not (folder / "hall.toml").exists()
    made = kiosk("init", "--database", postgres_url, "--json", data=folder).json
    assert kiosk("take", "SC001", "--json", data=folder).json["number"] == "B001"
    me = {"KIOSK_PASSWORD": made["password"]}
    called = kiosk("call", "1", "--as", "admin", "--json", data=folder, **me).json
    assert called["number"] == "B001"
    assert not list(folder.glob("*.db"))
    # A second host may not make itself a hall over the one that is there.
    again = kiosk("init", "--database", postgres_url, "--json", data=tmp_path / "second")
    refused(again, "hall.exists")


def test_people_read_a_no_as_a_sentence_with_its_code(kiosk: Kiosk) -> None:
    said = kiosk("take", "XX", KIOSK_LANGUAGE="en")
    assert (said.code, said.out) == (2, "")
    assert said.err == "There is no service XX.  [service.unknown]\n"


def test_bytes_that_are_no_text_are_refused_and_not_a_crash(kiosk: Kiosk) -> None:
    """What a terminal with another encoding sends, as Python hands it on."""
    odd = os.fsdecode("事项".encode("gb18030"))
    answers = []
    for command in (["take", odd], ["take", "SC001", "--nonce", odd], ["status", odd]):
        try:
            answers.append(kiosk(*command, "--json").json["refusal"])
        except UnicodeEncodeError:
            # Not raised further: no report can carry such a text.
            answers.append("crash")
    assert answers == ["service.unknown", "nonce.invalid", "link.invalid"]


# --- Taking a number ---


def test_take_says_what_scripts_build_on(kiosk: Kiosk) -> None:
    taken = kiosk("take", "SC001", "--json").json
    fixed = {"ticket", "number", "group", "counters", "ahead", "wait", "status_url", "receipt"}
    assert fixed <= set(taken)
    assert taken["number"] == "B001"
    assert taken["group"] == "B"
    assert taken["counters"] == list("12345678")
    assert taken["ahead"] == 0
    assert taken["wait"] is None
    assert taken["status_url"].startswith("http://127.0.0.1:8321/s/")
    assert (taken["paper"], taken["paper_error"]) == ("printed", None)
    assert isinstance(taken["ticket"], int)
    assert not taken["repeated"]


def test_take_twice_with_one_nonce(kiosk: Kiosk) -> None:
    first = kiosk("take", "SC001", "--json", "--nonce", "press").json
    again = kiosk("take", "SC001", "--json", "--nonce", "press").json
    assert again == first | {"repeated": True}


def test_take_with_priority_and_in_english(kiosk: Kiosk, sqlite_folder: Path) -> None:
    change_settings(sqlite_folder, "width_mm = 80", 'width_mm = 80\nrendering = "text"')
    taken = kiosk("take", "SC001", "--json", "--priority", "elderly", "--english").json
    assert taken["priority"] == "elderly"
    assert b"Sample County" in Path(taken["receipt"]).read_bytes()
    said = kiosk("take", "SC001", "--json", "--priority", "hurry")
    refused(said, "command.usage")


def test_take_without_a_printer_gives_the_number_and_says_why(
    kiosk: Kiosk, sqlite_folder: Path
) -> None:
    change_settings(
        sqlite_folder,
        'kind = "virtual"\nwidth_mm = 80\npath = "receipts"',
        'kind = "network"\nhost = "127.0.0.1"\nport = 9',
    )
    taken = kiosk("take", "SC001", "--json").json
    assert taken["number"] == "B001"
    assert (taken["paper"], taken["paper_error"]) == ("queued", "printer.silent")
    assert taken["receipt"] is None
    said = kiosk("take", "SC001", KIOSK_LANGUAGE="en")
    assert said.code == 0
    assert words().say("refusal.printer.silent", "en", detail="") in said.out


def test_a_ticket_that_was_issued_is_never_answered_with_no(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between the ticket and its paper: who tries again would hold two."""

    def settle(*_: object) -> None:
        raise StoreFault("database.full")

    monkeypatch.setattr(Hall, "settle", settle)
    taken = kiosk("take", "SC001", "--json")
    assert taken.code == 0
    assert taken.json["number"] == "B001"
    assert taken.json["paper_error"] == "database.full"


def test_a_printer_lock_of_another_user_is_a_fault_of_the_printer(
    kiosk: Kiosk, sqlite_folder: Path
) -> None:
    (sqlite_folder / "printer-main.lock").mkdir()
    taken = kiosk("take", "SC001", "--json").json
    assert taken["number"] == "B001"
    assert taken["paper"] == "queued"
    assert taken["paper_error"].startswith("printer.")


# --- The way of a ticket ---


def test_the_way_of_a_ticket(kiosk: Kiosk, sqlite_folder: Path) -> None:
    # The command has the machine's own clock, and nobody waits here for a quarter of a minute.
    hurry = "[calling]\napart_seconds = 0\ncalls_before_miss = 1\n\n[staff]"
    change_settings(sqlite_folder, "[staff]", hurry)
    taken = kiosk("take", "GA001", "--json").json
    token = taken["status_url"].rpartition("/s/")[2]
    for which in (taken["status_url"], token, "E001", "e001"):
        found = kiosk("status", which, "--json").json
        assert (found["number"], found["state"], found["ahead"]) == ("E001", "waiting", 0)
        assert found["counters"] == ["11", "12"]

    signed = ["--as", "clerk", "--json"]
    me = {"KIOSK_PASSWORD": PASSWORD}
    called = kiosk("call", "11", *signed, **me).json
    assert (called["number"], called["state"], called["counter"]) == ("E001", "called", "11")
    assert kiosk("recall", "E001", *signed, **me).json["calls"] == 2
    assert kiosk("start", str(taken["ticket"]), *signed, **me).json["state"] == "serving"
    refused(kiosk("miss", "E001", *signed, **me), "ticket.wrong_state")
    assert kiosk("finish", "E001", *signed, **me).json["state"] == "finished"
    assert kiosk("status", "E001", "--json").json["ahead"] is None
    refused(kiosk("call", "11", *signed, **me), "queue.empty")

    for verb in ("miss", "abandon"):
        kiosk("take", "GA001", "--json")
        number = kiosk("call", "11", *signed, **me).json["number"]
        assert kiosk(verb, number, *signed, **me).json["number"] == number


def test_a_token_that_looks_like_an_option_is_a_token(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One in 64 begins with a dash, unless the hall gives out none of that kind."""
    given = iter(["-" + "A" * 31, "B" * 32])
    monkeypatch.setattr("secrets.token_urlsafe", lambda _=None: next(given))
    token = kiosk("take", "SC001", "--json").json["status_url"].rpartition("/s/")[2]
    assert kiosk("status", token, "--json").json["number"] == "B001"


def test_counters_open_and_close(kiosk: Kiosk) -> None:
    signed, me = ["--as", "clerk", "--json"], {"KIOSK_PASSWORD": PASSWORD}
    closed = kiosk("close", "11", "--reason", "午休", *signed, **me).json
    assert closed == {"counter": "11", "open": False}
    refused(kiosk("close", "12", "--reason", " ", *signed, **me), "reason.missing")
    refused(kiosk("close", "12", *signed, **me), "command.usage")
    refused(kiosk("call", "11", *signed, **me), "counter.closed")
    assert kiosk("open", "11", *signed, **me).json == {"counter": "11", "open": True}


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("take XX999", "service.unknown"),
        ("take", "command.usage"),
        ("fly", "command.usage"),
        ("take SC001 --fast", "command.usage"),
        ("status B001", "ticket.unknown"),
        ("status 0123456789abcdef0123456789abcdef", "link.invalid"),
        ("status http://127.0.0.1:8321/s/", "link.invalid"),
        ("call 1", "account.needed"),
        ("call 1 --as clerk", "account.password_missing"),
        ("call 99 --as clerk!", "counter.unknown"),
        ("call 1 --as clerk!", "queue.empty"),
        ("call 1 --as inspector!", "account.not_allowed"),
        ("start B001 --as clerk!", "ticket.unknown"),
        ("start 99999999999999999999 --as clerk!", "ticket.unknown"),
        ("finish x --as clerk!", "ticket.unknown"),
        ("call 1 --as nobody!", "account.wrong"),
        ("call 1 --as clerk?", "account.wrong"),
        ("import /no/such/file --as admin!", "file.unreadable"),
        ("audit verify --head nonsense", "audit.head_invalid"),
        ("audit verify --head 5:0", "audit.head_invalid"),
        ("accounts add lin --as clerk!", "account.not_allowed"),
        ("accounts add clerk --as admin!", "account.taken"),
        ("accounts password nobody --as admin!", "account.unknown"),
    ],
)
def test_every_no_is_a_code_and_a_sentence(kiosk: Kiosk, command: str, code: str) -> None:
    """`!` stands for the right password, `?` for a wrong one."""
    variables = {}
    if command[-1] in "!?":
        variables["KIOSK_PASSWORD"] = PASSWORD if command[-1] == "!" else "wrong password"
    arguments = [*command.rstrip("!?").split(), "--json"]
    for language in ("zh", "en"):
        message = refused(kiosk(*arguments, KIOSK_LANGUAGE=language, **variables), code)
        if code != "command.usage":
            assert bool(HAN.search(message)) is (language == "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_read_their_language(kiosk: Kiosk, language: str) -> None:
    here = {"KIOSK_LANGUAGE": language, "KIOSK_PASSWORD": PASSWORD}
    signed = ["--as", "admin"]
    for command in (
        ["take", "GA001"],
        ["status", "E001"],
        ["call", "11", *signed],
        ["status", "E001"],
        ["start", "E001", *signed],
        ["finish", "E001", *signed],
        ["close", "11", "--reason", "lunch", *signed],
        ["open", "11", *signed],
        ["accounts", "add", "lin", *signed],
        ["accounts", "list"],
        ["accounts", "password", "lin", *signed],
        ["audit", "verify"],
        ["import", str(files("data") / "seeds" / "catalogue.json"), *signed],
    ):
        said = kiosk(*command, **here)
        assert said.code == 0, said.err
        assert said.err == ""
        text = said.out.replace("管理员", "")  # a name that somebody gave
        assert bool(HAN.search(text)) is (language == "zh"), text
        assert "{" not in text


# --- Accounts, catalogue, audit ---


def test_accounts_are_added_listed_and_given_a_password(kiosk: Kiosk) -> None:
    me = {"KIOSK_PASSWORD": PASSWORD}
    added = kiosk(
        *("accounts", "add", "lin", "--role", "supervisor", "--display", "林小燕"),
        *("--as", "admin", "--json"),
        **me,
    ).json
    assert (added["account"], added["role"]) == ("lin", "supervisor")
    accounts = kiosk("accounts", "list", "--json").json["accounts"]
    assert {"account": "lin", "name": "林小燕", "role": "supervisor"} in accounts
    assert "password" not in json.dumps(accounts)
    signed = ["--as", "lin", "--json"]
    refused(kiosk("call", "1", *signed, KIOSK_PASSWORD=added["password"]), "queue.empty")
    own = kiosk("accounts", "password", "lin", *signed, KIOSK_PASSWORD=added["password"]).json
    refused(kiosk("call", "1", *signed, KIOSK_PASSWORD=added["password"]), "account.wrong")
    refused(kiosk("call", "1", *signed, KIOSK_PASSWORD=own["password"]), "queue.empty")


def test_a_bad_catalogue_is_refused_with_its_places(kiosk: Kiosk, tmp_path: Path) -> None:
    raw = json.loads((files("data") / "seeds" / "catalogue.json").read_text(encoding="utf-8"))
    raw["items"][0]["window_group"] = "Z"
    raw["items"][1]["theme"] = "?"
    file = tmp_path / "catalogue.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    said = kiosk("import", str(file), "--as", "admin", "--json", KIOSK_PASSWORD=PASSWORD)
    refused(said, "catalogue.faulty")
    assert [fault["place"] for fault in said.json["faults"]] == [
        "items[0] SC001.window_group",
        "items[1] SC002.theme",
    ]
    for language, own in (("zh", "没有"), ("en", "no window group")):
        plain = kiosk("import", str(file), "--as", "admin", KIOSK_LANGUAGE=language)
        assert "items[0] SC001.window_group" in plain.err
        assert own in plain.err.partition("SC001")[2]


def test_a_good_catalogue_becomes_the_next_version(kiosk: Kiosk) -> None:
    file = str(files("data") / "seeds" / "catalogue.json")
    me = {"KIOSK_PASSWORD": PASSWORD}
    done = kiosk("import", file, "--as", "supervisor", "--json", **me).json
    assert done == {"version": 2, "services": 66}


def test_the_audit_chain_is_checked_against_a_head(kiosk: Kiosk, sqlite_folder: Path) -> None:
    for _ in range(3):
        kiosk("take", "SC001", "--json")
    head = kiosk("audit", "head", "--json").json
    assert head["head"] == f"{head['seq']}:{head['hash']}"
    assert kiosk("audit", "head").out.strip() == head["head"]
    for extra in ([], ["--head", head["head"]]):
        assert kiosk("audit", "verify", *extra, "--json").json == {
            "whole": True,
            "events": head["seq"],
        }
    with closing(sqlite3.connect(sqlite_folder / "hall.db")) as own:
        own.execute("DROP TRIGGER events_no_delete")
        own.execute(f"DELETE FROM events WHERE seq = {head['seq']}")
        own.commit()
    assert kiosk("audit", "verify", "--json").json["whole"]
    cut = kiosk("audit", "verify", "--head", head["head"], "--json")
    assert (cut.code, cut.json) == (1, {"whole": False, "seq": head["seq"], "kind": "tail"})
    said = kiosk("audit", "verify", "--head", head["head"], KIOSK_LANGUAGE="en")
    assert said.code == 1
    assert "cut off" in said.out


def test_faults_of_the_world_are_told_like_a_no(kiosk: Kiosk, sqlite_folder: Path) -> None:
    (sqlite_folder / "hall.db").write_bytes(b"no database" * 100)
    refused(kiosk("take", "SC001", "--json"), "database.broken")
    (sqlite_folder / "hall.db").unlink()
    refused(kiosk("status", "A001", "--json"), "database.missing")
    (sqlite_folder / "secret.key").unlink()
    settings = sqlite_folder / "hall.toml"
    settings.write_text("name =", encoding="utf-8")
    assert "hall.toml" in refused(kiosk("take", "SC001", "--json"), "settings.broken")
    settings.write_text('zone = "Mars"', encoding="utf-8")
    message = refused(kiosk("take", "SC001", "--json"), "settings.faulty")
    assert "zone" in message
    assert "name" in message
    settings.unlink()
    assert "kiosk init" in refused(kiosk("audit", "head", "--json"), "settings.missing")
