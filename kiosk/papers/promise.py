"""The promise of papers to follow (容缺受理承诺书): one copy for the hall, one for the applicant.

State Council, Guofa [2022] 5: who lacks only minor papers may be accepted against a promise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kiosk.config import Settings
from kiosk.papers.frame import (
    Item,
    chinese_names,
    date_to_fill,
    described,
    foot,
    head,
    heading,
    in_words,
    rows,
    say,
    to_sign,
)
from printers.paper import Block, Code, Cut, Feed, Pair, Paper, Rule, Text


def promise(
    settings: Settings,
    case: str,
    service: str,
    deferred: Sequence[Item],
    *,
    made: date,
    until: date,
    link: str,
    language: str,
) -> Paper:
    """Both copies, cut apart: what follows `until` when, and what happens otherwise.

    Only the applicant's copy carries `link`: whoever holds it sees the case.
    """

    def copy(name: str) -> Iterator[Block]:
        yield from head(settings, say("promise.title", language), language)
        yield Text(say(f"promise.{name}", language), bold=True, align="center")
        yield Feed(1)
        made_on = in_words(made, language)
        yield from rows(language, [("case", case), ("service", service), ("promise.made", made_on)])
        yield from heading(say("promise.deferred", language, count=len(deferred)))
        yield from described(deferred, language)
        yield from chinese_names(deferred, language)
        yield Feed(1.5)
        yield Pair(say("promise.until", language), in_words(until, language), bold=True)
        yield Rule()
        yield Text(say("promise.intro", language))
        for clause in ("bring", "true", "lapse", "hold"):
            yield Feed(1)
            yield Text(say(f"promise.{clause}", language))
        yield from to_sign(say("promise.applicant", language), language)
        yield from date_to_fill(language)
        yield from to_sign(say("clerk_line", language), language)
        yield Feed(2)

    return Paper(
        language,
        (
            *copy("hall_copy"),
            *foot(settings, language),
            Cut(),
            *copy("person_copy"),
            Rule(),
            Code(link, say("promise.scan", language)),
            *foot(settings, language),
        ),
    )
