"""Printers for the tests, real to the operating system: TCP peers, each with its own manner."""

import contextlib
import itertools
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

Manner = Callable[["Peer", socket.socket], None]


class Peer:
    """Listens on a free port and treats every connection in its manner."""

    def __init__(self, manner: Manner, port: int = 0) -> None:
        self.jobs: list[bytes] = []
        self.leaving = threading.Event()
        self._manner = manner
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._listener.bind(("127.0.0.1", port))
        self._listener.listen()
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.leaving.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(30)

    def _serve(self) -> None:
        while not self.leaving.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self._manner(self, connection)


@contextmanager
def peer(manner: Manner, port: int = 0) -> Iterator[Peer]:
    one = Peer(manner, port)
    try:
        yield one
    finally:
        one.close()


_ports = (12_000 + number % 20_000 for number in itertools.count(os.getpid() * 997))
"""Below those that Linux gives away by itself (32768 on, ip_local_port_range in tcp(7)): nobody's
connection takes one between two moments of a test. Each process begins elsewhere."""


def free_port() -> int:
    """A port at which nobody listens, and which no other test is given."""
    for port in _ports:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("there are always more")


def prints(one: Peer, connection: socket.socket) -> None:
    """Reads a whole job, then closes, as a JetDirect port does."""
    job = b""
    while data := connection.recv(4096):
        job += data
    one.jobs.append(job)


def prints_and_talks(one: Peer, connection: socket.socket) -> None:
    """Sends status bytes that nobody asked for, and keeps the connection open."""
    connection.sendall(b"\x14\x00\x00\x0f" * 3)
    prints(one, connection)
    connection.sendall(b"\x14\x00\x00\x0f")
    one.leaving.wait(60)


def is_always_well(one: Peer, connection: socket.socket) -> None:
    """Answers DLE EOT and nothing else."""
    with contextlib.suppress(ConnectionError):
        while data := connection.recv(4096):
            connection.sendall(b"\x12" * data.count(b"\x10\x04"))


def echoes(one: Peer, connection: socket.socket) -> None:
    with contextlib.suppress(ConnectionError):
        while data := connection.recv(4096):
            connection.sendall(data)


def never_reads(one: Peer, connection: socket.socket) -> None:
    one.leaving.wait(60)


def resets_unread(one: Peer, connection: socket.socket) -> None:
    """The job has arrived, and is thrown away."""
    connection.recv(1, socket.MSG_PEEK)
    _reset(connection)


def resets_in_the_middle(one: Peer, connection: socket.socket) -> None:
    one.jobs.append(connection.recv(100))
    _reset(connection)


def _reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until it is so; fail when it does not become so."""
    deadline = monotonic() + seconds
    while not condition():
        assert monotonic() < deadline, "in vain"
        sleep(0.005)
