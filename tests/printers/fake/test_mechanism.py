"""Paper, cutter and cover of the fake printer: where it stops, and how it goes on."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printers.fake import Model
from tests.printers.fake.rig import CUT, Rig, ink, raster

LEAD = 120


def test_a_cut_after_feeding_leaves_nothing_behind() -> None:
    rig = Rig()
    assert [rig.slip(b"one\n").text, rig.slip(b"two\n").text] == ["one\n", "two\n"]
    assert rig.slips[0].fed_mm == pytest.approx(15 + 30 / 8, abs=0.1)
    assert [slip.number for slip in rig.slips] == [1, 2]


@pytest.mark.parametrize("cut", [b"\x1dV\x00", b"\x1dV1", b"\x1bi", b"\x1bm"])
def test_a_cut_without_feeding_leaves_the_last_lines_for_the_next(cut: bytes) -> None:
    rig = Rig()
    rig.send(b"".join(b"line %d\n" % n for n in range(8)) + cut)
    assert rig.slips[0].text == "".join(f"line {n}\n" for n in range(4))  # 15 mm are four lines
    assert rig.slip(b"").text == "".join(f"line {n}\n" for n in range(4, 8))


def test_a_cut_may_feed_more() -> None:
    rig = Rig()
    rig.send(b"text\n\x1dVA\x50")
    assert rig.slips[0].picture.height == LEAD + 30 + 80


def test_a_cut_may_draw_the_paper_back() -> None:
    rig = Rig()
    rig.send(b"text\n\x1dVh\x00")
    assert ink(rig.slip(b"\x1dB\x01next\n"))[1] == 0


def test_a_cut_may_be_set_beforehand() -> None:
    rig = Rig()
    rig.send(b"first\n\x1dVa\x00second\n")
    assert rig.slips == []
    rig.send(b"\x1bd\x0a")
    assert [slip.text for slip in rig.slips] == ["first\n"]


def test_a_cut_in_a_line_is_ignored() -> None:
    rig = Rig()
    rig.send(b"text" + CUT)
    assert rig.slips == []
    assert rig.slip(b"\n").text == "text\n"


def test_paper_ends_at_its_millimetre_and_the_job_goes_on_with_the_new_roll() -> None:
    rig = Rig()
    mechanism = rig.machine.mechanism
    mechanism.load(10)
    rig.send(b"one\ntwo\nthree\nfour\nfive\n" + CUT)
    assert mechanism.paper_mm == 0
    assert rig.slips == []
    mechanism.load(60_000)
    rig.go_on()
    torn, rest = rig.slips
    assert torn.picture.height == LEAD + 80
    assert (torn.text, torn.whole) == ("one\ntwo\n", False)
    # "three" was torn in two: nobody can read it.
    assert (rest.text, rest.whole) == ("four\nfive\n", True)


def test_a_picture_goes_on_at_the_row_where_it_stopped() -> None:
    rig = Rig()
    rows = bytes(random.Random(3).choices(range(256), k=72 * 200))
    unbroken = Rig().slip(raster(72, rows)).picture.crop((0, LEAD, 576, LEAD + 200))
    rig.machine.mechanism.load(9)  # 72 dots
    rig.send(raster(72, rows) + CUT)
    rig.machine.mechanism.load(60_000)
    rig.go_on()
    torn, rest = (slip.picture for slip in rig.slips)
    upper = torn.crop((0, LEAD, 576, torn.height))
    lower = rest.crop((0, LEAD, 576, rest.height))
    assert upper.height == 72
    assert upper.tobytes() + lower.crop((0, 0, 576, 128)).tobytes() == unbroken.tobytes()


def test_a_picture_is_printed_while_it_is_still_on_its_way() -> None:
    rig = Rig()
    before = rig.machine.mechanism.paper_mm
    rig.send(raster(72, 72 * 200 * b"\xff")[: 72 * 100])
    assert before - rig.machine.mechanism.paper_mm > 10


def test_a_new_roll_between_two_jobs_spoils_nothing() -> None:
    rig = Rig()
    rig.slip(b"one\n")
    rig.machine.mechanism.load(0)
    rig.send(b"two\n" + CUT)
    rig.machine.mechanism.load(60_000)
    rig.go_on()
    assert [(slip.text, slip.whole) for slip in rig.slips] == [("one\n", True), ("two\n", True)]


@pytest.mark.parametrize("name", ["cover_open", "cutter_broken", "error", "button"])
def test_what_stops_it_in_the_middle_spoils_the_slip_and_loses_nothing(name: str) -> None:
    rig = Rig()
    mechanism = rig.machine.mechanism
    rig.send(b"one\n")
    setattr(mechanism, name, True)
    mechanism.mar()
    rig.send(b"two\n" + CUT)
    assert rig.slips == []
    setattr(mechanism, name, False)
    rig.go_on()
    assert [(slip.text, slip.whole) for slip in rig.slips] == [("one\ntwo\n", False)]
    assert rig.slip(b"next\n").whole


def test_without_power_the_job_is_lost_and_half_a_slip_stays() -> None:
    rig = Rig()
    mechanism = rig.machine.mechanism
    mechanism.speed = 100.0
    rig.send(b"\x1bE\x01\x1c&" + raster(72, 72 * 400 * b"\xff") + CUT)
    rig.go_on(0.1)
    rig.machine.switch(False)
    assert rig.slips == []
    rig.machine.switch(True)
    (half,) = rig.slips
    assert not half.whole
    assert LEAD < half.picture.height < LEAD + 400
    mechanism.speed = 0.0
    # Its settings are gone as well: no bold, no Chinese mode.
    assert rig.slip(b"\xba\xc5\n").text == "║┼\n"
    assert rig.slips[1].whole


def test_paper_takes_its_time() -> None:
    rig = Rig()
    rig.machine.mechanism.speed = 50.0
    rig.send(raster(72, 72 * 400 * b"\xff") + CUT)  # 50 mm and 15 to the cutter
    turns = 0
    while not rig.slips:
        due = rig.machine.mechanism.due_after(rig.now)
        assert due is not None
        rig.go_on(due - rig.now + 1e-6)
        turns += 1
    assert rig.now == pytest.approx(65 / 50, rel=0.05)
    assert turns > 20


def test_a_large_picture_fits_through_a_small_buffer() -> None:
    rig = Rig(buffer=4096)
    job = raster(72, 72 * 1000 * b"\xaa") + CUT
    for at in range(0, len(job), 4096):
        assert rig.machine.room == 4096 or at == 0
        rig.send(job[at : at + rig.machine.room])
    rig.machine.mechanism.cover_open = True
    rig.send(4096 * b"x")
    assert rig.machine.room == 0


def test_tearing_off_takes_what_is_printed() -> None:
    rig = Rig()
    rig.machine.mechanism.tear()
    assert rig.slips == []
    rig.send(b"half\n")
    rig.machine.mechanism.tear()
    assert [(slip.text, slip.whole) for slip in rig.slips] == [("half\n", False)]
    assert rig.slip(b"next\n").text == "next\n"


def test_nobody_makes_such_a_printer() -> None:
    with pytest.raises(ValueError, match="70 mm"):
        Model(width_mm=70)


COMMANDS = st.sampled_from(
    [
        b"\x1b",
        b"\x1c",
        b"\x1d",
        b"\x1d(k",
        b"\x1d(L",
        b"\x1d8L",
        b"\x1dv0",
        b"\x1cq",
        b"\x1b*",
        b"\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(COMMANDS | st.binary(min_size=1, max_size=12), max_size=30))
def test_no_bytes_can_break_it(pieces: list[bytes]) -> None:
    rig = Rig(roll_mm=400.0, near_mm=0.0)
    for piece in pieces:
        rig.send(piece)
    rig.machine.mechanism.load(400)
    clear = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
    assert rig.send(clear).endswith(b"\x37\x25\x00")
    rig.machine.mechanism.load(400)
    assert rig.slip(b"\x1b@\x1dL\0\0well\n").text.endswith("well\n")
