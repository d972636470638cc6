"""The JSON API of the boards: the hall's, a counter's own display, and which of them speaks."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse

from kiosk import cards, loudspeakers
from kiosk.queue import announcing
from kiosk.queue.group_waits import GroupWaits
from kiosk.web.board_schemas import LATEST, AskingTurn, BoardView, CounterBoard, TurnView
from kiosk.web.door import TheGate, TheHall, public
from kiosk.web.schemas import refuses
from kiosk.web.turn import Turn

Code = Annotated[str, Path(description="What stands above the counter", examples=["3"])]
_REFUSES = refuses(404, 422, 429, 503)
router = APIRouter(
    prefix="/api/board", tags=["hall"], dependencies=[Depends(public)], responses=_REFUSES
)


@router.get("", summary="The hall board")
def board(
    request: Request,
    hall: TheHall,
    after: Annotated[int | None, Query(ge=0, le=LATEST, description="`seq` seen before")] = None,
) -> BoardView:
    """The last calls, who waits and, `after` what was seen before, each call since."""
    waits: GroupWaits = request.app.state.waits
    turn: Turn = request.app.state.turn
    # The version first: news that comes in between is then news to the reader, never lost.
    version = hall.bell.version()
    called = announcing.announcements(hall.ground, after)
    return BoardView.of(hall, hall.board(), called, waits.now(), turn.now(), version)


@router.post("/voice", summary="Which board speaks")
def voice(request: Request, hall: TheHall, gate: TheGate, body: AskingTurn) -> TurnView:
    """One at a time, on this machine or at an address that the settings name."""
    turn: Turn = request.app.state.turn
    address = gate.address(request)
    allowed = _may_speak(address, hall.settings.voice.boards)
    if allowed:
        loudspeakers.note(hall.ground, body.place or address, body.fault)
    words: dict[str, str] = dict(body.words.items())
    if body.done or body.fault:
        found = turn.give_up(body.speaker, body.spoken)
    elif allowed:
        found = turn.ask(body.speaker, body.spoken, words)
    else:
        found = turn.now()
    speaks = found.speaker == body.speaker
    return TurnView(speaks=speaks, allowed=allowed, seconds=found.seconds, spoken=found.spoken)


@router.get("/counters/{code}", summary="A counter's own display")
def counter(hall: TheHall, code: Code) -> CounterBoard:
    """The number at the counter and who works there."""
    version = hall.bell.version()
    at, clerk = hall.at_counter(code), cards.at_counter(hall.ground, code)
    return CounterBoard.of(hall, at, clerk, version)


@router.get(
    "/counters/{code}/photo",
    summary="The photo of who works at a counter",
    response_class=FileResponse,
)
def photo(hall: TheHall, code: Code) -> FileResponse:
    """A JPEG or PNG picture."""
    clerk = cards.at_counter(hall.ground, code)
    if clerk is None or clerk.photo is None:
        raise HTTPException(404)
    return FileResponse(clerk.photo, media_type=cards.PICTURES[clerk.photo.suffix.lower()])


def _may_speak(address: str, boards: Collection[str]) -> bool:
    try:
        # Of IPv6 the limits know a neighbour by its network.
        found = ipaddress.ip_network(address, strict=False)
    except ValueError:
        return False
    return found.is_loopback or any(ipaddress.ip_address(each) in found for each in boards)
