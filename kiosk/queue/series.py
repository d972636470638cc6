"""The numbers of a window group on a day: 001 and up, one after the other (R7).

What hosts hold in reserve is left out: a series that comes to a block goes on behind the last.
"""

from __future__ import annotations

from sqlalchemy import bindparam, func, insert, select, update

from data import models
from kiosk.ground import Work
from kiosk.reserve import blocks

_series = models.NumberSeries.__table__
_blocks = models.NumberBlock.__table__
_met = _blocks.alias("met")
_THIS = (
    (_series.c.hall_id == bindparam("hall"))
    & (_series.c.day == bindparam("on"))
    & (_series.c.group_prefix == bindparam("group"))
)
_LAST = select(_series.c.last).where(_THIS)
_MEETS_ONE = (
    select(_met.c.id)
    .where(_met.c.hall_id == _series.c.hall_id, _met.c.day == _series.c.day)
    .where(_met.c.group_prefix == _series.c.group_prefix)
    .where(_met.c.first <= _series.c.last + 1, _met.c.last > _series.c.last)
    .correlate(_series)
    .exists()
)
_BEHIND = (
    select(func.max(_blocks.c.last))
    .where(_blocks.c.hall_id == _series.c.hall_id, _blocks.c.day == _series.c.day)
    .where(_blocks.c.group_prefix == _series.c.group_prefix, _MEETS_ONE)
    .correlate(_series)
    .scalar_subquery()
)
_NEXT = (
    update(_series)
    .where(_THIS)
    .values(last=func.coalesce(_BEHIND, _series.c.last) + 1)
    .returning(_series.c.last)
)
_FIRST = insert(_series)


def next_number(work: Work, group: str) -> int:
    """One more than the last number of the group today; the hall's lock keeps others out.

    While the hall's database is away it is the next of those that this host holds, and refused
    with "reserve.used_up" behind the last of them.
    """
    if work.reserve:
        return blocks.take(work, group)
    series = {"hall": work.hall, "on": work.day, "group": group}
    number = work.connection.execute(_NEXT, series).scalar()
    if number is None:
        number = 1
        first = {"hall_id": work.hall, "day": work.day, "group_prefix": group, "last": number}
        work.connection.execute(_FIRST, first)
    return int(number)


def given(work: Work, group: str) -> int:
    """How many numbers of the group are given out today, those of the reserves among them."""
    last = work.connection.scalar(_LAST, {"hall": work.hall, "on": work.day, "group": group}) or 0
    held = blocks.held(work, work.day).get(group)
    return last if held is None else held.given + last - held.passed(last)
