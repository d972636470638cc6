"""The fake printer's serial line: a pseudo-terminal, full when the printer is full."""

from __future__ import annotations

import asyncio
import os
import pty
import shutil
import tempfile
import tty
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from printers.fake.inlet import TICK, Inlet
from printers.fake.machine import Host, Machine

_CHUNK: Final = 65536


class PtyPort:
    """A serial line. Pulled out and put back it is another terminal under the same name."""

    def __init__(self, loop: asyncio.AbstractEventLoop, inlet: Inlet, machine: Machine) -> None:
        self._loop, self._inlet, self._machine = loop, inlet, machine
        self._folder = Path(tempfile.mkdtemp(prefix="yichuang-printer-"))
        self._link = self._folder / "tty"
        self.where = str(self._link)
        self._master = self._slave = -1
        self._deaf = False
        self._plug()

    def hosts(self) -> int:
        return 1  # a serial line does not say

    def say(self, data: bytes, host: Host | None) -> bool:
        # On a wire without anybody at its end it is lost.
        with suppress(BlockingIOError):
            os.write(self._master, data)
        return True

    def on(self) -> None:
        # What came just before the power did is lost as well.
        with suppress(BlockingIOError):
            while True:
                self._machine.lost += len(os.read(self._master, _CHUNK))

    def off(self) -> None:
        """The line stays; what is sent goes nowhere."""

    def drop(self, how: Literal["reset", "close"]) -> None:
        before = self._master, self._slave
        self._loop.remove_reader(self._master)
        # The new one is there before the old one is gone: its name always leads somewhere.
        self._plug()
        for end in before:
            os.close(end)

    def wake(self) -> None:
        if not self._deaf:
            return
        if self._inlet.room or not self._machine.power:
            self._deaf = False
            self._loop.add_reader(self._master, self._read)
        elif self._inlet.paced:
            self._loop.call_later(TICK, self.wake)

    def close(self) -> None:
        self._loop.remove_reader(self._master)
        os.close(self._master)
        os.close(self._slave)
        shutil.rmtree(self._folder)

    def _plug(self) -> None:
        # Our own hold on the other end: between two hosts the line is not hung up.
        self._master, self._slave = pty.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        new = self._folder / "new"
        new.symlink_to(os.ttyname(self._slave))
        new.rename(self._link)
        self._deaf = True
        self.wake()

    def _read(self) -> None:
        if not self._machine.power:
            with suppress(BlockingIOError):
                self._machine.lost += len(os.read(self._master, _CHUNK))
            return
        room = self._inlet.room
        if not room:
            self._loop.remove_reader(self._master)
            self._deaf = True
            self.wake()
            return
        try:
            data = os.read(self._master, room)
        except BlockingIOError:
            return
        how = self._inlet.take(data, self)
        if how is not None:
            self.drop(how)
