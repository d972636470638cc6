"""The command that says how good the waits were that people were told."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.day import date_of
from kiosk.cli.options import HERE, Data, Json, answer, language, open_hall, say_in
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.office.honesty import Figures

_say = say_in("office.honesty")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("honesty", help=_say("cli.help"))(honesty)


def honesty(
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help=_say("cli.from"))] = "",
    last: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help=_say("cli.to"))] = "",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", dir_okay=False, help=_say("cli.out"))
    ] = None,
    data: Data = HERE,
    json: Json = False,
) -> None:
    # Loading the library of workbooks takes longer than most commands.
    from kiosk.office import report
    from kiosk.office.honesty import honesty as held
    from kiosk.office.sheet import comma_separated, workbook

    if out is not None and out.suffix not in {".csv", ".xlsx"}:
        raise typer.BadParameter(_say("cli.out"))
    with open_hall(data) as hall:
        found = held(
            hall.ground, date_of(first) if first else None, date_of(last) if last else None
        )
        catalogue, zone = hall.catalogue(), hall.ground.zone
    lines = report.sentences(found, language())
    for day, each in found.days:
        lines.append(_row(day, each))
    if out is not None:
        if out.suffix == ".csv":
            content = comma_separated(report.every(found, catalogue, zone, language()))
        else:
            content = workbook(report.tables(found, catalogue, zone, language()))
        try:
            out.write_bytes(content)
        except OSError as error:
            raise Refusal("folder.unwritable", folder=out.parent, reason=error.strerror) from error
        lines.append(_say("cli.saved", file=out))
    payload: dict[str, Any] = {
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        **_values(found.whole),
        "unknown": found.unknown,
        "silent": found.silent,
        "days": [{"day": day.isoformat(), **_values(each)} for day, each in found.days],
        "services": [{"service": code, **_values(each)} for code, each in found.services],
        "lengths": [{**asdict(length), **_values(each)} for length, each in found.lengths],
    }
    answer(json, payload, "\n".join(lines))


def _values(found: Figures) -> dict[str, Any]:
    return {**asdict(found), "share": found.share, "verdict": found.verdict.value}


def _row(day: date, found: Figures) -> str:
    from kiosk.office.report import minutes, per_cent, signed

    if found.share is None:
        return _say("cli.row_none", day=day.isoformat())
    share = _say("of", share=per_cent(found.share), kept=found.kept, judged=found.judged)
    told = {"error": minutes(found.error), "bias": signed(found.bias)}
    return _say("cli.row", day=day.isoformat(), share=share, **told)
