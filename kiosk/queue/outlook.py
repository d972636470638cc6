"""What a number would mean now, told before one is taken, or why there is none (R3, R5)."""

from __future__ import annotations

from kiosk.ground import Ground
from kiosk.opening import issuing
from kiosk.queue import allowed, closing, line, rows, series
from kiosk.queue.issuing import DeskPreview, Preview, known
from kiosk.queue.tickets import CounterKind
from kiosk.refusal import Refusal


def outlook(ground: Ground, service: str, *, priority: bool = False) -> Preview:
    """What a number for `service` would mean now, or why there is none (R5); with `priority`, to
    somebody who goes first.

    Refuses only with "service.unknown".
    """
    with ground.read() as work:
        wanted = work.floor.service(service)
        aim = work.floor.aim(service)
        every = work.floor.counters_for(service)
        quota = ground.settings.quotas.get(aim.group.prefix)
        left = None if quota is None else max(0, quota - series.given(work, aim.group.prefix))
        now = work.at.astimezone(ground.zone)
        opens = issuing(ground.settings.hours, now, aim.group.prefix)
        instead = allowed.instead(ground, work, wanted)
        ahead = line.ahead(rows.line(work), work.floor.rivals[service], priority=priority)
        refusal = None
        try:
            allowed.may_issue(ground, work, aim)
            if left == 0:
                refusal = allowed.full(ground, work, aim)
            else:
                closing.in_time(ground, work, aim, ahead, priority=priority)
        except Refusal as no:
            refusal = no
        return Preview(
            service=wanted,
            group=aim.group,
            counters=tuple(each for each in every if each.open),
            closed=tuple(each for each in every if not each.open),
            ahead=known(work, ahead),
            wait=ground.waits.newcomer(work, service, priority=priority),
            left=left,
            opening=opens,
            instead=instead,
            refusal=refusal,
        )


def outlook_of_desk(ground: Ground, desk: CounterKind, *, priority: bool = False) -> DeskPreview:
    """What a number of a desk would mean now, or why there is none."""
    with ground.read() as work:
        every = work.floor.counters_for(desk.value)
        ahead = line.ahead(rows.line(work), {desk.value}, priority=priority)
        refusal = None
        try:
            aim = work.floor.desk(desk, getattr(ground.settings.desks, desk.value))
            allowed.may_issue(ground, work, aim)
            closing.in_time(ground, work, aim, ahead, priority=priority)
        except Refusal as no:
            refusal = no
        return DeskPreview(
            desk=desk,
            counters=tuple(each for each in every if each.open),
            closed=tuple(each for each in every if not each.open),
            ahead=known(work, ahead),
            wait=ground.waits.newcomer(work, desk.value, priority=priority),
            refusal=refusal,
        )


def preview(ground: Ground, service: str) -> Preview:
    """What a number for `service` would mean now; refuses as `issue` would."""
    found = outlook(ground, service)
    if found.refusal is not None:
        raise found.refusal
    return found
