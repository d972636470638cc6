"""What could be otherwise on a day: other counters, skills, rule or lunch; one value, and a day."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from kiosk.queue.routing import Rule
from kiosk.refusal import Refusal
from kiosk.whatif.day import Day, Post, Span

LUNCH = (11 * 3600.0, 14.5 * 3600.0)
"""An absence that touches this time of day and lasts `LUNCH_LEAST` seconds is lunch."""
LUNCH_LEAST = 1200.0


@dataclass(frozen=True, slots=True)
class More:
    """So many more counters `like` another (its code): for as long, or in `span` alone, as a tidal
    counter (潮汐窗口)."""

    like: str
    count: int = 1
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise; without anything a day as it was.

    `without`: counters that are not there. `comprehensive`: counters that also do what the
    comprehensive ones do. `also`: (counter, another): the one also does what the other does.
    `rule`: who goes first. `lunch`: the counters of each kind go to lunch in these waves by turns,
    instead of as they did.
    """

    more: tuple[More, ...] = ()
    without: tuple[str, ...] = ()
    comprehensive: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    rule: Rule | None = None
    lunch: tuple[Span, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is otherwise."""
        return self != Change()


def applied(change: Change, day: Day) -> Day:
    """The day with the change; refuses with "whatif.counter_away" where a counter that it names was
    not there, or "whatif.none_comprehensive"."""
    as_was = {each.code: each for each in day.posts}
    posts = dict(as_was)
    named = (
        *change.without,
        *change.comprehensive,
        *(code for both in change.also for code in both),
        *(each.like for each in change.more),
    )
    for code in named:
        if code not in posts:
            raise Refusal("whatif.counter_away", counter=code)
    every = frozenset[str]().union(*(does(each) for each in day.posts if each.comprehensive))
    if change.comprehensive and not every:
        raise Refusal("whatif.none_comprehensive")
    for code in change.comprehensive:
        posts[code] = replace(posts[code], serves=posts[code].serves | every, comprehensive=True)
    for code, like in change.also:
        posts[code] = replace(posts[code], serves=posts[code].serves | does(as_was[like]))
    found = [post for code, post in posts.items() if code not in change.without]
    found += _extra(change.more, posts)
    if change.lunch:
        found = _at_lunch(found, change.lunch)
    return replace(day, posts=tuple(found), rule=change.rule or day.rule)


def does(post: Post) -> frozenset[str]:
    """What a counter serves, without what was sent to that very counter."""
    return frozenset(lane for lane in post.serves if not lane.startswith("#"))


def _extra(more: tuple[More, ...], posts: Mapping[str, Post]) -> list[Post]:
    found: list[Post] = []
    for extra in more:
        like = posts[extra.like]
        new = replace(like, serves=does(like), server="")
        if extra.span is not None:
            new = replace(new, spans=(extra.span,), stays=False)
        first = len(found) + 1
        found += [replace(new, code=f"+{first + place}") for place in range(extra.count)]
    return found


def _at_lunch(posts: Iterable[Post], waves: tuple[Span, ...]) -> list[Post]:
    turn: Tally[frozenset[str]] = Tally()
    found = []
    for post in posts:
        start, end = waves[turn[does(post)] % len(waves)]
        turn[does(post)] += 1
        spans: list[Span] = []
        for low, high in _without_lunch(post.spans):
            spans += [(low, min(high, start)), (max(low, end), high)]
        found.append(replace(post, spans=tuple((low, high) for low, high in spans if low < high)))
    return [each for each in found if each.spans]


def _without_lunch(spans: tuple[Span, ...]) -> list[Span]:
    """The spans, put together over lunch."""
    found = [*spans[:1]]
    for (_, left), (back, until) in pairwise(spans):
        if back - left >= LUNCH_LEAST and left < LUNCH[1] and back > LUNCH[0]:
            found[-1] = (found[-1][0], until)
        else:
            found.append((back, until))
    return found
