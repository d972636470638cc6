"""`kiosk honesty` for scripts and for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import open_hall
from kiosk.queue.tickets import Priority
from tests.hall import HandClock
from tests.kiosk.command import in_this_process, refused


def test_a_hall_without_promises(
    sqlite_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open_hall(sqlite_folder, HandClock()) as hall:
        hall.issue("MZ001", priority=Priority.ELDERLY)
    kiosk = in_this_process(sqlite_folder, monkeypatch, capsys)
    days = ("--from", "2026-03-01", "--to", "2026-03-03")
    said = kiosk("honesty", *days, "--json").json
    assert (said["judged"], said["share"], said["silent"]) == (0, None, 1)
    out = tmp_path / "promises.xlsx"
    text = kiosk("honesty", *days, "--out", str(out), KIOSK_LANGUAGE="en").out
    assert "there is no promise to judge" in text
    assert out.stat().st_size > 1000
    nowhere = str(tmp_path / "nowhere" / "promises.csv")
    refused(kiosk("honesty", *days, "--out", nowhere, "--json"), "folder.unwritable")
    refused(kiosk("honesty", "--from", "soon", "--json"), "command.usage")
    refused(
        kiosk("honesty", "--from", "2026-03-02", "--to", "2026-03-01", "--json"),
        "honesty.days_backwards",
    )
