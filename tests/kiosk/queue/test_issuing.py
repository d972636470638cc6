"""Taking a number: what is told before, what is given, and that a press counts once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.exc import DBAPIError

from kiosk.hall import Hall, open_hall
from kiosk.queue.issuing import Issued
from kiosk.queue.tickets import Priority, State
from kiosk.refusal import Refusal
from printers.paper import Code
from tests.hall import MORNING, HandClock, Staff, as_owner, count, events

KEPT = ("tickets", "events", "print_jobs", "number_series")


def kept(hall: Hall) -> dict[str, int]:
    return {table: count(hall, table) for table in KEPT}


def test_a_number_is_what_the_preview_promised(hall: Hall) -> None:
    hall.issue("SC001")
    promised = hall.preview("MZ001")
    given = hall.issue("MZ001")
    assert promised.group.prefix == given.ticket.group == "A"
    assert given.ticket.number == "A001"
    assert given.ticket.state is State.WAITING
    assert given.ticket.issued_at == MORNING
    assert [each.code for each in given.counters] == list("12345678")
    assert promised.counters == given.counters
    # Whoever waits at the same counters is ahead, whichever letter the number begins with.
    assert promised.ahead == given.ahead == 1
    assert not given.repeated


def test_ticket_event_and_paper_come_together(hall: Hall) -> None:
    before = kept(hall)
    issued = hall.issue("GA001", priority=Priority.ELDERLY, language="en")
    assert kept(hall) == {table: rows + 1 for table, rows in before.items()}
    assert events(hall)[-1] == "ticket.issued"
    assert hall.job(issued.job).state == "queued"
    assert Code in {type(block) for block in issued.paper.blocks}
    assert issued.paper.language == "en"


@contextmanager
def out_of_order(hall: Hall, table: str) -> Iterator[None]:
    """The database takes no new rows for a table."""
    sqlite = hall.ground.store.dialect == "sqlite"
    body = "BEGIN SELECT RAISE(ABORT, 'no'); END" if sqlite else "EXECUTE FUNCTION refuse_change()"
    with as_owner(hall) as connection:
        connection.exec_driver_sql(f"CREATE TRIGGER broken BEFORE INSERT ON {table} {body}")
    yield
    with as_owner(hall) as connection:
        connection.exec_driver_sql(f"DROP TRIGGER broken{'' if sqlite else f' ON {table}'}")


def test_no_ticket_without_its_event_and_its_paper(hall: Hall) -> None:
    """Whatever the database refuses, nothing of the ticket stays, and no number is lost."""
    for table in ("events", "print_jobs"):
        before = kept(hall)
        with out_of_order(hall, table), pytest.raises(DBAPIError):
            hall.issue("SC001")
        assert kept(hall) == before
    assert hall.issue("SC001").ticket.number == "B001"


def test_each_group_counts_for_itself(hall: Hall) -> None:
    numbers = [hall.issue(each).ticket.number for each in ("MZ001", "SC001", "MZ002", "SC002")]
    assert numbers == ["A001", "B001", "A002", "B002"]


def test_labels_grow_after_999(hall: Hall) -> None:
    hall.issue("SC001")
    for last, labels in ((8, ["B009", "B010"]), (998, ["B999", "B1000", "B1001"])):
        with hall.ground.store.write() as connection:
            connection.exec_driver_sql(f"UPDATE number_series SET last = {last}")
        assert [hall.issue("SC001").ticket.number for _ in labels] == labels
        for label in labels:
            assert hall.ticket_of_number(label).number == label


def test_no_prefix_reads_as_a_digit(sqlite_hall: Hall) -> None:
    assert not {"I", "O"} & set(sqlite_hall.catalogue().groups)


def test_the_link_leads_to_the_ticket_and_cannot_be_guessed(hall: Hall) -> None:
    issued = hall.issue("SC001")
    address, _, token = issued.status_url.rpartition("/s/")
    assert address == hall.settings.public_url
    # 24 random bytes in base64: 192 bits, where R58 asks for 128.
    assert len(token) == 32
    assert hall.status(token).ticket == issued.ticket
    with pytest.raises(Refusal, match=r"link\.invalid"):
        hall.status(token[:-1] + ("A" if token[-1] != "A" else "B"))


# --- A second press ---


def test_ten_presses_with_one_nonce_are_one_ticket(hall: Hall) -> None:
    first = hall.issue("SC001", nonce="press")
    before = kept(hall)
    for _ in range(9):
        again = hall.issue("SC001", nonce="press")
        assert again.repeated
        assert again.ticket == first.ticket
        assert (again.job, again.status_url) == (first.job, first.status_url)
        assert again.paper == first.paper
    assert kept(hall) == before
    assert hall.issue("SC001", nonce="another").ticket.number == "B002"


def test_ten_presses_at_once_are_one_ticket(hall: Hall) -> None:
    together = Barrier(10)

    def press(_: int) -> Issued:
        together.wait()
        return hall.issue("SC001", nonce="press")

    with ThreadPoolExecutor(10) as pool:
        given = list(pool.map(press, range(10)))
    assert len({each.ticket.id for each in given}) == 1
    assert len({each.status_url for each in given}) == 1
    assert sorted(each.repeated for each in given) == [False] + [True] * 9
    assert (count(hall, "tickets"), count(hall, "print_jobs")) == (1, 1)
    # The presses that lost have used up no number.
    assert hall.issue("SC001").ticket.number == "B002"


def test_a_second_press_is_answered_after_the_counters_closed(hall: Hall, staff: Staff) -> None:
    first = hall.issue("GA001", nonce="press")
    for code in ("11", "12"):
        hall.close_counter(code, staff.admin, "下班")
    assert hall.issue("GA001", nonce="press").ticket.id == first.ticket.id


def test_a_second_press_after_the_call_says_so(hall: Hall, staff: Staff) -> None:
    hall.issue("GA001", nonce="press")
    hall.call_next("11", staff.clerk)
    again = hall.issue("GA001", nonce="press")
    assert again.ticket.state is State.CALLED
    assert again.ticket.counter == "11"


# --- No ---


def refused(hall: Hall, code: str, service: str, **how: str) -> Refusal:
    before = kept(hall)
    with pytest.raises(Refusal) as no:
        hall.issue(service, **how)  # type: ignore[arg-type]
    assert no.value.code == code
    assert kept(hall) == before
    return no.value


def test_what_cannot_be_issued_is_refused_and_leaves_nothing(hall: Hall, staff: Staff) -> None:
    assert refused(hall, "service.unknown", "XX999").values == {"service": "XX999"}
    refused(hall, "service.unknown", "sc001")
    refused(hall, "nonce.invalid", "SC001", nonce="")
    refused(hall, "nonce.invalid", "SC001", nonce="x" * 65)
    refused(hall, "language.unknown", "SC001", language="xx")
    for code in ("9", "10"):
        hall.close_counter(code, staff.admin, "检修")
    no = refused(hall, "service.no_counter_open", "ZR001")
    assert no.values == {"service": "ZR001", "counters": "9、10"}
    with pytest.raises(Refusal, match=r"service\.no_counter_open"):
        hall.preview("ZR001")
    # ZR003 is done at the comprehensive counters as well.
    assert [each.code for each in hall.preview("ZR003").counters] == list("12345678")


def test_a_nonce_that_no_database_keeps_is_refused(hall: Hall) -> None:
    for nonce in ("a\0b", "\ud800"):
        refused(hall, "nonce.invalid", "SC001", nonce=nonce)


def test_issuing_goes_on_where_another_process_stopped(folder: Path, clock: HandClock) -> None:
    with open_hall(folder, clock) as first, open_hall(folder, clock) as second:
        numbers = [hall.issue("SC001").ticket.number for hall in (first, second, first, second)]
    assert numbers == ["B001", "B002", "B003", "B004"]
