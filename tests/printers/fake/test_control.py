"""Faults by words, by the control port and by keys: what a person does to the fake printer."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PIL import Image

from printers.fake import FakePrinter, TcpPrinter, UnknownOrderError
from printers.fake.control import KEYS
from printers.fake.faults import COMMANDS
from tests.printers.fake.hosts import PATIENCE, TcpHost, until
from tests.printers.fake.rig import CUT

ROOT = Path(__file__).parents[3]


@pytest.fixture
def fake() -> Iterator[TcpPrinter]:
    with FakePrinter.tcp() as printer:
        yield printer


@pytest.mark.parametrize(
    ("order", "name", "value"),
    [
        ("paper out", "paper_end", True),
        ("paper 1234", "paper_mm", pytest.approx(1234, abs=0.1)),
        ("near on", "near_end", True),
        ("cover open", "cover_open", True),
        ("cutter fail", "cutter_error", True),
        ("hot 60", "hot", True),
        ("error on", "error", True),
        ("button on", "button", True),
        ("power off", "power", False),
        ("answers off", "answers", False),
        ("garbage on", "garbage", True),
        ("stall on", "stall", True),
        ("speed 960", "speed", 960),
        ("print 150", "print", 150),
        ("id off", "id", False),
        ("clear off", "clear", False),
    ],
)
def test_each_order_shows_in_the_state(
    fake: TcpPrinter, order: str, name: str, value: object
) -> None:
    before = json.loads(fake.do("state"))
    assert before["online"]
    assert before[name] != value
    assert fake.do(order) == "ok"
    assert json.loads(fake.do("state"))[name] == value


@pytest.mark.parametrize("fault", ["cover open", "cutter fail", "hot on", "error on", "power off"])
def test_a_fault_in_the_middle_spoils_the_slip(fake: TcpPrinter, fault: str) -> None:
    end = {"open": "close", "fail": "ok", "on": "off", "off": "on"}
    with closing(TcpHost(fake.port)) as host:
        host.send(b"half\n")
        until(lambda: fake.state["received"] == 5)
        fake.do(fault)
        what, how = fault.split()
        fake.do(f"{what} {end[how]}")
        if fault != "power off":
            host.send(b"rest\n" + CUT)
        (slip,) = fake.wait_slips(1)
    assert not slip.whole


def test_a_jam_comes_with_the_next_cut_and_ends_by_hand(fake: TcpPrinter) -> None:
    fake.do("cutter jam")
    assert not fake.state["cutter_error"]
    with closing(TcpHost(fake.port)) as host:
        host.send(b"A032\n" + CUT)
        until(lambda: fake.state["cutter_error"])
        assert fake.slips == []
        fake.do("cutter ok")
        (slip,) = fake.wait_slips(1)
    assert (slip.text, slip.whole) == ("A032\n", False)


@pytest.mark.parametrize("key", sorted(set(KEYS) - {"r", "x"}))
def test_a_key_pressed_twice_undoes_itself(fake: TcpPrinter, key: str) -> None:
    before = fake.state
    fake.do(KEYS[key])
    assert fake.state != before
    fake.do(KEYS[key])
    assert {**fake.state, "paper_mm": 0} == {**before, "paper_mm": 0}


@pytest.mark.parametrize(
    "order",
    ["", "paper", "paper -1", "paper nan", "cover ajar", "near on on", "reset after", "reset soon",
     "speed fast", "open cover", "state of things"],
)  # fmt: skip
def test_other_words_are_refused_with_those_that_it_knows(fake: TcpPrinter, order: str) -> None:
    with pytest.raises(UnknownOrderError, match=re.escape(COMMANDS)):
        fake.do(order)


def test_slips_are_told_and_saved(fake: TcpPrinter, tmp_path: Path) -> None:
    with closing(TcpHost(fake.port)) as host:
        host.send(b"\x1c&" + "取号".encode("gbk") + b"\n" + CUT)
        fake.wait_slips(1)
    (told,) = json.loads(fake.do("slips"))
    assert (told["number"], told["text"], told["whole"]) == (1, "取号\n", True)
    assert fake.do(f"save {tmp_path}") == "ok 1"
    assert (tmp_path / "slip-0001.txt").read_text("utf-8") == "取号\n"
    with Image.open(tmp_path / "slip-0001.png") as picture:
        assert picture.width == 639  # 80 mm at 203 dpi


def test_waiting_for_paper_that_does_not_come_ends(fake: TcpPrinter) -> None:
    with pytest.raises(TimeoutError, match="0 of 1"):
        fake.wait_slips(1, timeout=0.01)


def test_the_control_port_answers_line_by_line(fake: TcpPrinter) -> None:
    port = fake.listen()
    with closing(socket.create_connection(("127.0.0.1", port), PATIENCE)) as nc:
        lines = nc.makefile("rw", encoding="utf-8", newline="\n")
        nc.sendall(b"cover open\r\nstate\nhelp\nnonsense\n")
        assert lines.readline() == "ok\n"
        assert json.loads(lines.readline())["cover_open"] is True
        assert lines.readline() == COMMANDS + "\n"
        assert lines.readline().startswith("? 'nonsense' is none of")
        lines.close()
    with closing(socket.create_connection(("127.0.0.1", port), PATIENCE)) as nc:
        nc.sendall(5000 * b"x")
        assert nc.makefile("rb").read(1) == b""


class Program:
    """`kiosk fake-printer` at a terminal of its own, or without one."""

    def __init__(self, *arguments: str, terminal: bool = True) -> None:
        self.keyboard, far = pty.openpty()
        self.said = ""
        environment = {**os.environ, "KIOSK_LANGUAGE": "en"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiosk", "fake-printer", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=far if terminal else subprocess.DEVNULL,
            stdout=far,
            stderr=far,
        )
        os.close(far)

    def press(self, key: str) -> None:
        os.write(self.keyboard, key.encode())

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Read on until it has said so."""
        deadline = time.monotonic() + 3 * PATIENCE
        while (found := re.search(pattern, self.said)) is None:
            ready, _, _ = select.select([self.keyboard], [], [], deadline - time.monotonic())
            assert ready, f"never said {pattern!r}: {self.said}"
            try:
                self.said += os.read(self.keyboard, 65536).decode()
            except OSError:
                raise AssertionError(f"ended before {pattern!r}: {self.said}") from None
        self.said = self.said[found.end() :]
        return found


@contextmanager
def program(*arguments: str, terminal: bool = True) -> Iterator[Program]:
    one = Program(*arguments, terminal=terminal)
    try:
        yield one
    finally:
        one.process.kill()
        one.process.wait()
        os.close(one.keyboard)


def test_a_person_plays_with_it(tmp_path: Path) -> None:
    with program(
        "--port", "0", "--control", "0", "--print-speed", "0", "--out", str(tmp_path)
    ) as it:
        port = int(it.wait_for(r"waits for jobs at 127\.0\.0\.1:(\d+)")[1])
        control = int(it.wait_for(r"Control port 127\.0\.0\.1:(\d+)")[1])
        it.wait_for(r"q  end")
        it.press("c")
        it.wait_for("State: cover open")
        with closing(TcpHost(port)) as host:
            host.send(b"A032\n" + CUT)
            with closing(socket.create_connection(("127.0.0.1", control), PATIENCE)) as nc:
                nc.sendall(b"cover close\n")
                assert nc.recv(3) == b"ok\n"
            line = it.wait_for(r"Slip 1: (\d+) mm, cut  A032  (\S+)")
        assert int(line[1]) == 19
        assert Path(line[2]).read_bytes().startswith(b"\x89PNG")
        it.press("p")
        it.wait_for("State: paper out\r?\n")
        it.press("q")
        assert it.process.wait(PATIENCE) == 0


def test_without_a_terminal_it_runs_until_it_is_told_to_end() -> None:
    with program("--pty", "--width", "58", terminal=False) as it:
        device = Path(it.wait_for(r"serial line (\S+) waits|serial line (\S+)\.")[2])
        it.wait_for("Ctrl-C")
        assert device.is_symlink()
        it.process.send_signal(signal.SIGTERM)
        assert it.process.wait(PATIENCE) == 0
        assert not device.parent.exists()


def test_what_cannot_be_is_refused_in_a_sentence(fake: TcpPrinter) -> None:
    for arguments, sentence in {
        ("--port", str(fake.port)): r"\[port\.taken\]",
        ("--width", "70"): r"no printer of 70 mm at 203 dpi.*\[command\.usage\]",
        ("--charset", "big5"): r"no font big5.*\[command\.usage\]",
    }.items():
        with program(*arguments) as it:
            it.wait_for(sentence)
            assert it.process.wait(PATIENCE) == 2
