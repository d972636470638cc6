"""A wait in words: minutes up to ten, then fives; it holds, and does not flicker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.estimate.telling import Told, steady, told


@pytest.mark.parametrize(
    ("p50", "p90", "about", "within"),
    [
        (0, 20, 0, 1),
        (200, 330, 3, 6),
        (620, 900, 10, 15),
        (725, 1200, 10, 20),
        (75 * 60, 80 * 60, 75, 80),
        (4000, 4000, 65, 70),
    ],
)
def test_minutes_up_to_ten_then_fives(p50: float, p90: float, about: int, within: int) -> None:
    assert told(p50, p90) == Told(about, within)


@given(st.floats(0, 40_000), st.floats(0, 20_000))
def test_the_far_end_still_holds_when_rounded(p50: float, more: float) -> None:
    found = told(p50, p50 + more)
    assert found.within * 60 >= p50 + more - 1e-3
    assert found.within >= found.about


def test_a_small_change_is_held_back_and_a_large_one_is_told() -> None:
    before = Told(20, 30)
    assert steady(before, 0, 23 * 60, 32 * 60) == before
    assert steady(before, 0, 33 * 60, 44 * 60) == Told(35, 45)


def test_time_that_passes_is_taken_off() -> None:
    assert steady(Told(20, 30), 600, 10 * 60, 20 * 60) == Told(10, 20)


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=30))
def test_noise_of_less_than_two_minutes_never_shows(noise: list[float]) -> None:
    shown = told(25 * 60, 40 * 60)
    for each in noise:
        assert steady(shown, 0, 25 * 60 + each, 40 * 60 + each) == shown
