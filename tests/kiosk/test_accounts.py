"""Accounts and sessions: who is let in, who is not, and what is never written down."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from kiosk import accounts
from kiosk.hall import Hall, open_hall
from kiosk.refusal import Refusal
from kiosk.staff import Role
from tests.hall import PASSWORD, QUICK, HandClock, Staff, count, events

NEW = "another long password"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "_hasher", QUICK)


def refused(code: str, verb: object, *arguments: object) -> Refusal:
    assert callable(verb)
    with pytest.raises(Refusal) as no:
        verb(*arguments)
    assert no.value.code == code
    return no.value


def test_a_password_is_kept_as_an_argon2_hash(hall: Hall) -> None:
    with hall.ground.read() as work:
        kept = work.connection.exec_driver_sql("SELECT password_hash FROM accounts").scalars().all()
    assert len(kept) == 4
    assert all(each.startswith("$argon2id$") for each in kept)
    # The same password four times, and four salts.
    assert len(set(kept)) == 4


def test_signing_in_gives_a_session(hall: Hall, clock: HandClock) -> None:
    given = hall.sign_in("clerk", PASSWORD, "3")
    assert (given.account.name, given.account.role, given.counter) == ("clerk", Role.CLERK, "3")
    assert hall.session(given.token) == given
    assert given.actor.counter == "3"
    assert hall.sign_in("admin", PASSWORD).counter is None
    assert events(hall)[-1] == "account.signed_in"
    assert given.token != hall.sign_in("clerk", PASSWORD, "3").token


def test_a_wrong_password_and_an_unknown_name_look_alike(hall: Hall) -> None:
    wrong = refused("account.wrong", hall.sign_in, "clerk", "wrong password")
    unknown = refused("account.wrong", hall.sign_in, "nobody", PASSWORD)
    empty = refused("account.wrong", hall.sign_in, "", "")
    assert wrong.values == unknown.values == empty.values == {}
    assert count(hall, "sessions") == 0


def test_an_unknown_name_takes_as_long_to_refuse(
    sqlite_hall: Hall, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher())
    accounts._nobody.cache_clear()
    sqlite_hall.set_password("clerk", NEW, staff.clerk)

    def seconds(name: str) -> float:
        begun = time.process_time()
        refused("account.wrong", sqlite_hall.prove, name, "wrong password")
        return time.process_time() - begun

    known = min(seconds("clerk") for _ in range(3))
    unknown = min(seconds("nobody") for _ in range(3))
    assert known / 2 < unknown < known * 2


def test_five_wrong_passwords_lock_for_a_while(hall: Hall, clock: HandClock) -> None:
    for _ in range(5):
        refused("account.wrong", hall.sign_in, "clerk", "wrong password")
    no = refused("account.locked", hall.sign_in, "clerk", PASSWORD)
    assert no.values == {"minutes": 15}
    assert events(hall)[-2:] == ["account.refused", "account.locked"]
    # Another person is not locked out with them.
    hall.sign_in("supervisor", PASSWORD)
    clock.move(minutes=14, seconds=59)
    refused("account.locked", hall.sign_in, "clerk", PASSWORD)
    clock.move(seconds=2)
    assert hall.sign_in("clerk", PASSWORD).account.name == "clerk"


def test_the_right_password_forgives_the_wrong_ones(hall: Hall) -> None:
    for _ in range(3):
        for _ in range(4):
            refused("account.wrong", hall.prove, "clerk", "wrong password")
        hall.prove("clerk", PASSWORD)


def test_guesses_at_the_same_moment_are_all_counted(hall: Hall) -> None:
    def guess(n: int) -> str:
        return refused_with(hall, f"wrong password {n}")

    with ThreadPoolExecutor(8) as pool:
        codes = list(pool.map(guess, range(8)))
    assert set(codes) <= {"account.wrong", "account.locked"}
    refused("account.locked", hall.prove, "clerk", PASSWORD)


def refused_with(hall: Hall, password: str) -> str:
    with pytest.raises(Refusal) as no:
        hall.prove("clerk", password)
    return no.value.code


def test_a_session_ends_by_itself(hall: Hall, clock: HandClock) -> None:
    given = hall.sign_in("clerk", PASSWORD)
    clock.move(hours=12, seconds=-1)
    assert hall.session(given.token).expires_at == given.expires_at
    clock.move(seconds=1)
    refused("session.invalid", hall.session, given.token)


def test_signing_out_ends_one_session(hall: Hall) -> None:
    here, there = hall.sign_in("clerk", PASSWORD, "1"), hall.sign_in("clerk", PASSWORD, "2")
    hall.sign_out(here.token)
    refused("session.invalid", hall.session, here.token)
    refused("session.invalid", hall.sign_out, here.token)
    assert hall.session(there.token).counter == "2"
    assert events(hall)[-1] == "account.signed_out"


@pytest.mark.parametrize("token", ["", "guess", "x" * 10_000, "\ud800"])
def test_a_guessed_token_is_no_session(sqlite_hall: Hall, token: str) -> None:
    sqlite_hall.sign_in("clerk", PASSWORD)
    refused("session.invalid", sqlite_hall.session, token)


def test_another_password_ends_all_sessions(hall: Hall, staff: Staff) -> None:
    given = [hall.sign_in("clerk", PASSWORD) for _ in range(2)]
    others = hall.sign_in("supervisor", PASSWORD)
    hall.set_password("clerk", NEW, staff.clerk)
    for each in given:
        refused("session.invalid", hall.session, each.token)
    assert hall.session(others.token) == others
    refused("account.wrong", hall.sign_in, "clerk", PASSWORD)
    assert hall.sign_in("clerk", NEW).account.name == "clerk"
    assert "account.password_set" in events(hall)


def test_another_password_opens_a_locked_account(hall: Hall, staff: Staff) -> None:
    for _ in range(5):
        refused("account.wrong", hall.prove, "clerk", "wrong password")
    hall.set_password("clerk", NEW, staff.admin)
    assert hall.prove("clerk", NEW).name == "clerk"


def test_who_may_do_what_with_accounts(hall: Hall, staff: Staff) -> None:
    before = count(hall, "events")
    for actor in (staff.supervisor, staff.clerk, staff.inspector):
        refused("account.not_allowed", hall.add_account, "lin", "林", Role.CLERK, PASSWORD, actor)
        refused("account.not_allowed", hall.set_password, "admin", NEW, actor)
    assert count(hall, "events") == before
    assert count(hall, "accounts") == 4
    made = hall.add_account("lin", "林小燕", Role.CLERK, NEW, staff.admin)
    assert made in hall.accounts()
    assert hall.prove("lin", NEW) == made


def test_what_is_no_good_account(hall: Hall, staff: Staff) -> None:
    no = refused(
        "password.short", hall.add_account, "lin", "林", Role.CLERK, "1234567", staff.admin
    )
    assert no.values == {"shortest": 8}
    refused("password.short", hall.set_password, "clerk", "1234567", staff.admin)
    refused("account.taken", hall.add_account, "clerk", "林", Role.CLERK, NEW, staff.admin)
    refused("account.unknown", hall.set_password, "nobody", NEW, staff.admin)
    refused("counter.unknown", hall.sign_in, "clerk", PASSWORD, "99")
    assert count(hall, "accounts") == 4
    assert count(hall, "sessions") == 0


def test_what_is_no_name(hall: Hall, staff: Staff) -> None:
    for name in ("", "   ", "x" * 41, "a\nb", "a\0b", "\ud800"):
        add = hall.add_account
        refused("account.name_invalid", add, name, "林", Role.CLERK, NEW, staff.admin)
        refused("account.wrong", hall.prove, name, NEW)
    assert count(hall, "accounts") == 4


def test_a_chinese_name_is_a_name(hall: Hall, staff: Staff) -> None:
    hall.add_account("林小燕", "林小燕", Role.CLERK, NEW, staff.admin)
    assert hall.sign_in("林小燕", NEW).account.display_name == "林小燕"


def test_new_passwords_are_long_and_never_the_same() -> None:
    made = {accounts.new_password() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[\w-]{16}", each) for each in made)


def test_no_secret_stands_in_the_files(sqlite_folder: Path, clock: HandClock) -> None:
    """Whoever copies the folder of the hall gets neither a password nor a link nor a session."""
    with open_hall(sqlite_folder, clock) as hall:
        issued = hall.issue("SC001", nonce="press")
        session = hall.sign_in("clerk", PASSWORD, "1")
        hall.call_next("1", session.actor)
        secrets = [PASSWORD, issued.status_url.rpartition("/s/")[2], session.token]
        files = [path for path in sqlite_folder.rglob("*") if path.is_file()]
        content = b"".join(path.read_bytes() for path in files)
    assert {"hall.db", "hall.db-wal"} <= {path.name for path in files}
    content += (sqlite_folder / "hall.db").read_bytes()
    assert b"ticket.issued" in content
    for secret in secrets:
        assert secret.encode() not in content


def test_no_secret_stands_in_postgres(
    postgres_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    with open_hall(postgres_folder, clock) as hall:
        issued = hall.issue("SC001")
        session = hall.sign_in("clerk", PASSWORD, "1")
        with hall.ground.read() as work:
            everything = "".join(
                str(work.connection.exec_driver_sql(f"SELECT * FROM {table}").all())
                for table in ("accounts", "sessions", "tickets", "events", "print_jobs")
            )
    assert "ticket.issued" in everything
    for secret in (PASSWORD, issued.status_url.rpartition("/s/")[2], session.token):
        assert secret not in everything
