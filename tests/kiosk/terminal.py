"""A command at a real terminal: a test types, and reads what stands there."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS = 60.0
AGAIN = 5.0


class Terminal:
    """The master's side of a pty in which `kiosk` runs."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self._process = process
        self._master = master
        self._seen = 0
        # A character may come in two pieces.
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self.text = ""

    def until(self, expected: str) -> str:
        """What came until `expected` stands there, it included."""
        end = time.monotonic() + SECONDS
        while expected not in self.text[self._seen :]:
            assert time.monotonic() < end, f"no {expected!r} in {self.text[self._seen :]!r}"
            assert self._read(), f"it ended without {expected!r}: {self.text[self._seen :]!r}"
        place = self.text.index(expected, self._seen) + len(expected)
        came, self._seen = self.text[self._seen : place], place
        return came

    def type(self, line: str) -> None:
        """A line and Enter."""
        os.write(self._master, line.encode() + b"\n")

    def press(self, key: bytes) -> None:
        """One key."""
        os.write(self._master, key)

    def interrupt(self) -> int:
        """Ctrl-C until it leaves, as anybody would; the exit status.

        A signal that comes between Python's last look for one and its wait for a key is seen only
        with the next key: once is not always enough.
        """
        for _ in range(int(SECONDS / AGAIN)):
            self.press(b"\x03")
            while select.select([self._master], [], [], AGAIN)[0]:
                if not self._read():
                    return self._process.wait(SECONDS)
        raise AssertionError(f"it goes on: {self.text[self._seen :]!r}")

    def ends(self) -> int:
        """Wait for its end; the exit status."""
        while self._read():
            pass
        return self._process.wait(SECONDS)

    def _read(self) -> bool:
        if not select.select([self._master], [], [], SECONDS)[0]:
            return False
        try:
            came = os.read(self._master, 65536)
        except OSError:  # Linux says EIO when the other side has closed
            return False
        # Without the control sequences of a line that can be edited.
        self.text += re.sub(r"\x1b\[\??[0-9;]*[a-zA-Z]|\r", "", self._decode(came))
        return bool(came)


@contextmanager
def at_terminal(*arguments: str, **variables: str) -> Iterator[Terminal]:
    """`kiosk` with these arguments at a terminal of its own."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _IN_FRONT, *arguments],
        cwd=ROOT,
        env=os.environ | {"TERM": "dumb", "KIOSK_LANGUAGE": "zh"} | variables,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


_IN_FRONT = """
import fcntl, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from kiosk.cli import main
main()
"""
"""Ctrl-C reaches only who has the terminal as its own."""
