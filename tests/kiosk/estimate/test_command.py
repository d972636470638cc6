"""`kiosk estimate` where its predictions cannot be written."""

from __future__ import annotations

from pathlib import Path

from tests.kiosk.command import process, refused
from tests.kiosk.estimate.halls import write


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    write(tmp_path, [])
    paths = ["--hall", str(tmp_path / "hall.json"), "--log", str(tmp_path / "log.jsonl")]
    out = tmp_path / "nowhere" / "pred.jsonl"
    no = process("estimate", *paths, "--out", str(out), "--json")
    assert str(out.parent) in refused(no, "folder.unwritable")
