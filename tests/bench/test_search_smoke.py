"""The bench of the search works; how fast it is does not matter here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import search


def test_a_crowd_is_as_many_different_services() -> None:
    found = search.crowd(search.MANY)
    assert len(found.services) == search.MANY
    assert len({each.name for each in found.items}) == search.MANY


def test_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MANY", 132)
    monkeypatch.setattr(search, "WORDS", 8)
    rows = search.rows(tmp_path)
    assert len(rows) == 2
    assert all(row.ours > 0 for row in rows)


def test_the_plain_look_finds_what_it_can() -> None:
    plain = search.Plain.of(search.crowd(66))
    assert "ZR001" in plain.find("guohu")
    assert plain.find("kanshuu") == []
