"""The command that looks for printers, and says the lines for hall.toml that choose each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.options import Json, answer, say, say_key
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from printers.find import Found


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("find", help=say("help.printers_find"))(find)


def find(
    hosts: Annotated[
        list[str] | None, typer.Argument(metavar="[HOST]...", help=say("argument.hosts"))
    ] = None,
    json: Json = False,
) -> None:
    from printers.status import State

    found, missing = _look(hosts or [])
    payload: dict[str, Any] = {
        "printers": [
            {
                "kind": each.kind,
                "where": each.where,
                "description": each.description,
                "state": each.status.state.value if each.status else None,
                "detail": each.status.detail if each.status else "",
                "settings": each.settings,
            }
            for each in found
        ],
        "missing": missing,
    }
    lines = [line for each in found for line in _found(each)]
    answer(json, payload, "\n".join([*missing, *lines]) or say("printers.found.nothing"))
    if not found or any(each.status and each.status.state is State.NO_ANSWER for each in found):
        raise typer.Exit(1)


def _look(hosts: list[str]) -> tuple[list[Found], list[str]]:
    """What is there, and why one cannot look in some places."""
    from printers import find
    from printers.faults import PrinterFault

    missing = []
    try:
        found = find.on_usb()
    except PrinterFault as fault:
        found = []
        missing.append(say_key(f"refusal.{fault.code}", detail=fault.detail))
    try:
        return [*found, *find.at_serial_ports(), *find.on_network(hosts)], missing
    except ValueError as error:
        detail = say("printers.found.address", hosts=say("between").join(hosts))
        raise Refusal("printer.missing", detail=detail) from error


def _found(found: Found) -> list[str]:
    """What one has found: where, how it is, and the lines to choose it with."""
    from kiosk.doctor import VAGUE
    from printers.status import State

    said, status = [found.description], found.status
    if status is not None:
        said += [say_key(f"doctor.printer.is.{status.state}")]
        said += [status.detail] if status.state in VAGUE else []
    words = "  ".join(filter(None, said))
    row = say("printers.found.row", kind=found.kind, where=found.where, description=words)
    lines = [row.rstrip()]
    if status is None or status.state is not State.NO_ANSWER:
        lines += [f"    {line}" for line in found.settings.splitlines()]
    return lines
