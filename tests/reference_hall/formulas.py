"""Exact waits of simple queues, which a simulator has to meet.

Erlang (1917) for M/M/c; Cobham, "Priority assignment in waiting line problems", Operations
Research 2 (1954), for two classes without pre-emption.
"""

from __future__ import annotations

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


def cobham(first: float, second: float, service: float, servers: int) -> tuple[float, float]:
    """The mean waits of two classes with arrival rates `first` and `second`, one mean `service`;
    the first class goes first and nobody is interrupted."""
    load = (first + second) * service
    anyone = erlang_c(load, servers) * service / servers
    before = 1 - first * service / servers
    return anyone / before, anyone / (before * (1 - load / servers))
