"""The one-time notice of missing papers (一次性告知书): all that is still needed, said once.

Administrative Licensing Law, art. 32 (1) no. 4: the authority names everything that has to be put
right, on the spot or within five days, and once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.config import Settings
from kiosk.papers.frame import (
    Item,
    chinese_names,
    described,
    foot,
    head,
    heading,
    in_words,
    rows,
    say,
    seal,
)
from kiosk.papers.guide import guide
from printers.paper import Block, Code, Feed, Paper, Rule, Text


def notice(
    settings: Settings,
    service: str,
    missing: Sequence[Item],
    *,
    given: date,
    valid: date,
    link: str,
    language: str,
    case: str = "",
    basis: str = "",
    promised: str = "",
    clerk: str = "",
    phone: str = "",
    more: Sequence[str] = (),
    width_mm: int = 58,
) -> Paper:
    """What is missing for `service` and must be brought until `valid`.

    `link` leads to guide and status. `promised` is the time limit in words, `more` are further
    lines of the guide for the code that needs no network; that code is made for paper of
    `width_mm`, 58 or 80, and prints well on wider paper too.
    """
    offline = guide(
        settings,
        service,
        missing,
        promised=promised,
        valid=valid,
        more=more,
        language=language,
        width_mm=width_mm,
    )
    blocks: list[Block] = [
        *head(settings, say("notice.title", language), language),
        *rows(language, [("case", case), ("service", service)]),
        Feed(1.5),
        Text(say("notice.intro", language)),
        *heading(say("notice.missing", language, count=len(missing))),
        *described(missing, language),
        *chinese_names(missing, language),
        Rule(),
        *rows(
            language,
            [
                ("promised", promised),
                ("notice.valid", in_words(valid, language)),
                ("clerk", clerk),
                ("phone", phone),
            ],
        ),
        Feed(1.5),
        Text(say("notice.again", language)),
        Text(say("notice.complete", language)),
    ]
    if basis:
        blocks += [Feed(1.5), Text(say("notice.basis", language, basis=basis))]
    blocks += [
        *seal(say("notice.seal", language), given, language),
        Rule(),
        Code(link, say("notice.scan", language)),
    ]
    for part, text in enumerate(offline, start=1):
        alone = len(offline) == 1
        caption = "notice.offline" if alone else "notice.offline_part"
        blocks += [Feed(3), Code(text, say(caption, language, part=part, parts=len(offline)))]
    return Paper(language, (*blocks, *foot(settings, language)))
