"""What a driver says of a printer and of a job is what the printer did, over each kind of wire."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any

import pytest

from printers.commands import name_of
from printers.drivers import Driver, Sent, open_driver
from printers.fake import FakePrinter
from printers.faults import PrinterFault
from printers.line import Line
from printers.paper import Paper, Text
from printers.ports import open_port
from printers.settings import PrinterSettings
from printers.status import State
from tests.printers import peers
from tests.printers.peers import wait_for
from tests.printers.samples import CHINESE

TICKET = Paper("zh-CN", (Text("A032", size=4), Text("综合受理\n" * 3)))
"""About 30 mm long."""

TEXT = "A032\n" + "综合受理\n" * 3
"""What can be read on it."""

ROLL = 9000.0
"""Millimetres of paper in a new printer."""

WIRES = ("network", "serial")


@contextmanager
def fake_of(wire: str, **options: Any) -> Iterator[FakePrinter]:
    make = FakePrinter.tcp if wire == "network" else FakePrinter.pty
    with make(paper=ROLL, **options) as fake:
        yield fake


def settings_of(fake: FakePrinter, **values: Any) -> PrinterSettings:
    where = getattr(fake, "port", None)
    wire: dict[str, Any] = (
        {"kind": "serial", "device": fake.where, "baud": 115200}
        if where is None
        else {"kind": "network", "host": "127.0.0.1", "port": where}
    )
    return PrinterSettings(**{"timeout": 0.5, "rendering": "text", **wire, **values})


@contextmanager
def spoken(wire: str, **options: Any) -> Iterator[tuple[FakePrinter, Driver]]:
    """A fake printer, and a driver that has already got to know it."""
    with fake_of(wire, **options) as fake:
        driver = open_driver(settings_of(fake))
        assert driver.status().state is State.ONLINE
        try:
            yield fake, driver
        finally:
            driver.close()


def fault(send: Callable[[], object], seconds: float = 20) -> PrinterFault:
    """The fault that the send ends with, in bounded time."""
    begin = monotonic()
    with pytest.raises(PrinterFault) as caught:
        send()
    assert monotonic() - begin < seconds
    assert "\n" not in caught.value.detail
    return caught.value


def prints(fake: FakePrinter) -> bool:
    """It has begun: paper has moved."""
    return bool(fake.state["paper_mm"] < ROLL)


def send_when_ready(driver: Driver, key: int) -> Sent:
    """Send a ticket, again while not a byte of it has left, as a spool does."""
    for _ in range(20):
        try:
            return driver.send(TICKET, "A033", key)
        except PrinterFault as busy:
            if busy.began:
                raise
    raise AssertionError("in vain")


@contextmanager
def sending(driver: Driver, key: int = 7) -> Iterator[Future[Sent]]:
    """A ticket on its way, in a thread of its own."""
    with ThreadPoolExecutor(1) as pool:
        yield pool.submit(driver.send, TICKET, "A032", key)


@pytest.mark.parametrize("wire", WIRES)
class TestStatus:
    @pytest.mark.parametrize(
        ("orders", "state", "mended"),
        [
            ("cover open", State.COVER_OPEN, "cover close"),
            ("paper out", State.PAPER_END, "paper 9000"),
            ("near on", State.NEAR_END, "near off"),
            ("cutter fail", State.CUTTER_ERROR, "cutter ok"),
            ("hot on", State.OVERHEATED, "hot off"),
            ("error on", State.ERROR, "error off"),
            ("button on", State.OFFLINE, "button off"),
            ("answers off", State.NO_ANSWER, "answers on"),
            ("stall on", State.NO_ANSWER, "stall off"),
            ("power off", State.NO_ANSWER, "power on"),
            ("garbage on", State.GARBLED, "garbage off"),
        ],
    )
    def test_it_is_known_how_it_is_and_that_it_is_well_again(
        self, wire: str, orders: str, state: State, mended: str
    ) -> None:
        with spoken(wire) as (fake, driver):
            fake.do(orders)
            begin = monotonic()
            status = driver.status()
            assert monotonic() - begin < 20, "1.5 s, and patience with a loaded machine"
            assert status.state is state
            assert status.detail
            fake.do(mended)
            assert driver.status().state is State.ONLINE
            assert not fake.slips, "asking prints nothing"

    def test_what_it_says_unasked_is_not_taken_for_an_answer(self, wire: str) -> None:
        with fake_of(wire) as fake:
            line = Line(partial(open_port, settings_of(fake)))
            line.connect(1)
            line.write(b"\x1da\xff", 1)
            for order in ("cover open", "cover close", "near on", "near off"):
                fake.do(order)
                well = line.ask(1.4).prints
                assert well is (order != "cover open")
            assert line.ask(1.4).state is State.ONLINE
            assert line.sensors == 0
            line.close()

    def test_a_bad_state_is_known_before_a_byte_of_the_job_leaves(self, wire: str) -> None:
        cases = {
            "cover open": ("cover close", "printer.cover"),
            "paper out": (f"paper {ROLL}", "printer.paper"),
            "cutter fail": ("cutter ok", "printer.cutter"),
            "hot on": ("hot off", "printer.hot"),
            "error on": ("error off", "printer.error"),
            "button on": ("button off", "printer.offline"),
        }
        with spoken(wire) as (fake, driver):
            for order, (mended, code) in cases.items():
                fake.do(order)
                failed = fault(partial(driver.send, TICKET, "A032", 1))
                assert (failed.code, failed.began, failed.cleared) == (code, False, False)
                fake.do(mended)
                assert driver.status().state is State.ONLINE
                assert not fake.slips
                assert not prints(fake)


@pytest.mark.parametrize("names", [True, False], ids=["GS ( H", "GS r"])
@pytest.mark.parametrize("wire", WIRES)
class TestConfirmed:
    def test_each_paper_is_confirmed_when_it_is_out(self, wire: str, names: bool) -> None:
        with spoken(wire, id=names) as (fake, driver):
            for key in (1, 2, 3):
                assert driver.send(CHINESE, "A032", key) == Sent(confirmed=True)
                assert [slip.whole for slip in fake.slips] == [True] * key

    def test_a_slow_printer_is_waited_for(self, wire: str, names: bool) -> None:
        with spoken(wire, id=names, print_speed=60.0) as (fake, driver):
            assert driver.send(TICKET, "A032", 1).confirmed
            assert [slip.whole for slip in fake.slips] == [True]

    def test_a_slow_wire_is_waited_for(self, wire: str, names: bool) -> None:
        with spoken(wire, id=names, speed=600.0) as (fake, driver):
            assert driver.send(TICKET, "A032", 1).confirmed
            assert [slip.whole for slip in fake.slips] == [True]

    def test_a_printer_that_knows_no_clearing_is_as_good(self, wire: str, names: bool) -> None:
        with spoken(wire, id=names, clear=False) as (_, driver):
            assert driver.send(TICKET, "A032", 1).confirmed
            assert not driver.clear()

    def test_a_cover_that_is_shut_again_loses_nothing(self, wire: str, names: bool) -> None:
        with spoken(wire, id=names, print_speed=60.0) as (fake, driver), sending(driver) as sent:
            wait_for(lambda: prints(fake))
            fake.do("cover open")
            fake.do("cover close")
            assert sent.result().confirmed
            assert len(fake.slips) == 1


@pytest.mark.parametrize("clears", [True, False], ids=["clears", "keeps"])
@pytest.mark.parametrize("names", [True, False], ids=["GS ( H", "GS r"])
@pytest.mark.parametrize("wire", WIRES)
def test_paper_runs_out_in_the_middle(wire: str, names: bool, clears: bool) -> None:
    with spoken(wire, id=names, clear=clears) as (fake, driver):
        fake.do("out after 20")
        failed = fault(partial(driver.send, TICKET, "A032", 5))
        assert (failed.code, failed.began, failed.cleared) == ("printer.paper", True, clears)
        assert driver.status().state is State.PAPER_END
        assert driver.late() == ()
        fake.do("paper 9000")
        if clears:
            assert driver.status().state is State.ONLINE
            assert driver.late() == (), "what was cleared is not confirmed"
        else:
            wait_for(lambda: driver.status().prints and 5 in driver.late())
            assert driver.late() == (), "told once"
        before = len(fake.slips)
        assert driver.send(TICKET, "A033", 6).confirmed
        assert driver.late() == ()
        # The torn one, and what followed after the new roll only where nothing could be cleared.
        assert len(fake.slips) - before == 1
        assert fake.slips[-1].whole


class TestBroken:
    def test_a_reset_between_jobs_costs_nothing(self) -> None:
        with spoken("network") as (fake, driver):
            for key in (1, 2):
                fake.do("reset")
                assert driver.send(TICKET, "A032", key).confirmed
            fake.do("close")
            assert driver.send(TICKET, "A032", 3).confirmed
            assert len(fake.slips) == 3

    @pytest.mark.parametrize("wire", WIRES)
    @pytest.mark.parametrize("how", ["reset", "close"])
    def test_a_break_in_the_middle_is_told_and_nothing_comes_out_later(
        self, wire: str, how: str
    ) -> None:
        with spoken(wire) as (fake, driver):
            fake.do(f"{how} after 30")
            failed = fault(partial(driver.send, TICKET, "A032", 1))
            assert (failed.code, failed.began) == ("printer.lost", True)
            wait_for(lambda: driver.status().prints)
            assert failed.cleared or driver.clear()
            assert driver.send(TICKET, "A033", 2).confirmed
            # What was torn off is cut off, too: half a number must not hang at the next one.
            assert [slip.text for slip in fake.slips[1:]] == [TEXT]

    @pytest.mark.parametrize(
        ("names", "count", "heir"),
        [(True, 3, False), (True, 1500, False), (False, 400, False), (False, 1500, True)],
    )
    def test_a_picture_torn_in_two_does_not_swallow_the_next(
        self, names: bool, count: int, heir: bool
    ) -> None:
        with FakePrinter.tcp() as well, fake_of("network", id=names, clear=False) as fake:
            example = open_driver(settings_of(well, rendering="raster"))
            example.send(TICKET, "A033", 2)
            example.close()
            first = open_driver(settings_of(fake, rendering="raster", timeout=0.3))
            assert first.status().prints
            fake.do(f"reset after {count}")
            assert fault(partial(first.send, TICKET, "A032", 1)).began
            after = first
            if heir:
                first.close()
                after = open_driver(settings_of(fake, rendering="raster", timeout=0.3))
            assert send_when_ready(after, 2).confirmed
            after.close()
            (expected,), printed = well.slips, fake.slips[-1].picture
            top = printed.height - expected.picture.height
            assert top >= 0
            # Its next owner cannot know of a torn piece that the printer itself has got over.
            assert top == 0 or heir
            assert printed.crop((0, top, *printed.size)).tobytes() == expected.picture.tobytes()

    def test_a_break_after_the_last_byte_still_lets_it_confirm(self) -> None:
        with spoken("network", print_speed=60.0) as (fake, driver), sending(driver) as sent:
            wait_for(lambda: prints(fake))
            fake.do("reset")
            assert sent.result().confirmed
            assert [slip.whole for slip in fake.slips] == [True]

    @pytest.mark.parametrize("wire", WIRES)
    def test_power_lost_in_the_middle_is_unknown_and_nothing_comes_out_later(
        self, wire: str
    ) -> None:
        with spoken(wire, print_speed=60.0) as (fake, driver), sending(driver) as sent:
            wait_for(lambda: prints(fake))
            fake.do("power off")
            failed = fault(sent.result)
            assert failed.code in ("printer.lost", "printer.silent")
            assert (failed.began, failed.cleared) == (True, False)
            fake.do("power on")
            fake.do("print 0")
            wait_for(lambda: driver.status().prints)
            assert driver.late() == ()
            assert driver.send(TICKET, "A033", 8).confirmed
            assert [slip.text for slip in fake.slips if slip.text] == [TEXT]

    @pytest.mark.parametrize("wire", WIRES)
    def test_a_printer_that_is_off_or_silent_gets_nothing(self, wire: str) -> None:
        with spoken(wire) as (fake, driver):
            for off, on in (("power off", "power on"), ("answers off", "answers on")):
                fake.do(off)
                failed = fault(partial(driver.send, TICKET, "A032", 1))
                assert failed.code in ("printer.unreachable", "printer.silent", "printer.lost")
                assert not failed.began
                fake.do(on)
                wait_for(lambda: driver.status().prints)
            assert not fake.slips

    @pytest.mark.parametrize("wire", WIRES)
    def test_a_stall_in_the_middle_is_bounded(self, wire: str) -> None:
        with spoken(wire, speed=400.0) as (fake, driver), sending(driver) as sent:
            wait_for(lambda: prints(fake))
            fake.do("stall on")
            failed = fault(sent.result)
            assert failed.code in ("printer.silent", "printer.stalled")
            assert (failed.began, failed.cleared) == (True, False)

    def test_a_printer_that_is_well_and_never_confirms(self) -> None:
        with peers.peer(peers.is_always_well) as one:
            driver = open_driver(
                PrinterSettings(kind="network", host="127.0.0.1", port=one.port, timeout=0.2)
            )
            assert driver.status().state is State.ONLINE
            failed = fault(partial(send_when_ready, driver, 1))
            assert (failed.code, failed.began) == ("printer.unconfirmed", True)
            assert not failed.cleared
            driver.close()

    def test_an_echo_is_no_printer(self) -> None:
        with peers.peer(peers.echoes) as one:
            settings = PrinterSettings(kind="network", host="127.0.0.1", port=one.port, timeout=0.2)
            driver = open_driver(settings)
            assert driver.status().state is State.GARBLED
            assert fault(partial(driver.send, TICKET, "A032", 1)).code == "printer.garbled"
            driver.close()

    def test_an_old_answer_does_not_confirm_a_new_job(self) -> None:
        """After a break, GS r of the job before is answered over the new connection."""
        with spoken("network", id=False, clear=False) as (fake, driver):
            fake.do("out after 20")
            assert fault(partial(driver.send, TICKET, "A032", 1)).code == "printer.paper"
            fake.do("reset")
            fake.do("paper 9000")
            fake.do("print 100")
            assert driver.status().prints
            assert send_when_ready(driver, 2).confirmed
            # Confirmed: so both are out, the one before it too.
            assert len(fake.slips) == 3
            assert fake.slips[-1].whole


class TestCrash:
    def test_the_memory_of_a_printer_can_be_cleared_by_the_next_owner(self) -> None:
        with spoken("network") as (fake, driver):
            fake.do("clear off")
            fake.do("out after 20")
            fault(partial(driver.send, TICKET, "A032", 1))
            driver.close()
            fake.do("clear on")
            heir = open_driver(settings_of(fake))
            assert heir.clear()
            fake.do("paper 9000")
            assert heir.send(TICKET, "A033", 2).confirmed
            assert sum(slip.whole for slip in fake.slips) == 1
            heir.close()

    def test_nobody_there_has_cleared_nothing(self) -> None:
        port = peers.free_port()
        driver = open_driver(PrinterSettings(kind="network", host="127.0.0.1", port=port))
        assert not driver.clear()

    def test_starting_does_not_empty_a_printer_that_holds_a_paper(self) -> None:
        """Whether it may be emptied is for the owner of the job to say."""
        with spoken("network", print_speed=60.0) as (fake, driver), sending(driver):
            wait_for(lambda: prints(fake))
            fake.do("reset")
            heir = open_driver(settings_of(fake))
            heir.status()
            heir.close()
        assert [slip.whole for slip in fake.slips] == [True]


def test_a_name_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    silence = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: silence.wait(30))
    driver = open_driver(PrinterSettings(kind="network", host="printer.hall", timeout=0.3))
    begin = monotonic()
    status = driver.status()
    assert monotonic() - begin < 20
    silence.set()
    assert status.state is State.NO_ANSWER
    assert "name server" in status.detail


def test_a_picture_goes_out_with_rests_between_its_blocks() -> None:
    with fake_of("network") as fake:
        driver = open_driver(settings_of(fake, rendering="raster", block_rows=24, block_pause=0.01))
        assert driver.send(CHINESE, "A032", 1).confirmed
        assert [slip.whole for slip in fake.slips] == [True]
        assert "picture" in fake.slips[0].text
        driver.close()


def test_every_job_has_a_name_of_its_own() -> None:
    keys = (0, 1, 94, 95, 9024, 9025, 81_450_623)
    names = {name_of(key) for key in keys}
    assert len(names) == len(keys)
    assert all(len(name) == 4 and all(0x20 <= byte <= 0x7E for byte in name) for name in names)
    assert b"~~~~" not in names
    assert name_of(81_450_624) == name_of(0)
