"""A day run once more: what anybody could work out by hand, and what theory says of queues."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from kiosk.queue.routing import Rule
from kiosk.whatif.day import Day, Person, Stay
from kiosk.whatif.outcome import outcome
from kiosk.whatif.run import run
from tests.kiosk.whatif.days import NINE, day, person, post
from tests.reference_hall.formulas import mean_wait


def waits(planned: Day) -> list[float | None]:
    return [each.wait for each in run(planned)]


def test_two_counters_take_people_in_the_order_of_their_coming() -> None:
    people = [person(n, 10.0 * n, 100) for n in range(5)]
    assert waits(day(people, [post("1"), post("2")])) == [0, 0, 80, 80, 160]


def test_between_two_people_a_counter_takes_its_time() -> None:
    planned = day([person(n, 0, 100) for n in range(3)], [post("1")])
    assert waits(replace(planned, lag=15.0)) == [0, 115, 230]


def test_nobody_is_called_at_lunch_and_who_is_called_before_is_served() -> None:
    people = [person(0, 0, 500), person(1, 10, 60), person(2, 20, 60)]
    planned = day(people, [post("1", "S", (0, 300), (3600, 7200))])
    assert waits(planned) == [0, 3590, 3640]


def test_the_halls_own_rule_says_who_goes_first() -> None:
    people = [person(n, n, 100, priority=n == 3) for n in range(4)]
    assert waits(day(people, [post("1")], Rule("fcfs")))[3] == 297
    assert waits(day(people, [post("1")], Rule("strict")))[3] == 97


def test_a_specialist_keeps_to_what_only_it_can_do() -> None:
    people = [person(0, 0, 100, "X"), person(1, 1, 900, "S"), person(2, 2, 900, "S")]
    people += [person(3, 3, 100, "S"), person(4, 4, 100, "X")]
    posts = [post("1", "S", comprehensive=True), post("9", "SX")]
    found = waits(day(people, posts))
    # S waits for both counters, X for one: when that is free, X goes first.
    assert found[4] == 96
    assert found[2] == 198


def test_who_is_sent_on_keeps_the_place_of_the_arrival() -> None:
    sent = Person(0, NINE, "S", "A", False, (Stay("S", 50), Stay("X", 100)))
    later = [person(1, 5, 100, "X"), person(2, 10, 100, "X")]
    visits = run(day([sent, *later], [post("1", "S"), post("9", "X")]))
    # The one that was begun is finished; then whoever came at nine goes before the other.
    assert [each.done for each in visits] == [NINE + 205, NINE + 105, NINE + 305]


def test_who_gives_up_frees_the_place_unless_called_before() -> None:
    people = [person(0, 0, 300), person(1, 1, 60), replace(person(2, 2, 300), patience=100.0)]
    people.append(person(3, 3, 60))
    visits = run(day(people, [post("1")]))
    assert visits[2].gone == NINE + 102
    assert (visits[1].wait, visits[3].wait) == (299, 357)
    quick = run(day(people, [post("1"), post("2")]))
    assert (quick[2].gone, quick[2].wait) == (None, 59)


def test_who_was_missed_waits_again_behind_the_one_named() -> None:
    missed = Person(0, NINE, "S", "A", False, (Stay("S", 40), Stay("S", 60, away=100, turn=2)))
    people = [missed, *(person(n, n, 200) for n in (1, 2, 3))]
    done = [each.done for each in run(day(people, [post("1")]))]
    assert done == [NINE + 500, NINE + 240, NINE + 440, NINE + 700]


def test_a_counter_stays_until_nobody_waits_or_leaves_people_behind() -> None:
    people = [person(n, 0, 100) for n in range(3)]
    stays = outcome([run(day(people, [post("1", "S", (0, 150))]))])
    leaves = outcome([run(day(people, [post("1", "S", (0, 150), stays=False)]))])
    assert (stays.unserved, stays.ends) == (0, NINE + 300)
    assert (leaves.unserved, leaves.whole.people) == (1, 2)


def test_an_appointment_goes_first_from_its_time_on() -> None:
    booked = replace(person(3, 3, 50), appointment=NINE + 150)
    people = [*(person(n, n, 100) for n in range(3)), booked, person(4, 4, 50)]
    found = waits(day(people, [post("1")]))
    assert found[3] == 197
    assert found[2] == 248


@pytest.mark.parametrize(("servers", "busy"), [(1, 0.7), (3, 0.85)])
def test_mean_waits_are_those_of_erlang(servers: int, busy: float) -> None:
    chance = random.Random(7)
    at, people = 0.0, []
    for n in range(8_000):
        at += chance.expovariate(busy * servers / 60)
        people.append(person(n, at, chance.expovariate(1 / 60)))
    posts = [post(str(n), "S", (0, at)) for n in range(servers)]
    mean = outcome([run(day(people, posts))]).whole.mean
    assert mean == pytest.approx(mean_wait(busy * servers / 60, 60, servers), rel=0.15)
