"""Blocks of numbers that hosts hold: reserved beforehand, used one by one, accounted for.

A block belongs to one host, one window group and one day. Its host alone gives out its numbers,
from the first on; `given` says how many. What is left of it at the end of the day was never given.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import bindparam, insert, select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.opening import next_day
from kiosk.refusal import Refusal

RETIRED = "-"
"""What stands for the host of a block of which nobody gives out numbers any more."""

table = models.NumberBlock.__table__
_series = models.NumberSeries.__table__
_OF_DAY = (
    select(table)
    .where(table.c.hall_id == bindparam("hall"), table.c.day == bindparam("on"))
    .order_by(table.c.group_prefix, table.c.first)
)
_ROOM = (
    select(table.c.id)
    .where(table.c.hall_id == bindparam("hall"), table.c.day == bindparam("on"))
    .where(table.c.group_prefix == bindparam("group"), table.c.host == bindparam("of"))
    .where(table.c.first + table.c.given <= table.c.last)
    .order_by(table.c.first)
    .limit(1)
    .scalar_subquery()
)
_TAKE = (
    update(table)
    .where(table.c.id == _ROOM)
    .values(given=table.c.given + 1)
    .returning(table.c.first + table.c.given - 1)
)


@dataclass(frozen=True, slots=True)
class Block:
    """The numbers `first` to `last` of a group on a day, held by `host`; `given` are on tickets."""

    day: date
    group: str
    host: str
    first: int
    last: int
    given: int

    @property
    def size(self) -> int:
        """How many numbers it had in the beginning."""
        return self.last - self.first + 1

    @property
    def left(self) -> int:
        """How many its host can still give out."""
        return self.size - self.given


@dataclass(frozen=True, slots=True)
class Held:
    """All blocks of one group on one day."""

    blocks: tuple[Block, ...]

    @property
    def given(self) -> int:
        """How many of their numbers are on tickets."""
        return sum(each.given for each in self.blocks)

    @property
    def left(self) -> int:
        """How many of their numbers are on none."""
        return sum(each.left for each in self.blocks)

    def passed(self, last: int) -> int:
        """How many of their numbers a series has left out that has come to `last`."""
        return sum(each.size for each in self.blocks if each.first <= last)


def host_name(kiosk: str) -> str:
    """What the host of this folder is called among all: its name on the network and `kiosk`, as
    `kiosk.printing.jobs.kiosk_of` gives it."""
    return f"{platform.node()[:40]}/{kiosk}"


def every(work: Work, day: date) -> list[Block]:
    """The blocks of a day, by group and number."""
    found = work.connection.execute(_OF_DAY, {"hall": work.hall, "on": day})
    return [
        Block(row.day, row.group_prefix, row.host, row.first, row.last, row.given) for row in found
    ]


def held(work: Work, day: date) -> dict[str, Held]:
    """The blocks of each group that has any on `day`."""
    found: dict[str, list[Block]] = {}
    for each in every(work, day):
        found.setdefault(each.group, []).append(each)
    return {group: Held(tuple(blocks)) for group, blocks in found.items()}


def take(work: Work, group: str) -> int:
    """The next number that this host holds; refuses with "reserve.used_up"."""
    values = {"hall": work.hall, "on": work.day, "group": group, "of": work.reserve}
    number = work.connection.execute(_TAKE, values).scalar()
    if number is None:
        raise Refusal("reserve.used_up", group=group)
    return int(number)


def used(work: Work, day: date, group: str, number: int) -> None:
    """A number of a block is on a ticket; those before it are too."""
    count = number - table.c.first + 1
    work.connection.execute(
        update(table)
        .where(table.c.hall_id == work.hall, table.c.day == day, table.c.group_prefix == group)
        .where(table.c.first <= number, table.c.last >= number, table.c.given < count)
        .values(given=count)
    )


def left(work: Work, group: str) -> int:
    """How many numbers of a group this host can still give out without the hall's database."""
    mine = (each for each in every(work, work.day) if each.host == work.reserve)
    return sum(each.left for each in mine if each.group == group)


def reserve(ground: Ground, host: str) -> None:
    """See that `host` holds numbers of all groups, today and on the next day that is open: a host
    that starts in the morning without the database has them from the evening before.

    A group of which less than half of them are left gets another block.
    """
    with ground.read() as work:
        if not any(_wanting(ground, work, host, day) for day in _days(ground, work)):
            return
    with ground.write() as work:
        for day in _days(ground, work):
            _reserve(ground, work, host, day)


def _days(ground: Ground, work: Work) -> Sequence[date]:
    hours = ground.settings.hours
    later = next_day(hours, work.at.astimezone(ground.zone))
    if hours is None:
        later = work.day + timedelta(days=1)
    return (work.day,) if later is None or later <= work.day else (work.day, later)


def _wanting(ground: Ground, work: Work, host: str, day: date) -> list[str]:
    """The groups of which `host` holds too little."""
    mine = dict.fromkeys((each.prefix for each in work.floor.catalogue.window_groups), 0)
    for each in every(work, day):
        if each.host == host and each.group in mine:
            mine[each.group] += each.left
    wanted = ground.settings.reserve.numbers
    return [group for group, count in mine.items() if 2 * count < wanted]


def _reserve(ground: Ground, work: Work, host: str, day: date) -> None:
    groups = _wanting(ground, work, host, day)
    of_day = (_series.c.hall_id == work.hall) & (_series.c.day == day)
    given = work.connection.execute(select(_series.c.group_prefix, _series.c.last).where(of_day))
    ends: dict[str, int] = {row.group_prefix: row.last for row in given}
    for each in every(work, day):
        ends[each.group] = max(ends.get(each.group, 0), each.last)
    told: dict[str, list[int]] = {}
    for group in groups:
        first = max(ground.settings.reserve.first, ends.get(group, 0) + 1)
        last = first + ground.settings.reserve.numbers - 1
        work.connection.execute(
            insert(table).values(
                hall_id=work.hall,
                day=day,
                group_prefix=group,
                host=host,
                first=first,
                last=last,
                given=0,
                reserved_at=work.at,
            )
        )
        told[group] = [first, last]
    if told:
        data = {"host": host, "day": day.isoformat(), "blocks": told}
        work.event("numbers.reserved", data=data)


def retire(work: Work) -> None:
    """No number of a block that is held now is given out any more, by whatever host.

    After a restore nobody knows how many of them went out since the backup; each host gets another
    block behind them all. Those that are on tickets already, or come to be, count as before.
    """
    held = (table.c.hall_id == work.hall) & (table.c.day >= work.day)
    query = update(table).where(held, table.c.host != RETIRED).values(host=RETIRED)
    if count := work.connection.execute(query).rowcount:
        work.event("numbers.retired", data={"blocks": count})
