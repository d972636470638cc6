"""The file interface: a range for each ticket, from the past alone, whatever the log looks like."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from kiosk.estimate import files
from kiosk.estimate.files import Files, predict
from tests.kiosk.command import process
from tests.kiosk.estimate.halls import two_days, write
from tests.reference_hall.day import Line


def predicted(
    folder: Path, log: Iterable[Line], *, history: bool = True, days: int = 3
) -> list[dict[str, Any]]:
    write(folder, log, days)
    past = folder / "history.jsonl" if history else None
    return list(predict(Files(folder / "hall.json", past, folder / "log.jsonl")))


def morning(until: float = 9.25) -> list[Line]:
    """The first lines of the log."""
    return [line for line in two_days()[2] if line["t"] < 4 * 86400 + until * 3600]


def test_cutting_the_log_changes_nothing_of_what_was_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MEMORY", 40)
    log = morning()
    whole = predicted(tmp_path, log, days=4)
    place = [at for at, line in enumerate(log) if line["event"] == "issue"][len(whole) // 2]
    cut = predicted(tmp_path, log[: place + 1], days=4)
    assert cut == whole[: len(cut)]
    assert len(whole) == sum(line["event"] == "issue" for line in log)


def test_without_a_past_it_learns_from_the_day_and_still_only_from_what_was(tmp_path: Path) -> None:
    log = morning(9.75)
    whole = predicted(tmp_path, log, history=False)
    place = [at for at, line in enumerate(log) if line["event"] == "issue"][-10]
    cut = predicted(tmp_path, log[: place + 1], history=False)
    assert cut == whole[: len(cut)]


def test_what_is_said_comes_near_to_what_is(tmp_path: Path) -> None:
    log = list(two_days()[2])
    told = {each["ticket"]: each for each in predicted(tmp_path, log)}
    issued = {line["ticket"]: line["t"] for line in log if line["event"] == "issue"}
    waits = {
        line["ticket"]: line["t"] - issued[line["ticket"]]
        for line in log
        if line["event"] == "call"
    }
    errors = [abs(told[ticket]["p50"] - wait) for ticket, wait in waits.items()]
    constant = sorted(waits.values())[len(waits) // 2]
    usual = [abs(constant - wait) for wait in waits.values()]
    assert sum(errors) < 0.6 * sum(usual)
    within = sum(wait <= told[ticket]["p90"] for ticket, wait in waits.items())
    assert within > 0.75 * len(waits)


PAUSE = 4 * 86400 + 8.6 * 3600


def forgotten(log: list[Line]) -> list[Line]:
    """Two clerks leave without closing, one with somebody called."""
    gone = {"1": {"call", "start", "finish", "no_show"}, "2": {"finish", "no_show"}}
    return [each for each in log if each["event"] not in gone.get(each.get("window", ""), set())]


def paused(log: list[Line]) -> list[Line]:
    """Soon after opening all windows pause, and stay away."""
    names = {line["window"] for line in log if line["event"] == "window_open"}
    kinds = {"t": PAUSE, "event": "window_close", "reason": "break"}
    after = [line for line in log if line["t"] > PAUSE and line["event"] == "issue"]
    before = [line for line in log if line["t"] <= PAUSE]
    return [*before, *({**kinds, "window": name} for name in sorted(names)), *after]


BROKEN: dict[str, Callable[[list[Line]], list[Line]]] = {
    "no finish": lambda log: [line for line in log if line["event"] != "finish"],
    "unknown services": lambda log: [
        line | ({"service": f"new {line['service']}"} if "service" in line else {}) for line in log
    ],
    "nobody at the windows": lambda log: [line for line in log if line["event"] == "issue"],
    "clock set forward": lambda log: [
        line | {"t": line["t"] + 5 * 3600 * (20 < place < 60)} for place, line in enumerate(log)
    ],
    "clock set back": lambda log: [
        line | {"t": line["t"] - 2 * 3600 * (place > 60)} for place, line in enumerate(log)
    ],
    "another day in between": lambda log: [
        line | {"t": line["t"] - 9 * 86400 * (20 < place < 60)} for place, line in enumerate(log)
    ],
    "windows left open": forgotten,
    "all windows paused": paused,
    "every number twice": lambda log: [line for line in log for _ in range(2)],
}


@pytest.mark.parametrize("history", [True, False], ids=["past", "first day"])
@pytest.mark.parametrize("kind", BROKEN)
def test_whatever_is_wrong_there_is_a_bounded_answer(
    tmp_path: Path, kind: str, history: bool
) -> None:
    log = BROKEN[kind](morning(9))
    found = predicted(tmp_path, log, history=history)
    assert len(found) == sum(line["event"] == "issue" for line in log)
    assert all(0 <= each["p50"] <= each["p90"] <= 12 * 3600 for each in found)


def test_lines_that_are_none_are_left_out(tmp_path: Path) -> None:
    log = morning(9)
    whole = predicted(tmp_path, log)
    text = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    end = '"event": "issue", "ticket": "x"}'
    noise = ["{broken", "", "[]", "5", "[" * 100_000, '{"t": 5, "event": [], "ticket": "x"}']
    noise += [f'{{"t": {t}, {end}' for t in ('"x"', "1e999", "NaN", "1" + "0" * 400, "null")]
    (tmp_path / "log.jsonl").write_text("\n".join([*noise, *text, *noise]), encoding="utf-8")
    told = Files(tmp_path / "hall.json", tmp_path / "history.jsonl", tmp_path / "log.jsonl")
    assert list(predict(told)) == whole


def test_numbers_as_texts_and_a_mark_at_the_beginning_change_nothing(tmp_path: Path) -> None:
    """A spreadsheet has been at it."""
    log = morning(9)
    whole = predicted(tmp_path, log)
    texts = [
        {name: str(value) if name in {"t", "priority"} else value for name, value in line.items()}
        for line in log
    ]
    assert predicted(tmp_path, texts) == whole
    for file in ("hall.json", "log.jsonl"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        (tmp_path / file).write_text(text, encoding="utf-8-sig")
    paths = (tmp_path / name for name in ("hall.json", "history.jsonl", "log.jsonl"))
    assert list(predict(Files(*paths))) == whole


@pytest.mark.parametrize("slip", [-5 * 86400, -86400, 86400, 40 * 86400])
def test_one_slip_of_the_clock_does_not_empty_the_hall(tmp_path: Path, slip: int) -> None:
    """The end of something that is going on is of today, whatever day its line says."""
    log = morning(9.5)
    starts = [place for place, line in enumerate(log) if line["event"] == "start"]
    place = starts[len(starts) // 2]
    slipped = [*log[:place], log[place] | {"t": log[place]["t"] + slip}, *log[place + 1 :]]
    whole, found = predicted(tmp_path, log), predicted(tmp_path, slipped)
    apart = [abs(one["p50"] - other["p50"]) for one, other in zip(whole, found, strict=True)]
    assert max(apart) < 300


def test_the_command_writes_a_line_for_each_ticket(tmp_path: Path) -> None:
    log = morning(9)
    write(tmp_path, log)
    names = {"--hall": "hall.json", "--history": "history.jsonl", "--log": "log.jsonl"}
    options = [part for name, file in names.items() for part in (name, str(tmp_path / file))]
    out = tmp_path / "pred.jsonl"
    answer = process("estimate", *options, "--out", str(out), "--json").json
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert answer["tickets"] == len(lines) == sum(line["event"] == "issue" for line in log)
    assert {"ticket", "p50", "p90"} == set(lines[0])


def test_a_hall_that_is_none_is_refused(tmp_path: Path) -> None:
    write(tmp_path, [])
    (tmp_path / "hall.json").write_text("[]", encoding="utf-8")
    paths = ["--hall", str(tmp_path / "hall.json"), "--log", str(tmp_path / "log.jsonl")]
    done = process("estimate", *paths, "--out", str(tmp_path / "out"), "--json")
    assert (done.code, done.json["refusal"]) == (2, "estimate.hall_unreadable")
