"""Commands on a whole hall: init, import, doctor."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import (
    HERE,
    PASSWORD,
    As,
    Data,
    Json,
    actor,
    answer,
    language,
    open_hall,
    say,
)
from kiosk.refusal import Refusal


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("init", help=say("help.init"))(init)
    app.command("import", help=say("help.import"))(import_)
    app.command("doctor", help=say("help.doctor"))(doctor_)


def init(
    data: Data = HERE,
    database: Annotated[str, typer.Option(metavar="URL", help=say("option.database"))] = "",
    json: Json = False,
) -> None:
    from kiosk import setup

    chosen = os.environ.get(PASSWORD) or _asked()
    made = setup.init(data, password=chosen, database=database)
    with open_hall(data) as hall:
        counts = {"services": len(hall.catalogue().services), "counters": len(hall.counters())}
    payload = {"data": str(made.folder), "account": made.account, **counts}
    lines = [say("init.made", folder=made.folder, **counts)]
    if chosen is None:
        payload["password"] = made.password
        lines.append(say("init.password", account=made.account, password=made.password))
    else:
        lines.append(say("init.account", account=made.account))
    answer(json, payload, "\n".join(lines))


def import_(
    file: Annotated[Path, typer.Argument(help=say("argument.file"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    from kiosk import catalogue

    # A file with faults is refused with all of them before anybody is asked for a password.
    services = len(catalogue.read(file).services)
    with open_hall(data) as hall:
        version = hall.import_catalogue(file, actor(hall, name))
    payload = {"version": version, "services": services}
    answer(json, payload, say("import.done", **payload))


def doctor_(data: Data = HERE, json: Json = False) -> None:
    from kiosk import doctor

    found = doctor.examine(data, language())
    rows = [
        {"check": each.check, "state": each.state, "message": each.message, "advice": each.advice}
        for each in found
    ]
    well = all(each.state != "bad" for each in found)
    text = "\n".join(
        say(f"doctor.{each.state}", title=each.title, message=each.message)
        + (say("doctor.advice", advice=each.advice) if each.advice else "")
        for each in found
    )
    answer(json, {"well": well, "checks": rows}, text)
    if not well:
        raise typer.Exit(1)


def _asked() -> str | None:
    """A password typed twice at a terminal; None where there is no terminal."""
    from kiosk import setup

    if not sys.stdin.isatty():
        return None
    password = getpass.getpass(say("ask.new_password", name=setup.ADMIN))
    if not password:
        return None
    if getpass.getpass(say("ask.again")) != password:
        raise Refusal("password.differs")
    return password
