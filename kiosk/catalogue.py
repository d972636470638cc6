"""The service catalogue: what a hall does and which papers each service needs.

The models are the shape of the file (kiosk/catalogue_file.py) and of what is kept.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from kiosk.calendar import Unit
from kiosk.form import Form
from kiosk.plain import Plain
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


def _said(language: Language, chinese: str, english: str) -> str:
    """The words for a person who reads `language`; Chinese where there are no others."""
    return english if language == "en" and english else chinese


class _Named(Form):
    name: Name
    name_en: English = ""

    def title(self, language: Language) -> str:
        """The name for a person who reads `language`; Chinese where no other is known."""
        return _said(language, self.name, self.name_en)


class TimeLimit(Form):
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


class Fee(Form):
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


class Meta(Form):
    """Where the catalogue comes from, and what it must not be taken for."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: Name
    disclaimer: Note = ""
    as_of: date


class Catalogue(Form):
    """One version of everything that the hall does."""

    meta: Meta
    window_groups: tuple[WindowGroup, ...]
    departments: tuple[Department, ...]
    themes: tuple[Name, ...]
    themes_en: dict[str, English] = Field(default={})
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
