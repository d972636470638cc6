"""The past of a hall: days of finished tickets with their events and papers, written in bulk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data import models
from kiosk.hall import Hall
from kiosk.staff import Actor

PER_DAY = 1000
_LIFE = (("issued", 0), ("called", 300), ("serving", 330), ("finished", 900))
"""What happens to a ticket, and how many seconds after its issue."""
_SEALED_BYTES = 1161  # of a real paper

_Row = dict[str, Any]


def add_past(hall: Hall, counter: str, services: Sequence[str], clerk: Actor, count: int) -> None:
    """`count` finished tickets of `services`, all served by `clerk`; the last of them are today's.

    The hashes of their events have the right form, not the right content.
    """
    with hall.ground.write() as work:
        past = _Past(
            connection=work.connection,
            hall=work.hall,
            counter=work.floor.counter(counter).id,
            clerk=clerk.account.id,
            services=[
                (code, work.floor.service_ids[code], work.floor.service(code).window_group)
                for code in services
            ],
            printer=hall.settings.printers[0].name,
            seq=work.head.seq,
            hash=work.head.hash,
            key=work.connection.scalar(select(func.max(models.Ticket.id))) or 0,
        )
        for back in reversed(range(-(-count // PER_DAY))):
            today = min(PER_DAY, count - back * PER_DAY)
            opened = work.at - timedelta(days=back, seconds=today + _LIFE[-1][1])
            past.add_day(work.day - timedelta(days=back), opened, today)


@dataclass(slots=True)
class _Past:
    """What has been written so far: the last key, and the end of the chain of events."""

    connection: Connection
    hall: int
    counter: int
    clerk: int
    services: list[tuple[str, int, str]]
    printer: str
    seq: int
    hash: str
    key: int

    def add_day(self, day: date, opened: datetime, count: int) -> None:
        """One ticket in each second after `opened`."""
        last: dict[str, int] = {}
        tickets, events, jobs = [], [], []
        for n in range(count):
            code, service, group = self.services[n % len(self.services)]
            number = last[group] = last.get(group, 0) + 1
            at = opened + timedelta(seconds=n)
            self.key += 1
            life = [self._event(day, at + timedelta(seconds=s), kind) for kind, s in _LIFE]
            ticket = {"group_prefix": group, "number": number, "service": code}
            tickets.append(self._ticket(day, life) | ticket | {"service_id": service})
            events += life
            jobs.append(self._job(at, f"{day:%Y%m%d}-{group}{number:03d}"))
        series = [
            {"hall_id": self.hall, "day": day, "group_prefix": group, "last": number}
            for group, number in last.items()
        ]
        for model, rows in (
            (models.Ticket, tickets),
            (models.Event, events),
            (models.PrintJob, jobs),
            (models.NumberSeries, series),
        ):
            self.connection.execute(insert(model), rows)

    def _event(self, day: date, at: datetime, kind: str) -> _Row:
        self.seq += 1
        previous, self.hash = self.hash, hashlib.sha256(self.hash.encode()).hexdigest()
        return {
            "hall_id": self.hall,
            "seq": self.seq,
            "at": at,
            "day": day,
            "kind": f"ticket.{kind}",
            "ticket_id": self.key,
            "counter_id": None if kind == "issued" else self.counter,
            "account_id": None if kind == "issued" else self.clerk,
            "data": {"number": "A001", "service": "SC001"} if kind == "issued" else {},
            "previous": previous,
            "hash": self.hash,
        }

    def _ticket(self, day: date, life: list[_Row]) -> _Row:
        issued, called = life[:2]
        return {
            "id": self.key,
            "hall_id": self.hall,
            "day": day,
            "language": "zh",
            "nonce": os.urandom(16).hex(),
            "token_hash": os.urandom(32).hex(),
            "link_until": issued["at"] + timedelta(days=3),
            "issued_at": issued["at"],
            "state": "finished",
            "counter_id": self.counter,
            "called_at": called["at"],
            "calls": 1,
            "first_call": called["seq"],
            "last_call": called["seq"],
            "call_nonce": os.urandom(16).hex(),
        }

    def _job(self, at: datetime, label: str) -> _Row:
        return {
            "hall_id": self.hall,
            "ticket_id": self.key,
            "printer": self.printer,
            "label": label,
            "sealed": os.urandom(_SEALED_BYTES),
            "state": "printed",
            "tries": 1,
            "created_at": at,
            "changed_at": at,
        }
