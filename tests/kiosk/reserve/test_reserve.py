"""A touch host goes on giving out numbers while its database is away, and delivers them later."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.faults import StoreFault
from kiosk.hall import Hall
from kiosk.hall import open_hall as open_plain
from kiosk.people.documents import DocumentKind
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import CounterKind, Priority, State
from kiosk.refusal import Refusal
from kiosk.reserve.grounds import FILE
from kiosk.reserve.hall import ReservedHall
from kiosk.reserve.opening import open_hall, printing
from printers.golden import golden
from tests.hall import HandClock, Staff, change_settings, count
from tests.kiosk.command import in_this_process
from tests.wire import Wire

HOURS = '[hours]\nmonday = ["09:00-17:00"]\nwednesday = ["09:00-17:00"]\n\n[staff]'


def until(holds: Callable[[], bool]) -> None:
    """Fail unless it comes to hold."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def come_back(host: ReservedHall, wire: Wire) -> None:
    """The database is there again, and knows all."""
    wire.heal()
    host.keeper.look()
    until(lambda: not host.away)


def told(hall: Hall, kind: str) -> list[dict[str, Any]]:
    """What the events of a kind say, with their moment, in the order of the chain."""
    query = f"SELECT at, data FROM events WHERE kind = '{kind}' ORDER BY seq"
    with hall.ground.read() as work:
        return [{"at": row.at, **row.data} for row in work.connection.exec_driver_sql(query)]


def printed(host: ReservedHall, issued: Issued) -> None:
    assert host.settle(issued.job).out


def test_numbers_go_on_and_are_delivered_each_in_its_place(
    host: ReservedHall, hall: Hall, wire: Wire, staff: Staff, clock: HandClock
) -> None:
    printed(host, host.issue("MZ001"))
    host.keeper.round()
    wire.cut()
    clock.move(minutes=1)
    alone = host.issue("MZ001", nonce="a press")
    assert host.away
    assert host.issue("MZ001", nonce="a press").ticket == alone.ticket
    # On paper it is a number like any other; nobody makes up who waits.
    assert (alone.ticket.number, alone.ahead, alone.wait) == ("A801", None, None)
    assert {"A801]", "暂不清楚", "暂无法估计"} <= set(golden(alone.paper).split())
    printed(host, alone)
    assert host.jobs_of(alone.ticket.id)[0].state == "printed"
    clock.move(minutes=1)
    hall.issue("MZ001")
    first = host.issue("MZ001", priority=Priority.ELDERLY)
    printed(host, first)
    clock.move(minutes=1)
    hall.issue("MZ001")
    clock.move(minutes=1)
    back = clock()
    come_back(host, wire)

    # Each stands where it would have stood, by the time at which it was given out.
    status = hall.status(alone.status_url.rpartition("/")[2])
    assert (status.ticket.number, status.ahead) == ("A801", 1)
    assert status.ticket.issued_at == alone.ticket.issued_at
    assert [job.state for job in status.papers] == ["printed"]
    order = [hall.call_next("1", staff.clerk).number]
    order += [call_and_finish(hall, staff, clock) for _ in range(4)]
    assert order == ["A802", "A001", "A801", "A002", "A003"]
    events = [each for each in told(hall, "ticket.issued") if "host" in each]
    assert [(each["number"], each["at"]) for each in events] == [
        ("A801", alone.ticket.issued_at),
        ("A802", first.ticket.issued_at),
    ]
    assert {each["delivered_at"] for each in events} == {back.isoformat()}
    assert hall.audit_verify() is None
    _, (balance,) = hall.balances()
    assert (balance.issued, balance.holds, balance.unused) == (5, True, 18)
    # Seen again and again, they are there once.
    host.keeper.round()
    assert count(hall, "tickets") == 5
    assert host.issue("MZ001").ticket.number == "A004"


def call_and_finish(hall: Hall, staff: Staff, clock: HandClock) -> str:
    """End the visit at counter 1 and call the next."""
    current = hall.at_counter("1").current
    assert current is not None
    hall.start(current.id, staff.clerk)
    clock.move(minutes=1)
    hall.finish(current.id, staff.clerk)
    return hall.call_next("1", staff.clerk).number


def test_a_number_whose_answer_was_lost_is_ended_when_the_other_comes(
    host: ReservedHall, hall: Hall, wire: Wire
) -> None:
    """The hall has kept the press, its answer never came, and the person got another number."""
    lost = hall.issue("MZ001", nonce="a press")
    wire.cut()
    held = host.issue("MZ001", nonce="a press")
    printed(host, held)
    come_back(host, wire)
    assert hall.status_of_number(lost.ticket.number).ticket.state is State.EXPIRED
    assert hall.job(lost.job).error == "printer.waived"
    assert hall.status_of_number(held.ticket.number).ticket.state is State.WAITING
    assert [each["reason"] for each in told(hall, "ticket.expired")] == ["issued_twice"]
    assert all(each.holds for each in hall.balances()[1])


def test_a_host_that_starts_alone_has_its_numbers_from_before(
    host_folder: Path, wire: Wire, clock: HandClock
) -> None:
    """The network is down in the morning, two days later: the hall rests on Tuesday."""
    change_settings(host_folder, "[staff]", HOURS)
    change_settings(host_folder, "[desks]", "[reserve]\nnumbers = 1\n\n[desks]")
    wire.cut()
    with pytest.raises(StoreFault, match=r"database\.unreachable"):
        open_hall(host_folder, clock)
    wire.heal()
    open_hall(host_folder, clock).close()
    wire.cut()
    clock.set(4, 8)
    with open_hall(host_folder, clock) as host:
        assert host.away
        with pytest.raises(Refusal, match=r"hall\.closed"):
            host.issue("MZ001")
        clock.set(4, 9)
        assert host.outlook("MZ001").refusal is None
        assert host.issue("MZ001").ticket.number == "A801"
        refusal = host.outlook("MZ001").refusal
        assert refusal is not None
        assert refusal.code == "reserve.used_up"
        with pytest.raises(Refusal, match=r"reserve\.used_up"):
            host.issue("MZ001")
        assert host.issue_at_desk(CounterKind.ENQUIRY).ticket.number == "L801"
        # What it cannot know it does not make up.
        with pytest.raises(StoreFault, match=r"database\.unreachable"):
            host.at_machine("A801")
    # Started again, it still knows what it has given out.
    with open_hall(host_folder, clock) as host, pytest.raises(Refusal, match=r"used_up"):
        host.issue("MZ001")


def test_a_broken_reserve_stops_nobody(host_folder: Path, wire: Wire, clock: HandClock) -> None:
    (host_folder / FILE).write_bytes(b"no database at all" * 100)
    with open_hall(host_folder, clock) as hall:
        assert hall.issue("MZ001").ticket.number == "A001"
        wire.cut()
        with pytest.raises(StoreFault, match=r"database\.unreachable"):
            hall.issue("MZ001")
        wire.heal()
        assert hall.issue("MZ001").ticket.number == "A002"


def test_what_is_delivered_when_its_day_is_over_has_ended(
    host: ReservedHall, hall: Hall, wire: Wire, staff: Staff, clock: HandClock
) -> None:
    hall.issue("MZ001")
    wire.cut()
    printed(host, host.issue("MZ001"))
    closed = hall.close_day(staff.supervisor)
    assert [(each.issued, each.unused, each.holds) for each in closed.balances] == [(1, 20, True)]
    come_back(host, wire)
    ended = hall.ticket_of_number("A801")
    assert ended.state is State.EXPIRED
    assert [each["reason"] for each in told(hall, "ticket.expired")] == [
        "not_called",
        "delivered_late",
    ]
    _, (balance,) = hall.balances(date(2026, 3, 2))
    assert (balance.issued, balance.unused, balance.holds) == (2, 19, True)


def test_the_series_leaves_out_what_is_held_and_quotas_count_what_is_given(
    host_folder: Path, wire: Wire, clock: HandClock
) -> None:
    change_settings(host_folder, "[staff]", "[quotas]\nA = 802\n\n[staff]")
    with open_hall(host_folder, clock) as host:
        assert isinstance(host, ReservedHall)
        host.issue("MZ001")
        with host.ground.write() as work:
            work.connection.exec_driver_sql("UPDATE number_series SET last = 799")
        numbers = [host.issue("MZ001").ticket.number for _ in range(2)]
        assert numbers == ["A800", "A821"]
        assert host.outlook("MZ001").left == 1
        host.keeper.round()
        wire.cut()
        assert host.issue("MZ001").ticket.number == "A801"
        with pytest.raises(Refusal, match=r"group\.full"):
            host.issue("MZ001")


def test_whose_number_it_is_is_delivered_with_it(
    host: ReservedHall, hall: Hall, wire: Wire
) -> None:
    """Who took a number without the database gets no second one with it (R9)."""
    person = host.document(DocumentKind.RESIDENT_ID, "11010519491231002X")
    wire.cut()
    mine = host.issue_to("MZ001", person)
    printed(host, mine)
    come_back(host, wire)
    again = hall.issue_to("MZ001", person)
    assert (again.ticket.number, again.repeated) == (mine.ticket.number, True)


def test_papers_come_out_whoever_owns_the_printer(
    host: ReservedHall, host_folder: Path, wire: Wire, clock: HandClock
) -> None:
    """The service on the same machine owns it; it prints what the touch screen gives out alone, and
    goes on with the papers of the hall when the database is back."""
    with open_plain(host_folder, clock) as served, printing(served):
        before = host.issue("MZ001")
        until(lambda: host.job(before.job).out)
        wire.cut()
        alone = host.issue("MZ001")
        until(lambda: host.job(alone.job).out)
        come_back(host, wire)
        after = host.issue("MZ001")
        until(lambda: host.job(after.job).out)


def test_a_host_that_was_alone_overnight_delivers_both_days(
    host: ReservedHall, hall: Hall, wire: Wire, clock: HandClock
) -> None:
    hall.issue("MZ001")
    host.keeper.round()
    wire.cut()
    printed(host, host.issue("MZ001"))
    clock.set(3, 9)
    tomorrow = host.issue("MZ001")
    assert tomorrow.ticket.number == "A801"
    printed(host, tomorrow)
    come_back(host, wire)
    assert host.issue("MZ001").ticket.number == "A001"
    for day, states in ((date(2026, 3, 2), {"expired": 2}), (date(2026, 3, 3), {"waiting": 2})):
        _, (balance,) = hall.balances(day)
        assert balance.holds
        assert {state.value: n for state, n in balance.states.items() if n} == states


def test_the_command_line_shows_what_is_held_and_what_is_not_delivered(
    host: ReservedHall,
    host_folder: Path,
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    host.issue("MZ001")
    wire.cut()
    host.issue("MZ001")  # its paper has not come out yet
    kiosk = in_this_process(host_folder, monkeypatch, capsys)
    cut_off = kiosk("reserve", "--day", "2026-03-02", "--json").json
    assert (cut_off["away"], cut_off["undelivered"]) == (True, 1)
    assert cut_off["blocks"][0]["given"] == 1
    assert kiosk("reserve", "--day", "2026-03-02").out.startswith("连不上数据库")
    come_back(host, wire)
    said = kiosk("reserve", "--day", "2026-03-02", "--json").json
    shown = {"group": "A", "host": host.local.host, "first": 801, "last": 820}
    assert said["blocks"][0] == shown | {"given": 0, "left": 20}
    assert (said["day"], said["undelivered"]) == ("2026-03-02", 1)
    assert "A801-A820" in kiosk("reserve", "--day", "2026-03-02").out
    assert kiosk("reserve", "--day", "2026-02-02").out.startswith("2026-02-02 没有备用号")
    assert "A 类 20 个" in kiosk("day", "balance", "--day", "2026-03-02").out


def test_a_host_that_is_killed_while_it_delivers_delivers_each_number_once(
    host_folder: Path, hall: Hall, wire: Wire
) -> None:
    """The power goes when the hall has a ticket already and the host does not know it yet."""
    with open_hall(host_folder) as host:
        assert isinstance(host, ReservedHall)
        wire.cut()
        for _ in range(3):
            printed(host, host.issue("MZ001"))
    with closing(sqlite3.connect(host_folder / FILE, isolation_level=None)) as own:
        own.execute("BEGIN IMMEDIATE")  # nothing can be noted on this host
        wire.heal()
        program = (
            "import sys; from pathlib import Path; from kiosk.reserve.opening import open_hall; "
        )
        program += "open_hall(Path(sys.argv[1]))"
        process = subprocess.Popen([sys.executable, "-c", program, str(host_folder)])
        until(lambda: count(hall, "tickets") == 1)
        process.kill()
        process.wait()
    open_hall(host_folder).close()
    numbers = [each["number"] for each in told(hall, "ticket.issued")]
    assert numbers == ["A801", "A802", "A803"]
    assert [count(hall, table) for table in ("tickets", "print_jobs")] == [3, 3]
    assert hall.audit_verify() is None
    _, (balance,) = hall.balances()
    assert (balance.issued, balance.holds) == (3, True)
