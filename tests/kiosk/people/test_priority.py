"""Priority: with one touch at the machine, and later only by staff with a reason (R31, R32)."""

from __future__ import annotations

import json

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import Priority
from kiosk.refusal import Refusal
from tests.hall import Staff, count


def test_every_reason_is_taken_without_proof(hall: Hall) -> None:
    for reason in Priority:
        assert hall.issue("SC001", priority=reason).ticket.priority is reason
    assert {each.value for each in Priority} == {
        *("elderly", "disabled", "pregnant", "infant", "soldier", "green")
    }


def test_staff_let_somebody_go_first_and_say_why(hall: Hall, staff: Staff) -> None:
    hall.issue("SC001")
    later = hall.issue("SC001").ticket
    given = hall.give_priority(later.id, Priority.ELDERLY, staff.clerk, " 拄拐杖 ")
    assert given.priority is Priority.ELDERLY
    with hall.ground.read() as work:
        query = "SELECT kind, account_id, data FROM events ORDER BY seq DESC LIMIT 1"
        kind, account, data = work.connection.exec_driver_sql(query).one()
    told = json.loads(data) if isinstance(data, str) else data
    assert (kind, account) == ("ticket.given_priority", staff.clerk.account.id)
    assert told == {"priority": "elderly", "reason": "拄拐杖"}
    assert hall.call_next("1", staff.clerk).id == later.id


def test_what_is_refused(hall: Hall, staff: Staff) -> None:
    waits = hall.issue("SC001").ticket.id
    first = hall.issue("SC001", priority=Priority.GREEN).ticket.id
    before = count(hall, "events")
    cases = [
        ("reason.missing", waits, staff.clerk, "  "),
        ("reason.missing", waits, staff.clerk, "长" * 201),
        ("account.not_allowed", waits, staff.inspector, "拄拐杖"),
        ("ticket.unknown", 4711, staff.clerk, "拄拐杖"),
        ("ticket.has_priority", first, staff.clerk, "拄拐杖"),
    ]
    for code, ticket, actor, reason in cases:
        with pytest.raises(Refusal) as no:
            hall.give_priority(ticket, Priority.ELDERLY, actor, reason)
        assert no.value.code == code
    assert count(hall, "events") == before
    called = hall.call_next("1", staff.clerk)
    with pytest.raises(Refusal, match=r"ticket\.wrong_state"):
        hall.give_priority(called.id, Priority.ELDERLY, staff.clerk, "拄拐杖")
