"""`kiosk init --wizard`: a person is asked, corrected, and gets exactly the hall of the answers."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from kiosk import config, layout, questions
from kiosk.hall import open_hall
from kiosk.questions import HallQuestions
from kiosk.refusal import Refusal
from kiosk.wizard import Question, Unfit, walk
from tests.kiosk.command import ROOT
from tests.kiosk.terminal import Terminal, at_terminal

PASSWORD = "correct horse battery"


class Script:
    """A person who types what was written down, by the question's key."""

    def __init__(self, typed: dict[str, list[str | None]]) -> None:
        self.typed = typed
        self.nos: list[Unfit | Refusal] = []
        self.asked: list[str] = []

    def ask(self, question: Question, default: str, step: int, steps: int) -> str | None:
        self.asked.append(question.key)
        lines = self.typed.get(question.key, [])
        return lines.pop(0) if lines else ""

    def no(self, why: Unfit | Refusal) -> None:
        self.nos.append(why)


def made_of(**typed: list[str | None]) -> tuple[HallQuestions, dict[str, str], Script]:
    asked = HallQuestions([])
    script = Script({"name": ["大厅"], **typed})
    return asked, walk(script, asked.all, {}), script


def settings_of(**typed: list[str | None]) -> config.Settings:
    asked, answers, _ = made_of(**typed)
    return config.parse(asked.plan(answers).text, Path("/hall"))


def answer_all(terminal: Terminal, answers: dict[str, str]) -> None:
    """Type the answers where their titles come, and Enter everywhere else, up to the summary."""
    while "请核对" not in (came := terminal.until(" > ")):
        title = next((each for each in answers if each in came), None)
        terminal.type(answers.pop(title) if title else "")
    assert not answers


# --- At a terminal ---


def test_a_person_makes_a_hall(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with at_terminal("init", "--wizard", "--data", str(folder)) as terminal:
        terminal.until("大厅名称")
        terminal.until("> ")
        terminal.type("")
        assert "不能少于 1 个字" in terminal.until("> ")
        terminal.type("晃州政务大厅")
        assert "英文名称" in terminal.until("> ")
        terminal.type("<")
        assert "[晃州政务大厅]" in terminal.until("> ")
        terminal.type("新晃政务大厅")
        answers = {"综合窗口有几个": "3", "公安窗口有几个": "0", "管理员账号": "chief"}
        while "管理员密码" not in (came := terminal.until("> ")):
            title = next((each for each in answers if each in came), None)
            terminal.type(answers.pop(title) if title else "")
        terminal.type("short")
        terminal.until("再输入一次 > ")
        terminal.type("short")
        assert "密码至少要 8 个字符" in terminal.until("管理员密码")
        terminal.until("> ")
        terminal.type(PASSWORD)
        terminal.until("再输入一次 > ")
        terminal.type("another one")
        assert "两次输入的密码不一样" in terminal.until("管理员密码")
        terminal.until("> ")
        terminal.type(PASSWORD)
        terminal.until("再输入一次 > ")
        terminal.type(PASSWORD)
        assert "新晃政务大厅" in terminal.until("q 退出 > ")
        assert not folder.exists()
        terminal.type("")
        assert terminal.ends() == 0
    assert PASSWORD not in terminal.text
    assert "大厅已建在" in terminal.text
    assert "✓ 数据库" in terminal.text
    with open_hall(folder) as hall:
        assert hall.settings.title("zh") == "新晃政务大厅"
        assert hall.settings.hours is not None
        assert [each.code for each in hall.counters()] == ["1", "2", "3", "4", "5", "0", "6"]
        assert hall.prove("chief", PASSWORD).role.value == "admin"
        # Nobody asks for the police counters any more: the comprehensive ones do their matters.
        with hall.ground.read() as work:
            able = {code for code, services in work.floor.serves.items() if "GA001" in services}
        assert able == {"1", "2", "3"}


def test_ctrl_c_leaves_and_nothing_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with at_terminal("init", "--wizard", "--data", str(folder)) as terminal:
        terminal.until("> ")
        terminal.type("大厅")
        terminal.until("英文名称")
        terminal.until("> ")
        assert terminal.interrupt() == 130
    assert "什么都没有写下" in terminal.text
    assert not folder.exists()


def test_an_answer_is_changed_in_the_summary(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    with at_terminal("init", "--wizard", "--data", str(folder)) as terminal:
        answer_all(terminal, {"大厅名称": "大厅"})
        terminal.type("99")
        assert "1 到 13" in terminal.until("q 退出 > ")
        terminal.type("4")
        answer_all(terminal, {"咨询电话": "0745-6222345"})
        terminal.type("q")
        assert terminal.ends() == 130
    assert "4. 咨询电话：0745-6222345" in terminal.text
    assert not folder.exists()


# --- From a file ---


def piped(text: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk", "init", "--wizard", "--data", str(folder), *more],
        cwd=ROOT,
        input=text,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_answers_come_from_a_file_in_english(tmp_path: Path) -> None:
    folder = tmp_path / "hall"
    answers = ["大厅", "Town Hall", "town", "", "2", "1", "1", "8:30-16:00", "", "-", "", ""]
    done = piped("\n".join([*answers, "", ""]), folder, "--language", "en")
    assert done.returncode == 0, done.stderr
    assert "Name of the hall" in done.stdout
    assert "The password of admin" in done.stdout or "admin" in done.stdout
    settings = config.load(folder)
    assert (settings.title("en"), settings.code) == ("Town Hall", "town")
    assert settings.hours is not None
    assert [f"{each.start:%H:%M}-{each.end:%H:%M}" for each in settings.hours.friday] == [
        "08:30-16:00"
    ]
    assert settings.hours.saturday == ()


def test_a_file_that_ends_too_soon_writes_nothing(tmp_path: Path) -> None:
    done = piped("大厅\n\n\n", tmp_path / "hall")
    assert done.returncode == 130
    assert not (tmp_path / "hall").exists()


def test_where_a_hall_stands_nothing_is_asked(sqlite_folder: Path) -> None:
    done = piped("", sqlite_folder)
    assert done.returncode == 2
    assert "[hall.exists]" in done.stderr
    assert done.stdout == ""


# --- The answers ---


def test_enter_everywhere_makes_the_sample_counters() -> None:
    asked, answers, _ = made_of()
    planned = asked.plan(answers)
    sample = layout.sample()
    assert [desk.name for desk in planned.layout.counters] == [d.name for d in sample.counters]
    assert planned.layout.skills == sample.skills
    assert planned.account == "admin"
    settings = config.parse(planned.text, Path("/hall"))
    assert (settings.name, settings.hotline, settings.code) == ("大厅", "12345", "main")
    assert [each.kind for each in settings.printers] == ["virtual"]


def test_going_back_passes_what_is_not_asked_and_keeps_the_answers() -> None:
    _, answers, script = made_of(
        hotline=["12", "34"], counters=["5"], url=[None], printer=["", None]
    )
    assert script.asked.count("printer") == 3
    assert "width" not in script.asked
    assert answers["counters"] == "5"
    _, _, script = made_of(name=[None, "大厅"])
    assert [no.key for no in script.nos if isinstance(no, Unfit)] == ["first"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("09:00-12:00 14:00-17:00", ["09:00-12:00", "14:00-17:00"]),
        ("9：00－12：00，14：00—17：00", ["09:00-12:00", "14:00-17:00"]),
        ("9:00 - 17:00", ["09:00-17:00"]),
        ("8:30至11:30、13:00~16:30", ["08:30-11:30", "13:00-16:30"]),
    ],
)
def test_hours_are_understood_as_people_write_them(typed: str, kept: list[str]) -> None:
    hours = settings_of(hours=[typed]).hours
    assert hours is not None
    assert [f"{each.start:%H:%M}-{each.end:%H:%M}" for each in hours.monday] == kept


def test_no_hours_is_always_open() -> None:
    assert settings_of(hours=["-"]).hours is None


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("name", ["", "长" * 41, "大\x1b厅"]),
        ("code", ["Main Hall", "一"]),
        ("hotline", ["1" * 41]),
        ("counters", ["0", "61", "-3", "/no/such/hall.json"]),
        ("real_estate", ["-1", "many"]),
        ("hours", ["morning", "12:00-09:00", "09:00-12:00 11:00-17:00"]),
        ("printer", ["0", "2", "host:99999"]),
        ("url", ["hall.example", "ftp://hall.example"]),
        ("account", ["a" * 41, "a\x07b"]),
        ("password", ["short"]),
    ],
)
def test_an_answer_that_does_not_fit_is_asked_again(key: str, wrong: list[str | None]) -> None:
    right = {"name": "大厅"}.get(key, "")
    _, answers, script = made_of(**{key: [*wrong, right]})
    assert len(script.nos) == len(wrong)
    assert script.asked.count(key) == len(wrong) + 1
    assert answers[key] == (right or answers[key])


@pytest.mark.parametrize(
    ("url", "host", "leads"),
    [
        ("https://hall.example", "127.0.0.1", "https://hall.example"),
        ("http://192.168.1.10:8321", "0.0.0.0", "http://192.168.1.10:8321"),
        ("-", "127.0.0.1", "http://127.0.0.1:8321"),
    ],
)
def test_phones_reach_what_was_said(url: str, host: str, leads: str) -> None:
    settings = settings_of(url=[url])
    assert (settings.serve.host, settings.public_url) == (host, leads)


@pytest.fixture
def deaf_printer() -> Iterator[int]:
    """Something at a port that takes a connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_printer_in_the_network_is_chosen_by_its_address(deaf_printer: int) -> None:
    settings = settings_of(printer=[f"127.0.0.1:{deaf_printer}"], width=["57", "58"])
    (printer,) = settings.printers
    assert (printer.kind, printer.host, printer.port) == ("network", "127.0.0.1", deaf_printer)
    assert printer.width_mm == 58


def test_own_counters_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "hall.json"
    raw = json.loads((files("data") / "seeds" / "hall.json").read_text(encoding="utf-8"))
    raw["counters"] = raw["counters"][:2]
    file.write_text(json.dumps(raw), encoding="utf-8")
    asked, answers, script = made_of(counters=[str(file)])
    assert [desk.code for desk in asked.plan(answers).layout.counters] == ["1", "2"]
    assert "real_estate" not in script.asked


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"kind": "round"}, "counters.0.kind"),
        ({"colour": "red"}, "counters.0.colour"),
        ({"skill": "magic"}, "hall.json"),
        ({"code": "2"}, "hall.json"),
    ],
)
def test_faults_of_own_counters_are_told_with_their_place(
    tmp_path: Path, change: dict[str, str], place: str
) -> None:
    file = tmp_path / "hall.json"
    raw = json.loads((files("data") / "seeds" / "hall.json").read_text(encoding="utf-8"))
    raw["counters"][0].update(change)
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(Unfit) as no:
        questions.read_layout(str(file))
    faults = no.value.values["faults"]
    assert [fault.place for fault in faults.faults] == [place]  # type: ignore[attr-defined]
