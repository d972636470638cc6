"""Advice before there is an alarm: which counter to open by when, as the rest of today is foreseen.

A pure rule over what `kiosk.whatif.ahead` foresees: by the line that would be an alarm, within the
hour, and only where a tidal counter (潮汐窗口) helps (R36).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from kiosk.alarms.rules import CALM, Kind, Trouble
from kiosk.queue.floor import Floor

if TYPE_CHECKING:
    from kiosk.whatif import Ahead, Quarter

WITHIN = 3600.0
"""So far ahead (seconds) somebody can still be asked to come to a counter, and need not wait."""

QUARTER = 900.0
"""A counter that is open so long (seconds) before the line is too long keeps it short; an advice
that is earlier by less is still the same."""


def advised(
    ahead: Ahead, floor: Floor, midnight: datetime, standing: Mapping[str, Mapping[str, Any]]
) -> tuple[Trouble, ...]:
    """What to advise for each window group, from `ahead` of today, which began at `midnight`.

    `standing`: the data of the advice that was given before, by group. It stays until the line is
    foreseen well below the limit, and is another one only with another counter or sooner.
    """
    found: dict[str, Trouble] = {}
    for tide in ahead.tides:
        for group in tide.groups:
            over = next((at for at, line in _lines(ahead, group) if line > ahead.most), None)
            if over is not None and group not in found:
                by = midnight + timedelta(seconds=max(ahead.since, over - QUARTER))
                people = round(max(line for _, line in _lines(ahead, group)))
                counter = _counter(floor, group, standing.get(group, {}).get("counter"))
                told = {"counter": counter or tide.like, "closed": counter is not None}
                data = {**told, "by": by.astimezone(UTC).isoformat(), "people": people}
                found[group] = Trouble(Kind.TIDE, group, _same(standing.get(group), data))
    for group, before in standing.items():
        most = max((line for _, line in _lines(ahead, group)), default=0.0)
        if group not in found and most > CALM * ahead.most and not followed(floor, before):
            found[group] = Trouble(Kind.TIDE, group, dict(before))
    return tuple(found.values())


def followed(floor: Floor, data: Mapping[str, Any]) -> bool:
    """Whether somebody has done what was advised: that very counter calls now."""
    counter = floor.counters.get(data["counter"])
    return bool(data["closed"]) and counter is not None and counter.calls


def _lines(ahead: Ahead, group: str) -> Iterator[tuple[float, float]]:
    """When each quarter-hour of the next hour begins, and the longest line of a group in it."""
    quarters: Collection[Quarter] = ahead.outcome.quarters
    for quarter, line in zip(quarters, ahead.outcome.lines.get(group, ()), strict=False):
        if ahead.since - QUARTER < quarter.at < ahead.since + WITHIN:
            yield quarter.at, line


def _same(before: Mapping[str, Any] | None, data: dict[str, Any]) -> dict[str, Any]:
    """What was advised before, unless it is another counter or earlier by a quarter of an hour."""
    if before is None or before["counter"] != data["counter"]:
        return data
    sooner = datetime.fromisoformat(before["by"]) - datetime.fromisoformat(data["by"])
    return data if sooner >= timedelta(seconds=QUARTER) else dict(before)


def _counter(floor: Floor, group: str, before: str | None) -> str | None:
    """A counter that does not call, and can do most of what the group comes for; of two alike the
    one that does least else, and rather the one `before`. None where each calls already."""
    wanted = {code for code, each in floor.catalogue.services.items() if each.window_group == group}
    able = {
        code: len(wanted & floor.serves[code])
        for code, each in floor.counters.items()
        if not each.calls and wanted & floor.serves[code]
    }
    if before in able:
        return before
    return max(able, key=lambda code: (able[code], -len(floor.serves[code])), default=None)
