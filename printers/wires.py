"""Printers at the end of a wire: network, serial line, USB, and a CUPS queue.

Each job gets a connection of its own, except on USB, where opening resets the printer: a write to
a connection that died since the last job "succeeds", and nobody would ever know.
"""

import errno
import socket
import subprocess
import termios
from abc import ABC, abstractmethod
from contextlib import suppress
from time import monotonic, sleep
from typing import Any, Final

from printers.drivers import PrinterFault, PrinterSettings, Sent, fault_of
from printers.encode import encode
from printers.library import escpos
from printers.paper import Paper

_SETTLE: Final = 0.3
"""Seconds in which a network printer that throws the job away has said so."""

_USB_PACKET: Final = 64
_USB_PRINTER: Final = 7
_USB_IN: Final = 0x80
"""Interface class and direction bit (USB 2.0, table 9-13)."""

_RESET: Final = b"\x1b@"


class Wire(ABC):
    """A printer that takes the job as bytes and says nothing, so nothing is confirmed."""

    one_way = False

    def __init__(self, settings: PrinterSettings) -> None:
        self.name = settings.name
        self._width_mm = settings.width_mm
        self._timeout = settings.timeout

    def send(self, paper: Paper, label: str) -> Sent:
        self.deliver(encode(paper, self._width_mm), label)
        return Sent()

    @abstractmethod
    def deliver(self, job: bytes, label: str) -> None:
        """Send all the bytes. Raises PrinterFault."""

    def close(self) -> None:  # noqa: B027 - most wires keep nothing open between jobs
        pass


class NetworkPrinter(Wire):
    """Raw TCP, port 9100 as a rule."""

    def __init__(self, settings: PrinterSettings) -> None:
        super().__init__(settings)
        assert settings.host is not None
        self._host, self._port = settings.host, settings.port
        self._where = f"{self._host}:{self._port}"

    def deliver(self, job: bytes, label: str) -> None:
        port = escpos().Network(self._host, self._port, timeout=self._timeout)
        try:
            # The library's open() knows IPv4 only and leaks the socket when nobody answers.
            connection = socket.create_connection((self._host, self._port), self._timeout)
        except OSError as error:
            fault = fault_of(error, self._where, began=False)
            raise PrinterFault("printer.unreachable", fault.detail, False) from error
        port.device = connection
        try:
            port._raw(job)
            self._settle(connection)
        except TimeoutError as error:
            raise PrinterFault(
                "printer.stalled", f"{self._where}: takes no more bytes", True
            ) from error
        except OSError as error:
            raise fault_of(error, self._where, began=True, default="printer.lost") from error
        finally:
            port.close()

    def _settle(self, connection: socket.socket) -> None:
        """Say that this was all, and listen for the printer's end of it, or its reset.

        Reading matters in itself: closing over unread status bytes would reset the connection and
        take from the printer what it has not read yet.
        """
        connection.shutdown(socket.SHUT_WR)
        deadline = monotonic() + _SETTLE
        try:
            while (left := deadline - monotonic()) > 0:
                connection.settimeout(left)
                if not connection.recv(4096):
                    return
        except TimeoutError:
            return  # it keeps the connection open, as many do


class SerialPrinter(Wire):
    """A serial port, eight bits, no parity, one stop bit."""

    def __init__(self, settings: PrinterSettings) -> None:
        super().__init__(settings)
        assert settings.device is not None
        self._device, self._baud = settings.device, settings.baud

    def deliver(self, job: bytes, label: str) -> None:
        import serial

        port = escpos().Serial(self._device, baudrate=self._baud, timeout=self._timeout)
        try:
            port.open()
        except Exception as error:
            raise fault_of(error, self._device, began=False) from error
        line = port.device
        # Ten bits a byte on the line; the rest of the time is for a printer that is slow.
        limit = self._timeout + len(job) * 10 / self._baud
        deadline = monotonic() + limit
        try:
            line.write_timeout = limit  # the library leaves None: for ever
            port._raw(job)
            while line.out_waiting:
                if monotonic() > deadline:
                    raise serial.SerialTimeoutException
                sleep(0.01)
        except serial.SerialTimeoutException as error:
            raise PrinterFault(
                "printer.stalled", f"{self._device}: takes no more bytes", True
            ) from error
        except (OSError, termios.error) as error:
            raise fault_of(error, self._device, began=True, default="printer.lost") from error
        finally:
            # Not the library's close(), which waits without end for a printer to take the rest.
            with suppress(OSError, termios.error):  # the line may be gone altogether
                if line.out_waiting:
                    line.reset_output_buffer()
            line.close()
            port.device = False


class UsbPrinter(Wire):
    """A USB printer by its vendor and product numbers, through libusb."""

    def __init__(self, settings: PrinterSettings) -> None:
        super().__init__(settings)
        assert settings.vendor is not None
        assert settings.product is not None
        self._vendor, self._product = settings.vendor, settings.product
        self._where = f"USB {self._vendor:04x}:{self._product:04x}"
        self._port: Any = None

    def deliver(self, job: bytes, label: str) -> None:
        port = self._ready()
        if len(job) % _USB_PACKET == 0:
            # Some printers wait for more after a full packet.
            job = _RESET + job
        try:
            # Not _raw(), which does not look at how much was written: a transfer that times out
            # half-way raises nothing.
            written = port.device.write(port.out_ep, job, port.timeout)
        except OSError as error:
            self.close()
            fault = fault_of(error, self._where, began=False)
            # Only claiming the device is refused; a transfer that fails may have begun.
            began = fault.code not in ("printer.denied", "printer.busy")
            raise PrinterFault(fault.code, fault.detail, began) from error
        if written < len(job):
            self.close()
            raise PrinterFault("printer.stalled", f"{self._where}: takes no more bytes", True)

    def close(self) -> None:
        if self._port is not None:
            self._port.close()
            self._port = None

    def _ready(self) -> Any:
        """The open port; one that was pulled out and put back is opened anew."""
        import usb.control

        if self._port is not None:
            try:
                usb.control.get_status(self._port.device)  # every device must answer this
            except OSError:
                self.close()
            else:
                return self._port
        return self._open()

    def _open(self) -> Any:
        import usb.core
        import usb.util

        # The library's timeout is in milliseconds, and 0 means for ever.
        port = escpos().Usb(self._vendor, self._product, timeout=max(1, int(self._timeout * 1000)))
        try:
            port.open()
            interface = usb.util.find_descriptor(
                port.device.get_active_configuration(), bInterfaceClass=_USB_PRINTER
            )
            for endpoint in interface or ():
                if not endpoint.bEndpointAddress & _USB_IN:
                    port.out_ep = endpoint.bEndpointAddress
        except usb.core.NoBackendError as error:
            raise PrinterFault(
                "printer.library", "libusb is missing: apt install libusb-1.0-0", False
            ) from error
        except Exception as error:
            port.close()
            raise fault_of(error, self._where, began=False, default="printer.missing") from error
        self._port = port
        return port


class CupsPrinter(Wire):
    """A queue of the operating system, raw, through the ``lp`` command."""

    one_way = True

    def __init__(self, settings: PrinterSettings) -> None:
        super().__init__(settings)
        assert settings.queue is not None
        self._queue = settings.queue

    def deliver(self, job: bytes, label: str) -> None:
        # The library asks lpstat, without any time limit, whether the queue is there; lp itself
        # says so as well.
        queue = type("Queue", (escpos().LP,), {"printers": {self._queue: ""}})
        port = queue(self._queue)
        try:
            port.open(job_name=label)
        except OSError as error:
            if error.errno == errno.ENOENT:
                raise PrinterFault(
                    "printer.library", "lp is missing: apt install cups-client", False
                ) from error
            raise fault_of(error, self._queue, began=False) from error
        program = port.device
        # From here on the process is ours: the library would add a line feed and wait without end.
        port.device = False
        try:
            program.communicate(job, timeout=self._timeout)
        except subprocess.TimeoutExpired as error:
            program.kill()
            program.communicate()
            raise PrinterFault(
                "printer.stalled", f"{self._queue}: lp gives no answer", True
            ) from error
        if program.returncode != 0:
            # lp cancels what it could not hand over whole.
            raise PrinterFault("printer.refused", f"{self._queue}: lp did not take the job", False)
