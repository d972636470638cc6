"""A reader of identity cards at the other end of a serial line, built from the makers' manuals.

It shares nothing with `kiosk.people.cards`: frames, check and layout of a card are its own.
"""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

NAME, ADDRESS = "张三", "某省某市某路 1 号"
START = bytes.fromhex("AAAAAA9669")


def card(number: str, kind: str = " ") -> bytes:
    """The 256 bytes of a card's text; `kind` is " ", "I" (foreigners) or "J" (Hong Kong ...)."""
    fields = (
        [("DOE, JOHN", 60), ("1", 1), (number, 15), ("", 48)]
        if kind == "I"
        else [(NAME, 15), ("1", 1), ("01", 2), ("19491231", 8), (ADDRESS, 35), (number, 18)]
    )
    text = "".join(value.ljust(size) for value, size in fields).ljust(124)
    return (text + kind).ljust(128).encode("utf-16-le")


def frame(*parts: bytes) -> bytes:
    """One answer of the reader."""
    inner = b"".join(parts)
    size = len(inner) + 1
    whole = bytes([size // 256, size % 256]) + inner
    check = 0
    for byte in whole:
        check ^= byte
    return START + whole + bytes([check])


@dataclass
class FakeReader:
    """`device` is the serial port; `on_it` the text of the card that lies on it, None for none.

    `faults`: what goes wrong with the next answers, each once: "silent", "torn", "noise", "select"
    or "check".
    """

    device: Path
    on_it: bytes | None = None
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def answer(self, command: bytes) -> bytes:
        self.asked.append(command.hex())
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "silent":
            return b""
        told = self._told(command, fault)
        if fault == "noise":
            return b"\x00\xaa\xaa\xff" + told
        if fault == "torn":
            return told[: len(told) // 2]
        if fault == "check":
            return told[:-1] + bytes([told[-1] ^ 1])
        return told

    def _told(self, command: bytes, fault: str) -> bytes:
        if command == b"\x20\x01":
            found = self.on_it is not None
            return frame(bytes([0, 0, 0x9F]), bytes(4)) if found else frame(bytes([0, 0, 0x80]))
        if command == b"\x20\x02" and self.on_it is not None and fault != "select":
            return frame(bytes([0, 0, 0x90]), bytes(8))
        if command == b"\x30\x01" and self.on_it is not None:
            sizes = bytes([1, 0, 4, 0])
            return frame(bytes([0, 0, 0x90]), sizes, self.on_it, bytes(1024))
        return frame(bytes([0, 0, 0x81 if command == b"\x20\x02" else 0x41]))


@contextmanager
def fake_reader(folder: Path) -> Iterator[FakeReader]:
    """A reader that answers as long as the block runs."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    device = folder / "reader"
    device.symlink_to(os.ttyname(theirs))
    reader = FakeReader(device)
    ended = threading.Event()

    def serve() -> None:
        heard = b""
        while not ended.is_set():
            if not select.select([ours], [], [], 0.02)[0]:
                continue
            heard += os.read(ours, 4096)
            while (at := heard.find(START)) >= 0 and len(heard) >= at + 7:
                end = at + 7 + int.from_bytes(heard[at + 5 : at + 7], "big")
                if len(heard) < end:
                    break
                asked, heard = heard[at:end], heard[end:]
                assert frame(asked[7:-1]) == asked, "the check of the question is wrong"
                os.write(ours, reader.answer(asked[7:-1]))

    thread = threading.Thread(target=serve, name="fake reader", daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        ended.set()
        thread.join()
        os.close(ours)
        os.close(theirs)
