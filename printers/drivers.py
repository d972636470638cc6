"""What every way to a printer promises, and the settings that choose one of them."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, model_validator

from printers.paper import Paper

FaultCode = Literal[
    "printer.busy",  # another program holds the device
    "printer.denied",  # the operating system does not let us
    "printer.failed",  # anything else; the detail says what
    "printer.folder",  # the folder is not there, or is no folder, or is read-only
    "printer.font",  # no Chinese font for the picture of the paper
    "printer.full",  # no room on the disk
    "printer.library",  # a program or library on this machine is missing
    "printer.lost",  # the connection broke while the job was on its way
    "printer.missing",  # no such device
    "printer.refused",  # the print queue did not take the job
    "printer.stalled",  # the printer takes no more bytes
    "printer.unreachable",  # nobody answers at that address
]

_CODES: Final[dict[int, FaultCode]] = {
    errno.EACCES: "printer.denied",
    errno.EPERM: "printer.denied",
    errno.EBUSY: "printer.busy",
    errno.ENOSPC: "printer.full",
    errno.EDQUOT: "printer.full",
    errno.EROFS: "printer.folder",
    errno.ENOTDIR: "printer.folder",
    errno.ENOENT: "printer.missing",
    errno.ENODEV: "printer.missing",
    errno.ENXIO: "printer.missing",
    errno.ECONNRESET: "printer.lost",
    errno.EPIPE: "printer.lost",
    errno.EIO: "printer.lost",
    errno.ETIMEDOUT: "printer.stalled",
}


class PrinterFault(Exception):
    """A job did not get through. ``began``: some of its bytes may have reached the printer."""

    def __init__(self, code: FaultCode, detail: str, began: bool) -> None:
        super().__init__(f"{code}: {detail}")
        self.code: Final = code
        self.detail: Final = detail
        self.began: Final = began


@dataclass(frozen=True, slots=True)
class Sent:
    """A job is out. ``receipt``: the file that holds it. ``confirmed``: the device says so too."""

    receipt: str | None = None
    confirmed: bool = False


class Driver(Protocol):
    """One printer. Only one thread at a time may send."""

    @property
    def name(self) -> str: ...

    @property
    def one_way(self) -> bool:
        """The device has no way to answer, so "sent" is the most that can be known."""
        ...

    def send(self, paper: Paper, label: str) -> Sent:
        """Print the paper as one job named ``label``, and return once all its bytes are out.

        Bounded by the settings' timeout for each of connecting, writing and the last byte. Leaves
        nothing open after a failure. Raises PrinterFault.
        """
        ...

    def close(self) -> None:
        """Let go of the device; the next send opens it again."""
        ...


class PrinterSettings(BaseModel):
    """One printer as it stands in the settings file; wrong settings raise ValidationError."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(default="printer", pattern=r"^[\w-]{1,40}$")
    kind: Literal["virtual", "file", "network", "serial", "usb", "cups"]
    width_mm: Literal[58, 80] = 80
    timeout: float = Field(default=3, gt=0, le=60, description="seconds")
    path: Path | None = Field(
        default=None, description="virtual: a folder; file: a device or a folder"
    )
    host: str | None = None
    port: int = Field(default=9100, ge=1, le=65535)
    device: str | None = Field(default=None, description="serial: such as /dev/ttyUSB0")
    baud: int = Field(default=9600, ge=300, le=4_000_000)
    vendor: int | None = Field(default=None, ge=1, le=0xFFFF)
    product: int | None = Field(default=None, ge=1, le=0xFFFF)
    queue: str | None = Field(default=None, description="cups: the queue's name, see lpstat -e")

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> "PrinterSettings":
        needs = {
            "virtual": ("path",),
            "file": ("path",),
            "network": ("host",),
            "serial": ("device",),
            "usb": ("vendor", "product"),
            "cups": ("queue",),
        }[self.kind]
        missing = [need for need in needs if not getattr(self, need)]
        if missing:
            raise ValueError(f"a printer of kind {self.kind!r} needs {' and '.join(missing)}")
        return self


def open_driver(settings: PrinterSettings) -> Driver:
    """The driver for these settings. It opens no device yet: a printer may well be off."""
    from printers import folders, wires  # late: the touch screen starts without them

    match settings.kind:
        case "virtual":
            return folders.VirtualPrinter(settings)
        case "file":
            return folders.FilePrinter(settings)
        case "network":
            return wires.NetworkPrinter(settings)
        case "serial":
            return wires.SerialPrinter(settings)
        case "usb":
            return wires.UsbPrinter(settings)
        case "cups":
            return wires.CupsPrinter(settings)


def fault_of(
    error: BaseException, where: object, *, began: bool, default: FaultCode = "printer.failed"
) -> PrinterFault:
    """The fault behind an error of the system or of python-escpos, which wraps the system's."""
    system = next((link for link in _chain(error) if isinstance(link, OSError)), None)
    code = default
    if system is not None and system.errno is not None:
        code = _CODES.get(system.errno, default)
    said = (system.strerror if system else None) or str(error) or type(error).__name__
    return PrinterFault(code, f"{where}: {' '.join(said.split())}", began)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
