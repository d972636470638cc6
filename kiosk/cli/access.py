"""Commands on the access tokens of keypads and strips of lights: create, list, revoke."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kiosk.access import Access, Scope
from kiosk.cli.options import HERE, As, Data, Json, actor, answer, open_hall, say_in

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_say = say_in("access")


@app.command("create", help=_say("help.create"))
def create(
    counter: Annotated[str, typer.Option(help=_say("option.counter"))],
    scope: Annotated[Scope, typer.Option(help=_say("option.scope"))] = Scope.CALL,
    label: Annotated[str, typer.Option(help=_say("option.label"))] = "keypad",
    days: Annotated[int, typer.Option(help=_say("option.days"))] = 90,
    account: Annotated[str | None, typer.Option("--for", help=_say("option.for"))] = None,
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        made, token = hall.create_access(label, scope, counter, days, actor(hall, name), account)
    answer(json, _values(made) | {"token": token}, f"{_line(made)}\n{_say('once')}\n{token}")


@app.command("list", help=_say("help.list"))
def list_(data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        found = hall.accesses()
    payload = {"tokens": [_values(each) for each in found]}
    answer(json, payload, "\n".join(map(_line, found)) or _say("none"))


@app.command("revoke", help=_say("help.revoke"))
def revoke(
    key: Annotated[int, typer.Argument(metavar="ID", help=_say("argument.id"))],
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        ended = hall.revoke_access(key, actor(hall, name))
    answer(json, _values(ended), _line(ended))


def _values(access: Access) -> dict[str, Any]:
    return {
        "id": access.id,
        "label": access.label,
        "scope": access.scope.value,
        "counter": access.counter,
        "account": access.account.name,
        "expires_at": access.expires_at.isoformat(),
        "revoked": access.revoked_at is not None,
    }


def _line(access: Access) -> str:
    return _say(
        "row.revoked" if access.revoked_at is not None else "row.valid",
        id=access.id,
        label=access.label,
        scope=_say(f"scope.{access.scope.value}"),
        counter=access.counter,
        account=access.account.name,
        until=f"{access.expires_at:%Y-%m-%d}",
    )
