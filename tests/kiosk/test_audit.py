"""The audit chain: whatever somebody does to it with the database's own tools is found (R51)."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kiosk import audit
from kiosk.audit import Break, Head
from kiosk.hall import Hall, open_hall
from tests.hall import HandClock, Staff, copy_hall, count


@pytest.fixture(scope="module")
def lived_in(sqlite_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall with something to hide."""
    folder = copy_hall(sqlite_sample, tmp_path_factory.mktemp("lived") / "hall")
    with open_hall(folder, HandClock()) as hall:
        for _ in range(5):
            hall.issue("SC001")
    return folder


def tampered(
    lived_in: Path, tmp_path: Path, *statements: str, known: Head | None = None
) -> Break | None:
    """What is found in a copy after somebody has removed the triggers and done this."""
    folder = tmp_path / "hall"
    shutil.copytree(lived_in, folder)
    with closing(sqlite3.connect(folder / "hall.db")) as own:
        own.execute("DROP TRIGGER events_no_update")
        own.execute("DROP TRIGGER events_no_delete")
        for statement in statements:
            changed = own.execute(statement).rowcount
            assert changed, "the test changed nothing"
        own.commit()
    with open_hall(folder, HandClock()) as hall:
        return hall.audit_verify(known)


def head_of(folder: Path) -> Head:
    with open_hall(folder, HandClock()) as hall:
        return hall.audit_head()


def test_the_chain_is_whole_as_long_as_nobody_touches_it(hall: Hall, staff: Staff) -> None:
    before = hall.audit_head()
    assert hall.audit_verify() is None
    hall.issue("SC001")
    hall.call_next("1", staff.clerk)
    assert hall.audit_head().seq == before.seq + 2 == count(hall, "events")
    assert hall.audit_verify() is None
    assert hall.audit_verify(before) is None
    assert hall.audit_verify(hall.audit_head()) is None


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'ticket.abandoned'",
        "at = '2026-03-02 01:00:00.000001'",
        "day = '2026-03-01'",
        "ticket_id = 1",
        "ticket_id = NULL",
        "account_id = 1",
        "counter_id = 1",
        "data = '{}'",
        "data = replace(data, 'B003', 'B004')",
        "hash = hash || ' '",
        # What is not even a date or JSON any more.
        "at = 'yesterday'",
        "day = 'Monday'",
        "data = '{'",
        "data = 'null'",
    ],
)
def test_an_edit_is_found(lived_in: Path, tmp_path: Path, change: str) -> None:
    seq = head_of(lived_in).seq - 2
    found = tampered(lived_in, tmp_path, f"UPDATE events SET {change} WHERE seq = {seq}")
    assert found is not None
    assert found.seq == seq


def test_an_edit_with_its_hash_made_anew_is_found(lived_in: Path, tmp_path: Path) -> None:
    """Whoever mends the hash of one event has broken the next."""
    seq = head_of(lived_in).seq - 2
    with closing(sqlite3.connect(lived_in / "hall.db")) as own:
        (previous,) = own.execute(f"SELECT previous FROM events WHERE seq = {seq}").fetchone()
    at, day = "2026-03-02T01:00:00.000000+00:00", "2026-03-02"
    plain = json.dumps(
        [1, seq, at, day, "ticket.gone", None, None, None, {}, previous], separators=(",", ":")
    )
    digest = hashlib.sha256(plain.encode()).hexdigest()
    found = tampered(
        lived_in,
        tmp_path,
        f"UPDATE events SET kind = 'ticket.gone', ticket_id = NULL, data = '{{}}', "
        f"hash = '{digest}' WHERE seq = {seq}",
    )
    assert found == Break(seq + 1, "previous")


def test_a_removal_is_found(lived_in: Path, tmp_path: Path) -> None:
    seq = head_of(lived_in).seq - 2
    found = tampered(lived_in, tmp_path, f"DELETE FROM events WHERE seq = {seq}")
    assert found == Break(seq, "gap")


def test_a_removal_that_closes_the_gap_is_found(lived_in: Path, tmp_path: Path) -> None:
    seq = head_of(lived_in).seq - 2
    found = tampered(
        lived_in,
        tmp_path,
        f"DELETE FROM events WHERE seq = {seq}",
        f"UPDATE events SET seq = seq - 1 WHERE seq > {seq}",
    )
    assert found == Break(seq, "previous")


def test_a_changed_order_is_found(lived_in: Path, tmp_path: Path) -> None:
    seq = head_of(lived_in).seq - 2
    found = tampered(
        lived_in,
        tmp_path,
        f"UPDATE events SET seq = 9999 WHERE seq = {seq}",
        f"UPDATE events SET seq = {seq} WHERE seq = {seq + 1}",
        f"UPDATE events SET seq = {seq + 1} WHERE seq = 9999",
    )
    assert found == Break(seq, "previous")


def test_an_insertion_is_found(lived_in: Path, tmp_path: Path) -> None:
    seq = head_of(lived_in).seq
    columns = "hall_id, {}, at, day, kind, ticket_id, counter_id, account_id, data, previous, hash"
    found = tampered(
        lived_in,
        tmp_path,
        f"INSERT INTO events ({columns.format('seq')}) "
        f"SELECT {columns.format('seq + 1')} FROM events WHERE seq = {seq}",
    )
    assert found == Break(seq + 1, "previous")


def test_the_first_event_is_part_of_the_chain(lived_in: Path, tmp_path: Path) -> None:
    assert tampered(lived_in, tmp_path, "DELETE FROM events WHERE seq = 1") == Break(1, "gap")


@pytest.mark.parametrize("cut", [1, 3])
def test_a_cut_tail_is_found_by_the_head_that_was_written_down(
    lived_in: Path, tmp_path: Path, cut: int
) -> None:
    head = head_of(lived_in)
    statement = f"DELETE FROM events WHERE seq > {head.seq - cut}"
    found = tampered(lived_in, tmp_path, statement, known=head)
    assert found == Break(head.seq - cut + 1, "tail")


def test_a_tail_that_was_written_anew_is_found(lived_in: Path, tmp_path: Path) -> None:
    """The chain in itself is whole; only the head of last evening knows better."""
    head = head_of(lived_in)
    folder = copy_hall(lived_in, tmp_path / "forged")
    with closing(sqlite3.connect(folder / "hall.db")) as own:
        own.execute("DROP TRIGGER events_no_delete")
        own.execute(f"DELETE FROM events WHERE seq = {head.seq}")
        own.commit()
    with open_hall(folder, HandClock()) as hall:
        hall.issue("MZ001")
        assert hall.audit_head().seq == head.seq
        assert hall.audit_verify() is None
        assert hall.audit_verify(head) == Break(head.seq, "content")


@pytest.mark.parametrize(
    "forged", [lambda head: Head(head.seq, "0" * 64), lambda head: Head(1, head.hash)]
)
def test_a_head_of_another_chain(lived_in: Path, forged: Callable[[Head], Head]) -> None:
    with open_hall(lived_in, HandClock()) as hall:
        known = forged(hall.audit_head())
        assert hall.audit_verify(known) == Break(known.seq, "content")


def test_a_long_chain_is_read_in_pieces(sqlite_hall: Hall) -> None:
    for _ in range(25):
        sqlite_hall.issue("SC001")
    with sqlite_hall.ground.read() as work:
        piece = work.connection.execution_options(yield_per=10)
        assert audit.verify(piece, work.hall) is None
