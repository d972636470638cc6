"""The fault matrix: whatever happens, whenever, on whichever printer, each paper is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from printers.fake import FakePrinter
from tests.kiosk.printing.trouble import Desk, desk, impatient, wait_for

__all__ = ["impatient"]


@dataclass(frozen=True)
class Fault:
    """What happens to a printer, how it is mended, and what the hall must know of it meanwhile."""

    name: str
    breaks: str
    mends: str
    state: str | None = None

    def __str__(self) -> str:
        return self.name


FAULTS = [
    Fault("paper end", "paper out", "paper 80000", "paper_end"),
    Fault("cover", "cover open", "cover close", "cover_open"),
    Fault("cutter", "cutter fail", "cutter ok", "cutter_error"),
    Fault("hot", "hot on", "hot off", "overheated"),
    Fault("error", "error on", "power off; error off; power on", "error"),
    Fault("power", "power off", "power on", "no_answer"),
    Fault("silence", "answers off", "answers on", "no_answer"),
    Fault("garbage", "garbage on", "garbage off", "garbled"),
    Fault("stall", "stall on", "stall off", "no_answer"),
    Fault("reset", "reset", ""),
]

KINDS = {
    "tcp": {},
    "tcp, no id": {"id": False},
    "serial, no clear": {"clear": False},
    "serial, simple": {"id": False, "clear": False},
}
EXTREMES = ("tcp", "serial, simple")
ABILITY_MATTERS = ("paper end", "cover", "power")

MATRIX = [
    pytest.param(kind, fault, id=f"{kind}-{fault}")
    for kind in KINDS
    for fault in FAULTS
    if kind in EXTREMES or fault.name in ABILITY_MATTERS
]
every_fault = pytest.mark.parametrize(("front", "fault"), MATRIX, indirect=["front"])


@pytest.fixture
def front(request: pytest.FixtureRequest, sqlite_folder: Path, impatient: None) -> Iterator[Desk]:
    """A hall before a printer of this kind, slow enough that its jobs have a middle."""
    options = KINDS[request.param]
    # A ticket is 0.6 kB and some 150 mm of paper: a tenth of a second.
    if request.param.startswith("tcp"):
        with FakePrinter.tcp(print_speed=1500, **options) as network:
            where = f'kind = "network"\nhost = "127.0.0.1"\nport = {network.port}'
            with desk(sqlite_folder, network, where) as front:
                yield front
    else:
        with FakePrinter.pty(print_speed=1500, **options) as line:
            where = f'kind = "serial"\ndevice = "{line.device}"\nbaud = 115200'
            with desk(sqlite_folder, line, where) as front:
                yield front


def goes_on(front: Desk, fault: Fault) -> None:
    """The printer is mended; what is asked of it now comes out, and all is accounted for."""
    if fault.mends:
        front.do(fault.mends)
    wait_for(front.prints)
    after = front.issue()
    assert front.ends(after) == "printed"
    for issued in front.tickets:
        front.ends(issued)
    front.account()


@every_fault
def test_before_the_job(front: Desk, fault: Fault) -> None:
    wait_for(front.prints)
    front.do(fault.breaks)
    if fault.state is not None:
        front.knows(fault.state)
    issued = front.issue()
    if fault.state is not None:
        # Not a byte leaves; the person and the staff know why.
        wait_for(lambda: front.hall.job(issued.job).error is not None)
        assert front.hall.job(issued.job).sent_at is None
    goes_on(front, fault)
    # Nothing had left before: it is the one and only paper, and needs no mark.
    assert [job.copy for job in front.hall.jobs_of(issued.ticket.id)] in ([0], [0, 1])
    if fault.state is not None:
        assert front.state(issued) == "printed"


@every_fault
def test_in_the_middle_of_the_job(front: Desk, fault: Fault) -> None:
    wait_for(front.prints)
    front.issue()
    fake = front.fake
    full = fake.state["paper_mm"]
    wait_for(lambda: fake.state["paper_mm"] < full - 30)
    front.do(fault.breaks)
    if fault.state is not None:
        front.knows(fault.state)
    goes_on(front, fault)


@every_fault
def test_right_after_the_job(front: Desk, fault: Fault) -> None:
    wait_for(front.prints)
    issued = front.issue()
    wait_for(lambda: len(front.fake.slips) == 1)
    front.do(fault.breaks)
    if fault.state is not None:
        front.knows(fault.state)
    goes_on(front, fault)
    # It may not have been confirmed in time: then another one came, and says so.
    papers = [slip for slip in front.fake.slips if issued.status_url in slip.codes]
    assert ["补打" in slip.text for slip in papers] in ([False], [False, True])


@pytest.mark.parametrize("bytes_", [1, 100, 400])
@pytest.mark.parametrize("how", ["reset", "close"])
def test_a_connection_that_ends_within_the_job(
    sqlite_folder: Path, impatient: None, how: str, bytes_: int
) -> None:
    with FakePrinter.tcp() as fake:
        where = f'kind = "network"\nhost = "127.0.0.1"\nport = {fake.port}'
        with desk(sqlite_folder, fake, where) as front:
            wait_for(front.prints)
            # The questions before the job are some bytes as well.
            front.do(f"{how} after {bytes_ + 20}")
            front.issue()
            goes_on(front, Fault(how, "", ""))


def test_a_person_without_paper_gets_none_late(sqlite_folder: Path, impatient: None) -> None:
    """The roll was empty, she took a photo and went; the new roll is for those who come now."""
    with FakePrinter.tcp() as fake:
        where = f'kind = "network"\nhost = "127.0.0.1"\nport = {fake.port}'
        with desk(sqlite_folder, fake, where) as front:
            wait_for(front.prints)
            front.do("paper out")
            front.knows("paper_end")
            gone = front.issue()
            wait_for(lambda: front.hall.job(gone.job).error == "printer.paper")
            front.hall.waive(gone.job)
            front.do("paper 80000")
            wait_for(front.prints)
            here = front.issue()
            assert front.ends(here) == "printed"
            assert [slip.codes for slip in fake.slips] == [(here.status_url,)]
            front.account()


def test_the_roll_ends_in_the_middle_of_a_ticket(sqlite_folder: Path, impatient: None) -> None:
    """Half a ticket is torn off; the whole one that follows is marked, and it is one."""
    with FakePrinter.tcp() as fake:
        where = f'kind = "network"\nhost = "127.0.0.1"\nport = {fake.port}'
        with desk(sqlite_folder, fake, where) as front:
            wait_for(front.prints)
            front.do("out after 40")
            issued = front.issue()
            front.knows("paper_end")
            wait_for(lambda: len(front.hall.jobs_of(issued.ticket.id)) == 2)
            front.do("paper 80000")
            assert front.ends(issued) == "printed"
            whole = [slip for slip in fake.slips if slip.whole]
            assert len(whole) == 1
            assert "补打 第1次" in whole[0].text
            front.account()


def test_a_paper_that_the_roll_ended_in_stays_in_doubt_though_the_rest_of_it_comes(
    sqlite_folder: Path, impatient: None
) -> None:
    with FakePrinter.tcp(clear=False) as fake:
        where = f'kind = "network"\nhost = "127.0.0.1"\nport = {fake.port}'
        with desk(sqlite_folder, fake, where) as front:
            wait_for(front.prints)
            front.do("out after 40")
            issued = front.issue()
            assert front.ends(issued) == "unknown"
            assert [each.id for each in front.hall.stuck_jobs()] == [issued.job]
            front.do("paper 80000")
            torn, _rest = fake.wait_slips(2)
            assert not torn.whole
            wait_for(front.prints)
            # One half is on the old roll: nobody has a ticket yet, and the staff still see it.
            after = front.issue()
            assert front.ends(after) == "printed"
            assert front.state(issued) == "unknown"
            assert [each.id for each in front.hall.stuck_jobs()] == [issued.job]
