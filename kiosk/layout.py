"""The counters of a new hall and what each can do: read from a file, or counted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import count
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from kiosk.form import Form
from kiosk.plain import Plain
from kiosk.queue.tickets import CounterKind

COMPREHENSIVE = "comprehensive"
"""The skill of the sample's counters for everything that needs no specialist."""

Name = Annotated[Plain, Field(max_length=80)]


class Desk(Form):
    """A counter; `skill` names what it can do."""

    code: Annotated[Plain, Field(min_length=1, max_length=8)]
    name: Name
    name_en: Name
    kind: CounterKind
    area: Name
    area_en: Name
    skill: str


class Layout(Form):
    """`skills`: the services that each skill is good for, by department."""

    note: str = ""
    skills: dict[str, dict[str, list[str]]]
    counters: Annotated[tuple[Desk, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        codes = [desk.code for desk in self.counters]
        for desk in self.counters:
            if codes.count(desk.code) > 1:
                raise PydanticCustomError("twice", "{name} twice", {"name": desk.code})
            if desk.skill not in self.skills:
                raise PydanticCustomError("no_skill", "no skill {name}", {"name": desk.skill})
        return self

    def models(self) -> dict[str, Desk]:
        """The first counter of each skill that there is to count, comprehensive ones first."""
        first: dict[str, Desk] = {}
        for desk in self.counters:
            if desk.kind in (CounterKind.COMPREHENSIVE, CounterKind.SPECIALIST):
                first.setdefault(desk.skill, desk)
        return first

    def number(self, skill: str) -> int:
        """How many counters have this skill."""
        return sum(desk.skill == skill for desk in self.counters)

    def counted(self, numbers: Mapping[str, int]) -> Layout:
        """The same kinds of counters, so many of each skill, numbered through.

        What a skill without a counter was good for, the comprehensive counters do.
        """
        skills = {skill: dict(services) for skill, services in self.skills.items()}
        for skill, number in numbers.items():
            if not number:
                for department, services in self.skills[skill].items():
                    known = skills[COMPREHENSIVE].get(department, [])
                    skills[COMPREHENSIVE][department] = list(dict.fromkeys([*known, *services]))
        codes = map(str, count(1))
        desks = tuple(
            desk if desk.code == "0" else desk.model_copy(update={"code": next(codes)})
            for desk in self._in_number(numbers)
        )
        return Layout(note=self.note, skills=skills, counters=desks)

    def _in_number(self, numbers: Mapping[str, int]) -> Iterator[Desk]:
        for skill, number in numbers.items():
            own = [desk for desk in self.counters if desk.skill == skill]
            for place in range(number):
                yield own[min(place, len(own) - 1)]
        yield from (desk for desk in self.counters if desk.skill not in numbers)


def sample() -> Layout:
    """The counters of the sample hall."""
    text = (files("data") / "seeds" / "hall.json").read_text(encoding="utf-8")
    return Layout.model_validate_json(text)
