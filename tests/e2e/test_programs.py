"""The programs of a host as processes: the tour, and `run` whose children die and come back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
import zxingcpp
from PIL import Image

from kiosk import setup
from kiosk.hall import open_hall
from kiosk.queue.tickets import State
from tests.hall import PASSWORD, change_settings
from tests.printers.decoder import decode
from tests.printers.peers import free_port

SECONDS = 60.0
# A whole day: 20 s on a machine that does nothing else.
TOUR_SECONDS = 300.0


def kiosk(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "KIOSK_LANGUAGE": "zh", **more}
    return subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
        timeout=TOUR_SECONDS,
    )


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, "it did not become so"
        time.sleep(0.1)


def test_the_tour_leaves_what_a_person_would_see(tmp_path: Path) -> None:
    done = kiosk("tour", "--out", str(tmp_path / "tour"))
    assert done.returncode == 0, done.stderr
    assert "[26/26]" in done.stdout
    pictures = sorted((tmp_path / "tour").glob("[0-9][0-9]-*.png"))
    names = {picture.stem[3:] for picture in pictures}
    assert {"search", "missed", "appointment", "large", "dark", "confirm-english"} <= names
    assert {"help", "trouble", "service-menu", "idle", "closed-lunch", "closed-after"} <= names
    for picture in pictures:
        if picture.stem.endswith("-dark"):
            continue
        with Image.open(picture) as image:
            # A window that shows nothing is one colour.
            assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50, picture.name
    paper = decode((tmp_path / "tour" / "receipt.bin").read_bytes())
    with Image.open(tmp_path / "tour" / "receipt.png") as image:
        (code,) = zxingcpp.read_barcodes(image.convert("L"))
    assert code.text == paper.codes[0]
    assert "D001" in (tmp_path / "tour" / "status.html").read_text(encoding="utf-8")


def test_a_tour_that_cannot_leave_its_pictures_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = kiosk("tour", "--out", str(tmp_path / "file"))
    assert done.returncode != 0


def test_without_a_display_run_says_what_to_do(tmp_path: Path) -> None:
    done = kiosk("run", "--data", str(tmp_path), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "kiosk tour" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "hall"
    setup.init(folder, password=PASSWORD)
    change_settings(folder, "port = 8321", f"port = {free_port()}")
    return folder


@pytest.fixture
def host(folder: Path, display: str) -> Iterator[subprocess.Popen[bytes]]:
    """`kiosk run --try` on a real X display; ends as Ctrl-C ends it."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "kiosk", "run", "--try", "--data", str(folder)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    yield process
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    assert process.wait(SECONDS) == 0


def children(host: subprocess.Popen[bytes]) -> dict[str, int]:
    """The running programs of the host, by name."""
    found = {}
    for each in Path(f"/proc/{host.pid}/task/{host.pid}/children").read_text().split():
        with suppress(FileNotFoundError, ProcessLookupError):  # it has died since
            words = Path(f"/proc/{each}/cmdline").read_bytes().decode().split("\0")
            if "kiosk" in words:
                found[words[words.index("kiosk") + 1]] = int(each)
    return found


def test_run_brings_dead_programs_back(folder: Path, host: subprocess.Popen[bytes]) -> None:
    with open_hall(folder) as hall:
        url = hall.settings.local_url

        def healthy() -> bool:
            try:
                return httpx.get(f"{url}/api/health").status_code == 200
            except httpx.TransportError:
                return False

        until(healthy)
        until(lambda: set(children(host)) == {"serve", "touch", "board", "paper", "counter"})

        # A number whose paper the host prints, for nobody else owns its printer.
        job = hall.issue("ZR001").job
        until(lambda: hall.job(job).state == "printed")

        before = children(host)
        for name in ("serve", "touch"):
            os.kill(before[name], signal.SIGKILL)
        until(lambda: not {before["serve"], before["touch"]} & set(children(host).values()))
        until(lambda: set(children(host)) >= {"serve", "touch"})
        until(healthy)
        after = children(host)
        assert after["board"] == before["board"], "the death of one is nothing to the others"

        # The line goes on where it stopped.
        job = hall.issue("ZR001").job
        until(lambda: hall.job(job).state == "printed")
        assert hall.balance()[State.WAITING] == 2
    running = list(children(host).values())
    host.send_signal(signal.SIGTERM)
    assert host.wait(SECONDS) == 0
    assert not [pid for pid in running if Path(f"/proc/{pid}").exists()], "nothing is left behind"


def test_a_taken_port_is_refused_before_any_window(folder: Path, display: str) -> None:
    with open_hall(folder) as hall:
        port = hall.settings.serve.port
    import socket

    with socket.create_server(("127.0.0.1", port)):
        done = kiosk("run", "--try", "--data", str(folder), DISPLAY=display, QT_QPA_PLATFORM="xcb")
        assert done.returncode == 2
        assert str(port) in done.stderr
        served = kiosk("serve", "--data", str(folder))
        assert served.returncode == 2
        assert "[port.taken]" in served.stderr


def test_take_hands_its_paper_to_whoever_owns_the_printer(folder: Path, display: str) -> None:
    serving = subprocess.Popen([sys.executable, "-m", "kiosk", "serve", "--data", str(folder)])
    try:
        with open_hall(folder) as hall:
            url = hall.settings.local_url

            def up() -> bool:
                try:
                    return httpx.get(f"{url}/api/health").status_code == 200
                except httpx.TransportError:
                    return False

            until(up)
        taken = kiosk("take", "SC001", "--data", str(folder), "--json")
        answer = json.loads(taken.stdout)
        assert answer["paper"] == "printed"
        assert Path(answer["receipt"]).read_bytes().startswith(b"\x1b@")
    finally:
        serving.terminate()
        assert serving.wait(SECONDS) == 0
