"""The bench of the waits works; how near they come does not matter here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import waits


def test_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"SEEDS": (101,), "PAST": 3, "DAYS": 1, "EACH": 60, "QUEUE": 20}.items():
        monkeypatch.setattr(waits, name, value)
    monkeypatch.setattr(waits, "CALIBRATING", 10**6)
    rows = waits.rows(tmp_path)
    assert len(rows) == 8
    assert all(row.ours >= 0 for row in rows)
    assert all(row.bare is None or row.bare > 0 for row in rows)
