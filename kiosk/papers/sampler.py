"""Every paper once, on the sample hall and its catalogue: for tests, pictures and try-outs."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from importlib.resources import as_file, files
from zoneinfo import ZoneInfo

from kiosk import catalogue_file
from kiosk.calendar import Unit, due
from kiosk.catalogue import Catalogue, Material, Service
from kiosk.config import Settings
from kiosk.papers.acceptance import acceptance
from kiosk.papers.checklist import checklist
from kiosk.papers.daily import CounterDay, GroupDay, PaperDay, daily
from kiosk.papers.delivery import Thing, delivery
from kiosk.papers.frame import Item
from kiosk.papers.notice import notice
from kiosk.papers.promise import promise
from kiosk.papers.reprint import reprint
from kiosk.papers.testpage import test_page
from kiosk.papers.ticket import ticket
from kiosk.queue.tickets import Counter, CounterKind, State, Ticket, Wait
from kiosk.words import words
from printers.paper import Paper
from printers.profiles import generic

_AT = datetime(2026, 11, 23, 9, 31, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
_LINK = "https://hall.example/s/Zk3vQ9xT2mB7pL0aW5nR8cY1dF6h-J_g"
_SERVICE = "SC005"


def samples(language: str = "zh", width_mm: int = 58) -> tuple[tuple[str, Paper], ...]:
    """Each paper with its name, for paper of `width_mm` (58 or 80)."""
    with as_file(files("data") / "seeds" / "catalogue.json") as file:
        shelf = catalogue_file.read(file)
    settings = sample_settings()
    service = shelf.services[_SERVICE]
    title = service.title(language)
    items = [_item(each, language) for each in service.materials]
    deferred = [
        item for item, each in zip(items, service.materials, strict=True) if not each.required
    ]
    limit, legal = service.promised_time, service.legal_time
    assert limit.value is not None
    assert legal.value is not None
    last = due(_AT.date(), limit.value, Unit.WORKING_DAYS).day
    promised = words().say("touch.time.working_days", language, count=limit.value)
    case = f"{_AT:%Y%m%d}-{service.id}-0007"
    clerk = words().say("paper.try.clerk", language)
    number = _ticket(shelf, service, language)
    return (
        ("ticket", number),
        ("reprint", reprint(number, copy=2, at=_AT, language=language)),
        (
            "checklist",
            checklist(
                settings,
                title,
                [
                    _item(each, language)
                    for each in service.materials
                    if each.required and each.carried
                ],
                later=deferred[:1],
                at_hand=deferred[1:],
                phone=service.consult_phone,
                language=language,
            ),
        ),
        (
            "notice",
            notice(
                settings,
                title,
                deferred,
                given=_AT.date(),
                valid=date(2026, 12, 31),
                link=_LINK,
                language=language,
                basis=words().say("paper.try.basis", language),
                promised=promised,
                clerk=clerk,
                phone=service.consult_phone,
                more=[words().say("paper.try.hours", language)],
                width_mm=width_mm,
            ),
        ),
        (
            "acceptance",
            acceptance(
                settings,
                case,
                title,
                items,
                accepted=_AT,
                due=last,
                promised=promised,
                link=_LINK,
                language=language,
                legal=words().say("touch.time.working_days", language, count=legal.value),
                clerk=clerk,
                phone=service.consult_phone,
                supervision=service.supervise_phone,
                result=service.outcome(language),
                how=words().say("paper.try.how", language),
            ),
        ),
        (
            "promise",
            promise(
                settings,
                case,
                title,
                deferred,
                made=_AT.date(),
                until=last,
                link=_LINK,
                language=language,
            ),
        ),
        (
            "delivery",
            delivery(
                settings,
                case,
                title,
                [Thing(service.outcome(language))],
                how=words().say("paper.try.how", language),
                delivered=last,
                language=language,
            ),
        ),
        ("daily", _daily(shelf, language)),
        ("test", test_page(settings, "main", generic(width_mm), at=_AT, language=language)),
    )


def sample_settings() -> Settings:
    """The sample hall's name, hotline and its note that it is one."""
    text = (files("data") / "seeds" / "hall.toml").read_text(encoding="utf-8")
    shown = ("name", "name_en", "hotline", "sample")
    return Settings.model_validate(
        {key: value for key, value in tomllib.loads(text).items() if key in shown}
    )


def sample_counters() -> tuple[Counter, ...]:
    """The counters of the sample hall, all open."""
    text = (files("data") / "seeds" / "hall.json").read_text(encoding="utf-8")
    return tuple(
        Counter(
            id=place,
            code=each["code"],
            name=each["name"],
            name_en=each["name_en"],
            kind=CounterKind(each["kind"]),
            area=each["area"],
            area_en=each["area_en"],
            open=True,
        )
        for place, each in enumerate(json.loads(text)["counters"], start=1)
    )


def _item(material: Material, language: str) -> Item:
    shared = material.exempt_by_sharing
    return Item(
        material.title(language),
        originals=0 if shared else material.copies,
        form="" if shared else material.shape(language),
    )


def _ticket(shelf: Catalogue, service: Service, language: str) -> Paper:
    number = Ticket(
        id=32,
        number=f"{service.window_group}032",
        group=service.window_group,
        day=_AT.date(),
        service=service.id,
        service_name=service.name,
        service_name_en=service.name_en,
        state=State.WAITING,
        priority=None,
        issued_at=_AT,
        counter=None,
        called_at=None,
        calls=0,
    )
    counters = [each for each in sample_counters() if each.kind is CounterKind.COMPREHENSIVE]
    return ticket(
        sample_settings(),
        number,
        counters,
        group=shelf.groups[service.window_group].title(language),
        ahead=5,
        wait=Wait(15 * 60, 25 * 60),
        link=_LINK,
        issued=_AT,
        language=language,
    )


def _daily(shelf: Catalogue, language: str) -> Paper:
    groups = [
        GroupDay(
            group.prefix,
            group.title(language),
            issued=40 - 3 * place,
            finished=36 - 3 * place,
            missed=2,
            abandoned=1,
            expired=1,
            median=4 + place,
            longest=19 + 2 * place,
        )
        for place, group in enumerate(shelf.window_groups)
    ]
    counters = [
        CounterDay(each.code, each.title(language), finished=31 - place, minutes=9 + place % 4)
        for place, each in enumerate(sample_counters())
    ]
    papers = PaperDay(printed=271, sent=0, failed=2, unknown=1, reprinted=3)
    at = _AT.replace(hour=17, minute=30)
    return daily(
        sample_settings(), at.date(), groups, counters, papers, printed=at, language=language
    )
