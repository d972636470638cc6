"""Commands that ask what if: a day once more or a day to come, with something otherwise."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from kiosk.cli.day import date_of
from kiosk.cli.options import HERE, Data, Json, answer, open_hall, say_in
from kiosk.queue.routing import PolicyName

if TYPE_CHECKING:
    # Loading NumPy takes a tenth of a second, which other commands need not wait for.
    from kiosk.whatif import Change, More, Span

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

_MOST_MORE = 20
_MORE = re.compile(r"([^x@=\s]{1,8})(?:x(\d{1,2}))?(?:@(\S+))?")
_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)")

_say = say_in("whatif")
_Day = Annotated[str, typer.Option("--day", metavar="YYYY-MM-DD", help=_say("option.day"))]


@app.command("replay", help=_say("help.replay"))
def replay(
    day: _Day = "",
    more: Annotated[
        list[str] | None,
        typer.Option("--more", metavar="9x2@14:00-15:30", help=_say("option.more")),
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="COUNTER", help=_say("option.without"))
    ] = None,
    comprehensive: Annotated[
        list[str] | None,
        typer.Option("--comprehensive", metavar="COUNTER", help=_say("option.comprehensive")),
    ] = None,
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="1=9", help=_say("option.also"))
    ] = None,
    policy: Annotated[str, typer.Option("--policy", help=_say("option.policy"))] = "",
    lunch: Annotated[
        list[str] | None,
        typer.Option("--lunch", metavar="11:30-12:30", help=_say("option.lunch")),
    ] = None,
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk import whatif
    from kiosk.cli import whatif_told

    with open_hall(data) as hall:
        chosen = date_of(day) if day else whatif.last_day(hall)
        rule = hall.settings.queue.rule
        change = whatif.Change(
            more=tuple(map(_more, more or ())),
            without=tuple(without or ()),
            comprehensive=tuple(comprehensive or ()),
            also=tuple(map(_also, also or ())),
            rule=replace(rule, policy=_policy(policy)) if policy else None,
            lunch=tuple(map(_span, lunch or ())),
        )
        found = whatif.compare(hall, chosen, change)
        catalogue = hall.catalogue()
    told = whatif_told.compared(chosen, change, found, catalogue)
    payload = {
        "day": chosen.isoformat(),
        "recorded": None if found.truth is None else asdict(found.truth),
        "before": asdict(found.before),
        "after": asdict(found.after),
    }
    answer(json, payload, "\n".join(told))


@app.command("suggest", help=_say("help.suggest"))
def suggest(
    goal: Annotated[int, typer.Option("--goal", min=1, max=480, help=_say("option.goal"))] = 20,
    day: _Day = "",
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk import whatif
    from kiosk.cli import whatif_told

    with open_hall(data) as hall:
        chosen = date_of(day) if day else whatif.last_day(hall)
        found = whatif.suggest(hall, chosen, goal * 60.0)
        catalogue = hall.catalogue()
    payload = {
        "day": chosen.isoformat(),
        "goal_seconds": found.goal,
        "reaches": found.reaches,
        "change": _change(found.change),
        "before": asdict(found.before),
        "after": asdict(found.after),
        "tried": [
            {"change": _change(each.change), "seconds": each.seconds, "p95": each.p95}
            for each in found.tried
        ],
    }
    answer(json, payload, "\n".join(whatif_told.suggested(chosen, found, catalogue)))


@app.command("forecast", help=_say("help.forecast"))
def forecast(
    day: Annotated[
        str, typer.Option("--day", metavar="YYYY-MM-DD", help=_say("option.day_next"))
    ] = "",
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk import whatif
    from kiosk.cli import whatif_told

    with open_hall(data) as hall:
        found = whatif.forecast(hall, date_of(day) if day else None)
    payload = asdict(found) | {"day": found.day.isoformat()}
    answer(json, payload, "\n".join(whatif_told.forecast(found)))


@app.command("ahead", help=_say("help.ahead"))
def ahead(
    day: Annotated[
        str, typer.Option("--day", metavar="YYYY-MM-DD", help=_say("option.day_ahead"))
    ] = "",
    data: Data = HERE,
    json: Json = False,
) -> None:
    from kiosk import whatif
    from kiosk.cli import whatif_told

    with open_hall(data) as hall:
        found = whatif.ahead(hall, date_of(day) if day else None)
    answer(
        json, asdict(found) | {"day": found.day.isoformat()}, "\n".join(whatif_told.ahead(found))
    )


# What is typed


def _more(text: str) -> More:
    from kiosk.whatif import More

    found = _MORE.fullmatch(text)
    if found is None or not 1 <= int(found[2] or 1) <= _MOST_MORE:
        raise typer.BadParameter(_say("wrong.more"))
    return More(found[1], int(found[2] or 1), _span(found[3]) if found[3] else None)


def _also(text: str) -> tuple[str, str]:
    one, _, other = text.partition("=")
    if not one or not other:
        raise typer.BadParameter(_say("wrong.also"))
    return one, other


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if found is None:
        raise typer.BadParameter(_say("wrong.span"))
    since, until = (
        int(hour) * 3600.0 + int(minute) * 60.0
        for hour, minute in ((found[1], found[2]), (found[3], found[4]))
    )
    if since >= until:
        raise typer.BadParameter(_say("wrong.span"))
    return since, until


def _policy(text: str) -> PolicyName:
    for name in get_args(PolicyName):
        if text == name:
            known: PolicyName = name
            return known
    raise typer.BadParameter(_say("wrong.policy"))


def _change(change: Change) -> dict[str, Any]:
    """A change as JSON has it."""
    return asdict(replace(change, rule=None)) | {
        "rule": None if change.rule is None else change.rule.policy
    }
