"""What the touch screen says of its printer, and of the paper of a ticket."""

from __future__ import annotations

from printers.status import FAULTS
from ui.touch.following import Following
from ui.touch.views import Shown, say

_WHY: dict[str, str] = {code: state.value for state, code in FAULTS.items()}
_CALM = {
    "printing": "printer",
    "printed": "ticket",
    "sent": "ticket",
    "taken": "check-circle",
    "earlier": "ticket",
}
_WAIVE = {
    "unknown": "got",
    "held": "waive",
    "none": "waive",
    "failed": "no_need",
    "late": "no_need",
}


def printer(trouble: str, language: str) -> Shown:
    """What is said before a number is taken: `trouble` as `ui.touch.printer.Printer` gives it.

    `prints`, and where it does not: `why`, and what one can do then, for `home` and `confirm`.
    """
    if not trouble:
        return {"prints": True, "why": "", "home": "", "confirm": ""}
    return {
        "prints": False,
        "why": say(f"printer.{trouble}", language),
        "home": say("printer.home", language),
        "confirm": say("printer.confirm", language),
    }


def paper(followed: Following, trouble: str, language: str) -> Shown:
    """What is said of the paper of a ticket, and what can be done about it.

    state, icon, title, hint, `calm` (nothing to worry about); `waive` and `reprint`, the words on
    the buttons, "" where there is none; busy.
    """
    state, job = followed.state, followed.job
    title, hint = say(f"paper_state.{state}", language), say(f"paper_state.{state}_hint", language)
    why = (_WHY.get(job.error or "") if job else None) or trouble
    if state == "held" and why:
        title = say(f"printer.{why}", language)
    if state == "printed" and job is not None and job.copy:
        hint = say("paper_state.copy_hint", language)
    if followed.sorry:
        hint = say("paper_state.sorry", language)
    again = state == "unknown" or (state in ("failed", "late") and not trouble)
    return {
        "state": state,
        "icon": _CALM.get(state, "phone" if state == "waived" else "alert"),
        "title": title,
        "hint": hint,
        "calm": state in _CALM or state == "waived",
        "reprint": say("paper_state.reprint", language) if again else "",
        "waive": say(f"paper_state.{_WAIVE[state]}", language) if state in _WAIVE else "",
        "busy": followed.busy,
    }
