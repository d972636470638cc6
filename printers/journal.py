"""What a spool wants of whoever keeps the jobs: the next one, and to be told the fate of each."""

from dataclasses import dataclass
from typing import Protocol

from printers.faults import PrinterFault
from printers.paper import Paper
from printers.status import Status


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to print. ``label`` names it on disk and in a print queue."""

    id: int
    label: str
    paper: Paper


class Journal(Protocol):
    """Where jobs are kept. Each call is one transaction, committed when it returns.

    All is told by the owner of the printer alone.
    """

    def left_behind(self) -> bool:
        """Whether a process died while it was sending; nobody knows what came out of that."""
        ...

    def next_job(self) -> Job | None:
        """The oldest queued job that is due for a try."""
        ...

    def sending(self, job: Job) -> bool:
        """The first byte is about to leave; False: nobody wants this paper any more."""
        ...

    def sent(self, job: Job, receipt: str | None, confirmed: bool) -> None:
        """All bytes are out; ``confirmed`` when the device itself said so."""
        ...

    def held(self, job: Job, fault: PrinterFault) -> None:
        """Not a byte left: it stays queued and is tried again, and the fault is visible."""
        ...

    def failed(self, job: Job, fault: PrinterFault) -> None:
        """It began, and the printer has thrown away what had not come out."""
        ...

    def unknown(self, job: Job, fault: PrinterFault) -> None:
        """Bytes may have left: it is never sent again by itself, and stays visible."""
        ...

    def confirmed(self, key: int) -> None:
        """The printer says now that an unknown job has come out after all."""
        ...

    def seen(self, status: Status) -> None:
        """How the printer is at this moment; told at every look, and to all who wait for it."""
        ...
