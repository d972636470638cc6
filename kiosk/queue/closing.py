"""No number for whom the hall could not serve any more before it closes (R35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kiosk.ground import Ground, Work
from kiosk.hours import Period
from kiosk.queue import figures, rows
from kiosk.queue.allowed import instead
from kiosk.queue.finishing import minutes_until_done
from kiosk.queue.floor import Aim
from kiosk.refusal import Refusal

_LONGEST_MEAN_MINUTES = 60.0
"""No hall needs longer for a visit on average: where even that fits, nobody need measure."""


def in_time(ground: Ground, work: Work, aim: Aim, ahead: int, *, priority: bool = False) -> None:
    """Refuse with "group.too_late" who would not be done before closing and the overtime.

    Once the hall has learned what each matter takes, everybody in the line counts with their own
    (`kiosk.queue.finishing`). Before that the forecast is plain: those `ahead` and the person, each
    as long as the visits of today took in the mean (before there are any: as the catalogue says),
    at the counters that call for this.
    """
    hours = ground.settings.hours
    if hours is None:
        return
    now = work.at.astimezone(ground.zone)
    today = hours.on(now.date())
    if not today:
        return
    overtime = ground.settings.calling.overtime_minutes
    left = working_minutes(today, now) + overtime
    counters = sum(each.open for each in work.floor.counters_for(aim.code)) or 1
    if needed_minutes(ahead, counters, _LONGEST_MEAN_MINUTES) <= left:
        return
    if _needed(ground, work, aim, ahead, priority=priority) > left:
        service = work.floor.catalogue.services.get(aim.code)
        closes = f"{today[-1].end:%H:%M}"
        ways = instead(ground, work, service)
        raise Refusal("group.too_late", group=aim.group.prefix, closes=closes, instead=ways)


def _needed(ground: Ground, work: Work, aim: Aim, ahead: int, *, priority: bool) -> float:
    """Minutes of work until the person would be done."""
    learned, services = ground.waits.minutes(), work.floor.catalogue.services

    def takes(wanted: str) -> float:
        known = learned(wanted) if learned is not None else None
        if known is None and wanted in services:
            known = float(services[wanted].avg_service_minutes)
        return aim.group.default_minutes if known is None else known

    if learned is not None:
        line = [each for each in rows.line(work) if each.priority or not priority]
        counters = [each for each in work.floor.counters.values() if each.open]
        serves = [work.floor.serves[each.code] for each in counters]
        return minutes_until_done(line, aim.code, serves, takes)
    mean = figures.pace(work) or takes(aim.code)
    many = sum(each.open for each in work.floor.counters_for(aim.code)) or 1
    return needed_minutes(ahead, many, mean)


def needed_minutes(ahead: int, counters: int, mean: float) -> float:
    """Minutes of work until somebody with `ahead` people in front of `counters` is done."""
    return ahead * mean / counters + mean


def working_minutes(today: Sequence[Period], now: datetime) -> float:
    """Minutes from `now` in which the hall works today; it rests between its periods."""
    left = timedelta(0)
    for period in today:
        end = datetime.combine(now.date(), period.end, now.tzinfo)
        begin = datetime.combine(now.date(), period.start, now.tzinfo)
        left += max(end - max(begin, now), timedelta(0))
    return left.total_seconds() / 60
