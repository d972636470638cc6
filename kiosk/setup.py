"""Setting up a hall: its folder, its settings, its database, the sample catalogue and counters."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, insert, select, update

from data import models
from data.seal import Seal
from data.store import Store
from kiosk import accounts, audit, catalogue, config, shelf
from kiosk.bell import Bell
from kiosk.clock import Clock, system_clock
from kiosk.ground import Ground
from kiosk.hall import KEY_FILE
from kiosk.queue.tickets import CounterKind
from kiosk.refusal import Refusal
from kiosk.staff import Role
from kiosk.words import words

ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Made:
    """A new hall, and the password of its administrator: it is shown once and kept nowhere."""

    folder: Path
    account: str
    password: str


class _Desk(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    name_en: str
    kind: CounterKind
    area: str
    area_en: str
    skill: str


class _Sample(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    note: str
    skills: dict[str, dict[str, list[str]]]
    counters: tuple[_Desk, ...]


def init(
    folder: Path,
    clock: Clock = system_clock,
    password: str | None = None,
    *,
    database: str = "",
) -> Made:
    """Make the sample hall in `folder`, where a hall does not stand already.

    `password` is the administrator's; without one a random one is made. `database` is the URL of
    a server; without one it is a file in the folder. Refuses with "hall.exists",
    "folder.unwritable" or "password.short" and raises `StoreFault`; nothing half-made is taken
    for a hall, because the settings come last.
    """
    if (folder / config.FILE).exists():
        raise Refusal("hall.exists", folder=folder)
    chosen = password or accounts.new_password()
    accounts.check_password(chosen)
    text = _settings_text(database)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder):
            pass
        seal = Seal.create(folder / KEY_FILE)
    except OSError as error:
        raise Refusal("folder.unwritable", folder=folder, reason=error.strerror) from error
    settings = config.parse(text, folder)
    store = Store.create(settings.database_url(folder))
    try:
        ground = Ground(folder, settings, store, seal, clock, Bell(store))
        _fill(ground)
        _add_admin(ground, chosen)
    finally:
        store.close()
    # A name that appears all at once: a power cut leaves no half of it.
    beside = folder / f"{config.FILE}.new"
    beside.write_text(text, encoding="utf-8")
    beside.rename(folder / config.FILE)
    return Made(folder, ADMIN, chosen)


def _add_admin(ground: Ground, password: str) -> None:
    if any(each.name == ADMIN for each in accounts.names(ground)):
        accounts.set_password(ground, ADMIN, password, None)
    else:
        title = words().say("cli.administrator", "zh")
        accounts.add(ground, ADMIN, title, Role.ADMIN, password, None)


def _settings_text(database: str) -> str:
    text = (files("data") / "seeds" / "hall.toml").read_text(encoding="utf-8")
    # A JSON string is a TOML string.
    return (
        text.replace("\n\n[serve]", f"\ndatabase = {json.dumps(database)}\n\n[serve]", 1)
        if database
        else text
    )


def _fill(ground: Ground) -> None:
    """The hall's row, the sample catalogue and the sample counters, all or nothing."""
    halls = models.Hall.__table__
    at = ground.clock()
    day = at.astimezone(ground.zone).date()
    with as_file(files("data") / "seeds" / "catalogue.json") as file:
        sample_catalogue = catalogue.read(file)
    sample = _Sample.model_validate(
        json.loads((files("data") / "seeds" / "hall.json").read_text(encoding="utf-8"))
    )
    with ground.store.write() as connection:
        code = ground.settings.code
        before = connection.scalar(select(halls.c.id).where(halls.c.code == code))
        if before is not None:
            _go_on(connection, before, ground.folder)
            return
        hall = connection.execute(
            insert(halls).values(code=code, day=day, revision=1).returning(halls.c.id)
        ).scalar_one()
        key, version = shelf.add(connection, hall, sample_catalogue, at)
        connection.execute(update(halls).where(halls.c.id == hall).values(catalogue_id=key))
        for position, desk in enumerate(sample.counters):
            _add_counter(connection, hall, position, desk, sample.skills[desk.skill])
        made = {"catalogue": version}
        audit.append(connection, hall, audit.START, "hall.made", at=at, day=day, data=made)


def _go_on(connection: Connection, hall: int, folder: Path) -> None:
    """A hall that was being made when the power went is taken as it is; a used one is refused."""
    tickets = models.Ticket.__table__
    used = select(tickets.c.id).where(tickets.c.hall_id == hall).limit(1)
    if connection.scalar(used) is not None:
        raise Refusal("hall.exists", folder=folder)


def _add_counter(
    connection: Connection, hall: int, position: int, desk: _Desk, skill: dict[str, list[str]]
) -> None:
    key = connection.execute(
        insert(models.Counter)
        .values(
            hall_id=hall,
            position=position,
            open=True,
            **desk.model_dump(mode="json", exclude={"skill"}),
        )
        .returning(models.Counter.id)
    ).scalar_one()
    pairs = [
        {"counter_id": key, "department": department, "service": service}
        for department, services in skill.items()
        for service in services
    ]
    if pairs:
        connection.execute(insert(models.CounterService), pairs)
