"""What is told before a number is taken: papers, cost, wait; or why there is none, what else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.refusal import Refusal
from kiosk.words import words
from ui.touch.outlooks import NO_NUMBER
from ui.touch.views import Shown, ahead, choice_icon, limit, say, wait, where, within

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from kiosk.catalogue import Catalogue, Material, Service
    from kiosk.config import Settings
    from kiosk.queue.instead import Instead
    from kiosk.queue.issuing import DeskPreview, Preview


_FAULTS = {
    "touch.slow": "slow",
    "database.unreachable": "lost",
    "database.unsure": "unsure",
    "desk.no_numbers": "no_numbers",
    "reserve.used_up": "used_up",
}


def is_of_desk(outlook: Preview | DeskPreview) -> TypeIs[DeskPreview]:
    """Whether the number would be one of a desk that helps without a service."""
    from kiosk.queue.issuing import DeskPreview

    return isinstance(outlook, DeskPreview)


def confirm(
    preview: Preview, catalogue: Catalogue, brought: frozenset[str], language: str
) -> Shown:
    """What a person is told before taking a number for a service; `brought` names papers."""
    service = preview.service
    # The catalogue may be newer than the one that the visit began with.
    office = catalogue.offices.get(service.department)
    fee = service.fee.tariff(language) if service.fee.charged else say("confirm.free", language)
    notes = [
        {"kind": kind, "title": title, "text": text}
        for kind, title, text in (
            ("warn", say("confirm.not_needed", language), service.unneeded(language)),
            ("info", "", service.advice(language)),
        )
        if text
    ]
    return {
        "desk": "",
        "title": service.title(language),
        "icon": choice_icon("theme", service.theme),
        "office": office.title(language) if office else "",
        "ahead": ahead(preview.ahead, language),
        "wait": wait(preview.wait, language),
        "within": within(preview.wait, language),
        "counters": where(preview.counters, language),
        "fee": fee,
        "promised": limit(service.promised_time, language),
        "legal": limit(service.legal_time, language),
        "ways": list(_other_ways(service, language)),
        "papers": [_paper(each, brought, language) for each in service.materials],
        "verdict": _verdict(service, brought, language),
        "list": any(
            each.required and each.carried and each.name not in brought
            for each in service.materials
        ),
        "notes": notes,
        "remark": "" if service.speaks(language) else say("confirm.chinese_only", language),
    }


def _other_ways(service: Service, language: str) -> Iterator[Shown]:
    if "网" in service.online:
        yield {"icon": "globe", "text": say("confirm.online", language)}
    if service.appointment:
        yield {"icon": "calendar", "text": say("confirm.appointment", language)}


def _paper(material: Material, brought: frozenset[str], language: str) -> Shown:
    kind = "shared" if material.exempt_by_sharing else "required" if material.required else "later"
    # What the mark does not say already.
    hint = f"touch.paper.{kind}_hint"
    parts = [words().say(hint, language)] if words().knows(hint, language) else []
    if kind != "shared":
        parts.append(material.shape(language))
        # One copy goes without saying.
        if material.copies > 1:
            parts.append(say("paper.copies", language, count=material.copies))
    remark = material.remark(language)
    if remark:
        parts.append(remark)
    return {
        "key": material.name,
        "kind": kind,
        "mark": say(f"paper.{kind}", language),
        "name": material.title(language),
        "text": " · ".join(parts),
        "asked": material.carried,
        "brought": material.name in brought,
    }


def _verdict(service: Service, brought: frozenset[str], language: str) -> Shown:
    """What the papers at hand mean."""
    asked = [each for each in service.materials if each.carried]
    missing = [each for each in asked if each.name not in brought]
    count = sum(each.required or not service.tolerance_acceptance for each in missing)
    if not service.materials:
        name = "no_papers"
    elif not asked:
        name = "nothing"
    elif not missing:
        name = "complete"
    elif not brought:
        name = "tick"
    else:
        name = "lacking" if count else "later"
    kinds = {"tick": "plain", "lacking": "warn", "later": "info"}
    return {
        "kind": kinds.get(name, "good"),
        "title": say(f"confirm.{name}", language, count=count or len(missing)),
        "text": say(f"confirm.{name}_hint", language),
    }


def desk(outlook: DeskPreview, language: str) -> Shown:
    """What a person is told before taking a number of a desk that helps without a service."""
    return {
        "desk": outlook.desk.value,
        "title": say(f"desks.{outlook.desk}", language),
        "icon": "help" if outlook.desk.value == "enquiry" else "hand-heart",
        "text": say(f"desks.{outlook.desk}_text", language),
        "ahead": ahead(outlook.ahead, language),
        "wait": wait(outlook.wait, language),
        "within": within(outlook.wait, language),
        "counters": where(outlook.counters, language),
    }


def trouble(
    refusal: Refusal,
    outlook: Preview | DeskPreview | None,
    catalogue: Catalogue | None,
    settings: Settings | None,
    language: str,
) -> Shown:
    """What a person is told instead of a number, and what else one can do.

    A way with an `act` can be gone at once: the kind of a desk to ask for a number of.
    """
    if catalogue is None or settings is None:
        return _fault("opening", refusal, language)
    if refusal.code not in NO_NUMBER:
        name = _FAULTS.get(refusal.code, "system")
        return _fault(name, refusal, language)
    subject, instead = "", None
    if outlook is not None and is_of_desk(outlook):
        subject = say(f"desks.{outlook.desk}", language)
    elif outlook is not None:
        subject, instead = outlook.service.title(language), outlook.instead
    values = {name: _in_words(value, language) for name, value in refusal.values.items()}
    name = {"hall.closed": "shut", "group.full": "full"}.get(refusal.code, "closed")
    ways = list(_ways(refusal, instead, settings, language))
    return {
        "code": refusal.code,
        "again": False,
        "icon": {"shut": "clock", "full": "people", "closed": "counter"}[name],
        "title": say(f"trouble.{_title(refusal, name)}_title", language),
        "text": say(f"trouble.{name}_text", language, **values | {"service": subject}),
        "ways": ways,
    }


def _fault(name: str, refusal: Refusal, language: str) -> Shown:
    again = name != "no_numbers"
    ways = [{"icon": "person", "text": say("trouble.ask", language), "act": ""}]
    if again:
        text = say("trouble.retry", language)
        ways.append({"icon": "refresh", "text": text, "act": ""})
    return {
        "code": refusal.code,
        "again": again,
        "icon": "alert" if again else "direction",
        "title": say(f"trouble.{name}_title", language),
        "text": say(f"trouble.{name}_text", language),
        "ways": ways,
    }


def _title(refusal: Refusal, name: str) -> str:
    """A hall that is shut says why in its title."""
    if name != "shut":
        return name
    state = getattr(refusal.values.get("opening"), "state", "closed")
    return f"shut_{state}"


def _in_words(value: object, language: str) -> object:
    said = getattr(value, "in_words", None)
    return said(words(), language) if said is not None else value


def _ways(
    refusal: Refusal, instead: Instead | None, settings: Settings, language: str
) -> Iterator[Shown]:
    """What else one can do, the nearest first."""
    if instead is not None and instead.enquiry and refusal.code != "hall.closed":
        yield {"icon": "help", "text": say("trouble.enquiry", language), "act": "enquiry"}
    elif refusal.code != "hall.closed":
        yield {"icon": "person", "text": say("trouble.ask", language), "act": ""}
    codes = str(refusal.values.get("counters", "-"))
    if codes != "-":
        listed = codes.replace("、", words().say("paper.between", language))
        text = say("trouble.other_counters", language, counters=listed)
        yield {"icon": "counter", "text": text, "act": ""}
    if instead is not None:
        yield from _later(refusal, instead, language)
    hotline = settings.hotline
    yield {"icon": "call", "text": say("trouble.later", language, hotline=hotline), "act": ""}


def _later(refusal: Refusal, instead: Instead, language: str) -> Iterator[Shown]:
    if instead.online:
        yield {"icon": "globe", "text": say("trouble.online", language), "act": ""}
    if instead.appointment:
        yield {"icon": "calendar", "text": say("trouble.appointment", language), "act": ""}
    # A hall that is shut has said already when it opens.
    if instead.next_day is not None and refusal.code != "hall.closed":
        from kiosk.opening import day_in_words

        day = day_in_words(words(), language, instead.next_day, instead.today)
        yield {"icon": "clock", "text": say("trouble.next_day", language, day=day), "act": ""}
