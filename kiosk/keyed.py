"""A row of the hall by the key that somebody has typed or a program has sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, Select, Table, select

from data import models
from kiosk.ground import Work

_accounts = models.Account.__table__
_MOST = 2**63
"""What the column of a key can hold; a database refuses to be asked for more."""


def is_key(number: int) -> bool:
    """Whether a row may have this key at all."""
    return 0 < number < _MOST


def signed(work: Work, table: Table) -> Select[Any]:
    """The rows of the hall in `table`, each with the `display_name` of its `account_id`."""
    return (
        select(table, _accounts.c.display_name)
        .outerjoin_from(table, _accounts, table.c.account_id == _accounts.c.id)
        .where(table.c.hall_id == work.hall)
    )


def signed_row(work: Work, table: Table, key: int) -> Row[Any] | None:
    """The one with this key, if there is any."""
    if not is_key(key):
        return None
    return work.connection.execute(signed(work, table).where(table.c.id == key)).first()
