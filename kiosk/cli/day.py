"""Commands on a hall's day: its balance, its end, and what staff did out of order."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from kiosk.cli.options import HERE, As, Data, Day, Json, actor, answer, language, open_hall, say_in
from kiosk.cli.papers import in_words
from kiosk.queue.day import CLOSING
from kiosk.queue.figures import Balance
from kiosk.queue.tickets import State
from kiosk.staff import Role

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_say = say_in("day")
_Reason = Annotated[str, typer.Option("--reason", help=_say("option.reason"))]


@app.command("balance", help=_say("help.balance"))
def balance(day: Day = "", data: Data = HERE, json: Json = False) -> None:
    with open_hall(data) as hall:
        chosen, groups = hall.balances(date_of(day) if day else None)
    answer(json, _payload(chosen, groups), _table(chosen, groups))


@app.command("close", help=_say("help.close"))
def close(reason: _Reason = "", data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        closed = hall.close_day(actor(hall, name), reason, language())
        # It comes out here where no service owns the printer.
        paper = hall.settle(closed.job) if closed.job is not None else None
        trouble = [in_words(hall, paper)] if paper is not None and paper.error else []
    payload = _payload(closed.day, closed.balances) | {"ended": closed.ended, "job": closed.job}
    lines = [_table(closed.day, closed.balances)]
    lines += [_say(f"ended.{why}", count=count) for why, count in sorted(closed.ended.items())]
    lines += [_say("closed" if paper is None else "closed_and_printed"), *trouble]
    answer(json, payload, "\n".join(lines))


@app.command("reopen", help=_say("help.reopen"))
def reopen(reason: _Reason, data: Data = HERE, name: As = "", json: Json = False) -> None:
    with open_hall(data) as hall:
        day = hall.reopen_day(actor(hall, name), reason)
    answer(json, {"day": day.isoformat()}, _say("reopened", day=day.isoformat()))


@app.command("irregular", help=_say("help.irregular"))
def irregular(
    first: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help=_say("option.from"))],
    last: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help=_say("option.to"))] = "",
    data: Data = HERE,
    name: As = "",
    json: Json = False,
) -> None:
    with open_hall(data) as hall:
        actor(hall, name).must_be(*CLOSING, Role.INSPECTOR)
        found = hall.irregular(date_of(first), date_of(last or first))
        zone = hall.ground.zone
    payload = {
        "clerks": [
            {
                "account": each.account,
                "name": each.name,
                "calls": each.calls,
                "done": [
                    {
                        "what": one.what,
                        "at": one.at.isoformat(),
                        "number": one.number,
                        "counter": one.counter,
                        "reason": one.reason,
                    }
                    for one in each.done
                ],
            }
            for each in found
        ]
    }
    lines = []
    for each in found:
        lines.append(_say("clerk", name=each.name, calls=each.calls, count=len(each.done)))
        lines += [
            _say(
                "irregular",
                at=f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}",
                where=_say("at", counter=one.counter) if one.counter else _say("desk"),
                number=one.number,
                what=_say(f"what.{one.what}"),
                reason=one.reason or "-",
            )
            for one in each.done
        ]
    answer(json, payload, "\n".join(lines) or _say("regular"))


def date_of(text: str) -> date:
    """A day as it is typed after an option; anything else is a wrong use of the command."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(_say("option.day")) from error


def _payload(day: date, groups: Sequence[Balance]) -> dict[str, Any]:
    return {
        "day": day.isoformat(),
        "groups": [
            {
                "group": each.group,
                "issued": each.issued,
                **{state.value: each.states[state] for state in State},
                "unused": each.unused,
                "holds": each.holds,
            }
            for each in groups
        ],
        "holds": all(each.holds for each in groups),
    }


def _table(day: date, groups: Sequence[Balance]) -> str:
    """The balance, a row for each group and one for all; columns stand under each other."""
    if not groups:
        return _say("empty", day=day.isoformat())
    head = [_say("group"), _say("issued"), *(_say(f"column.{state.value}") for state in State)]
    figures = [[each.issued, *(each.states[state] for state in State)] for each in groups]
    figures.append([sum(column) for column in zip(*figures, strict=True)])
    names = [*(each.group for each in groups), _say("all")]
    rows = [[name, *map(str, row)] for name, row in zip(names, figures, strict=True)]
    wrong = [each.group for each in groups if not each.holds]
    lines = [_say("title", day=day.isoformat()), *in_columns([head, *rows])]
    spare = [
        _say("unused_of", group=each.group, count=each.unused) for each in groups if each.unused
    ]
    if spare:
        lines.append(_say("unused", groups=_say("between").join(spare)))
    lines.append(_say("wrong", groups=", ".join(wrong)) if wrong else _say("holds"))
    return "\n".join(lines)


def in_columns(table: Sequence[Sequence[str]], left: int = 0) -> list[str]:
    """The rows of a table as lines; what stands in a column ends under each other, in the first
    `left` columns it begins there."""
    widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
    lines = []
    for row in table:
        spaces = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = [
            cell + space if place < left else space + cell
            for place, (cell, space) in enumerate(zip(row, spaces, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in text)
