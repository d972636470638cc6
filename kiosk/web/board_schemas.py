"""What the boards' API takes and gives, as the OpenAPI document shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

from kiosk.cards import Clerk
from kiosk.hall import Hall
from kiosk.look import Look, Said
from kiosk.queue.announcing import Announcements
from kiosk.queue.looking import AtCounter, Board, GroupLine
from kiosk.queue.tickets import State, Wait
from kiosk.web.schemas import Counter, Group, Moment, Shape
from kiosk.web.turn import Standing

LATEST = 2**63 - 1
"""The last place that a chain of events can have."""


class CallView(Shape):
    """A call on the board; `serving` once the person has come."""

    number: str
    counter: Counter
    at: Moment
    calls: int
    serving: bool


class AnnouncedView(Shape):
    """A call for the large place and the loudspeaker; `seq` is its place in the audit chain."""

    seq: int
    number: str
    counter: Counter
    at: Moment
    calls: int


class WaitView(Shape):
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


class Sentence(Shape):
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


class Speech(Shape):
    """What is being said in the hall, by language (zh, en), for the captions of every board (R17).

    `taken`: a board has the turn to speak; without news it ends in so many `seconds`.
    """

    taken: bool = False
    seconds: float = 0.0
    words: dict[str, str] = Field(default={})

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """As the turn stands."""
        taken = bool(standing.speaker)
        return cls(taken=taken, seconds=standing.seconds, words=dict(standing.words))


class BoardView(Shape):
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


class ClerkView(Shape):
    """Who works at a counter; `photo` is a path of this service, or ""."""

    name: str
    duty: str
    duty_en: str
    promise: str
    promise_en: str
    photo: str

    @classmethod
    def of(cls, clerk: Clerk, code: str) -> Self:
        """Who is at the counter with this code."""
        card, photo = clerk.card, ""
        if clerk.photo is not None:
            # Another picture has another address, so that no display keeps the old one.
            photo = f"/api/board/counters/{code}/photo?of={clerk.photo.stat().st_mtime_ns:x}"
        return cls(
            name=clerk.name,
            duty=card.duty,
            duty_en=card.duty_en,
            promise=card.promise,
            promise_en=card.promise_en,
            photo=photo,
        )


class CounterBoard(Shape):
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

    @classmethod
    def of(cls, hall: Hall, at: AtCounter, clerk: Clerk | None, version: int) -> Self:
        """The display as it stands; `version` is the news that it already holds."""
        current = at.current
        return cls(
            name=hall.settings.name,
            name_en=hall.settings.name_en,
            now=hall.ground.clock(),
            version=version,
            counter=Counter.model_validate(at.counter),
            number=current.number if current else None,
            state=current.state if current else None,
            calls=current.calls if current else 0,
            waiting=at.waiting,
            clerk=ClerkView.of(clerk, at.counter.code) if clerk else None,
            sentences=Sentence.of(hall.settings.look),
        )


class AskingTurn(BaseModel):
    """A board that could speak: a name of its own choice, and up to which place in the audit chain
    it has spoken every call.

    `words`: what it says now, by language. `place`: where staff find it. `fault`: why nothing is
    heard from it, "" while all is well. `done`: it wants to speak no more.
    """

    model_config = ConfigDict(extra="forbid")

    speaker: Annotated[str, Field(min_length=8, max_length=64)]
    spoken: Annotated[int | None, Field(ge=0, le=LATEST)] = None
    words: dict[Literal["zh", "en"], Annotated[str, Field(max_length=200)]] = {}
    place: Annotated[str, Field(max_length=60)] = ""
    fault: Annotated[str, Field(max_length=200)] = ""
    done: bool = False


class TurnView(Shape):
    """`speaks`: for so many `seconds` and no longer, be it in the middle of a call. `allowed`:
    boards at its address may (`boards` of `[voice]`). All calls up to the place `spoken` have been
    heard; null: not known."""

    speaks: bool
    allowed: bool
    seconds: float
    spoken: int | None
