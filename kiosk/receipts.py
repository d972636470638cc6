"""What stands on the papers of a hall: values and phrases become a `Paper`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.config import Settings
from kiosk.queue.tickets import Counter, Ticket, Wait
from kiosk.words import words
from printers.paper import Block, Code, Feed, Pair, Paper, Rule, Text


def ticket(
    settings: Settings,
    number: Ticket,
    counters: Sequence[Counter],
    *,
    group: str,
    ahead: int,
    wait: Wait | None,
    link: str,
    issued: datetime,
    language: str,
) -> Paper:
    """The paper of a ticket (R6); `issued` is in the hall's zone. No name and no ID stand on it."""

    def say(key: str, **values: object) -> str:
        return words().say(f"paper.{key}", language, **values)

    blocks: list[Block] = [
        Text(settings.title(language), size=2, bold=True, align="center"),
        Rule(),
        Text(group, align="center"),
        Text(number.number, size=8, bold=True, align="center"),
        Text(number.service_title(language), size=2, align="center"),
        Rule(),
        Pair(say("counters"), where(counters, language), bold=True),
        Pair(say("ahead"), say("people", count=ahead), bold=True),
    ]
    if wait is not None:
        blocks.append(Pair(say("wait"), say("minutes", low=wait.p50 // 60, high=wait.p90 // 60)))
    if number.priority is not None:
        # Why somebody goes first is nobody else's business.
        blocks.append(Pair(say("priority"), say("goes_first")))
    blocks += [
        Pair(say("issued"), f"{issued:%Y-%m-%d %H:%M}"),
        Rule(),
        Code(link, say("scan")),
        Feed(3),
        Text(say("missed")),
        Feed(2),
        Text(say("hotline", hotline=settings.hotline), bold=True, align="center"),
    ]
    if settings.sample:
        blocks.append(Text(say("sample"), align="center"))
    return Paper(language, tuple(blocks))


def where(counters: Sequence[Counter], language: str) -> str:
    """The counters by area, "A区 1、2、3号  B区 5号", in the order of the hall."""
    areas: dict[str, list[str]] = {}
    for counter in counters:
        areas.setdefault(counter.place(language), []).append(counter.code)

    def say(key: str, **values: object) -> str:
        return words().say(f"paper.{key}", language, **values)

    between = say("between")
    return say("between_areas").join(
        say("area", area=area, counters=between.join(codes)) for area, codes in areas.items()
    )
