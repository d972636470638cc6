"""What the board shows: calls, groups and counters become plain words, Chinese and English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kiosk.queue.tickets import Wait
from kiosk.web.board_schemas import BoardView, CallView, CounterBoard, Sentence, WaitView
from kiosk.web.schemas import Counter
from kiosk.words import words
from ui.board.turns import Called
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


def call(call: Called | None) -> Shown:
    """One call: number, counter and where it is in both languages; number "" for none."""
    if call is None:
        return dict.fromkeys(("number", "code", "zh", "en", "area", "areaEn"), "") | _NO_CALL
    return {
        "number": call.number,
        "code": call.counter.code,
        "calls": call.calls,
        "serving": isinstance(call, CallView) and call.serving,
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
    """Each group: its letter, its names, how many wait, who is next, and how long it takes."""
    return [
        {
            "prefix": line.prefix,
            "zh": line.name,
            "en": line.name_en,
            "count": line.count,
            "next": list(line.next),
            **_wait(line.wait if line.count else None),
        }
        for line in board.waiting
    ]


def _wait(known: WaitView | None) -> Shown:
    """How long half of all people wait, and nine in ten, in both languages; "" for what is not
    known, or need not be said."""
    shown: Shown = dict.fromkeys(("wait", "waitEn", "within", "withinEn"), "")
    if known is None:
        return shown
    wait = Wait(known.p50, known.p90)
    for language, end in (("zh", ""), ("en", "En")):
        if wait.within <= 1:
            shown["wait" + end] = say("waiting.soon", language)
        else:
            shown["wait" + end] = say("waiting.minutes", language, minutes=wait.about)
            shown["within" + end] = say("waiting.minutes", language, minutes=wait.within)
    return shown


def closed(board: BoardView) -> list[Shown]:
    """The counters that do not call: code and, of those that are paused, why; these first."""
    return [
        {"code": each.code, "zh": each.paused_zh or "", "en": each.paused_en or ""}
        for each in sorted(board.counters, key=lambda each: each.paused is None)
        if not each.open or each.paused is not None
    ]


def sentence(sentences: Sequence[Sentence], place: int) -> Shown:
    """The sentence whose turn it is, in both languages; its kind is "" if there is none."""
    if not sentences:
        return {"kind": "", "zh": "", "en": ""}
    found = sentences[place % len(sentences)]
    return {"kind": found.kind, "zh": found.text, "en": found.text_en}


def counter(board: CounterBoard) -> Shown:
    """A counter's own display: which counter, what it does now, and whom it has called."""
    at = board.counter
    state = board.state.value if board.state is not None else ""
    if not at.open:
        state = "closed"
    elif at.paused is not None:
        state = "paused"
    return {
        "code": at.code,
        "zh": at.name,
        "en": at.name_en,
        "area": at.area,
        "areaEn": at.area_en,
        "state": state,
        "number": board.number or "",
        "calls": board.calls,
        "waiting": board.waiting,
        "pausedZh": at.paused_zh or "",
        "pausedEn": at.paused_en or "",
    }


def clerk(board: CounterBoard | None, url: str) -> Shown:
    """Who works at the counter; name "" for nobody. `photo` is an address, "" for none."""
    found = board.clerk if board is not None else None
    if found is None:
        return dict.fromkeys(("name", "photo", "duty", "dutyEn", "promise", "promiseEn"), "")
    return {
        "name": found.name,
        "photo": url + found.photo if found.photo else "",
        "duty": found.duty,
        "dutyEn": found.duty_en,
        "promise": found.promise,
        "promiseEn": found.promise_en,
    }


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
