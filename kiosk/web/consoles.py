"""The JSON API of a console: all that its clerk should know at once, and finding a service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request

from kiosk.alarms.standing import WATCHING
from kiosk.catalogue import Catalogue, Service
from kiosk.hall import Hall
from kiosk.queue.facing import Facing
from kiosk.queue.group_waits import GroupWaits
from kiosk.queue.routing import Why
from kiosk.queue.tickets import Wait
from kiosk.search import Index
from kiosk.web.alarms import AlarmView, views
from kiosk.web.board_schemas import WaitView
from kiosk.web.door import Staff, TheHall
from kiosk.web.language import language_of
from kiosk.web.schemas import CounterView, Group, Moment, Shape, refuses

MOST = 12
"""So many services are offered for one search."""


class NoteView(Shape):
    """What staff wrote when the ticket was transferred, came_back, parked, called out of its order
    or given_priority."""

    what: str
    at: Moment
    counter: str | None
    reason: str


class BehindView(Group):
    """How many wait for this counter in one group; the first of them has since `since`. `wait`: how
    long one would wait who took a number of the group now; null while that cannot be said."""

    count: int
    since: Moment
    wait: WaitView | None


class PaperView(Shape):
    """A paper that a service asks for; without a `required` one nothing can be accepted. `brought`:
    the person has ticked it as at hand."""

    name: str
    required: bool
    brought: bool


class ConsoleView(CounterView):
    """What a clerk sees, and what a clerk should know of it.

    `recall_in`: seconds until the number may be called again, null where it may not. `missable`:
    it was called often enough to be passed. `why` it was called, before the `skipped`. `alarms` of
    the hall are for supervisors, and empty for everybody else; `alarm_volume`: how loud a new one
    sounds now, in percent.
    """

    now: Moment
    recall_in: int | None
    missable: bool
    why: Why | None
    skipped: list[str]
    notes: list[NoteView]
    materials: list[PaperView]
    behind: list[BehindView]
    alarms: tuple[AlarmView, ...] = ()
    alarm_volume: int = 0

    @classmethod
    def facing(cls, hall: Hall, seen: Facing, waits: Mapping[str, Wait]) -> Self:
        """The counter as it stands; `waits` by the group's letter, as the board has them."""
        return cls(
            **CounterView.of(hall, seen.at).__dict__,
            now=seen.now,
            recall_in=seen.recall_in,
            missable=seen.missable,
            why=seen.why,
            skipped=list(seen.skipped),
            notes=[NoteView.model_validate(each) for each in seen.notes],
            materials=[
                PaperView(name=each.name, required=each.required, brought=each.name in seen.brought)
                for each in seen.materials
            ],
            behind=[
                BehindView(
                    prefix=each.group.prefix,
                    name=each.group.name,
                    name_en=each.group.name_en,
                    count=each.count,
                    since=each.since,
                    wait=_wait(waits.get(each.group.prefix)),
                )
                for each in seen.behind
            ],
        )


def _wait(wait: Wait | None) -> WaitView | None:
    return None if wait is None else WaitView.model_validate(wait)


class ServiceView(Shape):
    """A service and the counters that may do it, open or not."""

    id: str
    name: str
    name_en: str
    group: str
    counters: list[str]


class ServicesView(Shape):
    """What was found, the likeliest first."""

    services: list[ServiceView]


class Finder:
    """Finds services of the catalogue in force by name, folk word, initials or code."""

    def __init__(self) -> None:
        self._made: tuple[Catalogue, Index] | None = None

    def find(self, catalogue: Catalogue, text: str) -> list[Service]:
        """The services that `text` may mean, the likeliest first."""
        made = self._made
        if made is None or made[0] is not catalogue:
            made = self._made = (catalogue, Index(catalogue))
        hits = made[1].find(text, MOST * 4)
        return [catalogue.services[each.id] for each in hits if each.kind == "service"]


async def _finder(request: Request) -> Finder:
    finder: Finder = request.app.state.finder
    return finder


_REFUSES = refuses(401, 403, 404, 422, 503)
router = APIRouter(prefix="/api", tags=["counter"], responses=_REFUSES)


@router.get("/counters/{code}/console", summary="What a clerk should know")
def console(
    request: Request,
    hall: TheHall,
    staff: Staff,
    code: Annotated[str, Path(description="What stands above the counter", examples=["3"])],
) -> ConsoleView:
    """The counter as GET /api/counters/{code} shows it, with why, notes, papers, who is behind."""
    waits: GroupWaits = request.app.state.waits
    seen = ConsoleView.facing(hall, hall.facing(code), waits.now())
    if staff.account.role not in WATCHING:
        return seen
    alarms = tuple(views(hall, language_of(request)))
    return seen.model_copy(update={"alarms": alarms, "alarm_volume": _volume(hall)})


def _volume(hall: Hall) -> int:
    """As the settings want it, but where the hall's own voice is lowered this is too."""
    now = hall.ground.clock().astimezone(hall.ground.zone).time()
    return min(hall.settings.alarms.volume, hall.settings.voice.volume_at(now))


@router.get("/services", summary="Find a service")
def services(
    hall: TheHall,
    _: Staff,
    finder: Annotated[Finder, Depends(_finder)],
    find: Annotated[str, Query(max_length=64, description="A name, folk word or initials")] = "",
    counter: Annotated[str, Query(max_length=16, description="Only what it does")] = "",
) -> ServicesView:
    """At most twelve; without words the services that are asked for most."""
    with hall.ground.read() as work:
        floor = work.floor
    found = finder.find(floor.catalogue, find) if find.strip() else hall.popular(most=MOST * 4)
    return ServicesView(
        services=[
            ServiceView(
                id=each.id,
                name=each.name,
                name_en=each.name_en,
                group=each.window_group,
                counters=[at.code for at in floor.counters_for(each.id)],
            )
            for each in found
            if not counter or each.id in floor.serves.get(counter, ())
        ][:MOST]
    )
