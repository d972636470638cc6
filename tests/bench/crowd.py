"""A hall in which very many people wait, written in bulk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import insert

from data import models
from kiosk.hall import Hall
from kiosk.queue.tickets import Priority

PRIORITY_EACH = 7
"""One of so many has priority."""


def add_crowd(hall: Hall, services: Sequence[str], count: int) -> None:
    """`count` people who wait for `services` in turn, one more each second until now."""
    last: dict[str, int] = {}
    reasons = [each.value for each in Priority]
    rows = []
    with hall.ground.write() as work:
        for n in range(count):
            code = services[n % len(services)]
            group = work.floor.service(code).window_group
            last[group] = last.get(group, 0) + 1
            rows.append(
                {
                    "hall_id": work.hall,
                    "day": work.day,
                    "group_prefix": group,
                    "number": last[group],
                    "service_id": work.floor.service_ids[code],
                    "service": code,
                    "priority": None if n % PRIORITY_EACH else reasons[n % len(reasons)],
                    "language": "zh",
                    "token_hash": os.urandom(32).hex(),
                    "link_until": work.at,
                    "issued_at": work.at - timedelta(seconds=count - n),
                    "state": "waiting",
                    "calls": 0,
                }
            )
        work.connection.execute(insert(models.Ticket), rows)
        for group, number in last.items():
            series = {"hall_id": work.hall, "day": work.day, "group_prefix": group, "last": number}
            work.connection.execute(insert(models.NumberSeries), series)
