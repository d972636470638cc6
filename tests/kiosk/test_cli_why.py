"""The command that says why a number was called, or why it still waits."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.hall import open_hall
from kiosk.queue.tickets import Priority
from tests.hall import staff_of
from tests.kiosk.command import HAN, Kiosk, in_this_process, refused


@pytest.fixture
def kiosk(
    sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Kiosk:
    """The command on a hall in which B002 has priority and was called before B001."""
    with open_hall(sqlite_folder) as hall:
        hall.issue("SC001")
        hall.issue("SC001", priority=Priority.DISABLED)
        with hall.ground.store.write() as connection:
            # Its minute of waiting counts four.
            connection.exec_driver_sql("UPDATE tickets SET issued_at = '2026-03-02 01:00:00'")
        hall.call_next("1", staff_of(hall).clerk)
    return in_this_process(sqlite_folder, monkeypatch, capsys)


def test_it_tells_people_and_scripts_why(kiosk: Kiosk) -> None:
    called = kiosk("why", "B002", "--json").json
    assert [(each["why"], each["skipped"]) for each in called["calls"]] == [("priority", ["B001"])]
    waits = kiosk("why", "b001", "--json").json
    assert (waits["state"], waits["ahead"], waits["overtaken"]) == ("waiting", 0, 1)
    assert waits["counters"] == list("12345678")
    said = kiosk("why", "B001").out
    assert said.splitlines()[0] == "B001 还在等，前面有 0 人。"
    assert "它有优先" in said
    english = kiosk("why", "B001", KIOSK_LANGUAGE="en").out
    assert not HAN.search(english)
    assert "1 person who came later" in english
    assert "disabled" not in english, "nobody need know why somebody goes first"


def test_a_number_that_is_not(kiosk: Kiosk) -> None:
    assert "B999" in refused(kiosk("why", "B999", "--json"), "ticket.unknown")
    then = kiosk("why", "B001", "--day", "2020-01-02", "--json")
    assert "2020-01-02" in refused(then, "ticket.unknown_then")
