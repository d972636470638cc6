"""The network between a host and its PostgreSQL, which a test may cut or let swallow everything."""

from __future__ import annotations

import asyncio
import socket
import threading
from pathlib import Path
from typing import Literal

from tests.printers.peers import free_port

Side = Literal["before", "after"]


class Wire:
    """A TCP port that leads to the server's Unix socket in `folder`; runs on a thread of its own.

    Cut, it refuses; silent, it takes what is sent and passes it on only when it is whole again, as
    a network does that comes back.
    """

    def __init__(self, folder: Path) -> None:
        self._server = str(folder / ".s.PGSQL.5432")
        self._flows = asyncio.Event()
        self._flows.set()
        self._open: set[asyncio.StreamWriter] = set()
        self._at_commit: Side | None = None
        self._answer_is_lost = self._stays_cut = False
        self._door = socket.create_server(("127.0.0.1", free_port()))
        self._port = int(self._door.getsockname()[1])
        self._listening: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="wire")
        self._thread.start()
        self.heal()

    def url(self, url: str) -> str:
        """`url` of the server's Unix socket, over this wire."""
        return url.partition("?")[0].replace("@/", f"@127.0.0.1:{self._port}/")

    def cut(self) -> None:
        """All connections break, and there are no new ones."""
        asyncio.run_coroutine_threadsafe(self._cut(), self._loop).result(30)

    def cut_at_commit(self, side: Side, *, stays: bool = False) -> None:
        """The next COMMIT of a write breaks all connections, before or after the server has done
        it; there are new ones unless the wire `stays` cut."""
        self._at_commit, self._stays_cut = side, stays

    def silence(self) -> None:
        """Nothing passes any more, and nobody is told."""
        self._loop.call_soon_threadsafe(self._flows.clear)

    def heal(self) -> None:
        """Everything passes."""
        asyncio.run_coroutine_threadsafe(self._heal(), self._loop).result(30)

    def close(self) -> None:
        """End it."""
        self.heal()
        self.cut()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _heal(self) -> None:
        self._flows.set()
        if self._listening is None:
            if self._door.fileno() < 0:
                self._door = socket.create_server(("127.0.0.1", self._port))
            self._listening = await asyncio.start_server(self._joined, sock=self._door)

    async def _cut(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None
        self._break()

    def _break(self) -> None:
        for each in self._open:
            each.transport.abort()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            back, there = await asyncio.open_unix_connection(self._server)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, there}
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, there, up=True))
                both.create_task(self._carry(back, writer, up=False))
        finally:
            self._open -= {writer, there}

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, up: bool
    ) -> None:
        writes = False
        try:
            while data := await reader.read(1 << 16):
                await self._flows.wait()
                if up and b"BEGIN" in data:
                    writes = b"REPEATABLE READ" not in data
                if await self._breaks(data, up=up, writes=writes):
                    return
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # one end has broken off, and now the other hears of it
        finally:
            writer.close()

    async def _breaks(self, data: bytes, *, up: bool, writes: bool) -> bool:
        """Whether this is the moment to break."""
        if writes and self._at_commit is not None and b"COMMIT\0" in data:
            side, self._at_commit = self._at_commit, None
            self._answer_is_lost = side == "after"
            lost = side == "before"
        else:
            lost = not up and self._answer_is_lost
        if lost:
            self._answer_is_lost = False
            if self._stays_cut:
                await self._cut()
            self._break()
        return lost
