"""What becomes of a paper: late, waived, printed again with its mark, seen to."""

from __future__ import annotations

import pytest

from kiosk.hall import Hall
from kiosk.printing.journal import Journal
from kiosk.refusal import Refusal
from printers.faults import PrinterFault
from printers.journal import Job
from printers.paper import Text
from printers.status import State, Status
from tests.hall import HandClock, Staff, events

LOST = PrinterFault("printer.lost", "10.0.0.9:9100: reset", began=True)
CLEARED = PrinterFault("printer.paper", "out in the middle", began=True, cleared=True)


@pytest.fixture
def journal(hall: Hall) -> Journal:
    return Journal(hall.ground, hall.settings.printers[0])


def begun(journal: Journal) -> Job:
    """The next job, its first byte on the way."""
    job = journal.next_job()
    assert job is not None
    assert journal.sending(job)
    return job


def marks(job: Job) -> list[str]:
    """The lines of a paper that say it is a reprint."""
    texts = [block.text for block in job.paper.blocks if isinstance(block, Text)]
    return [text for text in texts if "补打" in text]


def test_the_times_of_a_paper_stand_with_its_ticket(
    hall: Hall, journal: Journal, clock: HandClock
) -> None:
    issued = hall.issue("SC001")
    clock.move(seconds=2)
    job = begun(journal)
    clock.move(seconds=1)
    journal.sent(job, None, confirmed=True)
    [paper] = hall.jobs_of(issued.ticket.id)
    assert (paper.state, paper.copy) == ("printed", 0)
    assert paper.sent_at is not None
    assert paper.done_at is not None
    assert (paper.sent_at - paper.created_at).total_seconds() == 2
    assert (paper.done_at - paper.sent_at).total_seconds() == 1
    status = hall.status_of_number(issued.ticket.number)
    assert status.papers == (paper,)


def test_only_a_confirmed_paper_is_printed(hall: Hall, journal: Journal) -> None:
    issued = hall.issue("SC001")
    journal.sent(begun(journal), None, confirmed=False)
    assert hall.job(issued.job).state == "sent"


# --- No paper for a while ---


def test_old_papers_do_not_flush_out_after_a_paper_change(
    hall: Hall, journal: Journal, clock: HandClock
) -> None:
    gone, here = hall.issue("SC001"), None
    journal.seen(Status(State.PAPER_END))
    clock.move(seconds=hall.settings.tickets.paper_seconds)
    here = hall.issue("SC001")
    clock.move(seconds=1)
    journal.seen(Status(State.ONLINE))
    job = journal.next_job()
    assert job is not None
    assert job.id == here.job
    late = hall.job(gone.job)
    assert (late.state, late.error) == ("failed", "printer.late")
    # The staff know who has none.
    assert [each.id for each in hall.stuck_jobs()] == [gone.job]


def test_papers_that_are_late_are_known_while_the_printer_is_still_down(
    hall: Hall, journal: Journal, clock: HandClock
) -> None:
    issued = hall.issue("SC001")
    journal.seen(Status(State.PAPER_END))
    assert hall.job(issued.job).error == "printer.paper"
    clock.move(seconds=hall.settings.tickets.paper_seconds + 1)
    journal.seen(Status(State.PAPER_END))
    assert hall.job(issued.job).error == "printer.late"


def test_who_goes_without_paper_gets_none_late(hall: Hall, journal: Journal) -> None:
    issued = hall.issue("SC001")
    journal.seen(Status(State.PAPER_END))
    waived = hall.waive(issued.job)
    assert (waived.state, waived.error) == ("failed", "printer.waived")
    assert journal.next_job() is None
    assert hall.stuck_jobs() == ()
    assert hall.waive(issued.job) == waived
    assert events(hall).count("paper.waived") == 1


def test_a_paper_that_is_waived_as_it_leaves_is_not_sent(hall: Hall, journal: Journal) -> None:
    """The spool has looked, the person decides, the spool begins."""
    issued = hall.issue("SC001")
    job = journal.next_job()
    assert job is not None
    hall.waive(issued.job)
    assert not journal.sending(job)
    assert hall.job(issued.job).sent_at is None


def test_what_is_on_its_way_cannot_be_waived(hall: Hall, journal: Journal) -> None:
    issued = hall.issue("SC001")
    begun(journal)
    assert hall.waive(issued.job).state == "sending"


# --- Printed again ---


def test_a_reprint_carries_its_mark_and_count(
    hall: Hall, journal: Journal, staff: Staff, clock: HandClock
) -> None:
    first = hall.issue("SC001")
    original = begun(journal)
    assert marks(original) == []
    journal.sent(original, None, confirmed=True)
    seen, job = [], original
    for _ in range(2):
        clock.move(minutes=10)
        hall.reprint(first.job, staff.clerk)
        job = begun(journal)
        seen += marks(job)
        journal.sent(job, None, confirmed=True)
    assert ["第1次" in seen[0], "09:10" in seen[0]] == [True, True]
    assert ["第2次" in seen[1], "09:20" in seen[1]] == [True, True]
    assert [each.copy for each in hall.jobs_of(first.ticket.id)] == [0, 1, 2]
    # The same number and the same code: a copy is never a second place in the queue.
    assert job.paper.blocks[-1] == original.paper.blocks[-1]
    assert events(hall).count("paper.reprinted") == 2


def test_what_never_left_the_printer_needs_no_mark(
    hall: Hall, journal: Journal, staff: Staff, clock: HandClock
) -> None:
    """Fetched at the desk after the paper change, it is the only one."""
    issued = hall.issue("SC001")
    journal.held(begun(journal), PrinterFault("printer.paper", "", began=False))
    clock.move(hours=1)
    assert journal.next_job() is None
    again = hall.reprint(issued.job, staff.clerk)
    assert again.copy == 0
    clock.move(hours=1)
    job = begun(journal)
    assert (job.id, marks(job)) == (again.id, [])


def test_what_may_have_left_is_only_printed_with_the_mark(hall: Hall, journal: Journal) -> None:
    issued = hall.issue("SC001")
    journal.unknown(begun(journal), LOST)
    assert journal.next_job() is None
    again = hall.reprint(issued.job, None)
    assert again.copy == 1
    assert hall.reprint(issued.job, None) == again, "two presses are one paper"
    job = begun(journal)
    assert len(marks(job)) == 1
    journal.sent(job, None, confirmed=True)
    assert hall.stuck_jobs() == (), "the first one is seen to by its copy"


def test_what_waits_gets_more_time_and_no_second_paper(
    hall: Hall, journal: Journal, staff: Staff, clock: HandClock
) -> None:
    issued = hall.issue("SC001")
    assert hall.reprint(issued.job, staff.clerk).id == issued.job
    clock.move(hours=1)
    job = journal.next_job()
    assert job is not None
    assert job.id == issued.job
    assert len(hall.jobs_of(issued.ticket.id)) == 1


def test_what_is_on_its_way_is_not_printed_again(
    hall: Hall, journal: Journal, staff: Staff
) -> None:
    issued = hall.issue("SC001")
    begun(journal)
    with pytest.raises(Refusal, match=r"job\.printing"):
        hall.reprint(issued.job, staff.clerk)
    with pytest.raises(Refusal, match=r"job\.printing"):
        hall.put_aside(issued.job, staff.clerk)


def test_half_a_ticket_becomes_a_whole_marked_one(hall: Hall, journal: Journal) -> None:
    """The roll ended in the middle, the printer forgot the rest, a new roll came soon."""
    issued = hall.issue("SC001")
    journal.failed(begun(journal), CLEARED)
    half, whole = hall.jobs_of(issued.ticket.id)
    assert (half.state, half.error) == ("failed", "printer.paper")
    assert (whole.state, whole.copy) == ("queued", 1)
    assert len(marks(begun(journal))) == 1


def test_half_a_ticket_is_not_made_whole_hours_later(
    hall: Hall, journal: Journal, clock: HandClock
) -> None:
    issued = hall.issue("SC001")
    job = begun(journal)
    clock.move(hours=1)
    journal.failed(job, CLEARED)
    assert [each.state for each in hall.jobs_of(issued.ticket.id)] == ["failed"]
    assert len(hall.stuck_jobs()) == 1


# --- Nobody knows ---


def test_who_died_while_sending_leaves_a_paper_of_unknown_fate(
    hall: Hall, journal: Journal
) -> None:
    issued = hall.issue("SC001")
    begun(journal)
    other = Journal(hall.ground, hall.settings.printers[0])
    assert other.left_behind()
    assert not other.left_behind()
    job = hall.job(issued.job)
    assert (job.state, job.error) == ("unknown", "printer.interrupted")
    assert other.next_job() is None


def test_a_late_confirmation_ends_the_doubt(hall: Hall, journal: Journal) -> None:
    issued = hall.issue("SC001")
    job = begun(journal)
    journal.unknown(job, LOST)
    assert [each.id for each in hall.stuck_jobs()] == [job.id]
    journal.confirmed(job.id)
    assert hall.job(issued.job).state == "printed"
    assert hall.stuck_jobs() == ()


def test_a_paper_that_the_roll_ended_in_stays_in_doubt(hall: Hall, journal: Journal) -> None:
    issued = hall.issue("SC001")
    job = begun(journal)
    journal.unknown(job, PrinterFault("printer.paper", "the paper has run out", True))
    journal.confirmed(job.id)
    assert hall.job(issued.job).state == "unknown"
    assert [each.id for each in hall.stuck_jobs()] == [job.id]


def test_staff_see_to_a_paper_by_name(hall: Hall, journal: Journal, staff: Staff) -> None:
    issued = hall.issue("SC001")
    journal.unknown(begun(journal), LOST)
    with pytest.raises(Refusal, match=r"account\.not_allowed"):
        hall.put_aside(issued.job, staff.inspector)
    with pytest.raises(Refusal, match=r"account\.not_allowed"):
        hall.reprint(issued.job, staff.inspector)
    hall.put_aside(issued.job, staff.clerk)
    hall.put_aside(issued.job, staff.clerk)
    assert hall.stuck_jobs() == ()
    assert events(hall)[-1] == "paper.seen_to"
    assert events(hall).count("paper.seen_to") == 1
    assert hall.audit_verify() is None


def test_the_paper_of_a_ticket_that_is_over_troubles_nobody(
    hall: Hall, journal: Journal, staff: Staff
) -> None:
    issued = hall.issue("SC001")
    journal.unknown(begun(journal), LOST)
    hall.abandon(issued.ticket.id, staff.clerk)
    assert hall.stuck_jobs() == ()


@pytest.mark.parametrize("verb", ["waive", "reprint", "put_aside"])
def test_no_such_job(sqlite_hall: Hall, staff: Staff, verb: str) -> None:
    signed = () if verb == "waive" else (staff.clerk,)
    with pytest.raises(Refusal, match=r"job\.unknown"):
        getattr(sqlite_hall, verb)(4711, *signed)
