"""A list of the papers that are missing, from the confirm page: printed once, and how it goes."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.printing.jobs import Job
from printers.status import State
from tests.hall import HandClock, count
from tests.ui.papers import change_job, say_how_the_printer_is
from tests.ui.touch.conftest import Visit, Visitor
from ui.touch import LANDSCAPE, PORTRAIT

SERVICE = "RS006"
SHAPES = pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["tall", "wide"])


def to_confirm(visitor: Visitor) -> None:
    screen = visitor.touch.screen
    screen.choose("office", "RS")
    screen.prepare(SERVICE)
    visitor.comes_to("confirm")


def newest(hall: Hall) -> Job:
    return hall.job(count(hall, "print_jobs"))


@SHAPES
def test_the_list_is_printed_and_what_becomes_of_it_is_said(
    visit: Visit, hall: Hall, size: tuple[int, int]
) -> None:
    visitor = visit(size=size)
    to_confirm(visitor)
    visitor.hands.tap(visitor.say("list.print"), times=2)
    visitor.sees("list.printing")
    assert not visitor.hands.sees(visitor.say("list.print"))
    assert (count(hall, "print_jobs"), count(hall, "tickets")) == (1, 0)
    change_job(hall, newest(hall).id, state="printed")
    visitor.sees("list.printed")


def test_with_all_papers_at_hand_there_is_no_list(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    visitor.sees("list.print")
    for each in hall.catalogue().services[SERVICE].materials:
        if each.required and each.carried:
            visitor.touch.screen.bring(each.name)
    visitor.misses("list.print")


def test_a_second_list_is_for_the_time_after(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    visitor.tap("list.print")
    visitor.sees("list.printing")
    change_job(hall, newest(hall).id, state="printed")
    visitor.sees("list.printed")
    asked = [each for each in hall.catalogue().services[SERVICE].materials if each.carried]
    visitor.touch.screen.bring(asked[0].name)
    visitor.touch.screen.noting.print()
    assert visitor.hands.until(
        lambda: "30" in visitor.touch.screen.noting.property("shown")["title"]
    )
    assert count(hall, "print_jobs") == 1
    assert isinstance(hall.ground.clock, HandClock)
    hall.ground.clock.move(seconds=31)
    visitor.touch.screen.bring(asked[0].name)
    visitor.touch.screen.noting.print()
    visitor.sees("list.printing")
    assert count(hall, "print_jobs") == 2


def test_a_list_that_does_not_come_is_said(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    visitor.tap("list.print")
    visitor.sees("list.printing")
    change_job(hall, newest(hall).id, error="printer.paper")
    visitor.sees("list.failed")


def test_without_a_printer_no_list_is_promised(visit: Visit, hall: Hall) -> None:
    say_how_the_printer_is(hall, State.PAPER_END)
    visitor = visit()
    visitor.sees("printer.paper_end")
    to_confirm(visitor)
    visitor.sees("confirm.tick")
    assert not visitor.hands.sees(visitor.say("list.print"))


def test_the_next_person_sees_nothing_of_the_last_ones_list(visit: Visit, hall: Hall) -> None:
    visitor = visit()
    to_confirm(visitor)
    visitor.tap("list.print")
    visitor.sees("list.printing")
    visitor.touch.screen.leave()
    visitor.comes_to("home")
    to_confirm(visitor)
    visitor.sees("list.print")
    assert not visitor.hands.sees(visitor.say("list.printing"))
