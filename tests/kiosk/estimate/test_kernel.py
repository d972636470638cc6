"""The compiled simulation, on halls whose waits one can reckon."""

from __future__ import annotations

import math
import threading

import numpy as np
import pytest

from kiosk.estimate.forward import Line, Matters, Order, Scene, Streams, Windows
from kiosk.estimate.kernel import simulate
from kiosk.estimate.rules import ALWAYS

TEN = 600.0
NEVER = (math.inf, 0.0, 0.0)


def hall(
    windows: int = 1,
    ahead: int = 3,
    *,
    replicas: int = 8,
    absence: tuple[float, float, float] = NEVER,
    coming: float = 0.0,
    order: Order | None = None,
    spare: float = math.inf,
    leaving: float = 0.0,
) -> Scene:
    """So many ordinary people before somebody, whom every window serves in ten minutes each.

    `absence`: when it begins and ends, and how long it is at least; `coming`: people with priority
    who come every ten minutes for two hours.
    """
    rows = np.array([absence, NEVER]).T[:, :, None].repeat(windows, axis=2)
    there = ahead + 1
    queues, all_serve = np.array([0, there, there]), np.ones((windows, 2), bool)
    return Scene(
        Windows(np.zeros((replicas, windows)), np.ones((replicas, windows)), *rows.copy()),
        Line(
            came=np.linspace(-60.0, 0.0, there),
            service=np.zeros(there, int),
            spare=np.full(there, spare),
            first=queues,
            prior=np.array([False, True]),
            serves=all_serve,
            own=~all_serve,
            target=ahead,
        ),
        Streams(
            people=np.array([0.0, 12.0]),
            at=np.array([0.0, 12 * TEN]),
            rate=np.array([0.0, coming]),
            services=np.array([0]),
            first=np.array([0, 0, 1]),
            shares=np.array([1.0]),
        ),
        Matters(np.full((1, 2), TEN), np.zeros((1, 2)), np.zeros(1), 0.0, 0.0, 0.0, leaving),
        order or Order(1.0, 0.0, 0, 0, math.inf, 1000, 0),
    )


@pytest.mark.parametrize(
    ("scene", "wait"),
    [
        (hall(ahead=0), 0),
        (hall(ahead=3), 3 * TEN),
        (hall(windows=2, ahead=5), 2 * TEN),
        # It leaves in the second case, ends that, and comes back at the fortieth minute.
        (hall(ahead=3, absence=(700.0, 4 * TEN, 0.0)), 5 * TEN),
        (hall(ahead=3, absence=(700.0, 0.0, 3 * TEN)), 6 * TEN),
        (hall(ahead=3, absence=(700.0, math.inf, 0.0)), math.inf),
    ],
)
def test_waits_add_up(scene: Scene, wait: float) -> None:
    assert simulate(scene, 1) == pytest.approx(np.full(8, wait))


def test_who_comes_with_priority_is_waited_for() -> None:
    strict = Order(1.0, ALWAYS, 0, 0, math.inf, 1000, 0)
    scene = hall(ahead=2, replicas=4000, coming=0.5, order=strict)
    waits = simulate(scene, 1)
    # With half of the window's time for them, two cases last as long as four.
    assert waits.mean() == pytest.approx(4 * TEN, rel=0.05)
    # Before that nobody can be overtaken whose limit is reached.
    assert simulate(hall(ahead=2, coming=0.5, order=strict, spare=0.0), 1).max() == 2 * TEN


def test_after_two_with_priority_one_ordinary_goes_where_the_rule_says_so() -> None:
    two = Order(1.0, ALWAYS, 0, 2, math.inf, 0, 2)
    always = two._replace(run=0)
    waits = [
        simulate(hall(ahead=1, replicas=500, coming=50.0, order=order), 1).mean()
        for order in (two, always)
    ]
    assert waits[0] < 4 * TEN < waits[1]


def test_who_gives_up_is_not_waited_for() -> None:
    patient, impatient = (simulate(hall(ahead=9, leaving=each), 1) for each in (0.0, 1 / TEN))
    assert impatient.mean() < 0.7 * patient.mean()


def test_the_same_seed_says_the_same_and_another_not() -> None:
    scene = hall(coming=1.0, order=Order(1.0, ALWAYS, 0, 0, math.inf, 0, 0))
    first, second, other = (simulate(scene, seed).tolist() for seed in (7, 7, 8))
    assert first == second != other


def test_the_program_moves_on_while_it_is_simulated() -> None:
    scene, small = hall(ahead=900, replicas=3000), hall()
    begun, done = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        simulate(scene, 1)
        done.set()

    worker = threading.Thread(target=work)
    worker.start()
    begun.wait()
    # Long enough for Python to give the other thread its turn, which keeps nothing from us.
    for _ in range(5000):
        simulate(small, 1)
    assert not done.is_set()
    worker.join()
