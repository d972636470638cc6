"""Who goes first, as numbers a simulation can work with; and which reading fits what was done."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

ALWAYS = 1e9
"""A head start (seconds) that no wait makes good: strict priority."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Of the first of priority and the first ordinary, whoever has more credit goes.

    The credit of who came t seconds ago is t, with priority `rate` x t + `head` (accumulating
    priority: Kleinrock 1964; Stanford, Taylor and Ziedins 2014). After a call of priority at
    least `between` ordinary ones are called first, if any wait; after `run` of priority in a row
    one ordinary is (0: no such limit).
    """

    rate: float = 1.0
    head: float = 0.0
    between: int = 0
    run: int = 0
    limit: float = math.inf

    @property
    def always(self) -> bool:
        """Whether no wait of others makes good what priority has ahead."""
        return self.head >= ALWAYS

    @property
    def overtakes(self) -> bool:
        """Whether who comes later may go first."""
        return self.rate != 1.0 or self.head > 0

    @property
    def limited(self) -> bool:
        """Whether the last calls say who is next."""
        return self.between > 0 or self.run > 0

    def priority_goes(self, priority: float, ordinary: float, since: int, streak: int) -> bool:
        """Whether priority goes, both having waited so many seconds; `since` ordinary calls were
        made after the last of priority, `streak` calls of priority came last."""
        kept = since < self.between and priority - ordinary <= self.limit
        if kept or (self.run and streak >= self.run):
            return False
        return self.rate * priority + self.head >= ordinary


def readings(policy: str, params: Mapping[str, float]) -> tuple[Rule, ...]:
    """What a policy of this name may mean, the likeliest reading first.

    Names differ between halls: any parameter whose name has "between", "guard" or "ordinary" is
    the number of ordinary calls between two of priority; "limit_minutes" or "limit_seconds" is what
    priority may cost others.
    """
    name = policy.lower().replace("-", "_").replace(" ", "_")
    between = _param(params, ("between", "guard", "ordinary"), 0.0)
    minutes, seconds = (_param(params, (name,), math.inf) for name in ("limit_min", "limit_sec"))
    plain = Rule(between=int(between), limit=min(60 * minutes, seconds))
    if name.startswith(("fcfs", "fifo", "first", "none")):
        return (plain,)
    strict = replace(plain, head=ALWAYS)
    if not name:  # the calls themselves say it
        return (plain, strict, replace(strict, between=3), replace(plain, rate=4.0))
    if name.startswith(("apq", "accum")):
        rate = _param(params, ("rate", "accum", "ratio", "factor", "b"), 4.0)
        found = replace(plain, rate=max(rate, 1e-3))
        return (found, replace(found, between=3))
    if name.startswith(("inter", "round", "n:1", "n_to", "ratio")):
        n = int(_param(params, ("n", "every", "ratio", "interleave", "ordinary", "between"), 3.0))
        ordinary = replace(plain, head=ALWAYS, between=n)
        return (ordinary, replace(plain, head=ALWAYS, between=1 if between else 0, run=n))
    if name.startswith(("head", "start", "bonus")):
        return _head_starts(plain, params)
    return (strict, replace(strict, between=3), replace(strict, between=1), Rule(rate=4.0), Rule())


def _head_starts(plain: Rule, params: Mapping[str, float]) -> tuple[Rule, ...]:
    others = ("between", "guard", "limit")
    key = next((key for key in params if not any(each in key for each in others)), "minutes")
    amount = params.get(key, 10.0)
    minutes, seconds = replace(plain, head=60 * amount), replace(plain, head=amount)
    told = "sec" in key.lower() or key.lower().endswith("_s") or amount > 240
    return (seconds, minutes) if told else (minutes, seconds)


def _param(params: Mapping[str, float], names: Sequence[str], usual: float) -> float:
    for wanted in names:
        for key, value in params.items():
            if wanted == key.lower() or (len(wanted) > 2 and wanted in key.lower()):
                return value
    return usual


@dataclass(slots=True)
class Fit:
    """Counts how often each reading would have called the class that was called."""

    rules: tuple[Rule, ...]
    right: list[int]
    seen: int = 0

    @classmethod
    def of(cls, rules: tuple[Rule, ...]) -> Fit:
        """Nothing seen yet."""
        return cls(rules, [0] * len(rules))

    def call(self, went: bool, priority: float, ordinary: float, since: int, streak: int) -> None:
        """A call was made while both classes waited; `went`: it was of priority."""
        self.seen += 1
        for place, rule in enumerate(self.rules):
            goes = rule.priority_goes(priority, ordinary, since, streak)
            self.right[place] += goes == went

    def best(self) -> Rule:
        """The first reading, unless another is right clearly more often."""
        if self.seen < 30:
            return self.rules[0]
        most = max(self.right)
        if most - self.right[0] < 0.02 * self.seen:
            return self.rules[0]
        return self.rules[self.right.index(most)]
