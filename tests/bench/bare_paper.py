"""What a paper is held against: its words alone, a plain drawing of them, and a plain socket."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

from PIL import Image, ImageDraw

from printers.fonts import font
from printers.golden import golden
from printers.paper import Code, Pair, Paper, Text
from printers.profiles import Profile

_EM = 24
_LEADING = 34


def words(paper: Paper) -> bytes:
    """Every word and the data of every code, without one command, as a printer reads them."""
    said: list[str] = []
    for block in paper.blocks:
        match block:
            case Text():
                said.append(block.text)
            case Pair():
                said += [block.left, block.right]
            case Code():
                said += [block.data, block.caption]
    return "".join(said).encode("gb18030")


def drawing(paper: Paper, profile: Profile) -> bytes:
    """As many lines and glyphs, drawn by Pillow in one size and packed as one raster command.

    In place of a QR code stands its data as text, which is less work.
    """
    lines = golden(paper, profile).splitlines()
    page = Image.new("1", (profile.dots, _LEADING * len(lines)))
    draw = ImageDraw.Draw(page)
    face = font(_EM)
    for place, line in enumerate(lines):
        draw.text((0, _LEADING * place), line, fill=255, font=face)
    size = (profile.dots // 8).to_bytes(2, "little") + page.height.to_bytes(2, "little")
    return b"\x1dv0\0" + size + page.tobytes()


class BareEnd:
    """The end of a socket that reads and keeps only when the last byte has come."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._came = threading.Condition()
        self._bytes, self._last = 0, 0.0
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        self._socket = socket.create_connection(self._listener.getsockname())
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> float:
        """The moment (`time.perf_counter`) at which the last of `data` was read at the end."""
        with self._came:
            wanted = self._bytes + len(data)
        self._socket.sendall(data)
        with self._came:
            assert self._came.wait_for(lambda: self._bytes >= wanted, 10)
            return self._last

    def close(self) -> None:
        """Let go of both ends."""
        self._socket.close()
        self._thread.join(10)
        self._listener.close()

    def _read(self) -> None:
        connection, _ = self._listener.accept()
        with connection, contextlib.suppress(ConnectionError):
            while data := connection.recv(65536):
                with self._came:
                    self._bytes += len(data)
                    self._last = time.perf_counter()
                    self._came.notify_all()
