"""What a touch host gave out alone is in the backup, and comes back with it, each number once."""

from __future__ import annotations

from pathlib import Path

from kiosk.backup import backup
from kiosk.grants import Roles
from kiosk.hall import KEY_FILE, Hall
from kiosk.reserve import blocks
from kiosk.reserve.delivery import undelivered
from kiosk.reserve.hall import ReservedHall
from kiosk.reserve.opening import open_hall
from kiosk.restoring import restore
from tests.hall import HandClock, as_owner
from tests.kiosk.reserve.test_reserve import come_back, printed
from tests.wire import Wire


def test_a_number_given_out_alone_survives_the_loss_of_everything(
    host: ReservedHall,
    hall: Hall,
    host_folder: Path,
    wire: Wire,
    clock: HandClock,
    tmp_path: Path,
    postgres_url: str,
) -> None:
    host.keeper.round()
    wire.cut()
    printed(host, host.issue("MZ001"))
    mine = host.issue("MZ001")  # its paper is still to come: it is not delivered yet
    come_back(host, wire)
    assert len(undelivered(host.local)) == 1
    with as_owner(hall) as connection:
        # Other things in the database, which the program's role may read here.
        for right in ("USAGE ON SCHEMA", "SELECT ON ALL TABLES IN SCHEMA"):
            connection.exec_driver_sql(f"GRANT {right} sample TO {Roles().program}")
    (tmp_path / "safe").mkdir()
    made = backup(host_folder, tmp_path / "safe", clock=clock)
    # After the backup the host goes on, and nobody will know of this one.
    wire.cut()
    assert host.issue("MZ001").ticket.number == "A803"
    wire.heal()

    again = tmp_path / "again"
    clock.move(minutes=30)
    restore(made.file, again, host_folder / KEY_FILE, database=postgres_url, clock=clock)
    with open_hall(again, clock) as new:
        assert isinstance(new, ReservedHall)
        assert undelivered(new.local) == []
        ticket = new.ticket_of_number("A802")
        assert ticket.issued_at == mine.ticket.issued_at
        assert [job.error for job in new.jobs_of(ticket.id)] == ["printer.late"]
        assert [each.holds for each in new.balances()[1]] == [True]
        with new.ground.read() as work:
            mine_now = [each for each in blocks.every(work, work.day) if each.group == "A"]
        # No number that may be on a paper is given out again.
        assert [(each.host == new.local.host, each.first) for each in mine_now] == [
            (False, 801),
            (True, 821),
        ]
        assert new.issue("MZ001").ticket.number == "A001"
        assert new.audit_verify() is None
