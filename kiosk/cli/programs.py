"""Commands that start programs: run, touch, serve, counter, board, paper, tour."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk import log
from kiosk.cli.options import HERE, PASSWORD, Data, language, open_hall, say, say_key
from kiosk.refusal import Refusal
from kiosk.run import Program, supervise
from kiosk.staff import Role

TRIAL = "trial"
NAMES = frozenset({"run", "touch", "serve", "counter", "board", "paper", "tour"})
"""The commands of this file."""
_Windowed = Annotated[bool, typer.Option("--windowed", help=say("option.windowed"))]
_HallUrl = Annotated[str, typer.Option("--hall", metavar="URL", help=say("option.hall"))]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("run", help=say("help.run"))(run)
    app.command("touch", help=say("help.touch"))(touch)
    app.command("serve", help=say("help.serve"))(serve)
    app.command("counter", help=say("help.counter"))(counter)
    app.command("board", help=say("help.board"))(board)
    app.command("paper", help=say("help.paper"))(paper)
    app.command("tour", help=say("help.tour"))(tour)


def run(
    data: Data = HERE,
    windowed: _Windowed = False,
    trial: Annotated[bool, typer.Option("--try", help=say("option.try"))] = False,
) -> None:
    from kiosk import config, setup

    _need_display()
    log.configure()
    if trial and not (data / config.FILE).exists():
        made = setup.init(data)
        print(
            say("run.made", folder=made.folder, account=made.account, password=made.password),
            flush=True,
        )
    settings = config.load(data)
    _need_port(settings.serve.host, settings.serve.port)
    here = ["--data", str(data)]
    programs = [
        Program("serve", ["serve", *here], main=True),
        Program(
            "touch", ["touch", *here, *(["--windowed"] if windowed or trial else [])], main=True
        ),
    ]
    if trial:
        password = _trial_clerk(data)
        url = settings.local_url
        programs += [
            Program("board", ["board", "--hall", url, "--windowed", "--speak", *here]),
            Program("paper", ["paper", *here]),
            Program(
                "counter",
                ["counter", "--hall", url, "--counter", "1", "--as", TRIAL],
                environment={PASSWORD: password},
            ),
        ]
        print(say("run.clerk", name=TRIAL), flush=True)
        print(say("run.started", url=url), flush=True)
    else:
        print(say("run.hall", url=settings.public_url), flush=True)
    supervise(programs, lambda name: print(say("run.again", program=name), file=sys.stderr))


def touch(data: Data = HERE, windowed: _Windowed = False) -> None:
    from ui.touch import run_touch

    _need_display()
    log.configure()
    raise typer.Exit(run_touch(data, windowed=windowed))


def serve(
    data: Data = HERE,
    port: Annotated[int | None, typer.Option(help=say("option.port"))] = None,
) -> None:
    from kiosk.reserve.opening import printing
    from kiosk.web.serve import serve as serve_hall

    log.configure()
    log.structure()
    with open_hall(data) as hall:
        settings = hall.settings.serve
        chosen = settings.port if port is None else port
        print(say("run.serving", url=f"http://{settings.host}:{chosen}"), flush=True)
        with printing(hall):
            serve_hall(hall, settings.host, chosen)


def counter(
    hall: _HallUrl = "http://127.0.0.1:8321",
    code: Annotated[str, typer.Option("--counter", help=say("option.counter"))] = "1",
    name: Annotated[str, typer.Option("--as", metavar="NAME", help=say("option.as"))] = "",
    global_keys: Annotated[bool, typer.Option(help=say("option.global_keys"))] = False,
) -> None:
    from ui.console import run_console

    _need_display()
    log.configure()
    password = os.environ.get(PASSWORD, "")
    done = run_console(hall, code, name=name, password=password, global_keys=global_keys)
    raise typer.Exit(done)


def board(
    hall: _HallUrl = "http://127.0.0.1:8321",
    counter: Annotated[str, typer.Option("--counter", help=say("option.own_board"))] = "",
    speak: Annotated[bool, typer.Option("--speak", help=say("option.speak"))] = False,
    data: Data = HERE,
    windowed: _Windowed = False,
) -> None:
    from ui.board import run_board

    _need_display()
    log.configure()
    speaks = data if speak else None
    raise typer.Exit(run_board(hall, windowed=windowed, counter=counter, speaks=speaks))


def paper(data: Data = HERE) -> None:
    from kiosk import config
    from ui.slip import run_slip

    _need_display()
    log.configure()
    folders = [each.path for each in config.load(data).printers if each.kind == "virtual"]
    if not folders or folders[0] is None:
        raise Refusal("printer.not_virtual")
    raise typer.Exit(run_slip(folders[0]))


def tour(
    out: Annotated[Path, typer.Option("--out", help=say("option.out"))] = Path("tour"),
) -> None:
    # The windows are real; only the screen is not. Set before Qt is loaded.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    _need_utf8()
    from ui.tour import run_tour

    log.structure()
    run_tour(out, language(), lambda line: print(line, flush=True))


def _need_display() -> None:
    """Refuse with "display.missing" where Qt would abort."""
    _need_utf8()
    if os.environ.get("QT_QPA_PLATFORM") or sys.platform != "linux":
        return
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        raise Refusal("display.missing")


def _need_utf8() -> None:
    """Qt warns of any other character set, and a bare service manager sets none at all."""
    if not any(os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        os.environ["LC_CTYPE"] = "C.UTF-8"


def _need_port(host: str, port: int) -> None:
    """Refuse with "port.taken" before any window opens."""
    from kiosk.web.serve import bind

    bind(host, port).close()


def _trial_clerk(data: Path) -> str:
    """A clerk for trying out, with a new random password at each start.

    Refuses with "hall.not_sample": a real hall gets no account by itself.
    """
    from kiosk import accounts

    password = accounts.new_password()
    with open_hall(data) as hall:
        if not hall.settings.sample:
            raise Refusal("hall.not_sample")
        if any(each.name == TRIAL for each in hall.accounts()):
            hall.set_password(TRIAL, password, None)
        else:
            title = say_key("cli.trial_clerk")
            hall.add_account(TRIAL, title, Role.CLERK, password, None)
    return password
