"""A printer at the end of a serial line."""

import errno
import select
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, sleep
from typing import Any

from printers.faults import PrinterFault, fault_of
from printers.library import escpos
from printers.settings import PrinterSettings


class SerialPort:
    """A serial line, eight bits, no parity, one stop bit."""

    def __init__(self, settings: PrinterSettings) -> None:
        assert settings.device is not None
        self.where = settings.device
        self._port = escpos().Serial(
            settings.device,
            baudrate=settings.baud,
            timeout=0,
            xonxoff=settings.flow == "xon/xoff",
            dsrdtr=False,
        )
        try:
            self._port.open()
            self._line: Any = self._port.device
            # The library takes its `dsrdtr` for this one, and Linux knows no other.
            self._line.rtscts = settings.flow == "rts/cts"
        except Exception as error:
            fault = fault_of(error, self.where, began=False)
            if fault.code != "printer.denied":
                raise fault from error
            detail = f"{fault.detail} (sudo usermod -aG dialout $USER, then log in again)"
            raise PrinterFault(fault.code, detail, False) from error

    def write(self, data: bytes, seconds: float) -> None:
        deadline = monotonic() + seconds
        with _as_os_error():
            self._line.write_timeout = max(seconds, 0.001)  # the library leaves None: for ever
            self._port._raw(data)
            while self._line.out_waiting:
                if monotonic() > deadline:
                    raise TimeoutError(errno.ETIMEDOUT, "takes no more bytes")
                sleep(0.002)

    def read(self, seconds: float) -> bytes:
        with _as_os_error():
            ready, _, _ = select.select([self._line.fileno()], [], [], max(seconds, 0))
            # Asked for one byte, a line that has hung up says so instead of giving nothing.
            data: bytes = self._line.read(self._line.in_waiting or 1) if ready else b""
        return data

    def check(self) -> None:
        self.read(0)

    def end(self) -> None:
        pass

    def close(self, *, drop: bool) -> None:
        # Not the library's close(), which waits without end for a printer to take the rest.
        with suppress(OSError, termios.error):  # the line may be gone altogether
            if drop or self._line.out_waiting:
                self._line.reset_output_buffer()
        self._line.close()
        self._port.device = False


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Turn the errors of pyserial and termios into what they mean."""
    import serial

    try:
        yield
    except serial.SerialTimeoutException as error:
        raise TimeoutError(errno.ETIMEDOUT, "takes no more bytes") from error
    except termios.error as error:
        raise OSError(*error.args) from error
