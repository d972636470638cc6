"""An alarm in words: what is the matter, with whom, since when."""

from __future__ import annotations

from datetime import datetime

from kiosk.alarms.rules import Kind
from kiosk.alarms.standing import Alarm
from kiosk.catalogue import Catalogue
from kiosk.ground import Ground
from kiosk.words import words


def in_words(ground: Ground, catalogue: Catalogue, alarm: Alarm, language: str) -> str:
    """One sentence, as the hall stands now; one that has ended says since when it has."""

    def say(key: str, **values: object) -> str:
        return words().say(f"alarm.{key}", language, **values)

    now = ground.clock()

    def clock(moment: datetime) -> str:
        here, today = (each.astimezone(ground.zone) for each in (moment, now))
        # One that nobody has taken since yesterday.
        return f"{here:%H:%M}" if here.date() == today.date() else f"{here:%m-%d %H:%M}"

    since = _since(alarm)
    until = alarm.ended_at or now
    figures: dict[str, object] = {
        "subject": _subject(alarm, catalogue, language),
        "time": clock(since),
        "count": max(1, int((until - since).total_seconds() // 60)),
        "people": say("people", count=alarm.data.get("people", 0)),
    }
    if alarm.kind is Kind.PRINTER:
        figures["state"] = words().say(f"console.printer.{alarm.data['state']}", language)
    key = alarm.kind.value
    if alarm.kind is Kind.TIDE:
        figures["counter"] = alarm.data["counter"]
        figures["time"] = clock(datetime.fromisoformat(alarm.data["by"]))
        key = "tide" if alarm.data["closed"] else "tide_like"
    said = say(f"text.{key}", **figures)
    if alarm.ended_at is not None:
        said += say("ended", time=clock(alarm.ended_at))
    return said


def _since(alarm: Alarm) -> datetime:
    since = alarm.data.get("since")
    return datetime.fromisoformat(since) if since is not None else alarm.raised_at


def _subject(alarm: Alarm, catalogue: Catalogue, language: str) -> str:
    if alarm.kind in {Kind.WAIT, Kind.LENGTH, Kind.TIDE}:
        group = catalogue.groups.get(alarm.subject)
        return group.title(language) if group is not None else alarm.subject
    if alarm.kind is Kind.PRINTER:
        return alarm.subject.partition("/")[2] or alarm.subject
    return alarm.subject
