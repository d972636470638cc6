"""When the last person of a line would be done: everybody goes to whichever counter is free first.

A list schedule (Graham, "Bounds on multiprocessing timing anomalies", 1969) of the people who wait,
each for as long as their matter takes in the mean. It is no more than sums: it stands in the way of
numbers that are given out late in the day.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from kiosk.queue.line import Waiting


def minutes_until_done(
    line: Iterable[Waiting],
    service: str,
    counters: Sequence[Collection[str]],
    takes: Callable[[str], float],
) -> float:
    """Minutes of work until somebody is done who comes for `service` after all of `line`.

    `counters`: what each of them serves; `takes`: minutes of a visit for a service. Nobody waits
    for whom there is no counter; where none serves `service`, it is as if one did that alone.
    """
    free = [0.0] * len(counters)
    able: dict[str, list[int]] = {}
    for wanted in _by_turns(line):
        places = able.get(wanted)
        if places is None:
            places = able[wanted] = [n for n, each in enumerate(counters) if wanted in each]
        if places:
            free[min(places, key=free.__getitem__)] += takes(wanted)
    mine = [free[n] for n, each in enumerate(counters) if service in each]
    return min(mine, default=0.0) + takes(service)


def _by_turns(line: Iterable[Waiting]) -> Iterator[str]:
    """The people of all lines as they would come if each line were spread evenly: of whom it is
    only known how many wait for what."""
    heap = [(0.5 / each.count, n, each) for n, each in enumerate(line) if each.count]
    heapq.heapify(heap)
    while heap:
        at, n, each = heap[0]
        yield each.service
        if (at := at + 1 / each.count) < 1:
            heapq.heapreplace(heap, (at, n, each))
        else:
            heapq.heappop(heap)
