"""What a change is and what comes of it, in words that say no more than is true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.office.changes import (
    advice_in_words,
    change_in_words,
    effect_in_words,
    end_in_words,
)
from kiosk.office.report import signed
from kiosk.whatif import Change, More, Outcome
from kiosk.whatif.change import applied
from kiosk.whatif.outcome import outcome
from kiosk.whatif.run import run
from tests.kiosk.whatif.days import day, person, post

CLOSED = Change(without=("9",))
"""Nobody does X any more."""


def outcomes(change: Change) -> tuple[Outcome, Outcome]:
    """Four people of whom two want X, without and with a change."""
    people = [person(n, 0, 600, "X" if n % 2 else "S") for n in range(4)]
    planned = day(people, [post("1"), post("9", "X")])
    before, after = (outcome([run(each)]) for each in (planned, applied(change, planned)))
    return before, after


def test_counters_that_are_alike_are_told_at_once() -> None:
    change = Change(more=(More("1"), More("2", span=(36000, 39600)), More("1")))
    assert change_in_words(change, "zh") == [
        "加开 2 个窗口（全天），能办的和 1 号窗口一样。",
        "加开 1 个窗口（10:00–11:00），能办的和 2 号窗口一样。",
    ]


def test_that_the_others_wait_less_is_no_gain_where_some_are_never_called() -> None:
    before, after = outcomes(CLOSED)
    assert after.whole.mean <= before.whole.mean
    assert "原来 0 人，改后 2 人" in effect_in_words(before, after, "zh")
    assert end_in_words(before, after, "zh") == ["最后一个人办完：原来 09:20，改后 09:20。"]
    assert end_in_words(after, before, "zh")[1:] == ["当天叫不到的人：原来 2 人，改后 0 人。"]
    nobody = outcomes(Change(without=("1", "9")))[1]
    assert end_in_words(before, nobody, "zh") == [], "nobody is done at midnight"


@pytest.mark.parametrize(
    ("change", "p95", "goal", "reaches", "said"),
    [
        (Change(more=(More("1"),)), 568, 10, True, "这样改最省：95% 的人 9.5 分钟内"),
        (Change(more=(More("1"),)), 618, 10, False, "最好的能做到 95% 的人 10.3 分钟内"),
        (Change(), 568, 10, True, "不用改"),
        (Change(), 618, 10, False, "试过的办法都达不到 10 分钟"),
        (Change(), 500, 10, False, "最好的也还有 2 人当天叫不到"),
    ],
)
def test_an_advice_says_what_it_comes_to(
    change: Change, p95: float, goal: int, reaches: bool, said: str
) -> None:
    found = outcomes(CLOSED)[1]
    found = replace(found, whole=replace(found.whole, p95=p95))
    assert said in advice_in_words(change, found, goal, "zh", reaches=reaches)
    assert advice_in_words(change, found, goal, "en", reaches=reaches).isascii()


def test_next_to_nothing_has_no_sign_of_less() -> None:
    seconds = (-1.0, 1.0, -30.0, 30.0)
    assert [signed(each) for each in seconds] == ["+0.0", "+0.0", "−0.5", "+0.5"]
