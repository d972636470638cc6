"""What the forecast page shows: a day in words, its quarter-hours, tidal counters and stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.catalogue import Catalogue
from kiosk.office.changes import clock, span_in_words
from kiosk.office.report import service_name
from kiosk.office.tides import Answer, Tidal
from kiosk.opening import DAYS
from kiosk.web.office.charts import Drawing, Line, Scale, Tick, steps
from kiosk.whatif import Ahead, Expected, Forecast
from kiosk.words import words

_QUARTER = 900.0
_HOUR = 3600.0
_MOST_SERVICES = 10


@dataclass(frozen=True, slots=True)
class Group:
    """A window group on the day: the longest line, and when its numbers should stop ("" never)."""

    name: str
    line: str
    stop: str


def shown(found: Forecast, ahead: Ahead, catalogue: Catalogue, language: str) -> dict[str, object]:
    """What the template takes."""

    def group(prefix: str) -> str:
        known = catalogue.groups.get(prefix)
        return f"{prefix} {known.title(language)}" if known is not None else prefix

    def listed(groups: Sequence[str]) -> str:
        return words().say("office.change.and", language).join(groups)

    recommended = [
        (
            Tidal(each.like, each.count, each.span),
            _say(
                # Of a line that is too long now nobody can say that a counter keeps it short.
                "tide_now" if ahead.since else "tide",
                language,
                groups=listed(each.groups),
                like=each.like,
                count=each.count,
                when=span_in_words(each.span, language),
                line=round(each.line),
                then=round(each.then),
            ),
        )
        for each in ahead.tides
    ]
    return {
        "found": found,
        "day": found.day.isoformat(),
        "sentences": _sentences(found, ahead, language),
        "tides": recommended,
        "most": ahead.most,
        "helpless": ahead.helpless
        and _say("helpless", language, groups=listed(ahead.helpless), most=ahead.most),
        "chart": _chart(found.quarters, language),
        "quarters": [
            (
                clock(each.at),
                f"{each.people:.1f}",
                f"{each.booked:.1f}",
                f"{each.low:.0f}–{each.high:.0f}",
            )
            for each in found.quarters
        ],
        "groups": [
            Group(
                group(prefix),
                f"{max(line, default=0.0):.0f}",
                clock(stop) if (stop := ahead.stops.get(prefix)) is not None else "",
            )
            for prefix, line in ahead.outcome.lines.items()
        ],
        "services": [
            (service_name(code, catalogue, language), f"{people:.1f}")
            for code, people in list(found.by_service.items())[:_MOST_SERVICES]
        ],
    }


def answered(answer: Answer, at: str, language: str) -> str:
    """A decision of today, made at the time of day `at`."""
    tidal = answer.tidal
    return _say(
        "opened" if answer.opens else "stays_closed",
        language,
        at=at,
        name=answer.name,
        count=tidal.count,
        like=tidal.like,
        when=span_in_words(tidal.span, language),
        reason=answer.reason,
    )


def _say(key: str, language: str, **values: object) -> str:
    return words().say(f"office.forecast.{key}", language, **values)


def _sentences(found: Forecast, ahead: Ahead, language: str) -> list[str]:
    values = {
        "day": found.day.isoformat(),
        "weekday": words().say(f"hours.weekday.{DAYS[found.day.weekday()]}", language),
        "people": round(found.people),
        "low": round(found.low),
        "high": round(found.high),
        "since": clock(ahead.since),
        "given": ahead.given,
        "still": round(ahead.still),
    }
    said = [_say("so_far" if ahead.since else "people", language, **values)]
    if found.appointments:
        counts = {"count": found.appointments, "people": round(found.booked)}
        said.append(_say("booked", language, **counts))
    if ahead.since:
        said += [_say("before", language, **values), _say("rest", language, **values)]
    if found.trial is None:
        said.append(_say("untried", language, count=found.days))
    else:
        ours, naive = found.trial.ours, found.trial.naive
        said.append(
            _say(
                "trial",
                language,
                count=ours.days,
                error=f"{ours.day:.0f}",
                share=f"{100 * ours.share:.1f}%",
                quarter=f"{ours.quarter:.1f}",
                naive=f"{naive.day:.0f}",
            )
        )
    whole = ahead.outcome.whole
    if not whole.people:
        return [*said, words().say("whatif.ahead.nobody", language)]
    waits = {"mean": f"{whole.mean / 60:.0f}", "p95": f"{whole.p95 / 60:.0f}"}
    said.append(_say("waits", language, **waits))
    return said


def _chart(quarters: Sequence[Expected], language: str) -> Drawing:
    """A bar for each quarter-hour, its foot those with an appointment, and the range of eight days
    in ten over it."""
    first, last = quarters[0].at, quarters[-1].at + _QUARTER
    ticks = steps(max(each.high for each in quarters))
    x, y = Scale(first, last), Scale(0.0, ticks[-1], upright=True)
    bars, lines = [], []
    for each in quarters:
        left, right = x(each.at), x(each.at + _QUARTER)
        title = _say(
            "quarter_booked" if each.booked else "quarter",
            language,
            at=clock(each.at),
            people=f"{each.people:.1f}",
            booked=f"{each.booked:.1f}",
            low=f"{each.low:.0f}",
            high=f"{each.high:.0f}",
        )
        gap = (right - left) * 0.12
        place = left + gap, right - left - 2 * gap
        bars.append(y.bar(*place, each.people, "people", title))
        if each.booked:
            bars.append(y.bar(*place, each.booked, "booked", title))
        middle = round((left + right) / 2, 2)
        lines.append(Line(middle, y(each.low), middle, y(each.high), "range"))
    top = max(quarters, key=lambda each: each.people)
    hours = range(int(-(-first // _HOUR)), int(last // _HOUR) + 1, 2)
    return Drawing(
        name="quarters",
        title=_say("chart", language),
        text=_say("chart_text", language, at=clock(top.at), people=f"{top.people:.0f}"),
        x=tuple(Tick(x(hour * _HOUR), f"{hour}:00") for hour in hours),
        y=tuple(Tick(y(each), f"{each:g}") for each in ticks),
        bars=tuple(bars),
        lines=tuple(lines),
    )
