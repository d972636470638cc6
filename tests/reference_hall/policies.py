"""Who is called next, as the textbooks say it: one rule for each policy.

Kleinrock, "A delay dependent queue discipline" (1964); Stanford, Taylor and Ziedins, "Waiting
time distributions in the accumulating priority queue" (2014).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Pick = Callable[[float, float], bool]
"""(seconds the first of priority has waited, seconds the first ordinary has) -> priority goes."""


@dataclass(slots=True)
class Policy:
    """A policy and what it remembers of the calls it has made."""

    name: str
    params: Mapping[str, float] = field(default_factory=dict)
    ordinary_since: int = 10**6

    def priority_goes(self, priority: float, ordinary: float) -> bool:
        """Whether the first of priority goes before the first ordinary, both being there."""
        if self.ordinary_since < self.params.get("between", 0):
            return False
        match self.name:
            case "fcfs":
                return priority >= ordinary
            case "strict":
                return True
            case "apq":
                return priority * self.params.get("rate", 4.0) >= ordinary
            case "head_start":
                return priority + 60 * self.params.get("minutes", 10.0) >= ordinary
            case "interleave":
                return self.ordinary_since >= self.params.get("n", 3)
        raise ValueError(self.name)

    def called(self, *, priority: bool) -> None:
        """Remember a call."""
        self.ordinary_since = 0 if priority else self.ordinary_since + 1
