"""A list of what to bring (备料清单), for whoever is at the machine without all of it.

No notice of the Administrative Licensing Law: nobody has applied, and nobody has looked at a paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.config import Settings
from kiosk.papers.frame import (
    Item,
    chinese_names,
    described,
    foot,
    head,
    heading,
    numbered,
    rows,
    say,
)
from printers.paper import Block, Feed, Paper, Rule, Text


def checklist(
    settings: Settings,
    service: str,
    lacking: Sequence[Item],
    *,
    later: Sequence[Item],
    at_hand: Sequence[Item],
    phone: str,
    language: str,
) -> Paper:
    """What is `lacking` for `service`, what may follow `later`, and what the person has already.

    A part without a material does not appear; `phone` is whom to ask.
    """
    blocks: list[Block] = [
        *head(settings, say("checklist.title", language), language),
        *rows(language, [("service", service)]),
        Feed(1.5),
        Text(say("checklist.intro", language)),
    ]
    for name, items in (("lacking", lacking), ("later", later)):
        if items:
            blocks += heading(say(f"checklist.{name}", language, count=len(items)))
            blocks += described(items, language)
    if at_hand:
        blocks += heading(say("checklist.at_hand", language, count=len(at_hand)))
        blocks += [
            Text(numbered(place, item.name, language)) for place, item in enumerate(at_hand, 1)
        ]
    blocks += [
        *chinese_names([*lacking, *later, *at_hand], language),
        Rule(),
        *rows(language, [("phone", phone)]),
        Feed(1.5),
        Text(say("checklist.counter", language)),
    ]
    return Paper(language, (*blocks, *foot(settings, language)))
