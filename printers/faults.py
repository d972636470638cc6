"""Why a job did not get through: one code for programs, and what the system said for people."""

import errno
from collections.abc import Iterator
from typing import Final, Literal

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
