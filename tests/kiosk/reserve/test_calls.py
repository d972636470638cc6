"""A call for help that nobody could see is told when the database is back, if it is still fresh."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.reserve.hall import ReservedHall
from tests.hall import HandClock, Staff
from tests.kiosk.reserve.test_reserve import come_back, told
from tests.wire import Wire

PLACE = "东门触摸屏"


def test_a_call_is_told_late_but_not_too_late(
    host: ReservedHall, hall: Hall, wire: Wire, staff: Staff, clock: HandClock
) -> None:
    wire.cut()
    host.help(PLACE)
    clock.move(minutes=1)
    call = host.help(PLACE)  # another person
    assert not call.seen
    assert not host.help_call(call.id).seen
    assert hall.help_calls() == ()
    clock.move(minutes=4)
    come_back(host, wire)
    (mine,) = hall.help_calls()
    assert (mine.place, mine.opened_at) == (PLACE, call.opened_at)
    assert host.help_call(call.id) == mine
    # Seen again and again it is one call, also when it has been answered.
    hall.answer_help(mine.id, staff.clerk)
    host.keeper.round()
    assert hall.help_calls() == ()
    assert host.help_call(call.id).answered_by == "Clerk"
    (event,) = told(hall, "help.called")
    assert event["host"] == host.local.host
    assert told(hall, "help.unseen") == []


def test_nobody_is_sent_after_who_has_walked_to_the_desk(
    host: ReservedHall, hall: Hall, wire: Wire, clock: HandClock
) -> None:
    wire.cut()
    call = host.help(PLACE)
    clock.move(minutes=6)
    come_back(host, wire)
    assert hall.help_calls() == ()
    assert [each["place"] for each in told(hall, "help.unseen")] == [PLACE]
    # The screen hears it, and calls anew for who is still there.
    with pytest.raises(Refusal, match=r"help\.unknown"):
        host.help_call(call.id)
    assert host.help(PLACE).seen


def test_who_was_called_before_the_loss_is_not_called_twice(
    host: ReservedHall, hall: Hall, wire: Wire, staff: Staff, clock: HandClock
) -> None:
    before = host.help(PLACE)
    wire.cut()
    call = host.help(PLACE)
    clock.move(minutes=1)
    hall.answer_help(before.id, staff.clerk)
    come_back(host, wire)
    assert hall.help_calls() == ()
    assert host.help_call(call.id).answered_by == "Clerk"
