"""The picture is a strip of paper: whole dots, everything on it, and a code that a phone reads."""

from io import BytesIO
from itertools import product

import pytest
import zxingcpp
from PIL import Image

from printers.layout import CodeLine, TextLine, lay_out
from printers.logo import Emblem
from printers.paper import Code, Cut, Logo, Pair, Paper, Rule, Text
from printers.picture import INK, PAPER_WHITE, pages, png
from printers.profiles import Profile, generic
from tests.printers.samples import CHINESE, ENGLISH, GUIDE, NOTICE, URL

PROFILES = [generic(80), generic(58), generic(80, 180), generic(58, 180)]

every_paper = pytest.mark.parametrize(
    ("paper", "profile"),
    [
        pytest.param(paper, profile, id=f"{paper.language}-{profile.width_mm}-{profile.dpi}")
        for paper, profile in product((CHINESE, ENGLISH, NOTICE), PROFILES)
    ],
)


def picture(paper: Paper, printer: Profile | int = 80) -> Image.Image:
    return Image.open(BytesIO(png(paper, printer)))


def page_of(paper: Paper, printer: Profile | int = 80) -> Image.Image:
    (page,) = pages(lay_out(paper, printer))
    return page


@every_paper
def test_a_phone_reads_the_code(paper: Paper, profile: Profile) -> None:
    (code,) = zxingcpp.read_barcodes(picture(paper, profile).convert("L"))
    assert code.text == (GUIDE if paper is NOTICE else URL)
    assert code.format == zxingcpp.BarcodeFormat.QRCode


@every_paper
def test_the_strip_is_as_wide_as_its_paper(paper: Paper, profile: Profile) -> None:
    strip = picture(paper, profile)
    assert strip.width / profile.dpi * 25.4 == pytest.approx(profile.width_mm, abs=0.6)
    assert strip.width % 8 == 0
    assert pages(lay_out(paper, profile))[0].width == profile.dots // 12 * 12
    assert strip.info["dpi"] == pytest.approx((profile.dpi, profile.dpi), abs=0.1)
    assert len(png(paper, profile)) < 25_000


def test_a_width_alone_means_the_usual_printer() -> None:
    assert png(CHINESE) == png(CHINESE, 80) == png(CHINESE, generic(80))
    assert picture(CHINESE).width == 640


def test_there_is_ink_and_paper_and_nothing_between() -> None:
    colours = picture(CHINESE).convert("RGB").getcolors()
    assert colours is not None
    assert {colour for _, colour in colours} == {INK, PAPER_WHITE}


@every_paper
def test_every_line_leaves_its_ink_within_its_own_height(paper: Paper, profile: Profile) -> None:
    sheet = lay_out(Paper(paper.language, tuple(b for b in paper.blocks if b != Cut())), profile)
    (burnt,) = pages(sheet)
    top = 0
    for line in sheet.lines:
        band = burnt.crop((0, top, sheet.dots, top + line.height))
        inked = band.getbbox()
        if isinstance(line, TextLine) and any(span.text for span in line.spans):
            assert inked is not None, line
            assert inked[3] < line.height, line
        top += line.height
    assert top == burnt.height


def test_a_value_stands_at_the_right_edge_and_a_rule_from_edge_to_edge() -> None:
    burnt = page_of(Paper("zh-CN", (Pair("前面等候", "5人"), Rule())))
    table, rule = burnt.crop((0, 0, 576, 34)), burnt.crop((0, 34, 576, 68))
    assert (edge := table.getbbox())
    assert edge[0] < 4
    assert edge[2] > 570
    assert (edge := rule.getbbox())
    assert (edge[0], edge[2]) == (0, 576)
    assert edge[3] - edge[1] == 2


def test_a_cut_parts_the_paper_and_is_seen_as_a_dashed_line() -> None:
    paper = Paper("zh-CN", (Text("一"), Cut(), Text("二"), Text("三")))
    first, second = pages(lay_out(paper))
    assert second.height == 2 * first.height
    strip = picture(paper).convert("RGB")
    middle = first.height + 2 * generic().dots_of(5)
    row = [strip.getpixel((x, middle)) for x in range(0, strip.width, 8)]
    assert set(row) == {INK, PAPER_WHITE}
    assert row.count(INK) == row.count(PAPER_WHITE)


def test_the_emblem_stands_in_the_middle() -> None:
    emblem = Emblem(16, 8, b"\xff" * 16)
    (page,) = pages(lay_out(Paper("en", (Logo(),)), 80, emblem))
    assert page.getbbox() == (280, 0, 296, 8)


@pytest.mark.parametrize("length", [1, 66, 700, 2331])
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: f"{profile.dots}")
def test_a_code_is_whole_dots_with_four_modules_of_white(length: int, profile: Profile) -> None:
    paper = Paper("en", (Code("x" * length),))
    (line,) = lay_out(paper, profile).lines
    assert isinstance(line, CodeLine)
    burnt = page_of(paper, profile)
    assert (inked := burnt.getbbox())
    assert inked[1] == burnt.height - inked[3] == 4 * line.module
    assert inked[2] - inked[0] == line.side * line.module
    strip = picture(paper, profile).convert("L")
    assert (strip.width - line.side * line.module) / 2 >= 4 * line.module
    (code,) = zxingcpp.read_barcodes(strip)
    assert code.text == "x" * length


def test_a_larger_character_is_as_much_larger() -> None:
    def height(size: int) -> int:
        box = page_of(Paper("en", (Text("H", size=size),))).getbbox()
        assert box is not None
        return box[3] - box[1]

    assert height(4) == pytest.approx(4 * height(1), abs=3)
    assert height(8) > 8 * 16  # 18 mm and more, read at arm's length without glasses
