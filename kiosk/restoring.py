"""A hall again from a backup: in a new folder, proved, and never over anything that is there."""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlalchemy import update

from data.seal import Seal
from data.store import Store
from kiosk import config, dump, settings_text
from kiosk.audit import Break
from kiosk.backup import BLOCK, DATABASE, FILES, heads_of, read_heads, read_manifest
from kiosk.clock import Clock, system_clock
from kiosk.hall import KEY_FILE, open_hall
from kiosk.printing import jobs
from kiosk.refusal import Refusal
from kiosk.reserve import blocks
from kiosk.reserve.grounds import FILE as RESERVE
from kiosk.reserve.grounds import sqlite


@dataclass(frozen=True, slots=True)
class Restored:
    """A hall that stands again. `events`: how long its chain is. `broken`: as in `Backup`."""

    folder: Path
    taken_at: str
    events: int
    broken: tuple[str, Break] | None


def restore(
    file: Path, folder: Path, key: Path, *, database: str = "", clock: Clock = system_clock
) -> Restored:
    """Put the hall of a backup into `folder`, which is empty or not there yet.

    `key` is the hall's key file. A backup of PostgreSQL needs `database`, the URL of an empty one,
    as its owner. The folder appears all at once. That and when it was restored is kept as an event.
    Numbers that a host gave out alone are delivered when its touch screen starts; of the blocks
    that were held none is given out any more (`kiosk.reserve.blocks.retire`).

    Refuses with "backup.unreadable", "backup.damaged", "restore.not_empty", "restore.key_wrong",
    "restore.database_needed", "restore.database_used", "folder.unwritable" and as `kiosk.dump`;
    raises `StoreFault`.
    """
    about = read_manifest(file)
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal("restore.not_empty", folder=folder)
    if Seal.open(key).mark("backup", "key") != about["key"]:
        raise Refusal("restore.key_wrong", file=key)
    on_server = about["database"] == "postgresql"
    if on_server and not database:
        raise Refusal("restore.database_needed")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unfinished-") as work:
            made = Path(work) / "hall"
            made.mkdir(mode=0o700)
            dumped = Path(work) / DATABASE if on_server else made / "hall.db"
            _unpack(file, about["files"], made, dumped)
            (made / KEY_FILE).write_bytes(key.read_bytes())
            for each in made.rglob("*"):
                each.chmod(0o700 if each.is_dir() else 0o600)
            _settle(made, database if on_server else "")
            if (made / RESERVE).exists():
                _settle_papers(made / RESERVE, clock())
            if on_server:
                _fill(database, dumped)
            # Over an empty folder that is there, but never over one with anything in it.
            made.rename(folder)
    except OSError as error:
        raise Refusal("folder.unwritable", folder=folder, reason=error.strerror) from error
    with open_hall(folder, clock) as hall:
        with hall.ground.store.read() as connection:
            _, broken = heads_of(connection, read_heads(file))
        with hall.ground.write() as ground:
            ground.event("hall.restored", data={"taken_at": about["taken_at"]})
            blocks.retire(ground)
        events = hall.audit_head().seq
    return Restored(folder, about["taken_at"], events, broken)


def _unpack(file: Path, sums: Mapping[str, str], made: Path, database: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        for name, digest in sums.items():
            target = database if name == DATABASE else made / _inside(file, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                found = _write(packed, name, target)
            except (KeyError, zipfile.BadZipFile) as error:
                raise Refusal("backup.damaged", file=file, name=name) from error
            if found != digest:
                raise Refusal("backup.damaged", file=file, name=name)


def _inside(file: Path, name: str) -> PurePosixPath:
    """Where a file goes in the hall's folder; a list that leads out of it is not one of ours."""
    path = PurePosixPath(name.removeprefix(FILES))
    if not name.startswith(FILES) or path.is_absolute() or ".." in path.parts:
        raise Refusal("backup.damaged", file=file, name=name)
    return path


def _write(packed: zipfile.ZipFile, name: str, target: Path) -> str:
    digest = hashlib.sha256()
    with packed.open(name) as source, target.open("wb") as written:
        while block := source.read(BLOCK):
            digest.update(block)
            written.write(block)
    return digest.hexdigest()


def _settle(made: Path, database: str) -> None:
    """The settings name the database that was restored, not the one that was lost."""
    file = made / config.FILE
    settings = config.load(made)
    if settings.database != database:
        text = settings_text.with_values(file.read_text("utf-8"), {("database",): database})
        file.write_text(text, "utf-8")


def _settle_papers(reserve: Path, now: datetime) -> None:
    """No paper that a host gave out alone comes once more: most have long come out, and a number
    whose paper is still awaited would never be delivered by a host with other printers."""
    store = sqlite(reserve)
    ends = (
        ("queued", {"state": "failed", "error": "printer.late"}),
        ("sending", {"state": "unknown"}),
    )
    try:
        with store.write() as connection:
            for state, end in ends:
                query = update(jobs.table).where(jobs.table.c.state == state)
                connection.execute(query.values(done_at=now, changed_at=now, **end))
    finally:
        store.close()


def _fill(url: str, dumped: Path) -> None:
    store = Store(url)
    try:
        if store.dialect != "postgresql":
            raise Refusal("restore.database_needed")
        if store.revision() is not None:
            raise Refusal("restore.database_used", database=store.engine.url.render_as_string())
    finally:
        store.close()
    dump.load(url, dumped)
