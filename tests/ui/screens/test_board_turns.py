"""The large place of the board: in order, each once, none lost."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.tickets import CounterKind
from kiosk.web.schemas import CallView, Counter
from tests.hall import MORNING
from ui.board.turns import Turns

COUNTER = Counter(
    code="3",
    name="综合窗口",
    name_en="General counter",
    kind=CounterKind.COMPREHENSIVE,
    area="A区",
    area_en="Area A",
    open=True,
)


def call(number: int, *, calls: int = 1, later: int = 0, serving: bool = False) -> CallView:
    return CallView(
        number=f"A{number:03}",
        counter=COUNTER,
        at=MORNING + timedelta(seconds=number + later),
        calls=calls,
        serving=serving,
    )


def shown(turns: Turns) -> list[str]:
    """All that come to the large place from now on."""
    found = []
    while turns.take():
        assert turns.now is not None
        found.append(f"{turns.now.number}/{turns.now.calls}")
    return found


def test_what_was_there_before_is_no_news() -> None:
    turns = Turns()
    turns.see([call(2), call(1)])
    assert turns.now == call(2)
    assert shown(turns) == []


def test_an_empty_morning() -> None:
    turns = Turns()
    turns.see([])
    assert turns.now is None
    turns.see([call(1)])
    assert shown(turns) == ["A001/1"]
    turns.see([call(1)])
    assert shown(turns) == []


def test_a_recall_is_a_call_and_serving_is_none() -> None:
    turns = Turns()
    turns.see([call(1)])
    turns.see([call(1, calls=2, later=20)])
    assert shown(turns) == ["A001/2"]
    turns.see([call(1, calls=2, later=20, serving=True)])
    assert shown(turns) == []


def test_a_new_day_clears_the_place() -> None:
    turns = Turns()
    turns.see([call(1)])
    turns.see([call(2), call(1)])
    turns.see([])
    assert turns.now is None
    assert shown(turns) == []


@given(looks=st.lists(st.integers(0, 8), max_size=40))
def test_no_call_is_lost_and_none_comes_twice(looks: list[int]) -> None:
    turns = Turns()
    turns.see([])
    made: list[CallView] = []
    for fresh in looks:
        for _ in range(fresh):
            made.insert(0, call(len(made) + 1))
        turns.see(made[:8])
        if made:
            turns.see(made[:8])
    assert shown(turns) == [f"A{number:03}/1" for number in range(1, len(made) + 1)]
