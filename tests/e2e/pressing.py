"""A host at which people press and press: takes a number every moment, with a nonce of its own.

Who gets no answer presses again, as people do. Each line that it prints is a nonce and the number
that it was given, or the code of what was said instead.
`python -m tests.e2e.pressing FOLDER NAME FROM`.
"""

from __future__ import annotations

import sys
import time
from itertools import count
from pathlib import Path

from data import postgres
from data.faults import StoreFault
from kiosk.hall import Hall, open_hall

PAUSE_SECONDS = 0.15
UNANSWERED = frozenset({"database.unreachable", "database.unsure", "database.busy"})
SERVICES = ("SC001", "ZR001", "GA002")
# A dead proxy is noticed as it is in a hall, only sooner.
PATIENCE_SECONDS = 1.5


def press(hall: Hall, nonce: str, service: str) -> str:
    """The number, however long it takes."""
    while True:
        try:
            return hall.issue(service, nonce=nonce).ticket.number
        except StoreFault as fault:
            if fault.code not in UNANSWERED:
                raise
            say(nonce, fault.code)
            time.sleep(PAUSE_SECONDS)


def say(nonce: str, answer: str) -> None:
    sys.stdout.write(f"{nonce} {answer}\n")
    sys.stdout.flush()


def main() -> None:
    folder, name, first = sys.argv[1:]
    postgres.SILENCE_SECONDS = postgres.Line.patience = PATIENCE_SECONDS
    with open_hall(Path(folder)) as hall:
        for n in count(int(first)):
            nonce = f"{name}-{n}"
            say(nonce, press(hall, nonce, SERVICES[n % len(SERVICES)]))
            time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main()
