"""The first person after the start reads how long it takes: nobody has to ask before."""

from __future__ import annotations

from kiosk.hall import Hall
from tests.hall import HandClock, staff_of
from tests.ui.touch.conftest import Visit

SERVICE = "MZ001"


def test_the_screen_learns_before_anybody_asks(visit: Visit, hall: Hall) -> None:
    staff, clock = staff_of(hall), hall.ground.clock
    assert isinstance(clock, HandClock)
    for _ in range(4):
        ticket = hall.issue(SERVICE).ticket.id
        hall.call_next("1", staff.clerk)
        hall.start(ticket, staff.clerk)
        clock.move(minutes=6)
        hall.finish(ticket, staff.clerk)
    visitor = visit()
    assert visitor.hands.until(lambda: hall.ground.waits.learned)
    assert hall.outlook(SERVICE).wait is not None
