"""Who is usually at the counters: a day without people, as the hall's last days were."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from datetime import date
from statistics import median

import numpy as np

from kiosk.ground import Ground
from kiosk.whatif.day import Day, Post, Span, closing
from kiosk.whatif.learned import Learned
from kiosk.whatif.past import Past

LAST = 10
"""So many of the hall's last days say it."""

STEP = 300.0
"""Seconds; finer than this nobody comes or goes by plan."""

_STEPS = int(86400 / STEP)


def usual(ground: Ground, day: date, past: Sequence[Past]) -> Day:
    """`day` with the counters that were there on at least half of the last days, each in the five
    minutes in which it was on at least half of those; `past` is in order."""
    last = [each.day for each in past][-LAST:]
    closes = closing(ground, day)
    posts = []
    for code in dict.fromkeys(post.code for each in last for post in each.posts):
        mine = [post for each in last for post in each.posts if post.code == code]
        if 2 * len(mine) >= len(last) and (spans := _spans(mine, closes)):
            posts.append(_post(mine, spans))
    return Day(
        day=day,
        people=(),
        posts=tuple(posts),
        rule=ground.settings.queue.rule,
        learned=last[-1].learned if last else Learned(),
        lag=median([each.lag for each in last]) if last else 0.0,
        closes=closes,
    )


def _post(mine: Sequence[Post], spans: tuple[Span, ...]) -> Post:
    newest = mine[-1]
    server, _ = Tally(each.server for each in mine).most_common(1)[0]
    return Post(
        code=newest.code,
        serves=newest.serves,
        spans=spans,
        server=server,
        comprehensive=newest.comprehensive,
        stays=2 * sum(each.stays for each in mine) >= len(mine),
    )


def _spans(mine: Sequence[Post], closes: float) -> tuple[Span, ...]:
    middles = (np.arange(_STEPS) + 0.5) * STEP
    often = np.zeros(_STEPS)
    for post in mine:
        for start, end in post.spans:
            often += (start <= middles) & (middles < end)
    there = np.concatenate(([False], (2 * often >= len(mine)) & (middles < closes), [False]))
    turns = np.flatnonzero(there[1:] != there[:-1]) * STEP
    return tuple((float(low), float(high)) for low, high in turns.reshape(-1, 2))
