"""What the pages of the touch screen show: values of the hall become plain words and numbers."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kiosk.refusal import Refusal
from kiosk.words import words

if TYPE_CHECKING:
    # The hall is imported on the worker: the first frame does not wait for it.
    from kiosk.catalogue import Catalogue, Material, Service, TimeLimit
    from kiosk.config import Settings
    from kiosk.queue.issuing import Issued, Preview
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


def choices(catalogue: Catalogue, kind: str, language: str) -> list[Shown]:
    """The themes or the offices that have services, in the order of the screen."""
    counts: dict[str, int] = {}
    for service in catalogue.services.values():
        key = _choice(service, kind)
        counts[key] = counts.get(key, 0) + 1
    icons = _icons()["themes" if kind == "theme" else "offices"]
    every = catalogue.themes if kind == "theme" else tuple(catalogue.offices)
    return [
        {
            "key": key,
            "title": choice_title(catalogue, kind, key, language),
            "icon": choice_icon(kind, key),
            "note": say("home.items", language, count=counts[key]),
        }
        for key in _ordered(every, icons)
        if key in counts
    ]


def _ordered(keys: Iterable[str], icons: dict[str, str]) -> list[str]:
    places = {key: place for place, key in enumerate(icons)}
    return sorted(keys, key=lambda key: places.get(key, len(places)))


def _choice(service: Service, kind: str) -> str:
    return service.theme if kind == "theme" else service.department


def choice_title(catalogue: Catalogue, kind: str, key: str, language: str) -> str:
    """The name of a theme or an office."""
    if kind == "theme":
        return catalogue.theme_title(key, language)
    return catalogue.offices[key].title(language)


def choice_icon(kind: str, key: str) -> str:
    """The icon of a theme or an office."""
    if kind == "theme":
        return _icons()["themes"].get(key, "folder")
    return _icons()["offices"].get(key, "building")


def services(catalogue: Catalogue, kind: str, choice: str, language: str) -> list[Shown]:
    """The services of a theme or an office."""
    return [
        {
            "id": service.id,
            "title": service.title(language),
            "office": _office(catalogue, service, language),
            "promised": say(
                "services.promised", language, time=limit(service.promised_time, language)
            ),
        }
        for service in catalogue.services.values()
        if _choice(service, kind) == choice
    ]


def _office(catalogue: Catalogue, service: Service, language: str) -> str:
    office = catalogue.offices[service.department]
    return office.title(language) if language == "en" else office.short


def limit(time: TimeLimit, language: str) -> str:
    """A time limit in words."""
    if time.value is None or time.unit is None:
        return say("time.none", language)
    if time.value == 0:
        return say("time.now", language)
    name = {"工作日": "working_days", "自然日": "days", "月": "months"}[time.unit]
    return say(f"time.{name}", language, count=time.value)


def wait(expected: Wait | None, language: str) -> str:
    """An expected wait in words; never shorter than it is expected to be."""
    if expected is None:
        return say("wait.unknown", language)
    low, high = expected.p50 // 60, -(-expected.p90 // 60)
    if high == 0:
        return say("wait.soon", language)
    if high - low <= 1:
        return say("wait.about", language, low=high)
    return say("wait.between", language, low=low, high=high)


def _where(counters: Sequence[Counter], language: str) -> str:
    from kiosk.papers.ticket import where

    return where(counters, language)


def confirm(preview: Preview, catalogue: Catalogue, language: str) -> Shown:
    """What a person is told before taking a number."""
    service = preview.service
    # The catalogue may be newer than the one that the visit began with.
    office = catalogue.offices.get(service.department)
    fee = service.fee.text if service.fee.charged else say("confirm.free", language)
    notes = [
        {"kind": kind, "title": title, "text": text}
        for kind, title, text in (
            ("warn", say("confirm.not_needed", language), service.not_needed_when),
            ("info", "", service.counter_hint),
        )
        if text
    ]
    return {
        "id": service.id,
        "title": service.title(language),
        "icon": choice_icon("theme", service.theme),
        "office": office.title(language) if office else "",
        "ahead": say("home.people", language, count=preview.ahead),
        "wait": wait(preview.wait, language),
        "counters": _where(preview.counters, language),
        "fee": fee,
        "promised": limit(service.promised_time, language),
        "legal": limit(service.legal_time, language),
        "papers": [_paper(each, language) for each in service.materials],
        "notes": notes,
    }


def _paper(material: Material, language: str) -> Shown:
    kind = "shared" if material.exempt_by_sharing else "required" if material.required else "later"
    # What the mark does not say already.
    hint = f"touch.paper.{kind}_hint"
    parts = [words().say(hint, language)] if words().knows(hint, language) else []
    if kind != "shared":
        form = f"touch.forms.{material.form}"
        known = words().knows(form, language)
        parts.append(words().say(form, language) if known else material.form)
        # One copy goes without saying.
        if material.copies > 1:
            parts.append(say("paper.copies", language, count=material.copies))
    if material.note:
        parts.append(material.note)
    return {
        "kind": kind,
        "mark": say(f"paper.{kind}", language),
        "name": material.name,
        "text": " · ".join(parts),
    }


def ticket(issued: Issued, language: str) -> Shown:
    """What stands on the screen when the number has been taken; `areas` is one area a line."""
    where = _where(issued.counters, language)
    return {
        "number": issued.ticket.number,
        "title": issued.ticket.service_title(language),
        "counters": where,
        "areas": where.replace(words().say("paper.between_areas", language), "\n"),
        "ahead": say("home.people", language, count=issued.ahead),
        "wait": wait(issued.wait, language),
        "link": issued.status_url,
    }


def trouble(
    refusal: Refusal, catalogue: Catalogue | None, settings: Settings | None, language: str
) -> Shown:
    """What a person is told instead of a number, and what else one can do."""
    ways = [{"icon": "help", "text": say("trouble.ask", language)}]
    again = refusal.code != "service.no_counter_open"
    if again:
        ways.append({"icon": "refresh", "text": say("trouble.retry", language)})
    elif settings is not None:
        text = say("trouble.later", language, hotline=settings.hotline)
        ways.append({"icon": "call", "text": text})
    values = dict(refusal.values)
    if catalogue is None or settings is None:
        name = "opening"
    elif refusal.code == "service.no_counter_open":
        name = "closed"
        service = catalogue.services.get(str(values.get("service")))
        values["service"] = service.title(language) if service else ""
        codes = str(values["counters"]).split("、")
        between = words().say("paper.between", language)
        text = say("trouble.other_counters", language, counters=between.join(codes))
        if codes != ["-"]:
            ways.insert(0, {"icon": "counter", "text": text})
    else:
        name = "slow" if refusal.code == "touch.slow" else "system"
    return {
        "code": refusal.code,
        "again": again,
        "icon": "counter" if name == "closed" else "alert",
        "title": say(f"trouble.{name}_title", language),
        "text": say(f"trouble.{name}_text", language, **values),
        "ways": ways,
    }
