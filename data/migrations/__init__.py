"""The steps from every earlier database to the present one, by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from data.faults import StoreFault


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, bound to an open connection where there is one."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to `revision`; raises `StoreFault` if it is newer than the program."""
    try:
        command.upgrade(config(connection), revision)
    except CommandError as error:
        raise StoreFault("database.newer", str(error)) from error


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    script = ScriptDirectory.from_config(config())
    return [step.revision for step in script.walk_revisions()][::-1]
