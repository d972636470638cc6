"""Commands on identities: which numbers had none, and forgetting those whose days are over."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from kiosk.cli.options import HERE, As, Data, Json, actor, answer, open_hall, say_in

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_say = say_in("identity")


@app.command("purge", help=_say("help.purge"))
def purge(data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        # A timer has no password; what it does is logged without a name.
        count = hall.purge_identities(actor(hall, name) if name else None)
    answer(json, {"purged": count}, _say("purged", count=count))


@app.command("list", help=_say("help.list"))
def list_(
    day: Annotated[str, typer.Argument(metavar="DAY", help=_say("argument.day"))],
    data: Data = HERE,
    json: Json = False,
) -> None:
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise typer.BadParameter(_say("argument.day")) from error
    with open_hall(data) as hall:
        found = hall.listed_identities(on)
    rows = [
        {
            "number": each.number,
            "kind": each.kind,
            "reason": each.reason,
            "allowed_by": each.allowed_by,
        }
        for each in found
    ]
    lines = [_say("row", **row | {"allowed_by": row["allowed_by"] or "-"}) for row in rows]
    answer(json, {"identities": rows}, "\n".join(lines) or _say("none"))
