"""Who is next: the rule alone, on people that nobody would think of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from kiosk.queue.line import ORDINARY_BETWEEN, Called, Waiting, ahead, choose
from tests.hall import MORNING

SERVICES = "abcde"
services = st.frozensets(st.sampled_from(SERVICES))


@dataclass(frozen=True)
class Person:
    ticket: int
    service: str
    priority: bool


@st.composite
def crowds(draw: st.DrawFn) -> list[Person]:
    each = st.tuples(st.sampled_from(SERVICES), st.booleans())
    return [
        Person(ticket, service, priority)
        for ticket, (service, priority) in enumerate(draw(st.lists(each, max_size=40)), start=1)
    ]


def line_of(people: list[Person]) -> list[Waiting]:
    """The people as the rule sees them: by service and class."""
    groups: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for person in people:
        groups[person.service, person.priority].append(person.ticket)
    return [Waiting(*key, len(tickets), min(tickets)) for key, tickets in groups.items()]


@given(crowds(), st.lists(services, min_size=1, max_size=6), st.data())
def test_a_whole_day_of_calls(
    people: list[Person], counters: list[frozenset[str]], data: st.DataObject
) -> None:
    """Any counters call in any order until nobody is left whom they could serve."""
    last: list[Called] = []
    while any(person.service in serves for person in people for serves in counters):
        serves = data.draw(st.sampled_from(counters))
        mine = [person for person in people if person.service in serves]
        choice = choose(line_of(people), serves, last, MORNING)
        if choice is None:
            assert not mine, "an idle counter while somebody it may serve waits"
            continue
        called = next(person for person in people if person.ticket == choice.ticket)
        assert called in mine, "a service that this counter does not do"
        before = [p for p in mine if p.priority is called.priority and p.ticket < called.ticket]
        assert not before, "somebody of the same class came first"
        if called.priority and any(not person.priority for person in mine):
            assert Called(True) not in last[:ORDINARY_BETWEEN], (
                "two with priority too close together"
            )
            assert choice.why == "priority"
        if not called.priority:
            passed_over = any(person.priority for person in mine)
            assert choice.why == ("turn" if passed_over else "order")
            assert not passed_over or Called(True) in last[:ORDINARY_BETWEEN], (
                "priority was not given"
            )
        people.remove(called)
        last.insert(0, Called(called.priority))


@given(crowds(), services)
def test_ahead_counts_who_would_be_called_before(
    people: list[Person], rivals: frozenset[str]
) -> None:
    line = line_of(people)
    among = [person for person in people if person.service in rivals]
    assert ahead(line, rivals, priority=False) == len(among)
    assert ahead(line, rivals, priority=True) == sum(person.priority for person in among)


def test_nobody_is_nobody() -> None:
    assert choose([], {"a"}, [], MORNING) is None
    assert choose([Waiting("a", True, 1, 1)], set(), [], MORNING) is None
    assert ahead([], {"a"}, priority=False) == 0
