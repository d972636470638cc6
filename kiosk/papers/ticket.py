"""The paper of a number: who is called where, after how many, and what to do when it was missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kiosk.config import Settings
from kiosk.papers.frame import foot, say
from kiosk.queue.tickets import Counter, Ticket, Wait
from printers.paper import Block, Code, Feed, Logo, Pair, Paper, Rule, Text
from printers.wrapping import cells

_LARGE: Final = 32
"""Cells of a hall's name that may stand large: two lines on the narrowest paper. More of it would
outweigh the number."""


def ticket(
    settings: Settings,
    number: Ticket,
    counters: Sequence[Counter],
    *,
    group: str,
    ahead: int | None,
    wait: Wait | None,
    link: str,
    issued: datetime,
    language: str,
) -> Paper:
    """The paper of a ticket; `issued` is in the hall's zone. No name and no ID stand on it."""
    title = settings.title(language)
    blocks: list[Block] = [
        Logo(),
        Text(title, size=2 if cells(title) <= _LARGE else 1, align="center"),
        Rule(),
        Text(group, align="center"),
        Text(number.number, size=8, align="center"),
        Text(number.service_title(language), size=2, align="center"),
        Rule(),
        Pair(say("ticket.ahead", language), _people(ahead, language), bold=ahead is not None),
        *_wait(wait, language),
    ]
    # An area to a line: that is how people walk to it.
    label = say("ticket.counters", language)
    for area in _areas(counters, language):
        blocks.append(Pair(label, area, bold=True))
        label = ""
    if number.appointment_at is not None:
        slot = number.appointment_at.astimezone(issued.tzinfo)
        blocks.append(Pair(say("ticket.appointment", language), f"{slot:%H:%M}", bold=True))
    if number.priority is not None:
        # Why somebody goes first is nobody else's business.
        blocks.append(Pair(say("ticket.priority", language), say("ticket.goes_first", language)))
    blocks += [
        Pair(say("ticket.issued", language), f"{issued:%Y-%m-%d %H:%M}"),
        Rule(),
        Code(link, say("ticket.scan", language)),
        Feed(3),
        Text(say("ticket.missed", language), align="center"),
        *foot(settings, language),
    ]
    return Paper(language, tuple(blocks))


def where(counters: Sequence[Counter], language: str) -> str:
    """The counters by area, "A区1、2、3号 B区5号", in the order of the hall."""
    return say("between_areas", language).join(_areas(counters, language))


def _areas(counters: Sequence[Counter], language: str) -> list[str]:
    areas: dict[str, list[str]] = {}
    for counter in counters:
        areas.setdefault(counter.place(language), []).append(counter.code)
    between = say("between", language)
    return [
        say("area", language, area=area, counters=between.join(codes))
        for area, codes in areas.items()
    ]


def _people(ahead: int | None, language: str) -> str:
    if ahead is None:
        return say("ticket.ahead_unknown", language)
    return say("people", language, count=ahead)


def _wait(wait: Wait | None, language: str) -> list[Pair]:
    """How long half of all people wait and, on a line of its own, how long nine in ten do."""
    label = say("ticket.wait", language)
    if wait is None:
        return [Pair(label, say("wait.unknown", language))]
    if wait.p90 == 0:
        return [Pair(label, say("wait.soon", language), bold=True)]
    lines = [Pair(label, say("wait.about", language, minutes=wait.about), bold=True)]
    if wait.spread:
        lines.append(Pair("", say("wait.within", language, minutes=wait.within)))
    return lines
