"""A wait outside the store is told in whole minutes, and is no shorter than it is."""

from __future__ import annotations

import pytest

from kiosk.queue.tickets import Wait


@pytest.mark.parametrize(
    ("wait", "about", "within"),
    [
        (Wait(0, 0), 1, 1),
        (Wait(29, 61), 1, 2),
        (Wait(90, 90), 2, 2),
        (Wait(899, 1441), 15, 25),
        (Wait(4500, 4500), 75, 75),
        # Rounded, the middle is never past the end.
        (Wait(100, 110), 2, 2),
    ],
)
def test_a_wait_in_minutes_still_holds(wait: Wait, about: int, within: int) -> None:
    assert (wait.about, wait.within) == (about, within)
    assert wait.spread is (about != within)
    assert wait.within * 60 >= wait.p90
