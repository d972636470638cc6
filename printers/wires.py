"""Printers at the end of a wire, that are spoken with or only written to, and a CUPS queue."""

import errno
import subprocess
from functools import partial

from printers.drivers import Sent
from printers.faults import PrinterFault, fault_of
from printers.library import escpos
from printers.logo import Emblem
from printers.paper import Paper
from printers.ports import Port, open_port
from printers.press import Press
from printers.settings import PrinterSettings
from printers.status import State, Status
from printers.talk import Talk


class SpokenPrinter:
    """A printer that answers. Its port stays open between jobs."""

    def __init__(self, settings: PrinterSettings, emblem: Emblem | None = None) -> None:
        self.name = settings.name
        self._press = Press(settings, emblem)
        self._talk = Talk(partial(open_port, settings), settings.timeout)

    def status(self) -> Status:
        return self._talk.status()

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        job = self._press.job(paper)
        self._talk.print(job.data, key, job.seconds)
        return Sent(confirmed=True)

    def clear(self) -> bool:
        return self._talk.clear()

    def late(self) -> tuple[int, ...]:
        return self._talk.late()

    def close(self) -> None:
        self._talk.close()


class _OneWay:
    """What tells nothing: no memory that is known to be empty, nothing confirmed late."""

    def clear(self) -> bool:
        return False

    def late(self) -> tuple[int, ...]:
        return ()


class MutePrinter(_OneWay):
    """A printer that is only written to, each job over a connection of its own.

    A write to one that died since the last job "succeeds", and nobody would ever know. On USB,
    where opening resets the printer, the connection stays, and is tried before each job.
    """

    def __init__(self, settings: PrinterSettings, emblem: Emblem | None = None) -> None:
        self.name = settings.name
        self._settings = settings
        self._press = Press(settings, emblem)
        self._stays = settings.kind == "usb"
        self._port: Port | None = None

    def status(self) -> Status:
        """One-way, or no answer where there is nobody at all."""
        try:
            self._open()
        except PrinterFault as fault:
            return Status(State.NO_ANSWER, fault.detail)
        if not self._stays:
            self.close()
        return Status(State.ONE_WAY)

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        job = self._press.job(paper)
        port = self._open()
        try:
            port.write(job.data, job.seconds + self._settings.timeout)
            port.end()
        except OSError as error:
            fault = fault_of(error, port.where, began=True, default="printer.lost")
            # Only claiming the device is refused; a transfer that fails may have begun.
            began = fault.code not in ("printer.denied", "printer.busy")
            self._close(drop=True)
            raise PrinterFault(fault.code, fault.detail, began) from error
        if not self._stays:
            self.close()
        return Sent()

    def close(self) -> None:
        self._close(drop=False)

    def _open(self) -> Port:
        if self._port is not None:
            try:
                self._port.check()
            except OSError:
                self._close(drop=True)
            else:
                return self._port
        self._port = open_port(self._settings, self._settings.timeout)
        return self._port

    def _close(self, *, drop: bool) -> None:
        port, self._port = self._port, None
        if port is not None:
            port.close(drop=drop)


class CupsPrinter(_OneWay):
    """A queue of the operating system, raw, through the ``lp`` command."""

    def __init__(self, settings: PrinterSettings, emblem: Emblem | None = None) -> None:
        assert settings.queue is not None
        self.name = settings.name
        self._queue = settings.queue
        self._timeout = settings.timeout
        self._press = Press(settings, emblem)

    def status(self) -> Status:
        return Status(State.ONE_WAY)

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        job = self._press.job(paper).data
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
        return Sent()

    def close(self) -> None:
        pass
