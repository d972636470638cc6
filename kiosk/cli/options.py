"""What all commands share: their options, their language, and how they answer."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import platformdirs
import typer

from kiosk.refusal import Refusal
from kiosk.staff import Actor
from kiosk.words import words

if TYPE_CHECKING:
    from kiosk.hall import Hall

PASSWORD = "KIOSK_PASSWORD"  # noqa: S105 the name of a variable, not a password


@cache
def language() -> str:
    """The language of the terminal: English where the locale says so, else Chinese."""
    variables = ("KIOSK_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next(filter(None, map(os.environ.get, variables)), "")
    return "en" if chosen.startswith("en") else "zh"


def say_key(key: str, **values: object) -> str:
    """A phrase, in the language of the terminal."""
    return words().say(key, language(), **values)


class Say(Protocol):
    """Says a phrase of one table, in the language of the terminal."""

    def __call__(self, key: str, **values: object) -> str: ...


def say_in(table: str) -> Say:
    """What says the phrases of `table`."""
    return lambda key, **values: say_key(f"{table}.{key}", **values)


say: Say = say_in("cli")


Data = Annotated[
    Path,
    typer.Option("--data", help=say("option.data"), envvar="KIOSK_DATA", show_envvar=False),
]
Json = Annotated[bool, typer.Option("--json", help=say("option.json"))]
As = Annotated[str, typer.Option("--as", metavar="NAME", help=say("option.as"))]
Reason = Annotated[str, typer.Option("--reason", help=say("option.reason"))]
Day = Annotated[str, typer.Option("--day", metavar="YYYY-MM-DD", help=say_key("day.option.day"))]
TicketName = Annotated[str, typer.Argument(metavar="TICKET", help=say("argument.ticket"))]
CounterName = Annotated[str, typer.Argument(metavar="COUNTER", help=say("argument.counter"))]
ServiceName = Annotated[str, typer.Argument(metavar="SERVICE_ID", help=say("argument.service"))]
Who = Annotated[str, typer.Argument(metavar="WHO", help=say("argument.who"))]


HERE = platformdirs.user_data_path("yichuang", appauthor=False)
"""Where the hall of this user stands if nothing else is said."""


def answer(as_json: bool, payload: Mapping[str, Any], text: str) -> None:
    """Print `payload` as one line of JSON, or `text` for people."""
    print(json.dumps(payload, ensure_ascii=False) if as_json else text)


def open_hall(folder: Path) -> Hall:
    """The hall in `folder`; refuses as `kiosk.hall.open_hall` does."""
    # Loading the database's library takes longer than a window needs to appear.
    from kiosk.hall import open_hall

    return open_hall(folder)


def actor(hall: Hall, name: str) -> Actor:
    """Whoever signs this command: the password is asked for, or taken from KIOSK_PASSWORD.

    Refuses with "account.needed", "account.password_missing" and as `Hall.prove` does.
    """
    if not name:
        raise Refusal("account.needed")
    password = os.environ.get(PASSWORD)
    if password is None:
        if not sys.stdin.isatty():
            raise Refusal("account.password_missing", variable=PASSWORD)
        password = getpass.getpass(say("ask.password", name=name))
    return Actor(hall.prove(name, password))
