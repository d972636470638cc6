"""What the console shows: what the desk knows becomes plain words and numbers."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from kiosk.queue.pauses import in_words
from kiosk.refusal import Refusal
from kiosk.web.schemas import Counter, Ticket
from kiosk.words import words
from ui.client import AWAY, STRANGE
from ui.console.desk import VERBS, Desk
from ui.console.ringing import UNHEARD
from ui.line import BEIJING
from ui.worker import SYSTEM_TROUBLE

Shown = dict[str, Any]

_OWN = {AWAY: "away", STRANGE: "strange", SYSTEM_TROUBLE: "unforeseen", UNHEARD: "unheard"}
"""The refusals that no server has put into words."""


def say(key: str, language: str, **values: object) -> str:
    """A phrase of the console."""
    return words().say(f"console.{key}", language, **values)


def phrases(language: str) -> dict[str, str]:
    """All phrases of the console."""
    table = words().table(language).items()
    return {key: phrase for key, phrase in table if key.startswith("console.")}


def sentence(no: Refusal, language: str, table: str = "no") -> str:
    """Why not, for a person: the server's own sentence, or ours where no server has spoken.

    The `table` "no" speaks of a wish that has passed, "line" of the connection as it is now.
    """
    if no.code in _OWN:
        return say(f"{table}.{_OWN[no.code]}", language, **{"url": "", "reason": "", **no.values})
    return str(no.values.get("message", no.code))


def place(desk: Desk) -> Shown:
    """code, title, area, open, paused (why, "" while it calls) and pausedAt; `clerk`, who is signed
    in, `instead`, for whom, and `left`, the account that signed out last."""
    known = [each for each in (desk.hall.counters if desk.hall else ()) if each.code == desk.code]
    counter = desk.at.counter if desk.at else known[0] if known else None
    return {
        "code": desk.code,
        "title": _title(counter, desk.language),
        "area": _area(counter, desk.language),
        "open": counter is None or counter.open,
        "paused": _paused(counter, desk.language),
        "pausedAt": since(counter.paused_at) if counter and counter.paused_at else "",
        "instead": (desk.session.stands_in_for_name or "") if desk.session else "",
        "left": desk.left,
        "clerk": desk.session.display_name if desk.session else "",
        "hall": _hall(desk),
    }


def _paused(counter: Counter | None, language: str) -> str:
    if counter is None:
        return ""
    return (counter.paused_en if language == "en" else counter.paused_zh) or ""


def around(desk: Desk) -> Shown:
    """Where a person may be sent: `groups` (code, text) and the other `counters` (code, text, note,
    off: closed); and `pauses`, the usual reasons of a pause (code, text)."""
    hall, language = desk.hall, desk.language
    if hall is None:
        return {"groups": [], "counters": [], "pauses": []}
    english = language == "en"
    return {
        "groups": [
            {
                "code": each.prefix,
                "text": f"{each.prefix}  {(english and each.name_en) or each.name}",
            }
            for each in hall.groups
        ],
        "counters": [
            {
                "code": each.code,
                "text": f"{each.code}  {_title(each, language)}",
                "note": _area(each, language) if each.open else say("transfer.closed", language),
                "off": not each.open,
            }
            for each in hall.counters
            if each.code != desk.code
        ],
        "pauses": [
            {"code": each, "text": _upper(in_words(each, language))} for each in hall.pauses
        ],
    }


def _upper(reason: str) -> str:
    """As it stands on a button; the board puts it into a sentence."""
    return reason[:1].upper() + reason[1:]


def numbers(typed: str) -> list[str]:
    """The numbers that somebody typed with anything between them ("a012、b3")."""
    return re.findall(r"[A-Z]\d+", typed.upper())


def _title(counter: Counter | None, language: str) -> str:
    if counter is None:
        return ""
    return counter.name_en if language == "en" and counter.name_en else counter.name


def _area(counter: Counter | None, language: str) -> str:
    if counter is None:
        return ""
    return counter.area_en if language == "en" and counter.area_en else counter.area


def _hall(desk: Desk) -> str:
    if desk.hall is None:
        return ""
    english = desk.language == "en" and desk.hall.name_en
    return desk.hall.name_en if english else desk.hall.name


def current(ticket: Ticket | None, language: str) -> Shown:
    """The number that is held: number "" when there is none."""
    if ticket is None:
        return {"number": "", "state": "", "service": "", "waited": "", "calls": "", "priority": ""}
    english = language == "en" and ticket.service_name_en
    return {
        "number": ticket.number,
        "state": ticket.state.value,
        "service": ticket.service_name_en if english else ticket.service_name,
        "waited": waited(ticket, language),
        "calls": say("current.calls", language, count=ticket.calls),
        "priority": say(f"priority.{ticket.priority}", language) if ticket.priority else "",
    }


def waited(ticket: Ticket, language: str) -> str:
    """How long the person had waited when called (last); both times are the server's."""
    if ticket.called_at is None:
        return ""
    minutes = int((ticket.called_at - ticket.issued_at).total_seconds() // 60)
    if minutes < 1:
        return say("current.waited_none", language)
    return say("current.waited", language, count=minutes)


def last(ticket: Ticket | None, language: str) -> str:
    """What has become of the number before."""
    if ticket is None:
        return ""
    return say(f"last.{ticket.state}", language, number=ticket.number)


def can(desk: Desk) -> dict[str, bool]:
    """Each verb, and whether it may be done now."""
    return {verb: desk.can(verb) for verb in VERBS}


def since(moment: datetime) -> str:
    """The time of day of the hall."""
    return f"{moment.astimezone(BEIJING):%H:%M}"


def connection(desk: Desk) -> Shown:
    """`lost` and, then, since when and why; `opening` until the hall has answered once."""
    line = desk.line
    shown: Shown = {"lost": line.since is not None, "title": "", "why": ""}
    shown["opening"] = not line.fresh and line.since is None
    if line.since is not None:
        shown["title"] = say("line.lost", desk.language, time=since(line.since))
    if line.trouble is not None:
        shown["why"] = sentence(line.trouble, desk.language, "line")
    return shown
