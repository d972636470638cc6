"""What a what-if comes to, as the page shows it: words, before and after, chart and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.catalogue import Catalogue
from kiosk.office.changes import (
    advice_in_words,
    change_in_words,
    effect_in_words,
    end_in_words,
)
from kiosk.office.report import service_name
from kiosk.web.office.asking import Question
from kiosk.web.office.charts import Dot, Drawing, Line, Scale, Tick, lone, path, steps
from kiosk.whatif import Change, Outcome, Waits
from kiosk.words import words

_MOST_SERVICES = 12
_HOUR = 3600.0
FIGURES = ("mean", "p95", "longest")
"""Of `Waits`, each in seconds."""
_MARKED_SECONDS = 30.0
"""Less is neither better nor worse: who is called a little sooner moves a figure by as much."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`truth`: how the day was, None if it is still to come; `before`: the same day run once more,
    and `after` with the change. `reaches`: whether that keeps the goal, None if none was set."""

    question: Question
    change: Change
    truth: Outcome | None
    before: Outcome
    after: Outcome
    reaches: bool | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure before and after; `better` is None where it has not changed, or where that cannot be
    said."""

    before: str
    after: str
    better: bool | None

    @classmethod
    def of(cls, figure: str, before: Waits, after: Waits | None) -> Pair:
        """Of one figure of two waits, as minutes. That those who are called wait less is not
        better where fewer are called."""
        was = getattr(before, figure)
        if after is None:
            return cls(f"{was / 60:.1f}", "–", better=False)
        would = getattr(after, figure)
        better: bool | None = would < was
        if abs(would - was) < _MARKED_SECONDS or (better and after.people < before.people):
            better = None
        return cls(f"{was / 60:.1f}", f"{would / 60:.1f}", better)


@dataclass(frozen=True, slots=True)
class Row:
    """A class, a group or a service, and its `FIGURES`."""

    name: str
    people: int
    figures: tuple[Pair, ...]


def shown(answer: Answer, catalogue: Catalogue, language: str) -> dict[str, object]:
    """What the template "office/answer.html" takes."""
    before, after = answer.before, answer.after
    services = sorted(before.by_service, key=lambda code: -before.by_service[code].people)
    return {
        "changed": change_in_words(answer.change, language),
        "sentences": _sentences(answer, language),
        "figures": {each: Pair.of(each, before.whole, after.whole) for each in FIGURES},
        "truth": {} if answer.truth is None else _truth(answer.truth.whole),
        "chart": _chart(answer, language),
        "tables": {
            "class": _rows(
                answer.before.by_class,
                after.by_class,
                {kind: _say(f"class.{kind}", language) for kind in before.by_class},
            ),
            "group": _rows(
                before.by_group,
                after.by_group,
                {
                    prefix: f"{prefix} {group.title(language)}"
                    for prefix, group in catalogue.groups.items()
                    if prefix in before.by_group
                },
            ),
            "service": _rows(
                before.by_service,
                after.by_service,
                {
                    code: service_name(code, catalogue, language)
                    for code in services[:_MOST_SERVICES]
                },
            ),
        },
    }


def _truth(waits: Waits) -> dict[str, str]:
    return {each: f"{getattr(waits, each) / 60:.1f}" for each in FIGURES}


def _say(key: str, language: str, **values: object) -> str:
    return words().say(f"office.whatif.{key}", language, **values)


def _sentences(answer: Answer, language: str) -> list[str]:
    before, after = answer.before, answer.after
    goal, reaches = answer.question.goal, answer.reaches
    said = []
    if reaches is not None:
        said.append(advice_in_words(answer.change, after, goal, language, reaches=reaches))
    if answer.change.any:
        said.append(effect_in_words(before, after, language))
    if answer.truth is not None:
        real, run = (f"{each.whole.mean / 60:.1f}" for each in (answer.truth, before))
        said.append(_say("truth", language, real=real, run=run))
    else:
        said.append(_say("to_come", language, count=before.days))
    return [*said, *end_in_words(before, after, language)]


def _rows(
    before: Mapping[str, Waits], after: Mapping[str, Waits], names: Mapping[str, str]
) -> list[Row]:
    return [
        Row(
            name,
            before[key].people,
            tuple(Pair.of(each, before[key], after.get(key)) for each in FIGURES),
        )
        for key, name in names.items()
        if key in before
    ]


def _chart(answer: Answer, language: str) -> Drawing:
    """The mean wait of those who came in each quarter-hour, before and after."""
    waits = [
        {each.at: each.waits.mean / 60 for each in outcome.quarters if each.waits is not None}
        for outcome in (answer.before, answer.after)
    ]
    moments = sorted(waits[0].keys() | waits[1].keys())
    first, last = moments[0], moments[-1]
    ticks = steps(max(max(each.values(), default=1.0) for each in waits))
    x, y = Scale(first, max(last, first + 900.0)), Scale(0.0, ticks[-1], upright=True)
    lines: list[Line] = []
    dots: list[Dot] = []
    for kind, found in zip(("was", "would"), waits, strict=True):
        points = [(x(at), y(found[at])) if at in found else None for at in moments]
        lines += path(points, kind)
        dots += lone(points, kind)
    # Every other hour has room for its name on a phone too.
    hours = range(int(-(-first // _HOUR)), int(last // _HOUR) + 1, 2)
    return Drawing(
        name="by-quarter",
        title=_say("chart", language),
        text=_say(
            "chart_text",
            language,
            before=f"{max(waits[0].values(), default=0.0):.0f}",
            after=f"{max(waits[1].values(), default=0.0):.0f}",
        ),
        x=tuple(Tick(x(hour * _HOUR), f"{hour}:00") for hour in hours),
        y=tuple(Tick(y(each), f"{each:g}") for each in ticks),
        lines=tuple(lines),
        dots=tuple(dots),
    )
