"""A hall before a fake printer whose faults a test makes, and the account of its papers."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from kiosk.hall import Hall, open_hall
from kiosk.printing.spooling import Spooling
from kiosk.queue.issuing import Issued
from printers import spool, talk
from printers.fake import FakePrinter, Slip
from tests.hall import HandClock, change_settings

VIRTUAL = 'kind = "virtual"\nwidth_mm = 80\npath = "receipts"'


class Desk:
    """A hall that prints on a fake printer, and everything that has been asked of it."""

    def __init__(self, hall: Hall, fake: FakePrinter) -> None:
        self.hall, self.fake = hall, fake
        self.tickets: list[Issued] = []

    def issue(self) -> Issued:
        """One more person takes a number."""
        self.tickets.append(self.hall.issue("SC001"))
        return self.tickets[-1]

    def do(self, orders: str) -> None:
        """Some orders for the fake printer, parted by semicolons."""
        for order in orders.split(";"):
            self.fake.do(order.strip())

    def state(self, issued: Issued) -> str:
        """What has become of the latest paper of a ticket."""
        return self.hall.jobs_of(issued.ticket.id)[-1].state

    def ends(self, issued: Issued) -> str:
        """The state of a paper once nobody works on it any more."""
        wait_for(lambda: self.state(issued) not in ("queued", "sending"))
        return self.state(issued)

    def knows(self, state: str) -> None:
        """Fail unless the hall comes to know how its printer is."""
        printers = self.hall.printers

        wait_for(lambda: [each.state.value for each in printers()] == [state])

    def prints(self) -> bool:
        """Whether the hall takes its printer for well."""
        return all(each.prints for each in self.hall.printers())

    def account(self) -> Counter[str]:
        """Every ticket: one paper, or a marked one, or known to have none. The last states."""
        slips: dict[str, list[Slip]] = {}
        for slip in self.fake.slips:
            for code in slip.codes:
                slips.setdefault(code, []).append(slip)
        fates: Counter[str] = Counter()
        stuck = {each.id for each in self.hall.stuck_jobs()}
        numbers = [each.ticket.number for each in self.tickets]
        assert len(set(numbers)) == len(numbers), "a number was given twice"
        for issued in self.tickets:
            papers = slips.pop(issued.status_url, [])
            whole = [slip for slip in papers if slip.whole]
            jobs = self.hall.jobs_of(issued.ticket.id)
            told = f"{issued.ticket.number}: {jobs}\n" + "\n".join(each.text for each in papers)
            assert sum("补打" not in slip.text for slip in papers) <= 1, f"twice, unmarked: {told}"
            for copy in range(1, 4):
                marked = sum(f"补打 第{copy}次" in slip.text for slip in whole)
                assert marked <= 1, f"copy {copy} twice: {told}"
            for job in jobs:
                assert job.state not in ("queued", "sending"), told
                if job.state == "printed":
                    assert any(_is(slip, job.copy) for slip in papers), f"not there: {told}"
                if job.sent_at is None:
                    assert not any(_is(slip, job.copy) for slip in papers), f"never sent: {told}"
            last = jobs[-1]
            known = last.id in stuck or last.error == "printer.waived"
            assert last.out or known, f"nobody is told: {told}"
            fates[last.state if last.copy == 0 else f"{last.state} marked"] += 1
        assert not slips, f"papers of no ticket: {list(slips)}"
        assert self.hall.audit_verify() is None
        return fates


def _is(slip: Slip, copy: int) -> bool:
    return f"补打 第{copy}次" in slip.text if copy else "补打" not in slip.text


@contextmanager
def desk(folder: Path, fake: FakePrinter, where: str, timeout: float = 0.4) -> Iterator[Desk]:
    """A desk in `folder`, its printer reached as `where` (lines of settings) says."""
    settings = f'{where}\nrendering = "text"\ntimeout = {timeout}'
    change_settings(folder, VIRTUAL, settings)
    with ExitStack() as stack:
        hall = stack.enter_context(open_hall(folder, HandClock()))
        spooling = Spooling(hall.ground)
        stack.callback(spooling.stop)
        yield Desk(hall, fake)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """All waiting ten times as short: a test has many printers to wait for."""
    for module, name, seconds in (
        (spool, "_IDLE", 0.03),
        (spool, "_LOOK", 0.1),
        (spool, "_FIRST_PAUSE", 0.05),
        (spool, "_LONGEST_PAUSE", 0.2),
        (talk, "_ANSWER", 0.4),
        (talk, "_TRY", 0.2),
        (talk, "_POLL", 0.05),
    ):
        monkeypatch.setattr(module, name, seconds)


def wait_for(true: Callable[[], bool], seconds: float = 30) -> None:
    """Fail unless it becomes true in time."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "in vain"
        time.sleep(0.01)
