"""Promised waits are held against what came of them, on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from kiosk.hall import Hall
from kiosk.office.honesty import Figures, Verdict, figures, honesty
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import Wait
from kiosk.refusal import Refusal
from tests.hall import HandClock, Staff

MARRIAGE = "MZ001"


@dataclass
class Desk:
    """Counter 3 of a hall that knows how long its services take."""

    hall: Hall
    clock: HandClock
    staff: Staff

    def learn(self) -> None:
        self.hall.ground.waits.learn()
        for _ in range(4):
            self.hall.issue(MARRIAGE)
            self.serve(minutes=12)

    def serve(self, minutes: float = 0) -> None:
        called = self.hall.call_next("3", self.staff.clerk)
        self.hall.start(called.id, self.staff.clerk)
        self.clock.move(minutes=minutes)
        self.hall.finish(called.id, self.staff.clerk)

    def promise(self) -> tuple[Issued, Wait]:
        """A number taken after a look at what it would mean, as on the touch screen."""
        self.hall.outlook(MARRIAGE)
        issued = self.hall.issue(MARRIAGE)
        assert issued.wait is not None
        return issued, issued.wait


@pytest.fixture
def desk(hall: Hall, clock: HandClock, staff: Staff) -> Desk:
    for counter in hall.counters():
        if counter.code != "3" and counter.open:
            hall.close_counter(counter.code, staff.admin, "test")
    if not next(each for each in hall.counters() if each.code == "3").open:
        hall.open_counter("3", staff.admin)
    return Desk(hall, clock, staff)


def test_what_was_told_is_held_against_what_came_of_it(desk: Desk) -> None:
    desk.learn()
    hall, clock = desk.hall, desk.clock
    _, kept = desk.promise()
    desk.serve()  # called at once
    _, broken = desk.promise()
    clock.move(seconds=broken.p90 + 90)
    desk.serve()
    left, _ = desk.promise()
    hall.abandon(left.ticket.id, desk.staff.clerk)  # nobody knows how that would have ended
    gone, told = desk.promise()
    clock.move(seconds=told.p90 + 60)
    hall.abandon(gone.ticket.id, desk.staff.clerk)  # that was broken already
    waiting, _ = desk.promise()
    found = honesty(hall.ground)
    whole = found.whole
    assert (whole.judged, whole.kept, found.unknown) == (3, 1, 2)
    assert found.silent == 4  # while the hall did not know itself
    assert [each.number for each in found.promises][-1] == waiting.ticket.number
    late = broken.p90 + 90 - broken.p50
    assert whole.error == pytest.approx((kept.p50 + late) / 2)
    assert whole.bias == pytest.approx((late - kept.p50) / 2)
    today = clock.now.astimezone(hall.ground.zone).date()
    assert dict(found.days)[today] == whole
    assert dict(found.services) == {MARRIAGE: whole}
    assert sum(each.judged for _, each in found.lengths) == 3


def test_a_missed_number_was_called_when_it_was_called_first(desk: Desk) -> None:
    desk.learn()
    issued, _ = desk.promise()
    desk.hall.call_next("3", desk.staff.clerk)
    desk.clock.move(seconds=15)
    desk.hall.recall(issued.ticket.id, desk.staff.clerk)
    desk.hall.miss(issued.ticket.id, desk.staff.clerk)
    desk.clock.move(minutes=40)
    desk.hall.check_in(issued.ticket.id)
    desk.serve()
    assert [each.waited for each in honesty(desk.hall.ground).promises] == [0.0]


@pytest.mark.parametrize(
    ("kept", "judged", "verdict"),
    [
        (29, 29, Verdict.FEW),
        (87, 100, Verdict.BROKEN),
        (88, 100, Verdict.GOOD),
        (96, 100, Verdict.GOOD),
        (97, 100, Verdict.WIDE),
    ],
)
def test_the_verdict(kept: int, judged: int, verdict: Verdict) -> None:
    assert Figures(judged, kept, None, None, None, None).verdict is verdict
    assert figures([]).share is None


def test_days_that_make_no_sense(hall: Hall) -> None:
    for first, last, code in (
        (date(2026, 3, 3), date(2026, 3, 2), "honesty.days_backwards"),
        (date(2025, 3, 2), date(2026, 3, 2), "honesty.too_many_days"),
    ):
        with pytest.raises(Refusal) as no:
            honesty(hall.ground, first, last)
        assert no.value.code == code
