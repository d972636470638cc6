"""The command on the rights in a PostgreSQL: grants."""

from __future__ import annotations

from typing import Annotated

import typer

from kiosk.cli.options import Json, answer, say_in

_say = say_in("grants")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("grants", help=_say("help"))(grants_)


def grants_(
    url: Annotated[str, typer.Option("--apply", metavar="URL", help=_say("option.apply"))] = "",
    owner: Annotated[str, typer.Option(help=_say("option.owner"))] = "yichuang_owner",
    program: Annotated[str, typer.Option(help=_say("option.program"))] = "yichuang_program",
    inspector: Annotated[str, typer.Option(help=_say("option.inspector"))] = "yichuang_inspector",
    json: Json = False,
) -> None:
    from kiosk import grants

    roles = grants.Roles(owner, program, inspector)
    if url:
        grants.apply(url, roles)
        names = {"owner": owner, "program": program, "inspector": inspector}
        answer(json, {"applied": True, **names}, _say("applied", **names))
        return
    said = ["BEGIN", *grants.statements(roles), "COMMIT"]
    answer(json, {"applied": False, "sql": said}, "".join(f"{each};\n" for each in said).rstrip())
