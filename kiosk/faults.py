"""What is wrong in a file that somebody wrote, and where; said in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: its place ("items[3] SC004.promised_time") and its phrase `fault.<kind>`.

    `line`: where it stands in the file, from 1 on, if that is known.
    """

    place: str
    kind: str
    values: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None

    def say(self, words: Words, language: str) -> str:
        """What is wrong, without the place; a kind without a phrase says pydantic's message."""
        key = f"fault.{self.kind}"
        if not words.knows(key, language):
            return str(self.values.get("message", self.kind))
        return words.say(key, language, **self.values)


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults as one value of a refusal, a line for each."""

    faults: tuple[Fault, ...]

    def in_words(self, words: Words, language: str) -> str:
        """Each fault with its place."""
        return "\n".join(self._row(each, words, language) for each in self.faults)

    @staticmethod
    def _row(fault: Fault, words: Words, language: str) -> str:
        row = f"{fault.place}: {fault.say(words, language)}"
        if fault.line is None:
            return row
        return words.say("fault.on_line", language, line=fault.line, row=row)


def of_form(error: ValidationError) -> list[tuple[tuple[int | str, ...], Fault]]:
    """The faults that pydantic found, each with the steps to it; the place is still to be named."""
    return [(each["loc"], _fault(each)) for each in error.errors()]


def _fault(each: ErrorDetails) -> Fault:
    values: dict[str, Any] = {"message": each["msg"].removeprefix("Value error, ")}
    values |= {name: value for name, value in each.get("ctx", {}).items() if name != "error"}
    # Behind a check of our own pydantic counts the letters of a text as if they were entries.
    of_text = each["type"] in ("too_short", "too_long") and isinstance(each["input"], str)
    return Fault("", f"string_{each['type']}" if of_text else each["type"], values)
