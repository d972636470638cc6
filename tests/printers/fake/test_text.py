"""Text on the fake printer: commands by hand from the reference, read back as a person would."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import printers.fake
from tests.printers.fake.rig import Rig, hanzi, ink

LEAD = 120
"""Dots of blank paper between cutter and head: 15 mm at 203 dpi."""


def test_it_shares_no_code_with_our_own_printing() -> None:
    allowed = {"printers.fake", "printers.fonts"}
    for file in Path(printers.fake.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            ours = {name for name in names if name.split(".")[0] in ("printers", "kiosk", "data")}
            assert {".".join(name.split(".")[:2]) for name in ours} <= allowed, file.name


def test_lines_come_out_as_they_were_sent() -> None:
    slip = Rig().slip(b"A001\nsecond\n\n\nlast\n")
    assert slip.text == "A001\nsecond\n\nlast\n"
    assert slip.whole
    assert slip.codes == ()


def test_a_font_a_letter_is_12_by_24_and_a_hanzi_24_by_24() -> None:
    narrow, wide = Rig().slip(b"\x1dB\x01A\n"), Rig().slip(b"\x1dB\x01" + hanzi("中") + b"\n")
    assert ink(narrow) == (0, LEAD, 12, LEAD + 24)
    assert ink(wide) == (0, LEAD, 24, LEAD + 24)


def test_font_b_is_9_by_17() -> None:
    for choose in (b"\x1bM\x01", b"\x1b!\x01"):
        assert ink(Rig().slip(choose + b"\x1dB\x01A\n")) == (0, LEAD, 9, LEAD + 17)


@pytest.mark.parametrize(("size", "box"), [(0x00, (12, 24)), (0x11, (24, 48)), (0x72, (96, 72))])
def test_sizes_are_whole_multiples(size: int, box: tuple[int, int]) -> None:
    slip = Rig().slip(b"\x1dB\x01\x1d!" + bytes([size]) + b"A\n")
    assert ink(slip) == (0, LEAD, box[0], LEAD + box[1])
    assert slip.text == "A\n"


def test_a_size_out_of_range_is_ignored() -> None:
    assert ink(Rig().slip(b"\x1dB\x01\x1d!\x88A\n")) == (0, LEAD, 12, LEAD + 24)


def test_print_mode_enlarges_letters_and_chinese_mode_hanzi() -> None:
    rig = Rig()
    assert ink(rig.slip(b"\x1dB\x01\x1b!\x30A\n"))[2:] == (24, LEAD + 48)
    assert ink(rig.slip(hanzi("中") + b"\n"))[2:] == (24, LEAD + 24)
    assert ink(rig.slip(b"\x1c!\x0c" + hanzi("中") + b"\n"))[2:] == (48, LEAD + 48)
    assert ink(rig.slip(b"\x1c!\x00\x1cW\x01" + hanzi("中") + b"\n"))[2:] == (48, LEAD + 48)


def dots(data: bytes) -> int:
    return Rig().slip(data).picture.convert("L").histogram()[0]


def test_bold_burns_more_and_underline_adds_a_line() -> None:
    plain = dots(b"HELLO\n")
    assert dots(b"\x1bE\x01HELLO\n") > plain
    assert dots(b"\x1bG\x01HELLO\n") > plain
    assert dots(b"\x1b-\x01HELLO\n") == plain + 60
    assert dots(b"\x1b-\x02HELLO\n") == plain + 120
    assert dots(b"\x1bE\x01\x1b-\x02\x1dB\x01\x1b@HELLO\n") == plain


def test_alignment_moves_the_line() -> None:
    rows = [Rig().slip(b"\x1dB\x01\x1ba" + bytes([n]) + b"ABCD\n") for n in (0, 1, 2)]
    assert [ink(row)[0] for row in rows] == [0, 264, 528]
    assert [row.text for row in rows] == ["ABCD\n", 22 * " " + "ABCD\n", 44 * " " + "ABCD\n"]


def test_alignment_in_the_middle_of_a_line_is_ignored_and_noted() -> None:
    rig = Rig()
    assert rig.slip(b"AB\x1ba\x01CD\n").text == "ABCD\n"
    assert rig.machine.unknown == {"ESC a in a line": 1}


def test_a_line_that_is_full_goes_on_in_the_next() -> None:
    assert Rig().slip(50 * b"x" + b"\n").text == 48 * "x" + "\nxx\n"
    assert Rig(width_mm=58).slip(hanzi(17 * "中") + b"\n").text == 16 * "中" + "\n中\n"


@pytest.mark.parametrize(("width", "dpi", "dots"), [(80, 203, 576), (80, 180, 512), (58, 203, 384)])
def test_the_paper_is_as_wide_as_the_model(width: int, dpi: int, dots: int) -> None:
    assert Rig(width_mm=width, dpi=dpi).slip(b"x\n").picture.width == dots


def test_tabs_and_positions() -> None:
    rig = Rig()
    assert rig.slip(b"a\tb\tc\n").text == "a       b       c\n"
    assert rig.slip(b"\x1bD\x04\x0a\x00a\tb\tc\n").text == "a   b     c\n"
    assert rig.slip(b"a\x1b$\x78\x00b\n").text == "a         b\n"
    assert rig.slip(b"abc\x1b\\\x18\x00d\n").text == "abc  d\n"
    assert rig.slip(b"\x1dL\x30\x00a\x1dL\x00\x00\n").text == "    a\n"


def test_letters_and_hanzi_may_stand_apart() -> None:
    assert ink(Rig().slip(b"\x1dB\x01\x1b \x05AB\n"))[2] == 12 + 5 + 12
    spaced = b"\x1dB\x01\x1cS\x03\x04" + hanzi("中文") + b"\n"
    assert ink(Rig().slip(spaced))[::2] == (3, 3 + 24 + 4 + 3 + 24)


def test_low_letters_stand_on_the_ground_of_high_ones() -> None:
    slip = Rig().slip(b"\x1dB\x01\x1d!\x01A\x1d!\x00B\n")
    low = slip.picture.crop((12, LEAD, 24, LEAD + 48)).convert("L").point(lambda v: 255 - v)
    assert low.getbbox() == (0, 24, 12, 48)


def test_a_narrower_printing_area_breaks_lines() -> None:
    assert Rig().slip(b"\x1dW\x60\x00" + b"abcdefghij\n").text == "abcdefgh\nij\n"


def test_chinese_needs_its_mode() -> None:
    rig = Rig()
    assert rig.slip(hanzi("示例 A032 号") + b"\n").text == "示例 A032 号\n"
    assert rig.slip(b"\x1c." + "号".encode("gbk") + b"\n").text == "║┼\n"
    assert rig.slip(b"\x1c&\x1b@" + "号".encode("gbk") + b"\n").text == "║┼\n"


def test_what_its_font_lacks_is_an_empty_box_and_counted() -> None:
    rig = Rig(charset="gbk")
    slip = rig.slip(hanzi("张𠮷㐱䶮镕") + b"\n")
    assert slip.text == "张□□□镕\n"
    assert (slip.boxes, rig.machine.boxes) == (3, 3)
    assert Rig(charset="gb2312").slip(hanzi("镕") + b"\n").boxes == 1
    assert Rig(charset="gb18030").slip(hanzi("张𠮷㐱䶮镕") + b"\n").boxes == 0


def test_an_overseas_model_prints_odd_letters_for_chinese() -> None:
    rig = Rig(charset="none")
    slip = rig.slip(hanzi("中") + b"\n")
    assert slip.text == "╓╨\n"
    assert rig.machine.unknown == {"FS &": 1}


def test_code_pages_and_countries() -> None:
    rig = Rig()
    assert rig.slip(b"\x82 \x1bt\x10\xe9\n").text == "é é\n"
    assert rig.slip(b"$\x1bR\x0f$\x1bR\x00$\n").text == "$¥$\n"


def test_a_command_that_it_does_not_know_is_noted_and_its_rest_printed() -> None:
    rig = Rig()
    slip = rig.slip(b"\x1bz!ok\n\x1d(Z\x02\x00abfine\n")
    assert slip.text == "!ok\nfine\n"
    assert rig.machine.unknown == {"ESC z": 1, "GS ( Z": 1}


def test_feeds_move_the_paper() -> None:
    def height(data: bytes) -> int:
        return Rig().slip(data).picture.height - LEAD

    assert height(b"A\n") == 30  # 1/6 inch and the like
    assert height(b"A\x1bJ\x64") == 100
    assert height(b"A\x1bd\x03") == 90
    assert height(b"\x1b3\x28A\n\n") == 80
    assert height(b"\x1b3\x28\x1b2A\n") == 30
    assert height(b"\x1d!\x01A\n") == 48  # a high line needs its own height
    assert Rig().slip(b"A\x1bJ\x64").fed_mm == pytest.approx(15 + 100 / 8, abs=0.1)


def test_reset_throws_the_line_away() -> None:
    assert Rig().slip(b"gone\x1b@kept\n").text == "kept\n"


def test_a_line_upside_down_is_the_same_line_turned() -> None:
    up, down = Rig().slip(b"AB\n").picture, Rig().slip(b"\x1b{\x01AB\n").picture
    band = (0, LEAD, 576, LEAD + 24)
    assert down.crop(band).tobytes() == up.crop(band).rotate(180).tobytes()


def test_a_letter_turned_is_as_wide_as_it_was_high() -> None:
    assert ink(Rig().slip(b"\x1dB\x01\x1bV\x01A\n")) == (0, LEAD, 24, LEAD + 12)
