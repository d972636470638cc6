"""Commands on backups: backup and restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import HERE, Data, Json, answer, say, say_in

if TYPE_CHECKING:
    from kiosk.audit import Break

_say = say_in("backup")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("backup", help=_say("help.backup"))(backup_)
    app.command("restore", help=_say("help.restore"))(restore_)


def backup_(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help=_say("argument.folder"))],
    keep: Annotated[int | None, typer.Option(min=1, help=_say("option.keep"))] = None,
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk.backup import backup

    made = backup(data, target, keep=keep)
    payload = {
        "file": str(made.file),
        "sha256": made.sha256,
        "bytes": made.size,
        "heads": {code: f"{head.seq}:{head.hash}" for code, head in made.heads.items()},
        "removed": [str(each) for each in made.removed],
        "unreadable": [str(each) for each in made.unreadable],
        **_broken(made.broken),
    }
    lines = [_say("made", file=made.file, kilobytes=-(-made.size // 1000), sha256=made.sha256)]
    if made.broken is None:
        lines.append(say("audit.whole", count=sum(head.seq for head in made.heads.values())))
    else:
        lines += [_told(made.broken), _say("kept")]
    lines += [_say("removed", file=each) for each in made.removed]
    lines += [_say("unreadable", file=each) for each in made.unreadable]
    answer(json, payload, "\n".join(lines))
    if made.broken is not None or made.unreadable:
        raise typer.Exit(1)


def restore_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_say("argument.file"))],
    key: Annotated[Path, typer.Option("--key", metavar="FILE", help=_say("option.key"))],
    database: Annotated[str, typer.Option(metavar="URL", help=_say("option.database"))] = "",
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk.restoring import restore

    made = restore(file, data, key, database=database)
    payload = {
        "data": str(made.folder),
        "taken_at": made.taken_at,
        "events": made.events,
        **_broken(made.broken),
    }
    chain = say("audit.whole", count=made.events) if made.broken is None else _told(made.broken)
    stands = _say("restored", folder=made.folder, at=made.taken_at)
    answer(json, payload, "\n".join([stands, chain, _say("numbers")]))
    if made.broken is not None:
        raise typer.Exit(1)


def _broken(broken: tuple[str, Break] | None) -> dict[str, object]:
    if broken is None:
        return {"whole": True}
    return {"whole": False, "hall": broken[0], "seq": broken[1].seq, "kind": broken[1].kind}


def _told(broken: tuple[str, Break]) -> str:
    hall, found = broken
    return _say("broken", hall=hall, problem=say(f"audit.{found.kind}", seq=found.seq))
