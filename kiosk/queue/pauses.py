"""A counter that does not call for a while: why, since when, and how everybody is told (R36)."""

from __future__ import annotations

from kiosk import plain
from kiosk.ground import Ground
from kiosk.queue.calling import AT_COUNTERS, counter_of
from kiosk.queue.counters import change, must_be_free
from kiosk.queue.tickets import Counter
from kiosk.refusal import Refusal
from kiosk.staff import Actor
from kiosk.words import words

LONGEST_PAUSE = 40


def pause(ground: Ground, counter: str, actor: Actor, reason: str) -> Counter:
    """Pause a counter that holds nobody; `reason` is one of the hall's settings or one's own words.

    Refuses with "reason.missing", "counter.unknown", "counter.not_yours", "counter.closed" or
    "counter.busy".
    """
    said = reason.strip()
    if not said or len(said) > LONGEST_PAUSE or not plain.is_plain(said):
        raise Refusal("reason.missing")
    return _set(ground, counter, actor, said)


def resume(ground: Ground, counter: str, actor: Actor) -> Counter:
    """Let a counter call again; one that was not paused stays as it is."""
    return _set(ground, counter, actor, None)


def in_words(reason: str, language: str) -> str:
    """A reason as the board shows it: the phrase of its code, else the words themselves."""
    key = f"pause.reason.{reason}"
    return words().say(key, language) if words().knows(key, language) else reason


def _set(ground: Ground, counter: str, actor: Actor, reason: str | None) -> Counter:
    actor.must_be(*AT_COUNTERS)
    with ground.write() as work:
        at = counter_of(work, counter, actor)
        if reason is not None and not at.open:
            raise Refusal("counter.closed", counter=counter)
        if reason is not None:
            must_be_free(work, at)
        if at.paused != reason:
            since = work.at if reason is not None else None
            change(work, at, paused=reason, paused_at=since)
            if reason is not None:
                work.event("counter.paused", actor=actor, counter=at.id, data={"reason": reason})
            else:
                work.event("counter.resumed", actor=actor, counter=at.id)
    with ground.read() as work:
        return work.floor.counter(counter)
