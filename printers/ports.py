"""What every wire to a printer promises, and the opening of the one that the settings name."""

import re
from time import monotonic, sleep
from typing import Final, Protocol

from printers.settings import PrinterSettings

_BLOCK: Final = re.compile(rb"(?<=.)(?=\x1dv0)", re.DOTALL)
"""Before a raster command (GS v 0). Dots that look like one only cost a pause more."""


class Port(Protocol):
    """An open way to a printer. All raise OSError when it is broken, and then it is to be closed.

    ``where`` names it to people.
    """

    where: str

    def write(self, data: bytes, seconds: float) -> None:
        """Send all of it. TimeoutError: not all of it left within that time."""
        ...

    def read(self, seconds: float) -> bytes:
        """What has come, as soon as anything has; nothing if nothing came within that time."""
        ...

    def check(self) -> None:
        """Whether it still stands, as far as can be told without a word to the printer."""
        ...

    def end(self) -> None:
        """That was one job, and its printer cannot confirm it: wait for what can be known."""
        ...

    def close(self, *, drop: bool) -> None:
        """Let go of it; `drop` what has not left yet, or it might be printed much later."""
        ...


def open_port(settings: PrinterSettings, seconds: float) -> Port:
    """Open the wire to this printer within that time. Raises PrinterFault, nothing has begun."""
    port = _open(settings, seconds)
    pause = settings.as_profile().block_pause
    return Paced(port, pause) if pause else port


def _open(settings: PrinterSettings, seconds: float) -> Port:
    match settings.kind:
        case "network":
            from printers.net_port import NetworkPort

            assert settings.host is not None
            return NetworkPort(settings.host, settings.port, seconds)
        case "serial":
            from printers.serial_port import SerialPort

            return SerialPort(settings)
        case "usb":
            from printers.usb_port import UsbPort

            assert settings.vendor is not None
            assert settings.product is not None
            return UsbPort(settings.vendor, settings.product)
        case _:
            raise ValueError(f"a printer of kind {settings.kind!r} hangs on no wire of ours")


class Paced:
    """A port to a printer that loses bytes unless it may rest before each block of a picture."""

    def __init__(self, port: Port, pause: float) -> None:
        self.where = port.where
        self._port = port
        self._pause = pause
        self.read, self.check = port.read, port.check
        self.end, self.close = port.end, port.close

    def write(self, data: bytes, seconds: float) -> None:
        deadline = monotonic() + seconds
        for number, piece in enumerate(_BLOCK.split(data)):
            if number:
                sleep(self._pause)
            self._port.write(piece, deadline - monotonic())
