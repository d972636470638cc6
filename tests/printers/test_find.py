"""Printers are found where they are, and what is told of them can go into hall.toml as it is."""

import tomllib
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest
import usb.core
from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

from printers import find
from printers.fake import FakePrinter
from printers.faults import PrinterFault
from printers.find import Found
from printers.settings import PrinterSettings
from printers.status import State
from tests.printers import peers


def settings_of(found: Found) -> PrinterSettings:
    (table,) = tomllib.loads(found.settings)["printers"]
    return PrinterSettings.model_validate(table)


class TestNetwork:
    def test_a_printer_says_how_it_is_and_prints_nothing(self) -> None:
        with FakePrinter.tcp() as fake:
            fake.do("cover open")
            (found,) = find.on_network([f"127.0.0.1:{fake.port}"])
            assert found.status is not None
            assert found.status.state is State.COVER_OPEN
            assert not fake.slips
        settings = settings_of(found)
        assert (settings.host, settings.port) == ("127.0.0.1", fake.port)

    def test_who_does_not_answer_is_told_as_well_and_holds_up_nobody(self) -> None:
        with peers.peer(peers.never_reads) as mute, FakePrinter.tcp() as fake:
            addresses = [
                f"127.0.0.1:{mute.port}",
                f"127.0.0.1:{peers.free_port()}",
                f"localhost:{fake.port}",
                "no such host",
            ]
            begin = monotonic()
            found = find.on_network(addresses, seconds=0.5)
            assert monotonic() - begin < 20
        states = [one.status.state for one in found if one.status]
        assert states == [State.NO_ANSWER, State.NO_ANSWER, State.ONLINE, State.NO_ANSWER]
        assert [one.where for one in found] == addresses
        assert all(one.status and one.status.detail for one in found[:2])

    @pytest.mark.parametrize(
        ("address", "host", "port"),
        [
            ("10.0.0.9", "10.0.0.9", 9100),
            ("printer.hall:9101", "printer.hall", 9101),
            ("fe80::1", "fe80::1", 9100),
            ("[::1]:9101", "::1", 9101),
            ("打印机.大厅", "打印机.大厅", 9100),
        ],
    )
    def test_an_address_is_a_host_or_a_host_with_a_port(
        self, address: str, host: str, port: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: Any, **__: Any) -> None:
            raise OSError("not here")

        monkeypatch.setattr("socket.getaddrinfo", refuse)
        (found,) = find.on_network([address])
        assert (settings_of(found).host, settings_of(found).port) == (host, port)

    @pytest.mark.parametrize("address", ["", "printer:0", "printer:99999"])
    def test_what_is_no_address_is_refused(self, address: str) -> None:
        with pytest.raises(ValueError, match=r"is no host|a port is"):
            find.on_network([address])


class Device(list[Any]):
    """As much of a pyusb device as is looked at: its interfaces' classes and its own words."""

    def __init__(self, vendor: int, product: int, *classes: int, words: str | None = None) -> None:
        super().__init__([[SimpleNamespace(bInterfaceClass=each) for each in classes]])
        self.idVendor, self.idProduct = vendor, product
        self._words = words

    @property
    def manufacturer(self) -> str:
        if self._words is None:
            raise ValueError("The device has no langid (permission issue, ...)")
        return self._words

    product = manufacturer


class TestUsb:
    def test_printers_are_told_from_everything_else(self, monkeypatch: pytest.MonkeyPatch) -> None:
        devices = [
            Device(0x1D6B, 0x0002, 9),
            Device(0x6868, 0x0500, 7, words="Printer"),
            Device(0x04B8, 0x0202, 0xFF),
            Device(0x1234, 0x0001, 0xFF, words="camera"),
            Device(0x1234, 0x0ABC, 3, 7),
        ]
        monkeypatch.setattr(usb.core, "find", lambda **_: iter(devices))
        found = find.on_usb()
        assert [one.where for one in found] == ["6868:0500", "04b8:0202", "1234:0abc"]
        assert [one.description for one in found] == ["Printer", "Epson", ""]
        assert "vendor = 0x04b8\nproduct = 0x0202\n" in found[1].settings, "as lsusb shows them"
        assert (settings_of(found[1]).vendor, settings_of(found[1]).product) == (0x04B8, 0x0202)

    def test_no_libusb(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def missing(**_: Any) -> None:
            raise usb.core.NoBackendError("No backend available")

        monkeypatch.setattr(usb.core, "find", missing)
        with pytest.raises(PrinterFault, match=r"printer\.library.*apt install libusb-1\.0-0"):
            find.on_usb()


def test_serial_ports_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = ListPortInfo("/dev/ttyUSB0", skip_link_detection=True)
    adapter.description = "USB2.0-Serial"
    bare = ListPortInfo("/dev/ttyS0", skip_link_detection=True)
    monkeypatch.setattr(list_ports, "comports", lambda: [adapter, bare])
    found = find.at_serial_ports()
    assert [(one.where, one.description) for one in found] == [
        ("/dev/ttyS0", ""),
        ("/dev/ttyUSB0", "USB2.0-Serial"),
    ]
    assert settings_of(found[1]).device == "/dev/ttyUSB0"
    assert settings_of(found[1]).name == "ttyUSB0"
