"""Commands on accounts: add, list, password."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from kiosk.cli.options import HERE, As, Data, Json, Who, actor, answer, open_hall, say, say_key
from kiosk.refusal import Refusal
from kiosk.staff import Role

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def register(_: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("add", help=say("help.accounts_add"))(add)
    app.command("list", help=say("help.accounts_list"))(list_)
    app.command("password", help=say("help.accounts_password"))(password)


def add(
    who: Who,
    role: Annotated[Role, typer.Option(help=say("option.role"))] = Role.CLERK,
    display: Annotated[str, typer.Option(help=say("option.display"))] = "",
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    made, generated = _new_password(who)
    with open_hall(data) as hall:
        account = hall.add_account(who, display or who, role, made, actor(hall, name))
    payload = {"account": account.name, "role": account.role.value}
    text = say("accounts.added", name=account.name, role=say_key(f"role.{account.role.value}"))
    if generated:
        payload["password"] = made
        text += "\n" + say("accounts.generated", password=made)
    answer(json, payload, text)


def list_(data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.accounts()
    payload = {
        "accounts": [
            {"account": each.name, "name": each.display_name, "role": each.role.value}
            for each in found
        ]
    }
    text = "\n".join(
        say(
            "accounts.row",
            name=e.name,
            display=e.display_name,
            role=say_key(f"role.{e.role.value}"),
        )
        for e in found
    )
    answer(json, payload, text)


def password(
    who: Who,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    made, generated = _new_password(who)
    with open_hall(data) as hall:
        hall.set_password(who, made, actor(hall, name or who))
    payload = {"account": who} | ({"password": made} if generated else {})
    text = say("accounts.generated", password=made) if generated else say("accounts.changed")
    answer(json, payload, text)


def _new_password(who: str) -> tuple[str, bool]:
    """A password typed twice, or a random one where there is no terminal; and which of the two."""
    from kiosk import accounts

    if not sys.stdin.isatty():
        return accounts.new_password(), True
    typed = getpass.getpass(say("ask.new_password", name=who))
    if not typed:
        return accounts.new_password(), True
    if getpass.getpass(say("ask.again")) != typed:
        raise Refusal("password.differs")
    return typed, False
