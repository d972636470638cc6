"""Looks for printers: on USB, at the serial ports, and at network addresses that are given."""

import json
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from printers.faults import PrinterFault
from printers.line import Line
from printers.ports import open_port
from printers.settings import PrinterSettings
from printers.status import State, Status
from printers.usb_port import NO_LIBUSB, PRINTER_CLASS

_MAKERS: Final = {
    0x0416: "Winbond",  # in many a 58 mm printer
    0x04B8: "Epson",
    0x0519: "Star",
    0x0DD4: "Custom",
    0x0FE6: "ICS",  # in many an 80 mm printer
    0x1504: "Bixolon",
    0x154F: "SNBC",
    0x1D90: "Citizen",
    0x28E9: "GigaDevice",  # in many a 58 mm printer
    0x6868: "Gprinter",
}
_OWN_CLASS: Final = 0xFF
"""Of an interface that follows no standard; a printer's maker may use it instead of class 7."""

_AT_ONCE: Final = 16


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is or may be a printer.

    ``where``: for people; ``description``: its maker's words or its own; ``status``: how it is, as
    far as it was asked; ``settings``: lines for hall.toml that choose it.
    """

    kind: str
    where: str
    description: str
    settings: str
    status: Status | None = None


def on_usb() -> list[Found]:
    """USB printers: interfaces of class 7, and those of makers of receipt printers.

    Raises PrinterFault when libusb is missing.
    """
    import usb.core

    try:
        devices = list(usb.core.find(find_all=True))
    except usb.core.NoBackendError as error:
        raise PrinterFault("printer.library", NO_LIBUSB, False) from error
    return [_of_usb(device) for device in devices if _is_printer(device)]


def at_serial_ports() -> list[Found]:
    """The serial ports of this machine. What hangs on them, if anything, is not asked."""
    from serial.tools.list_ports import comports

    return [
        Found(
            "serial",
            port.device,
            port.description if port.description != "n/a" else "",
            _toml("serial", port.name, {"device": port.device, "baud": 9600}),
        )
        for port in sorted(comports())
    ]


def on_network(addresses: Iterable[str], seconds: float = 2) -> list[Found]:
    """What is at these addresses, "host" or "host:port", in their order, also if nobody answers.

    Each is tried for that long, many at once, and then asked how it is. Nothing is printed. Raises
    ValueError for what is no address.
    """
    tried = {address: _settings_of(address) for address in addresses}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        return list(pool.map(partial(_at_address, seconds=seconds), tried, tried.values()))


def _is_printer(device: Any) -> bool:
    classes = {interface.bInterfaceClass for each in device for interface in each}
    return PRINTER_CLASS in classes or (device.idVendor in _MAKERS and _OWN_CLASS in classes)


def _of_usb(device: Any) -> Found:
    vendor, product = device.idVendor, device.idProduct
    said = [_MAKERS.get(vendor, "")]
    # Its own words need permission to open it, and are missing from many.
    with suppress(OSError, ValueError, NotImplementedError):
        said = [device.manufacturer or said[0], device.product or ""]
    name = f"usb-{vendor:04x}-{product:04x}"
    return Found(
        "usb",
        f"{vendor:04x}:{product:04x}",
        " ".join(dict.fromkeys(word.strip() for word in said if word.strip())),
        _toml("usb", name, {"vendor": vendor, "product": product}),
    )


def _at_address(address: str, settings: PrinterSettings, seconds: float) -> Found:
    line = Line(partial(open_port, settings))
    try:
        line.connect(seconds)
        status = line.ask(seconds)
    except PrinterFault as fault:
        status = Status(State.NO_ANSWER, fault.detail)
    finally:
        line.close()
    host = settings.host or ""
    snippet = _toml("network", host, {"host": host, "port": settings.port})
    return Found("network", address, "", snippet, status)


def _settings_of(address: str) -> PrinterSettings:
    """An IPv6 address with a port stands in brackets."""
    match = re.fullmatch(r"\[([^]]+)\](?::(\d+))?|([^:]+):(\d+)|(.+)", address.strip())
    if match is None:
        raise ValueError(f"{address!r} is no host")
    port = int(match[2] or match[4] or 9100)
    if not 1 <= port <= 65535:
        raise ValueError(f"{address!r}: a port is a number from 1 to 65535")
    return PrinterSettings(kind="network", host=match[1] or match[3] or match[5], port=port)


def _toml(kind: str, name: str, values: dict[str, str | int]) -> str:
    """A printer for hall.toml. USB numbers stand in hexadecimal, as `lsusb` shows them."""
    plain = re.sub(r"[^\w-]+", "-", name).strip("-")[:40]
    lines = ["[[printers]]", f'name = "{plain}"', f'kind = "{kind}"']
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        else:
            lines.append(f"{key} = {value:#06x}" if kind == "usb" else f"{key} = {value}")
    return "\n".join(lines) + "\n"
