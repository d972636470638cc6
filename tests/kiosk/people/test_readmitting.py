"""After a restore on the same day numbers on people's papers come back, each with its place."""

from __future__ import annotations

import json
from datetime import time
from pathlib import Path

import pytest

from kiosk.backup import backup
from kiosk.hall import KEY_FILE, Hall, open_hall
from kiosk.queue.tickets import Priority
from kiosk.refusal import Refusal
from kiosk.restoring import restore
from tests.hall import PASSWORD, HandClock, Staff, events
from tests.kiosk.command import in_this_process

MARRIAGE, COMPANY = "MZ001", "SC001"


def lost(hall: Hall, folder: Path, clock: HandClock, tmp_path: Path) -> Path:
    """The hall as it was before A002, B001 and A003 were given out."""
    hall.issue(MARRIAGE)
    (tmp_path / "safe").mkdir()
    made = backup(folder, tmp_path / "safe", clock=clock)
    for service in (MARRIAGE, COMPANY, MARRIAGE):
        clock.move(minutes=10)
        hall.issue(service)
    clock.move(minutes=10)
    again = tmp_path / "again"
    restore(made.file, again, folder / KEY_FILE, clock=clock)
    return again


def test_numbers_come_back_in_their_places(
    sqlite_hall: Hall, sqlite_folder: Path, clock: HandClock, tmp_path: Path, staff: Staff
) -> None:
    boss, why = staff.supervisor, "恢复后补录"
    with open_hall(lost(sqlite_hall, sqlite_folder, clock, tmp_path), clock) as hall:

        def refused(number: str, service: str, at: time, by: object = boss) -> str:
            with pytest.raises(Refusal) as no:
                hall.readmit(number, service, at, why, by)  # type: ignore[arg-type]
            return no.value.code

        assert refused("A002", MARRIAGE, time(9, 10), staff.clerk) == "account.not_allowed"
        assert refused("A001", MARRIAGE, time(9, 10)) == "readmit.known"
        assert refused("A003", MARRIAGE, time(9, 30)) == "readmit.gap"
        assert refused("A002", COMPANY, time(9, 10)) == "readmit.group"
        assert refused("A002", MARRIAGE, time(9, 41)) == "readmit.future"
        # Entered out of the order of arrival, and each is called by it.
        hall.readmit("B001", COMPANY, time(9, 20), why, boss)
        back = hall.readmit("a002", MARRIAGE, time(9, 10), why, boss)
        hall.readmit("A003", MARRIAGE, time(9, 30), why, boss, priority=Priority.ELDERLY)
        assert f"{back.issued_at.astimezone(hall.ground.zone):%H:%M}" == "09:10"
        assert hall.issue(MARRIAGE).ticket.number == "A004"
        order = []
        for _ in range(5):
            ticket = hall.call_next("1", boss)
            order.append(ticket.number)
            hall.start(ticket.id, boss)
            hall.finish(ticket.id, boss)
        assert order == ["A003", "A001", "A002", "B001", "A004"]
        assert all(each.holds for each in hall.balances()[1])
        assert hall.audit_verify() is None
        assert events(hall).count("ticket.readmitted") == 3
        # A paper with a link that leads somewhere again.
        (job,) = hall.jobs_of(back.id)
        assert job.label.endswith("A002")


def test_only_a_restored_hall_has_forgotten_numbers(sqlite_hall: Hall, staff: Staff) -> None:
    with pytest.raises(Refusal, match=r"readmit\.not_restored"):
        sqlite_hall.readmit("A001", MARRIAGE, time(9, 0), "x", staff.supervisor)
    assert sqlite_hall.issue(MARRIAGE).ticket.number == "A001"


def test_the_command_is_signed(
    sqlite_hall: Hall,
    sqlite_folder: Path,
    clock: HandClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    again = lost(sqlite_hall, sqlite_folder, clock, tmp_path)
    monkeypatch.setattr("kiosk.cli.readmit.open_hall", lambda data: open_hall(data, clock))
    kiosk = in_this_process(again, monkeypatch, capsys)
    said = kiosk(
        *("readmit", "A002", "--service", MARRIAGE, "--at", "09:10", "--reason", "补录"),
        *("--as", "supervisor", "--json"),
        KIOSK_PASSWORD=PASSWORD,
    )
    assert (said.json["number"], said.json["state"]) == ("A002", "waiting")
    with open_hall(again, clock) as hall, hall.ground.read() as work:
        query = (
            "SELECT events.data, accounts.name FROM events JOIN accounts"
            " ON accounts.id = events.account_id WHERE kind = 'ticket.readmitted'"
        )
        ((data, name),) = work.connection.exec_driver_sql(query).all()
    assert (json.loads(data)["reason"], name) == ("补录", "supervisor")
