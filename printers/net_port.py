"""A printer on the network, by raw TCP."""

import errno
import socket
import struct
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Final

from printers.faults import PrinterFault, fault_of
from printers.library import escpos

_SETTLE: Final = 0.3
"""Seconds in which a network printer that throws the job away has said so."""

_OPTIONS: Final = (
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, 10),
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, 5),
    (socket.IPPROTO_TCP, socket.TCP_KEEPCNT, 3),
    (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),
)
"""A connection whose other end went without a word is known to be dead within 25 s, and a question
of three bytes leaves at once."""


class NetworkPort:
    """Raw TCP, port 9100 as a rule."""

    def __init__(self, host: str, port: int, seconds: float) -> None:
        self.where = f"{host}:{port}"
        try:
            # The library's open() knows IPv4 only and leaks the socket when nobody answers.
            self._socket = _connect(host, port, seconds)
        except OSError as error:
            fault = fault_of(error, self.where, began=False)
            raise PrinterFault("printer.unreachable", fault.detail, False) from error
        for level, option, value in _OPTIONS:
            self._socket.setsockopt(level, option, value)
        self._port = escpos().Network(host, port)
        self._port.device = self._socket

    def write(self, data: bytes, seconds: float) -> None:
        self._socket.settimeout(max(seconds, 0.001))
        self._port._raw(data)

    def read(self, seconds: float) -> bytes:
        self._socket.settimeout(max(seconds, 0))
        try:
            data = self._socket.recv(4096)
        except (TimeoutError, BlockingIOError):
            return b""
        if not data:
            raise ConnectionResetError(errno.ECONNRESET, "the printer closed the connection")
        return data

    def check(self) -> None:
        self.read(0)

    def end(self) -> None:
        """Say that this was all, and listen for the printer's end of it, or its reset.

        Reading matters in itself: closing over unread status bytes would reset the connection and
        take from the printer what it has not read yet.
        """
        self._socket.shutdown(socket.SHUT_WR)
        deadline = monotonic() + _SETTLE
        # One that keeps the connection open, as many do, is not waited for any longer.
        while (left := deadline - monotonic()) > 0:
            self._socket.settimeout(left)
            with suppress(TimeoutError):
                if not self._socket.recv(4096):
                    return

    def close(self, *, drop: bool) -> None:
        if drop:
            # A reset: what waits in the kernel would else leave when the cable is back.
            reset = struct.pack("ii", 1, 0)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            self._socket.close()
        self._port.close()


def _connect(host: str, port: int, seconds: float) -> socket.socket:
    deadline = monotonic() + seconds
    found = _look_up(host, port, seconds)
    for number, (family, kind, protocol, _, address) in enumerate(found, start=1):
        one = socket.socket(family, kind, protocol)
        try:
            one.settimeout(max((deadline - monotonic()) / (len(found) - number + 1), 0.001))
            one.connect(address)
        except OSError:
            one.close()
            if number == len(found):
                raise
        else:
            return one
    raise AssertionError("a name that was found has an address")


def _look_up(host: str, port: int, seconds: float) -> list[Any]:
    """The addresses of a name. The system's resolver has no time limit but its own, of minutes."""
    answer: SimpleQueue[list[Any] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            answer.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:  # a name with an empty label cannot be encoded
            answer.put(error if isinstance(error, OSError) else OSError(None, str(error)))

    Thread(target=ask, name=f"look up {host}", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except Empty:
        raise TimeoutError(errno.ETIMEDOUT, "the name server gives no answer") from None
    if isinstance(found, OSError):
        raise found
    return found
