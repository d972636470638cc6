"""The command that says why a number was called, or why it still waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.day import date_of
from kiosk.cli.options import HERE, Data, Day, Json, answer, language, open_hall, say_key
from kiosk.words import words

if TYPE_CHECKING:
    from kiosk.queue.explaining import CallMade


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("why", help=say_key("why.help.why"))(why)


def why(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=say_key("why.help.number"))],
    day: Day = "",
    data: Data = HERE,
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        found = hall.why(number, date_of(day) if day else None)
    payload = {
        "number": found.ticket.number,
        "state": found.ticket.state.value,
        "calls": [_values(each) for each in found.calls],
        "ahead": found.ahead,
        "before": [_values(each) for each in found.before],
        "overtaken": found.overtaken,
        "counters": [each.code for each in found.counters],
    }
    answer(json, payload, "\n".join(found.in_words(words(), language())))


def _values(call: CallMade) -> dict[str, Any]:
    return {
        "number": call.number,
        "at": call.at.isoformat(),
        "counter": call.counter,
        "why": call.why.value,
        "skipped": list(call.skipped),
    }
