"""How many are ahead, by the rule alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.line import Waiting, ahead

SERVICES = "abcde"
_entries = st.builds(Waiting, st.sampled_from(SERVICES), st.booleans(), st.integers(1, 9))


@given(st.lists(_entries), st.frozensets(st.sampled_from(SERVICES)))
def test_ahead_counts_who_would_be_called_before(
    line: list[Waiting], rivals: frozenset[str]
) -> None:
    people = [each for each in line for _ in range(each.count) if each.service in rivals]
    assert ahead(line, rivals, priority=False) == len(people)
    assert ahead(line, rivals, priority=True) == sum(each.priority for each in people)


def test_nobody_is_nobody() -> None:
    assert ahead([], {"a"}, priority=False) == 0
