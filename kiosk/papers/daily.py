"""The summary of a hall's day for the supervisor (日结): figures only, nobody's name.

Every number issued is in exactly one state at the end of a day, and the paper says whether the
states add up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.config import Settings
from kiosk.papers.frame import foot, head, heading, in_words, say, to_sign
from printers.paper import Block, Feed, Pair, Paper, Rule, Text


@dataclass(frozen=True, slots=True)
class GroupDay:
    """The numbers of one group by their state; `median` and `longest` wait in whole minutes, None
    where nobody was called."""

    prefix: str
    title: str
    issued: int = 0
    finished: int = 0
    missed: int = 0
    abandoned: int = 0
    expired: int = 0
    waiting: int = 0
    serving: int = 0
    median: int | None = None
    longest: int | None = None

    @property
    def sum(self) -> int:
        """Numbers in any state."""
        ended = self.finished + self.missed + self.abandoned + self.expired
        return ended + self.waiting + self.serving


@dataclass(frozen=True, slots=True)
class CounterDay:
    """What one counter did: visits finished, and the mean of their minutes."""

    code: str
    name: str
    finished: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class PaperDay:
    """Print jobs by their end; a one-way port confirms nothing, so its papers are `sent`."""

    printed: int = 0
    sent: int = 0
    failed: int = 0
    unknown: int = 0
    reprinted: int = 0


def daily(
    settings: Settings,
    day: date,
    groups: Sequence[GroupDay],
    counters: Sequence[CounterDay],
    papers: PaperDay,
    *,
    printed: datetime,
    language: str,
) -> Paper:
    """The summary of `day`; `printed` is in the hall's zone. Groups without a number are left out,
    counters stand in the order given."""
    blocks: list[Block] = [
        *head(settings, say("daily.title", language), language),
        Pair(say("daily.day", language), in_words(day, language), bold=True),
        Pair(say("daily.printed_at", language), f"{printed:%Y-%m-%d %H:%M}"),
        Rule(),
        *_totals(groups, language),
        *heading(say("daily.groups", language)),
    ]
    for place, group in enumerate(each for each in groups if each.issued or each.sum):
        if place:
            blocks.append(Feed(1.5))
        blocks += _group(group, language)
    blocks += [
        *heading(say("daily.counters", language)),
        *(_counter(each, language) for each in counters),
        *heading(say("daily.papers", language)),
        *(
            Pair(say(f"daily.{name}", language), str(count))
            for name, count in (
                ("printed", papers.printed),
                ("sent", papers.sent),
                ("failed", papers.failed),
                ("unknown", papers.unknown),
                ("reprinted", papers.reprinted),
            )
        ),
        Rule(),
        *to_sign(say("daily.supervisor", language), language),
        *foot(settings, language),
    ]
    return Paper(language, tuple(blocks))


def _totals(groups: Sequence[GroupDay], language: str) -> Iterator[Block]:
    issued, states = sum(each.issued for each in groups), sum(each.sum for each in groups)
    for name, count in (
        ("issued", issued),
        ("finished", sum(each.finished for each in groups)),
        ("missed", sum(each.missed for each in groups)),
        ("abandoned", sum(each.abandoned for each in groups)),
        ("expired", sum(each.expired for each in groups)),
        ("open", sum(each.waiting + each.serving for each in groups)),
    ):
        yield Pair(say(f"daily.{name}", language), str(count), bold=name == "issued")
    yield Feed(1)
    # Group by group: a number too many here must not make up for one too few there.
    if all(each.issued == each.sum for each in groups):
        yield Text(say("daily.balanced", language))
    else:
        yield Text(say("daily.unbalanced", language, issued=issued, sum=states), bold=True)


def _group(group: GroupDay, language: str) -> Iterator[Block]:
    yield Text(f"{group.prefix} {group.title}", bold=True)
    yield Pair(say("daily.taken", language), f"{group.issued}/{group.finished}")
    lost = (group.missed, group.abandoned, group.expired)
    yield Pair(say("daily.lost", language), "/".join(map(str, lost)))
    if group.waiting or group.serving:
        yield Pair(say("daily.still", language), f"{group.waiting}/{group.serving}")
    if group.median is not None and group.longest is not None:
        minutes = say("daily.minutes", language, median=group.median, longest=group.longest)
        yield Pair(say("daily.waits", language), minutes)


def _counter(counter: CounterDay, language: str) -> Pair:
    name = say("daily.counter", language, code=counter.code, name=counter.name)
    if not counter.finished:
        return Pair(name, say("daily.idle", language))
    values = {"count": counter.finished, "minutes": counter.minutes}
    return Pair(name, say("daily.served", language, **values))
