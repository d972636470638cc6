"""Commands of a counter beside calling the next: park, send on, pick, walk-in, join, pause."""

from __future__ import annotations

from typing import Annotated

import typer

from kiosk.cli.options import (
    HERE,
    As,
    CounterName,
    Data,
    Json,
    Reason,
    ServiceName,
    TicketName,
    actor,
    answer,
    open_hall,
    say_in,
)
from kiosk.cli.tickets import as_line, as_values, key_of
from kiosk.queue.tickets import Ticket
from kiosk.queue.transfer import Target

_say = say_in("calling")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("park", help=_say("help.park"))(park)
    app.command("resume", help=_say("help.resume"))(resume)
    app.command("transfer", help=_say("help.transfer"))(transfer)
    app.command("join", help=_say("help.join"))(join)
    app.command("pick", help=_say("help.pick"))(pick)
    app.command("walk-in", help=_say("help.walk_in"))(walk_in)
    app.command("pause", help=_say("help.pause"))(pause)
    app.command("unpause", help=_say("help.unpause"))(unpause)


def park(
    ticket: TicketName,
    reason: Reason = "",
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        moved = hall.park(key_of(hall, ticket), actor(hall, name), reason)
    _answer(json, moved)


def resume(ticket: TicketName, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        moved = hall.resume(key_of(hall, ticket), actor(hall, name))
    _answer(json, moved)


def transfer(
    ticket: TicketName,
    service: Annotated[str | None, typer.Option(help=_say("option.service"))] = None,
    group: Annotated[str | None, typer.Option(help=_say("option.group"))] = None,
    counter: Annotated[str | None, typer.Option(help=_say("option.counter"))] = None,
    back: Annotated[bool, typer.Option("--back", help=_say("option.back"))] = False,
    reason: Reason = "",
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    target = Target(service, group, counter, back)
    with open_hall(data) as hall:
        moved = hall.transfer(key_of(hall, ticket), target, actor(hall, name), reason)
    _answer(json, moved)


def join(
    ticket: TicketName,
    numbers: Annotated[list[str], typer.Argument(metavar="NUMBER...", help=_say("argument.join"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        visit = hall.join(key_of(hall, ticket), numbers, actor(hall, name))
    payload = {"visit": [as_values(each) for each in visit]}
    answer(json, payload, "\n".join(as_line(each) for each in visit))


def pick(
    counter: CounterName,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_say("argument.number"))],
    reason: Reason,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        called = hall.call_number(counter, number, actor(hall, name), reason)
    _answer(json, called)


def walk_in(
    counter: CounterName,
    service: ServiceName,
    reason: Reason = "",
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        served = hall.walk_in(counter, service, actor(hall, name), reason)
    _answer(json, served)


def pause(
    counter: CounterName,
    reason: Reason,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        found = hall.pause_counter(counter, actor(hall, name), reason)
    payload = {"counter": found.code, "paused": found.paused}
    answer(json, payload, _say("paused", counter=found.code))


def unpause(counter: CounterName, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.resume_counter(counter, actor(hall, name))
    payload = {"counter": found.code, "paused": found.paused}
    answer(json, payload, _say("unpaused", counter=found.code))


def _answer(json: bool, ticket: Ticket) -> None:
    answer(json, as_values(ticket), as_line(ticket))
