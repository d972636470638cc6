"""The honesty page: how good the waits were that people were told, in words, charts and tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from starlette.requests import Request
from starlette.responses import Response

from kiosk.office import report
from kiosk.office.honesty import LEAST_SHARE, MOST_SHARE, Figures, Honesty, honesty
from kiosk.office.sheet import CSV, XLSX, comma_separated, workbook
from kiosk.refusal import Refusal
from kiosk.web.door import TheHall
from kiosk.web.errors import message_of
from kiosk.web.office.charts import Bar, Dot, Drawing, Scale, Tick, path, steps
from kiosk.web.office.rooms import Insider, room

_MOST_LABELS = 5
_MOST_SERVICES = 15
"""The others are in the tables to take away."""

router = APIRouter(prefix="/office/honesty", include_in_schema=False)
Day = Annotated[str, Query(max_length=10)]


@router.get("")
def page(
    request: Request, hall: TheHall, visit: Insider, first: Day = "", last: Day = ""
) -> HTMLResponse:
    """The page; of days that make no sense the last two weeks, with what is wrong."""
    refused = ""
    try:
        found = honesty(hall.ground, day_of(first), day_of(last))
    except Refusal as refusal:
        refused = message_of(refusal, visit.language)
        found = honesty(hall.ground)
    language, whole = visit.language, found.whole
    said = report.sentences(found, language)
    return room(
        "honesty",
        request,
        visit,
        refused=refused,
        found=found,
        verdict=whole.verdict.value,
        share=None if whole.share is None else report.per_cent(whole.share),
        bounds=report.bounds(),
        sentences=said,
        day_chart=_by_day(found, language) if whole.judged else None,
        length_chart=_by_length(found, language) if whole.told else None,
        days=[(day.isoformat(), _row(each)) for day, each in found.days],
        lengths=[(report.length_name(each, language), _row(some)) for each, some in found.lengths],
        services=[
            (report.service_name(code, hall.catalogue(), language), _row(each))
            for code, each in found.services[:_MOST_SERVICES]
        ],
        more=max(0, len(found.services) - _MOST_SERVICES),
    )


@router.get("/promises.csv")
def as_csv(hall: TheHall, visit: Insider, first: Day = "", last: Day = "") -> Response:
    """Each promise of these days, a row each."""
    found = honesty(hall.ground, day_of(first), day_of(last))
    table = report.every(found, hall.catalogue(), hall.ground.zone, visit.language)
    return _file(comma_separated(table), CSV, found, "csv")


@router.get("/promises.xlsx")
def as_workbook(hall: TheHall, visit: Insider, first: Day = "", last: Day = "") -> Response:
    """The tables of the page and each promise, a sheet each."""
    found = honesty(hall.ground, day_of(first), day_of(last))
    tables = report.tables(found, hall.catalogue(), hall.ground.zone, visit.language)
    return _file(workbook(tables), XLSX, found, "xlsx")


def _file(content: bytes, kind: str, found: Honesty, suffix: str) -> Response:
    name = f"promises-{found.first:%Y%m%d}-{found.last:%Y%m%d}.{suffix}"
    disposition = f'attachment; filename="{name}"'
    return Response(content, media_type=kind, headers={"Content-Disposition": disposition})


def day_of(text: str) -> date | None:
    """Refuses with "honesty.day_unreadable"."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refusal("honesty.day_unreadable", day=text) from error


def _row(found: Figures) -> dict[str, str | int]:
    """A row of a table; a dash where nothing can be said."""
    told = found.told and f"{found.told[0] / 60:.0f} / {found.told[1] / 60:.0f}"
    return {
        "judged": found.judged,
        "kept": found.kept,
        "share": "–" if found.share is None else report.per_cent(found.share),
        "verdict": found.verdict.value,
        "error": report.minutes(found.error),
        "bias": report.signed(found.bias),
        "told": told or "–",
        "waited": report.minutes(found.waited),
    }


def _by_day(found: Honesty, language: str) -> Drawing:
    """A point for each day, over the band of the target."""
    say = report.sayer(language)
    shares = [each.share for _, each in found.days]
    known = [each for each in shares if each is not None]
    low = 0.5 if min(known) >= 0.5 else 0.0
    y = Scale(low, 1.0, upright=True)
    x = Scale(-0.5, len(shares) - 0.5)
    points = [None if each is None else (x(at), y(each)) for at, each in enumerate(shares)]
    every = -(-len(shares) // _MOST_LABELS)
    return Drawing(
        name="by-day",
        title=say("day_chart"),
        text=say(
            "day_chart_text",
            low=report.per_cent(min(known)),
            high=report.per_cent(max(known)),
            **report.bounds(),
        ),
        x=tuple(
            Tick(x(at), f"{day.month}/{day.day}")
            for at, (day, _) in enumerate(found.days)
            if at % every == 0
        ),
        y=tuple(
            Tick(y(at / 10), f"{at * 10}%") for at in range(round(low * 10), 11, 2 - (low > 0))
        ),
        bars=(Bar(0.0, y(MOST_SHARE), 100.0, round(y(LEAST_SHARE) - y(MOST_SHARE), 2), "target"),),
        lines=tuple(path(points, "trend")),
        dots=tuple(
            Dot(*point, f"dot {each.verdict}", _told_of(day, each, say))
            for point, (day, each) in zip(points, found.days, strict=True)
            if point is not None
        ),
    )


def _told_of(day: date, found: Figures, say: Callable[..., str]) -> str:
    share = report.per_cent(found.share or 0.0)
    return f"{day.isoformat()} {say('of', share=share, kept=found.kept, judged=found.judged)}"


def _by_length(found: Honesty, language: str) -> Drawing:
    """A bar for each class of promises, from the middle told to the far end, and a point where
    people in fact waited in the mean."""
    say = report.sayer(language)
    some = [
        (length, told, waited)
        for length, each in found.lengths
        if (told := each.told) is not None and (waited := each.waited) is not None
    ]
    ticks = steps(max(max(told[1], waited) for _, told, waited in some) / 60, 6)
    x = Scale(0.0, ticks[-1])
    row = 100 / len(some)
    bars, dots = [], []
    for at, (_, told, waited) in enumerate(some):
        left, right = x(told[0] / 60), x(told[1] / 60)
        title = f"{say('said')} {told[0] / 60:.0f}–{told[1] / 60:.0f}"
        top, height = round(row * (at + 0.3), 2), round(row * 0.4, 2)
        bars.append(Bar(left, top, max(0.6, round(right - left, 2)), height, "said", title))
        dots.append(
            Dot(
                x(waited / 60),
                round(row * (at + 0.5), 2),
                "dot",
                f"{say('true')} {report.minutes(waited)}",
            )
        )
    return Drawing(
        name="by-length",
        title=say("length_chart"),
        text=say("length_chart_text"),
        x=tuple(Tick(x(each), f"{each:g}") for each in ticks),
        y=tuple(
            Tick(round(row * (at + 0.5), 2), report.length_name(length, language))
            for at, (length, _, _) in enumerate(some)
        ),
        bars=tuple(bars),
        dots=tuple(dots),
    )
