"""What has been read of a hall's past days, kept while it is open: a day that is over stays so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import func, select

from kiosk.ground import Work
from kiosk.queue import rows

if TYPE_CHECKING:
    from kiosk.estimate.forward import Floats
    from kiosk.hall import Hall
    from kiosk.whatif.past import Past

MOST = 150
"""So many days are kept of each kind; the forecast looks back over fewer."""

_T = TypeVar("_T")
_tickets = rows.tickets.c


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a day is known again: how many numbers it has, the key of the last of them, and which
    counters do what now. A host that was cut off may bring numbers of yesterday."""

    numbers: int
    last: int
    counters: Hashable


@dataclass(slots=True)
class Kept(Generic[_T]):
    """One thing for each day."""

    _known: dict[date, tuple[Mark, _T]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def days(
        self,
        work: Work,
        marks: Mapping[date, Mark],
        read: Callable[[list[date]], Mapping[date, _T]],
    ) -> dict[date, _T]:
        """Of each day of `marks`, in their order; what is not known is `read`, today always."""
        with self._lock:
            missing = [
                day
                for day, mark in marks.items()
                if day >= work.day or self._known.get(day, (None,))[0] != mark
            ]
            new = read(missing) if missing else {}
            for day in missing:
                if day < work.day:
                    self._known.pop(day, None)
                    self._known[day] = (marks[day], new[day])
            found = {day: new[day] if day in new else self._known[day][1] for day in marks}
            for day in [*self._known][:-MOST]:
                del self._known[day]
        return found


@dataclass(slots=True)
class Memory:
    """What is kept of one hall: its days as they were, and who came on each (2, 96)."""

    past: Kept[Past] = field(default_factory=Kept)
    counts: Kept[Floats] = field(default_factory=Kept)


_of: WeakKeyDictionary[Hall, Memory] = WeakKeyDictionary()


def of(hall: Hall) -> Memory:
    """The memory of a hall, which ends with it."""
    return _of.setdefault(hall, Memory())


def marks(work: Work, first: date, last: date) -> dict[date, Mark]:
    """The days from `first` to `last` on which numbers were given out, in order."""
    query = (
        select(_tickets.day, func.count(), func.max(_tickets.id))
        .where(_tickets.hall_id == work.hall, _tickets.day.between(first, last))
        .group_by(_tickets.day)
        .order_by(_tickets.day)
    )
    floor = work.floor
    counters = tuple(
        (each.id, each.code, each.kind, floor.serves[each.code]) for each in floor.counters.values()
    )
    return {
        day: Mark(count, newest, counters) for day, count, newest in work.connection.execute(query)
    }
