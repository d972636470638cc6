"""Each way to a printer brings the job whole, or says within its time what went wrong."""

import errno
import os
import pty
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

from printers.drivers import Driver, PrinterFault, PrinterSettings, Sent, fault_of, open_driver
from printers.encode import encode
from printers.picture import png
from printers.wires import NetworkPrinter, SerialPrinter
from tests.printers import peers
from tests.printers.samples import CHINESE, ENGLISH

JOB = encode(CHINESE)
BIG = JOB * 20_000  # more than any kernel keeps for a printer that does not read


def driver(kind: str, **values: Any) -> Driver:
    return open_driver(PrinterSettings(kind=kind, **{"timeout": 0.5, **values}))  # type: ignore[arg-type]


def fault(send: Callable[[], object]) -> PrinterFault:
    """The fault that the send ends with, in bounded time."""
    begin = monotonic()
    with pytest.raises(PrinterFault) as caught:
        send()
    assert monotonic() - begin < 2
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
            ("usb", "vendor and product"),
            ("cups", "queue"),
        ],
    )
    def test_a_kind_says_what_it_needs(self, kind: str, needs: str) -> None:
        with pytest.raises(ValidationError, match=f"kind '{kind}' needs {needs}"):
            PrinterSettings.model_validate({"kind": kind})

    @pytest.mark.parametrize(
        "wrong", [{"width_mm": 112}, {"timeout": 0}, {"port": 0}, {"colour": "red"}, {"baud": 1}]
    )
    def test_a_wrong_value_is_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(ValidationError, match=next(iter(wrong))):
            PrinterSettings.model_validate({"kind": "network", "host": "10.0.0.9", **wrong})

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
            assert one.one_way is (kind in ("file", "cups"))
            one.close()


class TestVirtual:
    def test_a_paper_lies_in_the_folder_as_bytes_and_as_a_picture(self, tmp_path: Path) -> None:
        sent = driver("virtual", path=tmp_path / "paper").send(CHINESE, "20261123-A032")
        assert sent == Sent(str(tmp_path / "paper" / "20261123-A032.bin"), confirmed=True)
        assert Path(sent.receipt or "").read_bytes() == JOB
        assert (tmp_path / "paper" / "20261123-A032.png").read_bytes() == png(CHINESE)
        assert len(list((tmp_path / "paper").iterdir())) == 2

    def test_58_mm_paper_is_58_mm_paper(self, tmp_path: Path) -> None:
        sent = driver("virtual", path=tmp_path, width_mm=58).send(ENGLISH, "A1")
        assert Path(sent.receipt or "").read_bytes() == encode(ENGLISH, 58)
        assert (tmp_path / "A1.png").read_bytes() == png(ENGLISH, 58)

    def test_no_paper_overwrites_another(self, tmp_path: Path) -> None:
        printer = driver("virtual", path=tmp_path)
        for expected in ("A032.bin", "A032-2.bin", "A032-3.bin"):
            assert printer.send(CHINESE, "A032").receipt == str(tmp_path / expected)

    @pytest.mark.parametrize("label", ["../../etc/passwd", "/etc/passwd", "..", "", "a/b\0c"])
    def test_no_label_leads_out_of_the_folder(self, label: str, tmp_path: Path) -> None:
        folder = tmp_path / "deep" / "paper"
        sent = driver("virtual", path=folder).send(CHINESE, label)
        assert Path(sent.receipt or "").parent == folder
        assert len(list(folder.iterdir())) == 2

    def test_a_full_disk_leaves_nothing_half_written(self, tmp_path: Path) -> None:
        # Where the draft of the bytes will be, stands a disk that is really full.
        (tmp_path / ".A032.bin.part").symlink_to("/dev/full")
        failed = fault(lambda: driver("virtual", path=tmp_path).send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.full", False)
        assert list(tmp_path.iterdir()) == []
        assert driver("virtual", path=tmp_path).send(CHINESE, "A032").confirmed

    def test_a_file_in_place_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "paper").write_text("in the way")
        failed = fault(lambda: driver("virtual", path=tmp_path / "paper").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.folder", False)
        failed = fault(lambda: driver("virtual", path=tmp_path / "paper/x").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.folder", False)

    def test_a_folder_that_cannot_be_written(self) -> None:
        failed = fault(lambda: driver("virtual", path="/proc/paper").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.folder", False)


class TestFile:
    def test_a_folder_gets_one_file_a_job(self, tmp_path: Path) -> None:
        printer = driver("file", path=tmp_path)
        assert printer.send(CHINESE, "A032") == Sent(str(tmp_path / "A032.bin"), confirmed=True)
        printer.send(CHINESE, "A033")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["A032.bin", "A033.bin"]

    def test_a_device_gets_the_bytes_and_confirms_nothing(self, line: "Line") -> None:
        printer = driver("file", path=line.path)
        assert printer.send(CHINESE, "A032") == Sent(None, confirmed=False)
        assert printer.send(ENGLISH, "A033") == Sent(None, confirmed=False)
        assert line.read(len(JOB) + len(encode(ENGLISH))) == JOB + encode(ENGLISH)

    def test_a_device_that_takes_nothing_stalls(self, line: "Line") -> None:
        line.fill()
        failed = fault(lambda: driver("file", path=line.path).send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.stalled", False)

    def test_a_full_device(self) -> None:
        failed = fault(lambda: driver("file", path="/dev/full").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.full", False)

    def test_an_unplugged_device_is_missing_and_not_made_up(self, tmp_path: Path) -> None:
        failed = fault(lambda: driver("file", path=tmp_path / "lp0").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert not (tmp_path / "lp0").exists()

    def test_a_plain_file_is_not_overwritten(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("mine")
        failed = fault(lambda: driver("file", path=tmp_path / "notes.txt").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert (tmp_path / "notes.txt").read_text() == "mine"


class TestNetwork:
    @pytest.mark.parametrize("manner", [peers.prints, peers.prints_and_talks])
    def test_a_printer_gets_every_job_whole(self, manner: peers.Manner) -> None:
        with peers.peer(manner) as one:
            printer = driver("network", host="127.0.0.1", port=one.port)
            assert printer.send(CHINESE, "A032") == Sent(None, confirmed=False)
            if manner is peers.prints:
                printer.send(ENGLISH, "A033")
        assert one.jobs == [JOB, encode(ENGLISH)][: len(one.jobs)]
        assert one.jobs

    def test_nobody_listens_and_then_the_printer_is_back(self) -> None:
        port = peers.free_port()
        printer = driver("network", host="127.0.0.1", port=port)
        for _ in range(2):
            failed = fault(lambda: printer.send(CHINESE, "A032"))
            assert (failed.code, failed.began) == ("printer.unreachable", False)
            assert f"127.0.0.1:{port}" in failed.detail
        with peers.peer(peers.prints, port) as one:
            printer.send(CHINESE, "A032")
        assert one.jobs == [JOB]

    def test_a_printer_that_went_away_after_a_job_is_not_written_to(self) -> None:
        with peers.peer(peers.prints) as one:
            printer = driver("network", host="127.0.0.1", port=one.port)
            printer.send(CHINESE, "A032")
        # The library's own first write after this "succeeds".
        failed = fault(lambda: printer.send(CHINESE, "A033"))
        assert (failed.code, failed.began) == ("printer.unreachable", False)

    @pytest.mark.parametrize("manner", [peers.resets_unread, peers.resets_in_the_middle])
    @pytest.mark.parametrize("job", [JOB, BIG], ids=["ticket", "big"])
    def test_a_reset_is_noticed_and_the_fate_is_unknown(
        self, manner: peers.Manner, job: bytes
    ) -> None:
        with peers.peer(manner) as one:
            printer = driver("network", host="127.0.0.1", port=one.port)
            assert isinstance(printer, NetworkPrinter)
            failed = fault(lambda: printer.deliver(job, "A032"))
        assert (failed.code, failed.began) == ("printer.lost", True)

    def test_a_printer_that_takes_no_connection_is_never_sent_to(self) -> None:
        with peers.peer(peers.resets_at_once) as one:
            failed = fault(
                lambda: driver("network", host="127.0.0.1", port=one.port).send(CHINESE, "A032")
            )
        # Which of the two depends on whose packet is first.
        assert (failed.code, failed.began) in (
            ("printer.unreachable", False),
            ("printer.lost", True),
        )

    def test_a_printer_that_never_reads_stalls(self) -> None:
        with peers.peer(peers.never_reads) as one:
            printer = driver("network", host="127.0.0.1", port=one.port)
            assert isinstance(printer, NetworkPrinter)
            failed = fault(lambda: printer.deliver(BIG, "A032"))
        assert (failed.code, failed.began) == ("printer.stalled", True)


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
        printer = driver("serial", device=line.path, baud=115200)
        assert printer.send(CHINESE, "A032") == Sent(None, confirmed=False)
        printer.send(ENGLISH, "A033")
        assert line.read(len(JOB) + len(encode(ENGLISH))) == JOB + encode(ENGLISH)

    def test_a_slow_reader_gets_more_than_the_line_holds(self, line: Line) -> None:
        job = JOB * 100
        read: list[bytes] = []
        reader = threading.Thread(target=lambda: read.append(line.read(len(job))))
        reader.start()
        printer = driver("serial", device=line.path, baud=115200)
        assert isinstance(printer, SerialPrinter)
        printer.deliver(job, "A032")
        reader.join(5)
        assert read == [job]

    def test_a_printer_that_stops_reading_stalls(self, line: Line) -> None:
        printer = driver("serial", device=line.path, baud=4_000_000)
        assert isinstance(printer, SerialPrinter)
        failed = fault(lambda: printer.deliver(JOB * 400, "A032"))
        assert (failed.code, failed.began) == ("printer.stalled", True)

    def test_a_pulled_adapter_is_missing_again_and_again(self) -> None:
        printer = driver("serial", device="/dev/ttyNOTHING")
        for _ in range(2):
            failed = fault(lambda: printer.send(CHINESE, "A032"))
            assert (failed.code, failed.began) == ("printer.missing", False)

    def test_what_is_no_serial_line_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        failed = fault(lambda: driver("serial", device=str(tmp_path / "file")).send(CHINESE, "A"))
        assert failed.began is False


class FakeUsb:
    """As much of a pyusb device as the library and the driver ask for."""

    def __init__(self) -> None:
        self.written: list[tuple[int, bytes, int]] = []
        self.error: OSError | None = None
        self.takes: int | None = None
        self.opened = self.disposed = 0
        self.backend = SimpleNamespace(__module__="fake")
        self._ctx = SimpleNamespace(dispose=self._dispose)

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
        if self.error:
            raise self.error
        self.written.append((endpoint, data, timeout))
        return len(data) if self.takes is None else self.takes

    def _dispose(self, _device: object) -> None:
        self.disposed += 1


class Descriptors(list[Any]):
    def __init__(self, content: list[Any], **values: int) -> None:
        super().__init__(content)
        self.__dict__.update(values)


class TestUsb:
    @pytest.fixture
    def device(self, monkeypatch: pytest.MonkeyPatch) -> FakeUsb:
        device = FakeUsb()
        monkeypatch.setattr(usb.core, "find", lambda **_: None if device.gone else device)
        return device

    @pytest.fixture
    def printer(self) -> Driver:
        return driver("usb", vendor=0x04B8, product=0x0202)

    def test_the_job_goes_to_the_printers_own_endpoint_in_time(
        self, device: FakeUsb, printer: Driver
    ) -> None:
        assert printer.send(CHINESE, "A032") == Sent(None, confirmed=False)
        printer.send(CHINESE, "A033")
        assert device.written == [(0x03, JOB, 500)] * 2
        assert device.opened == 1, "opening resets the printer, so it stays open"
        printer.close()
        assert device.disposed == 1

    def test_no_job_is_a_whole_number_of_packets(self, device: FakeUsb, printer: Any) -> None:
        printer.deliver(b"\x1b@" + b"x" * 62, "A032")
        ((_, data, _),) = device.written
        assert len(data) % 64
        assert data.endswith(b"\x1b@" + b"x" * 62)

    @pytest.mark.parametrize(
        ("number", "code", "began"),
        [
            (errno.ETIMEDOUT, "printer.stalled", True),
            (errno.EIO, "printer.lost", True),
            (errno.EACCES, "printer.denied", False),
            (errno.EBUSY, "printer.busy", False),
        ],
    )
    def test_a_failed_transfer_is_told_and_the_device_opened_anew(
        self, device: FakeUsb, printer: Driver, number: int, code: str, began: bool
    ) -> None:
        device.error = usb.core.USBError("no", None, number)
        failed = fault(lambda: printer.send(CHINESE, "A032"))
        assert (failed.code, failed.began) == (code, began)
        device.error = None
        printer.send(CHINESE, "A032")
        assert (device.opened, device.disposed) == (2, 1)

    def test_half_a_transfer_is_no_transfer(self, device: FakeUsb, printer: Driver) -> None:
        device.takes = 64
        failed = fault(lambda: printer.send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.stalled", True)

    def test_a_cable_pulled_between_jobs_is_known_before_the_next(
        self, device: FakeUsb, printer: Driver
    ) -> None:
        printer.send(CHINESE, "A032")
        device.error = usb.core.USBError("gone", None, errno.ENODEV)
        failed = fault(lambda: printer.send(CHINESE, "A033"))
        assert (failed.code, failed.began) == ("printer.missing", False)
        device.error = None
        printer.send(CHINESE, "A033")
        assert len(device.written) == 2

    def test_no_such_printer(self, monkeypatch: pytest.MonkeyPatch, printer: Driver) -> None:
        monkeypatch.setattr(usb.core, "find", lambda **_: None)
        failed = fault(lambda: printer.send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.missing", False)
        assert "04b8:0202" in failed.detail

    def test_no_libusb(self, monkeypatch: pytest.MonkeyPatch, printer: Driver) -> None:
        def find(**_: Any) -> None:
            raise usb.core.NoBackendError("No backend available")

        monkeypatch.setattr(usb.core, "find", find)
        failed = fault(lambda: printer.send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.library", False)
        assert "apt install libusb-1.0-0" in failed.detail


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
        sent = driver("cups", queue="front", timeout=5).send(CHINESE, "A032")
        assert sent == Sent(None, confirmed=False)
        assert (tmp_path / "args").read_text() == "-d front -t A032 -o raw\n"
        assert (tmp_path / "job").read_bytes() == JOB

    def test_a_queue_that_refuses(self, lp: Callable[[str], None]) -> None:
        lp("cat > /dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1")
        failed = fault(lambda: driver("cups", queue="front", timeout=5).send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.refused", False)

    def test_a_queue_that_gives_no_answer(self, lp: Callable[[str], None]) -> None:
        lp("exec sleep 30")
        failed = fault(lambda: driver("cups", queue="front").send(CHINESE, "A032"))
        assert (failed.code, failed.began) == ("printer.stalled", True)

    def test_a_machine_without_cups(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        failed = fault(lambda: driver("cups", queue="front").send(CHINESE, "A032"))
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
