"""The acceptance receipt (受理通知书): what was handed in, who is in charge, when it will be done.

Administrative Licensing Law, art. 32 (2): a written receipt, dated and under the authority's seal.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from kiosk.config import Settings
from kiosk.papers.frame import (
    Item,
    chinese_names,
    foot,
    head,
    heading,
    how_many,
    in_words,
    numbered,
    rows,
    say,
    seal,
)
from printers.paper import Block, Code, Feed, Pair, Paper, Rule, Text


def acceptance(
    settings: Settings,
    case: str,
    service: str,
    received: Sequence[Item],
    *,
    accepted: datetime,
    due: date,
    promised: str,
    link: str,
    language: str,
    tentative: bool = False,
    deferring: bool = False,
    legal: str = "",
    clerk: str = "",
    phone: str = "",
    supervision: str = "",
    result: str = "",
    how: str = "",
) -> Paper:
    """The receipt for case number `case`; `accepted` is in the hall's zone.

    `due` is the last working day of the time limit, `tentative` while the holidays on the way are
    not published; `promised` and `legal` are limits in words. `deferring`: papers follow against
    a promise. `result` is what will be handed out, `how` at the counter or by post. The applicant
    is not named: the number is enough.
    """
    day = in_words(due, language)
    if tentative:
        day = say("acceptance.tentative", language, day=day)
    title = "acceptance.deferring_title" if deferring else "acceptance.title"
    intro = "acceptance.deferring" if deferring else "acceptance.intro"
    blocks: list[Block] = [
        *head(settings, say(title, language), language),
        Text(say("case", language), align="center"),
        Text(case, size=2, bold=True, align="center"),
        Feed(1.5),
        *rows(
            language,
            [("service", service), ("acceptance.accepted", f"{accepted:%Y-%m-%d %H:%M}")],
        ),
        Feed(1.5),
        Text(say(intro, language)),
        *heading(say("acceptance.materials", language, count=len(received))),
        *(
            Pair(numbered(place, item.name, language), how_many(item, language))
            for place, item in enumerate(received, start=1)
        ),
        *chinese_names(received, language),
        Rule(),
        *rows(language, [("promised", promised), ("legal", legal)]),
        Pair(say("acceptance.due", language), day, bold=True),
        *rows(
            language,
            [
                ("acceptance.result", result),
                ("acceptance.how", how),
                ("clerk", clerk),
                ("phone", phone),
                ("supervision", supervision),
            ],
        ),
        Feed(1.5),
        Text(say("acceptance.excluded", language)),
        *seal(say("acceptance.seal", language), accepted.date(), language),
        Rule(),
        Code(link, say("acceptance.scan", language)),
        Feed(3),
        Text(say("acceptance.keep", language), align="center"),
        Text(say("acceptance.show", language), align="center"),
        *foot(settings, language),
    ]
    return Paper(language, tuple(blocks))
