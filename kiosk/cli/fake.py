"""The command fake-printer: a receipt printer to play with and to spoil beside the touch screen."""

from __future__ import annotations

import errno
import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, get_args

import typer

from kiosk.cli.options import say_key
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from printers.fake import FakePrinter, Slip

_END: Final = "q"
_LOOK: Final = "i"
_STANDING: Final = ("paper_end", "near_end", "cover_open", "cutter_error", "hot", "error", "button")
_ODD: Final = ("garbage", "stall")


def say(key: str, **values: object) -> str:
    """A phrase of this command."""
    return say_key(f"fake.{key}", **values)


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("fake-printer", help=say("help"))(fake_printer)


def fake_printer(
    port: Annotated[int, typer.Option(help=say("option.port"), min=0, max=65535)] = 9100,
    serial: Annotated[bool, typer.Option("--pty", help=say("option.pty"))] = False,
    control: Annotated[
        int | None, typer.Option(help=say("option.control"), min=0, max=65535)
    ] = None,
    width: Annotated[int, typer.Option(help=say("option.width"))] = 80,
    dpi: Annotated[int, typer.Option(help=say("option.dpi"))] = 203,
    charset: Annotated[str, typer.Option(help=say("option.charset"))] = "gbk",
    print_speed: Annotated[float, typer.Option(help=say("option.print_speed"), min=0)] = 150,
    speed: Annotated[float, typer.Option(help=say("option.speed"), min=0)] = 0,
    clients: Annotated[int, typer.Option(help=say("option.clients"), min=1)] = 1,
    out: Annotated[Path | None, typer.Option(help=say("option.out"), file_okay=False)] = None,
    no_id: Annotated[bool, typer.Option("--no-id", help=say("option.no_id"))] = False,
    no_clear: Annotated[bool, typer.Option("--no-clear", help=say("option.no_clear"))] = False,
) -> None:
    from printers.fake import FakePrinter
    from printers.fake.mechanism import Charset
    from printers.fake.report import save

    def came_out(slip: Slip) -> None:
        where = "" if out is None else f"  {save(slip, out)}"
        print(_line(slip) + where, flush=True)

    if charset not in get_args(Charset):
        raise typer.BadParameter(say("wrong.charset", charset=charset))
    options: dict[str, Any] = {
        "width": width,
        "dpi": dpi,
        "charset": charset,
        "id": not no_id,
        "clear": not no_clear,
        "print_speed": print_speed,
        "speed": speed,
        "on_slip": came_out,
    }
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    try:
        with _port_refused(port):
            fake: FakePrinter = (
                FakePrinter.pty(**options)
                if serial
                else FakePrinter.tcp(port, clients=clients, **options)
            )
    except ValueError as error:
        raise typer.BadParameter(say("wrong.model", width=width, dpi=dpi)) from error
    with fake:
        print(say("pty" if serial else "tcp", where=fake.where))
        if control is not None:
            with _port_refused(control):
                print(say("control", port=fake.listen(control)))
        if out is not None:
            print(say("out", folder=out))
        _until_the_end(fake)


@contextmanager
def _port_refused(port: int) -> Iterator[None]:
    """Refuses with "port.taken" or "port.refused"."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refusal("port.taken", port=port) from error
        reason = error.strerror or str(error)
        raise Refusal("port.refused", host="127.0.0.1", port=port, reason=reason) from error


def _line(slip: Slip) -> str:
    first = next((row.strip() for row in slip.text.splitlines() if row.strip()), say("blank"))
    return say(
        "slip",
        number=slip.number,
        mm=round(slip.fed_mm),
        how=say("whole" if slip.whole else "torn"),
        boxes=say("boxes", count=slip.boxes) if slip.boxes else "",
        first=first,
    )


def _until_the_end(fake: FakePrinter) -> None:
    """Obey keys where there is a terminal; ends by its key, by Ctrl-C, and when asked to end."""
    told, tell = os.pipe()
    before = {
        number: signal.signal(number, lambda *_: os.write(tell, b"."))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        if sys.stdin.isatty():
            with _single_keys():
                _show_keys()
                _obey_keys(fake, told)
        else:
            print(say("end"), flush=True)
            os.read(told, 1)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(told)
        os.close(tell)


def _obey_keys(fake: FakePrinter, told: int) -> None:
    from printers.fake.control import KEYS

    keyboard = sys.stdin.fileno()
    while True:
        ready, _, _ = select.select([keyboard, told], [], [])
        key = os.read(keyboard, 1).decode("latin-1").lower() if keyboard in ready else ""
        if told in ready or key in (_END, ""):
            return
        if key in KEYS:
            fake.do(KEYS[key])
        elif key != _LOOK:
            continue
        print(say("state", state=_state(fake)), flush=True)


def _state(fake: FakePrinter) -> str:
    now = fake.state
    names = [name for name in _STANDING if now[name]] + [name for name in _ODD if now[name]]
    if not now["answers"]:
        names.append("answers")
    if now["paper_end"]:
        names.remove("near_end")
    if not now["power"]:
        names = ["power"]
    said = [say(f"is.{name}") for name in names or ["ready"]]
    if now["waiting"]:
        said.append(say("is.waiting", bytes=now["waiting"]))
    return say("between").join(said)


def _show_keys() -> None:
    from printers.fake.control import KEYS

    print(say("keys"))
    for key in (*KEYS, _LOOK, _END):
        print(f"  {key}  {say(f'key.{key}')}")
    sys.stdout.flush()


@contextmanager
def _single_keys() -> Iterator[None]:
    """Every key counts at once, without Enter and without an echo."""
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    tty.setcbreak(keyboard)
    try:
        yield
    finally:
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
