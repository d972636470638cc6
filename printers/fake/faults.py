"""What a person can do to the fake printer, each by a line of words such as `paper out`."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from printers.fake import report

if TYPE_CHECKING:
    from printers.fake.printer import FakePrinter

OK: Final = "ok"

COMMANDS: Final = (
    "paper out | paper MM | out after MM | near on|off|auto | cover open|close"
    " | cutter fail|jam|ok | hot on|off|SECONDS | error on|off | button on|off | power off|on"
    " | answers on|off | garbage on|off | stall on|off | speed BYTES/S | print MM/S"
    " | reset | close | reset after BYTES | close after BYTES | id on|off | clear on|off"
    " | cut | state | slips | save DIR"
)
"""All of them; on|off also take toggle."""

_TOGGLE: Final = "toggle"


class UnknownOrderError(ValueError):
    """There is no such command, or it has other words."""

    def __init__(self, line: str) -> None:
        super().__init__(f"{line!r} is none of: {COMMANDS}")


def obey(printer: FakePrinter, line: str) -> str:
    """Do one command and say how it went. Raises UnknownOrderError; the printer's own thread."""
    words = line.split()
    order = _ORDERS.get(words[0].lower()) if words else None
    if order is None:
        raise UnknownOrderError(line)
    try:
        return order(printer, words[1:]) or OK
    except (KeyError, IndexError, ValueError) as error:
        raise UnknownOrderError(line) from error


_Order = Callable[["FakePrinter", list[str]], str | None]


def _only(words: list[str], count: int) -> list[str]:
    if len(words) != count:
        raise ValueError(words)
    return words


def _switch(words: list[str], now: bool, on: str = "on", off: str = "off") -> bool:
    (word,) = _only(words, 1)
    return {on: True, off: False, _TOGGLE: not now}[word]


def _number(word: str) -> float:
    value = float(word)
    if not math.isfinite(value) or value < 0:
        raise ValueError(word)
    return value


def _paper(printer: FakePrinter, words: list[str]) -> None:
    (word,) = _only(words, 1)
    mechanism = printer.machine.mechanism
    if word == _TOGGLE:
        mechanism.load(printer.machine.model.roll_mm if mechanism.paper_end else 0)
    else:
        mechanism.load(0 if word == "out" else _number(word))


def _out(printer: FakePrinter, words: list[str]) -> None:
    after, mm = _only(words, 2)
    if after != "after":
        raise ValueError(after)
    printer.machine.mechanism.load(_number(mm))


def _near(printer: FakePrinter, words: list[str]) -> None:
    mechanism = printer.machine.mechanism
    mechanism.near = None if words == ["auto"] else _switch(words, mechanism.near_end)


def _fault(name: str, on: str = "on", off: str = "off") -> _Order:
    """A condition of the mechanism that stops it."""

    def order(printer: FakePrinter, words: list[str]) -> None:
        mechanism = printer.machine.mechanism
        value = _switch(words, getattr(mechanism, name), on, off)
        setattr(mechanism, name, value)
        if value:
            mechanism.mar()

    return order


def _cutter(printer: FakePrinter, words: list[str]) -> None:
    mechanism = printer.machine.mechanism
    if words == ["jam"]:
        mechanism.jams_next = True
        return
    mechanism.cutter_broken = _switch(words, mechanism.cutter_error, "fail", "ok")
    mechanism.jammed = mechanism.jams_next = False
    if mechanism.cutter_broken:
        mechanism.mar()


def _hot(printer: FakePrinter, words: list[str]) -> None:
    mechanism = printer.machine.mechanism
    if words and words[0] in ("on", "off", _TOGGLE):
        mechanism.hot_until = math.inf if _switch(words, mechanism.hot) else 0.0
    else:
        mechanism.hot_until = printer.clock() + _number(*_only(words, 1))
    if mechanism.hot:
        mechanism.mar()


def _power(printer: FakePrinter, words: list[str]) -> None:
    on = _switch(words, printer.machine.power)
    if on != printer.machine.power:
        printer.machine.switch(on)
        (printer.wire.on if on else printer.wire.off)()


def _flag(place: Literal["machine", "inlet"], name: str) -> _Order:
    def order(printer: FakePrinter, words: list[str]) -> None:
        owner = getattr(printer, place)
        setattr(owner, name, _switch(words, getattr(owner, name)))

    return order


def _speed(printer: FakePrinter, words: list[str]) -> None:
    printer.inlet.speed = _number(*_only(words, 1))


def _print_speed(printer: FakePrinter, words: list[str]) -> None:
    printer.machine.mechanism.speed = _number(*_only(words, 1))


def _break(how: Literal["reset", "close"]) -> _Order:
    def order(printer: FakePrinter, words: list[str]) -> None:
        if not words:
            printer.wire.drop(how)
            return
        after, count = _only(words, 2)
        if after != "after":
            raise ValueError(after)
        printer.inlet.fuse = (int(count), how)

    return order


def _cut(printer: FakePrinter, words: list[str]) -> None:
    _only(words, 0)
    printer.machine.mechanism.tear()


def _state(printer: FakePrinter, words: list[str]) -> str:
    _only(words, 0)
    return json.dumps(report.state(printer), ensure_ascii=False)


def _slips(printer: FakePrinter, words: list[str]) -> str:
    _only(words, 0)
    return json.dumps([report.told(slip) for slip in printer.out], ensure_ascii=False)


def _save(printer: FakePrinter, words: list[str]) -> str:
    (folder,) = _only(words, 1)
    for slip in printer.out:
        report.save(slip, Path(folder))
    return f"{OK} {len(printer.out)}"


_ORDERS: Final[dict[str, _Order]] = {
    "paper": _paper,
    "out": _out,
    "near": _near,
    "cover": _fault("cover_open", "open", "close"),
    "cutter": _cutter,
    "hot": _hot,
    "error": _fault("error"),
    "button": _fault("button"),
    "power": _power,
    "answers": _flag("machine", "answers"),
    "garbage": _flag("machine", "garbage"),
    "id": _flag("machine", "has_id"),
    "clear": _flag("machine", "has_clear"),
    "stall": _flag("inlet", "stalled"),
    "speed": _speed,
    "print": _print_speed,
    "reset": _break("reset"),
    "close": _break("close"),
    "cut": _cut,
    "state": _state,
    "slips": _slips,
    "save": _save,
}
