"""Halls at work, new or with a past, in which a constant number of people wait."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import update

from data import models
from kiosk import setup
from kiosk.hall import Hall, open_hall
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import Ticket
from kiosk.staff import Actor
from tests.bench.past import add_past

WAITING = 60
"""People who wait at any moment of the bench."""

_COUNTER = "1"


@dataclass(frozen=True, slots=True)
class Running:
    """A hall at work: one counter serves `services`, and `clerk` sits there."""

    hall: Hall
    services: tuple[str, ...]
    clerk: Actor

    def service(self, turn: int) -> str:
        """One service after the other."""
        return self.services[turn % len(self.services)]

    def issue(self, turn: int) -> Issued:
        """Give out a number, with a nonce as the touch screen does."""
        return self.hall.issue(self.service(turn), nonce=os.urandom(16).hex())

    def call(self) -> Ticket:
        """Call whoever is next, with a nonce as the console does."""
        return self.hall.call_next(_COUNTER, self.clerk, os.urandom(16).hex())

    def serve(self, ticket: Ticket) -> None:
        """All that comes after a call, so that the counter is free again."""
        self.hall.start(ticket.id, self.clerk)
        self.hall.finish(ticket.id, self.clerk)

    def print(self) -> None:
        """All papers are out."""
        jobs = models.PrintJob
        with self.hall.ground.store.write() as connection:
            connection.execute(
                update(jobs).where(jobs.state == "queued").values(state="printed", tries=1)
            )


def run_hall(folder: Path, past: int = 0) -> Running:
    """The sample hall in `folder`, with `past` finished tickets, the last of them today's."""
    setup.init(folder)
    hall = open_hall(folder)
    with hall.ground.read() as work:
        services = tuple(sorted(work.floor.serves[_COUNTER] & work.floor.catalogue.services.keys()))
    running = Running(hall, services, Actor(hall.accounts()[0]))
    if past:
        add_past(hall, _COUNTER, services, running.clerk, past)
    for turn in range(WAITING):
        running.issue(turn)
    running.print()
    return running
