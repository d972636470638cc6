"""A change of a day and what comes of it in words: "open one more counter like 3 from 10:00"."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence

from kiosk.whatif import Change, Outcome, Span
from kiosk.words import words

_SAME_SECONDS = 6.0
"""Less than a tenth of a minute is no difference."""


def change_in_words(change: Change, language: str) -> list[str]:
    """A sentence for each part of it; none where nothing is otherwise."""

    def say(key: str, **values: object) -> str:
        return words().say(f"office.change.{key}", language, **values)

    def listed(codes: Sequence[str]) -> str:
        return say("and").join(codes)

    def more(like: str, span: Span | None, count: int) -> str:
        when = span_in_words(span, language) if span is not None else say("all_day")
        return say("more", count=count, like=like, when=when)

    counts = Tally[tuple[str, Span | None]]()
    for each in change.more:
        counts[each.like, each.span] += each.count
    said = [more(*which, count) for which, count in counts.items()]
    if change.without:
        said.append(say("without", counters=listed(change.without)))
    if change.comprehensive:
        said.append(say("comprehensive", counters=listed(change.comprehensive)))
    said += [say("also", counter=one, like=other) for one, other in change.also]
    if change.rule is not None:
        said.append(
            say("rule", policy=words().say(f"office.policy.{change.rule.policy}", language))
        )
    if change.lunch:
        waves = listed([span_in_words(each, language) for each in change.lunch])
        said.append(say("lunch", waves=waves))
    return said


def advice_in_words(
    change: Change, after: Outcome, goal: int, language: str, *, reaches: bool
) -> str:
    """Whether a suggested change keeps the goal (minutes), and what it comes to."""
    p95 = after.whole.p95 / 60
    if reaches:
        key = "reaches" if change.any else "as_it_is"
    elif p95 > goal:
        key = "falls_short"
    else:
        left = max(1, round(after.unserved))
        return words().say("office.whatif.advice.unserved", language, goal=goal, count=left)
    return words().say(f"office.whatif.advice.{key}", language, goal=goal, minutes=f"{p95:.1f}")


def effect_in_words(before: Outcome, after: Outcome, language: str) -> str:
    """What a change does to the mean wait; where it leaves more people uncalled, that instead:
    then those who are called may well wait less."""
    left = _left(before, after)
    if left["after"] > left["before"]:
        return words().say("office.whatif.lost", language, **left)
    less = before.whole.mean - after.whole.mean
    key = "same" if abs(less) < _SAME_SECONDS else "less" if less > 0 else "more"
    return words().say(f"office.whatif.mean.{key}", language, minutes=f"{abs(less) / 60:.1f}")


def end_in_words(before: Outcome, after: Outcome, language: str) -> list[str]:
    """When the last person is done, and how many are never called where that has not been said."""
    said = []
    if before.ends and after.ends:
        ends = {"before": clock(before.ends), "after": clock(after.ends)}
        said.append(words().say("office.whatif.ends", language, **ends))
    left = _left(before, after)
    if left["before"] >= max(1, left["after"]):
        said.append(words().say("office.whatif.unserved", language, **left))
    return said


def _left(before: Outcome, after: Outcome) -> dict[str, int]:
    """How many people are never called."""
    return {"before": round(before.unserved), "after": round(after.unserved)}


def span_in_words(span: Span, language: str) -> str:
    """ "10:00–11:30", each end as `clock` has it."""
    return words().say("office.change.span", language, since=clock(span[0]), until=clock(span[1]))


def clock(seconds: float) -> str:
    """ "13:05" from seconds since midnight; after midnight it goes on, "24:10"."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
