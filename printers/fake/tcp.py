"""The fake printer's TCP port, like port 9100 of a real one.

It takes bytes only as the receive buffer has room for them, so that a full printer pushes back.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import Final, Literal

from printers.fake.inlet import TICK, Inlet
from printers.fake.machine import REALTIME, Host, Machine

_KERNEL: Final = 16384
"""Bytes that the system itself keeps for a connection that nobody reads."""


class TcpPort:
    """A listener that serves up to `clients` connections; others wait until one has gone."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        inlet: Inlet,
        machine: Machine,
        port: int,
        clients: int,
    ) -> None:
        self._loop, self._inlet, self._machine, self._clients = loop, inlet, machine, clients
        self._connections: list[socket.socket] = []
        self._talker: socket.socket | None = None
        self._deaf: set[socket.socket] = set()
        self._listener = _listener(port)
        self.port: int = self._listener.getsockname()[1]
        self.where = f"127.0.0.1:{self.port}"
        self._accepting = False

    def hosts(self) -> int:
        return len(self._connections)

    def say(self, data: bytes, host: Host | None) -> bool:
        connection = host if host is not None else self._talker
        if connection not in self._connections and host is None and self._connections:
            connection = self._connections[-1]
        if not isinstance(connection, socket.socket) or connection not in self._connections:
            return False
        try:
            connection.send(data)
        except BlockingIOError:
            pass  # a host that does not read loses what its printer says
        except OSError:
            self._gone(connection)
            return False
        return True

    def on(self) -> None:
        self._listener.listen(16)
        self.wake()

    def off(self) -> None:
        self.drop("reset")
        self._loop.remove_reader(self._listener)
        self._accepting = False
        self._listener.close()
        # The number stays ours, and whoever calls is refused.
        self._listener = _listener(self.port)

    def drop(self, how: Literal["reset", "close"]) -> None:
        for connection in list(self._connections):
            if how == "reset":
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._gone(connection)

    def wake(self) -> None:
        if not self._machine.power:
            return
        if not self._accepting and len(self._connections) < self._clients:
            self._accepting = True
            self._loop.add_reader(self._listener, self._accept)
        if self._inlet.room:
            for connection in self._deaf:
                self._loop.add_reader(connection, self._read, connection)
            self._deaf.clear()
        elif self._deaf and self._inlet.paced:
            self._loop.call_later(TICK, self.wake)

    def close(self) -> None:
        self.drop("reset")
        self._loop.remove_reader(self._listener)
        self._listener.close()

    def _accept(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return  # it has thought better of it
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connections.append(connection)
        if len(self._connections) >= self._clients:
            self._loop.remove_reader(self._listener)
            self._accepting = False
        self._loop.add_reader(connection, self._read, connection)
        self._machine.greet(connection)

    def _read(self, connection: socket.socket) -> None:
        room = self._inlet.room
        if not room:
            self._loop.remove_reader(connection)
            self._deaf.add(connection)
            self.wake()
            return
        try:
            data = connection.recv(room)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._gone(connection)
            return
        if REALTIME.fullmatch(data) is None:
            self._talker = connection
        how = self._inlet.take(data, connection)
        if how is not None:
            self.drop(how)

    def _gone(self, connection: socket.socket) -> None:
        if connection in self._connections:
            self._connections.remove(connection)
            self._deaf.discard(connection)
            self._loop.remove_reader(connection)
            connection.close()
            self.wake()


def _listener(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _KERNEL)
    listener.setblocking(False)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener
