"""What a simulation starts from: the windows, the line, how long things take, and who goes first.

These are tuples of plain numbers, because compiled code (`kiosk.estimate.kernel`) reads them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Windows(NamedTuple):
    """W windows in R replicas; all times in seconds from now.

    `free` (R, W): when it can call next, inf for never. `pace` (R, W): how many times as long as
    usual everything takes. `away` (K + 1, W): when its next absences begin, the last row inf; none
    ends before `back` (K + 1, W), nor is it shorter than `least` (K + 1, W).
    """

    free: Floats
    pace: Floats
    away: Floats
    back: Floats
    least: Floats


class Line(NamedTuple):
    """G queues, each of people whom the same windows serve in the order in which they came.

    Who waits already, N people, queue after queue: `came` (N,) seconds from now, none positive;
    `service` (N,) as a row of `Matters.seconds`; `spare` (N,): so many with priority may still be
    called by windows that serve this person before nobody more overtakes (inf: no limit).
    `first` (G + 1,): where each queue begins, and the end; `prior` (G,): whether it has priority;
    `serves` (W, G): which window may call from which queue; `own` (W, G): from which of them it
    calls before the others of their class, whoever came first. `target`: the place of the person
    whose wait is asked for.
    """

    came: Floats
    service: Ints
    spare: Floats
    first: Ints
    prior: Bools
    serves: Bools
    own: Bools
    target: int


class Streams(NamedTuple):
    """Who will come to the queues of a `Line`.

    `people` (B,): how many usual people will have come `at` (B,) seconds from now, both from 0 on.
    `rate` (G,): how many of a queue come with each of these, 0 for a queue to which nobody comes.
    `services` (M,): what they want, `first` (G + 1,) where those of each queue begin, `shares`
    (M,) how large a part of the queue wants this or one before it: the last of a queue is 1.
    """

    people: Floats
    at: Floats
    rate: Floats
    services: Ints
    first: Ints
    shares: Floats


class Matters(NamedTuple):
    """What a call takes a window of the usual pace, in seconds.

    `seconds` (S, P): quantiles by service, as `missed` of the share `no_show` of calls that nobody
    answers: at equal steps of probability from 0 to 1. After it follow `lag` and, `breaks` times
    per second that it took, a break: one of `lengths`. `leaving`: people who give up, per second
    of waiting.
    """

    seconds: Floats
    missed: Floats
    lengths: Floats
    no_show: float
    breaks: float
    lag: float
    leaving: float


class Order(NamedTuple):
    """The rule between the classes, as `kiosk.estimate.rules.Rule` has it, and the last calls:
    `since` ordinary ones after the last of priority, `streak` of priority in a row."""

    rate: float
    head: float
    between: int
    run: int
    limit: float
    since: int
    streak: int


class Scene(NamedTuple):
    """All that a simulation starts from."""

    windows: Windows
    line: Line
    streams: Streams
    matters: Matters
    order: Order
