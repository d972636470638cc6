"""The large place of the board: in order, each once, none lost."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.tickets import CounterKind
from kiosk.web.board_schemas import AnnouncedView, BoardView, CallView
from kiosk.web.schemas import Counter
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
    paused=None,
    paused_at=None,
)


def announced(seq: int) -> AnnouncedView:
    at = MORNING + timedelta(seconds=seq)
    return AnnouncedView(seq=seq, number=f"A{seq:03}", counter=COUNTER, at=at, calls=1)


def board(new: list[AnnouncedView], seq: int, *, stands: int = 0) -> BoardView:
    """The board after the event `seq`; the call `stands` is the newest of its last calls."""
    last = CallView(number=f"A{stands:03}", counter=COUNTER, at=MORNING, calls=1, serving=True)
    return BoardView(
        name="大厅",
        name_en="Hall",
        now=MORNING,
        version=1,
        calls=[last] if stands else [],
        announced=new,
        seq=seq,
        more=False,
        waiting=[],
        counters=[COUNTER],
        sentences=[],
    )


def shown(turns: Turns) -> list[str]:
    """All that come to the large place from now on."""
    found = []
    while turns.take():
        assert turns.now is not None
        found.append(turns.now.number)
    return found


def test_whoever_has_come_is_no_news() -> None:
    turns = Turns()
    turns.see(board([], 9, stands=2))
    assert turns.now is not None
    assert turns.now.number == "A002"
    assert shown(turns) == []


def test_whoever_has_not_come_is_shown_to_a_board_that_starts() -> None:
    turns = Turns()
    turns.see(board([announced(3), announced(5)], 9, stands=6))
    assert shown(turns) == ["A003", "A005"]


def test_an_empty_morning() -> None:
    turns = Turns()
    turns.see(board([], 1))
    assert turns.now is None
    turns.see(board([announced(2)], 2, stands=2))
    assert shown(turns) == ["A002"]
    turns.see(board([], 2, stands=2))
    assert shown(turns) == []


def test_a_new_day_clears_the_place() -> None:
    turns = Turns()
    turns.see(board([], 1))
    turns.see(board([announced(2), announced(3)], 3, stands=3))
    turns.see(board([], 4))
    assert turns.now is None
    assert shown(turns) == []


@given(looks=st.lists(st.integers(0, 60), max_size=20))
def test_no_call_is_lost_and_none_comes_twice(looks: list[int]) -> None:
    turns = Turns()
    turns.see(board([], 0))
    made = 0
    for fresh in looks:
        assert turns.seen == made
        turns.see(board([announced(made + n + 1) for n in range(fresh)], made + fresh, stands=1))
        made += fresh
    assert shown(turns) == [f"A{number:03}" for number in range(1, made + 1)]
