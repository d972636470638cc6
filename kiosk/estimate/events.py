"""What happens in a hall, as the estimator hears of it: one value for each event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

DAY = 86400.0
"""Seconds of a day; a moment is day number x `DAY` + seconds since midnight."""

_LAST = 1e6 * DAY
"""No hall counts so many days; from some number on seconds are told apart no more."""

_NO = frozenset(("", "0", "0.0", "false", "no", "none", "null", "n"))

KINDS = frozenset(
    ("issue", "call", "start", "finish", "no_show", "window_open", "window_close", "abandon")
)


@dataclass(frozen=True, slots=True)
class Event:
    """One event; what its kind does not have is empty.

    `services` are what an opening window serves, None if it does not say; `server` is who or what
    has a pace of its own: the clerk where known, else the window.
    """

    t: float
    kind: str
    ticket: str = ""
    service: str = ""
    window: str = ""
    priority: bool = False
    services: tuple[str, ...] | None = None
    reason: str = ""
    server: str = ""

    @property
    def day(self) -> int:
        """The number of its day."""
        return int(self.t // DAY)

    @property
    def time(self) -> float:
        """Seconds since midnight."""
        return self.t % DAY


def read(lines: Iterable[str]) -> Iterator[tuple[Event, Any]]:
    """The events of JSON lines, each with its ticket as written; lines that tell none are left
    out, so that a log that was cut or scribbled into still counts."""
    for line in lines:
        if (found := _event(line)) is not None:
            yield found


def _event(line: str) -> tuple[Event, Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    t, kind = _moment(told.get("t")), _name(told.get("event"))
    if t is None or kind not in KINDS:
        return None
    ticket, window = told.get("ticket"), _name(told.get("window"))
    if not (window if kind.startswith("window") else _name(ticket)):
        return None
    services = told.get("services")
    event = Event(
        t=t,
        kind=kind,
        ticket=_name(ticket),
        service=_name(told.get("service")),
        window=window,
        priority=_flag(told.get("priority")),
        services=tuple(map(_name, services)) if isinstance(services, list) else None,
        reason=_name(told.get("reason")),
        server=_name(told.get("clerk")) or window,
    )
    return event, ticket


def _moment(value: object) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < _LAST else None  # NaN is not


def _flag(value: object) -> bool:
    return value.strip().lower() not in _NO if isinstance(value, str) else bool(value)


def _name(value: object) -> str:
    return "" if value is None else str(value)
