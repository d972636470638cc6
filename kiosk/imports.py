"""Importing a service catalogue: a new version comes into force, or nothing changes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import update

from data import models
from kiosk import catalogue_file, shelf
from kiosk.ground import Ground
from kiosk.staff import Actor, Role


def import_catalogue(ground: Ground, file: Path, actor: Actor) -> int:
    """Put the catalogue in `file` in force; returns its version number.

    Refuses with "file.unreadable", "catalogue.faulty" (with every fault) or
    "account.not_allowed"; tickets keep the version that they were issued under.
    """
    actor.must_be(Role.ADMIN, Role.SUPERVISOR)
    read = catalogue_file.read(file)
    with ground.write() as work:
        key, version = shelf.add(work.connection, work.hall, read, work.at)
        halls = models.Hall.__table__
        work.connection.execute(
            update(halls).where(halls.c.id == work.hall).values(catalogue_id=key)
        )
        work.revise()
        work.event(
            "catalogue.imported",
            actor=actor,
            data={"version": version, "services": len(read.services)},
        )
        return version
