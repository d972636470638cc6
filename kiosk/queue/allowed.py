"""Whether a number may be given out now: hours, open counters, quotas; and what else to do."""

from __future__ import annotations

from kiosk.catalogue import Service
from kiosk.ground import Ground, Work
from kiosk.opening import issuing, next_day
from kiosk.queue.floor import Aim
from kiosk.queue.instead import Instead
from kiosk.queue.tickets import CounterKind
from kiosk.refusal import Refusal


def may_issue(ground: Ground, work: Work, aim: Aim) -> None:
    """Refuse with "hall.closed", "day.over" or "service.no_counter_open"."""
    if work.closed:
        raise Refusal("day.over")
    if ground.settings.hours is not None:
        now = work.at.astimezone(ground.zone)
        opens = issuing(ground.settings.hours, now, aim.group.prefix)
        if not opens.open:
            raise Refusal("hall.closed", opening=opens)
    work.floor.open_for(aim.code)


def full(ground: Ground, work: Work, aim: Aim) -> Refusal:
    """The no of a group whose quota has been given out."""
    prefix = aim.group.prefix
    ways = instead(ground, work, work.floor.catalogue.services.get(aim.code))
    quota = ground.settings.quotas[prefix]
    return Refusal("group.full", group=prefix, quota=quota, instead=ways)


def instead(ground: Ground, work: Work, service: Service | None) -> Instead:
    """What one can do without a number today."""
    desk = work.floor.counters_for(CounterKind.ENQUIRY.value)
    return Instead(
        online=service is not None and "网" in service.online,
        appointment=service is not None and service.appointment,
        enquiry=any(each.open for each in desk),
        next_day=next_day(ground.settings.hours, work.at.astimezone(ground.zone)),
        today=work.day,
    )
