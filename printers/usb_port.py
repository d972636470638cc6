"""A printer on USB, through libusb."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Final

from printers.faults import PrinterFault, fault_of
from printers.library import escpos

PRINTER_CLASS: Final = 7
"""Of an interface (USB 2.0, table 9-12)."""

NO_LIBUSB: Final = "libusb is missing: apt install libusb-1.0-0"

_PACKET: Final = 64
_IN: Final = 0x80
"""Direction bit of an endpoint (USB 2.0, table 9-13)."""

_NOTHING: Final = b"\x1bJ\0"


class UsbPort:
    """A USB printer by its vendor and product numbers, through libusb.

    Opening resets the printer, so it is kept open.
    """

    def __init__(self, vendor: int, product: int) -> None:
        import usb.core
        import usb.util

        self.where = f"USB {vendor:04x}:{product:04x}"
        self._rule = (
            'add the rule SUBSYSTEM=="usb", '
            f'ATTR{{idVendor}}=="{vendor:04x}", ATTR{{idProduct}}=="{product:04x}", '
            'MODE="0660", GROUP="lp" to /etc/udev/rules.d/70-printer.rules, '
            "put the user into the group lp and plug the printer in again"
        )
        self._port = escpos().Usb(vendor, product, in_ep=0)
        try:
            with self._explained():
                self._port.open()
                interface = usb.util.find_descriptor(
                    self._port.device.get_active_configuration(), bInterfaceClass=PRINTER_CLASS
                )
        except usb.core.NoBackendError as error:
            raise PrinterFault("printer.library", NO_LIBUSB, False) from error
        except Exception as error:
            self._port.close()
            raise fault_of(error, self.where, began=False, default="printer.missing") from error
        for endpoint in interface or ():
            if endpoint.bEndpointAddress & _IN:
                self._port.in_ep = endpoint.bEndpointAddress
            else:
                self._port.out_ep = endpoint.bEndpointAddress

    def write(self, data: bytes, seconds: float) -> None:
        if len(data) % _PACKET == 0:
            # Some printers wait for more after a full packet. In front stands a feed of nothing.
            data = _NOTHING + data
        with self._explained():
            # Not _raw(), which does not look at how much was written: a transfer that times out
            # half-way raises nothing.
            written = self._port.device.write(self._port.out_ep, data, _milliseconds(seconds))
        if written < len(data):
            raise TimeoutError(errno.ETIMEDOUT, "takes no more bytes")

    def read(self, seconds: float) -> bytes:
        import usb.core

        if not self._port.in_ep:
            sleep(max(seconds, 0))
            return b""
        limit = _milliseconds(seconds)
        try:
            with self._explained():
                return bytes(self._port.device.read(self._port.in_ep, _PACKET, limit))
        except usb.core.USBTimeoutError:
            return b""

    def check(self) -> None:
        import usb.control

        usb.control.get_status(self._port.device)  # every device must answer this

    def end(self) -> None:
        pass

    def close(self, *, drop: bool) -> None:
        self._port.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Add to a refusal what would lift it."""
        try:
            yield
        except Exception as error:
            fault = fault_of(error, self.where, began=False)
            if fault.code != "printer.denied":
                raise
            raise PermissionError(errno.EACCES, f"Access denied: {self._rule}") from error


def _milliseconds(seconds: float) -> int:
    """As pyusb counts; 0 would mean for ever."""
    return max(1, int(seconds * 1000))
