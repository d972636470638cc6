"""F1 to F8 while another program is in front: a real X server, a real keyboard's events."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from kiosk.hall import Hall
from kiosk.queue.tickets import State
from tests.display import x_server
from tests.hall import PASSWORD, HandClock
from tests.ui.screens.conftest import Clerk, Server
from ui.console import open_console
from ui.console.grabs import KEYS, grab


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An X server with nothing on it, as DISPLAY."""
    with x_server(640, 480) as name:
        monkeypatch.setenv("DISPLAY", name)
        yield


def press(key: str) -> None:
    try:
        subprocess.run(["xdotool", "key", key], check=True)
    except FileNotFoundError:
        pytest.skip("no xdotool here: `make test` installs Debian's")


def test_keys_of_the_whole_desktop(
    qapp: object, desktop: None, hall: Hall, server: Server, clock: HandClock
) -> None:
    for _ in range(2):
        hall.issue("SC001")
    console = open_console(
        server.url,
        "3",
        name="clerk",
        password=PASSWORD,
        language="zh",
        motion=False,
        global_keys=True,
        clock=clock,
    )
    clerk = Clerk(console, "zh")
    clerk.comes_to("next", "pause")
    press("F1")
    clerk.comes_to("recall", "start", "miss")
    press("F3")
    clerk.comes_to("finish")
    press("F1")
    press("F4")
    clerk.sees("last.finished", number="B001")
    assert hall.ticket_of_number("B002").state is State.WAITING
    taken = grab(lambda _: None)
    assert taken is not None
    assert taken.missing == KEYS, "no other program gets them"
    taken.close()
    console.close()
    free = grab(lambda _: None)
    assert free is not None
    assert free.missing == (), "they are given back"
    free.close()


def test_where_no_program_may_have_them(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")
    assert grab(lambda _: None) is None
    assert "no X11 at ':9999'" in caplog.text
