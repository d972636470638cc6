"""What the console shows a supervisor of the hall's alarms."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.alarms.rules import Kind
from kiosk.web.alarms import AlarmView
from ui.console.views import Shown, say

_ICONS = {
    Kind.HELP: "hand-heart",
    Kind.PRINTER: "printer",
    Kind.VOICE: "speaker",
    Kind.IDLE: "counter",
    Kind.WAIT: "clock",
    Kind.LENGTH: "people",
    Kind.TIDE: "counter",
}


def shown(alarms: Sequence[AlarmView], language: str) -> list[Shown]:
    """Each alarm: id, icon, text, and taker, who sees to it, in words ("" while nobody does)."""
    return [
        {
            "id": each.id,
            "icon": _ICONS[each.kind],
            "text": each.text,
            "taker": say("alarm.taker", language, name=each.taken_by) if each.taken_by else "",
        }
        for each in alarms
    ]
