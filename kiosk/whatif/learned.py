"""How long things take in a hall and with whom, as its last weeks show (`kiosk.estimate.times`)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

import numpy as np

from kiosk.estimate.times import Times, learn

LONGEST = 4 * 3600.0
"""No stay is thought to take longer (seconds)."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known of the pace of everybody."""

    times: Times = field(default_factory=lambda: learn(()))

    def pace(self, server: str) -> float:
        """How many times as long as usual everything takes with them."""
        return math.exp(self.times.pace.get(server, 0.0))

    def expected(self, lane: str) -> float:
        """Mean seconds of a stay at the usual pace."""
        times = self.times
        middle = times.middle.get(lane, times.usual)
        return min(math.exp(middle + times.spread(lane) ** 2 / 2), LONGEST)

    def on_a_day(self, servers: frozenset[str], random: np.random.Generator) -> Learned:
        """The same on a day of its own pace, by chance: of the hall, and of each of `servers`."""
        times = self.times
        day = times.day_sd * random.standard_normal()
        own = {
            server: times.pace.get(server, 0.0)
            + day
            + times.server_day_sd * float(random.standard_normal())
            for server in sorted(servers)
        }
        return replace(self, times=replace(times, pace={**times.pace, **own}))
