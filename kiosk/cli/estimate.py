"""The command that predicts the waits of a log, to be held against what came of them."""

from __future__ import annotations

import json as json_lines
import os
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import Json, answer, say_key
from kiosk.refusal import Refusal

_Readable = Annotated[
    Path, typer.Option("--hall", exists=True, dir_okay=False, help=say_key("estimate.hall"))
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("estimate", help=say_key("estimate.help"))(estimate)


def estimate(
    hall: _Readable,
    log: Annotated[
        Path, typer.Option("--log", exists=True, dir_okay=False, help=say_key("estimate.log"))
    ],
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help=say_key("estimate.out"))],
    history: Annotated[
        Path | None,
        typer.Option("--history", exists=True, dir_okay=False, help=say_key("estimate.history")),
    ] = None,
    json: Json = False,
) -> None:
    # Loading NumPy takes a tenth of a second, which other commands need not wait for.
    from kiosk.estimate.files import Files, predict

    files = Files(hall, history, log)
    try:
        files.plan()
    except ValueError as error:
        raise Refusal("estimate.hall_unreadable", file=hall.name, detail=str(error)) from error
    try:
        lines = out.open("w", encoding="utf-8")
    except OSError as error:
        raise Refusal("folder.unwritable", folder=out.parent, reason=error.strerror) from error
    count = 0
    with lines:
        for told in predict(files, processes=os.cpu_count() or 1):
            lines.write(json_lines.dumps(told, ensure_ascii=False) + "\n")
            count += 1
    answer(
        json, {"tickets": count, "out": str(out)}, say_key("estimate.done", count=count, out=out)
    )
