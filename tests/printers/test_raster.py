"""A picture comes out dot for dot, in small blocks, and never as a command."""

import random
import re

import pytest
from PIL import Image, ImageChops

from printers.encode import begin, cut
from printers.layout import lay_out
from printers.paper import Paper
from printers.picture import pages
from printers.profiles import PROFILES, Profile, generic
from printers.raster import feed, harmless, raster
from printers.render import render
from tests.printers.decoder import decode
from tests.printers.samples import CHINESE, ENGLISH, NOTICE

REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


def burnt(image: Image.Image, profile: Profile) -> Image.Image:
    """What the fake printer burns when it is sent the image: without the blank lead of the blade,
    mode "1", 255 where a dot is."""
    printout = decode(begin(profile) + raster(image, profile) + cut(profile), profile)
    (slip,) = printout.slips
    assert not printout.unknown
    lead = profile.dots_of(15)
    return ImageChops.invert(slip.picture).crop((0, lead, image.width, lead + image.height))


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("paper", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_every_printer_burns_the_very_dots_that_were_drawn(paper: Paper, profile: Profile) -> None:
    (page,) = pages(lay_out(paper, profile))
    came_out = burnt(page, profile)
    assert ImageChops.subtract(page.convert("L"), came_out.convert("L")).getbbox() is None
    # But for a dot here and there that keeps the data from being an order.
    assert ImageChops.difference(page, came_out).histogram()[255] <= 4


@pytest.mark.parametrize("profile", [generic(80), generic(58), generic(80, 180)])
def test_no_block_is_higher_than_the_profile_allows(profile: Profile) -> None:
    job = render(NOTICE, profile, rendering="raster")
    heights = [block[1] for block in blocks_of(job)]
    assert max(heights) <= profile.block_rows <= 256
    assert all(profile.block_rows <= 256 for profile in PROFILES.values())


def test_white_paper_is_fed_and_not_sent() -> None:
    page = Image.new("1", (576, 2000))
    page.paste(255, (0, 1000, 16, 1010))
    job = raster(page, generic())
    assert len(job) < 80
    assert burnt(page, generic()).tobytes() == page.tobytes()


def test_an_image_from_edge_to_edge_is_sent_whole() -> None:
    page = Image.new("1", (576, 700), 255)
    job = raster(page, generic())
    assert list(blocks_of(job)) == [(72, 128)] * 5 + [(72, 60)]
    assert burnt(page, generic()).tobytes() == page.tobytes()


def test_white_alone_is_as_long_as_it_was_drawn() -> None:
    for rows in (1, 3, 8, 600):
        blank = Image.new("1", (576, rows))
        below = b"\x1dv0\0\1\0\1\0\xff"
        (slip,) = decode(begin(generic()) + raster(blank, generic()) + below + cut(generic())).slips
        ink = ImageChops.invert(slip.picture).getbbox()
        assert ink is not None
        assert ink[1] == generic().dots_of(15) + rows


@pytest.mark.parametrize("rows", [0, 1, 255, 256, 1000])
def test_a_feed_moves_the_paper_by_so_many_dots(rows: int) -> None:
    job = b"\x1b@A\n" + feed(rows) + b"B\n\x1dV\0"
    plain = b"\x1b@A\nB\n\x1dV\0"
    (fed,), (straight,) = decode(job).slips, decode(plain).slips
    assert fed.picture.height - straight.picture.height == rows


def test_no_picture_can_give_the_printer_an_order() -> None:
    chance = random.Random(20261123)
    for order in (b"\x10\x04\x01", b"\x10\x05\x02", bytes.fromhex("10140801031401060208")):
        data = bytearray(chance.randbytes(72 * 100).replace(b"\x10", b"\x11"))
        for at in (0, 71, 3000, len(data) - len(order)):
            data[at : at + len(order)] = order
        page = Image.frombytes("1", (576, 100), bytes(data))
        job = raster(page, generic())
        assert not REAL_TIME.search(job)
        printout = decode(begin(generic()) + job + cut(generic()))
        assert printout.answered == b""
        # One dot more beside one that stood alone, four times, is all that anybody could see.
        changed = ImageChops.difference(burnt(page, generic()), page).histogram()[255]
        assert 4 <= changed <= 8


def test_no_paper_of_ours_can_give_the_printer_an_order() -> None:
    for profile in PROFILES.values():
        for paper in (CHINESE, ENGLISH, NOTICE):
            for rendering in ("text", "raster"):
                assert not REAL_TIME.search(render(paper, profile, rendering=rendering))


def test_the_dots_of_a_code_are_never_the_ones_that_change() -> None:
    """A module is two dots wide or more, so no byte of a code is 10h; all else may be nudged."""
    for module in range(2, 7):
        for shift in range(8):
            row = "0" * shift + "".join(str(n % 2) * module for n in range(64))
            row = row.ljust(-(-len(row) // 8) * 8, "0")
            data = int(row, 2).to_bytes(len(row) // 8, "big")
            assert harmless(data) == data


def blocks_of(job: bytes) -> list[tuple[int, int]]:
    """Bytes across and rows of each GS v 0."""
    found, at = [], job.find(b"\x1dv0\0")
    while at >= 0:
        across, rows = (int.from_bytes(job[at + i : at + i + 2], "little") for i in (4, 6))
        found.append((across, rows))
        at = job.find(b"\x1dv0\0", at + 8 + across * rows)
    return found
