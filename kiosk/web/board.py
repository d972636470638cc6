"""The JSON API of the boards: the hall's, a counter's own display, and which of them speaks."""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Depends, Path, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse

from kiosk import cards, loudspeakers
from kiosk.hall import Hall
from kiosk.look import Look, Said
from kiosk.queue import announcing
from kiosk.queue.announcing import Announcements
from kiosk.queue.group_waits import GroupWaits
from kiosk.queue.looking import Board, GroupLine
from kiosk.queue.tickets import State, Wait
from kiosk.web.door import TheGate, TheHall, public
from kiosk.web.schemas import Counter, Group, Moment, Refused
from kiosk.web.turn import Standing, Turn

Code = Annotated[str, Path(description="What stands above the counter", examples=["3"])]
_LATEST = 2**63 - 1


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class CallView(_Shape):
    """A call on the board; `serving` once the person has come."""

    number: str
    counter: Counter
    at: Moment
    calls: int
    serving: bool


class AnnouncedView(_Shape):
    """A call for the large place and the loudspeaker; `seq` is its place in the audit chain."""

    seq: int
    number: str
    counter: Counter
    at: Moment
    calls: int


class WaitView(_Shape):
    """How long somebody would wait, in seconds: half of all people wait less than `p50`."""

    p50: int
    p90: int


class Waiting(Group):
    """How many wait in a group, the numbers that come next, and how long one would wait who took
    a number now; null while that cannot be said."""

    count: int
    next: list[str]
    wait: WaitView | None

    @classmethod
    def of(cls, line: GroupLine, wait: Wait | None) -> Self:
        """The group as it stands."""
        return cls(
            prefix=line.group.prefix,
            name=line.group.name,
            name_en=line.group.name_en,
            count=line.count,
            next=list(line.next),
            wait=WaitView.model_validate(wait) if wait is not None else None,
        )


class Sentence(_Shape):
    """What takes its turn at the foot of the board."""

    kind: Literal["notice", "honour", "promise"]
    text: str
    text_en: str

    @classmethod
    def of(cls, look: Look) -> list[Self]:
        """All that the hall's settings have to say."""
        said: list[tuple[Literal["notice", "honour", "promise"], tuple[Said, ...]]] = [
            ("notice", look.notices),
            ("promise", look.promises),
            ("honour", look.honours),
        ]
        return [
            cls(kind=kind, text=each.text, text_en=each.text_en)
            for kind, every in said
            for each in every
        ]


class Speech(_Shape):
    """What is being said in the hall, by language (zh, en), for the captions of every board (R17).

    `taken`: a board has the turn to speak; without news it ends in so many `seconds`.
    """

    taken: bool = False
    seconds: float = 0.0
    words: dict[str, str] = {}

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """As the turn stands."""
        taken = bool(standing.speaker)
        return cls(taken=taken, seconds=standing.seconds, words=dict(standing.words))


class BoardView(_Shape):
    """The hall board: numbers only, never names. Newest call first.

    `announced`: what was called after the place in the audit chain that was asked for, the oldest
    first, up to `seq`; `more` follows after that.
    """

    name: str
    name_en: str
    now: Moment
    version: int
    calls: list[CallView]
    announced: list[AnnouncedView]
    seq: int
    more: bool
    waiting: list[Waiting]
    counters: list[Counter]
    sentences: list[Sentence]
    speech: Speech = Speech()

    @classmethod
    def of(
        cls,
        hall: Hall,
        board: Board,
        called: Announcements,
        waits: Mapping[str, Wait],
        speech: Standing,
        version: int,
    ) -> Self:
        """The board as it stands; `version` is the news that it already holds."""
        return cls(
            name=hall.settings.name,
            name_en=hall.settings.name_en,
            now=hall.ground.clock(),
            version=version,
            calls=[CallView.model_validate(call) for call in board.calls],
            announced=[AnnouncedView.model_validate(call) for call in called.calls],
            seq=called.seq,
            more=called.more,
            waiting=[Waiting.of(line, waits.get(line.group.prefix)) for line in board.waiting],
            counters=[Counter.model_validate(each) for each in board.counters],
            sentences=Sentence.of(hall.settings.look),
            speech=Speech.of(speech),
        )


class ClerkView(_Shape):
    """Who works at a counter; `photo` is a path of this service, or ""."""

    name: str
    duty: str
    duty_en: str
    promise: str
    promise_en: str
    photo: str


class CounterBoard(_Shape):
    """A counter's own display: its number, never a citizen's name, and who works there."""

    name: str
    name_en: str
    now: Moment
    version: int
    counter: Counter
    number: str | None
    state: State | None
    calls: int
    waiting: int
    clerk: ClerkView | None
    sentences: list[Sentence]


class Asking(BaseModel):
    """A board that could speak: a name of its own choice, and up to which place in the audit chain
    it has spoken every call.

    `words`: what it says now, by language. `place`: where staff find it. `fault`: why nothing is
    heard from it, "" while all is well. `done`: it wants to speak no more.
    """

    model_config = ConfigDict(extra="forbid")

    speaker: Annotated[str, Field(min_length=8, max_length=64)]
    spoken: Annotated[int | None, Field(ge=0, le=_LATEST)] = None
    words: dict[Literal["zh", "en"], Annotated[str, Field(max_length=200)]] = {}
    place: Annotated[str, Field(max_length=60)] = ""
    fault: Annotated[str, Field(max_length=200)] = ""
    done: bool = False


class TurnView(_Shape):
    """`speaks`: for so many `seconds` and no longer, be it in the middle of a call. `allowed`:
    boards at its address may (`boards` of `[voice]`). All calls up to the place `spoken` have been
    heard; null: not known."""

    speaks: bool
    allowed: bool
    seconds: float
    spoken: int | None


_REFUSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Refused} for status in (404, 422, 429, 503)
}
router = APIRouter(
    prefix="/api/board", tags=["hall"], dependencies=[Depends(public)], responses=_REFUSES
)


@router.get("", summary="The hall board")
def board(
    request: Request,
    hall: TheHall,
    after: Annotated[int | None, Query(ge=0, le=_LATEST, description="`seq` seen before")] = None,
) -> BoardView:
    """The last calls, who waits and, `after` what was seen before, each call since."""
    waits: GroupWaits = request.app.state.waits
    turn: Turn = request.app.state.turn
    # The version first: news that comes in between is then news to the reader, never lost.
    version = hall.bell.version()
    called = announcing.announcements(hall.ground, after)
    return BoardView.of(hall, hall.board(), called, waits.now(), turn.now(), version)


@router.post("/voice", summary="Which board speaks")
def voice(request: Request, hall: TheHall, gate: TheGate, body: Asking) -> TurnView:
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
    return CounterBoard(
        name=hall.settings.name,
        name_en=hall.settings.name_en,
        now=hall.ground.clock(),
        version=version,
        counter=Counter.model_validate(at.counter),
        number=at.current.number if at.current else None,
        state=at.current.state if at.current else None,
        calls=at.current.calls if at.current else 0,
        waiting=at.waiting,
        clerk=_clerk(clerk, code) if clerk else None,
        sentences=Sentence.of(hall.settings.look),
    )


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


def _clerk(clerk: cards.Clerk, code: str) -> ClerkView:
    card, photo = clerk.card, ""
    if clerk.photo is not None:
        # Another picture has another address, so that no display keeps the old one.
        photo = f"/api/board/counters/{code}/photo?of={clerk.photo.stat().st_mtime_ns:x}"
    return ClerkView(
        name=clerk.name,
        duty=card.duty,
        duty_en=card.duty_en,
        promise=card.promise,
        promise_en=card.promise_en,
        photo=photo,
    )


def _may_speak(address: str, boards: Collection[str]) -> bool:
    try:
        # Of IPv6 the limits know a neighbour by its network.
        found = ipaddress.ip_network(address, strict=False)
    except ValueError:
        return False
    return found.is_loopback or any(ipaddress.ip_address(each) in found for each in boards)
