"""The bench works: its table, its halls, its rows; how fast anything is does not matter here."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kiosk.queue.tickets import State
from tests.bench import growth, issue, paper
from tests.bench.bare_issue import BareIssue
from tests.bench.bare_paper import BareEnd
from tests.bench.halls import WAITING, run_hall
from tests.bench.machine import machine
from tests.bench.table import LANGUAGES, Row, duration, page, show, table

NAME = {"en": "a thing", "zh": "一件事"}
HERE = {"en": "a machine", "zh": "一台机器"}


@pytest.mark.parametrize(
    ("ours", "verdict"), [(0.004, "good"), (0.007, "passes"), (0.009, "missed")]
)
def test_verdicts(ours: float, verdict: str) -> None:
    assert Row(NAME, ours, 0.001, must=8, aim=4.5).verdict == verdict
    without_aim = Row(NAME, ours, 0.001, must=8).verdict
    assert without_aim == ("missed" if verdict == "missed" else "good")
    absolute = Row(NAME, ours, 1.0, must=0.008, aim=0.0045, absolute=True)
    assert absolute.verdict == verdict


def test_durations() -> None:
    said = [duration(each) for each in (0.000_41, 0.0123, 0.263, 2.258)]
    assert said == ["0.41 ms", "12.3 ms", "263 ms", "2.26 s"]


def test_table() -> None:
    assert table([Row(NAME, 0.003, 0.002, must=1.3, aim=1.2)], "zh").splitlines() == [
        "| 项目 | 本程序 | 对照 | 倍数 | 目标 | 必须 | 结论 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | --- |",
        "| 一件事 | 3.00 ms | 2.00 ms | 1.50× | ≤ 1.2× | ≤ 1.3× | **未达标** |",
    ]


def test_table_of_what_is_not_held_against_anything() -> None:
    weight = Row(NAME, 1620, None, must=600, unit="B", absolute=True)
    drawn = Row(NAME, 0.005, 0.01, must=0.02, aim=0.01, absolute=True)
    assert table([weight, drawn], "en").splitlines()[2:] == [
        "| a thing | 1,620 B |  |  |  | ≤ 600 B | **missed** |",
        "| a thing | 5.00 ms | 10.0 ms | 0.50× | ≤ 10.0 ms | ≤ 20.0 ms | good |",
    ]


def test_page_in_both_languages() -> None:
    rows = [Row(NAME, 0.003, 0.002, must=3)]
    text = page(rows, HERE, "2026-03-02", WAITING)
    for language in LANGUAGES:
        assert table(rows, language) in text
        assert HERE[language] in text
    assert "{" not in text


def test_readme_keeps_all_but_what_stands_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    rows = [Row(NAME, 0.003, 0.002, must=3)]
    assert not show(readme, rows, HERE, "2026-03-02", "en")
    readme.write_text("before\n\n<!-- bench -->\nold\n<!-- /bench -->\n\nafter\n")
    for _ in range(2):
        assert show(readme, rows, HERE, "2026-03-02", "en")
    text = readme.read_text()
    assert text.startswith(f"before\n\n<!-- bench -->\n{table(rows, 'en')}\n\na machine. ")
    assert text.endswith("\n<!-- /bench -->\n\nafter\n")


def test_machine_in_both_languages() -> None:
    said = machine(0.002, 0.5)
    assert "fsync of the disk 2.00 ms" in said["en"]
    assert "磁盘 fsync 2.00 ms" in said["zh"]


def test_bare_numbers_count(tmp_path: Path) -> None:
    bare = BareIssue(tmp_path / "bare.db")
    assert [bare.issue("SC001") for _ in range(3)] == [1, 2, 3]
    bare.close()


def test_a_hall_with_a_past_works_on(tmp_path: Path) -> None:
    running = run_hall(tmp_path / "hall", past=1_050)
    try:
        states = running.hall.balance()
        assert (states[State.FINISHED], states[State.WAITING]) == (1_000, WAITING)
        running.serve(running.call())
        assert running.hall.balance()[State.WAITING] == WAITING - 1
    finally:
        running.hall.close()


def test_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for group in (issue, growth):
        monkeypatch.setattr(group, "SLICES", 1)
        monkeypatch.setattr(group, "SLICE", 2)
    rows = [*issue.rows(tmp_path), *growth.rows(tmp_path, (0, 20))]
    assert [row.name["en"].partition(",")[0] for row in rows] == [
        "durable issue",
        "durable issue",
        "issue after 20 tickets",
        "issue after 20 tickets",
        "call after 20 tickets",
        "call after 20 tickets",
    ]
    assert all(row.ours > 0 and row.bare and row.bare > 0 for row in rows)


def test_rows_of_a_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "DRAWN", 2)
    monkeypatch.setattr(paper, "TAPS", 1)
    monkeypatch.setattr(paper, "SERIAL", ((115_200, 2.5, 1),))
    rows = paper.rows(tmp_path)
    assert [(row.unit, row.absolute) for row in rows] == [
        ("B", True),
        ("B", True),
        ("s", False),
        ("s", True),
        ("s", False),
        ("s", True),
    ]
    assert all(row.ours > 0 for row in rows)


def test_bare_end_tells_when_all_has_come() -> None:
    end = BareEnd()
    try:
        before = time.perf_counter()
        assert before < end.send(bytes(300_000)) < end.send(b"last") < time.perf_counter()
    finally:
        end.close()
