"""Commands on a whole hall: init, import, doctor."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import kiosk
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
    say_key,
)
from kiosk.refusal import Refusal
from kiosk.words import LANGUAGES

if TYPE_CHECKING:
    from kiosk.doctor import Finding


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.callback(help=say("help.kiosk"))(_always)
    app.command("init", help=say("help.init"))(init)
    app.command("import", help=say("help.import"))(import_)
    app.command("doctor", help=say("help.doctor"))(doctor_)


def init(
    data: Data = HERE,
    database: Annotated[str, typer.Option(metavar="URL", help=say("option.database"))] = "",
    wizard: Annotated[bool, typer.Option("--wizard", help=say_key("wizard.option.wizard"))] = False,
    speak: Annotated[str, typer.Option("--language", help=say_key("wizard.option.language"))] = "",
    json: Json = False,
) -> None:
    from kiosk import setup

    if speak:
        _speak(speak)
    plan = None
    if wizard:
        if json:
            raise typer.BadParameter(say_key("wizard.option.not_json"))
        from kiosk.cli.asking import ask_all

        plan, chosen = ask_all(data)
    else:
        chosen = os.environ.get(PASSWORD) or _asked()
    made = setup.init(data, password=chosen, database=database, plan=plan)
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
    if wizard:
        print(f"\n{say_key('wizard.checked')}")
        print(_examined(data)[0])
        print(f"\n{say_key('wizard.next', file=made.folder / 'hall.toml')}")


def import_(
    file: Annotated[Path, typer.Argument(help=say("argument.file"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    from kiosk import catalogue_file

    # A file with faults is refused with all of them before anybody is asked for a password.
    services = len(catalogue_file.read(file).services)
    with open_hall(data) as hall:
        version = hall.import_catalogue(file, actor(hall, name))
    payload = {"version": version, "services": services}
    answer(json, payload, say("import.done", **payload))


def doctor_(data: Data = HERE, json: Json = False) -> None:
    text, found = _examined(data)
    rows = [
        {"check": each.check, "state": each.state, "message": each.message, "advice": each.advice}
        for each in found
    ]
    well = all(each.state != "bad" for each in found)
    answer(json, {"well": well, "checks": rows}, text)
    if not well:
        raise typer.Exit(1)


def _examined(data: Path) -> tuple[str, list[Finding]]:
    """What the doctor has found, in words and as it is."""
    from kiosk import doctor

    found = doctor.examine(data, language())
    text = "\n".join(
        say(f"doctor.{each.state}", title=each.title, message=each.message)
        + (say("doctor.advice", advice=each.advice) if each.advice else "")
        for each in found
    )
    return text, found


def _always(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            is_eager=True,
            callback=lambda asked: _version() if asked else None,
            help=say_key("wizard.option.version"),
        ),
    ] = False,
) -> None:
    """What goes before any command."""


def _version() -> None:
    print(kiosk.__version__)
    raise typer.Exit


def _speak(chosen: str) -> None:
    if chosen not in LANGUAGES:
        raise typer.BadParameter(say_key("wizard.option.bad_language"))
    os.environ["KIOSK_LANGUAGE"] = chosen
    language.cache_clear()


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
