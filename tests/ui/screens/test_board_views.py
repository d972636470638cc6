"""What the board says of a group: how long half of those who come now wait, and nine in ten."""

from __future__ import annotations

import pytest

from kiosk.web.board_schemas import BoardView, Waiting, WaitView
from ui.board import views


@pytest.mark.parametrize(
    ("count", "wait", "zh", "en"),
    [
        (3, WaitView(p50=900, p90=1500), ("15分钟", "25分钟"), ("15 min", "25 min")),
        (3, WaitView(p50=300, p90=300), ("5分钟", "5分钟"), ("5 min", "5 min")),
        (3, WaitView(p50=0, p90=60), ("不用等", ""), ("no wait", "")),
        (3, None, ("", ""), ("", "")),
        # Where nobody waits there is nothing to tell.
        (0, WaitView(p50=900, p90=1500), ("", ""), ("", "")),
    ],
)
def test_a_group_has_two_numbers(
    count: int, wait: WaitView | None, zh: tuple[str, str], en: tuple[str, str]
) -> None:
    group = Waiting(prefix="A", name="综合", name_en="General", count=count, next=[], wait=wait)
    (shown,) = views.groups(BoardView.model_construct(waiting=[group]))
    assert (shown["wait"], shown["within"]) == zh
    assert (shown["waitEn"], shown["withinEn"]) == en
