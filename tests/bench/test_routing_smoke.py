"""The bench of calls works; how fast anything is does not matter here."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.bench import routing, together
from tests.bench.bare_call import BareCall
from tests.postgres import PostgresServer


def test_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("SLICES", 1), ("SLICE", 2), ("CROWDS", (5, 20))):
        monkeypatch.setattr(routing, name, value)
    rows = routing.rows(tmp_path)
    assert len(rows) == 1 + 2 + 2 + 5 + 4
    assert all(row.ours > 0 for row in rows)
    assert len({row.name["en"] for row in rows}) == len(rows) == len({r.name["zh"] for r in rows})
    # These are no times of this machine: they hold everywhere.
    assert {row.verdict for row in rows[5:]} == {"good"}


def test_eight_press_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: PostgresServer
) -> None:
    monkeypatch.setattr(together, "TRIALS", 3)
    monkeypatch.setattr(together, "postgres", lambda: nullcontext(postgres_server))
    rows = together.rows(tmp_path)
    assert [row.ours > 0 for row in rows] == [True, True]


def test_bare_calls_everybody_once(postgres_server: PostgresServer) -> None:
    bare = BareCall(postgres_server.connect(postgres_server.create_database()), 9)
    assert sorted(bare.call() for _ in range(9)) == list(range(1, 10))
    bare.close()
