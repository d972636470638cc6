"""Printers that are files: the try-out hall's folder of papers, a plain folder, a device node."""

import os
import re
import select
import stat
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic

from printers.drivers import Sent
from printers.faults import PrinterFault, fault_of
from printers.library import escpos
from printers.logo import Emblem
from printers.paper import Paper
from printers.press import Press, Print
from printers.settings import PrinterSettings
from printers.status import State, Status


class VirtualPrinter:
    """Lays each paper into a folder, as the printer's bytes (.bin) and as a picture (.png)."""

    def __init__(self, settings: PrinterSettings, emblem: Emblem | None = None) -> None:
        assert settings.path is not None
        self.name = settings.name
        self._folder = settings.path
        self._press = Press(settings, emblem)

    def status(self) -> Status:
        return _status_of(self._folder)

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        # The bytes come last: who sees the .bin finds its picture there.
        parts = {".png": self._press.picture(paper), ".bin": self._press.job(paper).data}
        return Sent(str(keep(self._folder, label, parts)), confirmed=True)

    def clear(self) -> bool:
        return True  # a paper lies there whole or not at all

    def late(self) -> tuple[int, ...]:
        return ()

    def close(self) -> None:
        pass


class FilePrinter:
    """Writes to a device node such as /dev/usb/lp0, or one .bin per job into a folder."""

    def __init__(self, settings: PrinterSettings, emblem: Emblem | None = None) -> None:
        assert settings.path is not None
        self.name = settings.name
        self._path = settings.path
        self._press = Press(settings, emblem)
        self._timeout = settings.timeout

    def status(self) -> Status:
        """One-way for a device that is there; a folder tells more."""
        if self._is_folder():
            return _status_of(self._path)
        try:
            os.close(self._open())
        except PrinterFault as fault:
            return Status(State.NO_ANSWER, fault.detail)
        return Status(State.ONE_WAY)

    def send(self, paper: Paper, label: str, key: int) -> Sent:
        job = self._press.job(paper)
        if self._is_folder():
            return Sent(str(keep(self._path, label, {".bin": job.data})), confirmed=True)
        self._write(job)
        return Sent()

    def clear(self) -> bool:
        return self._is_folder()

    def late(self) -> tuple[int, ...]:
        return ()

    def close(self) -> None:
        pass

    def _is_folder(self) -> bool:
        return os.path.isdir(self._path)  # noqa: PTH112 - Path.is_dir raises where it may not look

    def _open(self) -> int:
        """The descriptor of the node. Raises PrinterFault."""
        try:
            # Never created: a printer that is unplugged must not become a plain file in /dev. Never
            # blocking: a printer without paper would hold the thread in the kernel for ever.
            node = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        except OSError as error:
            raise fault_of(error, self._path, began=False) from error
        if not stat.S_ISCHR(os.fstat(node).st_mode):
            os.close(node)
            detail = f"{self._path}: neither a device nor a folder"
            raise PrinterFault("printer.missing", detail, False)
        return node

    def _write(self, job: Print) -> None:
        node = self._open()
        port = escpos().File(devfile=node)
        port.open()
        try:
            self._pour(node, job.data, monotonic() + job.seconds + self._timeout)
        finally:
            port.close()

    def _pour(self, node: int, job: bytes, deadline: float) -> None:
        sent = 0
        while sent < len(job):
            self._await_room(node, deadline, began=sent > 0)
            try:
                sent += os.write(node, job[sent:])
            except BlockingIOError:
                continue
            except OSError as error:
                fault = fault_of(error, self._path, began=sent > 0)
                # The kernel's printer driver reports an earlier failure of the very transfer.
                began = fault.began or fault.code in ("printer.lost", "printer.failed")
                raise PrinterFault(fault.code, fault.detail, began) from error
        # usblp cancels what is still on its way when it is closed.
        self._await_room(node, deadline, began=True)

    def _await_room(self, node: int, deadline: float, *, began: bool) -> None:
        """Wait for the device to take more: for a while each time, and not beyond the deadline."""
        limit = min(deadline - monotonic(), self._timeout)
        poll = select.poll()
        poll.register(node, select.POLLOUT)
        if not poll.poll(max(0, limit) * 1000):
            raise PrinterFault("printer.stalled", f"{self._path}: takes no more bytes", began)


def _status_of(folder: Path) -> Status:
    """On-line, or an error when no file can be written there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as trial:
            trial.write(b"?")
    except OSError as error:
        return Status(State.ERROR, fault_of(error, folder, began=False).detail)
    return Status(State.ONLINE)


def keep(folder: Path, label: str, parts: Mapping[str, bytes]) -> Path:
    """Put the parts, by suffix, side by side into the folder, whole and synced or not at all.

    Gives the path of the last one. Raises PrinterFault, and then nothing has begun.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stem = _free_stem(folder, label, parts)
        whole = {folder / f"{stem}{suffix}": content for suffix, content in parts.items()}
        drafts = {path: path.with_name(f".{path.name}.part") for path in whole}
        try:
            for path, content in whole.items():
                _write_synced(drafts[path], content)
            for path, draft in drafts.items():
                draft.replace(path)
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)
        _sync_folder(folder)
    except OSError as error:
        fault = fault_of(error, folder, began=False, default="printer.folder")
        code = "printer.folder" if fault.code == "printer.missing" else fault.code
        raise PrinterFault(code, fault.detail, False) from error
    return list(whole)[-1]


def _free_stem(folder: Path, label: str, suffixes: Mapping[str, bytes]) -> str:
    """A file name made of the label; papers of the same label are numbered, none is overwritten."""
    stem = re.sub(r"[^\w.-]+", "_", label).strip("._") or "paper"
    number, candidate = 1, stem
    while any((folder / f"{candidate}{suffix}").exists() for suffix in suffixes):
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _write_synced(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    node = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(node)
    finally:
        os.close(node)
