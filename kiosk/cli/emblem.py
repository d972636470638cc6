"""The command that gives a hall its emblem, and stores it in a printer that prints text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.options import HERE, Data, Json, answer, open_hall, say, say_key
from kiosk.cli.printing import chosen
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from printers.logo import Emblem
    from printers.settings import PrinterSettings

_FILE = "emblem.png"
_STORE_SECONDS = 10.0
"""For the picture to reach the printer; 3.2 kB need 3.4 s at 9600 baud."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("logo", help=say("help.printers_logo"))(logo)


def logo(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("argument.printer"))],
    file: Annotated[Path, typer.Argument(metavar="FILE", help=say("argument.picture"))],
    data: Data = HERE,
    json: Json = False,
) -> None:
    from PIL.Image import DecompressionBombError

    from printers.logo import prepare

    with open_hall(data) as hall:
        settings = chosen(hall, name)
        try:
            dots = prepare(file)
        except (OSError, DecompressionBombError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Refusal("file.unreadable", path=file, reason=reason) from error
        # A picture of a receipt brings its emblem along.
        drawn = settings.as_profile().rendering == "raster"
        stored = b"" if drawn else _stored_by(settings, dots)
        if stored:
            _store(hall, settings, stored)
        try:
            _keep(hall.ground.folder, file)
        except OSError as error:
            raise Refusal("folder.unwritable", folder=data, reason=error.strerror) from error
    values = {"width": dots.width, "height": dots.height, "bytes": len(stored)}
    lines = [say(f"printers.logo.{'drawn' if drawn else 'stored'}", name=settings.name, **values)]
    if hall.settings.emblem != _FILE:
        lines.append(say("printers.logo.emblem", file=_FILE))
    if not drawn and not settings.logo:
        lines.append(say("printers.logo.setting", name=settings.name))
    lines.append(say("printers.logo.look", name=settings.name))
    answer(json, {"printer": settings.name, **values}, "\n".join(lines))


def _keep(folder: Path, source: Path) -> None:
    """Put the picture into the hall's folder. Raises OSError."""
    from PIL import Image

    with Image.open(source) as picture:
        plain = picture.convert("RGBA")
    # Whole or not at all: every paper to come shows it.
    draft = folder / f".{_FILE}.part"
    try:
        plain.save(draft, "PNG")
        draft.replace(folder / _FILE)
    finally:
        draft.unlink(missing_ok=True)


def _stored_by(settings: PrinterSettings, dots: Emblem) -> bytes:
    """What stores the emblem in this printer's memory; refuses with "printer.profile"."""
    from printers.logo import store_logo

    if settings.kind not in ("network", "serial", "usb"):
        detail = say("printers.kind", name=settings.name, kind=settings.kind)
        raise Refusal("printer.profile", detail=detail)
    stored = store_logo(dots, settings.as_profile())
    if not stored:
        profile = settings.as_profile().name
        detail = say("printers.no_memory", name=settings.name, profile=profile)
        raise Refusal("printer.profile", detail=detail)
    return stored


def _store(hall: Hall, settings: PrinterSettings, stored: bytes) -> None:
    """Send the bytes while nobody else owns the printer, and only if it is well."""
    from kiosk.printing import spooling
    from printers.drivers import open_driver
    from printers.faults import PrinterFault

    try:
        with spooling.hold(hall.ground, settings) as ours:
            if not ours:
                raise Refusal("printer.busy", detail=say("printers.owner", name=settings.name))
            driver = open_driver(settings)
            status = driver.status()
            driver.close()
            if not status.prints:
                state = say_key(f"doctor.printer.is.{status.state}")
                values = {"name": settings.name, "state": state, "detail": status.detail}
                raise Refusal("printer.failed", detail=say("printers.not_ready", **values))
            _pour(settings, stored)
    except PrinterFault as fault:
        raise Refusal(fault.code, detail=fault.detail) from fault


def _pour(settings: PrinterSettings, stored: bytes) -> None:
    from printers.faults import fault_of
    from printers.ports import open_port

    port = open_port(settings, settings.timeout)
    try:
        port.write(stored, settings.timeout + _STORE_SECONDS)
        port.end()
    except OSError as error:
        raise fault_of(error, port.where, began=True, default="printer.lost") from error
    finally:
        port.close(drop=False)
