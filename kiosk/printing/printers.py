"""How the printers of a hall are, as their owners have seen them last."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from data import models
from kiosk.ground import Ground, Work
from kiosk.printing import jobs
from printers.status import PRINTS, State, Status

ALIVE_SECONDS = 20
"""The owner of a printer shows this often that it is alive; three times as long is silence."""

_log = logging.getLogger(__name__)
_printers = models.Printer.__table__


@dataclass(frozen=True, slots=True)
class PrinterState:
    """A printer of the hall. `since` (UTC): it has been in this state, None: nobody has looked.

    `name` is the one in the settings, `kiosk` and `key` tell it from the printers of other kiosks,
    `here`: it belongs to this one. `waiting`: papers that stand on their way to it.
    """

    key: str
    name: str
    here: bool
    state: State
    detail: str
    since: datetime | None
    seen_at: datetime | None
    waiting: int

    @property
    def prints(self) -> bool:
        """A paper that is sent now is expected to come out."""
        return self.state in PRINTS


def states(ground: Ground) -> tuple[PrinterState, ...]:
    """All printers of the hall: those of this kiosk in the order of its settings, then the others'.

    One whose owner has not been seen for a minute gives no answer, whatever it said last.
    """
    with ground.read() as work:
        return _states(ground, work)


def _states(ground: Ground, work: Work) -> tuple[PrinterState, ...]:
    query = select(_printers).where(_printers.c.hall_id == work.hall).order_by(_printers.c.name)
    rows = {row.name: row for row in work.connection.execute(query)}
    waiting = jobs.counts(work)
    own = [jobs.name_of(ground, each) for each in ground.settings.printers]
    silent = timedelta(seconds=3 * ALIVE_SECONDS)
    found = []
    for key in dict.fromkeys((*own, *rows)):
        row = rows.get(key)
        fresh = row is not None and abs(work.at - row.seen_at) < silent
        if row is not None and key not in own and not fresh:
            continue  # a kiosk that was taken away, or a printer that was renamed
        found.append(
            PrinterState(
                key=key,
                name=key.partition("/")[2],
                here=key in own,
                state=State(row.state) if row is not None and fresh else State.NO_ANSWER,
                detail=row.detail if row is not None and fresh else "",
                since=row.since if row is not None else None,
                seen_at=row.seen_at if row is not None else None,
                waiting=waiting.get(key, 0),
            )
        )
    return tuple(found)


def next_one(ground: Ground) -> PrinterState | None:
    """The printer that the next paper of this kiosk comes out of; None where it has no printer.

    Where the first one does not print and its standby does, it is the standby.
    """
    own = {each.name: each for each in states(ground) if each.here}
    if not ground.settings.printers:
        return None
    first = ground.settings.printers[0]
    standby = own.get(first.standby or "")
    if not own[first.name].prints and standby is not None and standby.prints:
        return standby
    return own[first.name]


def is_news(work: Work, key: str, status: Status) -> bool:
    """Whether it has changed, or should be said again as a sign of life."""
    before = _kept(work, key)
    if before is None or before.state != status.state.value:
        return True
    return bool(abs(work.at - before.seen_at) >= timedelta(seconds=ALIVE_SECONDS))


def note(work: Work, key: str, status: Status) -> None:
    """Keep how a printer is; a change is logged once."""
    this = (_printers.c.hall_id == work.hall) & (_printers.c.name == key)
    before = _kept(work, key)
    detail = status.detail[:400]
    values = {"state": status.state.value, "detail": detail, "seen_at": work.at}
    if before is None:
        row = {"hall_id": work.hall, "name": key, "since": work.at, **values}
        work.connection.execute(insert(_printers).values(row))
    else:
        if before.state != status.state.value:
            values["since"] = work.at
        work.connection.execute(update(_printers).where(this).values(values))
    was = State(before.state) if before is not None else State.ONLINE
    if (was in PRINTS) != status.prints:
        if status.prints:
            _log.info("printer %s is well again: %s", key, status.state.value)
        else:
            _log.warning("printer %s is down: %s %s", key, status.state.value, detail)
    elif status.state is State.NEAR_END is not was:
        _log.warning("printer %s will soon want a new roll", key)


def _kept(work: Work, key: str) -> Row[Any] | None:
    query = select(_printers).where(_printers.c.hall_id == work.hall, _printers.c.name == key)
    return work.connection.execute(query).first()
