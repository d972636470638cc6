"""Backups: taken while the hall works, proved, and enough to go on with the next number."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from data.faults import StoreFault
from data.seal import Seal
from kiosk.audit import Break
from kiosk.backup import backup, backups, read_heads
from kiosk.dump import dump
from kiosk.grants import Roles
from kiosk.hall import KEY_FILE, Hall, open_hall
from kiosk.refusal import Refusal
from kiosk.restoring import restore
from tests.hall import HandClock, as_owner, change_settings, events
from tests.kiosk.command import in_this_process, refused
from tests.postgres import PostgresServer


def issue(folder: Path, clock: HandClock, service: str = "SC001") -> str:
    with open_hall(folder, clock) as hall:
        return hall.issue(service).ticket.number


def cut(folder: Path) -> None:
    """Somebody takes the last event away, with the database's own tools."""
    with closing(sqlite3.connect(folder / "hall.db")) as own:
        own.execute("DROP TRIGGER events_no_delete")
        own.execute("DELETE FROM events WHERE seq = (SELECT max(seq) FROM events)")
        own.commit()


def code_of(raised: pytest.ExceptionInfo[Refusal]) -> str:
    return raised.value.code


def test_the_drill(
    hall: Hall,
    folder: Path,
    clock: HandClock,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    """The machine is lost; on a new one the hall goes on with the next number."""
    database = ""
    if hall.ground.store.dialect == "postgresql":
        # Other things in the database, which the program's role may read here.
        with as_owner(hall) as connection:
            for right in ("USAGE ON SCHEMA", "SELECT ON ALL TABLES IN SCHEMA"):
                connection.exec_driver_sql(f"GRANT {right} sample TO {Roles().program}")
        database = request.getfixturevalue("postgres_url")
    (folder / "photos").mkdir()
    (folder / "photos" / "wang.jpg").write_bytes(b"a picture")
    first = hall.issue("SC001")
    link = first.status_url.rpartition("/")[2]
    head = hall.audit_head()

    (tmp_path / "safe").mkdir()
    made = backup(folder, tmp_path / "safe", clock=clock)
    assert (made.heads, made.broken) == ({"main": head}, None)
    digest = subprocess.run(
        ["sha256sum", "--check", made.file.with_suffix(".zip.sha256")],
        cwd=made.file.parent,
        capture_output=True,
        check=True,
    )
    assert digest.stdout.decode() == f"{made.file.name}: OK\n"

    clock.move(minutes=5)
    again = tmp_path / "elsewhere" / "hall"
    again.mkdir(parents=True)  # as the package leaves it
    done = restore(made.file, again, folder / KEY_FILE, database=database, clock=clock)
    assert done.broken is None
    assert (again / "photos" / "wang.jpg").read_bytes() == b"a picture"
    assert {path.stat().st_mode & 0o077 for path in [again, *again.rglob("*")]} == {0}
    with open_hall(again, clock) as restored:
        assert restored.audit_verify(head) is None
        assert restored.status(link).ticket == first.ticket
        assert restored.issue("SC001").ticket.number == "B002"
        assert events(restored)[-2:] == ["hall.restored", "ticket.issued"]
    # Nothing of the hall that was saved has changed, and nothing is written over.
    assert hall.audit_head() == head
    with pytest.raises(Refusal) as no:
        restore(made.file, again, folder / KEY_FILE, database=database, clock=clock)
    assert code_of(no) == "restore.not_empty"
    if database:
        for url, code in ((database, "restore.database_used"), ("", "restore.database_needed")):
            with pytest.raises(Refusal) as no:
                restore(made.file, tmp_path / "third", folder / KEY_FILE, database=url)
            assert code_of(no) == code


def test_a_backup_while_people_take_numbers(
    sqlite_hall: Hall, sqlite_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    done, first = threading.Event(), threading.Event()

    def rush() -> None:
        with open_hall(sqlite_folder, clock) as busy:
            while not done.is_set():
                busy.issue("SC001")
                first.set()

    crowd = threading.Thread(target=rush)
    crowd.start()
    try:
        assert first.wait(30)
        ends = []
        for _ in range(3):
            clock.move(seconds=1)
            made = backup(sqlite_folder, tmp_path, clock=clock)
            assert made.broken is None
            ends.append(made.heads["main"].seq)
    finally:
        done.set()
        crowd.join()
    assert ends == sorted(ends)
    assert sqlite_hall.audit_verify() is None
    last = backups(tmp_path, "main")[-1]
    restore(last, tmp_path / "again", sqlite_folder / KEY_FILE, clock=clock)
    with open_hall(tmp_path / "again", clock) as restored:
        known = read_heads(last)["main"]
        assert restored.audit_verify(known) is None
        # As many numbers as events, and the next is the next: the copy is of one moment.
        issued = events(restored).count("ticket.issued")
        assert restored.issue("SC001").ticket.number == f"B{issued + 1:03}"


def test_what_is_in_it_and_what_is_not(
    sqlite_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    issue(sqlite_folder, clock)
    (sqlite_folder / "receipts").mkdir(exist_ok=True)
    (sqlite_folder / "receipts" / "paper.bin").write_bytes(b"with a link")
    (sqlite_folder / ".pgpass").write_text("a password")
    made = backup(sqlite_folder, tmp_path, clock=clock)
    assert made.file.stat().st_mode & 0o077 == 0
    key = (sqlite_folder / KEY_FILE).read_bytes()
    with zipfile.ZipFile(made.file) as packed:
        assert packed.namelist() == ["database", "files/hall.toml", "backup.json"]
        assert not any(key in packed.read(name) for name in packed.namelist())
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_only_so_many_are_kept(sqlite_folder: Path, clock: HandClock, tmp_path: Path) -> None:
    safe = tmp_path / "safe"
    safe.mkdir()
    (safe / "main-of-another.zip").touch()
    made = []
    for _ in range(4):
        made.append(backup(sqlite_folder, safe, keep=2, clock=clock).file)
        clock.move(days=1)
    assert backups(safe, "main") == made[2:]
    assert len(list(safe.iterdir())) == 5


def test_a_history_that_was_cut_is_found_and_costs_no_backup(
    sqlite_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    """The chain that is left is whole in itself: only the backup before knows its end."""
    issue(sqlite_folder, clock)
    before = backup(sqlite_folder, tmp_path, clock=clock)
    cut(sqlite_folder)
    clock.move(days=1)
    after = backup(sqlite_folder, tmp_path, keep=1, clock=clock)
    assert after.broken == ("main", Break(before.heads["main"].seq, "tail"))
    assert after.removed == ()
    assert before.file.exists()
    # What was found then is found again where it is restored.
    restored = restore(before.file, tmp_path / "new", sqlite_folder / KEY_FILE, clock=clock)
    assert restored.broken is None


def test_a_damaged_backup_is_no_hall(sqlite_folder: Path, clock: HandClock, tmp_path: Path) -> None:
    key = sqlite_folder / KEY_FILE
    made = backup(sqlite_folder, tmp_path, clock=clock)
    content = bytearray(made.file.read_bytes())
    content[len(content) // 2] ^= 1
    made.file.write_bytes(content)
    with pytest.raises(Refusal) as no:
        restore(made.file, tmp_path / "new", key)
    assert code_of(no) == "backup.damaged"
    made.file.write_bytes(content[: len(content) // 2])
    with pytest.raises(Refusal) as no:
        restore(made.file, tmp_path / "new", key)
    assert code_of(no) == "backup.unreadable"
    assert not (tmp_path / "new").exists()
    # A new one is made all the same, and says so.
    clock.move(days=1)
    assert backup(sqlite_folder, tmp_path, clock=clock).unreadable == (made.file,)


def test_a_list_that_leads_out_of_the_folder(
    sqlite_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    made = backup(sqlite_folder, tmp_path, clock=clock)
    with zipfile.ZipFile(made.file) as packed:
        about = packed.read("backup.json").decode()
    with zipfile.ZipFile(made.file, "w") as packed:
        packed.writestr("backup.json", about.replace("files/hall.toml", "files/../../x"))
        packed.writestr("files/../../x", "")
    with pytest.raises(Refusal) as no:
        restore(made.file, tmp_path / "deep" / "new", sqlite_folder / KEY_FILE)
    assert code_of(no) == "backup.damaged"
    assert not (tmp_path / "x").exists()


def test_only_with_the_hall_s_own_key(
    sqlite_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    made = backup(sqlite_folder, tmp_path, clock=clock)
    Seal.create(tmp_path / "other.key")
    with pytest.raises(Refusal) as no:
        restore(made.file, tmp_path / "new", tmp_path / "other.key")
    assert code_of(no) == "restore.key_wrong"


def test_settings_that_name_a_file_lead_to_the_restored_one(
    sqlite_folder: Path, clock: HandClock, tmp_path: Path
) -> None:
    lost = tmp_path / "disk" / "lost.db"
    lost.parent.mkdir()
    (sqlite_folder / "hall.db").rename(lost)
    change_settings(sqlite_folder, "# database = ", f'database = "sqlite:///{lost}"\n#')
    made = backup(sqlite_folder, tmp_path, clock=clock)
    shutil.rmtree(lost.parent)
    restore(made.file, tmp_path / "new", sqlite_folder / KEY_FILE, clock=clock)
    assert issue(tmp_path / "new", clock) == "B001"
    with pytest.raises(StoreFault) as fault:
        backup(sqlite_folder, tmp_path, clock=clock)
    assert fault.value.code == "database.missing"


def test_a_server_that_does_not_answer(
    postgres_server: PostgresServer,
    postgres_url: str,
    postgres_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_hall(postgres_folder) as hall, hall.ground.store.read() as connection:
        with pytest.raises(Refusal) as no:
            dump(connection, postgres_server.url("nowhere"), tmp_path / "dump")
        assert code_of(no) == "backup.failed"
        assert "nowhere" in str(no.value.values["reason"])
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(Refusal) as no:
            dump(connection, postgres_url, tmp_path / "dump")
        assert code_of(no) == "backup.no_program"


def test_as_commands(
    sqlite_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    kiosk = in_this_process(sqlite_folder, monkeypatch, capsys)
    safe = tmp_path / "safe"
    refused(kiosk("backup", str(safe), "--json"), "backup.unwritable")
    assert not safe.exists()  # a disk that is not mounted
    safe.mkdir()
    said = kiosk("backup", str(safe), "--keep", "3", "--json")
    assert said.code == 0
    assert said.json["whole"]
    key = str(sqlite_folder / KEY_FILE)
    again = kiosk(
        "restore", said.json["file"], "--key", key, data=tmp_path / "new", KIOSK_LANGUAGE="en"
    )
    assert again.code == 0
    assert str(tmp_path / "new") in again.out
    assert "chain is whole" in again.out
    refused(kiosk("restore", said.json["file"], "--key", key, "--json"), "restore.not_empty")
    cut(sqlite_folder)
    broken = kiosk("backup", str(safe), KIOSK_LANGUAGE="en")
    assert broken.code == 1
    assert "cut off" in broken.out
