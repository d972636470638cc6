"""Backups: one file that holds a hall as it was at one moment, proved before it counts.

The file is a ZIP with the database, the settings and what lies beside them, what a touch host gave
out alone and has not delivered yet, and a list of it all with the end of the audit chain. The
hall's key is not in it: whoever gets hold of a backup can read nothing of what is sealed (R59). The
key never changes, and one copy of it in a safe is enough.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

import kiosk
from data import models
from data.faults import StoreFault
from data.seal import Seal
from data.store import Store
from kiosk import audit, config, dump
from kiosk.audit import Break, Head
from kiosk.clock import Clock, system_clock
from kiosk.config import Settings
from kiosk.hall import KEY_FILE
from kiosk.refusal import Refusal
from kiosk.reserve.grounds import FILE as RESERVE
from kiosk.reserve.grounds import sqlite

FORMAT = 1
MANIFEST = "backup.json"
DATABASE = "database"
FILES = "files/"
BLOCK = 1 << 20
"""Bytes that are read at once."""
_HALLS = models.Hall.__table__
# The database is copied by its own means; a lock or a half-written file means nothing elsewhere.
_NOT_COPIED = frozenset({".db", ".db-wal", ".db-shm", ".key", ".lock", ".new"})


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished backup: its file, SHA-256 and size in bytes, and what the chain was found to be.

    `broken`: the hall whose chain does not hold, and where. `removed`: backups too old to be kept.
    `unreadable`: earlier backups that are newer than the one from which the chain was followed.
    """

    file: Path
    sha256: str
    size: int
    taken_at: datetime
    heads: Mapping[str, Head]
    broken: tuple[str, Break] | None
    removed: tuple[Path, ...]
    unreadable: tuple[Path, ...]


def backup(
    folder: Path, target: Path, *, keep: int | None = None, clock: Clock = system_clock
) -> Backup:
    """Write a backup of the hall in `folder` into `target`, while the hall goes on working.

    `target` must be there: where a disk is not mounted its folder is missing, and a new one would
    lie on the very disk that may be lost.

    The chain is verified in the copy, on from where the newest backup in `target` ended. With
    `keep` the oldest beyond so many go; but none of them while the chain is broken.

    Refuses with "settings.*", "backup.unwritable", "backup.no_program" and "backup.failed"; raises
    `StoreFault`.
    """
    settings = config.load(folder)
    seal = Seal.open(folder / KEY_FILE)
    at = clock().astimezone(ZoneInfo(settings.zone))
    try:
        earlier = backups(target, settings.code)
        with tempfile.TemporaryDirectory(dir=target, prefix=".unfinished-") as work:
            known, unreadable = _known(earlier)
            copy = Path(work) / DATABASE
            # First: what is delivered meanwhile is then in both, and is known by its token.
            alone = _copy_reserve(folder, Path(work) / RESERVE)
            dialect, heads, broken = _copy_database(settings.database_url(folder), copy, known)
            packed = Path(work) / "backup.zip"
            about = {
                "format": FORMAT,
                "program": kiosk.__version__,
                "hall": settings.code,
                "name": settings.name,
                "taken_at": at.isoformat(),
                "database": dialect,
                "heads": {code: f"{head.seq}:{head.hash}" for code, head in heads.items()},
                "broken": broken and {"hall": broken[0], "seq": broken[1].seq},
                "key": seal.mark("backup", "key"),
            }
            _pack(packed, about, {DATABASE: copy} | alone | _files(folder, settings))
            file = target / f"{settings.code}-{at:%Y%m%d-%H%M%S}.zip"
            digest = _digest(packed)
            file.with_suffix(".zip.sha256").write_text(f"{digest}  {file.name}\n", "utf-8")
            packed.rename(file)
        _sync(target)
        removed = _remove([*earlier, file], keep) if keep and broken is None else ()
    except OSError as error:
        raise Refusal("backup.unwritable", folder=target, reason=error.strerror) from error
    return Backup(file, digest, file.stat().st_size, at, heads, broken, removed, unreadable)


def backups(target: Path, code: str) -> list[Path]:
    """The backups of the hall `code` in `target`, the oldest first."""
    return sorted(target.glob(f"{code}-{'[0-9]' * 8}-{'[0-9]' * 6}.zip"))


def read_manifest(file: Path) -> dict[str, Any]:
    """What a backup says of itself; refuses with "backup.unreadable"."""
    try:
        with zipfile.ZipFile(file) as packed:
            about = json.loads(packed.read(MANIFEST))
        if about["format"] != FORMAT:
            raise ValueError(f"format {about['format']}")
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
        raise Refusal("backup.unreadable", file=file, reason=error) from error
    assert isinstance(about, dict)
    return about


def read_heads(file: Path) -> dict[str, Head]:
    """Where the chain of each hall ended in a backup."""
    said = {code: head.partition(":") for code, head in read_manifest(file)["heads"].items()}
    return {code: Head(int(seq), digest) for code, (seq, _, digest) in said.items()}


def heads_of(
    connection: Connection, known: Mapping[str, Head]
) -> tuple[dict[str, Head], tuple[str, Break] | None]:
    """The ends of all chains of a database, and the first hall whose chain does not hold."""
    heads, broken = {}, None
    halls = select(_HALLS.c.id, _HALLS.c.code).order_by(_HALLS.c.id)
    for key, code in connection.execute(halls).all():
        heads[code] = audit.head(connection, key)
        found = audit.verify(connection, key, known=known.get(code))
        if found is not None and broken is None:
            broken = (code, found)
    return heads, broken


def _known(earlier: Sequence[Path]) -> tuple[dict[str, Head], tuple[Path, ...]]:
    """Where the chains ended in the newest backup that can be read, and those that cannot."""
    unreadable: list[Path] = []
    for file in reversed(earlier):
        try:
            return read_heads(file), tuple(unreadable)
        except Refusal:
            # A broken file must not be the reason why there is no new one; it is told.
            unreadable.append(file)
    return {}, tuple(unreadable)


def _copy_database(
    url: str, copy: Path, known: Mapping[str, Head]
) -> tuple[str, dict[str, Head], tuple[str, Break] | None]:
    store = Store(url)
    try:
        if store.revision() is None:
            raise StoreFault("database.missing", store.engine.url.render_as_string())
        if store.dialect == "postgresql":
            with store.read() as connection:
                found = heads_of(connection, known)
                dump.dump(connection, url, copy)
            return store.dialect, *found
        store.copy_to(copy)
    finally:
        store.close()
    copied = Store(f"sqlite:///{copy}")
    try:
        with copied.read() as connection:
            return copied.dialect, *heads_of(connection, known)
    finally:
        copied.close()


def _copy_reserve(folder: Path, copy: Path) -> dict[str, Path]:
    """The host's own database, where it has one, by where it goes in the backup."""
    file = folder / RESERVE
    if not file.exists():
        return {}
    store = sqlite(file)
    try:
        store.copy_to(copy)
    finally:
        store.close()
    return {f"{FILES}{RESERVE}": copy}


def _files(folder: Path, settings: Settings) -> dict[str, Path]:
    """The settings and what they name, by where it goes in the backup; no paper of a printer."""
    here = folder.resolve()
    papers = [Path(each.path) for each in settings.printers if each.path is not None]
    return {
        f"{FILES}{path.relative_to(here).as_posix()}": path
        for path in sorted(here.rglob("*"))
        if path.is_file()
        and path.suffix not in _NOT_COPIED
        and not any(part.startswith(".") for part in path.relative_to(here).parts)
        and not any(path.is_relative_to(each) for each in papers)
    }


def _pack(packed: Path, about: dict[str, Any], files: Mapping[str, Path]) -> None:
    with packed.open("wb") as stream:
        os.fchmod(stream.fileno(), 0o600)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            sums = {name: _add(archive, name, path) for name, path in files.items()}
            text = json.dumps(about | {"files": sums}, ensure_ascii=False, indent=2)
            archive.writestr(MANIFEST, f"{text}\n")
        stream.flush()
        os.fsync(stream.fileno())


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    """The SHA-256 of what has really been written, whatever happens to the file meanwhile."""
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as written:
        while block := source.read(BLOCK):
            digest.update(block)
            written.write(block)
    return digest.hexdigest()


def _remove(found: list[Path], keep: int) -> tuple[Path, ...]:
    old = tuple(found[:-keep])
    for file in old:
        file.unlink()
        file.with_suffix(".zip.sha256").unlink(missing_ok=True)
    return old


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    """A new name in a folder is safe from a power cut once the folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
