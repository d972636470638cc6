"""The session of the touch screen: shows it alone on the screen, and answers to systemd for it.

systemd knows this process only. The cage of Debian 12 ends with 0 however the program in it has
ended, and leaves it behind when it is killed; and logind moves both out of the service's control
group, from where systemd hears nothing. So what the program tells (sd_notify(3)) comes here and is
passed on, its exit status becomes ours, and when we end, it has ended.

`session.py` starts the compositor, which starts `session.py inside`, which becomes the program.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path
from types import FrameType

PROGRAM = [str(Path(sys.executable).with_name("kiosk")), "touch"]
FAILED = 1
LOOK_SECONDS = 0.2
GOODBYE_SECONDS = 4.0
"""For the program to end well, and once more for its compositor; the unit waits longer."""
_CREDENTIALS = struct.Struct("3i")
"""Process, user and group of who has sent a message (SCM_CREDENTIALS, unix(7))."""


class Session:
    """One run of a compositor with the program in it."""

    def __init__(self, folder: Path, listener: str | None) -> None:
        """`folder`: for the socket at which the program is heard; `listener`: that of systemd."""
        self._place = folder / "notify"
        self._listener = listener and listener.replace("@", "\0", 1)
        self._program: int | None = None
        self._status = FAILED
        self._asked: int | None = None

    def run(self, command: list[str]) -> int:
        """Run `command` until it ends, or until a signal asks for the end; the exit status."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGABRT):
            signal.signal(number, self._ask)
        self._place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
            ear.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            ear.bind(str(self._place))
            ear.settimeout(LOOK_SECONDS)
            here = os.environ | {"NOTIFY_SOCKET": str(self._place)}
            screen = subprocess.Popen(command, env=here, start_new_session=True)
            while screen.poll() is None and self._asked is None:
                self._hear(ear)
            if screen.returncode is None:
                self._end(screen)
            ear.setblocking(False)
            while self._hear(ear):
                pass
        if self._asked is None:
            return self._status
        return FAILED if self._asked == signal.SIGABRT else 0

    def _ask(self, number: int, _frame: FrameType | None) -> None:
        self._asked = number

    def _hear(self, ear: socket.socket) -> bool:
        """Pass one message on; False when none has come."""
        try:
            message, more, _, _ = ear.recvmsg(4096, socket.CMSG_SPACE(_CREDENTIALS.size))
        except (TimeoutError, BlockingIOError):
            return False
        for _, kind, data in more:
            if kind == socket.SCM_CREDENTIALS:
                self._program = _CREDENTIALS.unpack(data)[0]
        for status in re.findall(rb"^EXIT_STATUS=(\d+)$", message, re.MULTILINE):
            self._status = int(status)
        if self._listener:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.sendto(message, self._listener)
        return True

    def _end(self, screen: subprocess.Popen[bytes]) -> None:
        """End the program first, so that it ends well; its compositor then ends by itself."""
        # SIGABRT is what systemd sends when it has heard nothing for too long.
        if self._asked != signal.SIGABRT:
            _kill(self._program, signal.SIGTERM)
            if _ended(screen):
                return
        _kill(self._program, signal.SIGKILL)
        _kill(-screen.pid, signal.SIGTERM)
        if not _ended(screen):
            _kill(-screen.pid, signal.SIGKILL)
            screen.wait()


def _kill(process: int | None, number: int) -> None:
    """Signal a process, or (negative) a group, if it is still there."""
    if process is None:
        return
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return


def _ended(screen: subprocess.Popen[bytes]) -> bool:
    try:
        screen.wait(GOODBYE_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def compositor(kind: str, turns: int) -> list[str]:
    """The command that shows nothing but the program: "x11" an X server, else cage.

    `turns`: quarters of a circle, clockwise, by which the screen hangs turned.
    """
    inside = [sys.executable, "-I", __file__, "inside", kind]
    if kind == "x11":
        # It never goes dark (-s, -dpms), and never comes back empty (-noreset).
        server = [":0", "vt1", "-keeptty", "-nolisten", "tcp", "-s", "0", "-dpms", "-noreset"]
        return ["xinit", *inside, "--", *server]
    said = subprocess.run(["cage", "-h"], capture_output=True, text=True, check=False)
    if re.search(r"^ -r", said.stdout + said.stderr, re.MULTILINE):
        return ["cage", "-d", *["-r"] * turns, "--", *inside]
    # Later ones leave the turning to wlr-randr.
    return ["cage", "-d", "--", *inside, str(turns * 90)]


def inside(kind: str, turn: str = "0") -> None:
    """Set up the screen and become the program."""
    if kind == "x11":
        # Ctrl+Alt+F2 and Ctrl+Alt+Backspace are keys of the server, which no program sees.
        subprocess.run(["setxkbmap", "-option", "srvrkeys:none"], check=True)
    if turn != "0":
        said = subprocess.run(["wlr-randr"], capture_output=True, text=True, check=True).stdout
        for output in re.findall(r"^(\S+) ", said, re.MULTILINE):
            subprocess.run(["wlr-randr", "--output", output, "--transform", turn], check=True)
    os.environ["QT_QPA_PLATFORM"] = "xcb" if kind == "x11" else "wayland"
    os.execv(PROGRAM[0], PROGRAM)  # noqa: S606 - a list of words, and no shell is wanted


def main() -> None:
    """Be the session, or what runs inside of it."""
    if sys.argv[1:2] == ["inside"]:
        inside(*sys.argv[2:])
    kind = os.environ.get("ONEWINDOW_SESSION") or "cage"
    turns = int(os.environ.get("ONEWINDOW_TURN") or 0) // 90
    session = Session(Path(os.environ["RUNTIME_DIRECTORY"]), os.environ.get("NOTIFY_SOCKET"))
    sys.exit(session.run(compositor(kind, turns)))


if __name__ == "__main__":
    main()
