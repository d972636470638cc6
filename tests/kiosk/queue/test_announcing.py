"""What is announced: every call once and in order, whoever asks and however late (R33)."""

from __future__ import annotations

from datetime import timedelta

from kiosk.hall import Hall
from kiosk.queue.announcing import PAGE, announcements
from kiosk.queue.group_waits import GroupWaits
from kiosk.queue.tickets import Wait
from tests.hall import HandClock, Staff


def told(hall: Hall, after: int | None) -> list[tuple[str, str, int]]:
    found = announcements(hall.ground, after).calls
    return [(each.number, each.counter.code, each.calls) for each in found]


def test_each_call_and_recall_in_order(hall: Hall, staff: Staff, clock: HandClock) -> None:
    start = announcements(hall.ground).seq
    for _ in range(2):
        hall.issue("SC001")
    first = hall.call_next("3", staff.supervisor)
    middle = announcements(hall.ground, start)
    hall.call_next("4", staff.supervisor)
    for _ in range(2):
        clock.move(seconds=20)
        hall.recall(first.id, staff.supervisor)
    assert told(hall, start) == [
        ("B001", "3", 1),
        ("B002", "4", 1),
        ("B001", "3", 2),
        ("B001", "3", 3),
    ]
    assert told(hall, middle.seq) == told(hall, start)[1:]
    assert told(hall, announcements(hall.ground, start).seq) == []


def test_a_parked_number_is_called_anew(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    ticket = hall.call_next("3", staff.supervisor)
    hall.park(ticket.id, staff.supervisor)
    seen = announcements(hall.ground).seq
    hall.resume(ticket.id, staff.supervisor)
    assert told(hall, seen) == [("B001", "3", 1)]


def test_a_screen_that_starts_is_told_who_has_not_come(hall: Hall, staff: Staff) -> None:
    for _ in range(3):
        hall.issue("SC001")
    tickets = [hall.call_next(code, staff.supervisor) for code in ("3", "4", "5")]
    hall.start(tickets[1].id, staff.supervisor)
    assert told(hall, None) == [("B001", "3", 1), ("B003", "5", 1)]
    assert told(hall, 10**9) == told(hall, None), "a place of a chain that is gone"


def test_a_long_burst_comes_page_by_page(hall: Hall, staff: Staff) -> None:
    place = announcements(hall.ground).seq
    made = PAGE + 5
    for number in range(made):
        hall.issue("SC001")
        called = hall.call_next(str(number % 8 + 1), staff.supervisor)
        hall.start(called.id, staff.supervisor)
        hall.finish(called.id, staff.supervisor)
    pages: list[list[str]] = []
    more = True
    while more:
        found = announcements(hall.ground, place)
        pages.append([each.number for each in found.calls])
        place, more = found.seq, found.more
    assert [len(page) for page in pages] == [PAGE, 5]
    assert [number for page in pages for number in page] == [
        f"B{number:03}" for number in range(1, made + 1)
    ]


def test_yesterday_is_not_announced(hall: Hall, staff: Staff, clock: HandClock) -> None:
    start = announcements(hall.ground).seq
    hall.issue("SC001")
    hall.call_next("3", staff.supervisor)
    clock.move(days=1)
    hall.issue("SC001")
    assert told(hall, start) == []
    assert told(hall, None) == []


def test_a_group_waits_as_most_of_it_do(hall: Hall, clock: HandClock) -> None:
    """Of each group the service with most people is asked about, and not at every look."""
    asked: list[str] = []
    wait = Wait(600, 1200)

    class Told(GroupWaits):
        def of(self, work: object, service: str) -> Wait | None:
            asked.append(service)
            return wait if service == "SC002" else None

    for service in ("SC001", "SC002", "SC002"):
        hall.issue(service)
    waits = Told(hall.ground)
    assert waits.now() == {"B": wait}
    assert "SC001" not in asked
    count = len(asked)
    assert waits.now() == {"B": wait}
    assert len(asked) == count
    clock.now += timedelta(minutes=1)
    waits.now()
    assert len(asked) == 2 * count
