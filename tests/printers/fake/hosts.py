"""What stands at the other end of the fake printer's wire: a socket, or an open serial port."""

from __future__ import annotations

import os
import select
import socket
import time
from collections.abc import Callable
from typing import Protocol

from printers.fake import FakePrinter, PtyPrinter, TcpPrinter

PATIENCE = 30.0
"""Seconds until a test gives up; a working printer needs some milliseconds."""


class Host(Protocol):
    """One end of a wire."""

    def send(self, data: bytes) -> None: ...

    def read(self, count: int) -> bytes:
        """`count` bytes; fewer when the wire breaks. Raises TimeoutError."""

    def push(self, data: bytes) -> int:
        """How many of `data` the printer takes until it takes no more for a quarter second."""

    def close(self) -> None: ...


class TcpHost:
    """A connection that holds few bytes back itself, so that it feels when the printer is full."""

    def __init__(self, port: int) -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16384)
        self.socket.settimeout(PATIENCE)
        try:
            self.socket.connect(("127.0.0.1", port))
        except OSError:
            self.socket.close()
            raise

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def read(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            more = self.socket.recv(count - len(got))
            if not more:
                break
            got += more
        return got

    def push(self, data: bytes) -> int:
        self.socket.settimeout(0.25)
        sent = 0
        try:
            while sent < len(data):
                sent += self.socket.send(data[sent:])
        except TimeoutError:
            pass
        self.socket.settimeout(PATIENCE)
        return sent

    def close(self) -> None:
        self.socket.close()


class SerialHost:
    """A serial port, opened as a plain file."""

    def __init__(self, device: str) -> None:
        self.file = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)

    def send(self, data: bytes) -> None:
        while data:
            self._wait(writing=True, seconds=PATIENCE)
            data = data[os.write(self.file, data) :]

    def read(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            self._wait(writing=False, seconds=PATIENCE)
            more = os.read(self.file, count - len(got))
            if not more:
                break
            got += more
        return got

    def push(self, data: bytes) -> int:
        sent = 0
        try:
            while sent < len(data):
                self._wait(writing=True, seconds=0.25)
                sent += os.write(self.file, data[sent:])
        except TimeoutError:
            pass
        return sent

    def close(self) -> None:
        os.close(self.file)

    def _wait(self, *, writing: bool, seconds: float) -> None:
        reading, sending = ([], [self.file]) if writing else ([self.file], [])
        if not any(select.select(reading, sending, [], seconds)):
            raise TimeoutError


def connect(fake: FakePrinter) -> Host:
    """A host at the printer's own kind of wire."""
    if isinstance(fake, TcpPrinter):
        return TcpHost(fake.port)
    assert isinstance(fake, PtyPrinter)
    return SerialHost(fake.device)


def until(holds: Callable[[], bool]) -> None:
    """Wait for a condition. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.005)
