"""What the touch screen says of a number that a person has already, and of a no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.refusal import Refusal
from kiosk.words import words
from ui.touch.views import Shown, say, wait, within

if TYPE_CHECKING:
    from kiosk.people.returning import AtMachine
    from ui.touch.held import Held

_ICONS = {
    "waiting": "clock",
    "called": "call",
    "serving": "counter",
    "finished": "check-circle",
    "parked": "counter",
    "missed": "alert",
    "abandoned": "close",
    "expired": "calendar",
}
_KINDS = {"waiting": "accent", "called": "signal", "finished": "good", "missed": "warn"}
_OVER = {"finished", "abandoned", "expired"}
_CALM_PAPER = {"printing", "printed", "sent"}

PRIORITIES = {
    "elderly": "elder",
    "disabled": "wheelchair",
    "pregnant": "heart-pulse",
    "infant": "baby",
    "soldier": "medal",
    "green": "leaf",
}
"""Who may go first (`kiosk.queue.tickets.Priority`), each with its icon."""


def shown(held: Held, trouble: str, language: str) -> Shown:
    """A number that was found; `trouble`: why the printer does not print, "" while it does.

    number, title ("" for who has typed it), group, state, icon and kind of the state, over, head,
    advice; waits: there is an `ahead` and a `wait`; counters to go to; first: it goes first;
    checkIn, reprint and giveUp: it may; asks: is it to be given up; told: what was done, with its
    icon and kind; hint.
    """
    at = held.at
    if at is None:
        return {}
    state = at.state.value
    counter = at.counters[0].code if at.counters else ""
    values = {"number": at.number, "counter": counter}
    back = "check_in" in at.acts
    return {
        "number": at.number,
        "title": at.whole.ticket.service_title(language) if at.whole else "",
        "group": at.group.title(language) if at.group else "",
        "state": say(f"desk.state.{_case(at)}", language),
        "icon": _ICONS[state],
        "kind": _KINDS.get(state, "neutral"),
        "head": say(f"desk.head.{_case(at)}", language, **values),
        "advice": say(_advice(at), language, **values),
        "waits": at.ahead is not None,
        "ahead": say("home.people", language, count=at.ahead or 0),
        "wait": wait(at.wait, language),
        "within": within(at.wait, language),
        "over": state in _OVER,
        "counters": _counters(at, language) if state in ("waiting", "called") else "",
        "first": at.whole is not None and at.whole.ticket.goes_first,
        "checkIn": back,
        "reprint": "reprint" in at.acts and not trouble and held.done != "reprint",
        "giveUp": "give_up" in at.acts,
        "asks": held.asks,
        "told": _told(held, at, language),
        "hint": _hint(at, trouble, language),
    }


def _advice(at: AtMachine) -> str:
    state = at.state.value
    if state == "missed":
        return "desk.advice.missed" if "check_in" in at.acts else "desk.advice.missed_over"
    return f"desk.advice.{_case(at)}"


def _case(at: AtMachine) -> str:
    """Its state; "parked_closed" for what was set aside at a counter that has closed since."""
    left_behind = at.state.value == "parked" and "check_in" in at.acts
    return "parked_closed" if left_behind else at.state.value


def _counters(at: AtMachine, language: str) -> str:
    from kiosk.papers.ticket import where

    return where(at.counters, language) or say("desk.no_counter", language)


def _hint(at: AtMachine, trouble: str, language: str) -> str:
    """Why something that one may expect is not there."""
    if at.state.value in _OVER:
        return ""
    if at.whole is None:
        return say("desk.typed", language)
    if trouble and "reprint" in at.acts:
        return say("desk.no_reprint", language, why=say(f"printer.{trouble}", language))
    return ""


def _told(held: Held, at: AtMachine, language: str) -> Shown:
    """What has just been done: kind, icon, title and text; empty where it was nothing."""
    if held.done == "check_in":
        text = say("desk.told.check_in_text", language, count=at.ahead or 0)
        title = say("desk.told.check_in", language)
        return {"kind": "good", "icon": "check-circle", "title": title, "text": text}
    if held.done == "give_up":
        text = say("desk.told.give_up_text", language)
        title = say("desk.told.give_up", language, number=at.number)
        return {"kind": "info", "icon": "check-circle", "title": title, "text": text}
    if held.done == "reprint":
        calm = held.paper in _CALM_PAPER
        text = "paper_state.copy_hint" if calm else "desk.told.reprint_desk"
        return {
            "kind": "good" if calm else "warn",
            "icon": "printer",
            "title": say(f"paper_state.{held.paper}", language),
            "text": say(text, language),
        }
    return {}


def no(refusal: Refusal, language: str) -> Shown:
    """Why something did not work: title, text, `ways`: what one can do now (icon, text), `again`:
    the same code may do next time, and number: the one that an appointment has become."""
    code = refusal.code
    name = code.replace(".", "_")
    if not words().knows(f"touch.desk.no.{name}", language):
        name = "trouble"
    if words().knows(f"touch.desk.why.{name}", language):
        text = say(f"desk.why.{name}", language, **refusal.values)
    else:
        text = words().refusal(code, language, refusal.values)
    key = f"touch.desk.ways.{name}"
    said = words().say(key, language) if words().knows(key, language) else ""
    ways = [{"icon": _WAY_ICONS[code], "text": said}] if said else []
    ways.append({"icon": "help", "text": say("desk.ways.ask", language)})
    return {
        "title": say(f"desk.no.{name}", language, **refusal.values),
        "text": text,
        "icon": _NO_ICONS.get(code, "alert"),
        "ways": ways,
        "again": code not in _SETTLED,
        "number": str(refusal.values.get("number", "")) if code == "appointment.arrived" else "",
    }


_NO_ICONS = {
    "appointment.early": "clock",
    "appointment.late": "clock",
    "appointment.cancelled": "calendar",
    "appointment.arrived": "ticket",
    "machine.too_often": "clock",
}
_SETTLED = {f"appointment.{each}" for each in ("arrived", "cancelled", "early", "late")}
_WAY_ICONS = {
    "appointment.late": "ticket",
    "appointment.cancelled": "ticket",
    "appointment.early": "clock",
    "appointment.unknown": "calendar",
    "link.invalid": "ticket",
    "ticket.unknown": "ticket",
    "ticket.too_late": "ticket",
    "machine.too_often": "ticket",
}


def priorities(chosen: str, language: str) -> list[Shown]:
    """Who may go first: key, icon, title, text, chosen."""
    return [
        {
            "key": key,
            "icon": icon,
            "title": say(f"priority.{key}", language),
            "text": say(f"priority.{key}_text", language),
            "chosen": key == chosen,
        }
        for key, icon in PRIORITIES.items()
    ]
