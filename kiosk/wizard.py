"""The flow of the questions for a new hall: forward, back, and again where an answer does not fit.

Here nobody reads a keyboard: whoever talks with a person hands in a `Talk`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kiosk import config, settings_text
from kiosk.faults import Fault, Faults
from kiosk.places import Steps
from kiosk.refusal import Refusal
from kiosk.settings_text import Value

NONE = "-"
"""What a person types for "none of this"."""

Answers = Mapping[str, str]
"""What was typed, or the default that was taken, by the question's key."""


class Unfit(Exception):
    """An answer that does not fit; `key` is its phrase `wizard.no.<key>`."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def _as_typed(typed: str) -> str:
    return "" if typed == NONE else typed


def _nothing(_: str) -> dict[Steps, Value]:
    return {}


def _always(_: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its phrases are `wizard.<phrase or key>.ask` and `.hint`, with `values`.

    `read` turns what was typed into the answer that is kept; raises `Unfit` or `Refusal`.
    `settings` are the values of hall.toml that come of it. `rows` are lines to choose from, by
    number. A `secret` is not shown, and typed anew whenever the question comes again.
    """

    key: str
    default: str = ""
    read: Callable[[str], str] = _as_typed
    settings: Callable[[str], Mapping[Steps, Value]] = _nothing
    asked: Callable[[Answers], bool] = _always
    secret: bool = False
    phrase: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[], Sequence[str]] = tuple


class Talk(Protocol):
    """How the wizard speaks with a person."""

    def ask(self, question: Question, default: str, step: int, steps: int) -> str | None:
        """What is typed, stripped; "" for the default, None to go back one question."""
        ...

    def no(self, why: Unfit | Refusal) -> None:
        """Say why an answer does not fit."""
        ...


def walk(
    talk: Talk, questions: Sequence[Question], answers: Answers, first: int = 0
) -> dict[str, str]:
    """Ask one after the other from `first` on; the answers, the earlier ones among them."""
    given = dict(answers)
    at, step = first, 1
    while at < len(questions):
        question = questions[at]
        if not question.asked(given):
            at += step
            continue
        again = question.default if question.secret else given.get(question.key)
        default = question.default if again is None else again
        typed = talk.ask(question, default, at + 1, len(questions))
        if typed is None:
            if at == 0:
                talk.no(Unfit("first"))
            at, step = max(0, at - 1), -1
            continue
        step = 1
        try:
            answer = question.read(typed) if typed else default
            _check(question, answer)
        except (Unfit, Refusal) as no:
            talk.no(no)
        else:
            given[question.key] = answer
            at += 1
    return given


def settings_of(questions: Sequence[Question], answers: Answers) -> str:
    """The text of the hall.toml that comes of the answers."""
    text = settings_text.sample()
    for question in questions:
        if question.key in answers and question.asked(answers):
            text = settings_text.with_values(text, question.settings(answers[question.key]))
    return text


def _check(question: Question, answer: str) -> None:
    """Try the answer in the sample's settings: the rules are those of hall.toml."""
    text = settings_text.with_values(settings_text.sample(), question.settings(answer))
    try:
        config.parse(text, Path())
    except Refusal as no:
        faults = no.values.get("faults")
        if not isinstance(faults, Faults):
            raise
        # The file is not there yet, so neither are its lines.
        bare = tuple(Fault(each.place, each.kind, each.values) for each in faults.faults)
        raise Unfit("faulty", faults=Faults(bare)) from no
