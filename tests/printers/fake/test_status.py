"""What the fake printer says of itself: real-time status, answers in order, automatic status."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from printers.fake.mechanism import Mechanism
from tests.printers.fake.rig import CUT, Rig, raster

CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
CLEARED = bytes.fromhex("37 25 00")
ASK = b"".join(b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4))


def process(identity: bytes) -> bytes:
    return b"\x1d(H\x06\x0000" + identity


def hold(name: str, value: object = True) -> Callable[[Mechanism], None]:
    return lambda mechanism: setattr(mechanism, name, value)


# Epson, DLE EOT: 0xx1xx10, and the bits that each trouble sets in the four answers.
TROUBLES = {
    "well": (hold("error", False), "12 12 12 12"),
    "near end": (hold("near"), "12 12 12 1e"),
    "paper end": (lambda mechanism: mechanism.load(0), "1a 32 12 7e"),
    "cover": (hold("cover_open"), "1a 16 12 12"),
    "cutter": (hold("cutter_broken"), "1a 52 1a 12"),
    "hot": (hold("hot_until", 9.0), "1a 52 52 12"),
    "error": (hold("error"), "1a 52 32 12"),
    "button": (hold("button"), "5a 1a 12 12"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_it_tells_its_trouble_at_once(trouble: str) -> None:
    rig = Rig()
    cause, answers = TROUBLES[trouble]
    cause(rig.machine.mechanism)
    assert rig.send(ASK) == bytes.fromhex(answers)


def test_a_hot_head_cools_by_itself() -> None:
    rig = Rig()
    rig.machine.mechanism.hot_until = 2.0
    rig.send(b"text\n" + CUT)
    assert rig.slips == []
    rig.go_on(2.0)
    assert [slip.text for slip in rig.slips] == ["text\n"]
    assert rig.send(ASK) == bytes.fromhex("12 12 12 12")


def test_the_roll_itself_comes_near_its_end() -> None:
    rig = Rig(near_mm=100.0)
    rig.machine.mechanism.load(150)
    assert rig.send(b"\x10\x04\x04") == b"\x12"
    rig.send(b"\x1bd\x14")  # 600 dots, 75 mm
    assert rig.send(b"\x10\x04\x04") == b"\x1e"
    assert rig.send(b"\x1dr\x01") == b"\x03"


def test_a_question_split_between_two_packets_is_heard_once() -> None:
    rig = Rig()
    assert [rig.send(bytes([byte])) for byte in ASK[:6]] == [b"", b"", b"\x12"] * 2
    assert rig.slip(b"text\n").text == "text\n"


def test_a_question_inside_a_picture_is_answered_and_printed() -> None:
    rig = Rig()
    assert rig.send(raster(3, b"\xff\xff\xff" + b"\x10\x04\x01")) == b"\x12"
    rig.send(CUT)
    (slip,) = rig.slips
    assert slip.text == "[picture 24x2]\n"
    assert slip.picture.convert("L").histogram()[0] == 24 + 3


def test_clearing_inside_a_picture_clears() -> None:
    rig = Rig()
    assert rig.send(raster(10, 10 * b"\xff" + CLEAR)) == CLEARED
    assert rig.slip(b"text\n").text == "text\n"


def test_answers_in_order_wait_for_the_paper() -> None:
    rig = Rig()
    assert rig.send(b"\x1dr\x01" + b"\x1dr\x31" + b"\x1dr\x02") == b"\x00\x00\x00"
    rig.machine.mechanism.load(0)
    assert rig.send(b"\x1dr\x01") == b""
    rig.machine.mechanism.load(60_000)
    assert rig.go_on() == b"\x00"


def test_a_job_is_confirmed_when_it_is_printed_and_not_before() -> None:
    rig = Rig()
    rig.machine.mechanism.speed = 100.0
    assert rig.send(b"\x1bJ\xc8" + CUT + process(b"A7~ ")) == b""
    said = [rig.go_on(0.02) for _ in range(30)]
    assert len(rig.slips) == 1
    # 200 dots to print and 120 to the cutter are 40 mm: 0.4 s.
    assert [turn for turn, answer in enumerate(said, 1) if answer] == [pytest.approx(20, abs=2)]
    assert b"".join(said) == b"\x37\x22A7~ \x00"


def test_a_confirmation_waits_for_feeding_too() -> None:
    rig = Rig()
    rig.machine.mechanism.speed = 100.0
    assert rig.send(b"\x1bJ\x08" + process(b"feed")) == b""
    assert rig.go_on(0.02) == b"\x37\x22feed\x00"


def test_a_process_without_anything_to_print_is_answered_at_once() -> None:
    assert Rig().send(process(b"ping")) == b"\x37\x22ping\x00"


def test_a_printer_without_process_ids_skips_them() -> None:
    rig = Rig()
    rig.machine.has_id = False
    assert rig.send(process(b"ping")) == b""
    assert rig.slip(b"text\n").text == "text\n"


def test_the_latest_confirmation_is_kept_for_the_next_host() -> None:
    rig = Rig()
    rig.heard = False
    rig.send(process(b"old1") + process(b"old2"))
    rig.heard = True
    rig.machine.greet(None)
    rig.machine.greet(None)
    assert rig.said == [b"\x37\x22old2\x00"]


def test_clearing_forgets_what_is_not_printed_and_nothing_else() -> None:
    rig = Rig()
    rig.send(b"\x1ba\x02printed\n")
    rig.machine.mechanism.load(0)
    rig.send(b"forgotten\n" + CUT + process(b"gone"))
    assert rig.send(CLEAR) == CLEARED
    rig.machine.mechanism.load(60_000)
    assert rig.go_on() == b""
    (torn,) = rig.slips
    assert (torn.text.strip(), torn.whole) == ("printed", False)
    # Settings stay as they were: still to the right.
    assert rig.slip(b"new\n").text == 45 * " " + "new\n"


def test_what_follows_the_clearing_in_one_packet_stays() -> None:
    rig = Rig()
    rig.send(b"gone" + CLEAR + b"kept\n" + CUT)
    assert [slip.text for slip in rig.slips] == ["kept\n"]


def test_a_printer_that_cannot_clear_keeps_its_job() -> None:
    rig = Rig()
    rig.machine.has_clear = False
    rig.machine.mechanism.cover_open = True
    assert rig.send(b"job\n" + CUT + CLEAR) == b""
    rig.machine.mechanism.cover_open = False
    rig.go_on()
    assert [slip.text for slip in rig.slips] == ["job\n"]
    assert rig.slip(b"next\n").text == "next\n"


@pytest.mark.parametrize(("order", "text"), [(b"\x10\x05\x01", "job\n"), (b"\x10\x05\x02", "")])
def test_a_jammed_cutter_is_freed_by_order(order: bytes, text: str) -> None:
    rig = Rig()
    rig.machine.mechanism.jams_next = True
    rig.send(b"job\n" + CUT)
    assert rig.slips == []
    assert rig.send(b"\x10\x04\x01\x10\x04\x03") == b"\x3a\x1a"
    rig.send(order)
    assert rig.send(ASK) == bytes.fromhex("12 12 12 12")
    assert "".join(slip.text for slip in rig.slips) == text
    assert not any(slip.whole for slip in rig.slips)


def test_automatic_status_tells_of_each_change() -> None:
    rig = Rig()
    mechanism = rig.machine.mechanism
    assert rig.send(b"\x1da\xff") == bytes.fromhex("10 00 00 00")
    assert rig.send(b"text\n") == b""
    mechanism.cover_open = True
    assert rig.go_on() == bytes.fromhex("38 00 00 00")
    mechanism.cover_open, mechanism.near = False, True
    assert rig.go_on() == bytes.fromhex("10 00 03 00")
    mechanism.cutter_broken = True
    assert rig.go_on() == bytes.fromhex("18 08 03 00")
    mechanism.cutter_broken = False
    mechanism.load(0)
    assert rig.go_on() == bytes.fromhex("18 00 0f 00")
    assert rig.go_on() == b""


def test_automatic_status_tells_only_what_was_asked_and_ends_with_a_reset() -> None:
    rig = Rig()
    assert len(rig.send(b"\x1da\x08")) == 4  # the roll only
    rig.machine.mechanism.cover_open = True
    assert rig.go_on() == b""
    rig.machine.mechanism.cover_open = False
    rig.machine.mechanism.near = True
    assert rig.go_on() == bytes.fromhex("10 00 03 00")
    rig.send(b"\x1b@")
    rig.machine.mechanism.near = False
    assert rig.go_on() == b""


def test_it_says_what_it_is() -> None:
    said = Rig(width_mm=58).send(b"\x1dI\x43\x1dI\x02")
    assert said == b"\x5fFAKE-58\x00" + b"\x03"
    assert Rig(charset="none").send(b"\x1dI\x02") == b"\x02"


def test_silence_and_nonsense() -> None:
    rig = Rig()
    rig.machine.answers = False
    assert rig.send(ASK + process(b"ping") + CLEAR) == b""
    rig.machine.answers, rig.machine.garbage = True, True
    said = rig.send(ASK)
    assert len(said) == 4
    # No status of a receipt printer has its highest bit set.
    assert all(byte & 0x80 for byte in said)
