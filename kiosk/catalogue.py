"""The service catalogue: what a hall does, which papers each service needs, and its checks.

The models are the shape of the file and of what is kept; `read` refuses a bad file whole and
names every fault with its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from kiosk.calendar import Unit, longer
from kiosk.faults import Fault, Faults, of_form
from kiosk.plain import Plain
from kiosk.refusal import Refusal
from kiosk.words import words

Language = str
Id = Annotated[str, Field(pattern=r"^[A-Z0-9]{1,16}$")]
Name = Annotated[Plain, Field(min_length=1, max_length=80)]
English = Annotated[Plain, Field(max_length=160)]
Note = Annotated[Plain, Field(max_length=400)]
Code = Annotated[Plain, Field(max_length=16)]
# I and O are read as 1 and 0 (R7).
GIVEN = "申请表格(窗口提供)"
"""The form of a paper that the counter has."""
Prefix = Annotated[str, Field(pattern=r"^[A-HJ-NP-Z]$")]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _said(language: Language, chinese: str, english: str) -> str:
    """The words for a person who reads `language`; Chinese where there are no others."""
    return english if language == "en" and english else chinese


class _Named(_Shape):
    name: Name
    name_en: English = ""

    def title(self, language: Language) -> str:
        """The name for a person who reads `language`; Chinese where no other is known."""
        return _said(language, self.name, self.name_en)


class TimeLimit(_Shape):
    """A time limit; no value means that no law sets one."""

    value: Annotated[int, Field(ge=0, le=3650)] | None
    unit: Unit | None

    @model_validator(mode="after")
    def _both_or_none(self) -> Self:
        if (self.value is None) != (self.unit is None):
            raise PydanticCustomError("time_halves", "value and unit stand together or not at all")
        return self


class Material(_Named):
    """A paper to bring; 容缺 may follow later against a written promise."""

    necessity: Literal["必要", "容缺"]
    form: Annotated[Plain, Field(max_length=80)]
    copies: Annotated[int, Field(ge=0, le=99)]
    exempt_by_sharing: bool
    note: Note = ""
    note_en: Note = ""

    def shape(self, language: Language) -> str:
        """What it must look like and who makes it; as in the file where no phrase says it."""
        phrase = f"touch.forms.{self.form}"
        return words().say(phrase, language) if words().knows(phrase, language) else self.form

    def remark(self, language: Language) -> str:
        """What else is to be known of it, "" where there is nothing."""
        return _said(language, self.note, self.note_en)

    @property
    def required(self) -> bool:
        """Without it nothing can be accepted."""
        return self.necessity == "必要"

    @property
    def carried(self) -> bool:
        """It is for the person to bring: not what the counter has or looks up itself."""
        return not self.exempt_by_sharing and self.form != GIVEN


class Fee(_Shape):
    """Whether it costs anything, and the words for it."""

    charged: bool
    text: Note
    text_en: Note = ""

    def tariff(self, language: Language) -> str:
        """The words for it."""
        return _said(language, self.text, self.text_en)


class WindowGroup(_Named):
    """The people who share one series of numbers (A001, A002 ...)."""

    prefix: Prefix
    default_windows: tuple[str, ...] = ()
    default_minutes: Annotated[int, Field(ge=1, le=480)]


class Department(_Named):
    """An office whose matters are done in the hall."""

    id: Id
    short: Name
    code: Code
    default_group: Prefix


class Bundle(_Named):
    """一件事: several services for one event of a life, asked for once."""

    id: Id
    items: Annotated[tuple[Id, ...], Field(min_length=1)]
    aliases: tuple[Note, ...] = ()
    rule: Note = ""


class Service(_Named):
    """A matter that the hall does (事项)."""

    id: Id
    aliases: tuple[Note, ...] = ()
    department: Id
    item_type: Note
    base_code: Note
    impl_code: Note
    service_object: tuple[Note, ...]
    theme: Name
    case_type: Literal["即办件", "承诺件"]
    legal_time: TimeLimit
    promised_time: TimeLimit
    time_cut_ratio: Annotated[float, Field(allow_inf_nan=False)] | None = None
    legal_unit_note: Note = ""
    legal_basis: Note
    legal_basis_check: Note = ""
    excluded_or_special_time: Note = ""
    onsite_visits: Annotated[int, Field(ge=0, le=99)]
    online: Note
    appointment: bool
    accept_conditions: Note
    materials: tuple[Material, ...]
    tolerance_acceptance: bool
    notify_commit: bool
    fee: Fee
    intermediary: Note = ""
    result: Note
    result_en: Note = ""
    delivery: tuple[Note, ...]
    window_group: Prefix
    avg_service_minutes: Annotated[int, Field(ge=1, le=480)]
    handling_route: Note
    sign_off_stages: tuple[Note, ...]
    priority_hint: Note = ""
    not_needed_when: Note = ""
    not_needed_when_en: Note = ""
    counter_hint: Note = ""
    counter_hint_en: Note = ""
    consult_phone: Note
    supervise_phone: Note
    version: Annotated[int, Field(ge=1)]
    state: Literal["在用", "停用"]

    def outcome(self, language: Language) -> str:
        """The document that a person is given at the end."""
        return _said(language, self.result, self.result_en)

    def unneeded(self, language: Language) -> str:
        """When nobody has to come for it, "" where it is always needed."""
        return _said(language, self.not_needed_when, self.not_needed_when_en)

    def speaks(self, language: Language) -> bool:
        """Whether all that is told of it before a number is taken stands in `language`."""
        told = [
            (self.not_needed_when, self.not_needed_when_en),
            (self.counter_hint, self.counter_hint_en),
            *([(self.fee.text, self.fee.text_en)] if self.fee.charged else []),
            *((each.name, each.name_en) for each in self.materials),
            *((each.note, each.note_en) for each in self.materials),
        ]
        return language != "en" or all(english for chinese, english in told if chinese)

    def advice(self, language: Language) -> str:
        """What to know before one goes to the counter, "" where there is nothing."""
        return _said(language, self.counter_hint, self.counter_hint_en)


class Meta(_Shape):
    """Where the catalogue comes from, and what it must not be taken for."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Name
    disclaimer: Note = ""
    as_of: date


class Catalogue(_Shape):
    """One version of everything that the hall does."""

    meta: Meta
    window_groups: tuple[WindowGroup, ...]
    departments: tuple[Department, ...]
    themes: tuple[Name, ...]
    themes_en: dict[str, English] = {}
    items: Annotated[tuple[Service, ...], Field(min_length=1)]
    bundles: tuple[Bundle, ...] = ()

    @cached_property
    def services(self) -> dict[str, Service]:
        """The services in use, by id."""
        return {service.id: service for service in self.items if service.state == "在用"}

    @cached_property
    def groups(self) -> dict[str, WindowGroup]:
        """The window groups, by prefix."""
        return {group.prefix: group for group in self.window_groups}

    @cached_property
    def offices(self) -> dict[str, Department]:
        """The departments, by id."""
        return {department.id: department for department in self.departments}

    def theme_title(self, theme: str, language: Language) -> str:
        """The name of a theme for a person who reads `language`."""
        return self.themes_en.get(theme, theme) if language == "en" else theme


class CatalogueRefused(Refusal):
    """A file that does not become a catalogue; nothing of it has been kept."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        super().__init__("catalogue.faulty", count=count, faults=Faults(self.faults))


def read(path: Path) -> Catalogue:
    """The catalogue in the JSON file at `path`.

    Raises `Refusal("file.unreadable")` and, with every fault, `CatalogueRefused`.
    """
    try:
        # Editors on Windows put a mark in front, which is not a fault of the person's.
        raw = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refusal("file.unreadable", path=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise CatalogueRefused([Fault(f"byte {error.start}", "not_utf8")]) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise CatalogueRefused([Fault(place, "not_json", {"message": error.msg})]) from error
    except RecursionError as error:
        raise CatalogueRefused([Fault("file", "too_deep")]) from error
    return check(raw)


def check(raw: Any) -> Catalogue:
    """`raw` as a catalogue, or `CatalogueRefused` with every fault of form and sense."""
    try:
        catalogue = Catalogue.model_validate(raw)
        faults: list[Fault] = []
    except ValidationError as error:
        faults = [replace(fault, place=_place(raw, steps)) for steps, fault in of_form(error)]
        try:
            # The entries that are sound are looked at all the same: one round of mending is enough.
            catalogue = Catalogue.model_validate(_sound(raw, error))
        except ValidationError:
            raise CatalogueRefused(faults) from error
    faults += _faults_of_sense(catalogue, raw)
    if faults:
        raise CatalogueRefused(faults)
    return catalogue


_KEYS = {"window_groups": "prefix", "departments": "id", "items": "id", "bundles": "id"}
"""The lists of a catalogue, and what their entries are known by."""


def _place(raw: Any, steps: tuple[int | str, ...]) -> str:
    """Where a fault of form is, "items[3] SC004.promised_time.unit"."""
    place = ""
    for depth, step in enumerate(steps):
        place += f"[{step}]" if isinstance(step, int) else f".{step}"
        if depth == 1 and isinstance(step, int) and steps[0] in _KEYS:
            key = _ids(raw, str(steps[0]))[step]
            place += f" {key}" if key else ""
    return place.lstrip(".") or "file"


def _ids(raw: Any, part: str) -> list[str]:
    """What the entries of a list in the file call themselves, "" where they do not."""
    return [
        str(entry.get(_KEYS[part], "")) if isinstance(entry, dict) else "" for entry in raw[part]
    ]


def _sound(raw: Any, error: ValidationError) -> Any:
    """The file without the entries that have faults of form."""
    broken: dict[str, set[int]] = {}
    for each in error.errors():
        match each["loc"]:
            case (str(part), int(place), *_):
                broken.setdefault(part, set()).add(place)
            case _:
                return raw
    return raw | {
        part: [entry for place, entry in enumerate(raw[part]) if place not in places]
        for part, places in broken.items()
    }


def _faults_of_sense(catalogue: Catalogue, raw: Any) -> Iterator[Fault]:
    """What does not fit together. What the file only spells wrongly counts as being there."""
    ids = {part: _ids(raw, part) for part in _KEYS if part in raw}
    yield from _twice("themes", list(catalogue.themes))
    for part, key in _KEYS.items():
        for fault in _twice(part, ids.get(part, [])):
            yield replace(fault, place=f"{fault.place}.{key}")
    for department in catalogue.departments:
        if department.default_group not in ids["window_groups"]:
            place = f"departments[{ids['departments'].index(department.id)}] {department.id}"
            yield Fault(f"{place}.default_group", "no_group", {"name": department.default_group})
    for service in catalogue.items:
        place = f"items[{ids['items'].index(service.id)}] {service.id}"
        if service.department not in ids["departments"]:
            yield Fault(f"{place}.department", "no_department", {"name": service.department})
        if service.theme not in raw["themes"]:
            yield Fault(f"{place}.theme", "no_theme", {"name": service.theme})
        if service.window_group not in ids["window_groups"]:
            yield Fault(f"{place}.window_group", "no_group", {"name": service.window_group})
        yield from _twice(f"{place}.materials", [material.name for material in service.materials])
        yield from _promise_too_long(place, service)
    stopped = {service.id for service in catalogue.items if service.state == "停用"}
    for bundle in catalogue.bundles:
        for item in bundle.items:
            if item not in ids["items"] or item in stopped:
                place = f"bundles[{ids['bundles'].index(bundle.id)}] {bundle.id}"
                yield Fault(f"{place}.items", "no_service", {"name": item})


def _promise_too_long(place: str, service: Service) -> Iterator[Fault]:
    promised, legal = service.promised_time, service.legal_time
    if promised.value is None or promised.unit is None:
        yield Fault(f"{place}.promised_time", "no_promise")
    elif legal.value is not None and legal.unit is not None:
        mine, law = (promised.value, promised.unit), (legal.value, legal.unit)
        if longer(mine, law):
            values = {"promised": f"{mine[0]} {mine[1]}", "legal": f"{law[0]} {law[1]}"}
            yield Fault(f"{place}.promised_time", "promise_too_long", values)


def _twice(place: str, keys: list[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for n, key in enumerate(keys):
        if key and key in seen:
            yield Fault(f"{place}[{n}]", "twice", {"name": key})
        seen.add(key)
