"""What commands on printers and papers share: which printer is meant, and moments of the hall."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kiosk.cli.options import say
from kiosk.refusal import Refusal

if TYPE_CHECKING:
    from kiosk.hall import Hall
    from printers.settings import PrinterSettings


def chosen(hall: Hall, name: str) -> PrinterSettings:
    """The printer of this kiosk with this name, the first one for "".

    Refuses with "printer.missing".
    """
    printers = {each.name: each for each in hall.settings.printers}
    if not printers:
        raise Refusal("printer.missing", detail=say("printers.none"))
    found = printers.get(name or next(iter(printers)))
    if found is None:
        names = say("between").join(printers)
        raise Refusal("printer.missing", detail=say("printers.names", names=names))
    return found


def moment(hall: Hall, at: datetime) -> str:
    """A moment (UTC) by the hall's clock on the wall; with its day where that is not today."""
    here = at.astimezone(hall.ground.zone)
    today = hall.ground.clock().astimezone(hall.ground.zone).date()
    return f"{here:%H:%M:%S}" if here.date() == today else f"{here:%Y-%m-%d %H:%M}"
