"""The command that shows the numbers that touch screens hold in reserve."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kiosk.cli.day import date_of, in_columns
from kiosk.cli.options import HERE, Data, Day, Json, answer, say_in

if TYPE_CHECKING:
    from datetime import date

    from kiosk.reserve.blocks import Block

_say = say_in("reserve")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("reserve", help=_say("help.reserve"))(reserve)


def reserve(
    day: Day = "",
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk.reserve import blocks
    from kiosk.reserve.delivery import undelivered
    from kiosk.reserve.opening import standing

    with standing(data) as (ground, local):
        with ground.read() as work:
            chosen = date_of(day) if day else work.day
            found = blocks.every(work, chosen)
        away = ground is local
        waiting = len(undelivered(local)) if local is not None else 0
    payload = {
        "day": chosen.isoformat(),
        "away": away,
        "blocks": [
            {
                "group": each.group,
                "host": each.host,
                "first": each.first,
                "last": each.last,
                "given": each.given,
                "left": each.left,
            }
            for each in found
        ],
        "undelivered": waiting,
    }
    lines = [_say("away")] if away else []
    lines += _table(chosen, found)
    if waiting:
        lines.append(_say("undelivered", count=waiting))
    answer(json, payload, "\n".join(lines))


def _table(day: date, found: list[Block]) -> list[str]:
    if not found:
        return [_say("none", day=day.isoformat())]
    lines = [_say("title", day=day.isoformat())]
    rows = [[_say(each) for each in ("group", "numbers", "given", "left", "host")]]
    rows += [
        [
            each.group,
            f"{each.group}{each.first:03d}-{each.group}{each.last:03d}",
            str(each.given),
            str(each.left),
            each.host,
        ]
        for each in found
    ]
    return lines + in_columns(rows)
