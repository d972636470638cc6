"""Commands on tickets: take a number, call it, and everything until it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from data.faults import StoreFault
from kiosk.cli import papers
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
    language,
    open_hall,
    say,
    say_key,
)
from kiosk.queue.tickets import Priority, Ticket
from kiosk.staff import Actor

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from kiosk.queue.looking import Status

_SETTLE_SECONDS = 4.5


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("take", help=say("help.take"))(take)
    app.command("status", help=say("help.status"))(status)
    app.command("call", help=say("help.call"))(call)
    for verb in ("recall", "start", "finish", "miss", "abandon"):
        app.command(verb, help=say(f"help.{verb}"))(_command(verb))
    app.command("open", help=say("help.open"))(open_)
    app.command("close", help=say("help.close"))(close)


def take(
    service: ServiceName,
    data: Data = HERE,
    priority: Annotated[Priority | None, typer.Option(help=say("option.priority"))] = None,
    nonce: Annotated[str | None, typer.Option(help=say("option.nonce"))] = None,
    english: Annotated[bool, typer.Option("--english", help=say("option.english"))] = False,
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        issued = hall.issue(
            service, priority=priority, nonce=nonce, language="en" if english else "zh"
        )
        paper, error, receipt = _paper(hall, issued.job)
    counters = [each.code for each in issued.counters]
    payload = {
        **as_values(issued.ticket),
        "counters": counters,
        "ahead": issued.ahead,
        "wait": None if issued.wait is None else [issued.wait.p50, issued.wait.p90],
        "status_url": issued.status_url,
        "receipt": receipt,
        "paper": paper,
        "paper_error": error,
        "repeated": issued.repeated,
    }
    lines = [
        say(
            "take.done",
            number=issued.ticket.number,
            service=issued.ticket.service_title(language()),
            counters=say("between").join(counters),
            ahead=issued.ahead,
        ),
        issued.status_url,
        say(f"take.{paper}", receipt=receipt or ""),
    ]
    if error is not None:
        lines.append(say_key(f"refusal.{error}", detail=""))
    answer(json, payload, "\n".join(lines))


def status(
    which: Annotated[str, typer.Argument(metavar="TOKEN_OR_NUMBER", help=say("argument.which"))],
    data: Data = HERE,
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        found = _status(hall, which)
        printed = [papers.in_words(hall, each) for each in found.papers]
    payload = {
        **as_values(found.ticket),
        "ahead": found.ahead,
        "counters": [each.code for each in found.counters],
        "wait": None if found.wait is None else [found.wait.p50, found.wait.p90],
        "papers": [papers.as_values(each) for each in found.papers],
    }
    lines = [as_line(found.ticket)]
    if found.ahead is not None:
        lines.append(say("status.ahead", count=found.ahead))
    answer(json, payload, "\n".join([*lines, *printed]))


def call(counter: CounterName, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        ticket = hall.call_next(counter, actor(hall, name))
    answer(json, as_values(ticket), as_line(ticket))


def open_(counter: CounterName, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.open_counter(counter, actor(hall, name))
    payload = {"counter": found.code, "open": found.open}
    answer(json, payload, say("counter.open", counter=found.code))


def close(
    counter: CounterName,
    reason: Reason,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        found = hall.close_counter(counter, actor(hall, name), reason)
    payload = {"counter": found.code, "open": found.open}
    answer(json, payload, say("counter.closed", counter=found.code))


def _command(verb: str) -> Callable[..., None]:
    def run(ticket: TicketName, data: Data = HERE, name: As = "", json: Json = False) -> None:
        with open_hall(data) as hall:
            act: Callable[[int, Actor], Ticket] = getattr(hall, verb)
            moved = act(key_of(hall, ticket), actor(hall, name))
        answer(json, as_values(moved), as_line(moved))

    return run


def _paper(hall: Hall, job: int) -> tuple[str, str | None, str | None]:
    """State, fault and file of a paper. The number is given by now: no fault takes it back."""
    try:
        found = hall.settle(job, _SETTLE_SECONDS)
    except StoreFault as fault:
        return "queued", fault.code, None
    return found.state, found.error, found.receipt


def key_of(hall: Hall, ticket: str) -> int:
    """A ticket's key, from its number today ("A012") or the key itself."""
    return int(ticket) if ticket.isdecimal() else hall.ticket_of_number(ticket).id


def _status(hall: Hall, which: str) -> Status:
    token = which.rpartition("/s/")[2]
    looks_like_number = len(token) <= 8 and token[1:].isdecimal()
    return hall.status_of_number(token) if looks_like_number else hall.status(token)


def as_values(ticket: Ticket) -> dict[str, Any]:
    """A ticket as the JSON of a command."""
    return {
        "ticket": ticket.id,
        "number": ticket.number,
        "group": ticket.group,
        "day": ticket.day.isoformat(),
        "service": ticket.service,
        "service_name": ticket.service_name,
        "state": ticket.state.value,
        "priority": ticket.priority.value if ticket.priority else None,
        "counter": ticket.counter,
        "calls": ticket.calls,
        "issued_at": ticket.issued_at.isoformat(),
        "called_at": ticket.called_at.isoformat() if ticket.called_at else None,
    }


def as_line(ticket: Ticket) -> str:
    """A ticket in one line for people."""
    return say(
        f"line.{'at' if ticket.counter else 'alone'}",
        number=ticket.number,
        service=ticket.service_title(language()),
        state=say_key(f"state.{ticket.state.value}"),
        counter=ticket.counter,
    )
