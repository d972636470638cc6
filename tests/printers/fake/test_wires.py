"""The fake printer at a real wire, TCP and serial: faults in the middle, nothing left behind."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from printers.fake import FakePrinter, PtyPrinter, TcpPrinter
from tests.printers.fake.hosts import Host, SerialHost, TcpHost, connect, until
from tests.printers.fake.rig import CUT, qr, raster

ASK = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
DONE = b"\x1d(H\x06\x0000A032"
CONFIRMED = b"\x37\x22A032\x00"

Make = Callable[..., FakePrinter]


@pytest.fixture(params=["tcp", "pty"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes printers of one kind, and closes them."""
    made: list[FakePrinter] = []

    def make(**options: Any) -> FakePrinter:
        kind = FakePrinter.tcp if request.param == "tcp" else FakePrinter.pty
        made.append(kind(**options))
        return made[-1]

    yield make
    for each in made:
        each.close()


def broken(host: Host) -> bool:
    """The wire has gone, one way or another."""
    try:
        return host.read(1) == b""
    except OSError as error:
        return not isinstance(error, TimeoutError)


def test_a_job_comes_out_and_is_confirmed(make: Make) -> None:
    fake = make()
    with closing(connect(fake)) as host:
        host.send(ASK)
        assert host.read(4) == bytes.fromhex("12 12 12 12")
        host.send(b"\x1b@A032\n" + qr(b"https://hall.example/s/1") + CUT + DONE)
        assert host.read(7) == CONFIRMED
    (slip,) = fake.slips
    assert slip.text == "A032\n[QR https://hall.example/s/1]\n"
    assert slip.codes == ("https://hall.example/s/1",)
    assert slip.whole


def test_a_raster_job_larger_than_all_buffers_comes_through(make: Make) -> None:
    fake = make(buffer=4096)
    with closing(connect(fake)) as host:
        host.send(b"\x1b@" + raster(72, 72 * 1100 * b"\x55") + CUT + DONE)
        assert host.read(7) == CONFIRMED
    assert fake.slips[0].text == "[picture 576x1100]\n"


def test_paper_out_in_the_middle_and_a_new_roll(make: Make) -> None:
    fake = make()
    fake.do("out after 10")
    with closing(connect(fake)) as host:
        host.send(8 * b"line\n" + CUT + DONE + ASK)
        assert host.read(4) == bytes.fromhex("1a 32 12 7e")
        assert fake.slips == []
        fake.do("paper 60000")
        assert host.read(7) == CONFIRMED
    assert [slip.whole for slip in fake.slips] == [False, True]


@pytest.mark.parametrize(
    ("fault", "end", "answers"),
    [
        ("cover open", "cover close", "1a 16 12 12"),
        ("cutter fail", "cutter ok", "1a 52 1a 12"),
        ("hot on", "hot off", "1a 52 52 12"),
        ("error on", "error off", "1a 52 32 12"),
        ("button on", "button off", "5a 1a 12 12"),
        ("near on", "near off", "12 12 12 1e"),
    ],
)
def test_each_fault_and_its_end(make: Make, fault: str, end: str, answers: str) -> None:
    fake = make()
    with closing(connect(fake)) as host:
        assert fake.do(fault) == "ok"
        host.send(b"text\n" + CUT + ASK)
        assert host.read(4) == bytes.fromhex(answers)
        fake.do(end)
        host.send(ASK)
        assert host.read(4) == bytes.fromhex("12 12 12 12")
    assert [(slip.text, slip.whole) for slip in fake.wait_slips(1)] == [("text\n", True)]


def test_heat_ends_by_itself(make: Make) -> None:
    fake = make()
    fake.do("hot 0.2")
    with closing(connect(fake)) as host:
        host.send(b"text\n" + CUT + DONE)
        assert host.read(7) == CONFIRMED


def test_clearing_forgets_the_job(make: Make) -> None:
    fake = make()
    fake.do("cover open")
    with closing(connect(fake)) as host:
        host.send(b"gone\n" + CUT + DONE + CLEAR)
        assert host.read(3) == bytes.fromhex("37 25 00")
        fake.do("cover close")
        host.send(b"kept\n" + CUT + DONE)
        assert host.read(7) == CONFIRMED
    assert [slip.text for slip in fake.slips] == ["kept\n"]


def test_a_printer_that_stops_reading_pushes_back(make: Make) -> None:
    fake = make()
    fake.do("stall on")
    with closing(connect(fake)) as host:
        job = b"A032\n" + CUT + 400_000 * b"\x00"
        sent = host.push(job)
        assert sent < len(job)
        assert fake.state["received"] == 0
        fake.do("stall off")
        fake.wait_slips(1)
        until(lambda: fake.state["received"] == sent)


def test_a_full_printer_pushes_back_and_keeps_what_it_has(make: Make) -> None:
    fake = make(buffer=4096)
    fake.do("cover open")
    with closing(connect(fake)) as host:
        job = b"A032\n" + CUT + 400_000 * b"\x00"
        assert host.push(job) < len(job)
        assert fake.state["waiting"] == 4096
        fake.do("cover close")
        assert fake.wait_slips(1)[0].text == "A032\n"


def test_a_slow_line_takes_its_time(make: Make) -> None:
    fake = make()
    fake.do("speed 2000")
    began = time.monotonic()
    with closing(connect(fake)) as host:
        host.send(500 * b"\x00" + DONE)
        assert host.read(7) == CONFIRMED
    # 513 bytes at 2000 a second; a burst of 40 may come at once.
    assert time.monotonic() - began > 0.2


def test_paper_takes_its_time(make: Make) -> None:
    fake = make()
    fake.do("print 200")
    began = time.monotonic()
    with closing(connect(fake)) as host:
        host.send(b"\x1bd\x05" + CUT + DONE)  # 19 mm and 15 to the cutter
        assert host.read(7) == CONFIRMED
    assert time.monotonic() - began > 0.16


def test_paper_goes_on_where_the_machine_is_slow(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = make(print_speed=200)
    wake = fake.wire.wake

    def slowly() -> None:
        time.sleep(0.03)  # each step of 2 mm is over before anybody asks when it will be
        wake()

    monkeypatch.setattr(fake.wire, "wake", slowly)
    with closing(connect(fake)) as host:
        host.send(b"\x1bd\x05" + CUT + DONE)
        assert host.read(7) == CONFIRMED


def test_the_power_fails_in_the_middle(make: Make) -> None:
    fake = make()
    fake.do("print 50")
    with closing(connect(fake)) as host:
        host.send(b"A032\n" + raster(72, 72 * 800 * b"\xff") + CUT + DONE)
        until(lambda: fake.state["paper_mm"] < 79_990)
        fake.do("power off")
    assert fake.slips == []
    fake.do("power on")
    fake.do("print 0")
    (half,) = fake.slips
    assert not half.whole
    assert half.text.startswith("A032\n")
    assert half.picture.height < 120 + 830
    with closing(connect(fake)) as host:
        host.send(b"next\n" + CUT + DONE)
        assert host.read(7) == CONFIRMED
    assert fake.slips[1].text == "next\n"


def test_without_power_nobody_answers(make: Make) -> None:
    fake = make()
    host = connect(fake)
    fake.do("power off")
    if isinstance(fake, TcpPrinter):
        assert broken(host)
        with pytest.raises(ConnectionRefusedError):
            TcpHost(fake.port)
    else:
        host.send(b"lost\n" + CUT + ASK)
        until(lambda: fake.state["lost"] == 5 + len(CUT + ASK))
        fake.do("power on")
        host.send(b"\x10\x04\x01")
        assert host.read(1) == b"\x12"
        assert fake.slips == []
    host.close()


def test_silence_and_nonsense(make: Make) -> None:
    fake = make()
    with closing(connect(fake)) as host:
        fake.do("answers off")
        host.send(ASK)
        until(lambda: fake.state["received"] == len(ASK))
        fake.do("answers on")
        fake.do("garbage on")
        host.send(b"\x10\x04\x01")
        assert host.read(1)[0] & 0x80


@pytest.mark.parametrize("how", ["reset", "close"])
def test_the_wire_breaks_after_so_many_bytes_of_a_job(make: Make, how: str) -> None:
    fake = make()
    host = connect(fake)
    # Asking how it is does not count.
    fake.do(f"{how} after 10")
    host.send(ASK)
    assert len(host.read(4)) == 4
    host.send(b"12345\n789\nnever\n" + CUT)
    assert broken(host)
    host.close()
    with closing(connect(fake)) as host:
        host.send(b"after\n" + CUT + DONE)
        assert host.read(7) == CONFIRMED
    # What has arrived is printed nevertheless.
    assert fake.slips[0].text == "12345\n789\nafter\n"


def test_a_pulled_wire_can_be_put_back(make: Make) -> None:
    fake = make()
    host = connect(fake)
    host.send(b"half ")
    until(lambda: fake.state["received"] == 5)
    fake.do("reset")
    assert broken(host)
    host.close()
    with closing(connect(fake)) as host:
        host.send(b"whole\n" + CUT + DONE)
        assert host.read(7) == CONFIRMED
    assert fake.slips[0].text == "half whole\n"


def test_the_job_outlives_its_connection() -> None:
    with FakePrinter.tcp() as fake:
        fake.do("cover open")
        with closing(TcpHost(fake.port)) as host:
            host.send(b"A032\n" + CUT + DONE)
            until(lambda: fake.state["received"] == 5 + len(CUT + DONE))
        until(lambda: fake.state["hosts"] == 0)
        fake.do("cover close")
        assert [slip.text for slip in fake.slips] == ["A032\n"]
        # Nobody was there to hear it: the next one is told.
        with closing(TcpHost(fake.port)) as host:
            assert host.read(7) == CONFIRMED


def test_one_host_at_a_time_or_several() -> None:
    with FakePrinter.tcp() as fake, closing(TcpHost(fake.port)) as first:
        first.send(ASK)
        assert len(first.read(4)) == 4
        with closing(TcpHost(fake.port)) as second:
            second.send(b"\x10\x04\x01")
            second.socket.settimeout(0.1)
            with pytest.raises(TimeoutError):
                second.read(1)
            first.close()
            second.socket.settimeout(10)
            assert second.read(1) == b"\x12"
    with (
        FakePrinter.tcp(clients=2) as fake,
        closing(TcpHost(fake.port)) as first,
        closing(TcpHost(fake.port)) as second,
    ):
        first.send(b"text\n" + CUT)
        second.send(b"\x10\x04\x01")
        assert second.read(1) == b"\x12"
        fake.wait_slips(1)
        first.send(DONE)
        assert first.read(7) == CONFIRMED


def test_a_taken_port_is_an_error() -> None:
    with FakePrinter.tcp() as fake, pytest.raises(OSError, match="in use"):
        FakePrinter.tcp(fake.port)


def test_many_threads_may_ask_at_once() -> None:
    with FakePrinter.tcp() as fake, closing(TcpHost(fake.port)) as host:
        faults: list[BaseException] = []

        def play() -> None:
            try:
                for _ in range(25):
                    fake.do("near toggle")
                    fake.do("state")
                    _ = fake.slips
            except BaseException as fault:  # noqa: BLE001 - a thread's fault is the test's
                faults.append(fault)

        threads = [threading.Thread(target=play) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(25):
            host.send(b"%d\n" % number + CUT)
        for thread in threads:
            thread.join()
        assert faults == []
        assert [slip.text for slip in fake.wait_slips(25)] == [f"{n}\n" for n in range(25)]


@pytest.mark.parametrize("kind", ["tcp", "pty"])
def test_nothing_is_left_behind(kind: str) -> None:
    def files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    def one() -> PtyPrinter | TcpPrinter:
        fake = FakePrinter.tcp() if kind == "tcp" else FakePrinter.pty()
        with fake:
            fake.listen()
            with closing(connect(fake)) as host:
                host.send(b"half a job")
        fake.close()
        return fake

    fake = one()
    threads, open_files = threading.active_count(), files()
    for _ in range(3):
        fake = one()
    assert threading.active_count() == threads
    assert files() == open_files
    if isinstance(fake, PtyPrinter):
        assert not Path(fake.device).parent.exists()
    else:
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", fake.port))


def test_a_serial_line_is_a_terminal_without_an_echo() -> None:
    with FakePrinter.pty() as fake, closing(SerialHost(fake.device)) as host:
        assert os.isatty(host.file)
        host.send(bytes(range(256)) + b"\x1b@" + DONE)
        # XON, XOFF, Ctrl-C and line feeds pass as they are, and only the answer comes back.
        assert host.read(7) == CONFIRMED
