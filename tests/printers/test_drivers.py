"""Each way to a printer brings the job whole, or says within its time what went wrong."""

import errno
import os
import pty
import socket
import termios
import threading
import tty
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core
from pydantic import ValidationError

from printers.drivers import Driver, Sent, open_driver
from printers.fake import FakePrinter, TcpPrinter
from printers.faults import PrinterFault, fault_of
from printers.picture import png
from printers.ports import open_port
from printers.profiles import generic
from printers.render import render
from printers.settings import PrinterSettings
from printers.status import State
from tests.printers import peers
from tests.printers.peers import wait_for
from tests.printers.samples import CHINESE, ENGLISH

JOB = render(CHINESE, generic(), rendering="text")
OTHER = render(ENGLISH, generic(), rendering="text")
BIG = bytes(10_000_000)
"""More than any kernel keeps for a printer that does not read."""
BOUNDED = 20.0
"""Seconds: the time-outs here are below one, and without one nothing would ever end."""


def driver(kind: str, **values: Any) -> Driver:
    return open_driver(
        PrinterSettings(kind=kind, **{"timeout": 0.5, "rendering": "text", **values})  # type: ignore[arg-type]
    )


def fault(send: Callable[[], object]) -> PrinterFault:
    """The fault that the send ends with, in bounded time."""
    begin = monotonic()
    with pytest.raises(PrinterFault) as caught:
        send()
    assert monotonic() - begin < BOUNDED
    assert str(caught.value)
    assert "\n" not in caught.value.detail
    return caught.value


class TestSettings:
    def test_an_unknown_kind_is_refused_with_the_known_ones(self) -> None:
        with pytest.raises(ValidationError, match=r"'virtual', 'file', 'network'"):
            PrinterSettings.model_validate({"kind": "telegraph"})

    @pytest.mark.parametrize(
        ("kind", "needs"),
        [
            ("virtual", "path"),
            ("file", "path"),
            ("network", "host"),
            ("serial", "device"),
            ("usb", "vendor, product"),
            ("cups", "queue"),
        ],
    )
    def test_a_kind_says_what_it_needs(self, kind: str, needs: str) -> None:
        with pytest.raises(ValidationError, match=f"kind {kind} needs {needs}"):
            PrinterSettings.model_validate({"kind": kind})

    @pytest.mark.parametrize(
        "wrong", [{"width_mm": 112}, {"timeout": 0}, {"port": 0}, {"colour": "red"}, {"baud": 1}]
    )
    def test_a_wrong_value_is_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValidationError, match=next(iter(wrong))):
            PrinterSettings.model_validate({"kind": "network", "host": "10.0.0.9", **wrong})

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"profile": "telegraph"}, r"no profile telegraph; there are generic-80, "),
            ({"profile": "generic-58", "width_mm": 80}, r"is for paper of 58 mm, width_mm says 80"),
            ({"profile": "epson-tm-t88", "rendering": "text"}, "has no Chinese characters"),
            ({"name": "front", "standby": "front"}, "front cannot stand by for itself"),
            ({"dpi": 300}, "dpi"),
            ({"block_rows": 300}, "block_rows"),
            ({"flow": "dtr"}, "flow"),
        ],
    )
    def test_what_does_not_fit_together_is_said(self, wrong: dict[str, Any], said: str) -> None:
        with pytest.raises(ValidationError, match=said):
            PrinterSettings.model_validate({"kind": "network", "host": "10.0.0.9", **wrong})

    @pytest.mark.parametrize(
        ("values", "rendering"),
        [
            ({"kind": "network", "host": "10.0.0.9"}, "raster"),
            ({"kind": "usb", "vendor": 0x04B8, "product": 0x0202}, "raster"),
            ({"kind": "serial", "device": "/dev/ttyUSB0"}, "text"),
            ({"kind": "serial", "device": "/dev/ttyUSB0", "profile": "epson-tm-t20"}, "raster"),
            ({"kind": "serial", "device": "/dev/ttyUSB0", "rendering": "raster"}, "raster"),
            ({"kind": "network", "host": "10.0.0.9", "rendering": "text"}, "text"),
            ({"kind": "cups", "queue": "front"}, "text"),
        ],
    )
    def test_pictures_go_over_quick_wires_only(
        self, values: dict[str, Any], rendering: str
    ) -> None:
        assert PrinterSettings.model_validate(values).as_profile().rendering == rendering

    def test_the_settings_have_the_last_word_on_the_profile(self) -> None:
        settings = PrinterSettings(
            kind="network", host="x", profile="zjiang-58", dpi=180, block_rows=24, block_pause=0.02
        )
        profile = settings.as_profile()
        assert (settings.width_mm, profile.width_mm) == (58, 58), "its profile knows its paper"
        assert (profile.dpi, profile.dots) == (180, 360)
        assert (profile.block_rows, profile.block_pause) == (24, 0.02)

    def test_opening_touches_no_device(self) -> None:
        printers: dict[str, dict[str, Any]] = {
            "file": {"path": "/dev/nothing"},
            "network": {"host": "192.0.2.1"},
            "serial": {"device": "/dev/nothing"},
            "usb": {"vendor": 0x04B8, "product": 0x0202},
            "cups": {"queue": "front"},
        }
        for kind, values in printers.items():
            one = driver(kind, name="front", **values)
            assert one.name == "front"
            one.close()


class TestVirtual:
    def test_a_paper_lies_in_the_folder_as_bytes_and_as_a_picture(self, tmp_path: Path) -> None:
        sent = driver("virtual", path=tmp_path / "paper").send(CHINESE, "20261123-A032", 1)
        assert sent == Sent(str(tmp_path / "paper" / "20261123-A032.bin"), confirmed=True)
        assert Path(sent.receipt or "").read_bytes() == JOB
        assert (tmp_path / "paper" / "20261123-A032.png").read_bytes() == png(CHINESE, 80)
        assert len(list((tmp_path / "paper").iterdir())) == 2

    def test_58_mm_paper_is_58_mm_paper(self, tmp_path: Path) -> None:
        sent = driver("virtual", path=tmp_path, width_mm=58).send(ENGLISH, "A1", 1)
        expected = render(ENGLISH, generic(58), rendering="text")
        assert Path(sent.receipt or "").read_bytes() == expected
        assert (tmp_path / "A1.png").read_bytes() == png(ENGLISH, 58)

    def test_no_paper_overwrites_another(self, tmp_path: Path) -> None:
        printer = driver("virtual", path=tmp_path)
        for expected in ("A032.bin", "A032-2.bin", "A032-3.bin"):
            assert printer.send(CHINESE, "A032", 1).receipt == str(tmp_path / expected)

    @pytest.mark.parametrize("label", ["../../etc/passwd", "/etc/passwd", "..", "", "a/b\0c"])
    def test_no_label_leads_out_of_the_folder(self, label: str, tmp_path: Path) -> None:
        folder = tmp_path / "deep" / "paper"
        sent = driver("virtual", path=folder).send(CHINESE, label, 1)
        assert Path(sent.receipt or "").parent == folder
        assert len(list(folder.iterdir())) == 2

    def test_a_full_disk_leaves_nothing_half_written(self, tmp_path: Path) -> None:
        # Where the draft of the bytes will be, stands a disk that is really full.
        (tmp_path / ".A032.bin.part").symlink_to("/dev/full")
        failed = fault(lambda: driver("virtual", path=tmp_path).send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.full", False)
        assert list(tmp_path.iterdir()) == []
        assert driver("virtual", path=tmp_path).send(CHINESE, "A032", 1).confirmed

    def test_a_file_in_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "paper").write_text("in the way")
        failed = fault(lambda: driver("virtual", path=tmp_path / "paper").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.folder", False)
        failed = fault(
            lambda: driver("virtual", path=tmp_path / "paper/x").send(CHINESE, "A032", 1)
        )
        assert (failed.code, failed.began) == ("printer.folder", False)

    def test_a_folder_that_cannot_be_written(self) -> None:
        failed = fault(lambda: driver("virtual", path="/proc/paper").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.folder", False)

    def test_it_says_whether_it_can_write(self, tmp_path: Path) -> None:
        printer = driver("virtual", path=tmp_path / "paper")
        assert printer.status().state is State.ONLINE
        assert list((tmp_path / "paper").iterdir()) == [], "asking leaves nothing behind"
        status = driver("virtual", path="/proc/paper").status()
        assert status.state is State.ERROR
        assert "/proc/paper" in status.detail


class TestFile:
    def test_a_folder_gets_one_file_a_job(self, tmp_path: Path) -> None:
        printer = driver("file", path=tmp_path)
        assert printer.send(CHINESE, "A032", 1) == Sent(str(tmp_path / "A032.bin"), confirmed=True)
        printer.send(CHINESE, "A033", 1)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["A032.bin", "A033.bin"]
        assert printer.status().state is State.ONLINE

    def test_a_device_gets_the_bytes_and_confirms_nothing(self, line: "Line") -> None:
        printer = driver("file", path=line.path)
        assert printer.send(CHINESE, "A032", 1) == Sent(None, confirmed=False)
        assert printer.send(ENGLISH, "A033", 1) == Sent(None, confirmed=False)
        assert line.read(len(JOB) + len(OTHER)) == JOB + OTHER
        assert printer.status().state is State.ONE_WAY
        assert not printer.clear()

    def test_a_device_that_takes_nothing_stalls(self, line: "Line") -> None:
        line.fill()
        failed = fault(lambda: driver("file", path=line.path).send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.stalled", False)

    def test_a_full_device(self) -> None:
        failed = fault(lambda: driver("file", path="/dev/full").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.full", False)

    def test_an_unplugged_device_is_missing_and_not_made_up(self, tmp_path: Path) -> None:
        failed = fault(lambda: driver("file", path=tmp_path / "lp0").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert not (tmp_path / "lp0").exists()
        status = driver("file", path=tmp_path / "lp0").status()
        assert status.state is State.NO_ANSWER
        assert "No such file" in status.detail

    def test_a_plain_file_is_not_overwritten(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("mine")
        failed = fault(lambda: driver("file", path=tmp_path / "notes.txt").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert (tmp_path / "notes.txt").read_text() == "mine"


class TestNetwork:
    """One that is only written to; tests/printers/test_talk.py has those that answer."""

    def test_a_printer_gets_every_job_whole(self) -> None:
        with peers.peer(peers.prints) as one:
            printer = driver("network", host="127.0.0.1", port=one.port, answers=False)
            assert printer.send(CHINESE, "A032", 1) == Sent(None, confirmed=False)
            printer.send(ENGLISH, "A033", 2)
        assert one.jobs == [JOB, OTHER]

    def test_what_it_says_all_the_same_does_not_cost_the_job(self) -> None:
        with peers.peer(peers.prints_and_talks) as one:
            printer = driver("network", host="127.0.0.1", port=one.port, answers=False)
            printer.send(CHINESE, "A032", 1)
        assert one.jobs == [JOB]

    @pytest.mark.parametrize("answers", [True, False])
    def test_nobody_listens_and_then_the_printer_is_back(self, answers: bool) -> None:
        port = peers.free_port()
        printer = driver("network", host="127.0.0.1", port=port, answers=answers)
        for _ in range(2):
            failed = fault(lambda: printer.send(CHINESE, "A032", 1))
            assert (failed.code, failed.began) == ("printer.unreachable", False)
            assert f"127.0.0.1:{port}" in failed.detail
            assert printer.status().state is State.NO_ANSWER
        with FakePrinter.tcp(port) as fake:
            printer.send(CHINESE, "A032", 1)
            fake.wait_slips(1)
            printer.close()

    @pytest.mark.parametrize("manner", [peers.resets_unread, peers.resets_in_the_middle])
    def test_a_reset_is_noticed_and_the_fate_is_unknown(self, manner: peers.Manner) -> None:
        with peers.peer(manner) as one:
            printer = driver("network", host="127.0.0.1", port=one.port, answers=False)
            failed = fault(lambda: printer.send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.lost", True)

    def test_a_printer_that_never_reads_stalls(self) -> None:
        with peers.peer(peers.never_reads) as one:
            settings = PrinterSettings(kind="network", host="127.0.0.1", port=one.port)
            port = open_port(settings, 1)
            begin = monotonic()
            with pytest.raises(TimeoutError):
                port.write(BIG, 0.3)
            assert monotonic() - begin < BOUNDED
            port.close(drop=True)


class Line:
    """A pseudo-terminal: the driver's end is a real character device."""

    def __init__(self) -> None:
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.path = os.ttyname(self._theirs)

    def read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            data += os.read(self._ours, count - len(data))
        return data

    def fill(self) -> None:
        """Write until the line takes no more, as if the printer had stopped reading."""
        os.set_blocking(self._theirs, False)
        refused = 0
        while refused < 5:  # the kernel moves what it has on, and then there is room again
            try:
                os.write(self._theirs, b"x" * 256)
                refused = 0
            except BlockingIOError:
                refused += 1
                sleep(0.02)

    def close(self) -> None:
        os.close(self._ours)
        os.close(self._theirs)


@pytest.fixture
def line() -> Iterator[Line]:
    one = Line()
    yield one
    one.close()


class TestSerial:
    def test_a_line_carries_every_job_whole(self, line: Line) -> None:
        printer = driver("serial", device=line.path, baud=115200, answers=False)
        assert printer.send(CHINESE, "A032", 1) == Sent(None, confirmed=False)
        printer.send(ENGLISH, "A033", 2)
        assert line.read(len(JOB) + len(OTHER)) == JOB + OTHER
        assert printer.status().state is State.ONE_WAY

    def test_a_slow_reader_gets_more_than_the_line_holds(self, line: Line) -> None:
        job = JOB * 100
        read: list[bytes] = []
        reader = threading.Thread(target=lambda: read.append(line.read(len(job))))
        reader.start()
        port = open_port(PrinterSettings(kind="serial", device=line.path, baud=115200), 1)
        port.write(job, 30)
        reader.join(30)
        port.close(drop=False)
        assert read == [job]

    def test_a_printer_that_stops_reading_stalls(self, line: Line) -> None:
        port = open_port(PrinterSettings(kind="serial", device=line.path), 1)
        begin = monotonic()
        with pytest.raises(TimeoutError):
            port.write(BIG, 0.3)
        port.close(drop=True)
        assert monotonic() - begin < BOUNDED

    @pytest.mark.parametrize("flow", ["none", "rts/cts", "xon/xoff"])
    def test_the_printer_may_hold_the_line(
        self, flow: str, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A pseudo-terminal has no such wires, so what the line was told is looked at."""
        port: Any = open_port(
            PrinterSettings.model_validate({"kind": "serial", "device": line.path, "flow": flow}), 1
        )
        told = termios.tcgetattr(port._line.fileno())
        port.close(drop=True)
        assert bool(told[0] & termios.IXON) is (flow == "xon/xoff")
        assert bool(told[2] & termios.CRTSCTS) is (flow == "rts/cts")

    def test_who_may_not_use_it_learns_which_group_may(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # The tests run as root, who may do everything.
        def refuse(*_: Any, **__: Any) -> int:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(os, "open", refuse)
        printer = driver("serial", device="/dev/ttyS0")
        status = printer.status()
        failed = fault(lambda: printer.send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.denied", False)
        assert "dialout" in failed.detail
        assert (status.state, status.detail) == (State.NO_ANSWER, failed.detail)

    def test_a_pulled_adapter_is_missing_again_and_again(self) -> None:
        printer = driver("serial", device="/dev/ttyNOTHING")
        for _ in range(2):
            failed = fault(lambda: printer.send(CHINESE, "A032", 1))
            assert (failed.code, failed.began) == ("printer.missing", False)

    def test_what_is_no_serial_line_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        failed = fault(
            lambda: driver("serial", device=str(tmp_path / "file")).send(CHINESE, "A", 1)
        )
        assert failed.began is False


class FakeUsb:
    """As much of a pyusb device as the library and the driver ask for; behind it, a printer."""

    def __init__(self, printer: socket.socket) -> None:
        self.written: list[bytes] = []
        self.error: OSError | None = None
        self.takes: int | None = None
        self.opened = self.disposed = 0
        self.backend = SimpleNamespace(__module__="fake")
        self._ctx = SimpleNamespace(dispose=self._dispose)
        self._printer = printer

    def set_configuration(self) -> None:
        self.opened += 1

    def reset(self) -> None:
        pass

    @property
    def gone(self) -> bool:
        return self.error is not None and self.error.errno == errno.ENODEV

    def ctrl_transfer(self, **_: Any) -> bytes:
        if self.error is not None and self.gone:
            raise self.error
        return b"\1\0"

    def get_active_configuration(self) -> Any:
        endpoints = Descriptors(
            [
                SimpleNamespace(bEndpointAddress=0x83),
                SimpleNamespace(bEndpointAddress=0x03),
            ],
            bInterfaceClass=7,
        )
        return Descriptors([Descriptors([], bInterfaceClass=3), endpoints])

    def write(self, endpoint: int, data: bytes, timeout: int) -> int:
        assert (endpoint, timeout > 0) == (0x03, True), "0 ms would be for ever"
        if self.error:
            raise self.error
        self.written.append(data)
        if self.takes is not None and len(data) > self.takes:
            return self.takes
        self._printer.sendall(data)
        return len(data)

    def read(self, endpoint: int, size: int, timeout: int) -> bytes:
        assert (endpoint, timeout > 0) == (0x83, True)
        if self.error:
            raise self.error
        self._printer.settimeout(timeout / 1000)
        try:
            return self._printer.recv(size)
        except TimeoutError:
            raise usb.core.USBTimeoutError("Operation timed out", None, errno.ETIMEDOUT) from None

    def _dispose(self, _device: object) -> None:
        self.disposed += 1


class Descriptors(list[Any]):
    def __init__(self, content: list[Any], **values: int) -> None:
        super().__init__(content)
        self.__dict__.update(values)


class TestUsb:
    @pytest.fixture
    def fake(self) -> Iterator[TcpPrinter]:
        with FakePrinter.tcp() as fake:
            yield fake

    @pytest.fixture
    def device(self, fake: TcpPrinter, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeUsb]:
        with socket.create_connection(("127.0.0.1", fake.port)) as cable:
            device = FakeUsb(cable)
            monkeypatch.setattr(usb.core, "find", lambda **_: None if device.gone else device)
            yield device

    @pytest.fixture
    def printer(self) -> Driver:
        return driver("usb", vendor=0x04B8, product=0x0202)

    def test_it_is_asked_and_confirms_and_stays_open(
        self, device: FakeUsb, printer: Driver, fake: TcpPrinter
    ) -> None:
        assert printer.status().state is State.ONLINE
        assert printer.send(CHINESE, "A032", 1) == Sent(confirmed=True)
        assert printer.send(CHINESE, "A033", 2) == Sent(confirmed=True)
        assert [slip.whole for slip in fake.slips] == [True, True]
        assert sum(JOB in data for data in device.written) == 2, "each in one write"
        assert device.opened == 1, "opening resets the printer, so it stays open"
        fake.do("paper out")
        assert printer.status().state is State.PAPER_END
        printer.close()
        assert device.disposed == 1

    def test_no_transfer_is_a_whole_number_of_packets(
        self, device: FakeUsb, fake: TcpPrinter
    ) -> None:
        port = open_port(PrinterSettings(kind="usb", vendor=1, product=2), 1)
        before = fake.state["received"]
        port.write(b"\x1b@" + b"x" * 61 + b"\n", 1)
        (data,) = device.written
        assert len(data) % 64
        # All is there, and printed: a cut before would be one of an empty strip.
        wait_for(lambda: fake.state["received"] >= before + len(data))
        wait_for(lambda: fake.state["waiting"] == 0)
        fake.do("cut")
        assert [slip.text.strip() for slip in fake.wait_slips(1)] == ["x" * 48 + "\n" + "x" * 13]

    @pytest.mark.parametrize(
        ("number", "code"),
        [
            (errno.ETIMEDOUT, "printer.stalled"),
            (errno.EIO, "printer.lost"),
            (errno.EACCES, "printer.denied"),
            (errno.EBUSY, "printer.busy"),
            (errno.ENODEV, "printer.missing"),
        ],
    )
    def test_what_cannot_be_asked_gets_no_job_and_is_opened_anew(
        self, device: FakeUsb, printer: Driver, number: int, code: str
    ) -> None:
        printer.send(CHINESE, "A032", 1)
        device.error = usb.core.USBError("no", None, number)
        failed = fault(lambda: printer.send(CHINESE, "A033", 2))
        assert (failed.code, failed.began) == (code, False)
        assert printer.status().state is State.NO_ANSWER
        device.error = None
        assert printer.send(CHINESE, "A033", 2).confirmed
        assert device.opened > 1
        assert device.disposed == device.opened - 1

    def test_half_a_transfer_is_no_transfer(self, device: FakeUsb, printer: Driver) -> None:
        device.takes = 64
        failed = fault(lambda: printer.send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.stalled", True)

    @pytest.mark.parametrize("moment", ["opening", "asking"])
    def test_who_may_not_use_it_learns_which_rule_helps(
        self, device: FakeUsb, printer: Driver, moment: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        denied = usb.core.USBError("Access denied (insufficient permissions)", None, errno.EACCES)
        if moment == "asking":
            device.error = denied
        else:

            def refuse(**_: Any) -> None:
                raise denied

            monkeypatch.setattr(usb.core, "find", refuse)
        failed = fault(lambda: printer.send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.denied", False)
        assert (
            'SUBSYSTEM=="usb", ATTR{idVendor}=="04b8", ATTR{idProduct}=="0202",'
            ' MODE="0660", GROUP="lp"'
        ) in failed.detail

    def test_no_such_printer(self, monkeypatch: pytest.MonkeyPatch, printer: Driver) -> None:
        monkeypatch.setattr(usb.core, "find", lambda **_: None)
        failed = fault(lambda: printer.send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert "04b8:0202" in failed.detail

    def test_no_libusb(self, monkeypatch: pytest.MonkeyPatch, printer: Driver) -> None:
        def find(**_: Any) -> None:
            raise usb.core.NoBackendError("No backend available")

        monkeypatch.setattr(usb.core, "find", find)
        failed = fault(lambda: printer.send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.library", False)
        assert "apt install libusb-1.0-0" in failed.detail


class TestUsbThatDoesNotAnswer:
    @pytest.fixture
    def device(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeUsb]:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            device = FakeUsb(ours)
            monkeypatch.setattr(usb.core, "find", lambda **_: None if device.gone else device)
            yield device

    def test_it_is_written_to_and_known_to_be_there(self, device: FakeUsb) -> None:
        printer = driver("usb", vendor=0x04B8, product=0x0202, answers=False)
        assert printer.status().state is State.ONE_WAY
        assert printer.send(CHINESE, "A032", 1) == Sent(None, confirmed=False)
        assert device.written == [JOB]
        device.error = usb.core.USBError("gone", None, errno.ENODEV)
        failed = fault(lambda: printer.send(CHINESE, "A033", 2))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert printer.status().state is State.NO_ANSWER
        device.error = None
        printer.send(CHINESE, "A033", 2)
        assert device.written == [JOB, JOB]
        assert device.opened == 2
        printer.close()


class TestCups:
    @pytest.fixture
    def lp(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
        def install(script: str) -> None:
            (tmp_path / "lp").write_text(f"#!/bin/sh\ncd {tmp_path}\n{script}\n")
            (tmp_path / "lp").chmod(0o755)
            monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

        return install

    def test_the_queue_gets_the_raw_job_under_its_name(
        self, lp: Callable[[str], None], tmp_path: Path
    ) -> None:
        lp('echo "$@" > args; cat > job')
        sent = driver("cups", queue="front", timeout=5).send(CHINESE, "A032", 1)
        assert sent == Sent(None, confirmed=False)
        assert (tmp_path / "args").read_text() == "-d front -t A032 -o raw\n"
        assert (tmp_path / "job").read_bytes() == JOB

    def test_a_queue_that_refuses(self, lp: Callable[[str], None]) -> None:
        lp("cat > /dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1")
        failed = fault(lambda: driver("cups", queue="front", timeout=5).send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.refused", False)

    def test_a_queue_that_gives_no_answer(self, lp: Callable[[str], None]) -> None:
        lp("exec sleep 30")
        failed = fault(lambda: driver("cups", queue="front").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.stalled", True)

    def test_a_machine_without_cups(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        failed = fault(lambda: driver("cups", queue="front").send(CHINESE, "A032", 1))
        assert (failed.code, failed.began) == ("printer.library", False)
        assert "apt install cups-client" in failed.detail


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "printer.denied"),
        (errno.EPERM, "printer.denied"),
        (errno.EROFS, "printer.folder"),
        (errno.EDQUOT, "printer.full"),
        (errno.E2BIG, "printer.failed"),
    ],
)
def test_the_systems_error_is_found_under_the_librarys(number: int, code: str) -> None:
    try:
        try:
            raise OSError(number, os.strerror(number))
        except OSError:
            raise RuntimeError("Could not open\nthe device")  # noqa: B904 - as python-escpos does
    except RuntimeError as error:
        found = fault_of(error, "/dev/usb/lp0", began=False)
    assert (found.code, found.began) == (code, False)
    assert found.detail == f"/dev/usb/lp0: {os.strerror(number)}"
