"""The record of delivery (送达回证): what was handed over, how, and a line to sign for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.config import Settings
from kiosk.papers.frame import (
    date_to_fill,
    foot,
    head,
    heading,
    in_words,
    numbered,
    rows,
    say,
    to_sign,
)
from printers.paper import Block, Feed, Pair, Paper, Rule, Text


@dataclass(frozen=True, slots=True)
class Thing:
    """A certificate or document that is handed over, and how many of it."""

    name: str
    count: int = 1


def delivery(
    settings: Settings,
    case: str,
    service: str,
    things: Sequence[Thing],
    *,
    how: str,
    delivered: date,
    language: str,
    tracking: str = "",
) -> Paper:
    """The slip for the hall's file; `how` says counter or post.

    With a `tracking` number it was posted, and nobody signs at the counter.
    """
    blocks: list[Block] = [
        *head(settings, say("delivery.title", language), language),
        *rows(language, [("case", case), ("service", service)]),
        *heading(say("delivery.things", language, count=len(things))),
        *(
            Pair(
                numbered(place, thing.name, language),
                say("delivery.count", language, count=thing.count),
                bold=True,
            )
            for place, thing in enumerate(things, start=1)
        ),
        Rule(),
        *rows(
            language,
            [
                ("delivery.how", how),
                ("delivery.tracking", tracking),
                ("delivery.date", in_words(delivered, language)),
            ],
        ),
        Feed(1.5),
    ]
    if tracking:
        blocks.append(Text(say("delivery.posted", language)))
    else:
        blocks += [
            Text(say("delivery.check", language)),
            Feed(2),
            Text(say("delivery.self", language)),
            Feed(1),
            Text(say("delivery.agent", language)),
            *to_sign(say("delivery.receiver", language), language),
            *date_to_fill(language),
        ]
    blocks += [
        *to_sign(say("clerk_line", language), language),
        Feed(3),
        Text(say("delivery.archive", language), align="center"),
        *foot(settings, language),
    ]
    return Paper(language, tuple(blocks))
