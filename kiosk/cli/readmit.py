"""The command that enters a number again which a restored backup does not know."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kiosk.cli.options import HERE, As, Data, Json, Reason, actor, answer, open_hall, say_in
from kiosk.cli.tickets import as_values
from kiosk.queue.tickets import Priority

_say = say_in("backup")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("readmit", help=_say("help.readmit"))(readmit)


def readmit(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_say("argument.number"))],
    service: Annotated[str, typer.Option(metavar="SERVICE_ID", help=_say("option.service"))],
    at: Annotated[
        datetime, typer.Option(formats=["%H:%M"], metavar="HH:MM", help=_say("option.at"))
    ],
    reason: Reason,
    priority: Annotated[Priority | None, typer.Option(help=_say("option.priority"))] = None,
    english: Annotated[bool, typer.Option("--english", help=_say("option.english"))] = False,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        ticket = hall.readmit(
            number,
            service,
            at.time(),
            reason,
            actor(hall, name),
            priority=priority,
            language="en" if english else "zh",
        )
    told = _say("readmitted", number=ticket.number, at=f"{at:%H:%M}")
    answer(json, as_values(ticket), told)
