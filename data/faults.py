"""What can go wrong below the rules: the disk, the server, a database of another age."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError


UNREACHABLE = "database.unreachable"
UNSURE = "database.unsure"
"""The code of the one fault after which something may have been written: the connection was lost
while a transaction was being kept."""


class StoreFault(Exception):
    """The database could not do it, and nothing has been written, unless the code is `UNSURE`.

    `code` is stable.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


# SQLite's primary result codes, https://sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_BUSY: "database.busy",
    sqlite3.SQLITE_LOCKED: "database.busy",
    sqlite3.SQLITE_FULL: "database.full",
    sqlite3.SQLITE_READONLY: "database.readonly",
    sqlite3.SQLITE_CANTOPEN: "database.unreachable",
    sqlite3.SQLITE_IOERR: "database.broken",
    sqlite3.SQLITE_CORRUPT: "database.broken",
    sqlite3.SQLITE_NOTADB: "database.broken",
}
# PostgreSQL's error classes, https://www.postgresql.org/docs/current/errcodes-appendix.html
_POSTGRES = {"53": "database.full", "55": "database.busy", "40": "database.busy"}
_STATES = {
    "25006": "database.readonly",
    "25P03": UNREACHABLE,  # it was away so long that the server has ended its transaction
    "42501": "database.forbidden",
    "53300": "database.busy",  # no more connections
    "57014": "database.busy",  # a statement took too long
}


def fault_of(error: DBAPIError) -> StoreFault | None:
    """`error` as a fault of the world, or None if it is a bug of ours."""
    cause = error.orig
    detail = str(cause)
    if isinstance(cause, sqlite3.Error):
        extended = getattr(cause, "sqlite_errorcode", None)
        code = _SQLITE.get(extended & 0xFF) if extended is not None else None
        return StoreFault(code, detail) if code else None
    state = getattr(cause, "sqlstate", None)
    if state:
        code = _STATES.get(state) or _POSTGRES.get(state[:2])
        if code is None and state[:2] in {"08", "57"}:
            code = UNREACHABLE
        return StoreFault(code, detail) if code else None
    # Whoever only catches a fault need not load the whole of SQLAlchemy.
    from sqlalchemy.exc import InterfaceError, OperationalError

    if isinstance(error, OperationalError | InterfaceError):
        return StoreFault(UNREACHABLE, detail)
    return None
