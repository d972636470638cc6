"""The command that shows the numbers that touch screens hold in reserve."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kiosk.cli.day import date_of, in_columns
from kiosk.cli.options import HERE, Data, Day, Json, answer, open_hall, say_in

if TYPE_CHECKING:
    from datetime import date

    from kiosk.hall import Hall
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

    with open_hall(data) as hall:
        with hall.ground.read() as work:
            chosen = date_of(day) if day else work.day
            found = blocks.every(work, chosen)
        waiting = _undelivered(data, hall)
    payload = {
        "day": chosen.isoformat(),
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
    lines = _table(chosen, found)
    if waiting:
        lines.append(_say("undelivered", count=waiting))
    answer(json, payload, "\n".join(lines))


def _undelivered(folder: Path, hall: Hall) -> int:
    """How many numbers only this host knows."""
    from kiosk.reserve.delivery import undelivered
    from kiosk.reserve.grounds import FILE, open_local

    if not (folder / FILE).exists():
        return 0
    local = open_local(hall.ground)
    try:
        return len(undelivered(local))
    finally:
        local.close()


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
