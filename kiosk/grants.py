"""Who may do what in a PostgreSQL that keeps halls: three roles, by the server's own privileges.

The owner makes the tables and brings them up to date; the program adds to what is append-only and
can change none of it; the inspector only reads. Triggers refuse the same, but whoever owns a table
may switch its triggers off (ALTER TABLE, "Notes" of PostgreSQL's manual), and these two own none.
"""

from __future__ import annotations

import re
from dataclasses import astuple, dataclass

from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from data.models import Base
from data.store import Store
from kiosk.refusal import Refusal

KEPT = frozenset(
    {
        "bundles",
        "catalogues",
        "departments",
        "events",
        "materials",
        "services",
        "themes",
        "window_groups",
    }
)
"""What is append-only: the chain of events, and every catalogue that was once in force."""

_CLEARED = frozenset({"counter_services", "counters", "identities", "sessions"})
"""Where the program removes rows: what it must forget, who has signed out, and the counters of a
hall that was half made when the power went."""

_SECRET = frozenset(
    {
        "call_nonce",
        "code_hash",
        "nonce",
        "password_hash",
        "person",
        "sealed",
        "token_hash",
    }
)
"""Columns that tell nothing about the work of a hall, but help to sign in or to find a person."""

_VERSION = "alembic_version"
_NAME = re.compile("[a-z_][a-z0-9_]{0,62}")
_UNDEFINED_OBJECT = "42704"
_CAN_CHANGE = text(
    "SELECT name FROM unnest(CAST(:kept AS text[])) AS name "
    "WHERE has_table_privilege(name, 'UPDATE, DELETE, TRUNCATE') ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """The names of the three roles; letters, digits and underscores, as needs no quotes.

    Refuses with "grants.role_name" and, if two are the same, "grants.same_role".
    """

    owner: str = "yichuang_owner"
    program: str = "yichuang_program"
    inspector: str = "yichuang_inspector"

    def __post_init__(self) -> None:
        names = astuple(self)
        for name in names:
            if not _NAME.fullmatch(name):
                raise Refusal("grants.role_name", name=name)
        if len(set(names)) < len(names):
            raise Refusal("grants.same_role")


def statements(roles: Roles) -> list[str]:
    """The SQL that gives each role its rights and no others, however they were before.

    It is for the role that owns the database, or for a superuser, who also makes the owner of what
    others have made. The roles and all tables must be there.
    """
    owner, others = roles.owner, f"{roles.program}, {roles.inspector}"
    database = "quote_ident(current_database())"
    said = [
        f"DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || {database} || ' OWNER TO {owner}'; END $$",
        f"DO $$ BEGIN EXECUTE 'REVOKE ALL ON DATABASE ' || {database} || ' FROM PUBLIC'; END $$",
        f"DO $$ BEGIN EXECUTE 'GRANT CONNECT ON DATABASE ' || {database} || ' TO {others}'; END $$",
        f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {others}",
        f"GRANT ALL ON SCHEMA public TO {owner}",
        f"GRANT USAGE ON SCHEMA public TO {others}",
        f"ALTER FUNCTION refuse_change() OWNER TO {owner}",
    ]
    for name in sorted([*Base.metadata.tables, _VERSION]):
        said += [
            f"ALTER TABLE {name} OWNER TO {owner}",
            f"REVOKE ALL ON TABLE {name} FROM PUBLIC, {others}",
            f"GRANT {_verbs(name)} ON TABLE {name} TO {roles.program}",
            f"GRANT {_readable(name)} ON TABLE {name} TO {roles.inspector}",
        ]
    return [
        *said,
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {others}",
        # To read them is for `kiosk backup`.
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {roles.program}",
    ]


def apply(url: str, roles: Roles) -> None:
    """Make or upgrade the tables at `url`, and give the roles their rights in them.

    Refuses with "grants.not_postgres" and "grants.role_missing"; raises `StoreFault`
    ("database.forbidden" for a role that does not own the database).
    """
    if not url.startswith("postgresql"):
        raise Refusal("grants.not_postgres")
    store = Store.create(url)
    try:
        with store.write() as connection:
            for statement in statements(roles):
                connection.exec_driver_sql(statement)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) != _UNDEFINED_OBJECT:
            raise
        raise Refusal("grants.role_missing", reason=str(error.orig).strip()) from error
    finally:
        store.close()


def changeable(connection: Connection) -> list[str]:
    """The append-only tables of a PostgreSQL that the present role could nevertheless change."""
    return list(connection.scalars(_CAN_CHANGE, {"kept": sorted(KEPT)}))


def _verbs(table: str) -> str:
    if table == _VERSION:
        return "SELECT"
    if table in KEPT:
        return "SELECT, INSERT"
    return "SELECT, INSERT, UPDATE, DELETE" if table in _CLEARED else "SELECT, INSERT, UPDATE"


def _readable(name: str) -> str:
    table = Base.metadata.tables.get(name)
    columns = [] if table is None else [column.name for column in table.c]
    shown = [each for each in columns if each not in _SECRET]
    # One right for the whole table, where nothing is secret: it holds for later columns too.
    return "SELECT" if shown == columns else f"SELECT ({', '.join(shown)})"
