"""What the commands of `kiosk whatif` say for people: sentences, tables and bars."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk.catalogue import Catalogue
from kiosk.cli.day import in_columns
from kiosk.cli.options import language, say_in, say_key
from kiosk.office.changes import (
    advice_in_words,
    change_in_words,
    clock,
    effect_in_words,
    end_in_words,
)
from kiosk.office.report import service_name
from kiosk.opening import DAYS
from kiosk.whatif import (
    Ahead,
    Change,
    Comparison,
    Error,
    Forecast,
    Outcome,
    Step,
    Suggestion,
    Waits,
)

_MOST_SERVICES = 12
_BAR, _WIDEST = "█", 40

_say = say_in("whatif")
_office = say_in("office.whatif")
"""Phrases that the office's page shows too."""


def compared(day: date, change: Change, found: Comparison, catalogue: Catalogue) -> list[str]:
    """A day run once more, without and with a change."""
    truth, before, after = found.truth, found.before, found.after
    lines = [*change_in_words(change, language()), *_table(day, before, after, catalogue)]
    if change.any:
        lines.append(effect_in_words(before, after, language()))
    if truth is None:
        lines.append(_office("to_come", count=before.days))
    else:
        real, run = (f"{each.whole.mean / 60:.1f}" for each in (truth, before))
        lines.append(_office("truth", real=real, run=run))
    return [*lines, *end_in_words(before, after, language())]


def suggested(day: date, found: Suggestion, catalogue: Catalogue) -> list[str]:
    """The change, what comes of it, and what else was tried: the cheapest that reach the goal."""
    goal = round(found.goal / 60)
    lines = [_say("table.title_goal", day=day.isoformat(), goal=goal)]
    lines += [f"  {each}" for each in change_in_words(found.change, language())]
    change, before, after = found.change, found.before, found.after
    lines.append(advice_in_words(change, after, goal, language(), reaches=found.reaches))
    lines += _table(day, before, after, catalogue)
    lines += end_in_words(before, after, language())
    others = _worthwhile(found)
    if others:
        lines.append(_say("suggest.tried"))
    # A Chinese sentence needs no space before the next.
    between = "" if language() == "zh" else " "
    for each in others:
        hours = f"{each.seconds / 3600:.1f}"
        told = between.join(change_in_words(each.change, language()))
        minutes = f"{each.p95 / 60:.1f}"
        lines.append(_say("suggest.row", hours=hours, minutes=minutes, change=told))
    return lines


def _worthwhile(found: Suggestion) -> list[Step]:
    """Of what was tried, what nothing cheaper beats, without the suggestion itself."""
    best = found.before.whole.p95
    others = []
    for each in found.tried:
        if each.p95 < best:
            best = each.p95
            others.append(each)
    return [each for each in others if each.change != found.change]


def forecast(found: Forecast) -> list[str]:
    """How many come when, as bars, and how good such forecasts were."""
    weekday = say_key(f"hours.weekday.{DAYS[found.day.weekday()]}")
    people = {"people": round(found.people), "low": round(found.low), "high": round(found.high)}
    lines = [_say("forecast.title", day=found.day.isoformat(), weekday=weekday, **people)]
    most = max((each.people for each in found.quarters), default=0.0)
    rows = [
        [
            clock(each.at),
            f"{each.people:.0f}",
            _say("forecast.range", low=f"{each.low:.0f}", high=f"{each.high:.0f}"),
            _BAR * round(each.people / most * _WIDEST) if most else "",
        ]
        for each in found.quarters
    ]
    lines += [f"  {line}" for line in _bars(rows)]
    if found.appointments:
        counts = {"count": found.appointments, "people": round(found.booked)}
        lines.append(say_key("office.forecast.booked", **counts))
    lines.append(_say("forecast.from", days=found.days))
    if found.trial is None:
        return [*lines, _say("forecast.untried")]
    ours, naive = _error(found.trial.ours), _error(found.trial.naive)
    return [*lines, _say("forecast.error", **ours), _say("forecast.naive", **naive)]


def ahead(found: Ahead) -> list[str]:
    """The waits to come, tidal counters, and when numbers should stop."""
    day, whole = found.day.isoformat(), found.outcome.whole
    lines = [_say("ahead.title", day=day, since=clock(found.since)) if found.since else day]
    if not whole.people:
        return [*lines, _say("ahead.nobody")]
    if found.since:
        lines.append(_say("ahead.still", given=found.given, still=round(found.still)))
    told = {"mean": _minutes(whole.mean), "p95": _minutes(whole.p95)}
    lines.append(_say("ahead.waits", ends=clock(found.outcome.ends), **told))
    for tide in found.tides:
        since, until = map(clock, tide.span)
        lines.append(
            _say(
                "ahead.tide_now" if found.since else "ahead.tide",
                groups=_say("ahead.and").join(tide.groups),
                count=tide.count,
                like=tide.like,
                since=since,
                until=until,
                line=round(tide.line),
                then=round(tide.then),
            )
        )
    if found.helpless:
        groups = _say("ahead.and").join(found.helpless)
        lines.append(say_key("office.forecast.helpless", groups=groups, most=found.most))
    elif not found.tides:
        lines.append(_say("ahead.calm", most=found.most))
    stops = {group: at for group, at in found.stops.items() if at is not None}
    lines += [_say("ahead.stop", group=group, at=clock(at)) for group, at in stops.items()]
    return lines if stops else [*lines, _say("ahead.open")]


def _bars(rows: list[list[str]]) -> Iterator[str]:
    """Figures end under each other, bars begin there."""
    for line, row in zip(in_columns([row[:-1] for row in rows]), rows, strict=True):
        yield f"{line}  {row[-1]}".rstrip()


def _error(error: Error) -> dict[str, object]:
    return {
        "days": error.days,
        "day": f"{error.day:.1f}",
        "share": f"{100 * error.share:.0f}",
        "quarter": f"{error.quarter:.1f}",
    }


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:.0f}"


def _table(day: date, before: Outcome, after: Outcome, catalogue: Catalogue) -> list[str]:
    """Mean, 95 of 100 and longest of all, of each class and of the most wanted services."""
    same = before is after or before == after
    services = sorted(before.by_service, key=lambda each: -before.by_service[each].people)
    rows = [
        ["", *(_say(f"table.{each}") for each in ("people", "mean", "p95", "longest"))],
        _row(_say("table.all"), before.whole, after.whole, same=same),
        *_rows(
            {each: say_key(f"office.whatif.class.{each}") for each in before.by_class},
            before.by_class,
            after.by_class,
            same=same,
        ),
        *_rows(
            {each: service_name(each, catalogue, language()) for each in services[:_MOST_SERVICES]},
            before.by_service,
            after.by_service,
            same=same,
        ),
    ]
    left = len(services) - _MOST_SERVICES
    title = _say("table.title_same" if same else "table.title", day=day.isoformat())
    rest = [_say("table.rest", count=left)] if left > 0 else []
    return [title, *in_columns(rows, left=1), *rest]


def _rows(
    names: Mapping[str, str],
    before: Mapping[str, Waits],
    after: Mapping[str, Waits],
    *,
    same: bool,
) -> Iterator[list[str]]:
    for key, name in names.items():
        yield _row(name, before[key], after.get(key), same=same)


def _row(name: str, before: Waits, after: Waits | None, *, same: bool) -> list[str]:
    """`after`: None if nobody is called."""
    old = _figures(before)
    new = _figures(after) if after is not None else ["–"] * len(old)
    pairs = zip(old, new, strict=True)
    changed = [_say("table.change", before=one, after=other) for one, other in pairs]
    return [name, str(before.people), *(old if same else changed)]


def _figures(waits: Waits) -> list[str]:
    return [f"{each / 60:.1f}" for each in (waits.mean, waits.p95, waits.longest)]
