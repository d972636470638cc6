"""What the papers of a hall have in common: head, foot, dates, lists of materials, signatures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kiosk.config import Settings
from kiosk.words import words
from printers.paper import Block, Feed, Logo, Pair, Rule, Text

_SIGN_ON: Final = "＿" * 9
"""A line of 27 mm to sign on: with its label it fits the narrowest paper."""

_SIGN_MM: Final = 6
"""White above a line to sign on, so that a hand has room."""

_SEAL_MM: Final = 22
"""White for an official seal, which is 40 mm across and may cover what is printed around it
(GB/T 9704-2012, 7.3.5.1)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A material by its name, with the number of originals and of copies; what it must look like
    where that is not plain."""

    name: str
    originals: int = 0
    copies: int = 0
    form: str = ""


def say(key: str, language: str, **values: object) -> str:
    """The phrase `paper.<key>`."""
    return words().say(f"paper.{key}", language, **values)


def head(settings: Settings, title: str, language: str) -> list[Block]:
    """Emblem, hall and the name of the paper."""
    return [
        Logo(),
        Text(settings.title(language), bold=True, align="center"),
        Feed(1),
        Text(title, size=2, bold=True, align="center"),
        Rule(),
    ]


def foot(settings: Settings, language: str) -> list[Block]:
    """Whom to ask, and that a sample hall is one."""
    blocks: list[Block] = [
        Feed(2),
        Text(say("hotline", language, hotline=settings.hotline), bold=True, align="center"),
    ]
    if settings.sample:
        blocks.append(Text(say("sample", language), align="center"))
    return blocks


def heading(text: str) -> list[Block]:
    """The name of a part of the paper, set off by a line."""
    return [Rule(), Text(text, bold=True), Feed(1)]


def rows(language: str, values: Iterable[tuple[str, str]]) -> Iterator[Pair]:
    """A labelled line for each (key of the label, value); one without a value does not appear."""
    for key, value in values:
        if value:
            yield Pair(say(key, language), value)


def in_words(day: date, language: str) -> str:
    """The day as a document writes it (GB/T 9704-2012, 7.3.5.4: no zero before month or day)."""
    return say("day", language, year=day.year, month=day.month, day=day.day)


def numbered(place: int, text: str, language: str) -> str:
    """The text as the entry `place` of a list."""
    return say("numbered", language, place=place, text=text)


def how_many(item: Item, language: str) -> str:
    """The originals and copies in words."""
    name = {
        (True, True): "both",
        (True, False): "originals",
        (False, True): "copies",
        (False, False): "none",
    }[item.originals > 0, item.copies > 0]
    return say(f"copies.{name}", language, originals=item.originals, copies=item.copies)


def what(item: Item, language: str) -> str:
    """How many of it, and what it must look like."""
    many = how_many(item, language)
    return say("notice.form", language, copies=many, form=item.form) if item.form else many


def described(items: Iterable[Item], language: str) -> Iterator[Block]:
    """Each material with what is wanted of it underneath."""
    for place, item in enumerate(items, start=1):
        if place > 1:
            yield Feed(1.5)
        yield Text(numbered(place, item.name, language), bold=True)
        yield Text(what(item, language))


def chinese_names(items: Iterable[Item], language: str) -> Iterator[Block]:
    """For readers of another language: why names stand in Chinese, where some do."""
    if language != "zh" and any(letter >= "\u4e00" for item in items for letter in item.name):
        yield Feed(1)
        yield Text(say("chinese_names", language))


def to_sign(label: str, language: str) -> Iterator[Block]:
    """A line to sign on."""
    yield Feed(_SIGN_MM)
    yield Text(say("to_sign", language, label=label, line=_SIGN_ON), align="right")


def date_to_fill(language: str) -> Iterator[Block]:
    """A date to be written by hand."""
    yield Feed(_SIGN_MM)
    yield Text(say("to_date", language), align="right")


def seal(label: str, day: date, language: str) -> Iterator[Block]:
    """Room for the seal, with who seals and when (Administrative Licensing Law, art. 32)."""
    yield Feed(2)
    yield Text(label, align="right")
    yield Feed(_SEAL_MM)
    yield Text(in_words(day, language), align="right")
