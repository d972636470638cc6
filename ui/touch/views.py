"""What the pages of the touch screen show: values of the hall become plain words and numbers."""

from __future__ import annotations

import tomllib
from collections import Counter as Counting
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kiosk.words import words

if TYPE_CHECKING:
    # The hall is imported on the worker: the first frame does not wait for it.
    from kiosk.catalogue import Bundle, Catalogue, Service, TimeLimit
    from kiosk.queue.issuing import Issued
    from kiosk.queue.tickets import Counter, Wait

Shown = dict[str, Any]


def say(key: str, language: str, **values: object) -> str:
    """A phrase of the touch screen."""
    return words().say(f"touch.{key}", language, **values)


def phrases(language: str) -> dict[str, str]:
    """All phrases of the touch screen."""
    table = words().table(language).items()
    return {key: phrase for key, phrase in table if key.startswith("touch.")}


@cache
def _icons() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("ui.touch") / "icons.toml").read_text(encoding="utf-8"))


def day(at: datetime, language: str) -> str:
    """The day of `at`, which is in the zone of the hall."""
    return say(
        "date.full",
        language,
        year=at.year,
        month=say(f"date.month.{at.month}", language),
        day=at.day,
        weekday=say(f"date.weekday.{at.isoweekday()}", language),
    )


def kinds(catalogue: Catalogue, language: str) -> list[Shown]:
    """The sides of the home page: what most come for, and the ways to everything else."""
    icons = {"popular": "list", "theme": "grid", "office": "building", "bundle": "hand-heart"}
    return [
        {"key": kind, "text": say(f"home.by_{kind}", language), "icon": icon}
        for kind, icon in icons.items()
        if kind != "bundle" or catalogue.bundles
    ]


def choices(catalogue: Catalogue, kind: str, popular: Sequence[str], language: str) -> list[Shown]:
    """What the home page offers: the `popular` services, or the themes, offices or bundles that
    have services, in the order of the screen."""
    if kind == "popular":
        wanted = (catalogue.services[key] for key in popular if key in catalogue.services)
        return [
            _choice(
                each.id, each.title(language), _picture(each), office(catalogue, each, language)
            )
            for each in wanted
        ]
    counts = Counting(
        key for service in catalogue.services.values() for key in _keys(catalogue, service, kind)
    )
    return [
        _choice(
            key,
            choice_title(catalogue, kind, key, language),
            choice_icon(kind, key, catalogue),
            say("home.items", language, count=counts[key]),
        )
        for key in _ordered(catalogue, kind)
        if key in counts
    ]


def _choice(key: str, title: str, icon: str, note: str) -> Shown:
    return {"key": key, "title": title, "icon": icon, "note": note}


def _keys(catalogue: Catalogue, service: Service, kind: str) -> list[str]:
    """The themes, offices or bundles that a service belongs to."""
    if kind == "bundle":
        return [each.id for each in catalogue.bundles if service.id in each.items]
    return [service.theme if kind == "theme" else service.department]


def _ordered(catalogue: Catalogue, kind: str) -> list[str]:
    if kind == "bundle":
        return [each.id for each in catalogue.bundles]
    every = catalogue.themes if kind == "theme" else tuple(catalogue.offices)
    places = {key: place for place, key in enumerate(_icons()[f"{kind}s"])}
    return sorted(every, key=lambda key: places.get(key, len(places)))


def _bundle(catalogue: Catalogue, key: str) -> Bundle:
    return next(each for each in catalogue.bundles if each.id == key)


def choice_title(catalogue: Catalogue, kind: str, key: str, language: str) -> str:
    """The name of a theme, an office or a bundle."""
    if kind == "theme":
        return catalogue.theme_title(key, language)
    if kind == "bundle":
        return _bundle(catalogue, key).title(language)
    return catalogue.offices[key].title(language)


def choice_icon(kind: str, key: str, catalogue: Catalogue | None = None) -> str:
    """The icon of a theme, an office or a bundle, which has that of its first service."""
    if kind == "bundle" and catalogue is not None:
        return _picture(catalogue.services[_bundle(catalogue, key).items[0]])
    return _icons()[f"{kind}s"].get(key, {"theme": "folder"}.get(kind, "building"))


def _picture(service: Service) -> str:
    return choice_icon("theme", service.theme)


def services(catalogue: Catalogue, kind: str, choice: str, language: str) -> list[Shown]:
    """The services of a theme, an office or a bundle."""
    if kind == "bundle":
        # What is done first in a bundle stands first.
        found = [catalogue.services[key] for key in _bundle(catalogue, choice).items]
    else:
        every = catalogue.services.values()
        found = [each for each in every if choice in _keys(catalogue, each, kind)]
    return [
        {
            "id": each.id,
            "title": each.title(language),
            "office": office(catalogue, each, language),
            "promised": say(
                "services.promised", language, time=limit(each.promised_time, language)
            ),
        }
        for each in found
    ]


def office(catalogue: Catalogue, service: Service, language: str) -> str:
    """Who does a service, as briefly as the language can say it."""
    found = catalogue.offices[service.department]
    return found.title(language) if language == "en" else found.short


def limit(time: TimeLimit, language: str) -> str:
    """A time limit in words."""
    if time.value is None or time.unit is None:
        return say("time.none", language)
    if time.value == 0:
        return say("time.now", language)
    name = {"工作日": "working_days", "自然日": "days", "月": "months"}[time.unit]
    return say(f"time.{name}", language, count=time.value)


def alone(language: str) -> Shown:
    """What is said where numbers are given out without the hall's database: kind, title, text."""
    return {
        "kind": "info",
        "title": say("alone.title", language),
        "text": say("alone.text", language),
    }


def lost(language: str) -> Shown:
    """What is said where the hall cannot be asked and there are no numbers, as `alone` says it."""
    return {
        "kind": "warn",
        "icon": "unplugged",
        "title": say("lost.title", language),
        "text": say("lost.text", language),
    }


def ahead(people: int | None, language: str) -> str:
    """How many people are ahead, in words; None: nobody can say."""
    if people is None:
        return say("alone.ahead", language)
    return say("home.people", language, count=people)


def wait(expected: Wait | None, language: str) -> str:
    """An expected wait in words: half of all people wait less."""
    if expected is None:
        return say("wait.unknown", language)
    if expected.p90 == 0:
        return say("wait.soon", language)
    return say("wait.about", language, minutes=expected.about)


def within(expected: Wait | None, language: str) -> str:
    """How long nine in ten people wait at most; "" where `wait` says it all."""
    if expected is None or not expected.spread:
        return ""
    return say("wait.within", language, minutes=expected.within)


def where(counters: Sequence[Counter], language: str) -> str:
    """The counters by their areas, in words."""
    from kiosk.papers.ticket import where

    return where(counters, language)


def ticket(issued: Issued, language: str) -> Shown:
    """What stands on the screen when the number has been taken; `areas` is one area a line."""
    counters = where(issued.counters, language)
    return {
        "number": issued.ticket.number,
        "title": issued.ticket.service_title(language),
        "counters": counters,
        "areas": counters.replace(words().say("paper.between_areas", language), "\n"),
        "ahead": ahead(issued.ahead, language),
        "wait": wait(issued.wait, language),
        "within": within(issued.wait, language),
        "link": issued.status_url,
    }
