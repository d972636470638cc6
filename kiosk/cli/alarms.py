"""The command that lists the alarms of a hall, and takes one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import HERE, As, Data, Json, actor, answer, language, open_hall, say_in

if TYPE_CHECKING:
    from kiosk.alarms.standing import Alarm
    from kiosk.hall import Hall

_say = say_in("alarm")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("alarms", help=_say("help.alarms"))(alarms)


def alarms(
    take: Annotated[int, typer.Option("--take", metavar="NUMBER", help=_say("help.take"))] = 0,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        if take:
            taken = hall.take_alarm(take, actor(hall, name))
            said = _say("list.yours", name=taken.taken_by, text=_text(hall, taken))
            answer(json, _values(hall, taken), said)
            return
        # Nobody need serve the hall for its state to be known.
        hall.look_for_alarms()
        found = hall.alarms()
        lines = [_row(hall, each) for each in found]
        payload = {"alarms": [_values(hall, each) for each in found]}
    answer(json, payload, "\n".join(lines) or _say("list.none"))


def _text(hall: Hall, alarm: Alarm) -> str:
    from kiosk.alarms.telling import in_words

    return in_words(hall.ground, hall.catalogue(), alarm, language())


def _row(hall: Hall, alarm: Alarm) -> str:
    raised = alarm.raised_at.astimezone(hall.ground.zone)
    row = _say("list.row", number=alarm.id, time=f"{raised:%H:%M}", text=_text(hall, alarm))
    if alarm.taken_by is None:
        return row
    return _say("list.taken", row=row, name=alarm.taken_by)


def _values(hall: Hall, alarm: Alarm) -> dict[str, Any]:
    return {
        "id": alarm.id,
        "kind": alarm.kind.value,
        "subject": alarm.subject,
        **alarm.data,
        "text": _text(hall, alarm),
        "raised_at": alarm.raised_at.isoformat(),
        "ended_at": alarm.ended_at.isoformat() if alarm.ended_at else None,
        "taken_at": alarm.taken_at.isoformat() if alarm.taken_at else None,
        "taken_by": alarm.taken_by,
    }
