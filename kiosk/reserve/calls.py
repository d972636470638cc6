"""Calls for help that are made while the hall's database is away: kept here, and told later.

Nobody of the staff can see such a call until the database is back; the touch screen says so. After
some minutes whoever called has walked to the desk, and nobody is sent after them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, update

from data import models
from kiosk.ground import Ground
from kiosk.people import assistance
from kiosk.people.assistance import HelpCall
from kiosk.reserve.grounds import Local
from kiosk.reserve.papers import OWN
from kiosk.staff import Actor

FRESH = timedelta(minutes=5)
"""An older call is not told any more; the hall's chain keeps that there was one."""

_calls = models.HelpCall.__table__


def keep(local: Local, place: str, actor: Actor | None = None) -> HelpCall:
    """Keep a call from `place`; whoever asks there later is another person, and calls anew.

    Refuses with "place.invalid".
    """
    with local.store.write() as connection:
        earlier = (_calls.c.place == place) & models.UNANSWERED
        connection.execute(update(_calls).where(earlier).values(answered_at=local.clock()))
    return _outer(assistance.call(local, place, actor))


def look(main: Ground, local: Local, key: int) -> HelpCall:
    """How a call stands that was kept here: still here, or as the hall has it since.

    Refuses with "help.unknown" what came back too late to be told; raises `StoreFault`.
    """
    mine = assistance.get(local, key - OWN)
    return _outer(mine) if mine.open else assistance.since(main, mine.place, mine.opened_at)


def deliver(main: Ground, local: Local) -> None:
    """Tell the hall of the calls that were kept; raises `StoreFault` where it cannot be reached.

    One that is told already, whenever the power went in between, is not told again.
    """
    with local.store.read() as connection:
        kept = connection.execute(select(_calls).where(models.UNANSWERED).order_by(_calls.c.id))
        waiting = kept.all()
    for each in waiting:
        told = {"place": each.place, "opened_at": each.opened_at.isoformat(), "host": local.host}
        with main.write() as work:
            if work.at - each.opened_at > FRESH:
                work.event("help.unseen", data=told)
            elif assistance.newest(work, each.place, each.opened_at) is None:
                assistance.put(work, each.place, each.opened_at, None, told)
        with local.store.write() as connection:
            done = update(_calls).where(_calls.c.id == each.id)
            connection.execute(done.values(answered_at=local.clock()))


def _outer(call: HelpCall) -> HelpCall:
    return replace(call, id=call.id + OWN, seen=False)
