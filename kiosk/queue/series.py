"""The numbers of a window group on a day: 001 and up, one after the other (R7)."""

from __future__ import annotations

from sqlalchemy import bindparam, insert, select, update

from data import models
from kiosk.ground import Work

_series = models.NumberSeries.__table__
_THIS = (
    (_series.c.hall_id == bindparam("hall"))
    & (_series.c.day == bindparam("on"))
    & (_series.c.group_prefix == bindparam("group"))
)
_LAST = select(_series.c.last).where(_THIS)
_NEXT = update(_series).where(_THIS).values(last=_series.c.last + 1).returning(_series.c.last)
_FIRST = insert(_series)


def next_number(work: Work, group: str) -> int:
    """One more than the last number of the group today; the hall's lock keeps others out."""
    series = {"hall": work.hall, "on": work.day, "group": group}
    number = work.connection.execute(_NEXT, series).scalar()
    if number is None:
        number = 1
        first = {"hall_id": work.hall, "day": work.day, "group_prefix": group, "last": number}
        work.connection.execute(_FIRST, first)
    return int(number)


def given(work: Work, group: str) -> int:
    """The last number of the group today; 0 before the first."""
    return work.connection.scalar(_LAST, {"hall": work.hall, "on": work.day, "group": group}) or 0
