"""What the fake printer tells of itself and its slips to people, files and programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from printers.fake.paper import Slip

if TYPE_CHECKING:
    from printers.fake.printer import FakePrinter


def told(slip: Slip) -> dict[str, Any]:
    """A slip without its picture, ready for JSON."""
    return {
        "number": slip.number,
        "text": slip.text,
        "codes": slip.codes,
        "fed_mm": slip.fed_mm,
        "whole": slip.whole,
        "boxes": slip.boxes,
    }


def save(slip: Slip, folder: Path) -> Path:
    """Write a slip as picture and text; returns the picture's path."""
    folder.mkdir(parents=True, exist_ok=True)
    picture = folder / f"slip-{slip.number:04}.png"
    picture.write_bytes(slip.png())
    picture.with_suffix(".txt").write_text(slip.text, encoding="utf-8")
    return picture


def state(printer: FakePrinter) -> dict[str, Any]:
    """Everything about the printer that a person or a test may want to know."""
    machine, inlet = printer.machine, printer.inlet
    at = machine.mechanism
    return {
        "power": machine.power,
        "online": machine.power and not at.stopped,
        "paper_mm": round(at.paper_mm, 1),
        "paper_end": at.paper_end,
        "near_end": at.near_end or at.paper_end,
        "cover_open": at.cover_open,
        "cutter_error": at.cutter_error,
        "hot": at.hot,
        "error": at.error,
        "button": at.button,
        "answers": machine.answers,
        "garbage": machine.garbage,
        "stall": inlet.stalled,
        "speed": inlet.speed,
        "print": at.speed,
        "id": machine.has_id,
        "clear": machine.has_clear,
        "hosts": printer.wire.hosts(),
        "received": machine.received,
        "lost": machine.lost,
        "waiting": machine.waiting,
        "slips": len(printer.out),
        "boxes": machine.boxes,
        "unknown": dict(machine.unknown),
        "stored": [key.decode("latin-1") for key in sorted(machine.nv_graphics)],
    }
