"""The command line: every verb for scripts and IT, and the start of every program.

A refusal prints its code and a sentence and exits with 2; with `--json` all output is JSON.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

import typer
from typer.exceptions import TyperException

from data.faults import StoreFault
from kiosk import log
from kiosk.cli import programs
from kiosk.cli.options import language, say, say_key
from kiosk.refusal import Refusal
from kiosk.words import words

REFUSED = 2


def _commands(first: str) -> typer.Typer:
    """All commands; only those that start programs if `first` is one of them.

    To make all of them takes a third of the time until the touch screen stands.
    """
    app = typer.Typer(
        name="kiosk",
        help=say("help.kiosk"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    if first in programs.NAMES:
        programs.register(app)
        return app
    from kiosk.cli import (
        access,
        alarms,
        appointments,
        audit,
        backup,
        counters,
        day,
        demo,
        estimate,
        fake,
        finding,
        grants,
        halls,
        honesty,
        identities,
        printers,
        readmit,
        reserve,
        staff,
        tickets,
        voice,
        whatif,
        why,
    )

    for room in (
        halls,
        tickets,
        counters,
        staff,
        programs,
        fake,
        finding,
        demo,
        estimate,
        why,
        honesty,
        grants,
        backup,
        readmit,
        alarms,
        reserve,
    ):
        room.register(app)
    app.add_typer(audit.app, name="audit", help=say("help.audit"))
    app.add_typer(
        appointments.app, name="appointments", help=say_key("appointment.help.appointments")
    )
    app.add_typer(identities.app, name="identities", help=say_key("identity.help.identities"))
    app.add_typer(staff.app, name="accounts", help=say("help.accounts"))
    app.add_typer(voice.app, name="voice", help=say_key("voice.help.voice"))
    app.add_typer(day.app, name="day", help=say_key("day.help.day"))
    app.add_typer(access.app, name="tokens", help=say_key("access.help.tokens"))
    app.add_typer(printers.app, name="printers", help=say("help.printers"))
    app.add_typer(whatif.app, name="whatif", help=say_key("whatif.help.whatif"))
    return app


def main() -> None:
    """Run one command; exits 0, 1 for a check that failed, 2 for a refusal."""
    for stream in (sys.stdout, sys.stderr):
        # What a terminal with another encoding has sent must not stop us from answering.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # What the log would say of a printer or a store, the answer says; what serves says it all.
    log.configure(logging.ERROR)
    try:
        code = _commands(next(iter(sys.argv[1:]), ""))(standalone_mode=False)
    except (Refusal, StoreFault, TyperException) as no:
        _refuse(no)
        code = REFUSED
    except (typer.Abort, KeyboardInterrupt):
        code = 130
    sys.exit(code or 0)


def _refuse(no: Refusal | StoreFault | TyperException) -> None:
    if isinstance(no, TyperException):
        code, message = "command.usage", no.format_message()
    else:
        code, message = no.code, say_no(no)
    if "--json" in sys.argv:
        answer: dict[str, Any] = {"refusal": code, "message": message}
        faults = getattr(no, "faults", None)
        if faults is not None:
            answer["faults"] = [
                {
                    "place": each.place,
                    "line": each.line,
                    "kind": each.kind,
                    "problem": each.say(words(), language()),
                }
                for each in faults
            ]
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(f"{message}  [{code}]", file=sys.stderr)


def say_no(no: Refusal | StoreFault) -> str:
    """The sentence of a refusal or a fault, in the person's language."""
    values = no.values if isinstance(no, Refusal) else {"detail": no.detail}
    return words().refusal(no.code, language(), values)


if __name__ == "__main__":
    main()
