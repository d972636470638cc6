"""What every way to a printer promises, and the settings that choose one of them."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from printers.paper import Paper
from printers.profiles import PROFILES, Profile, generic
from printers.status import Status

if TYPE_CHECKING:
    from printers.logo import Emblem

FaultCode = Literal[
    "printer.busy",  # another program holds the device
    "printer.cover",  # its cover is open
    "printer.cutter",  # its cutter is stuck
    "printer.denied",  # the operating system does not let us
    "printer.error",  # it says that only switching it off and on helps
    "printer.failed",  # anything else; the detail says what
    "printer.folder",  # the folder is not there, or is no folder, or is read-only
    "printer.font",  # no Chinese font for the picture of the paper
    "printer.full",  # no room on the disk
    "printer.garbled",  # it answers what no receipt printer says
    "printer.hot",  # its head is too hot; it goes on by itself
    "printer.library",  # a program or library on this machine is missing
    "printer.lost",  # the connection broke while the job was on its way
    "printer.missing",  # no such device
    "printer.offline",  # off-line for a reason that it does not tell
    "printer.paper",  # it has no paper
    "printer.profile",  # the profile and the other settings do not fit together
    "printer.refused",  # the print queue did not take the job
    "printer.silent",  # it was asked how it is and did not answer
    "printer.stalled",  # the printer takes no more bytes
    "printer.unconfirmed",  # every byte is out and the printer is well, but it did not confirm
    "printer.unreachable",  # nobody answers at that address
]

JobCode = Literal[
    FaultCode,
    "printer.cleared",  # it stood in the printer's memory, which has been emptied
    "printer.interrupted",  # the process that printed it died
    "printer.late",  # it waited so long that nobody wants it any more
    "printer.unreadable",  # it cannot be read back
    "printer.waived",  # the person went without paper
]
"""Why a job is not printed: a fault of the printer's, or what its journal decided."""

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
    """A job did not get through, as far as the printer says.

    ``began``: some of its bytes may have reached the printer. ``cleared``: the printer has said
    since then that its memory is empty, so nothing more of the job can come out.
    """

    def __init__(self, code: FaultCode, detail: str, began: bool, cleared: bool = False) -> None:
        super().__init__(f"{code}: {detail}")
        self.code: Final = code
        self.detail: Final = detail
        self.began: Final = began
        self.cleared: Final = cleared


@dataclass(frozen=True, slots=True)
class Sent:
    """A job is out. ``receipt``: the file that holds it. ``confirmed``: the device says so too."""

    receipt: str | None = None
    confirmed: bool = False


class Driver(Protocol):
    """One printer. One thread at a time may use it, except for ``close`` at the very end."""

    @property
    def name(self) -> str: ...

    @property
    def one_way(self) -> bool:
        """The device has no way to answer, so "sent" is the most that can be known."""
        ...

    def status(self) -> Status:
        """Ask the printer how it is, now; at most 1.5 s. Raises nothing for the printer's faults.

        Silence is NO_ANSWER and nonsense GARBLED; a port that cannot answer is ONE_WAY.
        """
        ...

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        """Print the paper as one job named ``label``, and wait until the printer confirms it.

        ``key`` tells the jobs of one journal apart. Bounded: the settings' timeout for the
        connection, then the time that the paper takes to print and once more the timeout. Raises
        PrinterFault; after one that had begun, the printer's memory is cleared where it can be.
        """
        ...

    def clear(self) -> bool:
        """Empty the printer's memory; True when the printer has said that it is empty.

        For the owner after a crash, when a job of unknown fate may still wait for a new roll.
        """
        ...

    def late(self) -> tuple[int, ...]:
        """Keys of jobs that were confirmed after ``send`` had given up on them, each told once.

        They are learnt while the status is asked, as long as the same driver is in use.
        """
        ...

    def close(self) -> None:
        """Let go of the device; the next call opens it again."""
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
    flow: Literal["none", "rts/cts", "xon/xoff"] = Field(
        default="none", description="serial: how the printer holds the line when it is full"
    )
    answers: bool = Field(
        default=True, description="false: the printer has no way to answer, or must not be asked"
    )
    profile: str | None = Field(default=None, description="its make, see printers/profiles.py")
    rendering: Literal["auto", "text", "raster"] = "auto"
    dpi: Literal[180, 203] | None = Field(default=None, description="other than its profile says")
    block_rows: int | None = Field(default=None, ge=1, le=256, description="raster: rows at a time")
    block_pause: float | None = Field(
        default=None, ge=0, le=1, description="raster: seconds between blocks"
    )
    logo: bool = Field(default=False, description="the hall's emblem is kept in the printer")
    standby: str | None = Field(default=None, description="the printer that takes over")

    @model_validator(mode="before")
    @classmethod
    def _width_of_its_profile(cls, values: Any) -> Any:
        if isinstance(values, dict) and "width_mm" not in values:
            known = PROFILES.get(str(values.get("profile")))
            if known is not None:
                return {**values, "width_mm": known.width_mm}
        return values

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
            raise PydanticCustomError(
                "printer_needs",
                "a printer of kind {kind} needs {settings}",
                {"kind": self.kind, "settings": ", ".join(missing)},
            )
        if self.standby == self.name:
            raise PydanticCustomError(
                "no_standby",
                "{name} cannot stand by for itself",
                {"name": self.name, "standby": self.standby},
            )
        return self

    @model_validator(mode="after")
    def _fits_its_profile(self) -> "PrinterSettings":
        if self.profile is None:
            return self
        known = PROFILES.get(self.profile)
        if known is None:
            raise PydanticCustomError(
                "no_profile",
                "no profile {name}; there are {known}",
                {"name": self.profile, "known": ", ".join(PROFILES)},
            )
        if known.width_mm != self.width_mm:
            raise PydanticCustomError(
                "profile_width",
                "profile {name} is for paper of {known} mm, width_mm says {found}",
                {"name": self.profile, "known": known.width_mm, "found": self.width_mm},
            )
        if known.charset == "none" and self.rendering == "text":
            raise PydanticCustomError(
                "profile_no_hanzi",
                "profile {name} has no Chinese characters: rendering must be raster",
                {"name": self.profile},
            )
        return self

    def as_profile(self) -> Profile:
        """The printer's profile with what the settings say otherwise; its rendering is decided.

        What has no preference prints pictures over quick wires, and its own characters over slow
        ones and where nobody knows how slow.
        """
        base = PROFILES[self.profile] if self.profile else generic(self.width_mm)
        quick = self.kind in ("virtual", "network", "usb")
        rendering = next(
            way
            for way in (self.rendering, base.rendering, "raster" if quick else "text")
            if way != "auto"
        )
        return replace(
            base.at(self.dpi or base.dpi),
            rendering=rendering,
            block_rows=self.block_rows or base.block_rows,
            block_pause=base.block_pause if self.block_pause is None else self.block_pause,
        )


def open_driver(settings: PrinterSettings, emblem: "Emblem | None" = None) -> Driver:
    """The driver for these settings. It opens no device yet: a printer may well be off.

    ``emblem``: the hall's, for papers that show it.
    """
    from printers import folders, wires  # late: the touch screen starts without them

    match settings.kind:
        case "virtual":
            return folders.VirtualPrinter(settings, emblem)
        case "file":
            return folders.FilePrinter(settings, emblem)
        case "cups":
            return wires.CupsPrinter(settings, emblem)
        case "network" | "serial" | "usb":
            if settings.answers:
                return wires.SpokenPrinter(settings, emblem)
            return wires.MutePrinter(settings, emblem)


def fault_of(
    error: BaseException, where: object, *, began: bool, default: FaultCode = "printer.failed"
) -> PrinterFault:
    """The fault behind an error of the system or of python-escpos, which wraps the system's."""
    system = next((link for link in _chain(error) if isinstance(link, OSError)), None)
    code: FaultCode = "printer.stalled" if isinstance(system, TimeoutError) else default
    if system is not None and system.errno is not None:
        code = _CODES.get(system.errno, default)
    said = (system.strerror if system else None) or str(error) or type(error).__name__
    return PrinterFault(code, f"{where}: {' '.join(said.split())}", began)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
