"""The hall as it is planned: its services, its windows and their hours, and who goes first."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.estimate.rules import Rule, readings

_LARGEST = 1e9
"""No parameter of a policy is more."""

_SPAN = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?)\s*[-–—~至到]\s*(\d{1,2}:\d{2}(?::\d{2})?)")

Hours = tuple[tuple[float, float], ...]
"""When a window is there: (from, to) in seconds since midnight, in order."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A hall. `windows`: id -> what it serves, empty where only its openings say; `hours`: id ->
    when it is planned to be there, empty where it is not known; `specialists`: those that keep to
    what no other window serves, before whoever came earlier of the same class. `tickets_from` and
    `last_ticket`: when numbers are given out, in seconds since midnight."""

    windows: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hours: Mapping[str, Hours] = field(default_factory=dict)
    rules: tuple[Rule, ...] = (Rule(),)
    tickets_from: float = 0.0
    last_ticket: float = 86400.0
    specialists: frozenset[str] = frozenset()


def read_plan(told: Mapping[str, Any]) -> Plan:
    """The plan that HALL.json of the file interface tells.

    A window of the kind "specialist" is one of `Plan.specialists`. Hours are read in any of the
    usual shapes: pairs of seconds or "HH:MM", "HH:MM-HH:MM", or tables with open, close and lunch.
    """
    windows, hours, specialists = {}, {}, set[str]()
    for name, each in _items(told.get("windows")):
        about = each if isinstance(each, Mapping) else {"services": each}
        served = about.get("services", about.get("skills"))
        windows[name] = (
            frozenset(map(str, served)) if isinstance(served, list | tuple) else frozenset()
        )
        hours[name] = _hours(_planned(about), about.get("lunch"))
        if about.get("kind") == "specialist":
            specialists.add(name)
    return Plan(
        windows,
        hours,
        readings(str(told.get("policy") or ""), _params(told.get("policy_params"))),
        _seconds(told.get("tickets_from")) or 0.0,
        _seconds(told.get("last_ticket")) or 86400.0,
        frozenset(specialists),
    )


def _params(told: object) -> dict[str, float]:
    """The parameters of a policy by their names; without names, the rate."""
    named = told if isinstance(told, Mapping) else {"rate": told}
    numbers = {str(key): _ratio(value) for key, value in named.items()}
    return {key: number for key, number in numbers.items() if number is not None}


def _ratio(told: object) -> float | None:
    """A number; of one for each class (a list or a table), how many times the least the most is."""
    if isinstance(told, Mapping):
        told = list(told.values())
    if isinstance(told, list | tuple):
        each = [number for one in told if (number := _ratio(one)) is not None and number > 0]
        return max(each) / min(each) if len(each) > 1 else None
    if isinstance(told, bool) or not isinstance(told, int | float) or abs(told) > _LARGEST:
        return None
    return None if math.isnan(told) else float(told)


def _items(told: object) -> list[tuple[str, Any]]:
    if isinstance(told, Mapping):
        return [(str(name), each) for name, each in told.items()]
    if isinstance(told, list):
        return [
            (str(each.get("id", each.get("window"))), each)
            for each in told
            if isinstance(each, Mapping)
        ]
    return []


def _planned(about: Mapping[str, Any]) -> object:
    """What tells the hours of a window: a list or table of its own, else its own open and close."""
    own = {"services", "skills", "lunch", "breaks"}
    return next((each for key, each in about.items() if key not in own and _spans(each)), about)


def _hours(told: object, lunch: object) -> Hours:
    spans = _spans(told)
    if isinstance(told, Mapping) and lunch is None:
        lunch = told.get("lunch")
    for start, end in _spans(lunch):
        cut = []
        for low, high in spans:
            cut += [(low, start), (end, high)] if low < start and end < high else [(low, high)]
        spans = cut
    return tuple(sorted(spans))


def _spans(told: object) -> list[tuple[float, float]]:
    """The spans of time in whatever says them."""
    if isinstance(told, str):
        return [span for ends in _SPAN.findall(told) for span in _spans(ends)]
    if isinstance(told, Mapping):
        ends = [
            next((found for key in keys if (found := _seconds(told.get(key))) is not None), None)
            for keys in (
                ("open", "from", "start", "opens"),
                ("close", "to", "end", "closes", "until"),
            )
        ]
        if ends[0] is not None and ends[1] is not None:
            return _spans(ends)
        inner = told.get("hours", told.get("spans", told.get("shifts")))
        return _spans(inner) if inner is not None else []
    if not isinstance(told, list | tuple):
        return []
    if len(told) == 2 and not isinstance(told[0], list | tuple | Mapping):
        low, high = _seconds(told[0]), _seconds(told[1])
        if low is not None and high is not None:
            return [(low, high)] if low < high else []
    return [span for each in told for span in _spans(each)]


def _seconds(told: object) -> float | None:
    """Seconds since midnight from a number (hours or minutes if it is small) or "HH:MM[:SS]"."""
    if isinstance(told, str) and ":" in told:
        parts = told.split(":")
        if all(part.strip().isdigit() for part in parts):
            return sum(int(part) * unit for part, unit in zip(parts, (3600, 60, 1), strict=False))
        return None
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        return None
    unit = 3600.0 if told <= 24 else 60.0 if told <= 24 * 60 else 1.0
    return told * unit
