"""The bytes of text mode: few, understood, and every character where the paper has room for it."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageChops

from printers.encode import text_job
from printers.layout import lay_out
from printers.logo import Emblem, store_logo
from printers.paper import Block, Code, Cut, Feed, Logo, Pair, Paper, Text
from printers.picture import pages
from printers.profiles import Profile, generic
from tests.printers.decoder import Printout, decode
from tests.printers.samples import CHINESE, ENGLISH, NOTICE, URL

EMBLEM = Emblem(160, 160, bytes([0xF0, 0x0F] * 1600))
PROFILES = [generic(80), generic(58), generic(80, 180), generic(58, 180)]

every_profile = pytest.mark.parametrize(
    "profile", PROFILES, ids=lambda profile: f"{profile.width_mm}-{profile.dpi}"
)


def job(paper: Paper, profile: Profile | None = None, emblem: Emblem | None = None) -> bytes:
    return text_job(lay_out(paper, profile or generic(), emblem))


def printed(paper: Paper, profile: Profile | None = None) -> Printout:
    return decode(job(paper, profile), profile)


def ink(printout: Printout) -> tuple[int, int, int, int]:
    (slip,) = printout.slips
    box = ImageChops.invert(slip.picture).getbbox()
    assert box is not None
    return box


@every_profile
def test_a_ticket_is_about_half_a_kilobyte(profile: Profile) -> None:
    assert len(job(CHINESE, profile)) <= 600
    assert len(job(ENGLISH, profile)) <= 700


def test_a_stored_emblem_adds_a_few_bytes() -> None:
    paper = Paper("zh-CN", (Logo(), *CHINESE.blocks))
    for memory in ("key", "number"):
        profile = replace(generic(), stored_logo=memory)
        with_emblem = job(paper, profile, EMBLEM)
        assert len(with_emblem) - len(job(CHINESE, profile)) <= 30
        (slip,) = decode(with_emblem, profile, before=store_logo(EMBLEM, profile)).slips
        box = (208, 0, 368, slip.picture.height)
        columns = ImageChops.invert(slip.picture).crop(box)
        lead = profile.dots_of(15)
        top = columns.crop((0, lead, 160, lead + 160))
        assert top.tobytes() == EMBLEM.rows, memory
        # Where it was never stored, the ticket comes out without it.
        bare = decode(with_emblem, profile)
        assert bare.text == printed(CHINESE).text


def test_a_printer_that_keeps_no_emblem_gets_it_with_the_paper() -> None:
    profile = replace(generic(), stored_logo="none")
    (slip,) = decode(job(Paper("en", (Logo(),)), profile, EMBLEM), profile).slips
    top = profile.dots_of(15)
    dots = ImageChops.invert(slip.picture).crop((208, top, 368, top + 160))
    assert dots.tobytes() == EMBLEM.rows


def test_the_job_begins_with_a_reset_in_chinese_mode_and_ends_with_a_cut() -> None:
    data = job(CHINESE)
    assert data.startswith(b"\x1b@\x1c&")
    assert data.endswith(b"\x1dVB\x20")
    (slip,) = decode(data).slips
    assert slip.whole


def test_an_epson_is_told_to_count_in_dots() -> None:
    profile = generic(80, 180)
    assert b"\x1dP\xb4\xb4" in job(CHINESE, profile)
    assert b"\x1dP" not in job(CHINESE)


def test_two_copies_are_two_papers() -> None:
    paper = Paper("zh-CN", (Text("第一联"), Cut(), Text("第二联")))
    first, second = printed(paper).slips
    assert (first.text, second.text) == ("第一联\n", "第二联\n")
    assert first.whole
    assert second.whole


def test_a_printer_without_a_blade_brings_the_last_line_out() -> None:
    profile = generic(58)
    assert not profile.cutter
    assert b"\x1dV" not in job(CHINESE, profile)
    bottom = ink(printed(CHINESE, profile))[3]
    (slip,) = printed(CHINESE, profile).slips
    assert slip.picture.height - bottom >= profile.dots_of(4)


@every_profile
@pytest.mark.parametrize("paper", [CHINESE, ENGLISH, NOTICE], ids=["zh", "en", "notice"])
def test_every_line_is_where_the_picture_of_the_paper_has_it(
    paper: Paper, profile: Profile
) -> None:
    """Text mode and picture are one layout: their ink lies in the same rows and columns."""
    rich = replace(profile, charset="gb18030", cutter=True)
    drawn = pages(lay_out(paper, rich))
    slips = decode(job(paper, rich), rich, charset="gb18030").slips
    assert len(slips) == len(drawn)
    for slip, page in zip(slips, drawn, strict=True):
        top = rich.dots_of(15)
        text = ImageChops.invert(slip.picture).crop((0, top, page.width, top + page.height))
        # Shapes differ a little, places do not: blurred over a third of a line they agree.
        for one, other in ((text, page), (page, text)):
            near = one.resize((page.width // 8, page.height // 8), Image.Resampling.BOX)
            far = other.convert("L").resize(near.size, Image.Resampling.BOX)
            grown = far.point(lambda dot: 255 * (dot > 0)).resize(far.size)
            around = ImageChops.lighter(grown, ImageChops.offset(grown, 1, 0))
            for x, y in ((-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1)):
                around = ImageChops.lighter(around, ImageChops.offset(grown, x, y))
            lost = ImageChops.subtract(near.convert("L").point(lambda d: 255 * (d > 0)), around)
            assert lost.histogram()[255] <= 0.003 * near.width * near.height


@pytest.mark.parametrize("align", ["left", "center", "right"])
@pytest.mark.parametrize("size", [1, 2, 3])
@every_profile
def test_a_character_that_the_font_lacks_is_drawn_at_its_place(
    profile: Profile, size: int, align: str
) -> None:
    """With and without the font the line has the same ink, as tall, as wide and at the edge."""
    rows: list[Block] = [
        Text("上行", align="center"),
        Text("张喆的号", size=size, align=align),  # type: ignore[arg-type]
        Text("下行", align="center"),
    ]
    poor = printed(Paper("zh-CN", tuple(rows)), replace(profile, charset="gb2312"))
    rich_profile = replace(profile, charset="gb18030")
    rich = decode(job(Paper("zh-CN", tuple(rows)), rich_profile), rich_profile, charset="gb18030")
    assert "喆" in rich.text
    assert "[picture" in poor.text
    assert "喆" not in poor.text
    assert poor.boxes == 0
    for one, other in zip(ink(rich), ink(poor), strict=True):
        assert abs(one - other) <= 3 * size
    assert poor.slips[0].fed_mm == rich.slips[0].fed_mm


@pytest.mark.parametrize(
    "name", ["张䶮", "㐱", "𬱖", "𠮷野", "龦", "阿依·古丽", "①", "€5", "é", "😀"]
)
def test_no_rare_character_becomes_a_box_or_a_question_mark(name: str) -> None:
    data = job(Paper("zh-CN", (Pair("申请人", name), Text("好"))))
    printout = decode(data, charset="gb2312")
    assert printout.boxes == 0
    assert "?" not in printout.text
    assert "[picture" in printout.text
    assert "好" in printout.text  # the other lines stay text
    assert len(data) < 2_600  # a second and a half at 9600 baud, and not the whole paper


def test_the_number_is_the_largest_thing_on_the_ticket() -> None:
    sizes = re.findall(rb"\x1d!(.)(?:\x1bE.)?([^\x1b\x1d]*)", job(CHINESE), re.DOTALL)
    assert max((size[0] & 7, text) for size, text in sizes) == (7, b"A032\n")
    assert job(CHINESE).count(b"\x1d!\x77") == 1


def test_the_printer_draws_the_code_itself() -> None:
    data = job(CHINESE)
    assert b"\x1d(k\x03\x001C\x06" in data  # 6 dots a module
    assert b"\x1d(k\x03\x001E1" in data  # level M
    assert URL.encode() in data
    assert decode(data).slips[0].codes == (URL,)


def test_a_printer_that_cannot_draw_codes_gets_a_picture_of_it() -> None:
    profile = replace(generic(), native_qr=False)
    printout = printed(CHINESE, profile)
    assert printout.slips[0].codes == ()
    assert printout.codes == (URL,)


@pytest.mark.parametrize("length", [0x0410 - 3, 0x0510 - 3])
def test_the_length_of_a_code_is_no_order_to_the_printer(length: int) -> None:
    data = job(Paper("en", (Code("x" * length),)))
    assert b"\x10\x04" not in data
    assert b"\x10\x05" not in data
    assert decode(data).codes == ("x" * length,)


@pytest.mark.parametrize("text", ["：", "（）", "————", "～", "「」", "％", "￥8", "“”……"])
def test_marks_that_the_library_would_spoil_arrive(text: str) -> None:
    profile = replace(generic(), charset="gbk")
    assert decode(job(Paper("zh-CN", (Text(text),)), profile), charset="gbk").text.strip() == text


def test_tabs_and_spaces_put_the_value_at_the_edge() -> None:
    for profile in PROFILES:
        for value in ("1", "12345", "个体工商户", "x" * 20):
            left, _, right, _ = ink(printed(Paper("en", (Pair("Label", value),)), profile))
            assert left <= 4
            assert right >= profile.dots // 12 * 12 - 6


def test_a_column_in_large_letters_is_where_it_belongs() -> None:
    paper = Paper("zh-CN", (Text("1. " + "材" * 16, size=2),))
    assert next(line.rstrip() for line in printed(paper).text.splitlines()).startswith("1.")
    (slip,) = printed(paper).slips
    lower = ImageChops.invert(slip.picture).crop(
        (0, generic().dots_of(15) + 56, 576, slip.picture.height)
    )
    box = lower.getbbox()
    assert box is not None
    assert 3 * 24 <= box[0] <= 3 * 24 + 8


def test_a_long_feed_is_as_long_as_it_was_asked_for() -> None:
    short = printed(Paper("en", (Text("a"), Feed(1), Text("b")))).slips[0]
    long = printed(Paper("en", (Text("a"), Feed(101), Text("b")))).slips[0]
    assert long.fed_mm - short.fed_mm == pytest.approx(100, abs=0.2)


def test_a_picture_of_what_text_mode_prints_is_read_by_a_phone() -> None:
    (slip,) = printed(NOTICE).slips[:1]
    (code,) = zxingcpp.read_barcodes(slip.picture.convert("L"))
    assert code.text.endswith("12345")


def test_the_touch_screen_starts_without_python_escpos_and_without_pillow() -> None:
    program = """
import sys
import printers.drivers, printers.paper, printers.spool
assert not any(name.startswith(("escpos", "serial", "usb", "PIL")) for name in sys.modules)
import logging
assert not logging.getLogger().handlers
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
