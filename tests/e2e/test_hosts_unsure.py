"""The connection breaks just in the middle: a nonce tells what has become of a press, and nobody
else is held up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from data.faults import StoreFault
from kiosk.hall import Hall, open_hall
from kiosk.queue.tickets import Ticket
from tests.e2e.conftest import Network
from tests.hall import count, events, staff_of
from tests.wire import Side, Wire


@dataclass(frozen=True)
class Host:
    hall: Hall
    wire: Wire

    def take(self, nonce: str) -> Ticket:
        return self.hall.issue("SC001", nonce=nonce).ticket

    def call(self, nonce: str) -> Ticket:
        return self.hall.call_next("1", staff_of(self.hall).clerk, nonce)


@pytest.fixture(scope="module")
def host(network: Network) -> Iterator[Host]:
    folder, wire = network.host()
    with open_hall(folder) as hall:
        yield Host(hall, wire)


@pytest.mark.parametrize("side", ["before", "after"])
def test_the_answer_is_found_by_its_nonce(host: Host, side: Side) -> None:
    before, calls = count(host.hall, "tickets"), events(host.hall).count("ticket.called")
    host.wire.cut_at_commit(side)
    taken = host.take(f"taken-{side}")
    assert count(host.hall, "tickets") == before + 1
    assert host.take(f"taken-{side}") == taken

    host.wire.cut_at_commit(side)
    called = host.call(f"called-{side}")
    assert called.number == taken.number
    assert events(host.hall).count("ticket.called") == calls + 1
    staff = staff_of(host.hall)
    host.hall.start(called.id, staff.clerk)
    host.hall.finish(called.id, staff.clerk)


@pytest.mark.parametrize("side", ["before", "after"])
def test_while_nobody_can_know_nobody_claims_to(host: Host, side: Side) -> None:
    before = count(host.hall, "tickets")
    host.wire.cut_at_commit(side, stays=True)
    with pytest.raises(StoreFault) as fault:
        host.take(f"unsure-{side}")
    assert fault.value.code == "database.unsure"
    with pytest.raises(StoreFault) as fault:
        host.take(f"unsure-{side}")
    assert fault.value.code == "database.unreachable"
    host.wire.heal()
    found = host.hall.given(f"unsure-{side}")
    assert (found is not None) == (side == "after")
    ticket = host.take(f"unsure-{side}")
    assert count(host.hall, "tickets") == before + 1
    assert found is None or found.ticket.number == ticket.number
    assert host.hall.audit_verify() is None


def test_who_is_cut_off_in_the_middle_holds_nobody_up(host: Host, network: Network) -> None:
    """The lock of the hall is let go before those who wait for it give up."""
    folder, _ = network.host()
    with open_hall(folder) as other:

        def cut_off() -> None:
            with host.hall.ground.write() as work:
                work.event("test.cut_off")
                host.wire.silence()
                other.issue("SC001")
                host.wire.heal()

        with pytest.raises(StoreFault, match=r"database\.unsure"):
            cut_off()
        assert "test.cut_off" not in events(other)


def test_the_bell_notices_a_dead_line_and_comes_back(host: Host, network: Network) -> None:
    folder, _ = network.host()
    rung = threading.Semaphore(0)
    leave = host.hall.bell.listen(rung.release)
    assert rung.acquire(timeout=30), "at first it rings once"
    host.wire.silence()
    assert rung.acquire(timeout=30), "it rings when it has lost the database"
    with open_hall(folder) as other:
        other.issue("SC001")
    assert not rung.acquire(blocking=False)
    host.wire.heal()
    assert rung.acquire(timeout=30), "it rings for what has happened meanwhile"
    leave()
