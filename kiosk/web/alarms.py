"""The JSON API of alarms: what a supervisor should see to, live, until somebody takes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import format_sse_event
from pydantic import BaseModel, ConfigDict, TypeAdapter
from starlette.requests import Request

from data.faults import StoreFault
from kiosk.alarms.rules import Kind
from kiosk.alarms.standing import WATCHING, Alarm
from kiosk.alarms.telling import in_words
from kiosk.catalogue import Catalogue
from kiosk.hall import Hall
from kiosk.refusal import Refusal
from kiosk.staff import Session
from kiosk.web.door import Key, Staff, TheHall, TheNews, open_stream
from kiosk.web.language import language_of
from kiosk.web.news import EventStream, News
from kiosk.web.schemas import Moment, refuses


class AlarmView(BaseModel):
    """An alarm that stands; `text` says in the reader's language what is the matter.

    `subject`: the window group, counter, place or printer. `ended_at`: nothing is the matter since
    then. `taken_by`: the name of who sees to it.
    """

    model_config = ConfigDict(frozen=True)

    id: int
    kind: Kind
    subject: str
    text: str
    raised_at: Moment
    ended_at: Moment | None
    taken_at: Moment | None
    taken_by: str | None


_VIEWS = TypeAdapter(list[AlarmView])
_REFUSES = refuses(401, 403, 422, 503)
_REFUSED = {"schema": {"$ref": "#/components/schemas/Refused"}}
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {}}},
    # A model would be taken for an event of the stream.
    **{status: {"content": {"application/json": _REFUSED}} for status in (401, 403, 422, 429, 503)},
}


def watcher(staff: Staff) -> Session:
    """The session of somebody who watches over the hall; refuses with "account.not_allowed"."""
    staff.actor.must_be(*WATCHING)
    return staff


Watcher = Annotated[Session, Depends(watcher)]
router = APIRouter(prefix="/api/alarms", tags=["hall"])


@router.get("", summary="The alarms that stand", responses=_REFUSES)
def alarms(request: Request, hall: TheHall, _: Watcher) -> list[AlarmView]:
    """Those that nobody has taken first, then the most urgent; for supervisors."""
    return views(hall, language_of(request))


@router.get(
    "/news",
    summary="The alarms that stand, live",
    responses=_STREAM,
    response_class=EventStream,
    dependencies=[Depends(open_stream)],
)
async def alarm_news(request: Request, hall: TheHall, news: TheNews, staff: Watcher) -> EventStream:
    """Server-Sent Events: `alarms` with all that stand, at once and when anything has changed."""
    return EventStream(_lists(hall, news, language_of(request), staff.token))


@router.post(
    "/{alarm}/take",
    summary="See to an alarm",
    responses=_REFUSES | refuses(404),
)
def take_alarm(request: Request, hall: TheHall, staff: Watcher, alarm: Key) -> AlarmView:
    """Whoever comes second sees who was first."""
    taken = hall.take_alarm(alarm, staff.actor)
    return _view(hall, hall.catalogue(), taken, language_of(request))


def views(hall: Hall, language: str) -> list[AlarmView]:
    """The alarms that stand, as the API shows them."""
    catalogue = hall.catalogue()
    return [_view(hall, catalogue, each, language) for each in hall.alarms()]


def _view(hall: Hall, catalogue: Catalogue, alarm: Alarm, language: str) -> AlarmView:
    text = in_words(hall.ground, catalogue, alarm, language)
    return AlarmView(
        id=alarm.id,
        kind=alarm.kind,
        subject=alarm.subject,
        text=text,
        raised_at=alarm.raised_at,
        ended_at=alarm.ended_at,
        taken_at=alarm.taken_at,
        taken_by=alarm.taken_by,
    )


async def _lists(hall: Hall, news: News, language: str, token: str) -> AsyncIterator[bytes]:
    def look() -> bytes:
        # The session may have ended since.
        hall.session(token)
        return _VIEWS.dump_json(views(hall, language))

    shown = b""
    async with aclosing(news.changes()) as changes:
        async for _ in changes:
            try:
                now = await run_in_threadpool(look)
            except (Refusal, StoreFault):
                # Whoever asks again is told why.
                return
            if now == shown:
                yield format_sse_event(comment="still here")
            else:
                yield format_sse_event(event="alarms", data_str=now.decode())
                shown = now
