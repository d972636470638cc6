"""The picture is a strip of paper: whole dots, everything on it, and a code that a phone reads."""

import subprocess
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from printers import fonts
from printers.layout import lay_out
from printers.paper import Code, Pair, Paper, Rule, Text
from printers.picture import INK, PAPER_WHITE, dots, png
from tests.printers.samples import CHINESE, ENGLISH, URL

every_ticket = pytest.mark.parametrize(
    ("paper", "width_mm"), list(product((CHINESE, ENGLISH), (80, 58)))
)


def picture(paper: Paper, width_mm: int = 80) -> Image.Image:
    return Image.open(BytesIO(png(paper, width_mm)))


@every_ticket
def test_a_phone_reads_the_code(paper: Paper, width_mm: int) -> None:
    (code,) = zxingcpp.read_barcodes(picture(paper, width_mm).convert("L"))
    assert code.text == URL
    assert code.format == zxingcpp.BarcodeFormat.QRCode


@every_ticket
def test_the_strip_is_as_wide_as_its_paper(paper: Paper, width_mm: int) -> None:
    strip = picture(paper, width_mm)
    assert strip.width == width_mm * 8
    assert dots(lay_out(paper, width_mm)).width == {80: 576, 58: 384}[width_mm]
    assert strip.info["dpi"] == pytest.approx((203, 203), abs=0.1)
    assert len(png(paper, width_mm)) < 20_000


def test_there_is_ink_and_paper_and_nothing_between() -> None:
    colours = picture(CHINESE).convert("RGB").getcolors()
    assert colours is not None
    assert {colour for _, colour in colours} == {INK, PAPER_WHITE}


def test_every_line_leaves_its_ink_within_its_own_height() -> None:
    sheet = lay_out(CHINESE)
    burnt = dots(sheet)
    top = 0
    for line in sheet.lines:
        band = burnt.crop((0, top, sheet.dots, top + line.height))
        inked = band.point(lambda dot: 255 - dot).getbbox()
        if hasattr(line, "spans") and any(span.text for span in line.spans):
            assert inked is not None, line
            assert inked[3] < line.height, line
        top += line.height
    assert top == burnt.height


def test_a_value_stands_at_the_right_edge_and_a_rule_from_edge_to_edge() -> None:
    burnt = dots(lay_out(Paper("zh-CN", (Pair("前面等候", "5人"), Rule()))))
    table, rule = burnt.crop((0, 0, 576, 34)), burnt.crop((0, 34, 576, 68))
    assert (edge := table.point(lambda dot: 255 - dot).getbbox())
    assert edge[0] < 4
    assert edge[2] > 570
    assert (edge := rule.point(lambda dot: 255 - dot).getbbox())
    assert (edge[0], edge[2]) == (0, 576)
    assert edge[3] - edge[1] == 2


@pytest.mark.parametrize("length", [1, 66, 700, 2331])
def test_a_code_is_whole_dots_with_four_modules_of_white(length: int) -> None:
    sheet = lay_out(Paper("en", (Code("x" * length),)))
    (line,) = sheet.lines
    burnt = dots(sheet)
    assert (inked := burnt.point(lambda dot: 255 - dot).getbbox())
    module = line.module  # type: ignore[union-attr]
    assert inked[1] == burnt.height - inked[3] == 4 * module
    assert inked[0] >= 4 * module
    assert inked[2] - inked[0] == line.side * module  # type: ignore[union-attr]
    (code,) = zxingcpp.read_barcodes(burnt.convert("L"))
    assert code.text == "x" * length


def test_a_guide_as_offline_text_is_read_back() -> None:
    guide = "个体工商户设立登记\n需带：身份证、经营场所证明\n咨询 12345"
    (code,) = zxingcpp.read_barcodes(picture(Paper("zh-CN", (Code(guide),)), 58).convert("L"))
    assert code.text == guide


def test_a_larger_character_is_as_much_larger() -> None:
    def height(size: int) -> int:
        burnt = dots(lay_out(Paper("en", (Text("H", size=size),))))
        box = burnt.point(lambda dot: 255 - dot).getbbox()
        assert box is not None
        return box[3] - box[1]

    assert height(4) == pytest.approx(4 * height(1), abs=3)
    assert height(8) > 8 * 16  # 18 mm and more, read at arm's length without glasses


def test_a_rare_name_has_a_glyph() -> None:
    def ink(text: str) -> bytes:
        return dots(lay_out(Paper("zh-CN", (Text(text, size=2),)))).tobytes()

    missing = ink("\U000e0fff")
    for character in "䶮㐱龦𬱖·①":
        assert ink(character) != missing, character


def test_another_place_of_the_font_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts._find.cache_clear()
    monkeypatch.setattr(fonts, "_FOLDER", Path("/nowhere"))
    try:
        assert fonts.font(24, bold=True).getname() == ("Noto Sans Mono CJK SC", "Bold")
        assert fonts.font(24).getlength("a") == 12
    finally:
        fonts._find.cache_clear()


def test_a_machine_without_the_font_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fonts._find.cache_clear()
    monkeypatch.setattr(fonts, "_FOLDER", Path("/nowhere"))
    answer = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf\n0\nDejaVu Sans"
    monkeypatch.setattr(
        subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, answer)
    )
    try:
        with pytest.raises(fonts.FontMissingError, match="apt install fonts-noto-cjk"):
            png(CHINESE)
    finally:
        fonts._find.cache_clear()
