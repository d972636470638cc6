"""The boards whose loudspeaker fails, as they say themselves: for supervisors and the doctor."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from data import models
from kiosk.ground import Ground, Work

ALIVE_SECONDS = 20
"""A failing board is noted anew this often; three times as long is silence, and it is forgotten."""

_log = logging.getLogger(__name__)
_loudspeakers = models.Loudspeaker.__table__


@dataclass(frozen=True, slots=True)
class Mute:
    """Nothing is heard from the board at `place` since `since` (UTC); `fault` is its own word."""

    place: str
    fault: str
    since: datetime


def note(ground: Ground, place: str, fault: str) -> None:
    """Keep what the board at `place` says of its loudspeaker; "" is well. News is logged once."""
    place, fault = place[:60], fault[:200]
    with ground.read() as work:
        if not _is_news(work, _kept(work, place), fault):
            return
    with ground.write() as work:
        before = _kept(work, place)
        known = before.fault if before is not None else ""
        values = {"fault": fault, "seen_at": work.at}
        if not known:
            values["since"] = work.at
        if before is None:
            row = {"hall_id": work.hall, "place": place, **values}
            work.connection.execute(insert(_loudspeakers).values(row))
        else:
            this = (_loudspeakers.c.hall_id == work.hall) & (_loudspeakers.c.place == place)
            work.connection.execute(update(_loudspeakers).where(this).values(values))
    if bool(known) != bool(fault):
        if fault:
            _log.warning("nothing is heard from the board at %s: %s", place, fault)
        else:
            _log.info("the board at %s is heard again", place)


def mute(work: Work) -> tuple[Mute, ...]:
    """The boards that cannot be heard now, by place."""
    query = (
        select(_loudspeakers)
        .where(_loudspeakers.c.hall_id == work.hall, _loudspeakers.c.fault != "")
        .order_by(_loudspeakers.c.place)
    )
    silence = timedelta(seconds=3 * ALIVE_SECONDS)
    return tuple(
        Mute(row.place, row.fault, row.since)
        for row in work.connection.execute(query)
        if abs(work.at - row.seen_at) < silence
    )


def _is_news(work: Work, before: Row[Any] | None, fault: str) -> bool:
    if before is None or before.fault != fault:
        return bool(fault) or before is not None
    return bool(fault) and abs(work.at - before.seen_at) >= timedelta(seconds=ALIVE_SECONDS)


def _kept(work: Work, place: str) -> Row[Any] | None:
    this = (_loudspeakers.c.hall_id == work.hall) & (_loudspeakers.c.place == place)
    return work.connection.execute(select(_loudspeakers).where(this)).first()
