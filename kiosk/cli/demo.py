"""The command that plays a day: a sample hall with people and clerks, to watch boards and pages."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from kiosk import log
from kiosk.cli.options import say_in, say_key
from kiosk.refusal import Refusal
from kiosk.run import Program

if TYPE_CHECKING:
    from kiosk.config import Settings
    from kiosk.demo.pace import Fast
    from kiosk.demo.plan import Plan
    from kiosk.demo.play import Day
    from kiosk.hall import Hall

FASTEST = 600.0
EARLY = timedelta(minutes=10)
"""The day is entered so long before the hall opens."""

_say = say_in("demo")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("demo", help=_say("help"))(demo)


def demo(
    speed: Annotated[
        float, typer.Option("--speed", min=1.0, max=FASTEST, help=_say("speed"))
    ] = 60.0,
    seed: Annotated[int, typer.Option("--seed", help=_say("seed"))] = 1,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=_say("port"))] = 8321,
    board: Annotated[bool, typer.Option("--board/--no-board", help=_say("board"))] = True,
    data: Annotated[
        Path | None, typer.Option("--data", metavar="FOLDER", help=_say("data"))
    ] = None,
) -> None:
    from kiosk import config, setup

    with ExitStack() as stack:
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="demo-")))
        if not (folder / config.FILE).exists():
            made = setup.init(folder)
            # For the desk, the office and the consoles of the day.
            print(say_key("cli.init.password", account=made.account, password=made.password))
        settings = config.load(folder)
        if not settings.sample:
            raise Refusal("hall.not_sample")
        _play(folder, settings, speed, seed, port, stack, board=board)


def _play(
    folder: Path,
    settings: Settings,
    speed: float,
    seed: int,
    port: int,
    stack: ExitStack,
    *,
    board: bool,
) -> None:
    from kiosk.alarms.foreseeing import foreseeing
    from kiosk.demo.clerks import clerks
    from kiosk.demo.play import Play
    from kiosk.hall import open_hall
    from kiosk.printing.spooling import Spooling
    from kiosk.web.serve import serving

    # Of what the service tells only what has gone wrong: the rest is between the lines of the day.
    log.structure()
    pace = _pace(settings, speed)
    hall = stack.enter_context(open_hall(folder, pace))
    if any(hall.balance().values()):
        raise Refusal("demo.used")
    planned = _planned(hall, seed)
    actors = clerks(hall, planned)
    stack.callback(Spooling(hall.ground).stop)
    stack.enter_context(foreseeing(hall))
    url = stack.enter_context(serving(hall, settings.serve.host, port))
    people = len(planned.people)
    print(_say("begins", people=people, counters=len(actors), speed=speed, url=url), flush=True)
    if board and (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        window = Program("board", ["board", "--hall", url, "--windowed"])
        window.start()
        stack.callback(window.wait, 5.0)
        stack.callback(window.ask_to_end)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: pace.stop())

    def tell(what: str, values: Mapping[str, object]) -> None:
        at = pace().astimezone(hall.ground.zone)
        print(f"{at:%H:%M:%S}  {_say(what, **values)}", flush=True)

    pace.go()
    _report(Play(hall, planned, actors, pace, tell, looks=True, watched=True).run())


def _pace(settings: Settings, speed: float) -> Fast:
    from kiosk.clock import system_clock
    from kiosk.demo.pace import Fast
    from kiosk.demo.plan import OPENS

    zone = ZoneInfo(settings.zone)
    today = system_clock().astimezone(zone).date()
    midnight = datetime.combine(today, time(), zone)
    return Fast(midnight + timedelta(seconds=OPENS) - EARLY, speed)


def _planned(hall: Hall, seed: int) -> Plan:
    from kiosk.demo.plan import plan

    with hall.ground.read() as work:
        floor = work.floor
    return plan(floor.catalogue, tuple(floor.counters.values()), floor.serves, seed)


def _report(day: Day) -> None:
    print(f"\n{_say('over')}")
    for state, count in day.ended.items():
        if count:
            print(f"  {say_key(f'state.{state.value}'):<10}{count:>6}")
    for code, count in sorted(day.refused.items()):
        print(f"  {_say('refused', count=count, code=code)}")
