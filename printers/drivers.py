"""What every way to a printer promises, and which of them its settings choose."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from printers.paper import Paper
from printers.settings import PrinterSettings
from printers.status import Status

if TYPE_CHECKING:
    from printers.logo import Emblem


@dataclass(frozen=True, slots=True)
class Sent:
    """A job is out. ``receipt``: the file that holds it. ``confirmed``: the device says so too."""

    receipt: str | None = None
    confirmed: bool = False


class Driver(Protocol):
    """One printer. One thread at a time may use it, except for ``close`` at the very end."""

    @property
    def name(self) -> str: ...

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
