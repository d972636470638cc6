"""The control port of the fake printer, one line in and one line out, and the keys for the same."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from printers.fake import faults

if TYPE_CHECKING:
    from printers.fake.printer import FakePrinter

KEYS: Final[Mapping[str, str]] = {
    "p": "paper toggle",
    "n": "near toggle",
    "c": "cover toggle",
    "k": "cutter toggle",
    "h": "hot toggle",
    "e": "error toggle",
    "b": "button toggle",
    "o": "power toggle",
    "a": "answers toggle",
    "g": "garbage toggle",
    "s": "stall toggle",
    "r": "reset",
    "x": "cut",
}
"""What each key of a terminal says."""

_LONGEST: Final = 4096


class ControlPort:
    """Listens on 127.0.0.1 in the printer's thread. Raises OSError when the port is taken."""

    def __init__(self, printer: FakePrinter, port: int) -> None:
        self._open: set[asyncio.Transport] = set()
        making = asyncio.run_coroutine_threadsafe(
            printer.loop.create_server(lambda: _Lines(printer, self._open), "127.0.0.1", port),
            printer.loop,
        )
        self._server = making.result()
        self.port: int = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """In the printer's thread."""
        self._server.close()
        for transport in list(self._open):
            transport.abort()


class _Lines(asyncio.Protocol):
    """One caller, such as nc."""

    def __init__(self, printer: FakePrinter, everybody: set[asyncio.Transport]) -> None:
        self._printer, self._everybody = printer, everybody
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._everybody.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._everybody.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            said = self._obey(line.decode("utf-8", "replace").strip())
            self._transport.write(said.encode() + b"\n")
        if len(self._rest) > _LONGEST:
            self._transport.abort()

    def _obey(self, line: str) -> str:
        if line == "help":
            return faults.COMMANDS
        try:
            return self._printer.do(line)
        except (faults.UnknownOrderError, OSError) as error:
            return f"? {error}"
