"""Starting and stopping the server: ports, addresses, faults at the start."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from kiosk.hall import Hall, open_hall
from kiosk.refusal import Refusal
from kiosk.web.serve import bind, serve, serving
from tests.kiosk.web.conftest import Desk, Hands
from tests.printers.peers import free_port


def test_a_taken_port_is_said_at_once(hall: Hall) -> None:
    with bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Refusal) as no:
            serve(hall, "127.0.0.1", port)
        assert (no.value.code, no.value.values) == ("port.taken", {"port": port})
        with pytest.raises(Refusal, match=r"port\.taken"), serving(hall, port=port):
            pass


def test_an_address_of_somebody_else(hall: Hall) -> None:
    with pytest.raises(Refusal, match=r"port\.refused") as no:
        serve(hall, "192.0.2.1", 8321)
    assert no.value.values["host"] == "192.0.2.1"


def test_the_port_is_free_again(hall: Hall) -> None:
    with serving(hall) as url:
        assert httpx.get(f"{url}/api/health", timeout=30).status_code == 200
        port = int(url.rpartition(":")[2])
    with serving(hall, port=port) as url:
        assert httpx.get(f"{url}/api/health", timeout=30).status_code == 200


def test_ipv6(hall: Hall) -> None:
    with serving(hall, host="::1") as url:
        assert url.startswith("http://[::1]:")
        assert httpx.get(f"{url}/api/health", timeout=30).status_code == 200


def test_the_first_who_asks_is_told_how_long_it_takes(
    hall: Hall, folder: Path, desk: Desk, clock: Hands
) -> None:
    for _ in range(4):
        desk.take()
        ticket = desk.call().id
        hall.start(ticket, desk.actor)
        clock.forward(minutes=6)
        hall.finish(ticket, desk.actor)
    desk.take()
    with open_hall(folder, clock) as started, serving(started) as url:
        end = time.monotonic() + 60
        while not started.ground.waits.learned:
            assert time.monotonic() < end, "it learns nothing unless somebody asks"
            time.sleep(0.01)
        said = httpx.get(f"{url}/api/board", timeout=30).json()["waiting"]
    assert {each["prefix"] for each in said if each["wait"] is not None} >= {"A"}


def test_a_fault_at_the_start_is_raised(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.web.news.News.open", broken)
    with pytest.raises(SystemExit), serving(hall):
        pass


PROGRAM = """
import sys
from pathlib import Path
from kiosk.hall import open_hall
from kiosk.web.serve import serve
with open_hall(Path(sys.argv[1])) as hall:
    serve(hall, "127.0.0.1", int(sys.argv[2]))
print("closed")
"""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_although_a_board_listens(folder: Path, sign: signal.Signals) -> None:
    port = free_port()
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, folder, str(port)], stdout=subprocess.PIPE, text=True
    )
    try:
        url = f"http://127.0.0.1:{port}/api"
        _until_it_answers(url)
        with httpx.stream("GET", f"{url}/news", timeout=60) as news:
            lines = news.iter_lines()
            next(lines)
            program.send_signal(sign)
            said, _ = program.communicate(timeout=60)
            list(lines)  # it has come to its end: uvicorn would wait ten seconds and break it off
    finally:
        program.kill()  # or a failure above would be waited for without end
        program.communicate()
    assert "closed" in said
    assert program.returncode == 0


def _until_it_answers(url: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            assert httpx.get(f"{url}/health", timeout=30).status_code == 200
        except httpx.TransportError:
            assert time.monotonic() < until
            time.sleep(0.05)
        else:
            return
