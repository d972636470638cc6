"""Pictures and codes on the fake printer: every way to print them, read back by a scanner."""

from __future__ import annotations

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from printers.fake import Slip
from tests.printers.fake.rig import Rig, ink, qr, raster

LEAD = 120
SQUARE = bytes([0xFF, 0x81, 0x81, 0x81, 0x81, 0x81, 0x81, 0xFF])
"""Eight by eight dots: a frame."""


def scanned(slip: Slip) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(slip.picture.convert("L"))]


def lines(slip: Slip, box: tuple[int, int, int, int]) -> list[str]:
    """The dots inside `box`, row by row."""
    part = slip.picture.crop(box)
    return [
        "".join("#" if part.getpixel((x, y)) == 0 else "." for x in range(part.width))
        for y in range(part.height)
    ]


def test_a_native_code_can_be_scanned_and_read() -> None:
    url = "https://hall.example/s/Zk3vQ9xT2mB7pL0aW5nR8cY1dF6hJ4gS"
    slip = Rig().slip(b"\x1ba\x01" + qr(url.encode()) + b"\n")
    assert scanned(slip) == [url]
    assert slip.codes == (url,)
    assert slip.text == f"[QR {url}]\n"


def test_a_native_code_carries_chinese() -> None:
    slip = Rig().slip(b"\n" + qr("材料：身份证".encode()))
    assert slip.codes == ("材料：身份证",)
    assert scanned(slip) == ["材料：身份证"]


@pytest.mark.parametrize("module", [1, 4, 16])
def test_modules_are_as_large_as_asked(module: int) -> None:
    left, top, right, bottom = ink(Rig().slip(qr(b"HELLO", module=module)))
    assert (right - left, bottom - top) == (21 * module, 21 * module)  # version 1


def test_levels_make_the_code_larger() -> None:
    data = 30 * b"a"
    sides = [ink(Rig().slip(qr(data, module=1, level=level)))[2] for level in (48, 49, 50, 51)]
    assert sides == [25, 29, 29, 33]  # versions 2, 3, 3, 4 by ISO 18004, table 7


def test_a_code_wider_than_the_paper_is_not_printed() -> None:
    rig = Rig(width_mm=58)
    slip = rig.slip(qr(200 * b"x", module=16) + b"after\n")
    assert slip.codes == ()
    assert slip.text == "after\n"
    assert rig.machine.unknown == {"GS ( k too large": 1}


def test_it_tells_the_size_of_a_code() -> None:
    rig = Rig()
    rig.send(qr(b"HELLO", module=4))
    assert rig.send(b"\x1d(k\x03\x001R0") == b"\x37\x36" + b"84\x1f84\x1f1\x1f0" + b"\x00"


@pytest.mark.parametrize(
    ("mode", "size"), [(0, (8, 8)), (1, (16, 8)), (2, (8, 16)), (51, (16, 16))]
)
def test_raster_modes(mode: int, size: tuple[int, int]) -> None:
    slip = Rig().slip(raster(1, SQUARE, mode))
    assert ink(slip) == (0, LEAD, size[0], LEAD + size[1])
    assert slip.text == f"[picture {size[0]}x{size[1]}]\n"


def test_raster_is_printed_dot_by_dot_and_aligned() -> None:
    slip = Rig().slip(b"\x1ba\x02" + raster(1, SQUARE))
    assert lines(slip, (568, LEAD, 576, LEAD + 8)) == ["########", *6 * ["#......#"], "########"]


def test_blocks_of_one_picture_read_as_one() -> None:
    slip = Rig().slip(raster(72, 72 * 100 * b"\xaa") + raster(72, 72 * 56 * b"\xaa") + b"\ntext\n")
    assert slip.text == "[picture 576x156]\n\ntext\n"
    assert slip.codes == ()


def test_raster_wider_than_the_paper_is_clipped() -> None:
    slip = Rig(width_mm=58).slip(raster(72, 72 * 8 * b"\xff"))
    assert ink(slip) == (0, LEAD, 384, LEAD + 8)


def test_raster_in_a_line_is_not_printed() -> None:
    rig = Rig()
    assert rig.slip(b"text" + raster(1, SQUARE) + b"\n").text == "text\n"
    assert rig.machine.unknown == {"GS v in a line": 1}


def graphics(function: int, rest: bytes, *, long: bool = False) -> bytes:
    body = b"0" + bytes([function]) + rest
    if long:
        return b"\x1d8L" + len(body).to_bytes(4, "little") + body
    return b"\x1d(L" + len(body).to_bytes(2, "little") + body


@pytest.mark.parametrize("long", [False, True])
def test_graphics_are_stored_and_then_printed_once(long: bool) -> None:
    rig = Rig()
    store = graphics(112, b"0\x01\x02" + b"1\x08\x00\x08\x00" + SQUARE, long=long)
    slip = rig.slip(store + b"text\n" + graphics(50, b"") + graphics(50, b""))
    assert slip.text == "text\n[picture 8x16]\n"


def test_a_logo_in_its_memory_outlives_the_power() -> None:
    rig = Rig()
    rig.send(graphics(67, b"0" + b"LG" + b"\x01\x08\x00\x08\x00" + b"1" + SQUARE))
    assert rig.send(graphics(64, b"KC")) == b"\x37\x72\x40LG\x00"
    rig.machine.switch(False)
    rig.machine.switch(True)
    slip = rig.slip(b"\x1b@\x1ba\x01" + graphics(69, b"LG\x02\x02"))
    assert ink(slip) == (280, LEAD, 296, LEAD + 16)
    rig.send(graphics(66, b"LG"))
    assert rig.send(graphics(64, b"KC")) == b"\x37\x72\x40\x00"
    assert rig.slip(b"\x1b@x\n" + graphics(69, b"LG\x01\x01")).text == "x\n"


def test_all_logos_can_be_forgotten_and_take_room() -> None:
    rig = Rig()
    free = rig.send(graphics(51, b""))
    rig.send(graphics(67, b"0" + b"LG" + b"\x01\x08\x00\x08\x00" + b"1" + SQUARE))
    assert rig.send(graphics(51, b"")) != free
    rig.send(graphics(65, b"CLR"))
    assert rig.send(graphics(51, b"")) == free


def test_a_logo_of_another_size_than_it_says_is_refused() -> None:
    rig = Rig()
    rig.send(graphics(67, b"0" + b"LG" + b"\x01\x10\x00\x08\x00" + b"1" + SQUARE))
    assert rig.send(graphics(64, b"KC")) == b"\x37\x72\x40\x00"
    assert rig.machine.unknown == {"GS ( L 67 of another size": 1}


def test_numbered_pictures_in_its_memory() -> None:
    rig = Rig()
    # Column by column: the first column is all ink, the seven others only their first dot.
    rig.send(b"\x1cq\x01" + b"\x01\x00\x01\x00" + b"\xff" + 7 * b"\x80")
    rig.machine.switch(False)
    rig.machine.switch(True)
    slip = rig.slip(b"\x1cp\x01\x00")
    assert lines(slip, (0, LEAD, 8, LEAD + 8)) == ["########", *7 * ["#......."]]
    assert ink(rig.slip(b"\x1cp\x01\x03"))[2:] == (16, LEAD + 16)


def test_a_bit_image_stands_in_its_line() -> None:
    slip = Rig().slip(b"\x1b*\x21\x02\x00" + b"\xff\xff\xff\x80\x00\x01" + b"\n")
    assert ink(slip) == (0, LEAD, 2, LEAD + 24)


def test_what_it_prints_opens_as_a_picture() -> None:
    slip = Rig().slip(b"text\n")
    with Image.open(BytesIO(slip.png())) as picture:
        assert picture.size == (639, slip.picture.height)
