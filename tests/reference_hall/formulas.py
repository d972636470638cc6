"""Exact waits of simple queues, which a simulator has to meet.

Erlang (1917) for M/M/c; for two classes without pre-emption Cobham, "Priority assignment in waiting
line problems", Operations Research 2 (1954), and Kleinrock, "A delay dependent queue discipline",
Naval Research Logistics Quarterly 11 (1964). Their M/G/1 holds for M/M/c where both classes take
equally long: whoever has to wait meets a single server that is so many times as fast.
"""

from __future__ import annotations

import math
from itertools import accumulate


def erlang_c(load: float, servers: int) -> float:
    """The share of people who wait at all in M/M/c; `load` is arrival rate / service rate."""
    terms = list(accumulate(range(1, servers + 1), lambda term, k: term * load / k, initial=1.0))
    last = terms[-1] * servers / (servers - load)
    return last / (sum(terms[:-1]) + last)


def mean_wait(arrivals: float, service: float, servers: int) -> float:
    """The mean wait in M/M/c, in the unit of `service`, the mean service time."""
    load = arrivals * service
    return erlang_c(load, servers) * service / (servers - load)


def two_classes(
    first: float, second: float, service: float, servers: int, rate: float = math.inf
) -> tuple[float, float]:
    """The mean waits of two classes with arrival rates `first` and `second`, one mean `service`;
    whoever has more credit goes first, and nobody is interrupted. The credit of a wait of the
    first class is `rate` times as long: 1 is the order of arrival, inf strict priority."""
    anyone = mean_wait(first + second, service, servers)
    gain = 1 - 1 / rate
    other = anyone / (1 - first * service / servers * gain)
    return anyone - second * service / servers * gain * other, other
