"""Two thousand tickets through whatever can happen to a printer; each is accounted for."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from printers.fake import FakePrinter
from tests.kiosk.printing.trouble import desk, impatient, wait_for

__all__ = ["impatient"]

TICKETS = 2000
TROUBLES = [
    ("paper out", "paper 900000"),
    ("out after 60", "paper 900000"),
    ("out after 10", "paper 900000"),
    ("cover open", "cover close"),
    ("cutter jam", "cutter ok"),
    ("hot 0.2", ""),
    ("error on", "power off; error off; power on"),
    ("power off", "power on"),
    ("answers off", "answers on"),
    ("garbage on", "garbage off"),
    ("stall on", "stall off"),
    ("reset", ""),
    ("reset after 5", ""),
    ("reset after 300", ""),
    ("close after 500", ""),
    ("id off", "id on"),
    ("clear off", "clear on"),
    ("near on", "near auto"),
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [20260302])
def test_every_ticket_is_accounted_for(sqlite_folder: Path, impatient: None, seed: int) -> None:
    chance = random.Random(seed)
    with FakePrinter.tcp() as fake:
        where = f'kind = "network"\nhost = "127.0.0.1"\nport = {fake.port}'
        with desk(sqlite_folder, fake, where, timeout=0.3) as front:
            wait_for(front.prints)
            mends = ""
            while len(front.tickets) < TICKETS:
                if chance.random() < 0.5:
                    breaks, mends = chance.choice(TROUBLES)
                    front.do(breaks)
                for _ in range(chance.randrange(1, 50)):
                    issued = front.issue()
                    if chance.random() < 0.05:
                        front.hall.waive(issued.job)
                if mends:
                    front.do(mends)
                    mends = ""
                for issued in front.tickets[-3:]:
                    front.ends(issued)
                if chance.random() < 0.3:
                    job = front.hall.jobs_of(chance.choice(front.tickets).ticket.id)[-1]
                    if job.state == "unknown":
                        front.hall.reprint(job.id, None)
            wait_for(front.prints)
            for issued in front.tickets:
                front.ends(issued)
            fates = front.account()
            sys.stdout.write(f"{dict(fates)}; {len(fake.slips)} slips\n")
            assert fates["printed"] > TICKETS / 2
            assert not any(slip.boxes for slip in fake.slips if slip.whole)
