"""Setting up a hall: its folder, its settings, its database, the sample catalogue, counters."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update

from data import models
from data.seal import Seal
from data.store import Store
from kiosk import accounts, audit, catalogue_file, config, layout, settings_text, shelf
from kiosk.bell import Bell
from kiosk.clock import Clock, system_clock
from kiosk.ground import Ground
from kiosk.hall import KEY_FILE
from kiosk.layout import Desk, Layout
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


@dataclass(frozen=True, slots=True)
class Plan:
    """What a new hall is to be: the text of its settings, its counters, its administrator."""

    text: str
    layout: Layout
    account: str = ADMIN


def init(
    folder: Path,
    clock: Clock = system_clock,
    password: str | None = None,
    *,
    database: str = "",
    plan: Plan | None = None,
) -> Made:
    """Make the hall of `plan`, or the sample, in `folder`, where no hall stands already.

    `password` is the administrator's; without one a random one is made. `database` is the URL of
    a server; without one it is a file in the folder. Refuses with "hall.exists",
    "folder.unwritable" or "password.short" and raises `StoreFault`; nothing half-made is taken
    for a hall, because the settings come last.
    """
    plan = plan or Plan(settings_text.sample(), layout.sample())
    if (folder / config.FILE).exists():
        raise Refusal("hall.exists", folder=folder)
    chosen = password or accounts.new_password()
    accounts.check_password(chosen)
    text = plan.text
    if database:
        text = settings_text.with_values(text, {("database",): database})
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
        _fill(ground, plan.layout)
        _add_admin(ground, plan.account, chosen)
    finally:
        store.close()
    # A name that appears all at once: a power cut leaves no half of it.
    beside = folder / f"{config.FILE}.new"
    beside.write_text(text, encoding="utf-8")
    beside.rename(folder / config.FILE)
    return Made(folder, plan.account, chosen)


def _add_admin(ground: Ground, name: str, password: str) -> None:
    if any(each.name == name for each in accounts.names(ground)):
        accounts.set_password(ground, name, password, None)
    else:
        title = words().say("cli.administrator", "zh") if name == ADMIN else name
        accounts.add(ground, name, title, Role.ADMIN, password, None)


def _fill(ground: Ground, planned: Layout) -> None:
    """The hall's row, the sample catalogue and the counters, all or nothing."""
    halls = models.Hall.__table__
    at = ground.clock()
    day = at.astimezone(ground.zone).date()
    with as_file(files("data") / "seeds" / "catalogue.json") as file:
        sample_catalogue = catalogue_file.read(file)
    with ground.store.write() as connection:
        code = ground.settings.code
        before = connection.scalar(select(halls.c.id).where(halls.c.code == code))
        if before is not None:
            _start_over(connection, before, ground.folder)
            _add_counters(connection, before, planned)
            return
        hall = connection.execute(
            insert(halls).values(code=code, day=day, revision=1).returning(halls.c.id)
        ).scalar_one()
        key, version = shelf.add(connection, hall, sample_catalogue, at)
        connection.execute(update(halls).where(halls.c.id == hall).values(catalogue_id=key))
        _add_counters(connection, hall, planned)
        made = {"catalogue": version}
        audit.append(connection, hall, audit.START, "hall.made", at=at, day=day, data=made)


def _start_over(connection: Connection, hall: int, folder: Path) -> None:
    """A hall that was being made when the power went loses its counters; a used one is refused."""
    tickets, counters = models.Ticket.__table__, models.Counter.__table__
    serves = models.CounterService.__table__
    used = select(tickets.c.id).where(tickets.c.hall_id == hall).limit(1)
    if connection.scalar(used) is not None:
        raise Refusal("hall.exists", folder=folder)
    own = select(counters.c.id).where(counters.c.hall_id == hall)
    connection.execute(delete(serves).where(serves.c.counter_id.in_(own)))
    connection.execute(delete(counters).where(counters.c.hall_id == hall))


def _add_counters(connection: Connection, hall: int, planned: Layout) -> None:
    for position, desk in enumerate(planned.counters):
        _add_counter(connection, hall, position, desk, planned.skills[desk.skill])


def _add_counter(
    connection: Connection, hall: int, position: int, desk: Desk, skill: dict[str, list[str]]
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
