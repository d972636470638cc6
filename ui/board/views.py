"""What the board shows: calls, groups and counters become plain words, Chinese and English."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kiosk.web.schemas import BoardView, CallView, Counter
from kiosk.words import words
from ui.line import BEIJING

Shown = dict[str, Any]

_NO_CALL: Shown = {"calls": 0, "serving": False}


def say(key: str, language: str, **values: object) -> str:
    """A phrase of the board."""
    return words().say(f"board.{key}", language, **values)


def phrases(language: str) -> dict[str, str]:
    """All phrases of the board."""
    table = words().table(language).items()
    return {key: phrase for key, phrase in table if key.startswith("board.")}


def call(call: CallView | None) -> Shown:
    """One call: number, counter and where it is in both languages; number "" for none."""
    if call is None:
        return dict.fromkeys(("number", "code", "zh", "en", "area", "areaEn"), "") | _NO_CALL
    return {
        "number": call.number,
        "code": call.counter.code,
        "calls": call.calls,
        "serving": call.serving,
        "zh": say("call.place", "zh", name=call.counter.name, area=call.counter.area).strip(),
        "en": _english(call.counter),
        "area": call.counter.area,
        "areaEn": call.counter.area_en,
    }


def _english(counter: Counter) -> str:
    name = counter.name_en or counter.name
    area = counter.area_en or counter.area
    return say("call.place", "en", name=name, area=area) if area else name


def groups(board: BoardView) -> list[Shown]:
    """Each group: its letter, its names, how many wait and who is next."""
    return [
        {
            "prefix": line.prefix,
            "zh": line.name,
            "en": line.name_en,
            "count": line.count,
            "next": list(line.next),
        }
        for line in board.waiting
    ]


def closed(board: BoardView) -> list[str]:
    """The codes of the counters that are closed."""
    return [counter.code for counter in board.counters if not counter.open]


def clock(moment: datetime) -> Shown:
    """time ("09:05") and date of the hall, in both languages."""
    at = moment.astimezone(BEIJING)
    shown: Shown = {"time": f"{at:%H:%M}"}
    for language in ("zh", "en"):
        shown[language] = say(
            "clock.date",
            language,
            month=say(f"clock.months.{at.month}", language),
            day=at.day,
            weekday=say(f"clock.weekdays.{at.isoweekday()}", language),
        )
    return shown


def time_of(moment: datetime) -> str:
    """The time of day of the hall."""
    return f"{moment.astimezone(BEIJING):%H:%M}"
