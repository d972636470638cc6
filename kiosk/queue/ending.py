"""What closing the day would come to now: who still waits, with what each ends, what stands in the
way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from hashlib import sha256

from kiosk.ground import Ground
from kiosk.queue import figures, rows
from kiosk.queue.day import REASONS, open_until
from kiosk.queue.figures import Balance
from kiosk.queue.tickets import State, Ticket


@dataclass(frozen=True, slots=True)
class Ending:
    """The day as it would end.

    `now` is the balance, `then` that after the end. `ends`: the numbers that would end, by why.
    `served`: those that have to be finished with first. `open_until`: the hall has not closed yet,
    and a reason is needed. `closed`: the day has ended already.
    """

    day: date
    closed: bool
    open_until: time | None
    now: tuple[Balance, ...]
    then: tuple[Balance, ...]
    ends: dict[str, tuple[Ticket, ...]]
    served: tuple[Ticket, ...]

    @property
    def possible(self) -> bool:
        """Whether nothing stands in the way but perhaps a reason."""
        return not self.closed and not self.served and all(each.holds for each in self.then)

    @property
    def seen(self) -> str:
        """What changes when anything here does: who has seen one has not seen another."""
        kept = [(why, [each.id for each in some]) for why, some in self.ends.items()]
        told = (self.day, self.closed, kept, [each.issued for each in self.now])
        return sha256(repr(told).encode()).hexdigest()[:16]


def ending(ground: Ground) -> Ending:
    """The end of the hall's own day, if it came now; nothing is changed."""
    with ground.read() as work:
        wanted = [each.value for each in (*REASONS, State.SERVING)]
        query = rows.of_hall(work).where(
            rows.tickets.c.day == work.day, rows.tickets.c.state.in_(wanted)
        )
        found = [
            rows.value(work, row)
            for row in work.connection.execute(query.order_by(rows.tickets.c.id))
        ]
        now = figures.balances(work, work.day)
        return Ending(
            day=work.day,
            closed=work.closed,
            open_until=open_until(ground, work),
            now=now,
            then=tuple(_ended(each) for each in now),
            ends={
                why: some
                for state, why in REASONS.items()
                if (some := tuple(each for each in found if each.state is state))
            },
            served=tuple(each for each in found if each.state is State.SERVING),
        )


def _ended(balance: Balance) -> Balance:
    states = dict(balance.states)
    states[State.EXPIRED] += sum(states[each] for each in REASONS)
    return replace(balance, states=states | dict.fromkeys(REASONS, 0))
