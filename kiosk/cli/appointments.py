"""Commands on appointments: book, list, free, cancel, import."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import HERE, As, Data, Json, actor, answer, open_hall, say_in
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.people.booked import Appointment

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_say = say_in("appointment")
_Service = Annotated[str, typer.Argument(metavar="SERVICE_ID", help=_say("argument.service"))]
_Day = Annotated[str, typer.Argument(metavar="DAY", help=_say("argument.day"))]


@app.command("book", help=_say("help.book"))
def book(
    service: _Service,
    day: _Day,
    slot: Annotated[str, typer.Argument(metavar="HH:MM", help=_say("argument.slot"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    on = _date(day, slot)
    try:
        start = datetime.strptime(slot, "%H:%M").time()  # noqa: DTZ007 a time of day has no zone
    except ValueError as error:
        raise Refusal("appointment.no_slot", time=slot, day=day) from error
    with open_hall(data) as hall:
        made = hall.book(service, on, start, actor(hall, name))
        payload = {**_payload(hall, made.appointment), "code": made.code, "link": made.link}
        text = _say("booked", service=service, when=payload["starts_at"], code=made.code)
    answer(json, payload, f"{text}\n{made.link}")


@app.command("list", help=_say("help.list"))
def list_(day: _Day, data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        found = [_payload(hall, each) for each in hall.appointments(_date(day))]
    lines = [
        _say(
            "row",
            appointment=each["appointment"],
            when=each["starts_at"],
            service=each["service"],
            state=_say(f"state.{each['state']}"),
        )
        for each in found
    ]
    answer(json, {"appointments": found}, "\n".join(lines) or _say("none"))


@app.command("free", help=_say("help.free"))
def free(service: _Service, day: _Day, data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.free_slots(service, _date(day))
    slots = [
        {"start": f"{each.start:%H:%M}", "end": f"{each.end:%H:%M}", "free": each.free}
        for each in found
    ]
    lines = [
        _say("free", when=f"{each['start']}-{each['end']}", free=each["free"]) for each in slots
    ]
    answer(json, {"slots": slots}, "\n".join(lines) or _say("none"))


@app.command("cancel", help=_say("help.cancel"))
def cancel(
    key: Annotated[int, typer.Argument(metavar="APPOINTMENT", help=_say("argument.key"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        gone = hall.cancel_appointment(key, actor(hall, name))
        payload = _payload(hall, gone)
    answer(json, payload, _say("cancelled", appointment=key))


@app.command("import", help=_say("help.import"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_say("argument.file"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        count = hall.import_appointments(file, actor(hall, name))
    answer(json, {"imported": count}, _say("imported", count=count))


def _date(day: str, slot: str = "") -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise Refusal("appointment.no_slot", time=slot, day=day) from error


def _payload(hall: Hall, appointment: Appointment) -> dict[str, Any]:
    start = appointment.starts_at.astimezone(hall.ground.zone)
    return {
        "appointment": appointment.id,
        "day": appointment.day.isoformat(),
        "starts_at": f"{start:%Y-%m-%d %H:%M}",
        "group": appointment.group,
        "service": appointment.service,
        "state": appointment.state.value,
        "source": appointment.source,
        "ticket": appointment.ticket,
    }
