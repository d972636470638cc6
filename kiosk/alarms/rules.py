"""What is the matter in a hall: pure rules over what is to be seen of it at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

CALM = 0.8
"""What was too much stays so until it has fallen below this part of its limit: a line that moves
around the limit is one alarm, not one a minute."""

Key = tuple["Kind", str]
"""What an alarm is about: its kind and its subject. Of each there is one at a time."""


class Kind(StrEnum):
    """Of what there are alarms; the most urgent first."""

    HELP = "help"
    PRINTER = "printer"
    VOICE = "voice"
    IDLE = "idle"
    WAIT = "wait"
    LENGTH = "length"
    TIDE = "tide"


@dataclass(frozen=True, slots=True)
class Line:
    """Who waits in a window group: so many `people`, the first of them since `since` (UTC), None
    where all of them have missed their call and come back."""

    group: str
    people: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Idle:
    """A counter that calls and has nobody, since `since` (UTC), while `people` wait whom it may
    serve, the first of them from `waited` on."""

    counter: str
    since: datetime
    people: int
    waited: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody at `place` asked for help at `since` (UTC), and nobody has answered."""

    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Down:
    """A printer (the key of it in the store) does not print since `since` (UTC). `deaf`: it may
    print well, for until a moment ago nothing could be heard of any."""

    printer: str
    state: str
    since: datetime
    deaf: bool = False


@dataclass(frozen=True, slots=True)
class Silent:
    """Nothing is heard from the loudspeaker of the board at `place` since `since` (UTC)."""

    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Scene:
    """The hall `at` a moment (UTC). `open`: people may come in, or some still wait."""

    at: datetime
    open: bool = True
    lines: tuple[Line, ...] = ()
    idle: tuple[Idle, ...] = ()
    asked: tuple[Asked, ...] = ()
    down: tuple[Down, ...] = ()
    silent: tuple[Silent, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something is an alarm (`kiosk.alarms.settings`)."""

    wait: timedelta = timedelta(minutes=30)
    people: int = 30
    idle: timedelta = timedelta(minutes=3)
    unanswered: timedelta = timedelta(seconds=30)
    down: timedelta = timedelta(seconds=15)
    off: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something is the matter with `subject`: a window group, a counter, a place or a machine.

    `data` are its figures: `since` (ISO 8601, UTC), and `people` or the `state` of a printer. An
    advice (`kiosk.alarms.advice`) has the `counter` to open `by` when, and the `people` who else
    would wait; it is `closed` now, or one like it is meant.
    """

    kind: Kind
    subject: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.kind, self.subject


def troubles(
    scene: Scene, limits: Limits, standing: Collection[Key] = frozenset()
) -> tuple[Trouble, ...]:
    """What is the matter now, the most urgent first; `standing` was the matter a moment ago."""
    found = (
        *_unanswered(scene, limits),
        *_printers(scene, limits, standing),
        *_silent(scene),
        *_idle(scene, limits),
        *_waits(scene, limits, standing),
        *_lengths(scene, limits, standing),
    )
    return tuple(each for each in found if each.kind not in limits.off)


def _unanswered(scene: Scene, limits: Limits) -> Iterator[Trouble]:
    for each in scene.asked:
        if scene.at - each.since >= limits.unanswered:
            yield _since(Kind.HELP, each.place, each.since)


def _printers(scene: Scene, limits: Limits, standing: Collection[Key]) -> Iterator[Trouble]:
    for each in scene.down:
        if each.deaf and (Kind.PRINTER, each.printer) not in standing:
            continue
        # At night they are switched off, and nobody is there who wants a paper.
        if scene.open and scene.at - each.since >= limits.down:
            yield _since(Kind.PRINTER, each.printer, each.since, state=each.state)


def _silent(scene: Scene) -> Iterator[Trouble]:
    # It has tried for itself, and says so when nobody could hear a call.
    for each in scene.silent:
        if scene.open:
            yield _since(Kind.VOICE, each.place, each.since)


def _idle(scene: Scene, limits: Limits) -> Iterator[Trouble]:
    for each in scene.idle:
        since = max(each.since, each.waited)
        if scene.at - since >= limits.idle:
            yield _since(Kind.IDLE, each.counter, since, people=each.people)


def _waits(scene: Scene, limits: Limits, standing: Collection[Key]) -> Iterator[Trouble]:
    for each in scene.lines:
        part = CALM if (Kind.WAIT, each.group) in standing else 1.0
        if each.since is not None and scene.at - each.since >= limits.wait * part:
            yield _since(Kind.WAIT, each.group, each.since)


def _lengths(scene: Scene, limits: Limits, standing: Collection[Key]) -> Iterator[Trouble]:
    for each in scene.lines:
        part = CALM if (Kind.LENGTH, each.group) in standing else 1.0
        if each.people >= limits.people * part:
            yield Trouble(Kind.LENGTH, each.group, {"people": each.people})


def _since(kind: Kind, subject: str, since: datetime, **data: object) -> Trouble:
    return Trouble(kind, subject, {"since": since.isoformat(), **data})
