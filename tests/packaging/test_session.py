"""The session of the touch screen: systemd hears the glass, and nothing outlives it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk import beat, setup
from tests.display import x_server
from tests.printers.peers import free_port

ROOT = Path(__file__).parents[2]
SESSION = ROOT / "packaging/root/opt/onewindow/lib/session.py"
SECONDS = 60.0

# A stand-in for xinit: the server is there already. Like cage it ends with 0 whatever happened.
XINIT = '#!/bin/sh\nPATH=$FOUND\n"$1" "$2" "$3" "$4" "$5"\nexit 0\n'


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not become so"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with x_server(540, 960) as name:
        yield name


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """What systemd would hear."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "systemd"))
        ear.settimeout(SECONDS)
        yield ear


@dataclass
class Running:
    """A session in which the touch screen has come up."""

    process: subprocess.Popen[bytes]
    program: int
    folder: Path


@pytest.fixture
def running(tmp_path: Path, display: str, systemd: socket.socket) -> Iterator[Running]:
    """The session of an X server, as the unit starts it, with the real program in it."""
    folder = tmp_path / "hall"
    setup.init(folder)
    (tmp_path / "xinit").write_text(XINIT)
    (tmp_path / "xinit").chmod(0o755)
    here = os.environ | {
        "DISPLAY": display,
        "FOUND": os.environ["PATH"],
        "KIOSK_DATA": str(folder),
        "NOTIFY_SOCKET": str(tmp_path / "systemd"),
        "ONEWINDOW_SESSION": "x11",
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "RUNTIME_DIRECTORY": str(tmp_path),
    }
    process = subprocess.Popen([sys.executable, SESSION], env=here)
    try:
        heard(systemd, beat.READY)
        yield Running(process, program_of(process.pid), folder)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGABRT)
            process.wait()


def heard(systemd: socket.socket, message: str) -> None:
    """Fail unless the message comes."""
    while systemd.recv(200).decode() != message:
        pass


def program_of(parent: int) -> int:
    """The process of the touch screen, which is below `parent`."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if b"touch" in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
            return int(child)
        found = program_of(int(child))
        if found:
            return found
    return 0


def is_there(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
def test_systemd_hears_the_glass_and_ends_it_well(running: Running, systemd: socket.socket) -> None:
    heard(systemd, beat.ALIVE)
    heard(systemd, beat.ALIVE)
    running.process.terminate()
    heard(systemd, f"{beat.EXIT_STATUS}=0")
    assert running.process.wait(SECONDS) == 0
    assert not is_there(running.program)
    # Whoever closes a database of SQLite last takes its journal away.
    assert sorted(each.name for each in running.folder.glob("*-wal")) == []


@pytest.mark.slow
def test_a_program_that_dies_is_a_failure_though_the_compositor_says_nothing(
    running: Running,
) -> None:
    os.kill(running.program, signal.SIGKILL)
    assert running.process.wait(SECONDS) == 1


@pytest.mark.slow
def test_of_a_frozen_program_nothing_is_left_behind(running: Running) -> None:
    os.kill(running.program, signal.SIGSTOP)
    # So systemd ends a service that it has not heard for too long.
    running.process.send_signal(signal.SIGABRT)
    assert running.process.wait(SECONDS) == 1
    until(lambda: not is_there(running.program))


@pytest.mark.parametrize("status", [0, 3])
def test_what_the_program_says_of_its_end_is_how_the_session_ends(
    tmp_path: Path, status: int
) -> None:
    program = f"from kiosk import beat; beat.tell('{beat.EXIT_STATUS}={status}')"
    script = (
        "import sys; from pathlib import Path; from session import Session;"
        "sys.exit(Session(Path(sys.argv[1]), None).run(sys.argv[2:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path, sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": f"{SESSION.parent}:{ROOT}"},
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == status


def test_a_hung_glass_says_where_and_ends_itself(tmp_path: Path, systemd: socket.socket) -> None:
    script = (
        "import time; from PySide6.QtCore import QTimer\n"
        "from kiosk import beat; from ui import app\n"
        "beat.SECONDS, app.HUNG_SECONDS = 0.1, 3.0\n"
        "def hang(): time.sleep(600)\n"
        "app.application(); QTimer.singleShot(500, hang); app.run()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": str(ROOT), "NOTIFY_SOCKET": str(tmp_path / "systemd")},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert done.returncode == 1
    assert "in hang" in done.stderr
    heard(systemd, beat.READY)
    heard(systemd, beat.ALIVE)


def test_the_service_tells_that_it_answers_and_lives(
    tmp_path: Path, systemd: socket.socket
) -> None:
    setup.init(tmp_path / "hall")
    command = [sys.executable, "-m", "kiosk", "serve", "--data", str(tmp_path / "hall")]
    process = subprocess.Popen(
        [*command, "--port", str(free_port())],
        env=os.environ | {"PYTHONPATH": str(ROOT), "NOTIFY_SOCKET": str(tmp_path / "systemd")},
        stdout=subprocess.DEVNULL,
    )
    try:
        heard(systemd, beat.READY)
        heard(systemd, beat.ALIVE)
        heard(systemd, beat.ALIVE)
    finally:
        process.terminate()
        assert process.wait(SECONDS) == 0


def test_a_listener_without_a_file_hears_too_and_one_that_has_gone_holds_nobody_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    name = f"yichuang-{os.getpid()}"
    monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(f"\0{name}")
        ear.settimeout(SECONDS)
        beat.tell(beat.READY)
        assert ear.recv(99).decode() == beat.READY
    beat.tell(beat.ALIVE)
    assert "nobody hears WATCHDOG=1" in caplog.text
