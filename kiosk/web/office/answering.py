"""What a what-if comes to, as the page shows it: words, before and after, chart and tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.catalogue import Catalogue
from kiosk.office.changes import change_in_words, clock
from kiosk.office.report import service_name
from kiosk.web.office.asking import Question
from kiosk.web.office.charts import Dot, Drawing, Line, Scale, Tick, lone, path, steps
from kiosk.whatif import Change, Outcome, Waits
from kiosk.words import words

_MOST_SERVICES = 12
_HOUR = 3600.0
_SAME_SECONDS = 6.0
"""Less than a tenth of a minute is no difference."""
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
    """A figure before and after; `better` is None where it has not changed."""

    before: str
    after: str
    better: bool | None

    @classmethod
    def of(cls, before: float, after: float) -> Pair:
        """Of two waits in seconds, as minutes."""
        same = abs(after - before) < _MARKED_SECONDS
        return cls(f"{before / 60:.1f}", f"{after / 60:.1f}", None if same else after < before)


@dataclass(frozen=True, slots=True)
class Row:
    """A class, a group or a service: the mean wait and that of 95 of 100."""

    name: str
    people: int
    mean: Pair
    p95: Pair


def shown(answer: Answer, catalogue: Catalogue, language: str) -> dict[str, object]:
    """What the template "office/answer.html" takes."""
    before, after = answer.before, answer.after
    services = sorted(before.by_service, key=lambda code: -before.by_service[code].people)
    return {
        "changed": change_in_words(answer.change, language),
        "sentences": _sentences(answer, language),
        "figures": {
            "mean": Pair.of(before.whole.mean, after.whole.mean),
            "p95": Pair.of(before.whole.p95, after.whole.p95),
            "longest": Pair.of(before.whole.longest, after.whole.longest),
        },
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
    of = {"mean": waits.mean, "p95": waits.p95, "longest": waits.longest}
    return {name: f"{each / 60:.1f}" for name, each in of.items()}


def _say(key: str, language: str, **values: object) -> str:
    return words().say(f"office.whatif.{key}", language, **values)


def _sentences(answer: Answer, language: str) -> list[str]:
    before, after = answer.before, answer.after
    said = []
    if answer.reaches is not None:
        key = (
            "as_it_is" if not answer.change.any else "reaches" if answer.reaches else "falls_short"
        )
        told = f"{after.whole.p95 / 60:.0f}"
        said.append(_say(f"advice.{key}", language, goal=answer.question.goal, minutes=told))
    if answer.change.any:
        less = before.whole.mean - after.whole.mean
        key = "same" if abs(less) < _SAME_SECONDS else "less" if less > 0 else "more"
        minutes = f"{abs(less) / 60:.1f}"
        said.append(_say(f"mean.{key}", language, minutes=minutes))
    if answer.truth is not None:
        real, run = (f"{each.whole.mean / 60:.1f}" for each in (answer.truth, before))
        said.append(_say("truth", language, real=real, run=run))
    else:
        said.append(_say("to_come", language, count=before.days))
    said.append(_say("ends", language, before=clock(before.ends), after=clock(after.ends)))
    if round(before.unserved) or round(after.unserved):
        left = {"before": round(before.unserved), "after": round(after.unserved)}
        said.append(_say("unserved", language, **left))
    return said


def _rows(
    before: Mapping[str, Waits], after: Mapping[str, Waits], names: Mapping[str, str]
) -> list[Row]:
    return [
        Row(
            name,
            before[key].people,
            Pair.of(before[key].mean, after[key].mean),
            Pair.of(before[key].p95, after[key].p95),
        )
        for key, name in names.items()
        if key in before and key in after
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
