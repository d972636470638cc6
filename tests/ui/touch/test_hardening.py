"""No key, click or swipe leads out of the screen: the real program on a real X server (R56).

A window manager with all its keys and menus stands around it, and a stranger's window lies on the
desktop: that is far more than a kiosk has, whose session has nothing but this program.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from kiosk.hall import open_hall
from tests.display import x_server
from tests.hall import HandClock, count, events

ROOT = Path(__file__).parents[3]
WIDE, HIGH = 540, 960
SECONDS = 60.0
STRANGER = (255, 0, 255)
KEYS = [
    *("alt+F4", "ctrl+q", "ctrl+w", "ctrl+c", "F11", "Escape", "F1", "ctrl+shift+Escape"),
    *("ctrl+alt+Delete", "ctrl+alt+BackSpace", "ctrl+alt+t", "ctrl+alt+F2", "alt+Escape"),
    *("alt+Tab", "alt+space", "super+d", "super+e", "super+l", "super+F2", "Super_L"),
    *("ctrl+alt+Left", "ctrl+alt+Right", "ctrl+p", "Print", "Menu", "XF86PowerOff"),
]
# A page in one colour: whatever of it can be seen is a way out.
STRANGE = """
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QRasterWindow
class Strange(QRasterWindow):
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(255, 0, 255))
        painter.end()
app = QGuiApplication([])
window = Strange()
window.setTitle("strange")
window.resize(400, 400)
window.show()
app.exec()
"""


def until(true: Callable[[], bool], why: str) -> None:
    end = time.monotonic() + SECONDS
    while not true():
        assert time.monotonic() < end, why
        time.sleep(0.05)


@dataclass
class Standing:
    """The program on its display."""

    process: subprocess.Popen[bytes]
    display: str
    folder: Path
    log: Path

    def do(self, *command: str) -> str:
        """What a hand at the keyboard or the glass does, by xdotool."""
        done = subprocess.run(
            ["xdotool", *command],
            env=os.environ | {"DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        return done.stdout.strip()

    def picture(self) -> Image.Image:
        """What people see."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def covers(self) -> bool:
        """Whether the glass shows the touch screen, and nothing else at all."""
        colours = {colour for _, colour in self.picture().getcolors(WIDE * HIGH) or ()}
        # The empty desktop is black; the bar of the hall's name is not.
        corner = self.picture().getpixel((2, 2))
        return len(colours) > 50 and STRANGER not in colours and corner != (0, 0, 0)

    def has_keys(self) -> bool:
        """Whether what is typed comes to the program, and not to another window."""
        active = self.do("getactivewindow")
        return bool(active) and self.do("getwindowpid", active) == str(self.process.pid)

    def stays(self, what: str) -> None:
        """Fail unless it is there, alone, and hears the keyboard; a manager's menu may have come
        up for a moment."""
        assert self.process.poll() is None, f"{what} ended it"
        until(lambda: self.covers() and self.has_keys(), f"{what} led out")
        assert self.process.poll() is None, f"{what} ended it"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with x_server(WIDE, HIGH) as name:
        yield name


@pytest.fixture
def standing(folder: Path, display: str, tmp_path: Path) -> Iterator[Standing]:
    here = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    log = tmp_path / "log"
    around = [
        subprocess.Popen(["openbox", "--sm-disable"], env=here, stderr=subprocess.DEVNULL),
        subprocess.Popen([sys.executable, "-c", STRANGE], env=here),
    ]
    with log.open("wb") as out:
        program = [sys.executable, "-m", "kiosk", "touch", "--data", str(folder)]
        process = subprocess.Popen(program, env=here, stderr=out)
    standing = Standing(process, display, folder, log)
    try:
        until(lambda: standing.do("search", "--name", "^strange$") != "", "no stranger")
        standing.stays("starting")
        yield standing
    finally:
        for each in (*around, process):
            each.terminate()
            each.wait(SECONDS)


@pytest.mark.slow
def test_nobody_gets_out(standing: Standing) -> None:
    with open_hall(standing.folder, HandClock()) as hall:
        before = set(events(hall))
        for key in KEYS:
            standing.do("key", key)
            standing.stays(key)
        standing.do("type", "--delay", "1", "exit quit :q! 123456 ../../etc/passwd")
        standing.stays("typing")
        for button in ("3", "2", "8", "9"):
            standing.do("mousemove", str(WIDE // 2), str(HIGH - 5), "click", button)
            standing.stays(f"mouse button {button}")
        for x, y in ((0, HIGH // 2), (WIDE - 1, HIGH // 2), (WIDE // 2, 0), (WIDE // 2, HIGH - 1)):
            middle = (str(WIDE // 2), str(HIGH // 2))
            standing.do("mousemove", str(x), str(y), "mousedown", "1")
            standing.do("mousemove", *middle, "mouseup", "1")
            standing.stays(f"a swipe from {x}, {y}")
        for window in standing.do("search", "--pid", str(standing.process.pid)).split():
            standing.do("windowminimize", window)
            standing.stays("a panel that puts it away")
        standing.do("search", "--name", "^strange$", "windowraise", "windowactivate")
        standing.stays("a stranger's window")
        # A new day may begin by itself.
        assert set(events(hall)) - before <= {"day.opened"}
        assert count(hall, "tickets") == 0
    lines = standing.log.read_text(encoding="utf-8").splitlines()
    # A machine for tests has no loudspeaker.
    assert [line for line in lines if " INFO " not in line and "ui.voice" not in line] == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_ends_well(standing: Standing, number: signal.Signals) -> None:
    standing.process.send_signal(number)
    assert standing.process.wait(SECONDS) == 0
    # Whoever closes a database of SQLite last takes its journal away.
    assert sorted(each.name for each in standing.folder.glob("*-wal")) == []
    assert "Traceback" not in standing.log.read_text(encoding="utf-8")


def test_asked_to_start_anew_the_process_becomes_a_new_one(folder: Path, tmp_path: Path) -> None:
    """What the service menu asks for: the hall is closed before, and the process stays the same."""
    starts = tmp_path / "starts"
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication, QTimer\n"
        "from ui import app\n"
        "from ui.touch import run_touch\n"
        "from ui.touch.service import RESTART\n"
        "starts, folder = map(Path, sys.argv[1:])\n"
        "anew = not starts.exists()\n"
        "journals = [each.name for each in folder.glob('*-wal')]\n"
        "with starts.open('a') as out: print(os.getpid(), journals, file=out)\n"
        "app.application()\n"
        "QTimer.singleShot(500, lambda: QCoreApplication.exit(RESTART if anew else 0))\n"
        "sys.exit(run_touch(folder, windowed=True))\n"
    )
    command = [sys.executable, "-c", script, str(starts), str(folder)]
    process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert process.wait(SECONDS) == 0
    assert starts.read_text().splitlines() == [f"{process.pid} []"] * 2
