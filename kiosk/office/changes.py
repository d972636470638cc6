"""A change of a day in words: "open one more counter like 3 from 10:00 to 11:30"."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.whatif import Change, More, Span
from kiosk.words import words


def change_in_words(change: Change, language: str) -> list[str]:
    """A sentence for each part of it; none where nothing is otherwise."""

    def say(key: str, **values: object) -> str:
        return words().say(f"office.change.{key}", language, **values)

    def listed(codes: Sequence[str]) -> str:
        return say("and").join(codes)

    def more(each: More) -> str:
        when = span_in_words(each.span, language) if each.span is not None else say("all_day")
        return say("more", count=each.count, like=each.like, when=when)

    said = [more(each) for each in change.more]
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


def span_in_words(span: Span, language: str) -> str:
    """ "10:00–11:30", each end as `clock` has it."""
    return words().say("office.change.span", language, since=clock(span[0]), until=clock(span[1]))


def clock(seconds: float) -> str:
    """ "13:05" from seconds since midnight; after midnight it goes on, "24:10"."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
