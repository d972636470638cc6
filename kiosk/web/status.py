"""What the status page of a ticket shows, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self
from urllib.parse import quote

from kiosk.catalogue import Material
from kiosk.hall import Hall
from kiosk.queue.states import HELD, MOVES, OVER
from kiosk.queue.tickets import Counter, State, Wait
from kiosk.words import words

COME_AT = 2
"""With so many people ahead, or fewer, a person is asked to come to the counters."""

_MOST_AREAS = 2


@dataclass(frozen=True, slots=True)
class View:
    """A ticket on a phone; times are those of the hall's wall clock.

    `come`: where to come to when it is nearly one's turn. `rings`: another one than a moment ago
    rings the phone. `link` is the page itself, which `back` (who was missed says so), `give_up` and
    `why` (it still waits) lead on from; "" where that is not possible (any more).
    """

    number: str
    service: str
    state: str
    label: str
    final: bool
    title: str
    advice: str
    ahead: int | None
    wait: Wait | None
    counter: Counter | None
    counters: tuple[Counter, ...]
    come: str
    rings: str
    calls: int
    called_at: str
    issued_at: str
    kept_until: str
    as_of: str
    papers: tuple[Material, ...]
    speaks: bool
    link: str
    news: str
    back: str
    give_up: str
    why: str

    @classmethod
    def of(cls, hall: Hall, token: str, language: str) -> Self:
        """How the ticket of `token` stands; refuses with "link.invalid"."""
        status = hall.status(token)
        ticket, zone = status.ticket, hall.ground.zone
        state = ticket.state.value
        counter = status.counters[0] if ticket.state in HELD and status.counters else None
        back = hall.may_check_in(ticket)
        missed_for_good = ticket.state is State.MISSED and not back
        # Set aside at a counter that has closed since, which alone would have called it back.
        told = "parked_closed" if ticket.state is State.PARKED and back else state
        may_leave = ticket.state in MOVES["abandon"][0] and not missed_for_good

        def say(key: str, **values: object) -> str:
            return words().say(f"web.page.{key}", language, **values)

        def day(when: date) -> str:
            return say("day", month=say(f"months.{when.month}"), day=when.day)

        def clock(moment: datetime | None) -> str:
            return f"{moment.astimezone(zone):%H:%M}" if moment else ""

        def to(step: str) -> str:
            return f"{link_of(token)}{step}?lang={language}"

        ahead = status.ahead if ticket.state is State.WAITING else None
        near = ahead is not None and ahead <= COME_AT
        come = _come(status.counters, language) if near else ""
        return cls(
            number=ticket.number,
            service=ticket.service_title(language),
            state=state,
            label=say(f"state.{told}"),
            final=ticket.state in OVER,
            title=say(
                "title.come" if come else f"title.{told}",
                number=ticket.number,
                count=status.ahead or 0,
                counter=ticket.counter,
            ),
            advice=say(
                "advice.missed_over" if missed_for_good else f"advice.{told}",
                counter=ticket.counter,
            ),
            ahead=ahead,
            wait=status.wait,
            counter=counter,
            counters=status.counters,
            come=come,
            rings=f"called {ticket.calls}" if ticket.state is State.CALLED else come and "come",
            calls=ticket.calls,
            called_at=clock(ticket.called_at),
            issued_at=f"{day(ticket.day)} {clock(ticket.issued_at)}",
            kept_until=day(ticket.day + timedelta(days=hall.settings.tickets.link_days)),
            as_of=clock(hall.ground.clock()),
            papers=status.service.materials if status.service else (),
            speaks=status.service is None or status.service.speaks(language),
            link=to(""),
            news=to("/news"),
            back=to("/back") if back else "",
            give_up=to("/give-up") if may_leave else "",
            why=to("/why") if ahead is not None else "",
        )


def link_of(token: str) -> str:
    """The path of the status page of a token."""
    return f"/s/{quote(token, safe='')}"


def _come(counters: Iterable[Counter], language: str) -> str:
    """Where to come to: the areas of the counters that call; "" while none does."""

    def say(key: str, **values: object) -> str:
        return words().say(f"web.page.come.{key}", language, **values)

    calling = [each for each in counters if each.calls]
    areas = list(dict.fromkeys(each.place(language) for each in calling))
    if not calling:
        return ""
    if "" in areas or len(areas) > _MOST_AREAS:
        return say("hall")
    return say("area", area=say("between").join(areas))
