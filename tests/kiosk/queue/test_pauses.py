"""A paused counter: everybody sees why, nobody is called there, and who waits goes on waiting."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.queue import pauses
from kiosk.refusal import Refusal
from kiosk.words import words
from tests.hall import HandClock, Staff, events
from tests.kiosk.queue.test_calling import at


def test_a_pause_stands_on_the_board_until_it_is_over(
    hall: Hall, staff: Staff, clock: HandClock
) -> None:
    hall.issue("MZ001")
    paused = hall.pause_counter("1", at(staff.clerk, "1"), "lunch")
    assert (paused.paused, paused.paused_at, paused.open, paused.calls) == (
        "lunch",
        clock.now,
        True,
        False,
    )
    board = {each.code: each.paused for each in hall.board().counters}
    assert (board["1"], board["2"]) == ("lunch", None)
    with pytest.raises(Refusal, match=r"counter\.paused"):
        hall.call_next("1", staff.clerk)
    assert hall.status_of_number("A001").ahead == 0
    assert hall.resume_counter("1", staff.clerk).paused is None
    assert events(hall)[-2:] == ["counter.paused", "counter.resumed"]
    assert hall.resume_counter("1", staff.clerk).paused is None
    assert events(hall)[-1] == "counter.resumed"
    assert events(hall).count("counter.resumed") == 1
    assert hall.call_next("1", staff.clerk).number == "A001"


def test_a_reason_is_needed_and_said_in_words(sqlite_hall: Hall, staff: Staff) -> None:
    hall = sqlite_hall
    for reason in (" ", "x" * 41, "a\nb"):
        with pytest.raises(Refusal, match=r"reason\.missing"):
            hall.pause_counter("1", staff.clerk, reason)
    assert hall.pause_counter("1", staff.clerk, "打印机换墨").paused == "打印机换墨"
    for reason in hall.settings.calling.pauses:
        assert words().say(f"pause.reason.{reason}", "zh") == pauses.in_words(reason, "zh")
    assert pauses.in_words("打印机换墨", "en") == "打印机换墨"


def test_who_holds_somebody_or_is_closed_does_not_pause(sqlite_hall: Hall, staff: Staff) -> None:
    hall = sqlite_hall
    hall.issue("MZ001")
    hall.call_next("1", staff.clerk)
    for counter, code in (
        ("1", "counter.busy"),
        ("2", "counter.closed"),
        ("99", "counter.unknown"),
    ):
        if counter == "2":
            hall.close_counter("2", staff.clerk, "下班")
        with pytest.raises(Refusal) as no:
            hall.pause_counter(counter, staff.clerk, "lunch")
        assert no.value.code == code
    with pytest.raises(Refusal, match=r"counter\.not_yours"):
        hall.pause_counter("3", at(staff.clerk, "1"), "lunch")
    hall.pause_counter("3", staff.clerk, "lunch")
    assert hall.close_counter("3", staff.clerk, "下班").paused is None
